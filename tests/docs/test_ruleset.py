"""ruleset.md: every key is there and nothing else, and what is worked out on the page is what the engine does."""

import re
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction

import pytest

from efficiency_rules.criteria.states import DEFAULT_POLICIES
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.seats import SeatRule
from efficiency_rules.rulesets import shape
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.testing.cases import run_cases
from efficiency_rules.testing.shape import COUNTY_EXPECTATIONS, STANDING_EXPECTATIONS

SHAPES = {
    "The file": shape.RULESET,
    "`document`": shape.DOCUMENT,
    "`units`": shape.UNIT,
    "`methods`": shape.METHOD,
    "`areas`": shape.AREA,
    "`items`": shape.ITEM,
    "`missing`": shape.MISSING,
    "`grading`": shape.GRADING,
    "`ties`": shape.TIES,
    "`break`": shape.TIE_KEY,
    "`grades`": shape.GRADE,
    "`thresholds`": shape.THRESHOLD,
    "`caps`": shape.CAP,
    "`consequences`": shape.CONSEQUENCE,
    "`waivers`": shape.WAIVER,
    "Origin (依据)": shape.ORIGIN,
}


def rows_by_key(page, heading):
    """Return each key of a table with its row and whether it is set in bold."""
    found = {}
    for row in page("ruleset.md").table(heading):
        for bold, key in re.findall(r"(\*\*)?`([^`]+)`", row["key"]):
            found[key] = (bool(bold), row)
    return found


def nested(of):
    """Yield a shape and all shapes below it."""
    yield of
    for key in of.values():
        if key.shape is not None:
            yield from nested(key.shape)


def test_every_shape_has_its_table():
    """Whatever sections the loader knows are among those that the page describes."""
    assert all(any(one is told for told in SHAPES.values()) for one in nested(shape.RULESET))


@pytest.mark.parametrize("heading", SHAPES)
def test_tables_hold_exactly_the_keys_the_loader_knows(page, heading):
    """Each section's table names its keys, none more, and sets those in bold that must be there."""
    keys = SHAPES[heading]
    told = rows_by_key(page, heading)
    assert set(told) == set(keys)
    assert {name for name, (bold, _) in told.items() if bold} == {name for name, key in keys.items() if key.required}


@pytest.mark.parametrize("heading", SHAPES)
def test_choices_are_all_named(page, heading):
    """Where only some words fit a key, its row names them all."""
    told = rows_by_key(page, heading)
    for name, key in SHAPES[heading].items():
        if heading != "`missing`":
            row = " ".join(told[name][1].values())
            assert [choice for choice in key.choices if f"`{choice}`" not in row] == []


def test_policies_are_explained_with_their_defaults(page):
    """Every policy is named, and the defaults that the page states are those of the code."""
    text = page("ruleset.md").text
    assert all(f"`{policy}`" in text for policy in shape.POLICIES)
    assert "`not-applicable` is `rescale-area`, the others `error`" in text
    others = [policy for state, policy in DEFAULT_POLICIES.items() if state != "not-applicable"]
    assert (DEFAULT_POLICIES["not-applicable"], set(others)) == ("rescale-area", {"error"})


def test_every_policy_of_grading_has_one_sentence_and_its_definition(page):
    """What decides grades is said in one sentence and links to the definition."""
    told = rows_by_key(page, "`grading`")
    for key, (_, row) in told.items():
        if key != "clause":
            assert "](grading.md#" in row["means"], key
            assert ". " not in row["means"], key


def test_the_defaults_of_grading_are_those_of_the_code(page):
    """A policy with a default says it; no other policy has one."""
    defaults = {field.name: field.default for field in fields(GradeScheme) if isinstance(field.default, str)}
    for key, (_, row) in rows_by_key(page, "`grading`").items():
        match = re.search(r"`([^`]+)` \(default\)", row["value"])
        assert (match and match[1]) == (defaults.get(key) or None), key


def test_the_smallest_ruleset_holds(qinghe):
    """`check` tells of the ruleset of the page that its numbers wait, and what small counties get; all is said."""
    found = check_ruleset(
        qinghe.folder / "qinghe_rules/rulesets/qinghe/2025.yaml",
        qinghe.catalog.criteria,
    )
    assert {problem.code for problem in found} == {"ruleset-number-waits", "ruleset-small-county"}


def test_the_county_passes_its_cases(qinghe):
    """The cases of the page pass."""
    (result,) = run_cases(qinghe.folder / "qinghe_rules/cases/county.cases.yaml", qinghe.catalog)
    assert result.problems == ()


def test_what_a_county_case_compares_is_named(page, backticked):
    """All expectations of a county and of a standing are named."""
    words = backticked(page("ruleset.md").text)
    assert {*COUNTY_EXPECTATIONS, *STANDING_EXPECTATIONS} <= set(words)


def test_rescaling_is_worked_as_the_engine_does_it(page, qinghe):
    """Area totals and rescale lines of both examples are those of the evaluation."""
    evaluation = qinghe.evaluate()
    area, whole = page("ruleset.md").tables("Rescaling, worked")
    worked = ("u02", "u03")
    lines = [row for row in evaluation.lines.to_dicts() if not row["criterion"] and row["unit"] in worked]
    told = [("u02", row[0], row[4]) for row in area[1:]] + [("u03", row[0], row[4]) for row in whole[1:]]
    assert [(line["unit"], line["area"], f"{line['points']:+}") for line in lines] == told
    totals = {row["unit"]: row for row in evaluation.standings.to_dicts()}
    assert str(totals["u02"]["office"]) == area[1][3].rpartition("= ")[2]
    for row in whole[1:]:
        assert str(totals["u03"][row[0]]) == row[3].rpartition("= ")[2]


def test_running_sums_keep_what_single_areas_would_lose(page):
    """The numbers around the second example follow from exact fractions."""

    def half_up(value):
        return Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)

    office, inspection, stretch = Fraction("4.33"), Fraction("8.33"), Fraction(20, 16)
    assert half_up(office * stretch) + half_up(inspection * stretch) == Fraction("15.82")
    assert half_up((office + inspection) * stretch) == Fraction("15.83")
    assert "15.82, and not the 15.83" in page("ruleset.md").text


def test_seats_are_worked_as_the_code_does_it(page):
    """Exact shares, whole parts, remainders and seats of 96 units are those of the code."""
    rows = page("ruleset.md").table("Seats, worked")
    shares = tuple(Fraction(part, 100) for part in (20, 40, 30, 10))
    seats = SeatRule("largest-remainder", shares, "better").seats(96)
    for row, share, given in zip(rows, shares, seats, strict=True):
        whole, remainder = divmod(share * 96, 1)
        assert (Fraction(row["exact"]), Fraction(row["remainder"])) == (share * 96, remainder)
        assert (int(row["whole part"]), int(row["seats"])) == (whole, given)


def test_a_unit_without_losses_gets_the_full_marks(qinghe):
    """Two units of the county lost nothing and have all 20 points, though items of theirs were rescaled."""
    best = {row["unit"]: row["total"] for row in qinghe.evaluate().standings.to_dicts() if row["rank"] == 1}
    assert best == {"u04": Decimal("20.00"), "u05": Decimal("20.00")}
