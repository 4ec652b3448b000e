"""A criterion that fails while scoring damages its own marks only."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
import pytest
import worlds

import efficiency_rules as er
from efficiency_rules.criteria.formula import Outcome
from efficiency_rules.evaluation import facts, marking_items
from efficiency_rules.formulas import Costs, Count, Custom, Sum
from efficiency_rules.points import Points

DAY = worlds.YEAR.first
WORLD = worlds.World(
    3,
    {
        "event": [
            {"number": "n1", "unit": "u000", "kind": "重", "on": DAY},
            {"number": "n2", "unit": "u001", "kind": "轻", "on": DAY},
        ],
        "ticket": [{"number": f"t{at}", "unit": "u000", "due_on": DAY, "closed_on": None} for at in range(4)],
        "rating": [],
        "award": [],
    },
)


def custom(mark, facts=None, reason="扣 {lost} 分"):
    """An events item whose formula is made by hand."""
    formula = Custom(
        own_facts=facts or {"n": Count()},
        own_mark=mark,
        own_costs=Costs(pl.lit(1, dtype=pl.Int64), "share"),
        reason=reason,
    )
    return replace(worlds.item(worlds.events, "5", "a"), formula=formula)


def evaluated(broken):
    rules = worlds.ruleset(("a", [broken]), ("b", [worlds.item(worlds.tickets, "7", "b", no_cases="zero")]))
    return er.evaluate(rules, worlds.roster(3), WORLD.evidence(rules))


def raises(facts, full):
    raise RuntimeError("boom")


def exits(facts, full):
    raise SystemExit(0)


BROKEN = {
    "raises": (custom(raises), "RuntimeError: boom"),
    "exits": (custom(exits), "SystemExit"),
    "returns a float": (custom(lambda facts, full: Outcome(facts["n"] * 0.5)), "whole numbers"),
    "returns more than full": (custom(lambda facts, full: Outcome(facts["n"] * 0 + full + 1)), "lies outside"),
    "returns less than zero": (custom(lambda facts, full: Outcome(-facts["n"])), "lies outside"),
    "divides by zero": (custom(lambda facts, full: Outcome(facts["n"], 0)), "denominator"),
    "returns nothing": (custom(lambda facts, full: None), "AttributeError"),
    "reads a column that is not there": (
        custom(lambda facts, full: Outcome(facts["n"]), {"n": Sum(pl.col("size"))}),
        "size",
    ),
    "names an unknown number in its reason": (
        custom(lambda facts, full: Outcome(facts["n"] * 0), reason="扣 {loss} 分"),
        "loss",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_failing_criterion_is_contained_and_named(case):
    """Its marks are failed, all others are computed, there are no grades, and the problem names it."""
    broken, words = BROKEN[case]
    evaluation = evaluated(broken)
    (problem,) = evaluation.problems
    assert problem.code == "criterion-failed"
    assert problem.facts["criterion"] == "events@2025"
    assert words in problem.text("en")
    assert (evaluation.status, evaluation.graded) == ("incomplete", None)
    marks = evaluation.marks
    states = dict(zip(*marks.filter(marks["criterion"] == "events").select("unit", "state"), strict=True))
    assert states["u000"] == states["u001"] == "failed"
    sound = evaluated(worlds.item(worlds.events, "5", "a")).marks
    other = marks.filter(marks["criterion"] == "tickets")
    assert other.equals(sound.filter(sound["criterion"] == "tickets"))


def sound_where_marked(facts, full):
    return Outcome(0 * facts["n"], np.where(facts["n"] > 1, 1, facts["n"] - 1), facts["n"] > 1)


def small_where_marked(facts, full):
    return Outcome(0 * facts["n"], np.where(facts["n"] > 1, 1, 2**60), facts["n"] > 1)


@pytest.mark.parametrize("mark", [sound_where_marked, small_where_marked])
def test_a_unit_without_a_mark_may_have_any_denominator(mark):
    """Zero, below zero or too large to be multiplied: nothing is divided by it."""
    item = replace(custom(mark), missing=dict.fromkeys(custom(mark).missing, "zero"))
    evaluation = evaluated(item)
    assert not evaluation.problems
    assert "insufficient-data" in set(evaluation.marks["state"])


def test_two_ledgers_and_two_items_at_once_give_the_same(monkeypatch):
    """Where threads are worth it, the marks and the order of problems are those of one after the other."""
    rules = worlds.ruleset(
        ("a", [custom(raises), worlds.item(worlds.last_event, "3", "a")]),
        ("b", [worlds.item(worlds.tickets, "7", "b", no_cases="zero")]),
        ("c", [custom(lambda facts, full: Outcome(facts["n"], 0))]),
    )
    alone = er.evaluate(rules, worlds.roster(3), WORLD.evidence(rules))
    for room in (facts, marking_items):
        monkeypatch.setattr(room, "_WORTH_IT", 1)
    together = er.evaluate(rules, worlds.roster(3), WORLD.evidence(rules))
    assert together.marks.equals(alone.marks)
    assert [problem.text("en") for problem in together.problems] == [problem.text("en") for problem in alone.problems]
    assert len(alone.problems) >= 2


def test_a_failure_names_file_and_line_of_the_criterion():
    """The place is that of the author's code, not of the engine's."""
    (problem,) = evaluated(custom(raises)).problems
    assert "test_containment.py:" in problem.facts["file"]


def test_totals_of_units_with_a_failed_mark_are_unknown():
    """No total is published where a mark is missing."""
    totals = dict(zip(*evaluated(custom(raises)).standings.select("unit", "total"), strict=True))
    assert totals["u000"] is None
    assert totals["u002"] is not None


def test_evidence_is_never_changed():
    """The frames of the evidence are the same after an evaluation, whatever the criterion does."""

    def scribbles(facts, full):
        facts["n"][:] = 7
        return Outcome(facts["n"] * 0)

    rules = worlds.ruleset(("a", [custom(scribbles), worlds.item(worlds.last_event, "3", "a")]))
    evidence = WORLD.evidence(rules)
    before = evidence.ledgers["event"].frame.clone()
    er.evaluate(rules, worlds.roster(3), evidence)
    assert evidence.ledgers["event"].frame.equals(before)


def test_a_criterion_cannot_change_the_facts_of_another():
    """Facts are read-only: two criteria that count the same thing share the numbers."""

    def scribbles(facts, full):
        facts["n"][:] = 7
        return Outcome(facts["n"] * 0)

    (problem,) = evaluated(custom(scribbles)).problems
    assert "read-only" in problem.text("en")


@dataclass(frozen=True)
class Missing:
    """One policy for a missing ledger and what comes of it."""

    policy: str
    status: str


@pytest.mark.parametrize(
    "case", [Missing("zero", "undecided"), Missing("full", "undecided"), Missing("error", "incomplete")]
)
def test_a_missing_ledger_is_what_the_item_declares(case):
    """Without a ledger at all the state is data-missing, and points are what the ruleset says."""
    rules = worlds.ruleset(("a", [worlds.item(worlds.events, "5", "a", data_missing=case.policy)]))
    frames = {id: frame for id, frame in WORLD.frames().items() if id == "none"}
    evaluation = er.evaluate(rules, worlds.roster(3), er.Evidence.from_frames(frames, rules, worlds.roster(3)))
    assert set(evaluation.marks["state"]) == {"data-missing"}
    assert evaluation.status == case.status
    if case.policy == "error":
        assert [problem.code for problem in evaluation.problems] == ["ledger-missing"]
        assert evaluation.graded is None
    else:
        assert set(evaluation.marks["points"]) == {Points(5) if case.policy == "full" else Points(0)}


def test_an_undeclared_state_stops_grading():
    """A state without a policy is never a silent zero: the evaluation is incomplete and says which units."""
    rules = worlds.ruleset(("a", [worlds.item(worlds.events, "5", "a", no_cases="error")]))
    evaluation = er.evaluate(rules, worlds.roster(3), WORLD.evidence(rules))
    (problem,) = evaluation.problems
    assert (problem.code, problem.facts["units"]) == ("state-undeclared", "u002")
    assert evaluation.graded is None


def test_evidence_of_another_roster_is_refused():
    """Ledgers count their units in the order of their roster: with another one every mark would be wrong."""
    rules = worlds.standard()
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.evaluate(rules, worlds.roster(4), WORLD.evidence(rules))
    assert [problem.code for problem in caught.value.problems] == ["evidence-other-roster"]
