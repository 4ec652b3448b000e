"""Retired editions: an error for what begins later, told with the successor; older rulesets stay computable."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from efficiency_rules.criteria.criterion import Criterion, Deprecation
from efficiency_rules.errors import Problem, RulesetError
from efficiency_rules.rulesets.binding import bind
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.rulesets.document import read_document


def retired(criteria: Mapping[str, Criterion], since: str, successor: str = "task-completion@2027", **more: str):
    """Return the criteria with task-completion@2026 and the cap retired."""
    gone = Deprecation(since=date.fromisoformat(since), reason="改按率计分", successor=successor)
    names = {"task-completion@2026", more.get("also", "task-completion@2026")}
    return {name: replace(one, deprecated=gone) if name in names else one for name, one in criteria.items()}


def about(problems: list[Problem]) -> list[Problem]:
    return [one for one in problems if one.code.startswith("ruleset-edition-retire")]


@pytest.fixture
def path(example: str, tmp_path: Path) -> Path:
    """The example ruleset, which holds for 2025."""
    file = tmp_path / "2025.yaml"
    file.write_text(example, encoding="utf-8")
    return file


@pytest.mark.parametrize("since", ["2024-06-01", "2025-01-01"])
def test_retired(path: Path, criteria: Mapping[str, Criterion], since: str) -> None:
    """A ruleset that begins on the day or later cannot pin the edition: line, day, reason and successor are told."""
    with pytest.raises(RulesetError) as caught:
        bind(read_document(path), retired(criteria, since))
    (problem,) = caught.value.problems
    assert problem.code == "ruleset-edition-retired"
    text = path.read_text("utf-8")
    assert problem.place.line == text[: text.index("task-completion@2026")].count("\n") + 1
    for words in (problem.text("zh"), problem.text("en")):
        assert all(part in words for part in ("task-completion@2026", since, "改按率计分", "task-completion@2027"))


@pytest.mark.parametrize(("since", "severity"), [("2025-07-01", "warning"), ("2026-01-01", "info")])
def test_issued_in_time(path: Path, criteria: Mapping[str, Criterion], since: str, severity: str) -> None:
    """A ruleset that began before is computed as ever; its check says what comes."""
    before, now = bind(read_document(path), criteria), bind(read_document(path), retired(criteria, since))
    assert [item.use for item in now.items] == [item.use for item in before.items]
    (problem,) = about(check_ruleset(path, retired(criteria, since)))
    assert (problem.code, problem.severity) == ("ruleset-edition-retires", severity)


def test_without_successor(path: Path, criteria: Mapping[str, Criterion]) -> None:
    """Where nothing takes its place that is said."""
    (problem,) = about(check_ruleset(path, retired(criteria, "2025-01-01", "")))
    assert "没有接替" in problem.text("zh")
    assert "none" in problem.text("en")


def test_caps_too(path: Path, criteria: Mapping[str, Criterion]) -> None:
    """A cap that pins a retired edition is told like an item."""
    found = about(check_ruleset(path, retired(criteria, "2025-01-01", also="fraud-verified@2025")))
    assert [problem.facts["found"] for problem in found] == ["task-completion@2026", "fraud-verified@2025"]


@pytest.mark.parametrize(
    ("since", "reason", "successor"),
    [
        ("2026-01-01", "x", ""),
        (date(2026, 1, 1), " ", ""),
        (date(2026, 1, 1), "x", "one-stop"),
        (date(2026, 1, 1), "x", "a@0"),
    ],
)
def test_deprecations_that_say_too_little(since: date, reason: str, successor: str) -> None:
    """The day, the reason and a whole `id@edition` are asked for."""
    with pytest.raises(TypeError):
        Deprecation(since=since, reason=reason, successor=successor)


def test_nothing_succeeds_itself(criteria: Mapping[str, Criterion]) -> None:
    """An edition cannot name itself as its successor."""
    from efficiency_rules.criteria.criterion import criterion

    one = criteria["rule-breaches@2025"]
    gone = Deprecation(since=date(2026, 1, 1), reason="x", successor="rule-breaches@2025")
    with pytest.raises(TypeError, match="own successor"):
        criterion(one.id, edition=2025, title="x", reads=one.reads, params=one.params, deprecated=gone)(one.build)
