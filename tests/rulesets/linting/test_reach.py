"""Bands, full points, caps and thresholds that nobody can reach."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import Bands, Bonus, Count, GradeCap, Max, Min, RaterMean, Steps, Sum, SurveyMean
from efficiency_rules.points import Percent, Points

LATE = pl.col("late")
SCALE = {"甲": Points(95), "乙": Points(60), "丙": Points(0)}
AWARDS = {"甲": Points(2), "乙": Points(1), "丙": Points(1)}


def codes(problems: list[Any]) -> list[str]:
    return [problem.code for problem in problems]


@given(bounds=st.sets(st.integers(0, 140), min_size=1, max_size=5), otherwise=st.booleans())
def test_bands_of_a_rate_are_reached_up_to_one_hundred_percent(lint: Any, bounds: set[int], otherwise: bool) -> None:
    """Exactly the bands above 100 % are told, and an `otherwise` below which nothing lies."""
    ladder = {Percent(f"{bound}%"): Points(4) for bound in (bounds if otherwise else bounds | {0})}
    formula = Bands(hit=LATE, bands=ladder, otherwise=Points(4) if otherwise else None, min_cases=50)
    found = sorted(str(p.facts["found"]) for p in lint(formula) if p.code == "rubric-band-unreachable")
    expected = [f"≥ {bound}%" for bound in bounds if bound > 100]
    assert found == sorted(expected + (["< 0%"] if otherwise and 0 in bounds else []))


@pytest.mark.parametrize(
    ("fact", "bands", "found"),
    [
        (Count(), {0: Points(4), 1: Points(2), 2: Points(0)}, ["≥ 0"]),
        (Count(LATE), {0: Points(4), 1: Points(2)}, []),
        (Max(pl.col("people")), {0: Points(0), 50: Points(2), 51: Points(4)}, ["≥ 51"]),
        (Min(pl.col("done")), {Percent("0%"): Points(0), Percent("101%"): Points(4)}, ["≥ 101%"]),
        (Sum(pl.col("people")), {0: Points(4), 500: Points(0)}, []),
        (Max(pl.col("people") * 2), {0: Points(0), 101: Points(4)}, []),
    ],
)
def test_bands_of_a_value_are_held_against_what_the_column_declares(
    lint: Any, fact: Any, bands: Any, found: list[str]
) -> None:
    """A count of all records is never zero, an extreme stays within its column; what is computed is open."""
    problems = lint(Bands(value=fact, bands=bands))
    assert [problem.facts["found"] for problem in problems if problem.code == "rubric-band-unreachable"] == found


def test_a_first_step_beyond_the_target(lint: Any, scored: Any, line_of: Any) -> None:
    """A step larger than the target never costs anything, unless begun steps count."""

    def steps(partial: Any) -> Any:
        def build(p: Any) -> Steps:
            target = Percent("50%")
            return Steps(hit=LATE, target=target, step=p.step, per_step=Points("0.1"), partial=partial, min_cases=50)

        return build

    (problem,) = lint(scored(steps("ignored"), params="step: 60%"))
    assert (problem.code, problem.facts["high"]) == ("rubric-band-unreachable", "50%")
    assert line_of(problem).startswith("60%")
    assert lint(scored(steps("ignored"), params="step: 50%")) == []
    assert lint(scored(steps("counted"), params="step: 60%")) == []


@pytest.mark.parametrize(
    ("formula", "best"),
    [
        (SurveyMean(answer=pl.col("kind"), scale=SCALE, min_valid=50), "3.8"),
        (RaterMean(level=pl.col("kind"), scale=SCALE), "3.8"),
        (Bonus(points=AWARDS, level=pl.col("kind"), take="highest"), "2"),
        (Bonus(points=Points(1), cap=Points(3)), "3"),
        (Bonus(points=Points(0)), "0"),
        (SurveyMean(answer=pl.col("kind"), scale=SCALE | {"甲": Points(100)}, min_valid=50), None),
        (RaterMean(score=pl.col("done")), None),
        (Bonus(points=Points(1)), None),
        (Bonus(points=AWARDS | {"甲": Points(4)}, level=pl.col("kind"), take="highest"), None),
    ],
)
def test_full_points_nobody_can_have(lint: Any, formula: Any, best: str | None) -> None:
    """The best answer, rating or award is held against the item's four points."""
    found = [p.facts["found"] for p in lint(formula) if p.code == "rubric-full-unreachable"]
    assert found == ([] if best is None else [best])


@pytest.mark.parametrize(("take", "cap", "told"), [("highest", 3, True), ("highest", 2, False), ("sum", 3, False)])
def test_a_cap_above_the_highest_award(lint: Any, take: Any, cap: int, told: bool) -> None:
    """Only where the highest award alone counts is a cap above it idle."""
    found = codes(lint(Bonus(points=AWARDS, level=pl.col("kind"), take=take, cap=Points(cap))))
    assert ("rubric-cap-unreachable" in found) is told


@pytest.mark.parametrize(("line", "told"), [("3.8", False), ("3.81", True), ("4", True)])
def test_thresholds_are_held_against_the_best_total(lint: Any, by_score: Any, line: str, told: bool) -> None:
    """A threshold above the sum of the best marks is told, the sum itself is not."""
    survey = SurveyMean(answer=pl.col("kind"), scale=SCALE, min_valid=50)
    found = codes(lint(survey, grading=by_score(f"[{{grade: good, at_least: {line}}}]")))
    assert ("rubric-threshold-unreachable" in found) is told


def test_two_grades_that_begin_at_one_score(lint: Any, by_score: Any, scored: Any) -> None:
    """The worse of them stays empty, unless a cap can lead into it."""
    events = Count(LATE)
    item = Bands(value=events, bands={0: Points(4), 1: Points(0)})
    equal = "[{grade: good, at_least: 3}, {grade: fair, at_least: 3}]"
    (problem,) = lint(item, grading=by_score(equal))
    assert (problem.code, str(problem.facts["found"])) == ("rubric-grade-empty", "3")
    apart = "[{grade: good, at_least: 3}, {grade: fair, at_least: 2}]"
    assert lint(item, grading=by_score(apart)) == []
    capped = by_score(equal) + "  caps: [{when: fraud@2025, at_best: fair}]\n"
    assert lint(item, grading=capped, caps={"fraud": GradeCap(hit=LATE)}) == []
