"""Units that exist only for a part of the year, are not counted, or have too little to grade."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
import worlds

import efficiency_rules as er
from efficiency_rules.points import Percent
from efficiency_rules.units import Roster, Unit

RULES = worlds.ruleset(("a", [worlds.item(worlds.events, "5", "a"), worlds.item(worlds.awards, "2", "a", "year_end")]))


def evaluated(units, rows=(), rules=RULES, period=None):
    roster = Roster(units)
    frame = pl.DataFrame(
        [{"number": number, "unit": unit, "kind": kind, "on": on} for number, unit, kind, on in rows],
        schema={"number": pl.String, "unit": pl.String, "kind": pl.String, "on": pl.Date},
    )
    frames = {"event": frame, "award": pl.DataFrame(schema={c.name: pl.String for c in worlds.Award.columns})}
    return er.evaluate(rules, roster, er.Evidence.from_frames(frames, rules, roster), period)


def test_a_unit_is_evaluated_only_while_it_exists():
    """A unit that begins after the period is no part of it, and its place in the roster shifts nobody's records."""
    units = [Unit("a", "甲", "town", active_from=date(2025, 8, 1)), Unit("b", "乙", "town"), Unit("c", "丙", "office")]
    rows = [("n1", "a", "重", date(2025, 9, 1)), ("n2", "c", "轻", date(2025, 3, 1))]
    half = evaluated(units, rows, period=er.Period.half(2025, 1))
    assert half.standings.select("unit", "total").rows() == [("b", Decimal(5)), ("c", Decimal("4.5"))]
    assert half.lines.get_column("unit").to_list() == ["c"]
    year = evaluated(units, rows)
    # The inputs are the same, and so are their digests, whoever of the roster is evaluated.
    assert half.receipt.to_dict()["digests"] == year.receipt.to_dict()["digests"]
    assert [row[0] for row in year.standings.select("unit").rows()] == ["a", "b", "c"]


def test_a_unit_that_does_not_exist_in_the_period_is_named():
    """A mistyped year in the roster would change the seats of all others: a warning, and a line of the receipt."""
    gone = Unit("x", "旧局", "office", active_to=date(2024, 6, 1))
    units = [Unit("a", "甲", "town"), gone, Unit("b", "乙", "town", active_from=date(2025, 12, 31))]
    year = evaluated(units)
    (told,) = (problem for problem in year.problems if problem.code == "unit-outside-period")
    assert (told.severity, told.facts["unit"], told.facts["name"]) == ("warning", "x", "旧局")
    assert "截至 2024-06-01，不在 2025 之内" in told.what("zh")
    assert year.receipt.to_dict()["not_evaluated"] == {"x": "截至 2024-06-01"}
    assert (year.status, sum(year.graded.gradings[""].seats.values())) == ("undecided", 2)


def test_the_half_year_takes_only_its_own_records():
    """Records after June are counted as outside, and items of year-end methods are not due."""
    units = [Unit("a", "甲", "town")]
    rows = [("n1", "a", "重", date(2025, 6, 30)), ("n2", "a", "重", date(2025, 7, 1))]
    half = evaluated(units, rows, period=er.Period.half(2025, 1))
    assert half.standings["total"][0] == Decimal(3)
    assert half.records["event"].outside == 1
    assert dict(half.marks.select("criterion", "state").rows()) == {"events": "scored", "awards": "not-due"}
    assert (half.status, half.graded) == ("interim", None)


def test_a_group_that_is_not_counted_is_evaluated_but_not_graded():
    """Units of such a group have a total, no grade and no rank, and N is smaller by them."""
    groups = worlds.GROUPS | {"office": replace(worlds.GROUPS["office"], counted=False)}
    units = [Unit(f"t{at}", f"镇{at}", "town") for at in range(5)] + [Unit("o", "部门", "office")]
    evaluation = evaluated(units, rules=replace(RULES, units=groups))
    office = evaluation.standings.row(by_predicate=pl.col("unit") == "o", named=True)
    assert (office["total"], office["rank"], office["grade"]) == (Decimal(7), None, None)
    assert sum(evaluation.graded.gradings[""].seats.values()) == 5
    assert "不计入" in evaluation.receipt.to_dict()["evaluated_not_graded"]["o"]
    assert "不计入" in str(evaluation.explain("o"))


def test_a_unit_with_too_little_applicable_is_not_graded():
    """Below min_applicable a unit is evaluated and listed with the reason, outside N."""
    rules = worlds.ruleset(
        ("a", [worlds.item(worlds.events, "5", "a", applies_to=("office",)), worlds.item(worlds.awards, "2", "a")])
    )
    rules = replace(rules, min_applicable=Percent("30%"))
    units = [Unit("o", "部门", "office"), Unit("t", "镇", "town")]
    evaluation = evaluated(units, rules=rules)
    assert list(evaluation.receipt.to_dict()["evaluated_not_graded"]) == ["t"]
    exactly = evaluated(units, rules=replace(rules, min_applicable=Percent("28.5714%")))
    assert exactly.graded.ungraded == ()


def test_jurisdictions_are_graded_apart():
    """Shares are per jurisdiction: two counties of five units have seats of their own."""
    units = [
        Unit(f"{place}{at}", f"{place}{at}", "town", jurisdiction=place)
        for place in ("甲县", "乙县")
        for at in range(5)
    ]
    evaluation = evaluated(units)
    assert {place: grading.seats["excellent"] for place, grading in evaluation.graded.gradings.items()} == {
        "甲县": 1,
        "乙县": 1,
    }


@pytest.mark.parametrize(
    "period", [er.Period.half(2025, 2), er.Period.parse("2025-01-01..2025-03-31"), er.Period.year(2024)]
)
def test_only_the_year_and_its_first_half_are_evaluated(period):
    """The plan knows a year's and a half-year evaluation; anything else is refused with what there is."""
    with pytest.raises(er.EfficiencyRulesError) as caught:
        evaluated([Unit("a", "甲", "town")], period=period)
    (problem,) = caught.value.problems
    assert (problem.code, problem.facts["expected"]) == ("period-outside", "2025、2025-H1")


def test_a_sign_off_against_records_is_a_warning():
    """A unit signed off from a criterion has no mark there; records of it in that ledger are pointed out."""
    roster = Roster([Unit("a", "甲", "town"), Unit("b", "乙", "town")])
    frames = {
        "event": pl.DataFrame({"number": ["n1"], "unit": ["a"], "kind": ["重"], "on": ["2025-03-01"]}),
        "award": pl.DataFrame(schema={c.name: pl.String for c in worlds.Award.columns}),
        "not-applicable": pl.DataFrame(
            {
                "number": ["s1"],
                "unit": ["a"],
                "criterion": ["events"],
                "reason": ["没有此项职能"],
                "by": ["评价中心"],
                "signed_on": ["2025-01-20"],
            }
        ),
    }
    evaluation = er.evaluate(RULES, roster, er.Evidence.from_frames(frames, RULES, roster))
    (problem,) = evaluation.problems
    assert (problem.code, problem.severity, problem.facts["count"]) == ("sign-off-with-records", "warning", "1")
    assert evaluation.graded is not None
    mark = evaluation.marks.row(by_predicate=(pl.col("unit") == "a") & (pl.col("criterion") == "events"), named=True)
    assert (mark["state"], mark["points"]) == ("not-applicable", None)
    assert "s1" in mark["reason"]
