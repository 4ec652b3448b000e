"""The way to the next grade: what an explanation says is what grading does."""

from decimal import Decimal

import worlds
from hypothesis import given
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.points import Points

RULES = worlds.ruleset(("a", [worlds.item(worlds.ratings, "10", "a", no_cases="zero")]))
ORDER = [grade.id for grade in RULES.grading.grades]
SCORES = st.lists(st.integers(0, 12).map(lambda n: Points(n * 8)), min_size=2, max_size=25)


def evaluated(scores):
    """Units whose totals are a tenth of these scores."""
    rows = [
        {"number": f"n{at}", "unit": f"u{at:03}", "score": str(score), "on": worlds.YEAR.first}
        for at, score in enumerate(scores)
    ]
    world = worlds.World(len(scores), {"event": [], "ticket": [], "rating": rows, "award": []})
    return er.evaluate(RULES, worlds.roster(len(scores)), world.evidence(RULES))


def regraded(evaluation, unit, total):
    """The grade of one unit when its total alone is another."""
    totals = dict(evaluation.standings.select("unit", "total").rows()) | {unit: total}
    standings = [er.Standing(unit=id, keys=(str(value),)) for id, value in totals.items()]
    placements = er.grade(standings, RULES.grading).placements
    return next(placed.grade for placed in placements if placed.unit == unit)


@given(SCORES)
def test_passing_the_last_unit_above_is_enough_and_reaching_it_is_not(scores):
    """One cent more than the distance lifts the grade; one cent less than it does not."""
    evaluation = evaluated(scores)
    for row in evaluation.standings.drop_nulls("grade").to_dicts():
        for distance in evaluation.explain(row["unit"]).distances:
            if distance.side == "above":
                enough = regraded(evaluation, row["unit"], row["total"] + distance.points + Decimal("0.01"))
                assert ORDER.index(enough) < ORDER.index(row["grade"])
                less = regraded(evaluation, row["unit"], row["total"] + distance.points - Decimal("0.01"))
                assert less == row["grade"]


@given(SCORES)
def test_falling_behind_the_first_unit_below_costs_the_grade(scores):
    """One cent more lost than the distance lowers the grade; one cent less does not."""
    evaluation = evaluated(scores)
    for row in evaluation.standings.drop_nulls("grade").to_dicts():
        for distance in evaluation.explain(row["unit"]).distances:
            if distance.side == "below":
                fallen = regraded(evaluation, row["unit"], row["total"] - distance.points - Decimal("0.01"))
                assert ORDER.index(fallen) > ORDER.index(row["grade"])
                kept = regraded(evaluation, row["unit"], row["total"] - distance.points + Decimal("0.01"))
                assert kept == row["grade"]


def test_ids_for_systems_and_titles_for_people():
    """to_dict() holds grade and group ids beside their titles, and points as text."""
    data = evaluated([Points(100), Points(90), Points(80), Points(70), Points(60)]).explain("u001").to_dict()
    assert (data["grade"], data["grade_title"]) == ("good", "良好")
    assert (data["group"], data["group_title"]) == ("office", "部门")
    assert data["total"] == "9.00"
    assert data["distances"][0] == {
        "side": "above",
        "grade": "优秀",
        "unit": "u000",
        "points": "1.00",
        "waiting": False,
    }


def test_a_unit_may_be_asked_for_by_name():
    """Id and name give the same explanation."""
    evaluation = evaluated([Points(100), Points(90)])
    assert evaluation.explain("单位1") == evaluation.explain("u001")
