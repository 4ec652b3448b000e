"""Adjustments: a person sets one mark, and everything that rests on it follows, to the last line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import appeals
import pytest
import worlds
from appeals import adjust, codes
from hypothesis import assume, given
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.evaluation.acts import check_acts

RULES = appeals.rules()
STANDARD = worlds.standard()
FEW = appeals.county([("n1", "u001", "重"), ("n2", "u001", "轻")], 3)


def evaluated(world, *acts, rules=STANDARD):
    return er.evaluate(rules, worlds.roster(world.size), world.evidence(rules), decisions=acts)


def mark(evaluation, unit, criterion):
    (row,) = (r for r in evaluation.marks.to_dicts() if (r["unit"], r["criterion"]) == (unit, criterion))
    return row


@given(worlds.worlds(), st.data())
def test_lines_still_add_up(world, data):
    """After any adjustments full + lines = mark, marks + rescale lines = areas, areas = total."""
    before = evaluated(world)
    rows = [row for row in before.marks.to_dicts() if row["state"] != "not-applicable"]
    acts = []
    for row in data.draw(st.lists(st.sampled_from(rows), unique_by=lambda row: (row["unit"], row["criterion"]))):
        cents = data.draw(st.integers(0, int(row["full"] * 100)))
        assume(row["points"] != Decimal(cents) / 100)
        acts.append(adjust(row["unit"], row["criterion"], f"{Decimal(cents) / 100}"))
    after = evaluated(world, *acts)
    wanted = {(act.unit, act.criterion): Decimal(act.points) for act in acts}
    sums: dict[tuple[str, str, str], Decimal] = {}
    for line in after.lines.to_dicts():
        key = (line["unit"], line["area"], line["criterion"])
        sums[key] = sums.get(key, Decimal(0)) + line["points"]
    area_of = {item.id: item.area for item in STANDARD.items}
    areas: dict[tuple[str, str], Decimal] = {}
    old = {(row["unit"], row["criterion"]): row for row in before.marks.to_dicts()}
    for row in after.marks.to_dicts():
        at = (row["unit"], row["criterion"])
        assert row["points"] == wanted.get(at, old[at]["points"])
        told = sums.pop((row["unit"], area_of[row["criterion"]], row["criterion"]), Decimal(0))
        if row["points"] is not None:
            assert row["full"] + told == row["points"]
            area = (row["unit"], area_of[row["criterion"]])
            areas[area] = areas.get(area, Decimal(0)) + row["points"]
    for (unit, area, _), rescaled in sums.items():
        areas[unit, area] = areas.get((unit, area), Decimal(0)) + rescaled
    for row in after.standings.to_dicts():
        parts = [areas.get((row["unit"], area), Decimal(0)) for area in ("a", "b")]
        assert parts == [row["a"], row["b"]]
        assert sum(parts) == row["total"]


@given(st.integers(0, 6000), st.integers(0, 700), st.integers(0, 200))
def test_totals_follow_the_adjusted_marks(events, tickets, awards):
    """With all marks of a unit adjusted its total is their sum; without the tickets the area is rescaled."""
    points = {"events": Fraction(events, 100), "tickets": Fraction(tickets, 100), "awards": Fraction(awards, 100)}
    assume(points["events"] != 60)
    assume(points["awards"] != 0)
    texts = {"events": Decimal(events) / 100, "tickets": Decimal(tickets) / 100, "awards": Decimal(awards) / 100}
    all_three = [adjust("u000", name, str(text)) for name, text in texts.items()]
    two = [act for act in all_three if act.criterion != "tickets"]
    for acts, expected in (
        (all_three, points),
        (two, points | {"tickets": None}),
    ):
        evaluation = evaluated(FEW, *acts, rules=RULES)
        total = appeals.totals({("u000", name): value for name, value in expected.items()})["u000"]
        assert Fraction(evaluation.standings["total"][0]) == total


def test_the_line_and_the_reason_name_the_document():
    """The adjustment is a line without a record, and the reason of the mark says from what to what, by whom."""
    evaluation = evaluated(FEW, adjust("u001", "events", "59"), rules=RULES)
    lines = evaluation.lines
    own = lines.filter((lines["unit"] == "u001") & (lines["criterion"] == "events"))
    assert own.select("points", "reason", "evidence").rows() == [
        (Decimal("-2.00"), "n1：重", "n1"),
        (Decimal("-0.50"), "n2：轻", "n2"),
        (Decimal("1.50"), "申诉更正（会议纪要〔2026〕1号）：经核实", ""),
    ]
    row = mark(evaluation, "u001", "events")
    assert (row["points"], row["state"]) == (Decimal(59), "scored")
    assert row["reason"] == (
        "查实 2 件（次），扣 2.5 分；"
        "申诉更正（会议纪要〔2026〕1号，专班组长某甲，2026-01-20）：由 57.5 分更正为 59 分，经核实"
    )
    assert "+1.50  申诉更正（会议纪要〔2026〕1号）：经核实" in str(evaluation.explain("u001"))


def test_a_mark_that_did_not_count_counts_from_then_on():
    """A rescaled mark becomes scored: the difference to the full points is its line, and the rescaling ends."""
    evaluation = evaluated(FEW, adjust("u000", "tickets", "7"), rules=RULES)
    row = mark(evaluation, "u000", "tickets")
    assert (row["state"], row["points"]) == ("scored", Decimal(7))
    assert "由不计分更正为 7 分" in row["reason"]
    lines = evaluation.lines
    own = lines.filter((lines["unit"] == "u000") & (lines["area"] == "a"))
    assert own.select("criterion", "points").rows() == [("tickets", Decimal(0))]
    assert evaluation.standings["a"][0] == Decimal(67)


def test_receipt_and_digest_hold_adjustments_in_any_order():
    """The receipt lists them, and neither list nor digest depends on the order of the file."""
    acts = [adjust("u001", "events", "59"), adjust("u000", "awards", "1")]
    one, other = (evaluated(FEW, *order, rules=RULES).receipt.to_dict() for order in (acts, acts[::-1]))
    assert one == other
    assert [entry["unit"] for entry in one["adjustments"]] == ["u000", "u001"]
    plain = evaluated(FEW, rules=RULES).receipt.to_dict()
    assert plain["adjustments"] == []
    assert plain["digests"]["decisions"] != one["digests"]["decisions"]


def test_all_that_is_wrong_is_said_at_once():
    """Unknown units and criteria, points out of bounds or too fine, and a mark set twice, in one run."""
    acts = [
        adjust("u1", "events", "59"),
        adjust("单位1", "event", "59"),
        adjust("u001", "events", "60.01"),
        adjust("u001", "awards", "-1"),
        adjust("u002", "events", "59.999"),
        adjust("u002", "events", "58"),
        adjust("u000", "awards", "1,5"),
    ]
    with pytest.raises(er.EfficiencyRulesError) as caught:
        evaluated(FEW, *acts, rules=RULES)
    assert codes(caught) == [
        "adjustment-unit-unknown",
        "adjustment-unit-unknown",
        "adjustment-criterion-unknown",
        "adjustment-outside",
        "adjustment-outside",
        "adjustment-too-fine",
        "adjustment-twice",
        "adjustment-points-not-exact",
    ]
    assert caught.value.problems[0].facts["near"][0] in ("u001", "u002", "u000")
    assert caught.value.problems[1].facts["near"] == ["u001"]
    assert "第 7 条得分更正的 points" in caught.value.text()
    assert "points of adjustment 7" in caught.value.text("en")


def test_adjustments_that_do_not_fit_their_mark():
    """What changes nothing and what does not apply are both refused, together."""
    world = worlds.World(2, {"event": [], "ticket": [], "rating": [], "award": []})
    with pytest.raises(er.EfficiencyRulesError) as caught:
        evaluated(world, adjust("u000", "events", "5.0"), adjust("u000", "ratings", "3"))
    assert codes(caught) == ["adjustment-idle", "adjustment-not-applicable"]


def test_an_act_of_before_the_period_is_a_slip_of_the_year():
    """It cannot be about the period; the first day itself can, and nobody knows how late an appeal may come."""
    tie = er.Decision(units=("u000", "u001"), **appeals.ABOUT | {"on": "1999-12-31"})
    with pytest.raises(er.EfficiencyRulesError) as caught:
        evaluated(FEW, tie, adjust("u001", "events", "9", on="2024-12-31"), rules=RULES)
    assert codes(caught) == ["decision-too-early"] * 2
    assert "1999-12-31" in str(caught.value)
    for day in ("2025-01-01", "2099-01-01", date(2025, 7, 1)):
        assert evaluated(FEW, adjust("u001", "events", "9", on=day), rules=RULES).decisions


def test_the_half_year_takes_adjustments_of_what_is_due_and_no_ties():
    """At mid-year a due mark may be adjusted; one that is not due may not, and ties have no place."""
    half = er.Period.half(2025, 1)
    world = worlds.World(2, {"event": [], "ticket": [], "rating": [], "award": []})
    evidence = world.evidence(STANDARD)
    act = adjust("u001", "events", "3")
    evaluation = er.evaluate(STANDARD, worlds.roster(2), evidence, half, [act])
    assert mark(evaluation, "u001", "events")["points"] == Decimal(3)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.evaluate(STANDARD, worlds.roster(2), evidence, half, [adjust("u001", "ratings", "3")])
    assert codes(caught) == ["adjustment-not-due"]
    tie = er.Decision(units=("u000", "u001"), **appeals.ABOUT)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.evaluate(STANDARD, worlds.roster(2), evidence, half, [tie, act])
    assert codes(caught) == ["decisions-interim"]


def test_an_adjustment_of_a_broken_mark_waits():
    """A criterion that fails leaves the result incomplete; the adjustment is named and does not hide it."""

    def broken(records, full):
        raise RuntimeError("no")

    item = worlds.item(worlds.last_event, "3", "a")
    item = replace(item, formula=replace(item.formula, function=broken))
    rules = worlds.ruleset(("a", [worlds.item(worlds.events, "5", "a"), item]))
    assert isinstance(item.criterion, Criterion)
    evaluation = evaluated(FEW, adjust("u001", "last-event", "1"), rules=rules)
    assert (evaluation.status, evaluation.graded) == ("incomplete", None)
    assert [problem.code for problem in evaluation.problems] == ["criterion-failed", "adjustment-waits"]
    assert mark(evaluation, "u001", "last-event")["points"] is None


def test_parse_and_back():
    """An adjustment is read from plain data and printed as it was, a whole number as its text."""
    data = adjust("u001", "events", "59").to_dict()
    assert er.Adjustment.parse(data) == adjust("u001", "events", "59")
    assert er.Adjustment.parse(data | {"points": 59}).to_dict() == data
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.Adjustment.parse(data | {"points": 5.5, "on": "2026-1-2", "by": "", "kind": "tie", "more": 1})
    assert codes(caught) == [
        "grading-key-unknown",
        "grading-value-unknown",
        "adjustment-points-not-exact",
        "decision-date-invalid",
        "grading-not-text",
    ]
    with pytest.raises(er.EfficiencyRulesError):
        er.Adjustment.parse([])


def test_a_decisions_file_holds_ties_and_adjustments(tmp_path):
    """Both kinds are read in the order written; problems of either name line, column and number."""
    path = tmp_path / "decisions.yaml"
    about = "by: 某甲, role: 组长, on: 2026-01-20, reason: 会议研究, document: 纪要1号"
    path.write_text(
        f"decisions:\n"
        f"  - {{kind: adjustment, unit: u001, criterion: events, points: 59.5, {about}}}\n"
        f"  - {{kind: tie, units: [u000, u002], {about}}}\n",
        "utf-8",
    )
    one, two = er.read_decisions(path)
    assert (one.points, two.units) == ("59.5", ("u000", "u002"))
    path.write_text(
        f"decisions:\n"
        f"  - {{kind: adjustment, unit: u001, points: x, {about}}}\n"
        f"  - {{kind: tie, units: [u000], {about}}}\n"
        f"  - {{kind: adjustmnt, units: [u000], {about}}}\n"
        f"  - nothing\n",
        "utf-8",
    )
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.read_decisions(path)
    found = [(problem.code, problem.place.line, problem.facts["key"]) for problem in caught.value.problems]
    assert found == [
        ("grading-key-missing", 2, "第 1 条裁定"),
        ("adjustment-points-not-exact", 2, "第 1 条裁定的 points"),
        ("decision-units-few", 3, "第 2 条裁定的 units"),
        ("grading-value-unknown", 4, "第 3 条裁定的 kind"),
        ("grading-not-mapping", 5, "第 4 条裁定"),
    ]
    assert "adjustment" in caught.value.problems[3].text()
    assert [problem.code for _, problem in check_acts({})] == ["grading-not-list"]
