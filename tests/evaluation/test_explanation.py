"""The way to the next grade: what an explanation says is what grading does."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import worlds
from hypothesis import given, settings
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.errors import InputError
from efficiency_rules.evaluation.reading import read_result
from efficiency_rules.points import Points
from efficiency_rules.rulesets.model import Consequence

RULES = worlds.ruleset(("a", [worlds.item(worlds.ratings, "10", "a", no_cases="zero")]))
ORDER = [grade.id for grade in RULES.grading.grades]
SCORES = st.lists(st.integers(0, 12).map(lambda n: Points(n * 8)), min_size=2, max_size=25)


def evaluated(scores, rules=RULES):
    """Units whose totals are a tenth of these scores."""
    rows = [
        {"number": f"n{at}", "unit": f"u{at:03}", "score": str(score), "on": worlds.YEAR.first}
        for at, score in enumerate(scores)
    ]
    world = worlds.World(len(scores), {"event": [], "ticket": [], "rating": rows, "award": []})
    return er.evaluate(rules, worlds.roster(len(scores)), world.evidence(rules))


def regraded(evaluation, unit, total):
    """The grade of one unit when its total alone is another."""
    totals = dict(evaluation.standings.select("unit", "total").rows()) | {unit: total}
    standings = [er.Standing(unit=id, keys=(str(value),)) for id, value in totals.items()]
    placements = er.grade(standings, RULES.grading).placements
    return next(placed.grade for placed in placements if placed.unit == unit)


@given(SCORES)
def test_the_total_that_is_enough_lifts_the_grade_and_less_does_not(scores):
    """At the total of the distance above grading gives a better grade, one cent below it does not for certain."""
    evaluation = evaluated(scores)
    for row in evaluation.standings.drop_nulls("grade").to_dicts():
        for distance in evaluation.explain(row["unit"]).distances:
            if distance.side == "above" and distance.total is not None:
                assert distance.change == distance.total - row["total"] > 0
                enough = regraded(evaluation, row["unit"], distance.total)
                assert ORDER.index(enough) < ORDER.index(row["grade"])
                less = regraded(evaluation, row["unit"], distance.total - Decimal("0.01"))
                assert less in (row["grade"], None)


@given(SCORES)
def test_the_total_that_costs_the_grade_costs_it_and_more_does_not(scores):
    """At the total of the distance below the grade is lost or waits; one cent above it is kept."""
    evaluation = evaluated(scores)
    for row in evaluation.standings.drop_nulls("grade").to_dicts():
        for distance in evaluation.explain(row["unit"]).distances:
            if distance.side == "below" and distance.total is not None:
                assert distance.change == row["total"] - distance.total > 0
                fallen = regraded(evaluation, row["unit"], distance.total)
                assert fallen is None or ORDER.index(fallen) > ORDER.index(row["grade"])
                assert regraded(evaluation, row["unit"], distance.total + Decimal("0.01")) == row["grade"]


@given(SCORES)
def test_units_at_a_line_are_those_of_the_certificate(scores):
    """The ids of a distance stand in grading.json: beside the line, or waiting on it, this far away."""
    evaluation = evaluated(scores)
    (grading,) = evaluation.graded.gradings.values()
    lines = grading.to_dict()["pools"][0]["lines"]
    total = dict(evaluation.standings.select("unit", "total").rows())
    for row in evaluation.standings.drop_nulls("grade").to_dicts():
        place = ORDER.index(row["grade"])
        for distance in evaluation.explain(row["unit"]).distances:
            line = lines[place - 1 if distance.side == "above" else place]
            if distance.waiting:
                assert set(distance.units) <= set(line["waiting"])
            else:
                assert list(distance.units) == (line[distance.side] or {"units": []})["units"]
            assert distance.unit == (distance.units[0] if distance.units else "")
            for unit in distance.units:
                gap = total[unit] - row["total"]
                assert distance.points == (gap if distance.side == "above" else -gap)


@settings(max_examples=5)
@given(SCORES)
def test_a_folder_explains_as_the_evaluation_does(scores):
    """Written and read back, every unit has the same explanation, in words and as data."""
    evaluation = evaluated(scores)
    with TemporaryDirectory() as folder:
        result = read_result(evaluation.write(Path(folder) / "result"))
    for unit in evaluation.roster:
        assert result.explain(unit.id) == evaluation.explain(unit.id)


def test_ids_for_systems_and_titles_for_people():
    """to_dict() holds grade and group ids beside their titles, and points as text."""
    data = evaluated([Points(100), Points(90), Points(80), Points(70), Points(60)]).explain("u001").to_dict()
    assert (data["grade"], data["grade_title"], data["possible"]) == ("good", "良好", ["good"])
    assert (data["group"], data["group_title"]) == ("office", "部门")
    assert (data["total"], data["units"], data["pool"]) == ("9.00", 5, None)
    assert data["distances"][0] == {
        "side": "above",
        "grade": "优秀",
        "unit": "u000",
        "points": "1.00",
        "waiting": False,
        "units": ["u000"],
        "total": None,
        "change": None,
        "said": "距“优秀”最后的 u000 1.00 分；总分到满分 10.00 分也不能确定评为“优秀”（其他单位不变）",
    }


def test_consequences_of_both_grades_are_told_while_a_unit_waits():
    """Each grade the unit can get brings its own."""
    rules = replace(
        RULES,
        grading=er.GradeScheme.parse(
            worlds.SCHEME
            | {"grades": [grade | {"consequences": [f"of-{grade['id']}"]} for grade in worlds.SCHEME["grades"]]}
        ),
        consequences={f"of-{id}": Consequence("八", f"办法{id}") for id in ORDER},
    )
    evaluation = evaluated([Points(100), Points(100), Points(80), Points(70), Points(60)], rules)
    assert evaluation.explain("u000").consequences == (
        "如评为“优秀”，结果应用（方案八）：办法excellent",
        "如评为“良好”，结果应用（方案八）：办法good",
    )
    assert evaluation.explain("u002").consequences == ("结果应用（方案八）：办法good",)


def test_a_unit_may_be_asked_for_by_alias():
    """An alias of the roster is a word for the unit, where it is one unit's only."""
    units = [
        er.Unit("u0", "甲局", "office", aliases=("老甲局", "局")),
        er.Unit("u1", "乙局", "office", aliases=("局",)),
    ]
    roster = er.Roster(units)
    frames = worlds.World(2, {"event": [], "ticket": [], "rating": [], "award": []}).frames()
    evaluation = er.evaluate(RULES, roster, er.Evidence.from_frames({"rating": frames["rating"]}, RULES, roster))
    assert evaluation.explain("老甲局").unit == "u0"
    with pytest.raises(InputError) as raised:
        evaluation.explain("局")
    assert raised.value.problems[0].facts["near"] == ["u0", "u1"]


def test_a_unit_may_be_asked_for_by_name():
    """Id and name give the same explanation."""
    evaluation = evaluated([Points(100), Points(90)])
    assert evaluation.explain("单位1") == evaluation.explain("u001")
