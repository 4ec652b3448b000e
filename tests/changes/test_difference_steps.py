"""Steps: the changes that can move a grade, carried out by any choice, each by itself."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from difference_counties import texts
from difference_example import EDITS, TEXT, load
from hypothesis import given, settings
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.grading.scheme import Counts, Threshold

FOLLOWS = {("area", "added"), ("area", "removed"), ("area", "reweighted"), ("document", "full-marks")}
"""What follows from the items."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder for rulesets."""
    return tmp_path_factory.mktemp("rulesets")


@pytest.fixture(scope="module")
def edited(folder):
    """Return a function that loads the example with these edits."""

    def make(*names):
        text = TEXT
        for name in names:
            text = next(edit for edit in EDITS if edit.name == name).made(text)
        return load(text, folder, "edited.yaml")

    return make


def said(changes):
    """Return changes without words, as many as there are of each."""
    return Counter((one.kind, one.part, one.key[-1], repr(one.before), repr(one.after)) for one in changes)


@settings(max_examples=20)
@given(texts(), texts(), st.data())
def test_any_choice_of_steps_does_what_it_says(folder, one, other, data):
    """The old ruleset with some steps differs from the old one in their changes, and from the new one in the rest."""
    try:
        old, new = load(one, folder, "one.yaml"), load(other, folder, "other.yaml")
    except er.EfficiencyRulesError:
        return
    difference = er.diff(old, new)
    steps = difference.steps()
    assert Counter(change for step in steps for change in [change_key(one) for one in step.changes]) == Counter(
        change_key(one) for one in difference.changes if one.decisive
    )
    assert len({step.id for step in steps}) == len(steps)
    chosen = [step for step in steps if data.draw(st.booleans())]
    rest = [step for step in steps if step not in chosen]
    between = difference.applied(chosen)
    # The order of what comes and goes at once is told by both or by neither.
    done = er.diff(old, between)
    left = er.diff(between, new)
    orders = {"reordered"}
    assert decisive(done, orders) == said(one for step in chosen for one in step.changes if one.kind not in orders)
    assert decisive(left, orders) == said(one for step in rest for one in step.changes if one.kind not in orders)
    beside = {(one.part, one.kind) for one in done.changes if not one.decisive and one.kind not in ("retitled",)}
    assert beside <= FOLLOWS | {("method", "added")}
    assert between.full_marks == sum(item.full for item in between.items)
    assert all(area.full == sum(item.full for item in area.items) for area in between.areas)


def change_key(change):
    """Return what identifies a change."""
    return change.kind, change.key


def decisive(difference, but):
    """Return the decisive changes of a difference without words, but for some kinds."""
    return said(one for one in difference.changes if one.decisive and one.kind not in but)


@settings(max_examples=20)
@given(texts(), texts())
def test_all_steps_leave_nothing_that_decides(folder, one, other):
    """With all steps the old ruleset scores and grades as the new one; with none it is the old one."""
    try:
        old, new = load(one, folder, "one.yaml"), load(other, folder, "other.yaml")
    except er.EfficiencyRulesError:
        return
    difference = er.diff(old, new)
    after = er.diff(difference.applied(difference.steps()), new)
    assert [change.place for change in after.changes if change.decisive] == []
    assert {(one.part, one.kind) for one in after.changes} & FOLLOWS == set()
    assert er.diff(old, difference.applied(())).changes == ()


def test_another_edition_comes_with_its_parameters(edited):
    """An edition, its ledger and its parameters are one step: neither has the other's parameters."""
    difference = er.diff(edited(), edited("edition"))
    (step,) = difference.steps()
    assert {change.kind for change in step.changes} == {"edition", "ledger", "parameter"}
    item = difference.applied([step]).items[0]
    assert (item.use, str(item.params.lost)) == ("letters@2026", "0.7")
    assert item.formula.per_point == er.Points("0.7")


def test_parameters_of_one_edition_are_steps_of_their_own(folder):
    """Two parameters that fit with and without each other are two steps, with their own formulas."""
    text = TEXT.replace("value: 95%", "value: 97%").replace("per_point: {value: 0.5", "per_point: {value: 0.6")
    difference = er.diff(load(TEXT, folder), load(text, folder, "new.yaml"))
    first, second = difference.steps()
    assert (first.id, second.id) == (
        "areas.office.items.letters.params.target",
        "areas.office.items.letters.params.per_point",
    )
    formula = difference.applied([second]).items[0].formula
    assert (formula.target, formula.per_point) == (er.Percent("95%"), er.Points("0.6"))


def test_numbers_that_do_not_fit_apart_are_one_step(folder):
    """Full points below the best band would be refused: points and bands change together."""
    text = TEXT.replace(
        "title: 学习\n    clause: 四(四)\n    full: 20", "title: 学习\n    clause: 四(四)\n    full: 10"
    )
    text = text.replace("clause: 四(四)\n        full: 20", "clause: 四(四)\n        full: 10")
    text = text.replace("points: {value: 10, basis: plan}", "points: {value: 5, basis: plan}")
    text = text.replace("points: 20}", "points: 10}").replace("full_marks: {value: 100", "full_marks: {value: 90")
    difference = er.diff(load(TEXT, folder), load(text, folder, "new.yaml"))
    (step,) = difference.steps()
    assert [change.kind for change in step.changes] == ["reweighted", "parameter", "parameter"]
    assert difference.applied([step]).full_marks == 90


def test_a_tie_break_goes_with_the_items_it_needs(folder):
    """A tie-break by an item that is removed is changed in the same step."""
    text = TEXT.replace(', {key: "item:visits", better: higher}', "").replace("visits@2025", "courses@2026")
    text = text.replace("params: {target: 90%, per_point: 0.4, floor: 1}", "params: {costs: {轻: 1}}")
    difference = er.diff(load(TEXT, folder), load(text, folder, "new.yaml"))
    ids = [[(change.kind, change.id) for change in step.changes] for step in difference.steps()]
    assert ids == [[("removed", "visits"), ("policy", "")], [("added", "courses")]]


def test_an_area_that_ends_takes_its_tie_break_with_it(folder):
    """A tie-break by an area that ends goes with the items that leave it."""
    ties = '{key: "item:visits", better: higher}'
    old = TEXT.replace(ties, '{key: "area:learning", better: higher}')
    text = (
        TEXT.replace(", " + ties, "").replace("training@2025", "courses@2026").replace("- id: learning", "- id: later")
    )
    bands = text[text.index("          bands:") : text.index("grading:")]
    text = text.replace(bands, "          costs: {轻: 1}\n")
    difference = er.diff(load(old, folder), load(text, folder, "new.yaml"))
    ids = [[(change.kind, change.id) for change in step.changes] for step in difference.steps()]
    assert ids == [[("removed", "training"), ("policy", "")], [("added", "courses")]]
    assert [area.id for area in difference.applied(difference.steps()).areas] == ["office", "inspection", "later"]


def test_other_grades_are_one_step_with_all_of_grading(folder):
    """Where a grade comes or goes, shares, thresholds, caps and ties go with it."""
    text = TEXT.replace("    - {id: poor, title: 较差, share: 10%}\n", "").replace("share: 30%", "share: 40%")
    text = text.replace("then: decide", "then: demote").replace("at_least: 90", "at_least: 91")
    difference = er.diff(load(TEXT, folder), load(text, folder, "new.yaml"))
    (step,) = difference.steps()
    assert len(step.changes) == 4
    assert difference.applied([step]).grading.rule is not None


def test_seats_that_need_keys_of_their_own_come_with_them(edited):
    """Seats written out need their counts: one step. Shares are always one."""
    old = edited()
    first, *rest, last = old.grading.grades
    grades = (replace(first, share=Fraction(1, 10)), *rest, replace(last, share=Fraction(1, 5)))
    grading = replace(old.grading, seats="explicit", counts=Counts("2号（虚构）", (1, 2, 2, 1)), then="promote")
    difference = er.diff(old, replace(old, grading=replace(grading, grades=grades)))
    assert [len(step.changes) for step in difference.steps()] == [4, 1] or [
        len(step.changes) for step in difference.steps()
    ] == [1, 4]
    for step in difference.steps():
        assert difference.applied([step]).grading.rule is not None
    lines = (Threshold("excellent", "90"), Threshold("good", "80"))
    (step,) = er.diff(old, replace(old, grading=replace(old.grading, thresholds=lines))).steps()
    assert step.id == "grading.thresholds.good"


def test_reconciled_groups_come_with_their_order(edited):
    """Pool and order of the groups are one step, and groups that come or go are in it."""
    old = edited()
    grading = replace(old.grading, pool="by-group-reconciled", group_order=("town", "office"))
    units = {**old.units, "guest": replace(old.units["guest"], counted=True)}
    (step,) = er.diff(old, replace(old, grading=grading, units=units)).steps()
    assert [change.place for change in step.changes] == ["units.guest.counted", "grading.pool", "grading.group_order"]


def test_what_is_called_otherwise_stays_as_it_was(edited):
    """Ids of areas, titles, clauses, quotes, validity and origins are those of the old ruleset."""
    difference = er.diff(edited(), edited("area renamed", "clause", "quote", "year", "county basis", "parameter"))
    after = difference.applied(difference.steps())
    assert [step.words("en") for step in difference.steps()] == [
        "“来文办理”: parameter target (目标按时率) changed from 95% to 98%"
    ]
    assert [area.id for area in after.areas] == ["office", "inspection", "learning"]
    assert (after.year, after.valid, after.digest) == (2025, er.Period.year(2025), "")
    assert after.items[1].clause == "四(二)"
    assert after.origins == difference.old.origins


def test_origins_go_with_the_items(edited):
    """An item that goes takes its origins along, one that comes or moves has them under its own place."""
    difference = er.diff(edited("moved"), edited("replaced"))
    old, after = difference.old, difference.applied(difference.steps())
    assert "areas.inspection.items.visits.full" in old.origins
    names = [name for name in after.origins if ".items." in name]
    assert {name.split(".")[3] for name in names} == {"letters", "visits", "findings", "courses"}
    assert "areas.office.items.visits.full" in names


def test_whoever_applies_to_all_groups_applies_to_new_ones(edited):
    """An item for every unit group is for the added one too; one that names its groups is not."""
    difference = er.diff(edited(), edited("new group"))
    letters, visits, *_ = difference.applied(difference.steps()).items
    assert letters.applies_to == ("town", "office")
    assert visits.applies_to == ("town", "office", "guest", "firm")
