"""Tests of RankBased."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import Count, RankBased, Sum
from efficiency_rules.points import Percent, Points

RUIAN = RankBased(value=Sum(pl.col("score")), per_rank=Percent("2%"))


def _cohort(values: list[int], **others: list[int]) -> dict[str, list[int]]:
    size = len(values)
    return {"value": values, "cases": [1] * size, "cohort": [0] * size, "group": [0] * size} | others


def test_worked_table(scores):
    """The worked table of the docstring holds: ties share the better rank, the next rank is skipped."""
    marks = scores(RUIAN, "10", **_cohort([98, 95, 95, 90, 80]))
    assert marks == [Fraction(mark) for mark in ("10", "9.8", "9.8", "9.4", "9.2")]


unit = st.tuples(st.integers(-9, 9), st.integers(0, 4), st.integers(-1, 2), st.integers(-1, 2), st.integers(0, 3))


@given(
    units=st.lists(unit, min_size=1, max_size=12),
    per_rank=st.integers(0, 400_000),
    floor=st.integers(0, 40_000),
    better=st.sampled_from(["higher", "lower"]),
    within=st.sampled_from(["all", "group"]),
    least=st.integers(1, 2),
)
def test_mark_follows_the_rank_among_comparable_units(scores, units, per_rank, floor, better, within, least):
    """The rank is one more than the comparable units that are strictly better, compared as exact fractions."""
    formula = RankBased(
        value=Sum(pl.col("a")),
        per=Sum(pl.col("b")),
        per_rank=Percent.from_ticks(per_rank),
        floor=Points.from_ticks(floor),
        better=better,
        within=within,
        min_cases=least,
    )
    value, per, cohort, group, cases = (list(column) for column in zip(*units, strict=True))

    def pool(at: int) -> tuple[int, ...] | None:
        places = (cohort[at],) if within == "all" else (cohort[at], group[at])
        return places if min(places) >= 0 and per[at] > 0 and cases[at] >= least else None

    def expected(at: int) -> Fraction | None:
        if pool(at) is None:
            return None
        sign = 1 if better == "higher" else -1
        mine = sign * Fraction(value[at], per[at])
        rivals = [other for other in range(len(units)) if pool(other) == pool(at)]
        rank = 1 + sum(sign * Fraction(value[other], per[other]) > mine for other in rivals)
        share = max(1 - Fraction(per_rank, 1_000_000) * (rank - 1), Fraction(0))
        return max(5 * share, Fraction(floor, 10_000))

    marks = scores(formula, "5", value=value, per=per, cohort=cohort, group=group, cases=cases)
    assert marks == [expected(at) for at in range(len(units))]


@given(
    values=st.lists(st.integers(0, 30), min_size=2, max_size=8),
    more=st.integers(0, 9),
)
def test_a_better_value_never_harms(scores, values, more):
    """A higher value of one unit never lowers its own mark, nor raises another's."""
    before = scores(RUIAN, "10", **_cohort(values))
    after = scores(RUIAN, "10", **_cohort([values[0] + more, *values[1:]]))
    assert after[0] >= before[0]
    assert all(now <= then for now, then in zip(after[1:], before[1:], strict=True))


@given(values=st.lists(st.integers(0, 9), min_size=1, max_size=8), data=st.data())
def test_order_of_units_is_irrelevant(scores, values, data):
    """Marks go with the units, whatever order they stand in."""
    order = data.draw(st.permutations(range(len(values))))
    straight = scores(RUIAN, "10", **_cohort(values))
    shuffled = scores(RUIAN, "10", **_cohort([values[at] for at in order]))
    assert shuffled == [straight[at] for at in order]


def test_a_single_unit_may_be_marked_with_plain_numbers(score):
    """A cohort of one is first; a unit outside every cohort has no mark."""
    assert score(RUIAN, "10", value=3, cases=1, cohort=0, group=0) == 10
    assert score(RUIAN, "10", value=3, cases=0, cohort=-1, group=-1) is None


def test_the_reason_names_rank_and_field():
    """Rank and number of ranked units are figures."""
    formula = RankBased(value=Count(), per_rank=Percent("1%"), better="lower")
    figures = formula.figures({"value": 3, "cases": 3, "cohort": 0, "group": 0}, 1)
    assert {name: int(figure.values) for name, figure in figures.items()} == {"rank": 1, "ranked": 1}


def test_numbers_that_make_no_sense_are_refused(refusal):
    """A loss of more than everything a rank, and a negative floor, are refused."""
    found = refusal(lambda: RankBased(value=Count(), per_rank=Percent("101%"), floor=Points(-1)))
    assert set(found) == {"formula-out-of-range", "formula-negative"}


@pytest.mark.parametrize(("full", "codes"), [("5", []), ("3", ["formula-above-full"])])
def test_problems_against_full_points(full, codes):
    """A floor above full points is reported."""
    formula = RankBased(value=Count(), per_rank=Percent("1%"), floor=Points(4))
    assert [problem.code for problem in formula.problems(Points(full))] == codes
