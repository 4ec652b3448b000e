"""Outcomes from whole numbers are what grading finds from the same standings written as text."""

from decimal import Decimal
from random import Random

import grading_counties
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from efficiency_rules.errors import GradingError
from efficiency_rules.grading import GradeScheme, Standing, grade
from efficiency_rules.grading.outcomes import outcomes


@given(st.randoms(use_true_random=False))
def test_ranks_and_possible_grades_are_those_of_grading(random: Random) -> None:
    """Under any policy, with tie-break keys, forced units and groups; what cannot be graded is refused by both."""
    section, standings = grading_counties.county(random, most=12)
    note(f"{section}\n{standings}")
    scheme = GradeScheme.parse(section)
    keys = [tuple(int(Decimal(text).scaleb(12)) for text in standing.keys) for standing in standings]
    bounds = [
        (scheme.order.get(standing.best or "", 0), scheme.order.get(standing.worst or "", len(scheme.grades) - 1))
        for standing in standings
    ]
    try:
        grading = grade(standings, scheme)
    except GradingError:
        with pytest.raises(GradingError):
            outcomes(standings, keys, bounds, scheme)
        return
    found = outcomes(standings, keys, bounds, scheme)
    assert found.ranks == [placement.rank for placement in grading.placements]
    assert [tuple(scheme.grades[at].id for at in grades) for grades in found.possible] == list(grading.possible)


@pytest.mark.parametrize(("better", "ranks"), [("higher", [1, 2]), ("lower", [2, 1])])
def test_raw_values_of_tie_breaks_are_read_in_their_direction(better: str, ranks: list[int]) -> None:
    """Of equal totals the higher or the lower raw value stands first, as the scheme says."""
    grades = [{"id": id, "title": id, "share": "1/2"} for id in ("excellent", "good")]
    ties = {"break": [{"key": "item:duty", "better": better}], "then": "decide"}
    scheme = GradeScheme.parse({"grades": grades, "seats": "largest-remainder", "ties": ties})
    standings = [Standing(unit, ("90", raw)) for unit, raw in (("a", "2"), ("b", "1"))]
    keys = [(90 * 10**12, raw * 10**12) for raw in (2, 1)]
    found = outcomes(standings, keys, [(0, 1)] * 2, scheme)
    assert found.ranks == ranks
    assert found.possible == [(rank - 1,) for rank in ranks]
