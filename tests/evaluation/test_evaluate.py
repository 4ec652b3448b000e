"""The whole evaluation against an independent oracle, and the properties it promises."""

from decimal import Decimal
from fractions import Fraction

import appeals
import polars as pl
import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.points import Points

RULES = worlds.standard()


def evaluated(world):
    return er.evaluate(RULES, worlds.roster(world.size), world.evidence(RULES))


def fraction(value):
    return None if value is None else Fraction(value)


MISTAKEN = {
    "explain": (lambda evaluation: evaluation.explain(None), "unit"),
    "write": (lambda evaluation: evaluation.write(3), "out"),
    "from_frames": (lambda evaluation: er.Evidence.from_frames(None, RULES, evaluation.roster), "frames"),
    "from_frames, roster": (lambda evaluation: er.Evidence.from_frames({}, RULES, None), "roster"),
    "read_roster": (lambda evaluation: er.read_roster(pl.LazyFrame(), RULES), "path"),
}


@pytest.mark.parametrize("call", MISTAKEN)
def test_an_argument_of_another_type_is_named(call):
    """Not somewhere deep inside, in words of Python."""
    made, key = MISTAKEN[call]
    with pytest.raises(er.EfficiencyRulesError) as caught:
        made(evaluated(worlds.World(2, {"event": [], "ticket": [], "rating": [], "award": []})))
    (problem,) = caught.value.problems
    assert (problem.code, problem.facts["key"]) == ("argument-type", key)


def test_a_ledger_without_a_name_is_no_ledger():
    """Numbers are no evidence types."""
    evidence = er.Evidence.from_frames({3: pl.DataFrame()}, RULES, worlds.roster(2))
    assert [(problem.code, str(problem.place)) for problem in evidence.problems] == [("type-unknown", "3")]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"period": "2025"}, "argument-type"),
        ({"decisions": [{"kind": "tie"}]}, "argument-type"),
        ({"decisions": [er.Decision(units="ab", **appeals.ABOUT)]}, "grading-not-list"),
        ({"decisions": [er.Decision(units=(), **appeals.ABOUT)]}, "decision-units-few"),
    ],
)
def test_arguments_of_other_types_are_named(more, code):
    """A period or decision that is none is a problem in words, as is a decision on no list of units."""
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.evaluate(RULES, worlds.roster(1), appeals.county([], 1).evidence(RULES), **more)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_arguments_in_another_order_are_named():
    """Roster and evidence, swapped or as the paths of their files, are told by their types, all at once."""
    roster, evidence = worlds.roster(1), appeals.county([], 1).evidence(RULES)
    for wrong, found in (
        ((RULES, evidence, roster), ("Evidence", "Roster")),
        ((RULES, "名册.xlsx", "台账/"), ("str",) * 2),
    ):
        with pytest.raises(er.EfficiencyRulesError) as caught:
            er.evaluate(*wrong)
        assert [(one.facts["key"], one.facts["found"]) for one in caught.value.problems] == [
            ("roster", found[0]),
            ("evidence", found[1]),
        ]


def test_a_mistyped_unit_of_a_decision_gets_a_suggestion():
    """A unit that is not graded is compared with those that are and that the decision does not name yet."""
    decision = er.Decision(units=("u0O3", "u001"), **appeals.ABOUT)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.evaluate(RULES, worlds.roster(5), appeals.county([], 5).evidence(RULES), decisions=[decision])
    (problem,) = caught.value.problems
    assert problem.code == "decision-nowhere"
    assert problem.hint("zh") == "是否想写：u003；核对裁定中的单位编号"
    assert problem.hint("en") == "did you mean: u003; check the unit ids of the decision"


@given(worlds.worlds())
def test_equals_the_oracle(world):
    """Marks, areas and totals are those of a plain recomputation in Fractions."""
    evaluation = evaluated(world)
    expected = worlds.oracle(world)
    marks = {(row["unit"], row["criterion"]): fraction(row["points"]) for row in evaluation.marks.to_dicts()}
    for row, wanted in zip(evaluation.standings.to_dicts(), expected, strict=True):
        assert {id: marks[row["unit"], id] for id in wanted["marks"]} == wanted["marks"]
        assert [fraction(row[name]) for name in ("a", "b", "total")] == [wanted[n] for n in ("a", "b", "total")]


@given(worlds.worlds())
def test_lines_add_up(world):
    """Full points plus lines make the mark, marks plus rescale lines the area, areas the total."""
    evaluation = evaluated(world)
    lines = evaluation.lines.to_dicts()
    sums: dict[tuple[str, str, str], Decimal] = {}
    for line in lines:
        key = (line["unit"], line["area"], line["criterion"])
        sums[key] = sums.get(key, Decimal(0)) + line["points"]
    area_of = {item.id: item.area for item in RULES.items}
    areas: dict[tuple[str, str], Decimal] = {}
    for mark in evaluation.marks.to_dicts():
        area = area_of[mark["criterion"]]
        told = sums.pop((mark["unit"], area, mark["criterion"]), Decimal(0))
        if mark["points"] is None:
            assert told == 0
        else:
            assert mark["full"] + told == mark["points"]
            areas[mark["unit"], area] = areas.get((mark["unit"], area), Decimal(0)) + mark["points"]
    for (unit, area, _), rescaled in sums.items():
        areas[unit, area] = areas.get((unit, area), Decimal(0)) + rescaled
    for row in evaluation.standings.to_dicts():
        parts = [areas.get((row["unit"], area), Decimal(0)) for area in ("a", "b")]
        assert parts == [row["a"], row["b"]]
        assert sum(parts) == row["total"]


@given(worlds.worlds())
def test_every_lost_point_of_a_record_family_names_its_record(world):
    """A line of events or tickets that takes points names a record of that unit."""
    evaluation = evaluated(world)
    owners = {("events", row["number"]): row["unit"] for row in world.rows["event"]}
    owners |= {("tickets", row["number"]): row["unit"] for row in world.rows["ticket"]}
    for line in evaluation.lines.to_dicts():
        if line["criterion"] in ("events", "tickets") and line["points"] < 0:
            assert owners[line["criterion"], line["evidence"]] == line["unit"]


@given(worlds.worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(world, random):
    """Shuffled rows give the same standings, marks, lines and digests."""
    shuffled = {id: random.sample(rows, len(rows)) for id, rows in world.rows.items()}
    one, other = evaluated(world), evaluated(worlds.World(world.size, shuffled))
    for table in ("standings", "marks", "lines"):
        assert getattr(one, table).equals(getattr(other, table))
    assert one.receipt == other.receipt


@given(worlds.worlds(), st.data())
def test_one_units_evidence_never_touches_another(world, data):
    """Without one unit's records, everybody else's marks stay as they were."""
    left_out = data.draw(st.integers(0, world.size - 1).map(lambda at: f"u{at:03}"))
    rows = {id: [row for row in rows if row["unit"] != left_out] for id, rows in world.rows.items()}
    one, other = evaluated(world).marks, evaluated(worlds.World(world.size, rows)).marks
    assert one.filter(one["unit"] != left_out).equals(other.filter(other["unit"] != left_out))


@given(worlds.worlds(), st.sampled_from("轻重"), st.data())
def test_one_more_violation_never_helps(world, kind, data):
    """A further recorded problem never raises the unit's mark."""
    unit = data.draw(st.integers(0, world.size - 1).map(lambda at: f"u{at:03}"))
    more = [*world.rows["event"], {"number": "zz", "unit": unit, "kind": kind, "on": worlds.YEAR.last}]
    before, after = evaluated(world).marks, evaluated(world.having("event", more)).marks

    def events(marks):
        return marks.filter((marks["unit"] == unit) & (marks["criterion"] == "events"))["points"][0]

    assert events(after) <= events(before)


@given(worlds.worlds())
def test_states_partition(world):
    """Every unit has exactly one mark a criterion, in exactly one state; points are there unless rescaled."""
    marks = evaluated(world).marks
    assert marks.height == world.size * len(RULES.items)
    assert marks.select("unit", "criterion").is_unique().all()
    for row in marks.to_dicts():
        assert row["state"] in ("scored", "not-applicable", "no-cases", "insufficient-data")
        assert (row["points"] is None) == (
            row["state"] in ("not-applicable", "insufficient-data")
            or (row["state"] == "no-cases" and row["criterion"] == "tickets")
        )


@given(worlds.worlds())
def test_a_unit_without_losses_gets_everything(world):
    """With no violation, all tickets on time and best scores, rescaled or not, the total is the full marks."""
    perfect = {
        "event": [],
        "ticket": [row | {"closed_on": row["due_on"]} for row in world.rows["ticket"]],
        "rating": [
            {"number": f"r{at}", "unit": f"u{at:03}", "score": "100", "on": worlds.YEAR.last}
            for at in range(world.size)
        ],
        "award": [
            {"number": f"a{at}", "unit": f"u{at:03}", "level": "国家级", "on": worlds.YEAR.last}
            for at in range(world.size)
        ],
    }
    totals = evaluated(worlds.World(world.size, perfect)).standings["total"]
    assert set(totals) == {Decimal("27.00")}


@given(worlds.worlds())
def test_the_explanation_of_a_unit_holds_its_own_lines(world):
    """explain() reads one unit and says the same as the tables."""
    evaluation = evaluated(world)
    explanation = evaluation.explain("u000")
    told = [line.points for area in explanation.areas for mark in area.marks for line in mark.lines]
    told += [line.points for area in explanation.areas for line in area.lines]
    lines = evaluation.lines
    assert sorted(told) == sorted(lines.filter(lines["unit"] == "u000")["points"])
    assert explanation.total == evaluation.standings["total"][0]
    assert str(explanation).startswith("单位0（u000")


def test_an_unknown_unit_cannot_be_explained():
    """explain() of a unit that was not evaluated is an error that suggests names."""
    world = worlds.World(1, {"event": [], "ticket": [], "rating": [], "award": []})
    with pytest.raises(er.EfficiencyRulesError) as caught:
        evaluated(world).explain("单位1")
    assert caught.value.problems[0].facts["near"] == ["单位0"]


def test_the_cap_is_a_line_of_its_own():
    """Three grave problems cost 6 nominal points; the 5-point item gives one back as 扣完为止."""
    rows = [{"number": f"n{at}", "unit": "u000", "kind": "重", "on": worlds.YEAR.first} for at in range(3)]
    world = worlds.World(1, {"event": rows, "ticket": [], "rating": [], "award": []})
    lines = evaluated(world).lines
    own = lines.filter(lines["criterion"] == "events")
    assert own["points"].to_list() == [Decimal(-2), Decimal(-2), Decimal(-2), Decimal(1)]
    assert own["reason"][3] == "扣完为止：本项最多扣 5 分"
    assert own["reason"][0] == "n0：重"


def test_points_of_a_bonus_start_from_zero_and_name_the_award():
    """A bonus item opens with minus its full points; the highest award earns its own."""
    rows = [{"number": "x", "unit": "u000", "level": "省级", "on": worlds.YEAR.first}]
    rows.append({"number": "y", "unit": "u000", "level": "市级", "on": worlds.YEAR.first})
    world = worlds.World(1, {"event": [], "ticket": [], "rating": [], "award": rows})
    lines = evaluated(world).lines
    own = lines.filter(lines["criterion"] == "awards")
    assert own.select("points", "evidence").rows() == [(Decimal(-2), ""), (Decimal("1.5"), "x")]
    assert Points(2) + own["points"].sum() == Decimal("1.5")
