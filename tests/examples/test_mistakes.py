"""The county with mistakes: each of them is reported at its cell, nothing else is, and nothing is graded."""

import csv
from pathlib import Path

import pytest

import efficiency_rules as er
from efficiency_rules.errors import EvaluationError, Place

Found = tuple[str, str, str, str, str]
"""Code, severity, file, sheet and cell (or line) of a problem."""


@pytest.fixture(scope="module")
def listed(examples: Path) -> list[dict[str, str]]:
    """The mistakes as mistakes.csv lists them."""
    path = examples / "county-with-mistakes" / "mistakes.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def spoiled(examples: Path, ruleset: er.Ruleset) -> tuple[er.Roster, er.Evidence]:
    """Roster and ledgers of the county with mistakes."""
    folder = examples / "county-with-mistakes"
    roster = er.read_roster(folder / "roster.xlsx", ruleset)
    return roster, er.read_evidence(folder / "ledgers", ruleset, roster)


def where(place: Place) -> tuple[str, str, str]:
    """File, sheet and cell of a place; in a text file line or line:column instead of a cell."""
    line = ":".join(str(number) for number in (place.line, place.column) if number is not None)
    return Path(place.file).name, place.sheet, place.cell or line


def test_twenty_kinds_of_mistakes_are_listed(listed: list[dict[str, str]]) -> None:
    """There are at least twenty kinds of mistakes, with at least twenty codes."""
    assert len({entry["kind"] for entry in listed}) >= 20
    assert len({entry["code"] for entry in listed}) >= 20


def test_each_mistake_is_reported_at_its_cell(
    listed: list[dict[str, str]], spoiled: tuple[er.Roster, er.Evidence]
) -> None:
    """Exactly the listed mistakes are reported, each once, with its code, file, sheet and cell."""
    expected = sorted((e["code"], e["severity"], e["file"], e["sheet"], e["cell"]) for e in listed)
    problems = [problem for problem in spoiled[1].problems if problem.severity != "info"]
    found: list[Found] = sorted((p.code, p.severity, *where(p.place)) for p in problems)
    assert found == expected


def test_each_mistake_has_words(spoiled: tuple[er.Roster, er.Evidence]) -> None:
    """Every report says in Chinese and in English what was found and what to do, in signs that GBK has."""
    for problem in spoiled[1].problems:
        assert problem.text("zh").encode("gbk")
        assert problem.what("en")
        assert problem.hint("zh")


def test_near_name_is_suggested(spoiled: tuple[er.Roster, er.Evidence]) -> None:
    """The misspelt town comes with the name that was meant."""
    (problem,) = [problem for problem in spoiled[1].problems if problem.code == "unit-unknown"]
    assert "清禾镇" in problem.what()
    assert "青禾镇" in problem.hint()


def test_nothing_is_graded(ruleset: er.Ruleset, spoiled: tuple[er.Roster, er.Evidence]) -> None:
    """The evaluation refuses, and names every error that was read."""
    roster, evidence = spoiled
    with pytest.raises(EvaluationError) as refused:
        er.evaluate(ruleset, roster, evidence)
    errors = [str(problem) for problem in evidence.problems if problem.severity == "error"]
    assert [str(problem) for problem in refused.value.problems] == errors


def test_no_row_is_lost(spoiled: tuple[er.Roster, er.Evidence]) -> None:
    """Of every table, rows are used, set aside or rejected, and every rejected row is listed."""
    readings = spoiled[1].readings
    assert all(r.rows == r.used + r.set_aside + r.rejected for r in readings)
    assert sum(reading.rejected for reading in readings) == spoiled[1].rejected.height > 20


def test_good_rows_are_still_read(evidence: er.Evidence, spoiled: tuple[er.Roster, er.Evidence]) -> None:
    """A bad row costs no other row of its table."""
    before = {(r.file, r.sheet): r for r in evidence.readings}
    unreadable = {"收费罚款摊派核查台账", "办事公开抽查台账"}
    for after in spoiled[1].readings:
        if after.sheet not in unreadable and (after.file, after.sheet) in before:
            assert after.used >= before[after.file, after.sheet].used - 3


def test_list_for_people_names_every_mistake(examples: Path, listed: list[dict[str, str]]) -> None:
    """MISTAKES.md holds one line for each mistake of mistakes.csv."""
    text = (examples / "county-with-mistakes" / "MISTAKES.md").read_text(encoding="utf-8")
    for entry in listed:
        row = " | ".join((entry["kind"], entry["file"], entry["sheet"], entry["cell"], f"`{entry['code']}`"))
        assert f"| {row} |" in text
