"""Robustness: draws against `evaluate`, seeds, and what no disturbance can do."""

import numpy as np
import pytest
from jingbian_example import read, ruleset

import efficiency_rules as er
from efficiency_rules.changes.robustness.chance import Chance
from efficiency_rules.changes.robustness.removal import without_each
from efficiency_rules.changes.robustness.weights import weights_drawn
from efficiency_rules.points import Percent


@pytest.fixture(scope="module")
def county():
    """靖边县's ruleset and the fictional county."""
    rules = ruleset()
    return rules, *read(rules)


def kept(found, kind):
    """Return how often each graded unit kept its grade under one kind."""
    return {unit.unit: one.kept for unit in found.units for one in unit.shaken if one.kind == kind}


def test_without_any_disturbance_every_grade_is_kept(county):
    """Weights that may not differ change nothing."""
    found = er.robustness(*county, seed=1, draws=3, within=Percent("0%"))
    assert set(kept(found, "weights").values()) == {3}


def test_the_same_seed_gives_the_same_and_another_one_other_draws(county):
    """What is drawn depends on the seed alone."""
    one, again, other = (er.robustness(*county, seed=seed, draws=20) for seed in (5, 5, 6))
    assert one.to_dict() == again.to_dict()
    assert one.to_dict()["units"] != other.to_dict()["units"]


def test_a_unit_far_from_any_line_keeps_its_grade(county):
    """The first of all, almost three points above the line, keeps its grade; one next to a line does not."""
    found = {unit.unit: unit for unit in er.robustness(*county, seed=1, draws=40).units}
    assert all(one.kept == one.draws for one in found["D10"].shaken)
    assert found["D10"].weakest is None
    assert found["S15"].weakest.kind == "survey"


def test_a_unit_that_waits_has_no_grade_to_keep(county):
    """A tie on a line: its units have possible grades instead of shares."""
    found = {unit.unit: unit for unit in er.robustness(*county, seed=1, draws=2).units}
    assert found["D14"].possible == ("excellent", "good")
    assert found["D14"].shaken == ()


def test_weights_add_up_and_stay_near():
    """All draws are worth as much together as before, each within the percentage but for the way back to the sum."""
    fulls = np.array([400, 600, 1000, 8000])
    drawn = weights_drawn(fulls, Percent("10%"), 200, Chance.of((1,)))
    assert (drawn.sum(axis=1) == 10_000).all()
    assert (drawn * 110 >= fulls * 90 - 110).all()
    assert (drawn * 90 <= fulls * 110 + 90).all()
    assert len(np.unique(drawn[:, 0])) > 20


def test_chance_is_below_its_limits_and_kept_for_ever():
    """Numbers lie from 0 to below the limit; the first ones of a seed are written down."""
    drawn = Chance.of((7,)).below(np.full(1000, 6))
    assert sorted(set(drawn.tolist())) == [0, 1, 2, 3, 4, 5]
    assert (Chance.of((7,)).below(np.full(5, 1)) == 0).all()


def test_facts_without_a_record_are_those_of_a_ledger_without_it(county):
    """Leaving out one record gives the facts that gathering the rest gives, for every record of a ledger."""
    rules, roster, evidence = county
    evaluation = er.evaluate(rules, roster, evidence)
    ledger = "hotline-ticket"
    number = next(at for at, item in enumerate(rules.items) if item.criterion.reads.id == ledger)
    without = without_each(evaluation, ledger)
    records = evaluation.records[ledger]
    whole = evaluation.marking[number].facts
    for at, unit in enumerate(records.unit):
        assert without.facts[number].values["cases"][at] == whole["cases"][unit] - 1
        assert whole["hits"][unit] - without.facts[number].values["hits"][at] in (0, 1)
    assert without.removable.all()
