"""Several jurisdictions at once: each byte is that of the jurisdiction alone."""

from dataclasses import replace
from pathlib import Path

import nations
import numpy as np
import polars as pl
import worlds
from hypothesis import given, settings
from hypothesis import strategies as st
from nations import RULES, county

import efficiency_rules as er
from efficiency_rules.evidence.ledgers import Ledger
from efficiency_rules.jurisdictions import together
from efficiency_rules.jurisdictions.one import answer, ask
from efficiency_rules.jurisdictions.rows import JurisdictionRows


def asked_of(made: list[JurisdictionRows], rules: er.Ruleset = RULES, **options):
    """These jurisdictions, ready to be evaluated."""
    return [ask(rules, rows, **options) for rows in made]


def assert_as_alone(asked, *, rules: er.Ruleset = RULES, set_aside: bool = False) -> dict[str, str]:
    """Answered together, each file of each of them is what it is alone; returns the statuses."""
    results = {one.jurisdiction: one for one in together.answer_together(rules, asked, set_aside=set_aside)}
    assert len(results) == len(asked)
    for one in asked:
        alone = answer(rules, one, set_aside=set_aside)
        result = results[one.rows.jurisdiction]
        assert (result.status, result.key, dict(result.files)) == (alone.status, alone.key, dict(alone.files))
        assert {name: table.rows() for name, table in result.tables.items()} == {
            name: table.rows() for name, table in alone.tables.items()
        }
    return {name: one.status for name, one in results.items()}


def handed_in(world: worlds.World, number: int) -> JurisdictionRows:
    """A world as the county of this number hands it in; units bear the same ids and names in all of them."""
    units = [{"unit": unit.id, "name": unit.name, "group": unit.group} for unit in worlds.roster(world.size)]
    return JurisdictionRows(county(number), pl.DataFrame(units), world.frames())


@given(st.lists(worlds.worlds(), min_size=2, max_size=4), st.sampled_from(["csv", "parquet"]))
@settings(max_examples=20)
def test_each_is_as_it_is_alone(made, kind):
    """Random counties, with the same ids of units and records in all of them."""
    assert_as_alone(asked_of([handed_in(world, at) for at, world in enumerate(made)], tables=kind))


@given(st.lists(worlds.worlds(), min_size=2, max_size=3))
@settings(max_examples=10)
def test_each_is_as_it_is_alone_at_half_year(made):
    """The interim evaluation, whose later records lie outside of the period."""
    assert_as_alone(asked_of([handed_in(world, at) for at, world in enumerate(made)], period=er.Period.half(2025, 1)))


@given(st.integers(0, 2**32), st.sets(st.integers(0, 4)), st.booleans())
@settings(max_examples=20)
def test_bad_company_changes_nothing(seed, bad, set_aside):
    """Bad rows, repeated keys, unknown units, other columns, missing ledgers: each by itself, the others as before."""
    made = nations.nation(6, seed=seed)
    rows = [made.rows_of(name) for name in made.places]
    event = rows[0].ledgers["event"]
    one = event.clear().vstack(pl.DataFrame([("n1", "C000U00", "轻", "2025-03-01")], schema=event.schema, orient="row"))

    def having(at: int, frame: pl.DataFrame) -> JurisdictionRows:
        return replace(rows[at], ledgers=dict(rows[at].ledgers) | {"event": frame})

    unit = {at: rows[at].units["单位编号"][0] for at in range(6)}
    spoilt = {
        0: lambda: having(0, one.with_columns(pl.lit("2025-02-30").alias("on"))),
        1: lambda: having(1, pl.concat([one, one]).with_columns(pl.lit(unit[1]).alias("unit"))),
        2: lambda: having(2, one.with_columns(pl.lit("无此单位").alias("unit"))),
        3: lambda: having(3, one.with_columns(pl.lit(unit[3]).alias("unit"), pl.col("on").str.to_date())),
        4: lambda: replace(rows[4], ledgers={id: frame for id, frame in rows[4].ledgers.items() if id != "rating"}),
    }
    for at in bad:
        rows[at] = spoilt[at]()
    statuses = assert_as_alone(asked_of(rows), set_aside=set_aside)
    assert statuses[county(5)] in ("final", "undecided")


def test_decisions_and_adjustments_stay_with_their_jurisdiction():
    """A decided tie, an adjusted mark and a decision that fits nothing are as they are alone."""
    made = nations.nation(4)
    made.rows = {id: [] for id in made.rows}
    rows = [made.rows_of(name) for name in made.places]
    about = {"by": "某甲", "role": "组长", "on": "2026-01-20", "reason": "会议议定", "document": "纪要"}
    open_ = answer(RULES, ask(RULES, rows[0])).grading["jurisdictions"][county(0)]["ties"][0]["units"]
    acts = {
        0: [er.Decision(units=tuple(unit["unit"] for unit in open_), **about)],
        1: [er.Decision(units=("C001U00", "C001U02"), **about)],
        2: [er.Adjustment(unit="C002U00", criterion="events", points="3.50", **about)],
    }
    asked = [ask(RULES, one, decisions=acts.get(at, ())) for at, one in enumerate(rows)]
    assert_as_alone(asked)


def test_what_is_usual_is_evaluated_together(monkeypatch):
    """Counties without anything unusual are not answered one by one, which would take several times as long."""
    made = nations.nation(5)
    monkeypatch.setattr(together, "answer", None)
    results = list(together.answer_together(RULES, asked_of([made.rows_of(name) for name in made.places])))
    assert len(results) == 5


COUNTY = Path(__file__).parents[2] / "examples" / "county"


def as_handed_in(ledger: Ledger, roster: er.Roster) -> pl.DataFrame:
    """A ledger as texts and plain values, as a Parquet file holds it."""
    ids = pl.Series([unit.id for unit in roster]).gather(pl.Series(ledger.unit.astype(np.int64)))
    columns = [ids.alias(ledger.type.unit_column().name)]
    for column in ledger.type.columns:
        if column.kind in ("points", "percent"):
            sign = "%" if column.kind == "percent" else ""
            exact = er.Points if column.kind == "points" else er.Percent
            ticks = ledger.frame[column.name].to_list()
            texts = [None if one is None else f"{str(exact.from_ticks(one)).rstrip('%')}{sign}" for one in ticks]
            columns.append(pl.Series(column.name, texts, dtype=pl.String))
        elif column.kind != "unit":
            values = ledger.frame[column.name]
            columns.append(values.cast(pl.String) if column.kind == "choice" else values)
    return pl.DataFrame(columns)


def test_the_plan_gives_every_county_what_it_has_alone(monkeypatch):
    """All criteria, caps and sign-offs of the plan, three counties with parts of the fictional one: the same bytes."""
    rules = er.load_plugins().named("jingbian/2025")
    roster = er.read_roster(COUNTY / "roster.xlsx", rules)
    evidence = er.read_evidence(COUNTY / "ledgers", rules, roster)
    frames = {id: as_handed_in(ledger, roster) for id, ledger in evidence.ledgers.items()}
    made = []
    for number in (1, 2, 3):
        units = [unit for at, unit in enumerate(roster) if at % number == 0]
        ids = [unit.id for unit in units]
        rows = [{"unit": unit.id, "name": unit.name, "group": unit.group} for unit in units]
        ledgers = {
            id: frame.filter(pl.col(evidence.ledgers[id].type.unit_column().name).is_in(ids))
            for id, frame in frames.items()
        }
        made.append(JurisdictionRows(county(number), pl.DataFrame(rows), ledgers))
    asked = asked_of(made, rules)
    assert set(assert_as_alone(asked, rules=rules).values()) <= {"final", "undecided"}
    monkeypatch.setattr(together, "answer", None)
    assert len(list(together.answer_together(rules, asked))) == 3
