"""A complete ruleset file becomes a Ruleset whose every part says what the file says."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem, RulesetError
from efficiency_rules.period import Period
from efficiency_rules.points import Percent, Points
from efficiency_rules.rulesets.binding import bind
from efficiency_rules.rulesets.document import read_document
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.origin import Origin


@pytest.fixture
def ruleset(tmp_path: Path, example: str, criteria: Mapping[str, Criterion]) -> Ruleset:
    """The example, read and bound."""
    path = tmp_path / "2025.yaml"
    path.write_text(example, encoding="utf-8")
    return bind(read_document(path), criteria)


def test_head(ruleset: Ruleset, example: str, tmp_path: Path) -> None:
    """The head of the document, its file and the digest of its bytes are kept."""
    assert (ruleset.id, ruleset.year, ruleset.revision, ruleset.status) == ("jingbian/2025", 2025, 1, "provisional")
    assert ruleset.document.number == "靖政办发〔2025〕7号"
    assert ruleset.document.issued_on == date(2025, 4, 21)
    assert ruleset.valid == Period.year(2025)
    assert (ruleset.full_marks, ruleset.places) == (Points(100), 2)
    assert ruleset.file == str(tmp_path / "2025.yaml")
    assert ruleset.digest == hashlib.sha256(example.encode()).hexdigest()
    assert ruleset.min_applicable == Percent("50%")
    assert ruleset.grading_clause == "六"
    assert ruleset.chosen == ""


def test_units_and_methods(ruleset: Ruleset) -> None:
    """Groups say whether they count, and why; methods say when they are due."""
    assert next(iter(ruleset.groups.items())) == ("town", "镇街")
    assert [group.counted for group in ruleset.units.values()] == [True, True, False]
    assert ruleset.units["stationed"].origin == Origin("assumption", "", "待定")
    assert ruleset.methods["daily"].due == ("H1", "year")
    assert ruleset.methods["year_end"].scorer == "评价组"


def test_items(ruleset: Ruleset) -> None:
    """Items are bound to their criterion with validated parameters, in the order of the document."""
    assert [item.use for item in ruleset.items] == [
        "hotline-mailbox-resolution@2025",
        "rule-breaches@2025",
        "task-completion@2026",
    ]
    hotline, breaches, completion = ruleset.items
    assert (hotline.id, hotline.title, hotline.area, hotline.method) == (
        "hotline-mailbox-resolution",
        "热线办理",
        "duty-performance",
        "daily",
    )
    assert hotline.params.model_dump() == {
        "target": Percent("100%"),
        "per_point": Points("0.16"),
        "floor": Points(0),
        "min_cases": 10,
    }
    assert hotline.applies_to == ("town", "department")
    assert breaches.applies_to == ("town", "department", "stationed")
    assert hotline.quotes == ("对12345便民服务热线、县长信箱和政务效能投诉平台是否及时解决",)
    assert breaches.quotes == ("是否存在推诿扯皮", "是否兑现承诺")
    assert completion.quotes == ()
    assert (hotline.place.line, hotline.place.column) == (29, 14)
    assert [area.full for area in ruleset.areas] == [Points(28), Points(72)]


def test_missing_policies(ruleset: Ruleset) -> None:
    """An item's own policy comes first, then the document's, then the default that never guesses."""
    hotline, breaches, _ = ruleset.items
    assert hotline.missing == {
        "not-applicable": "rescale-area",
        "no-cases": "rescale-area",
        "insufficient-data": "rescale-area",
        "data-missing": "zero",
    }
    assert breaches.missing["no-cases"] == "full"
    assert breaches.missing["insufficient-data"] == "error"


def test_origins(ruleset: Ruleset) -> None:
    """Every number says where it comes from; inside a sourced table the table's origin holds."""
    hotline, breaches, completion = ruleset.items
    assert hotline.origins == {
        "full": Origin("assumption"),
        "applies_to": Origin(),
        "missing.no-cases": Origin("assumption"),
        "params.target": Origin("common-practice", "某市2023-01"),
        "params.per_point": Origin("common-practice", "某市2023-01"),
        "params.min_cases": Origin("assumption"),
    }
    assert breaches.origins == {
        "full": Origin(),
        "missing.no-cases": Origin("county", "会议纪要"),
        "params.costs": Origin("statute"),
        "params.floor": Origin(),
    }
    assert completion.origins["params.bands.1.points"] == Origin("plan")
    assert completion.origins["params.bands.1.at_least"] == Origin()
    assert ruleset.origins["grading.grades.good.share"] == Origin("plan")
    assert "year" not in ruleset.origins


def test_grading(ruleset: Ruleset) -> None:
    """The grade scheme, the caps with their criterion, and the consequences are read."""
    assert [grade.id for grade in ruleset.grading.grades] == ["excellent", "good", "fair", "poor"]
    assert [key.key for key in ruleset.grading.breaks] == ["method:year_end", "area:completion"]
    (cap,) = ruleset.caps
    assert (cap.criterion.name, cap.at_best, cap.at_worst) == ("fraud-verified@2025", "good", None)
    assert cap.params.model_dump() == {"at_least": 2}
    assert (cap.clause, cap.quotes) == ("六(二)", ("弄虚作假的不得评优",))
    assert ruleset.consequences["commendation"].clause == "八(三)"
    assert list(ruleset.evidence_types) == ["hotline-ticket", "breach"]


def test_wrappers_do_not_change_values(
    example: str, ruleset: Ruleset, tmp_path: Path, criteria: Mapping[str, Criterion]
) -> None:
    """Writing an origin around a value, at any level, changes nothing but its origin."""
    text = (
        example.replace("full: 28", "full: {value: 28, basis: plan}")
        .replace("year: 2025", "year: {value: 2025, basis: plan}", 1)
        .replace("precision: 0.01", "precision: {value: 0.01, basis: plan}")
        .replace("due: [year]", "due: {value: [{value: year, note: 年底}], basis: plan}")
        .replace("applies_to: [town, department]", "applies_to: {value: [town, department], basis: plan}")
        .replace("late: 0.5", "late: {value: 0.5, basis: county}")
        .replace("at_least: 80%", "at_least: {value: 80%}")
        .replace("at_least: 90", "at_least: {value: 90, basis: plan}")
    )
    path = tmp_path / "wrapped.yaml"
    path.write_text(text, encoding="utf-8")
    wrapped = bind(read_document(path), criteria)
    assert wrapped.full_marks == ruleset.full_marks
    assert wrapped.places == ruleset.places
    assert wrapped.year == ruleset.year
    assert wrapped.methods == ruleset.methods
    assert wrapped.grading == ruleset.grading
    assert [item.params for item in wrapped.items] == [item.params for item in ruleset.items]
    assert [item.applies_to for item in wrapped.items] == [item.applies_to for item in ruleset.items]
    assert wrapped.items[1].origins["params.costs.late"] == Origin("county")


def test_defaults(example: str, tmp_path: Path, criteria: Mapping[str, Criterion]) -> None:
    """What may be left out has its documented default."""
    left_out = ("revision: 1", "precision: 0.01", "rounding: half-up", "  clause: 六\n", ", counted: true")
    text = example
    for line in left_out:
        assert line in text
        text = text.replace(line, "")
    start, end = text.index("  min_applicable"), text.index("  seats:")
    path = tmp_path / "short.yaml"
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    ruleset = bind(read_document(path), criteria)
    assert (ruleset.revision, ruleset.places, ruleset.grading_clause) == (1, 2, "")
    assert ruleset.min_applicable == Percent("0%")
    assert ruleset.units["town"].counted


def test_revision_in_the_id(example: str, tmp_path: Path, criteria: Mapping[str, Criterion]) -> None:
    """From the second revision on it is part of the id."""
    path = tmp_path / "r2.yaml"
    path.write_text(example.replace("revision: 1", "revision: 2"), encoding="utf-8")
    document = read_document(path)
    assert document.id == "jingbian/2025-r2"
    assert bind(document, criteria).id == "jingbian/2025-r2"


def test_errors_are_raised_together(example: str, tmp_path: Path, criteria: Mapping[str, Criterion]) -> None:
    """Reading raises what shows without plugins, binding what shows with them, all of it."""
    path = tmp_path / "bad.yaml"
    path.write_text(example.replace("full: 28", "full: 27").replace("year: 2025", "year: 2024"), encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        read_document(path)
    codes = ["ruleset-year-outside", "ruleset-areas-sum", "ruleset-items-sum"]
    assert [problem.code for problem in caught.value.problems] == codes
    path.write_text(
        example.replace("task-completion@2026", "task-completion@2025").replace("min_cases", "min_case"),
        encoding="utf-8",
    )
    with pytest.raises(RulesetError) as caught:
        bind(read_document(path), criteria)
    codes = ["ruleset-param-unknown", "ruleset-edition-unknown"]
    assert [problem.code for problem in caught.value.problems] == codes


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is a RulesetError, not a traceback."""
    with pytest.raises(RulesetError) as caught:
        read_document(tmp_path / "none.yaml")
    assert [problem.code for problem in caught.value.problems] == ["yaml-unreadable"]


def test_example_is_clean(example: str, check: Callable[[str], list[Problem]]) -> None:
    """The example has no error and no warning."""
    assert check(example) == []
