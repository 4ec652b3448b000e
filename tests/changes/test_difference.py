"""The difference of two rulesets names every change once, at its place and of its kind, in both directions."""

from collections import Counter
from itertools import combinations, pairwise

import pytest
from difference_example import EDITS, TEXT, load
from hypothesis import given, settings
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.changes.difference.matching import merged, out_of_order

MIRRORED = {"added": "removed", "removed": "added"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder for rulesets."""
    return tmp_path_factory.mktemp("rulesets")


@pytest.fixture(scope="module")
def first(folder):
    """The example as it is."""
    return load(TEXT, folder)


@st.composite
def texts(draw):
    """Return the example with any of the edits, in any order, as far as they can be made together."""
    text = TEXT
    for edit in draw(st.lists(st.sampled_from(EDITS), max_size=8, unique_by=lambda edit: edit.name)):
        text = edit.made(text) or text
    return text


def loadable(text, folder):
    """Return the ruleset of a text, None where two edits together make no valid one."""
    try:
        return load(text, folder, "other.yaml")
    except er.EfficiencyRulesError:
        return None


def told(difference):
    """Return what changed, without words: kind, key, before, after."""
    return Counter((one.kind, one.part, one.key, repr(one.before), repr(one.after)) for one in difference.changes)


def test_nothing_changes_between_a_ruleset_and_itself(first, folder):
    """The same text in another file, and with a comment, is no difference at all."""
    again = load("# the same\n" + TEXT, folder, "again.yaml")
    for other in (first, again):
        difference = er.diff(first, other)
        assert difference.changes == ()
        assert difference.groups() == ()
        assert difference.steps() == ()
        assert difference.summary("zh") == "两份细则没有不同。"
        assert difference.summary("en") == "The two rulesets say the same."


def test_the_way_a_value_is_written_is_no_difference(first, folder):
    """Zeros behind a number, the order of groups, units and methods say nothing."""
    text = TEXT.replace("per_point: {value: 0.5", "per_point: {value: 0.50").replace("share: 20%", "share: 1/5")
    text = text.replace("[town, office]", "[office, town]").replace("at_least: 90", "at_least: 90.0")
    daily = text[text.index("  daily:") : text.index("  year_end:")]
    text = text.replace(daily, "").replace("missing:\n  no", daily + "missing:\n  no")
    assert er.diff(first, load(text, folder, "rewritten.yaml")).changes == ()


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_every_edit_is_named_at_its_path(first, folder, edit):
    """An edit of the text gives exactly the changes it makes, each with its kind and its place in the document."""
    new = load(edit.made(TEXT), folder, "edited.yaml")
    found = [(one.place, one.kind) for one in er.diff(first, new).changes]
    assert sorted(found) == sorted(edit.changes)


@settings(max_examples=20)
@given(texts(), texts())
def test_the_other_direction_is_the_mirror_image(folder, one, other):
    """What is added one way is removed the other way; before and after change places."""
    old, new = loadable(one, folder), loadable(other, folder)
    if old is None or new is None:
        return
    there, back = er.diff(old, new), er.diff(new, old)
    # An area that lives on under another id is called by the id of the new document.
    ids = {one.before: one.after for one in back.changes if one.kind == "renamed"}

    def renamed(value):
        return tuple(ids.get(one, one) for one in value)

    def mirrored(one):
        key = (*one.key[:1], *renamed(one.key[1:2]), *one.key[2:]) if one.part in ("area", "document") else one.key
        values = one.after, one.before
        if one.kind == "reordered" and one.key == ("areas",):
            values = renamed(one.after), renamed(one.before)
        if one.kind == "moved":
            values = renamed(values)
        return MIRRORED.get(one.kind, one.kind), one.part, key, *map(repr, values)

    assert told(back) == Counter(mirrored(one) for one in there.changes)


@settings(max_examples=20)
@given(texts())
def test_changes_stand_in_the_order_of_the_new_document(folder, text):
    """Items are told in the order of the new document; those of one part are told together."""
    old, new = load(TEXT, folder), loadable(text, folder)
    if new is None:
        return
    changes = er.diff(old, new).changes
    order = [item.id for item in new.items]
    items = [one.id for one in changes if one.part == "item" and one.kind != "removed"]
    assert items == sorted(items, key=order.index)
    parts = [(one.part, one.id) for one in changes if one.part in ("item", "unit-group", "method")]
    assert len([1 for at, one in enumerate(parts) if at == 0 or parts[at - 1] != one]) == len(set(parts))


def test_what_is_removed_stands_where_it_stood(first, folder):
    """A retired item is told between its neighbours, not at the end."""
    text = TEXT.replace("full: 20\n    items:\n      - use: training", "full: 20\n    items:\n      - use: courses")
    text = text.replace("courses@2025", "courses@2026")
    text = text[: text.index("          bands:")] + "          costs: {轻: 1, 重: 2}\n" + text[text.index("grading:") :]
    visits = text[text.index("      - use: visits") : text.index("  - id: inspection")]
    text = text.replace(visits, "").replace("    full: 50", "    full: 30")
    text = (
        text.replace("at_least: 90}", "at_least: 70}")
        .replace("full_marks: {value: 100", "full_marks: {value: 80")
        .replace(', {key: "item:visits", better: higher}', "")
    )
    changes = er.diff(first, load(text, folder, "retired.yaml")).changes
    items = [(one.id, one.kind) for one in changes if one.part == "item"]
    assert items == [("visits", "removed"), ("training", "removed"), ("courses", "added")]
    assert [one.place for one in changes if one.kind == "full-marks"] == ["full_marks"]


def test_an_area_is_the_same_only_where_most_of_its_items_stayed(first, folder):
    """An area whose items went elsewhere is removed, and the one with other items is new."""
    text = TEXT.replace("- id: inspection\n    title: 检查", "- id: review\n    title: 复查")
    text = text.replace("- id: learning\n    title: 学习", "- id: inspection-2\n    title: 学习")
    changes = er.diff(first, load(text, folder, "renamed.yaml")).changes
    assert [(one.place, one.kind) for one in changes] == [
        ("areas.review.id", "renamed"),
        ("areas.review.title", "retitled"),
        ("areas.inspection-2.id", "renamed"),
    ]
    findings = TEXT[TEXT.index("      - use: findings") : TEXT.index("  - id: learning")]
    text = TEXT.replace("- id: learning\n    title: 学习", "- id: other\n    title: 其他").replace(findings, "")
    training = text[text.index("      - use: training") : text.index("grading:")]
    text = text.replace(training, findings)
    text = text.replace("full: 30\n    items:\n", "full: 20\n    items:\n" + training)
    text = text.replace(
        "title: 其他\n    clause: 四(四)\n    full: 20", "title: 其他\n    clause: 四(四)\n    full: 30"
    )
    found = {(one.place, one.kind) for one in er.diff(first, load(text, folder, "swapped.yaml")).changes}
    assert ("areas.other", "added") in found
    assert ("areas.learning", "removed") in found
    assert ("areas.other.items.findings", "moved") in found


def test_an_item_with_another_id_is_never_guessed_to_be_the_same(first, folder):
    """Two items of the same title and ledger are one removed and one added."""
    new = load(next(edit for edit in EDITS if edit.name == "replaced").made(TEXT), folder, "replaced.yaml")
    kinds = [(one.kind, one.id) for one in er.diff(first, new).changes]
    assert kinds == [("removed", "training"), ("added", "courses")]
    old, other = first.items[-1].criterion, new.items[-1].criterion
    assert (old.title, old.reads) == (other.title, other.reads)


def test_groups_hold_every_change_once(first, folder):
    """The groups go through document, areas and grading in order, with the points of each area before and after."""
    text = TEXT
    for name in ("moved", "status", "shares", "due"):
        text = next(edit for edit in EDITS if edit.name == name).made(text)
    difference = er.diff(first, load(text, folder, "many.yaml"))
    groups = difference.groups()
    assert [group.id for group in groups] == ["document", "office", "inspection", "grading"]
    assert tuple(one for group in groups for one in group.changes) == difference.changes
    points = {area.id: (str(area.before), str(area.after)) for area in difference.areas}
    assert points == {"office": ("50", "30"), "inspection": ("30", "50"), "learning": ("20", "20")}
    assert groups[1].area == difference.areas[0]
    assert groups[0].title("zh") == "文件与评价对象"
    assert sum(difference.counts.values()) == len(difference.changes)


def test_as_data_a_difference_is_plain(first, folder):
    """Points, percentages and shares are text; a part that comes is all it says; both documents are named."""
    text = TEXT
    for name in ("parameter", "replaced", "shares", "tie-break", "county basis"):
        text = next(edit for edit in EDITS if edit.name == name).made(text)
    data = er.diff(first, load(text, folder, "data.yaml")).to_dict()
    assert data["schema"] == "efficiency-rules/difference/1"
    assert (data["old"]["id"], data["new"]["status"]) == ("qinghe/2025", "provisional")
    values = {(one["path"], one["kind"]): (one["before"], one["after"]) for one in data["changes"]}
    assert values["areas.office.items.letters.params.target", "parameter"] == ("95%", "98%")
    assert values["grading.grades.excellent.share", "share"] == ("20%", "10%")
    assert values["areas.learning.items.courses", "added"][1]["full"] == "20"
    assert values["areas.office.items.letters.params.per_point", "basis"][1]["basis"] == "county"
    assert values["grading.ties.break", "policy"][1] == [{"key": "method:year_end", "better": "higher"}]


def test_the_public_name_is_the_function(first):
    """er.diff gives an er.Difference of the two rulesets."""
    assert isinstance(er.diff(first, first), er.Difference)


@given(st.permutations("abcdef"), st.data())
def test_the_fewest_names_are_out_of_order(new, data):
    """What is left after taking out the names that moved stands in one order; no smaller choice would do."""
    old = data.draw(st.permutations(new))
    moved = out_of_order(old, new)
    assert [name for name in old if name not in moved] == [name for name in new if name not in moved]
    assert moved == out_of_order(new, old)
    for kept in combinations(new, len(new) - len(moved) + 1):
        assert [name for name in old if name in kept] != list(kept)


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_both_are_told_in_the_order_of_the_new_one(old, new):
    """The merged order holds every name once, keeps the new order, and puts what is gone behind its old neighbour."""
    order = merged(old, new)
    assert sorted(order) == sorted({*old, *new})
    assert [name for name in order if name in new] == new
    for before, name in pairwise(old):
        if name not in new:
            assert order.index(before) == order.index(name) - 1
