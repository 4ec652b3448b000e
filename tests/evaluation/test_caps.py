"""Findings that limit a grade, decisions that have no place, and folders that are not ours."""

from dataclasses import replace

import polars as pl
import pytest
import worlds

import efficiency_rules as er
from efficiency_rules.errors import NOWHERE
from efficiency_rules.formulas import GradeCap
from efficiency_rules.rulesets.model import CapRule


@er.criterion("grave-event", edition=2025, title="严重问题", reads=worlds.Event, params=worlds.None_)
def grave_event(p: worlds.None_) -> GradeCap:
    """A grave problem limits the grade."""
    return GradeCap(hit=pl.col("kind") == "重")


def rules(**bounds):
    """Five units of equal evidence but for their ratings, and a cap on grave problems."""
    params = worlds.None_()
    cap = CapRule(
        criterion=grave_event,
        params=params,
        formula=grave_event.formula(params),
        at_best=bounds.get("at_best"),
        at_worst=bounds.get("at_worst"),
        clause="",
        quotes=(),
        place=NOWHERE,
    )
    return replace(worlds.ruleset(("a", [worlds.item(worlds.ratings, "10", "a")])), caps=(cap,))


def grades(ruleset, grave):
    """The grades of five units, best rated first, when these have a grave problem."""
    events = [{"number": f"e{at}", "unit": f"u{at:03}", "kind": "重", "on": worlds.YEAR.first} for at in grave]
    scores = [
        {"number": f"r{at}", "unit": f"u{at:03}", "score": str(90 - at), "on": worlds.YEAR.first} for at in range(5)
    ]
    world = worlds.World(5, {"event": events, "ticket": [], "rating": scores, "award": []})
    return er.evaluate(ruleset, worlds.roster(5), world.evidence(ruleset)).standings["grade"].to_list()


def test_a_capped_unit_leaves_its_seat_to_the_next():
    """不得评优: the best unit becomes good at best, the second takes the seat, nobody else is worse off."""
    assert grades(rules(at_best="good"), []) == ["excellent", "good", "good", "fair", "fair"]
    assert grades(rules(at_best="good"), [0]) == ["good", "excellent", "good", "fair", "fair"]


def test_a_veto_is_the_worst_grade_at_best():
    """直接较差: the best unit is poor, and every other unit is as good as before or better."""
    assert grades(rules(at_best="poor"), [0]) == ["poor", "excellent", "good", "good", "fair"]


def test_a_guarantee_keeps_a_unit_from_falling():
    """at_worst: the last unit keeps at least good."""
    assert grades(rules(at_worst="good"), [4])[4] == "good"


def test_a_missing_ledger_of_a_cap_stops_grading():
    """Without the ledger nobody knows who is capped: no grades, and the problem names it."""
    ruleset = rules(at_best="good")
    frames = worlds.World(1, {"event": [], "ticket": [], "rating": [], "award": []}).frames()
    evidence = er.Evidence.from_frames({"rating": frames["rating"]}, ruleset, worlds.roster(1))
    evaluation = er.evaluate(ruleset, worlds.roster(1), evidence)
    assert [problem.code for problem in evaluation.problems] == ["cap-ledger-missing"]
    assert evaluation.graded is None


def half_year(decisions=()):
    world = worlds.World(1, {"event": [], "ticket": [], "rating": [], "award": []})
    ruleset = worlds.standard()
    return er.evaluate(ruleset, worlds.roster(1), world.evidence(ruleset), er.Period.half(2025, 1), decisions)


def test_decisions_have_no_place_in_a_half_year():
    """A decision handed to an evaluation without grades is an error, not ignored."""
    decision = er.Decision(units=("u000", "u001"), by="甲", role="组长", on="2025-07-01", reason="同分", document="1号")
    with pytest.raises(er.EfficiencyRulesError) as caught:
        half_year([decision])
    assert [problem.code for problem in caught.value.problems] == ["decisions-interim"]


def test_write_refuses_a_folder_with_other_files(tmp_path):
    """Files that no evaluation wrote are never deleted, from Python either."""
    (tmp_path / "letter.txt").write_text("important")
    with pytest.raises(er.EfficiencyRulesError) as caught:
        half_year().write(tmp_path)
    assert caught.value.problems[0].code == "out-not-a-result"
    assert (tmp_path / "letter.txt").read_text() == "important"


def test_of_several_limits_the_strictest_holds():
    """A cap at good and a veto together are the veto, in either order."""
    capped, vetoed = rules(at_best="good").caps, rules(at_best="poor").caps
    for caps in (capped + vetoed, vetoed + capped):
        assert grades(replace(rules(), caps=caps), [0])[0] == "poor"


def test_of_several_guarantees_the_best_holds():
    """Guarantees at fair and at good together are the one at good, in either order."""
    fair, good = rules(at_worst="fair").caps, rules(at_worst="good").caps
    for caps in (fair + good, good + fair):
        assert grades(replace(rules(), caps=caps), [4])[4] == "good"
