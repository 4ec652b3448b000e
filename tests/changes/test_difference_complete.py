"""Nothing a ruleset says is forgotten: whatever value of the model is changed, the difference names it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from difference_example import EDITS, TEXT, load
from hypothesis import given
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.changes.difference.kinds import KINDS
from efficiency_rules.grading import GradeScheme
from efficiency_rules.grading.scheme import Cap, Counts, Grade, Threshold, TieKey
from efficiency_rules.rulesets.model import Area, CapRule, Item, Method, Ruleset, UnitGroup
from efficiency_rules.rulesets.origin import Origin

ASIDE = {
    Ruleset: {"file": "where it stands", "digest": "of its bytes", "chosen": "how it was found"},
    Item: {"formula": "follows from criterion and params", "place": "line of the file"},
    CapRule: {"formula": "follows from criterion and params", "place": "line of the file"},
    GradeScheme: {
        "order": "follows from the grades",
        "rule": "follows from the shares",
        "clause": "the ruleset's own grading_clause",
        "min_applicable": "the ruleset's own",
        "caps": "the ruleset's own caps",
    },
    Grade: {"share_text": "the way the share is written"},
}
"""Fields that a difference does not compare, and why."""

NAMES = {
    "places": ["precision"],
    "grading_clause": ["grading", "clause"],
    "min_applicable": ["grading", "min_applicable"],
    "caps": ["grading", "caps"],
    "quotes": ["quote"],
    "breaks": ["ties", "break"],
    "then": ["ties", "then"],
    "valid": [],
    "first": ["valid_from"],
    "last": ["valid_to"],
    "criterion": [],
}
"""What fields of the model are called in the document, where that is not their name."""

KEYS = {UnitGroup: "id", Method: "id", Area: "id", Grade: "id", Threshold: "grade"}


def other(value, name):
    """Return a value of the same type that differs."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (er.Points, er.Percent)):
        return type(value).from_ticks(value.ticks + 1)
    if isinstance(value, int):
        return 3 if name == "places" else value + 1
    if isinstance(value, str):
        return str(Decimal(value) + 1) if name == "at_least" else value + "-"
    if isinstance(value, Fraction):
        return value
    if isinstance(value, date):
        return value + timedelta(days=1 if name == "last" else -1)
    if isinstance(value, tuple):
        return value[:-1] if value else ("x",)
    return {"share": None, "seats": "webster", "corrections": "everyone", "issued_on": date(2025, 1, 1)}.get(name, "x")


def leaves(value, way=(), path=()):
    """Yield every value of a model: how to reach it by fields, keys and positions, and its path in the document."""
    kind = type(value)
    if is_dataclass(value) and not isinstance(value, (Origin, TieKey)) and kind.__name__ != "Criterion":
        for field in fields(value):
            if field.name in ASIDE.get(kind, ()) or field.name in (KEYS.get(kind), "origins", "origin", "area"):
                continue
            called = NAMES.get(field.name, [field.name])
            yield from leaves(getattr(value, field.name), (*way, field.name), (*path, *called))
    elif isinstance(value, er.Params):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name), (*way, name), (*path, name))
    elif kind.__name__ == "Criterion":
        yield (*way, "title"), (*path, "title")
        yield (*way, "edition"), (*path, "use")
    elif isinstance(value, Mapping):
        for key in value:
            yield from leaves(value[key], (*way, key), (*path, str(key)))
    elif isinstance(value, tuple) and value and (is_dataclass(value[0]) or isinstance(value[0], er.Params)):
        if isinstance(value[0], TieKey):
            yield way, path
            return
        for at, part in enumerate(value):
            key = KEYS.get(type(part))
            id = getattr(part, key) if key else part.criterion.id if isinstance(part, (Item, CapRule)) else str(at)
            yield from leaves(part, (*way, at), (*path, id))
    else:
        yield way, path


def changed(value, way):
    """Return the model with the value at the end of this way changed."""
    step, *rest = way

    def inner(part):
        return changed(part, rest) if rest else other(part, step)

    if isinstance(value, er.Params):
        return value.model_copy(update={step: inner(getattr(value, step))})
    if isinstance(value, Mapping):
        return {**value, step: inner(value[step])}
    if isinstance(value, tuple):
        return (*value[:step], inner(value[step]), *value[step + 1 :])
    return replace(value, **{step: inner(getattr(value, step))})


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The example with every policy that may be left out written."""
    rules = load(TEXT, tmp_path_factory.mktemp("rulesets"))
    seats = Counts("青政办〔2025〕2号（虚构）", (1, 2, 2, 1))
    scheme = replace(
        rules.grading,
        counts=seats,
        at_most=("excellent",),
        group_order=("town", "office"),
        accept_paradox="同意",
        corrections=None,
    )
    return replace(rules, grading=scheme)


def test_every_value_is_named_at_its_path(whole):
    """Each value of the model, changed alone, gives one change, at the path of that value."""
    seen = 0
    for way, path in leaves(whole):
        if way[-1] in ("share", "seats") and way[-2:] != ("grading", "seats"):
            continue
        difference = er.diff(whole, changed(whole, way))
        places = [change.place for change in difference.changes]
        assert len(places) == 1, (way, places)
        assert places[0] == ".".join(path) or places[0].startswith(".".join(path) + "."), (way, places)
        assert difference.changes[0].kind in set(KINDS) - {"other"}
        assert difference.changes[0].before != difference.changes[0].after
        seen += 1
    assert seen > 120


def test_shares_and_counted_seats_are_named(whole):
    """Shares change in pairs, seats of a document grade by grade; each is named."""
    first, second, *rest = whole.grading.grades
    grades = (replace(first, share=Fraction(3, 10), share_text="30%"), replace(second, share=Fraction(3, 10)), *rest)
    counts = Counts(whole.grading.counts.document, (2, 1, 2, 1))
    new = replace(whole, grading=replace(whole.grading, grades=grades, counts=counts))
    assert {change.place for change in er.diff(whole, new).changes} == {
        "grading.grades.excellent.share",
        "grading.grades.good.share",
        "grading.counts.excellent",
        "grading.counts.good",
    }


def test_every_origin_is_named(whole):
    """Each origin, changed alone, gives one change of kind `basis` at the place of what it is the origin of."""
    for name in whole.origins:
        origins = {**whole.origins, name: Origin("county", "会议纪要", name)}
        areas = tuple(
            replace(
                area,
                items=tuple(
                    replace(
                        item,
                        origins={
                            key: origins.get(f"areas.{area.id}.items.{item.id}.{key}", origins.get(key))
                            for key in item.origins
                        },
                    )
                    for item in area.items
                ),
            )
            for area in whole.areas
        )
        new = replace(whole, origins=origins, areas=areas)
        expected = "grading.thresholds.excellent.at_least" if name.startswith("grading.thresholds") else name
        assert [(one.kind, one.place) for one in er.diff(whole, new).changes] == [("basis", expected)]


def test_origins_of_rulesets_made_by_hand_are_named(whole):
    """Origins that only the item or the unit group holds count too."""
    bare = replace(whole, origins={})
    area, *rest = bare.areas
    item = replace(area.items[0], origins={"full": Origin("county")})
    bare_item = replace(item, origins={})
    one, two = (
        replace(bare, areas=(replace(area, items=(made, *area.items[1:])), *rest)) for made in (bare_item, item)
    )
    assert [change.place for change in er.diff(one, two).changes] == ["areas.office.items.letters.full"]
    units = bare.units | {"office": replace(bare.units["office"], origin=Origin("plan"))}
    assert [change.place for change in er.diff(bare, replace(bare, units=units)).changes] == ["units.office.counted"]


@given(st.data())
def test_any_number_of_values_are_named(whole, data):
    """Several values changed at random places are as many changes, each at the place of one of them."""
    known = [(way, path) for way, path in leaves(whole) if way[-1] != "share" and way[-1] != "seats"]
    chosen = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=6, unique_by=lambda one: one[0]))
    new = whole
    for way, _ in chosen:
        new = changed(new, way)
    places = [change.place for change in er.diff(whole, new).changes]
    assert len(places) == len(chosen)
    for _, path in chosen:
        assert any(place == ".".join(path) or place.startswith(".".join(path) + ".") for place in places)


def test_two_caps_and_thresholds_of_one_name_are_kept_apart(whole):
    """The second cap of the same criterion and the second line of the same grade have names of their own."""
    cap = whole.caps[0]
    twice = replace(whole, caps=(cap, replace(cap, at_best="fair")))
    assert [(one.kind, one.place) for one in er.diff(whole, twice).changes] == [("added", "grading.caps.fraud#2")]
    lines = (Threshold("excellent", "90"), Threshold("excellent", "95"))
    new = replace(whole, grading=replace(whole.grading, thresholds=lines))
    assert [one.place for one in er.diff(whole, new).changes] == ["grading.thresholds.excellent#2"]
    assert whole.grading.caps == (Cap("fraud@2025", "good", None),)


def test_the_bundled_ruleset_has_a_difference_for_every_number(tmp_path):
    """Each number of the bundled 2025 ruleset that carries a basis is named when its basis changes."""
    catalog = er.load_plugins()
    old = catalog.named("jingbian/2025")
    file = next(path for path in catalog.ruleset_files if path.name == "2025.yaml")
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at = [number for number, line in enumerate(lines) if "params:" not in line and "basis: assumption" in line]
    for number in at[:: max(1, len(at) // 12)]:
        edited = lines.copy()
        edited[number] = edited[number].replace("basis: assumption", "basis: county", 1)
        path = tmp_path / "edited.yaml"
        path.write_text("".join(edited), "utf-8")
        changes = er.diff(old, er.load_ruleset(path, catalog)).changes
        assert [change.kind for change in changes] == ["basis"], lines[number]


def test_every_kind_is_seen():
    """Every kind of change is that of an edit of the example, or of a document made by hand in these tests."""
    kinds = {kind for edit in EDITS for _, kind in edit.changes}
    assert set(KINDS) - kinds == {"consequences", "full-marks", "other"}
