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
"""Every number of the example without a basis, or with one that the county has yet to confirm."""

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
        assert {problem.code for problem in found} <= {"ruleset-number-waits", "ruleset-waiver-unused"}
        return found

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
    assert (target.facts["found"], target.facts["basis"]) == ("100%", "common-practice")


def test_notes_of_a_document(example: str, tmp_path: Path) -> None:
    """Reading a provisional document keeps the list as its notes."""
    path = tmp_path / "ruleset.yaml"
    path.write_text(example, encoding="utf-8")
    assert {note.facts["key"] for note in read_document(path).notes} == WAITING


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
