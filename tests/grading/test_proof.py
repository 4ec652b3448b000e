"""The proof of a seat rule: compared with brute force, and with the paradoxes and counts the research published."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.grading.proof import Breach, empty_up_to, prove
from efficiency_rules.grading.seats import Method, SeatRule, SeatTie

SIDES: tuple[SeatTie, ...] = ("better", "worse")
CUMULATIVE: tuple[Method, ...] = ("cumulative", "cumulative-floor", "cumulative-ceil")
ALL: tuple[Method, ...] = ("largest-remainder", "webster", "at-most", *CUMULATIVE)
GRID = [
    (5 * a, 5 * b, 5 * c, 100 - 5 * (a + b + c))
    for a in range(1, 18)
    for b in range(1, 19 - a)
    for c in range(1, 20 - a - b)
]
WITH_PARADOX = [
    "30/50/15/5 20/60/15/5 10/40/40/10 20/70/8/2 25/45/25/5",
    "15/45/35/5 30/40/25/5 15/80/4/1 30/60/9/1 33/33/24/10",
]
FREE_OF_IT = ["20/40/30/10 20/50/25/5 25/50/20/5 15/35/40/10", "20/30/40/10 10/30/50/10 20/40/35/5 20/45/30/5"]


def rule_of(method: Method, percents: Sequence[int], side: SeatTie = "better", *at_most: int) -> SeatRule:
    return SeatRule(method, tuple(Fraction(part, sum(percents)) for part in percents), side, frozenset(at_most))


def vectors(lines: list[str]) -> list[tuple[int, ...]]:
    return [tuple(int(part) for part in text.split("/")) for line in lines for text in line.split()]


def brute_force(rule: SeatRule, most: int) -> Breach | None:
    """The first breach found by looking at every number of units and every grade."""
    table = [rule.seats(units) for units in range(most + 1)]
    for units, counts in enumerate(table):
        for grade, share in enumerate(rule.shares):
            if counts[grade] not in (floor(share * units), ceil(share * units)):
                return Breach("quota", units, counts, None, grade)
        for following in table[units + 1 : units + 2]:
            for grade in range(len(counts)):
                placed, then = sum(counts[: grade + 1]), sum(following[: grade + 1])
                if then < placed:
                    return Breach("below", units, counts, following, grade)
                if then > placed + 1:
                    return Breach("above", units, counts, following, grade)
    return None


def test_the_paradox() -> None:
    """30/50/15/5 by largest remainder: the twelfth unit takes the last 较差 seat, and a unit above gains by it."""
    rule = rule_of("largest-remainder", (30, 50, 15, 5))
    assert (rule.seats(11), rule.seats(12)) == ((3, 5, 2, 1), (4, 6, 2, 0))
    assert prove(rule) == Breach("above", 11, (3, 5, 2, 1), (4, 6, 2, 0), 1)


def test_more_paradoxes() -> None:
    """20/60/15/5 breaks from 9 to 10 units, 10/40/40/10 from 3 to 4, where the only 优秀 is lost."""
    rule = rule_of("largest-remainder", (20, 60, 15, 5))
    assert (rule.seats(9), rule.seats(10)) == ((2, 5, 1, 1), (2, 6, 2, 0))
    lost = prove(rule_of("largest-remainder", (10, 40, 40, 10)))
    assert lost == Breach("below", 3, (1, 1, 1, 0), (0, 2, 2, 0), 0)


@pytest.mark.parametrize("percents", vectors(WITH_PARADOX))
def test_vectors_with_the_paradox(percents: tuple[int, ...]) -> None:
    """The common vectors that the research found harmful are refused, by a step and not by the quota rule."""
    breach = prove(rule_of("largest-remainder", percents))
    assert breach is not None
    assert breach.kind in ("below", "above")


@pytest.mark.parametrize("percents", vectors(FREE_OF_IT))
def test_vectors_without_the_paradox(percents: tuple[int, ...]) -> None:
    """The common vectors that the research found free of it are proved for all N to 1000."""
    assert prove(rule_of("largest-remainder", percents)) is None


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("method", ALL)
def test_the_plan_is_proved(method: Method, side: SeatTie) -> None:
    """20/40/30/10 is proved for all N to 2000 by every method, with a ceiling on 优秀 or on 较差 too."""
    for ceiling in (0, 3):
        assert prove(rule_of(method, (20, 40, 30, 10), side, ceiling), 2000) is None


def test_two_ceilings_are_one_too_many() -> None:
    """Ceilings on 优秀 and 较差 at once break the quota rule at N = 9: 良好 gets 5 of 3.6."""
    breach = prove(rule_of("at-most", (20, 40, 30, 10), "better", 0, 3))
    assert breach == Breach("quota", 9, (1, 5, 3, 0), None, 1)


def failures(method: Method, side: SeatTie, kinds: set[str]) -> int:
    """How many of the 969 vectors of the 5 % grid break a rule for N up to 121, and all in these ways."""
    breaches = [prove(rule_of(method, percents, side), 121) for percents in GRID]
    assert {breach.kind for breach in breaches if breach} == kinds
    return sum(breach is not None for breach in breaches)


def test_failures_of_the_grid() -> None:
    """Of the 969 vectors largest remainder fails for 339 (a unit harmed or helped), Webster for 68 (quota)."""
    assert len(GRID) == 969
    assert failures("largest-remainder", "better", {"below", "above"}) == 339
    assert failures("webster", "better", {"quota"}) == 68


@pytest.mark.parametrize(("method", "side"), [(method, "better") for method in CUMULATIVE] + [("cumulative", "worse")])
def test_cumulative_never_fails(method: Method, side: SeatTie) -> None:
    """Cumulative rounding of any kind fails for none of the 969 vectors."""
    assert failures(method, side, set()) == 0


def loses_a_seat(rule: SeatRule, most: int) -> bool:
    table = [rule.seats(units) for units in range(most + 1)]
    return any(after < before for one, other in pairwise(table) for before, after in zip(one, other, strict=True))


def test_grades_that_lose_a_seat() -> None:
    """One unit more takes a seat from a grade for 431 vectors by largest remainder, for none by Webster."""
    assert sum(loses_a_seat(rule_of("largest-remainder", percents), 121) for percents in GRID) == 431
    assert not any(loses_a_seat(rule_of("webster", percents), 121) for percents in GRID)
    assert not loses_a_seat(rule_of("largest-remainder", (20, 40, 30, 10)), 2000)
    assert [rule_of("cumulative", (20, 40, 30, 10)).seats(units)[2] for units in (5, 6)] == [2, 1]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("method", ALL)
def test_proof_is_brute_force(method: Method, side: SeatTie) -> None:
    """The proof finds exactly the first breach of brute force: common vectors to 1000, a grid sample to 121."""
    for percents in vectors(["20/40/30/10 30/50/15/5 10/40/40/10 33/33/24/10"]):
        rule = rule_of(method, percents, side, 0)
        assert prove(rule) == brute_force(rule, 1000)
    for percents in GRID[::24]:
        rule = rule_of(method, percents, side, 0, 2)
        assert prove(rule, 121) == brute_force(rule, 121)


@pytest.mark.long
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("method", ALL)
def test_proof_is_brute_force_on_the_grid(method: Method, side: SeatTie) -> None:
    """On the whole grid, and with one ceiling or two, the proof finds the first breach of brute force."""
    for percents in GRID:
        for ceilings in ((0,), (0, 3)):
            rule = rule_of(method, percents, side, *ceilings)
            assert prove(rule, 121) == brute_force(rule, 121)


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=10).filter(any),
    st.sampled_from(SIDES),
    st.sampled_from(CUMULATIVE),
)
def test_cumulative_is_safe_for_any_shares(weights: list[int], side: SeatTie, method: Method) -> None:
    """Cumulative rounding is proved for any exact shares of 1 to 10 grades."""
    assert prove(rule_of(method, weights, side), 100) is None


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=10).filter(any),
    st.sampled_from(SIDES),
    st.sampled_from(["largest-remainder", "webster"]),
)
def test_any_shares(weights: list[int], side: SeatTie, method: Method) -> None:
    """For any exact shares the proof is brute force; largest remainder keeps the quota rule, Webster every step."""
    rule = rule_of(method, weights, side)
    breach = prove(rule, 60)
    assert breach == brute_force(rule, 60)
    assert breach is None or (breach.kind == "quota") <= (method == "webster")


def test_the_last_step_leads_to_most() -> None:
    """A proof up to N looks at the step to N and not at the one after it."""
    rule = rule_of("largest-remainder", (30, 50, 15, 5))
    assert prove(rule, 11) is None
    assert prove(rule, 12) is not None
    held = SeatRule("at-most", rule_of("webster", (20, 40, 30, 10)).shares, "better", frozenset((0, 3)))
    assert prove(held, 8) is None
    assert prove(held, 9) == Breach("quota", 9, (1, 5, 3, 0), None, 1)


@pytest.mark.parametrize(("units", "found"), [(1000, Breach("above", 999, (999,), (1001,), 0)), (1001, None)])
def test_proved_up_to_a_thousand_units(units: int, found: Breach | None) -> None:
    """A rule that gives a seat too many to so many units only is refused for a thousand, and not for one more."""

    class Once(SeatRule):
        __slots__ = ()

        def seats(self, number: int) -> tuple[int, ...]:
            return (number + (number == units),)

    assert prove(Once("webster", (Fraction(1),), "better")) == found


def test_nothing_to_prove() -> None:
    """Explicit counts have nothing to prove and leave no grade empty by the number of units."""
    rule = SeatRule("explicit", (Fraction(1, 2), Fraction(1, 2)), "better", counts=(7, 0))
    assert prove(rule) is None
    assert empty_up_to(rule) == ()


def test_small_counties() -> None:
    """With the plan's shares up to 2 units leave 优秀 empty, 1 unit 一般, up to 5 units 较差 (4 on the other side)."""
    assert empty_up_to(rule_of("largest-remainder", (20, 40, 30, 10))) == ((0, 2), (2, 1), (3, 5))
    assert empty_up_to(rule_of("largest-remainder", (20, 40, 30, 10), "worse")) == ((0, 2), (2, 1), (3, 4))
    assert empty_up_to(rule_of("cumulative-floor", (20, 40, 30, 10))) == ((0, 4), (1, 1), (2, 2))


def test_grades_without_a_share_are_left_out() -> None:
    """Only grades with a share are listed, and none beyond the last number looked at."""
    rule = rule_of("largest-remainder", (0, 999, 1))
    assert empty_up_to(rule) == ((2, 500),)
    assert empty_up_to(rule_of("largest-remainder", (0, 999, 1), "worse")) == ((2, 499),)
    assert empty_up_to(rule, 7) == ((2, 7),)
    assert empty_up_to(rule_of("largest-remainder", (0, 9999, 1))) == ((2, 1000),)


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=6).filter(any), st.sampled_from(SIDES), st.sampled_from(ALL[:2])
)
def test_empty_grades(weights: list[int], side: SeatTie, method: Method) -> None:
    """A grade is listed with M exactly where it has no seat for 1 to M units and one at M + 1."""
    rule = rule_of(method, weights, side)
    listed = dict(empty_up_to(rule, 300))
    assert list(listed) == sorted(listed)
    for grade, weight in enumerate(weights):
        first = next((units for units in range(1, 301) if rule.seats(units)[grade]), 301)
        assert listed.get(grade, 0) == (first - 1 if weight else 0)
