"""Numbers that wait for the county: information in a draft, errors in a published file unless waived."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem, RulesetError
from efficiency_rules.rulesets.binding import bind
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.rulesets.document import read_document

WAITING = {
    "precision",
    "units.stationed.counted",
    "areas.duty-performance.full",
    "areas.duty-performance.items.hotline-mailbox-resolution.full",
    "areas.duty-performance.items.hotline-mailbox-resolution.applies_to",
    "areas.duty-performance.items.hotline-mailbox-resolution.missing.no-cases",
    "areas.duty-performance.items.hotline-mailbox-resolution.params.target",
    "areas.duty-performance.items.hotline-mailbox-resolution.params.per_point",
    "areas.duty-performance.items.hotline-mailbox-resolution.params.min_cases",
    "areas.duty-performance.items.rule-breaches.full",
    "areas.duty-performance.items.rule-breaches.params.floor",
    "areas.completion.full",
    "areas.completion.items.task-completion.full",
    "areas.completion.items.task-completion.params.bands.0.at_least",
    "areas.completion.items.task-completion.params.bands.0.points",
    "areas.completion.items.task-completion.params.bands.1.at_least",
    "areas.completion.items.task-completion.params.bands.2.at_least",
    "areas.completion.items.task-completion.params.bands.2.points",
    "grading.min_applicable",
    "grading.grades.excellent.share",
    "grading.grades.fair.share",
    "grading.grades.poor.share",
    "grading.thresholds.0.at_least",
    "grading.caps.fraud-verified.params.at_least",
}
"""What decides results in the example without a basis, or with one that the county has yet to confirm."""

ITEM = "areas.duty-performance.items.hotline-mailbox-resolution"
AREA = "areas.completion"
BANDS = "areas.completion.items.task-completion.params.bands"

ABOUT_NUMBERS = ("ruleset-number-waits", "ruleset-waiver-unused")
SMALL_COUNTY = "ruleset-small-county"
"""Said of the shares of the example, whatever its numbers rest on: three grades are empty in the smallest counties."""

WAIVER = """
waivers:
  - paths: [{paths}]
    document: 靖政办发〔2026〕3号
    reason: 暂按此执行
"""


@pytest.fixture
def waiting(tmp_path: Path, criteria: Mapping[str, Criterion]) -> Callable[[str], list[Problem]]:
    """A function that returns what a ruleset text says about its numbers."""

    def problems(text: str) -> list[Problem]:
        path = tmp_path / "ruleset.yaml"
        path.write_text(text, encoding="utf-8")
        found = check_ruleset(path, criteria)
        assert [problem.code for problem in found if problem.code not in ABOUT_NUMBERS] == [SMALL_COUNTY] * 3
        return [problem for problem in found if problem.code in ABOUT_NUMBERS]

    return problems


@pytest.mark.parametrize("status", ["draft", "provisional", "withdrawn"])
def test_information(example: str, waiting: Callable[[str], list[Problem]], status: str) -> None:
    """Before it is published, a document's waiting numbers are listed, every one, as information."""
    found = waiting(example.replace("status: provisional", f"status: {status}"))
    assert {problem.facts["key"] for problem in found} == WAITING
    assert len(found) == len(WAITING)
    assert {problem.severity for problem in found} == {"info"}


def test_information_has_its_place(example: str, waiting: Callable[[str], list[Problem]]) -> None:
    """A waiting number is shown at its value, with its basis."""
    found = {problem.facts["key"]: problem for problem in waiting(example)}
    target = found["areas.duty-performance.items.hotline-mailbox-resolution.params.target"]
    line = example[: example.index("target: {")].count("\n") + 1
    assert (target.place.line, target.place.column) == (line, len("          target: {value: ") + 1)
    assert (target.facts["found"], target.facts["basis"]) == ("100%", "各地公开做法（某市2023-01）")


def test_words_for_a_committee(example: str, waiting: Callable[[str], list[Problem]]) -> None:
    """A waiting number is called by its item's title, its key and what the key means, with the basis in words."""
    text = example.replace("min_cases: {value: 10, basis: assumption}", "min_cases: {value: 10, note: 县里未定}")
    text = text.replace("year: 2025", "year: {value: 2025, basis: assumption}", 1)
    found = {problem.facts["key"]: problem for problem in waiting(text)}
    said = {
        f"{ITEM}.params.target": "【热线办理】target（目标按时办结率）= 100%：各地公开做法（某市2023-01）",
        f"{ITEM}.params.min_cases": "【热线办理】min_cases = 10：没有写明依据（县里未定）",
        f"{ITEM}.full": "【热线办理】full（满分）= 4：我们的假设",
        f"{ITEM}.applies_to": "【热线办理】applies_to（适用的单位类别）= 镇街、县政府工作部门：没有写明依据",
        f"{AREA}.full": "【任务完成情况】full（分值）= 72：没有写明依据",
        f"{AREA}.items.task-completion.full": "【任务完成情况】full（满分）= 72：没有写明依据",
        f"{BANDS}.1.at_least": "【任务完成情况】bands.1.at_least（完成率达到该值）= 80%：没有写明依据",
        f"{BANDS}.2.points": "【任务完成情况】bands.2.points = 72：没有写明依据",
        "units.stationed.counted": "【中省市驻靖单位】counted（是否计入等次比例的单位总数）= false：我们的假设（待定）",
        "grading.min_applicable": "【等次评定】min_applicable（适用分值低于此比例只评价不定等次）= 50%：我们的假设",
        "grading.grades.excellent.share": "【优秀】share（占单位总数的比例）= 20%：没有写明依据",
        "grading.thresholds.0.at_least": "【等次评定】thresholds.0.at_least（最低总分）= 90：没有写明依据",
        "grading.caps.fraud-verified.params.at_least": "【弄虚作假】at_least = 2：没有写明依据",
        "precision": "precision（得分的最小单位）= 0.01：没有写明依据",
        "year": "year（年度）= 2025：我们的假设",
    }
    assert {name: found[name].what() for name in said} == {
        name: f"{words}，尚待县里确认" for name, words in said.items()
    }
    assert (
        found[f"{ITEM}.params.target"]
        .what("en")
        .startswith(
            "[热线办理] target (目标按时办结率) = 100%: common practice elsewhere (某市2023-01); the county has yet"
        )
    )


def test_words_without_plugins(example: str, tmp_path: Path) -> None:
    """As long as no criteria are at hand, an item is called by its id."""
    path = tmp_path / "ruleset.yaml"
    path.write_text(example, encoding="utf-8")
    notes = read_document(path).notes
    found = {note.facts["key"]: note.what() for note in notes if note.code in ABOUT_NUMBERS}
    assert found[f"{ITEM}.params.target"].startswith("【hotline-mailbox-resolution】target = 100%：各地公开做法")


@pytest.mark.parametrize(
    ("written", "waits"),
    [
        ("[town, department]", True),
        ("{value: [town, department], note: 理由}", True),
        ("{value: [town, department], basis: assumption, note: 理由}", True),
        ("{value: [town, department, stationed], basis: assumption}", True),
        ("[town, department, stationed]", False),
        ("{value: [town, department], basis: plan, note: 五(五)}", False),
    ],
)
def test_restrictions_to_groups(
    example: str, waiting: Callable[[str], list[Problem]], written: str, waits: bool
) -> None:
    """Leaving out a group of units needs a basis like any number; applying to all needs none."""
    found = waiting(example.replace("applies_to: [town, department] ", f"applies_to: {written} "))
    assert [p.facts["key"] for p in found if str(p.facts["key"]).endswith("applies_to")] == [
        f"{ITEM}.applies_to"
    ] * waits
    assert {problem.facts["key"] for problem in found} | {f"{ITEM}.applies_to"} == WAITING


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("rounding: half-up", "rounding: {value: half-up, basis: assumption}", "rounding"),
        ("title: 日常检查", "title: {value: 日常检查, basis: common-practice}", "methods.daily.title"),
        ("due: [H1, year]", "due: {value: [H1, year], basis: assumption}", "methods.daily.due"),
        ("        method: daily\n", "        method: {value: daily, basis: assumption}\n", f"{ITEM}.method"),
        ("then: decide", "then: {value: decide, basis: assumption}", "grading.ties.then"),
    ],
)
def test_every_value_may_say_that_it_waits(
    example: str, waiting: Callable[[str], list[Problem]], old: str, new: str, name: str
) -> None:
    """Whatever states a basis that the county has yet to confirm is listed, wherever it stands."""
    assert old in example
    assert {problem.facts["key"] for problem in waiting(example.replace(old, new, 1))} == WAITING | {name}


def test_notes_of_a_document(example: str, tmp_path: Path) -> None:
    """Reading a provisional document keeps the list as its notes."""
    path = tmp_path / "ruleset.yaml"
    path.write_text(example, encoding="utf-8")
    notes = read_document(path).notes
    assert {note.facts["key"] for note in notes if note.code == "ruleset-number-waits"} == WAITING
    assert [note.code for note in notes if note.code != "ruleset-number-waits"] == [SMALL_COUNTY] * 3


def test_published(example: str, tmp_path: Path, waiting: Callable[[str], list[Problem]]) -> None:
    """A published document may not have any: it cannot be read."""
    text = example.replace("status: provisional", "status: published")
    assert {problem.severity for problem in waiting(text)} == {"error"}
    with pytest.raises(RulesetError) as caught:
        read_document(tmp_path / "ruleset.yaml")
    assert {problem.facts["key"] for problem in caught.value.problems} == WAITING


def test_waived(
    example: str, tmp_path: Path, criteria: Mapping[str, Criterion], waiting: Callable[[str], list[Problem]]
) -> None:
    """A waiver with a document number covers the numbers its patterns match, and only these."""
    text = example.replace("status: provisional", "status: published")
    some = waiting(text + WAIVER.replace("{paths}", '"areas.*.params.*", precision'))
    covered = {name for name in WAITING if ".params." in name and name.startswith("areas")} | {"precision"}
    assert {problem.facts["key"] for problem in some} == WAITING - covered
    assert waiting(text + WAIVER.replace("{paths}", '"*"')) == []
    assert bind(read_document(tmp_path / "ruleset.yaml"), criteria).status == "published"


def test_unused_waiver(example: str, waiting: Callable[[str], list[Problem]]) -> None:
    """A pattern that matches nothing is a warning at its place."""
    text = example + WAIVER.replace("{paths}", "areas.nowhere.*")
    (warning,) = [problem for problem in waiting(text) if problem.severity == "warning"]
    assert warning.code == "ruleset-waiver-unused"
    assert warning.place.line == text[: text.index("areas.nowhere")].count("\n") + 1


def test_waiver_needs_a_document(example: str, check: Callable[[str], list[Problem]]) -> None:
    """A waiver without a document number waives nothing."""
    text = example.replace("status: provisional", "status: published")
    waiver = WAIVER.replace("{paths}", '"*"').replace("    document: 靖政办发〔2026〕3号\n", "")
    codes = [problem.code for problem in check(text + waiver)]
    assert codes.count("ruleset-key-missing") == 1
    assert codes.count("ruleset-number-waits") == len(WAITING)


def test_settled_bases(example: str, waiting: Callable[[str], list[Problem]]) -> None:
    """What the plan, a statute or the county says does not wait."""
    for basis in ("plan", "statute", "county"):
        text = example.replace("{value: 10, basis: assumption}", f"{{value: 10, basis: {basis}}}")
        assert not any(str(problem.facts["key"]).endswith("min_cases") for problem in waiting(text))
