"""One jurisdiction: the function that every machine runs unchanged."""

import json
import pickle
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import efficiency_rules as er
from efficiency_rules.errors import Place
from efficiency_rules.evaluation.folder import all_problems, result_files
from efficiency_rules.evaluation.verifying import read_files, verify
from efficiency_rules.jurisdictions.one import evaluate_jurisdiction
from efficiency_rules.jurisdictions.rows import JurisdictionRows
from efficiency_rules.jurisdictions.source import RulesetSource

RULES = worlds.standard()


def rows_of(world: worlds.World, place: str = "虚构县001") -> JurisdictionRows:
    """A world as one jurisdiction hands it in: texts, as files hold them."""
    units = [
        {"单位编号": unit.id, "单位名称": unit.name, "类别": unit.group, "辖区": place}
        for unit in worlds.roster(world.size)
    ]
    return JurisdictionRows(place, pl.DataFrame(units), world.frames())


def roster_of(world: worlds.World, place: str = "虚构县001") -> er.Roster:
    """The roster of a world, all of it in one jurisdiction."""
    return er.Roster(er.Unit(u.id, u.name, u.group, place) for u in worlds.roster(world.size))


def event(number: str, unit: str = "u000", kind: str = "轻", on: str = "2025-03-01") -> dict[str, object]:
    """One row of the events' ledger."""
    return {"number": number, "unit": unit, "kind": kind, "on": on}


def small(**rows: list[dict[str, object]]) -> worlds.World:
    """A jurisdiction of five units with these rows."""
    return worlds.World(5, {"event": [], "ticket": [], "rating": [], "award": []} | rows)


@given(worlds.worlds())
def test_a_jurisdiction_is_evaluated_as_evaluate_does_it(world):
    """Tables row for row, grading, status and the receipt's content are those of `evaluate` on the same rows."""
    roster = roster_of(world)
    alone = er.evaluate(RULES, roster, er.Evidence.from_frames(world.frames(), RULES, roster))
    result = evaluate_jurisdiction(RULES, rows_of(world))
    assert result.status == alone.status
    for name in ("standings", "marks", "lines", "sources"):
        assert_frame_equal(result.tables[name], getattr(alone, name))
        assert_frame_equal(pl.read_parquet(result.files[f"{name}.parquet"]), getattr(alone, name))
    files = result_files(alone, "parquet")
    assert {name: result.files[name] for name in files if name != "receipt.json"} == {
        name: content for name, content in files.items() if name != "receipt.json"
    }
    written = json.loads(files["receipt.json"])
    assert {k: v for k, v in result.receipt.items() if k != "circumstances"} == {
        k: v for k, v in written.items() if k != "circumstances"
    }
    assert result.grading == json.loads(files["grading.json"])


@given(worlds.worlds(), st.randoms(use_true_random=False), st.sampled_from(["csv", "parquet"]))
def test_the_order_of_rows_makes_no_difference(world, random, kind):
    """Units and records handed in in another order give the same key and the same bytes in every file."""
    rows = rows_of(world)
    moved = JurisdictionRows(
        rows.jurisdiction,
        rows.units.sample(fraction=1, shuffle=True, seed=random.randrange(99)),
        {
            id: frame.sample(fraction=1, shuffle=True, seed=random.randrange(99))
            for id, frame in reversed(rows.ledgers.items())
        },
    )
    first, second = (evaluate_jurisdiction(RULES, one, tables=kind) for one in (rows, moved))
    assert (first.key, first.files) == (second.key, second.files)


def test_rows_of_the_same_key_in_another_order_give_the_same_problems():
    """Two records under one number are refused with the same words whichever comes first."""
    pair = [event("e1", "u000"), event("e1", "u001", "重")]
    first, second = (evaluate_jurisdiction(RULES, rows_of(small(event=one))) for one in (pair, pair[::-1]))
    assert first.status == "blocked"
    assert first.files == second.files


def test_problems_block_a_jurisdiction_and_are_all_told():
    """An unknown unit and a bad day: no tables but the problems and their rows, no receipt, nothing raised."""
    bad = small(event=[event("e1", "u999"), event("e2", on="2025-02-30"), event("e3")])
    result = evaluate_jurisdiction(RULES, rows_of(bad))
    assert result.status == "blocked"
    assert set(result.files) == {"problems.csv", "rejected.csv"}
    assert set(result.tables) == {"problems", "rejected"}
    assert set(result.tables["problems"]["code"]) == {"unit-unknown", "day-impossible"}
    assert result.receipt is None
    assert result.grading is None


def test_bad_rows_are_set_aside_when_asked():
    """The result is then provisional, its rejected rows are listed, and the receipt says that there were some."""
    bad = small(event=[event("e1", "u999"), event("e2"), event("e3", kind="重")])
    good = small(event=[event("e2"), event("e3", kind="重")])
    result = evaluate_jurisdiction(RULES, rows_of(bad), set_aside=True)
    clean = evaluate_jurisdiction(RULES, rows_of(good), set_aside=True)
    assert (result.status, clean.status) == ("provisional", "undecided")
    assert result.tables["rejected"]["code"].to_list() == ["unit-unknown"]
    assert result.receipt["circumstances"]["inputs"]["set_aside"] is True
    assert clean.receipt["circumstances"]["inputs"]["set_aside"] is False
    assert_frame_equal(result.tables["lines"], clean.tables["lines"])


def test_many_bad_rows_are_told_without_comparing_each_with_all(monkeypatch):
    """Tens of thousands of bad rows are told in seconds: comparisons grow with their number, not with its square."""
    compared = []
    equal = er.Problem.__eq__
    monkeypatch.setattr(er.Problem, "__eq__", lambda one, other: compared.append(one) or equal(one, other))
    rows = rows_of(small(event=[event(f"e{at}", kind="怪") for at in range(300)]))
    result = evaluate_jurisdiction(RULES, rows)
    assert result.tables["problems"].height == 300
    assert len(compared) <= 300


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 3)), st.lists(st.tuples(*[st.integers(0, 2)] * 3)))
def test_what_was_raised_stands_first_and_no_problem_twice(raised, others):
    """Problems of an error, then those of the evidence that are not among them, each kind in its order."""
    raised, others = (
        [er.Problem(f"c{code}", Place(f"f{place}"), {"found": found}) for code, place, found in made]
        for made in (raised, others)
    )
    assert all_problems(raised, others) == [*raised, *(one for one in others if one not in raised)]


def test_a_bad_roster_row_blocks_its_jurisdiction():
    """The rows of the roster are checked with the jurisdiction that they belong to."""
    rows = rows_of(small())
    units = rows.units.with_columns(pl.lit("妖怪").alias("类别"))
    result = evaluate_jurisdiction(RULES, JurisdictionRows(rows.jurisdiction, units, rows.ledgers))
    assert set(result.tables["problems"]["code"]) == {"group-unknown"}


def test_bad_roster_rows_stand_beside_their_problems():
    """Rows count in an order that no file of the county has: rejected.csv says which unit each of them is."""
    rows = rows_of(small())
    ids = pl.col("单位编号")
    bad = (
        pl.when(ids == "u003")
        .then(pl.lit("妖怪"))
        .when(ids == "u001")
        .then(None)
        .otherwise(pl.col("类别"))
        .alias("类别")
    )
    again = rows.units.filter(ids == "u004")
    units = pl.concat([rows.units.with_columns(bad).reverse(), again])
    result = evaluate_jurisdiction(RULES, JurisdictionRows(rows.jurisdiction, units, rows.ledgers))
    rejected = result.tables["rejected"]
    assert [text.split(" | ")[0] for text in rejected["content"]] == ["单位编号=u001", "单位编号=u003", "单位编号=u004"]
    assert set(rejected["file"]) == {"roster"}
    problems = result.tables["problems"].filter(severity="error")
    told = [(cell.lstrip("ABCDEFGH"), code) for cell, code in problems.select("cell", "code").iter_rows()]
    assert list(rejected.select("row", "code").iter_rows()) == told


def test_what_is_worth_knowing_about_the_roster_is_kept():
    """Two units of one name are no error; problems.csv of the result says so."""
    rows = rows_of(small())
    units = rows.units.with_columns(pl.lit("同名单位").alias("单位名称"))
    result = evaluate_jurisdiction(RULES, JurisdictionRows(rows.jurisdiction, units, rows.ledgers))
    assert result.status == "undecided"
    assert set(result.tables["problems"]["code"]) == {"unit-name-shared"}


def test_a_ledger_without_rows_is_nil_and_one_that_is_not_there_is_missing():
    """Nil keeps full marks where the ruleset says so; a missing ledger gives no grades."""
    rows = rows_of(small())
    nil = evaluate_jurisdiction(RULES, rows)
    ledgers = {id: frame for id, frame in rows.ledgers.items() if id != "event"}
    missing = evaluate_jurisdiction(RULES, JurisdictionRows(rows.jurisdiction, rows.units, ledgers))
    assert (nil.status, missing.status) == ("undecided", "incomplete")
    assert nil.key != missing.key


@pytest.mark.parametrize(
    "change",
    [
        {"rows": small(event=[event("e1"), event("e2")])},
        {"rows": small(event=[event("e1", kind="重")])},
        {"place": "虚构县002"},
        {"tables": "csv"},
        {"period": er.Period.half(2025, 1)},
        {"rules": worlds.ruleset(("a", [worlds.item(worlds.events, "5", "a")]))},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_key_changes_with_everything_that_a_result_rests_on(change):
    """Records, jurisdiction, form of the tables, period and ruleset: each of them alone gives another key."""
    asked = {"rows": small(event=[event("e1")]), "place": "虚构县001", "tables": "parquet", "period": None}
    keys = [
        evaluate_jurisdiction(
            one.get("rules", RULES),
            rows_of(one["rows"], one["place"]),
            period=one["period"],
            tables=one["tables"],
        ).key
        for one in (asked, asked | change)
    ]
    assert len(set(keys)) == 2


def test_a_decision_is_part_of_the_key_and_of_the_result():
    """A tie that was ordered is graded as it was decided."""
    rows = rows_of(small())
    decision = er.Decision(
        units=("u001", "u003"),
        by="某甲",
        role="专班组长",
        on="2026-01-20",
        reason="会议议定",
        document="纪要",
    )
    open_, decided = evaluate_jurisdiction(RULES, rows), evaluate_jurisdiction(RULES, rows, decisions=[decision])
    assert (open_.status, decided.status) == ("undecided", "final")
    assert open_.key != decided.key


def test_the_folder_of_a_result_can_be_verified(tmp_path: Path):
    """Digests, sums and grades hold, whichever form its tables have."""
    for kind in ("csv", "parquet"):
        result = evaluate_jurisdiction(RULES, rows_of(small(event=[event("e1"), event("e2", "u001")])), tables=kind)
        folder = tmp_path / kind
        folder.mkdir()
        for name, content in result.files.items():
            (folder / name).write_bytes(content)
        assert {check.verdict for check in verify(read_files(folder))} == {"passed"}


def test_columns_that_nobody_reads_make_no_difference():
    """A column beside those of the ledger changes neither key nor bytes, even where no file could hold it as text."""
    rows = rows_of(small(event=[event("e1")]))
    more = rows.ledgers["event"].with_columns(pl.lit(pl.Series([[1, 2]])).alias("另外"))
    other = JurisdictionRows(rows.jurisdiction, rows.units, dict(rows.ledgers) | {"event": more})
    first, second = (evaluate_jurisdiction(RULES, one) for one in (rows, other))
    assert (first.key, first.files) == (second.key, second.files)


def test_texts_kept_as_a_dictionary_are_the_same_texts():
    """Categorical columns, as Parquet files often have them, give the same key and bytes as plain text."""
    rows = rows_of(small(event=[event("e1"), event("e2", kind="重")]))
    coded = rows.ledgers["event"].with_columns(pl.col("kind", "unit").cast(pl.Categorical))
    other = JurisdictionRows(rows.jurisdiction, rows.units, dict(rows.ledgers) | {"event": coded})
    first, second = (evaluate_jurisdiction(RULES, one) for one in (rows, other))
    assert (first.key, first.files) == (second.key, second.files)


_WORKER = """
import pickle, sys
import efficiency_rules as er
from efficiency_rules.jurisdictions.one import evaluate_jurisdiction
source, rows = pickle.load(sys.stdin.buffer)
result = evaluate_jurisdiction(source.ruleset(er.load_plugins()), rows)
pickle.dump((result.key, dict(result.files)), sys.stdout.buffer)
"""


def test_another_process_gives_the_same_bytes():
    """Ruleset and rows travel as bytes; what the other process computes is the same to the last byte."""
    ruleset = er.load_plugins().named("jingbian/2025")
    units = [
        {"unit": f"D{at:03}", "name": f"虚构单位{at}", "group": group}
        for at, group in enumerate([*ruleset.units, *ruleset.units])
    ]
    rows = JurisdictionRows("虚构县007", pl.DataFrame(units), {})
    sent = pickle.dumps((RulesetSource.of(ruleset), rows))
    back = subprocess.run([sys.executable, "-c", _WORKER], input=sent, stdout=subprocess.PIPE, check=True)
    here = evaluate_jurisdiction(ruleset, rows)
    assert pickle.loads(back.stdout) == (here.key, dict(here.files))


def test_another_bundle_is_refused_where_a_ruleset_is_rebuilt():
    """A worker with another version of a bundle would give other points: it says which criterion and stops."""
    catalog = er.load_plugins()
    source = RulesetSource.of(catalog.named("jingbian/2025"))
    name, bundle = source.criteria[0]
    elsewhere = RulesetSource(source.content, source.file, source.chosen, ((name, "other 9.9"), *source.criteria[1:]))
    with pytest.raises(er.EfficiencyRulesError, match="bundle-other-here") as caught:
        elsewhere.ruleset(catalog)
    (problem,) = caught.value.problems
    assert (problem.facts["criterion"], problem.facts["found"]) == (name, bundle)
