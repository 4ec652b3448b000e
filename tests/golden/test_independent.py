"""Evaluations equal an independent re-computation in plain Python, written from the words of plan and design."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import jingbian_oracle
import pytest
from jingbian_counties import county, plain_rows
from jingbian_oracle import FIRST_HALF, YEAR, Outcome

import efficiency_rules as er

PERIODS = {YEAR: er.Period.year(2025), FIRST_HALF: er.Period.half(2025, 1)}
Types = Mapping[str, type[er.EvidenceType]]


def expected(words: Any, roster: er.Roster, ledgers: Mapping[str, Sequence[Any]], days: tuple[date, date]) -> Outcome:
    """Return what the oracle finds for the units that exist in the period."""
    units = {unit.id: unit.group for unit in roster if unit.active_from is None or unit.active_from <= days[1]}
    return jingbian_oracle.evaluate(words, units, ledgers, days)


def agree(found: er.Evaluation, outcome: Outcome) -> None:
    """Check marks, areas, totals, seats, ranks and grades of every unit, and that its lines add up to them."""
    cards = outcome.cards
    marks: dict[str, Any] = {unit: {} for unit in cards}
    for row in found.marks.to_dicts():
        marks[row["unit"]][row["criterion"]] = (row["state"], exact(row["points"]))
    assert marks == {unit: card.marks for unit, card in cards.items()}
    standings = {row["unit"]: row for row in found.standings.to_dicts()}
    areas = {unit: {area: exact(row[area]) for area in cards[unit].areas} for unit, row in standings.items()}
    assert areas == {unit: card.areas for unit, card in cards.items()}
    assert {unit: exact(row["total"]) for unit, row in standings.items()} == {
        unit: card.total for unit, card in cards.items()
    }
    assert {unit: (row["rank"], row["grade"], row["on_line"]) for unit, row in standings.items()} == {
        unit: (outcome.ranks.get(unit), outcome.grades.get(unit), unit in outcome.on_line) for unit in cards
    }
    if outcome.seats is None:
        assert found.graded is None
    else:
        assert found.graded is not None
        (grading,) = found.graded.gradings.values()
        assert grading.seats == outcome.seats
        assert {placed.unit for placed in grading.placements} == set(outcome.ranks)
    add_up(found, outcome)


def add_up(found: er.Evaluation, outcome: Outcome) -> None:
    """Check: full points and lines make every mark, marks and rescale lines every area."""
    sums: dict[tuple[str, str], Fraction] = {}
    for row in found.lines.to_dicts():
        about = (row["unit"], row["criterion"] or row["area"])
        sums[about] = sums.get(about, Fraction(0)) + Fraction(row["points"])
    home = {item.id: item.area for item in found.ruleset.items}
    full = {item.id: Fraction(item.full) for item in found.ruleset.items}
    for unit, card in outcome.cards.items():
        told = {area: sums.get((unit, area), Fraction(0)) for area in card.areas}
        for criterion, (_, points) in card.marks.items():
            if points is None:
                assert (unit, criterion) not in sums
            else:
                assert full[criterion] + sums.get((unit, criterion), Fraction(0)) == points
                told[home[criterion]] += points
        if card.total is not None:
            assert told == card.areas


def exact(points: Any) -> Fraction | None:
    return None if points is None else Fraction(points)


@pytest.mark.parametrize("days", PERIODS, ids=["year", "first-half"])
def test_example_county(
    rules: er.Ruleset, words: Any, example: tuple[er.Roster, er.Evidence], days: tuple[date, date]
) -> None:
    """The example county's evaluation equals the re-computation from the same records."""
    roster, evidence = example
    found = er.evaluate(rules, roster, evidence, PERIODS[days])
    agree(found, expected(words, roster, plain_rows(evidence, roster), days))


def check(rules: er.Ruleset, words: Any, types: Types, seed: int) -> None:
    """Check the county of this seed, in the year and in its first half."""
    made = county(seed, types, [item.id for item in rules.items])
    evidence = er.Evidence.from_frames(made.frames(types), rules, made.roster)
    assert evidence.problems == ()
    for days, period in PERIODS.items():
        found = er.evaluate(rules, made.roster, evidence, period)
        agree(found, expected(words, made.roster, made.ledgers, days))


@pytest.mark.parametrize("seed", range(15))
def test_generated_county(rules: er.Ruleset, words: Any, types: Types, seed: int) -> None:
    """A random county's evaluations equal the re-computation from the rows it was made of."""
    check(rules, words, types, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(15, 315))
def test_many_generated_counties(rules: er.Ruleset, words: Any, types: Types, seed: int) -> None:
    """Three hundred more random counties agree as well."""
    check(rules, words, types, seed)
