"""Impact: the fast path against `evaluate`, attributions that add up, and the laws of Shapley's value."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import numpy as np
import polars as pl
import pytest
from difference_example import EDITS, TEXT, load
from hypothesis import given
from hypothesis import strategies as st
from jingbian_example import read

import efficiency_rules as er
from efficiency_rules.changes.impact.coalitions import Coalitions
from efficiency_rules.changes.impact.splitting import Split, one_by_one, orders_of, sampled, shapley
from efficiency_rules.changes.trying import Keeper


@pytest.fixture(scope="module")
def years():
    """靖边县's ruleset of 2025, the example of 2026, and the fictional county."""
    catalog = er.load_plugins()
    old, new = catalog.named("jingbian/2025"), catalog.named("jingbian/2026")
    return old, new, *read(old)


@pytest.fixture(scope="module")
def found(years):
    """The impact of the example year."""
    return er.impact(*years, orders=10)


def placements(evaluation):
    """Return rank and possible grades of every graded unit."""
    return {
        placement.unit: (placement.rank, possible)
        for grading in evaluation.graded.gradings.values()
        for placement, possible in zip(grading.placements, grading.possible, strict=True)
    }


def test_every_choice_is_what_evaluate_finds(years):
    """Totals, ranks and possible grades of a choice of steps are those of the whole engine under that ruleset."""
    old, new, roster, evidence = years
    difference = er.diff(old, new)
    coalitions = Coalitions.of(difference, Keeper.of(roster, evidence, old.valid))
    for mask in (0, 0b10110, 0b101010101010101010, coalitions.all):
        situation = coalitions.situation(mask)
        steps = [step for at, step in enumerate(coalitions.steps) if mask >> at & 1]
        evaluation = er.evaluate(difference.applied(steps), roster, evidence)
        assert (situation.ticks == evaluation.totals.total * evaluation.quantum).all()
        outcome = zip(situation.outcome.ranks, situation.outcome.grades, strict=True)
        assert dict(zip((unit.id for unit in roster), outcome, strict=True)) == placements(evaluation)


def test_parts_add_up_to_the_change(found):
    """Both attributions, as exact numbers and as printed, add up to the change of every unit's total and rank."""
    ranks = np.array(found.after.outcome.ranks) - np.array(found.before.outcome.ranks)
    moved = np.isin(np.arange(len(found.roster)), found.moved_grade())
    for part in (found.sequential, found.fair):
        for split, change in ((part.totals, found.changed), (part.ranks, ranks), (part.grades, moved)):
            assert (split.exact.sum(axis=0) == change * split.denominator).all()
            assert (split.published.sum(axis=0) == change * split.places).all()


def test_the_same_seed_gives_the_same(years, found):
    """Drawn orders depend on the seed alone; another one gives other parts and the same sums."""
    again, other = er.impact(*years, orders=10), er.impact(*years, orders=10, seed=2)
    assert again.to_dict() == found.to_dict()
    assert (other.fair.totals.exact != found.fair.totals.exact).any()
    assert (other.changed == found.changed).all()


def test_identical_rulesets_change_nothing(years):
    """Without a step nobody moves and nothing is split."""
    old, _, roster, evidence = years
    data = er.impact(old, old, roster, evidence).to_dict()
    assert data["steps"] == []
    assert (data["counts"]["totals"], data["counts"]["ranks"], data["counts"]["grades"]) == (0, 0, 0)
    assert all(unit["shapley"] == unit["sequential"] == [] for unit in data["units"])


games = st.integers(1, 4).flatmap(
    lambda steps: st.lists(st.integers(-50, 50), min_size=1 << steps, max_size=1 << steps)
)


def measured(values):
    """Return a measure of one unit."""
    return lambda mask: np.array([values[mask]], dtype=np.int64)


@given(games)
def test_shapley_is_the_mean_over_all_orders(values):
    """The exact value is the mean of what a step adds in every order, by brute force."""
    steps = len(values).bit_length() - 1
    split = shapley(measured(values), steps)
    orders = list(permutations(range(steps)))
    for step in range(steps):
        added = sum(
            values[sum(1 << one for one in order[: order.index(step) + 1])]
            - values[sum(1 << one for one in order[: order.index(step)])]
            for order in orders
        )
        assert split.fraction(step, 0) == Fraction(added, len(orders))
    if len(orders) > 1:
        assert (sampled(measured(values), orders).exact * split.denominator == split.exact * len(orders)).all()


@given(games, st.integers(1, 10_000))
def test_what_is_printed_adds_up_and_lies_next_to_the_exact_part(values, places):
    """Largest remainder: sums are exact, every part is one of the two neighbours, a step without effect has none."""
    steps = len(values).bit_length() - 1
    split = shapley(measured(values), steps, places)
    assert split.published.sum() == (values[-1] - values[0]) * places
    for step in range(steps):
        exact = split.fraction(step, 0) * places
        assert abs(int(split.published[step, 0]) - exact) < 1
        if all(values[mask] == values[mask | 1 << step] for mask in range(1 << steps)):
            assert split.published[step, 0] == 0


def test_equal_steps_have_equal_parts():
    """Two steps that do the same have the same exact part."""
    split = shapley(measured([0, 3, 3, 10]), 2)
    assert split.exact[0, 0] == split.exact[1, 0]


def test_one_step_has_all_of_the_change():
    """Both attributions agree where there is one step."""
    assert one_by_one(measured([4, 9]), 1).exact[0, 0] == 5
    assert shapley(measured([4, 9]), 1).fraction(0, 0) == 5


def test_the_standard_error_is_that_of_the_mean_rounded_up():
    """Three draws of 0, 0 and 6 have mean 2 and variance 12: the error of the mean is 2."""
    values = {0: 0, 1: 0, 2: 0, 3: 6}
    split = sampled(lambda mask: np.array([values[mask]]), [(0, 1), (0, 1), (1, 0)])
    assert (split.exact[:, 0] == [6, 12]).all()
    assert (split.errors[:, 0] == [2, 2]).all()


def test_orders_are_orders():
    """Every order has each step once."""
    assert all(sorted(order) == list(range(6)) for order in orders_of(6, 20, 3))


def test_largest_remainders_go_to_the_earlier_step_where_equal():
    """Three equal thirds of one printed unit: the first step has it."""
    split = Split(np.array([[1], [1], [1]]), 3, None, 1)
    assert split.published[:, 0].tolist() == [1, 0, 0]


def edition_without_its_ledger(tmp_path, policy):
    """Return an edition that reads `reply`, with its policy for a missing ledger, and evidence without that ledger."""
    edition = next(edit for edit in EDITS if edit.name == "edition").made(TEXT)
    old, new = load(TEXT, tmp_path, "old.yaml"), load(edition, tmp_path, "new.yaml")
    first, *rest = new.areas[0].items
    first = replace(first, missing={**first.missing, "data-missing": policy})
    new = replace(new, areas=(replace(new.areas[0], items=(first, *rest)), *new.areas[1:]))
    group = next(iter(old.units))
    roster = er.Roster([er.Unit(f"u{at}", f"甲{at}局", group) for at in range(3)])
    nil = {
        type.id: pl.DataFrame(
            {name: [] for name in type.model_fields}, schema=dict.fromkeys(type.model_fields, pl.String)
        )
        for type in old.evidence_types.values()
    }
    return old, new, roster, er.Evidence.from_frames(nil, old, roster)


def test_a_ledger_that_is_not_there_is_told_with_what_it_counts_as(tmp_path):
    """A new criterion without its ledger counts as its policy says, and the impact says so."""
    (missing,) = er.impact(*edition_without_its_ledger(tmp_path, "zero")).missing
    assert (missing.criterion, missing.ledger, missing.policy) == ("letters@2026", "reply", "zero")


def test_a_ledger_that_cannot_be_done_without_stops_the_impact(tmp_path):
    """Where the policy is an error nothing is guessed: the problem names criterion and ledger."""
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.impact(*edition_without_its_ledger(tmp_path, "error"))
    assert [problem.code for problem in caught.value.problems] == ["ledger-missing"]
    assert "letters@2026" in caught.value.text("en")
    assert "reply" in caught.value.text("en")
