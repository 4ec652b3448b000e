"""A nation: many jurisdictions in one call, each as if it were alone."""

import json
import shutil
from pathlib import Path

import nations
import polars as pl
import pytest
import worlds
from hypothesis import given, settings
from hypothesis import strategies as st
from nations import RULES, county
from polars.testing import assert_frame_equal

import efficiency_rules as er
from efficiency_rules.formulas import RankBased, RelativeToBest, Sum
from efficiency_rules.grading import check_laws
from efficiency_rules.jurisdictions import parting
from efficiency_rules.jurisdictions.names import folder_of, jurisdiction_of
from efficiency_rules.jurisdictions.nation import _ahead
from efficiency_rules.jurisdictions.one import evaluate_jurisdiction


def run(folder: Path, **options) -> er.Nation:
    """Evaluate what `Nation.write` wrote into a folder."""
    rules = options.pop("rules", RULES)
    return er.evaluate_jurisdictions(rules, folder / "roster.csv", folder / "ledgers", folder / "out", **options)


def place(folder: Path, name: str) -> Path:
    """The folder of a county's result."""
    return folder / "out" / folder_of(name)


@pytest.fixture(params=[10_000, 30], ids=["one batch", "several batches"])
def batch(request, monkeypatch):
    """Batches that hold all counties, or one or two."""
    monkeypatch.setattr(parting, "RECORDS_AT_ONCE", request.param)


@pytest.mark.usefixtures("batch")
def test_every_jurisdiction_is_evaluated_as_if_it_were_alone(tmp_path):
    """Its files are byte by byte those of `evaluate_jurisdiction`, its tables row for row those of `evaluate`."""
    made = nations.nation(6)
    made.write(tmp_path)
    nation = run(tmp_path)
    assert nation.complete
    assert list(nation.computed) == made.places
    for name in made.places:
        written = {path.name: path.read_bytes() for path in place(tmp_path, name).iterdir()}
        assert written == dict(evaluate_jurisdiction(RULES, made.rows_of(name)).files)
        alone = made.alone(name)
        for table in ("standings", "marks", "lines", "sources"):
            assert_frame_equal(pl.read_parquet(place(tmp_path, name) / f"{table}.parquet"), getattr(alone, table))


def test_a_county_that_is_cut_out_of_the_nation_gives_the_same_folder(tmp_path):
    """Its rows alone, cut out as docs/nation.md says, are evaluated to the bytes that the nation has of it."""
    nations.nation(3).write(tmp_path, homes=True)
    run(tmp_path)
    alone = tmp_path / "alone"
    (alone / "ledgers").mkdir(parents=True)
    pl.read_csv(tmp_path / "roster.csv", infer_schema=False).filter(pl.col("辖区") == county(1)).write_csv(
        alone / "roster.csv"
    )
    for file in (tmp_path / "ledgers").glob("*.parquet"):
        rows = pl.scan_parquet(file).filter(pl.col("辖区") == county(1))
        rows.sink_parquet(alone / "ledgers" / file.name)
    run(alone)
    assert nations.bytes_of(place(alone, county(1))) == nations.bytes_of(place(tmp_path, county(1)))


@given(st.integers(0, 2**32), st.integers(1, 3), st.booleans())
@settings(max_examples=8)
def test_the_order_of_rows_files_and_jurisdictions_makes_no_difference(tmp_path_factory, seed, pieces, homes):
    """Shuffled rows, in one file a ledger or in several, with or without a jurisdiction column: the same bytes."""
    made = nations.nation(3)
    first, second = (tmp_path_factory.mktemp(name) for name in ("first", "second"))
    made.write(first)
    made.write(second, seed=seed, pieces=pieces, homes=homes)
    run(first), run(second)
    assert nations.bytes_of(first / "out") == nations.bytes_of(second / "out")


def test_quotas_are_those_of_each_jurisdiction(tmp_path):
    """The seats of every county add up to its own graded units, and the laws hold in each."""
    made = nations.nation(5)
    made.write(tmp_path)
    summary = run(tmp_path).summary
    for row in summary.iter_rows(named=True):
        alone = made.alone(row["jurisdiction"])
        grading = alone.graded.gradings[row["jurisdiction"]]
        assert {f"seats_{id}": row[f"seats_{id}"] for id in grading.seats} == {
            f"seats_{id}": seats for id, seats in grading.seats.items()
        }
        assert sum(grading.seats.values()) == row["graded"] <= row["units"]
        standings = [
            er.Standing(s["unit"], (str(s["total"]),), s["group"], None, None)
            for s in alone.standings.iter_rows(named=True)
            if s["unit"] in {p.unit for p in grading.placements}
        ]
        assert check_laws(standings, RULES.grading, grading) == []


class _None(er.Params):
    pass


@er.criterion("ranked", edition=2025, title="排名", reads=worlds.Rating, params=_None)
def ranked(p: _None) -> RankBased:
    """Every rank lost among the units of its county costs 7 %."""
    return RankBased(value=Sum(pl.col("score")), per_rank=er.Percent("7%"))


@er.criterion("best", edition=2025, title="比最优", reads=worlds.Rating, params=_None)
def best(p: _None) -> RelativeToBest:
    """The share of the best unit of its county."""
    return RelativeToBest(value=Sum(pl.col("score")))


@pytest.mark.usefixtures("batch")
def test_a_cohort_is_that_of_the_jurisdiction(tmp_path):
    """A rank, and the distance to the best, look at no unit of another county, however good."""
    rules = worlds.ruleset(("a", [worlds.item(ranked, "5", "a"), worlds.item(best, "5", "a")]))
    made = nations.nation(3)
    for row in made.rows["rating"]:
        if row["辖区"] == county(2):
            row["score"] = "100"
    made.rows = {"rating": made.rows["rating"]}
    made.write(tmp_path)
    run(tmp_path, rules=rules)
    for name in made.places:
        marks = pl.read_parquet(place(tmp_path, name) / "marks.parquet")
        assert_frame_equal(marks, made.alone(name, rules).marks)
        assert str(marks.filter(criterion="best")["points"].max()) == "5.00"


def test_bad_rows_block_their_jurisdiction_only(tmp_path):
    """An unknown grade of events and an unreadable day: that county has a problems file, all others a result."""
    made = nations.nation(4)
    bad = {"unit": "C001U00", "辖区": county(1)}
    made.rows["event"] += [{"number": "x1", "kind": "怪", "on": "2025-03-01"} | bad]
    made.rows["event"] += [{"number": "x2", "kind": "轻", "on": "2025-02-30"} | bad]
    made.write(tmp_path)
    nation = run(tmp_path)
    assert not nation.complete
    assert dict(nation.summary.select("jurisdiction", "status").iter_rows())[county(1)] == "blocked"
    assert nation.summary["result"].to_list() == ["current", "none", "current", "current"]
    assert not place(tmp_path, county(1)).exists()
    problems = tmp_path / "out" / "problems" / folder_of(county(1))
    assert sorted(path.name for path in problems.iterdir()) == ["problems.csv", "rejected.csv"]
    assert pl.read_csv(problems / "problems.csv").height == 2
    assert "number=x1" in (problems / "rejected.csv").read_text("utf-8-sig")


def test_bad_rows_are_set_aside_by_jurisdiction(tmp_path):
    """With --set-aside only the blocked county is computed; without it again, its provisional result is not kept."""
    made = nations.nation(3)
    made.rows["event"] += [{"number": "x", "kind": "怪", "on": "2025-03-01", "unit": "C001U00", "辖区": county(1)}]
    made.write(tmp_path)
    assert len(run(tmp_path).computed) == 3
    aside = run(tmp_path, set_aside=True)
    assert aside.computed == (county(1),)
    assert aside.summary["status"].to_list()[1] == "provisional"
    assert aside.summary["rejected"].to_list() == [0, 1, 0]
    assert not (tmp_path / "out" / "problems" / folder_of(county(1))).exists()
    assert run(tmp_path, set_aside=True).computed == ()
    again = run(tmp_path)
    assert again.computed == (county(1),)
    assert again.summary.row(1, named=True)["result"] == "earlier"
    assert place(tmp_path, county(1)).exists()


def test_unknown_units_with_a_jurisdiction_are_its_own_affair(tmp_path):
    """Where the ledger says the county, a unit that the roster lacks blocks that county."""
    made = nations.nation(3)
    made.rows["event"] += [{"number": "x", "kind": "轻", "on": "2025-03-01", "unit": "无此单位", "辖区": county(2)}]
    made.write(tmp_path, homes=True)
    assert run(tmp_path).summary["status"].to_list()[2] == "blocked"


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize("set_aside", [False, True])
def test_rows_of_a_unit_under_the_name_of_another_county_are_told_to_both(tmp_path, set_aside):
    """The county whose unit it is would miss them without a word: it waits too, whichever of both comes first."""
    made = nations.nation(4)
    for number in range(2):
        row = {"number": f"x{number}", "kind": "轻", "on": "2025-03-01", "unit": "C001U00"}
        made.rows["event"].append(row | {"辖区": county(2)})
    made.rows["event"] += [row | {"unit": "C003U01", "辖区": county(2)}]
    made.write(tmp_path, homes=True)
    nation = run(tmp_path, set_aside=set_aside)
    blocked = nation.summary.filter(status="blocked")["jurisdiction"].to_list()
    assert blocked == ([county(1), county(3)] if set_aside else [county(1), county(2), county(3)])
    for at, count, unit in ((1, 2, "C001U00"), (3, 1, "C003U01")):
        told = pl.read_csv(tmp_path / "out" / "problems" / folder_of(county(at)) / "problems.csv")
        assert told.select("code", "file").rows() == [("rows-under-other", "event.parquet")]
        assert f"有 {count} 行写在辖区“{county(2)}”名下" in told["message"].item()
        assert unit in told["message"].item()


def test_rows_in_the_folder_of_another_county_are_told_to_both(tmp_path):
    """A file of its own says whose rows they are as a column does."""
    made = nations.nation(3)
    made.write(tmp_path)
    own = tmp_path / "ledgers" / "event" / folder_of(county(2))
    own.mkdir(parents=True)
    frame = made.rows_of(county(2)).ledgers["event"].clear()
    row = pl.DataFrame([("x", "C001U00", "轻", "2025-03-01")], schema=frame.schema, orient="row")
    row.write_parquet(own / "part-0.parquet")
    blocked = run(tmp_path).summary.filter(status="blocked")["jurisdiction"].to_list()
    assert blocked == [county(1), county(2)]


def test_the_name_of_a_unit_may_be_the_id_of_another_countys(tmp_path):
    """What the named county calls a unit of its own means that one, whatever else is called so elsewhere."""
    made = nations.nation(3)
    made.units[-1]["单位名称"] = "C001U00"
    made.rows["event"] += [{"number": "x", "kind": "轻", "on": "2025-03-01", "unit": "C001U00", "辖区": county(2)}]
    made.write(tmp_path, homes=True)
    assert run(tmp_path).complete


def test_a_criterion_that_fails_for_one_jurisdiction_fails_there(tmp_path):
    """A rule that breaks on the records of one county leaves it without grades; the others are graded."""

    @er.criterion("fragile", edition=2025, title="易碎", reads=worlds.Event, params=_None)
    def fragile(p: _None):
        """Breaks on a record of this number."""

        def mark(records, full):
            if any(record.number == "boom" for record in records):
                raise ValueError("boom")
            return worlds.UnitMark(full, "好")

        return worlds.PerUnit(function=mark)

    rules = worlds.ruleset(("a", [worlds.item(fragile, "5", "a")]))
    made = nations.nation(3)
    made.rows["event"] += [{"number": "boom", "kind": "轻", "on": "2025-03-01", "unit": "C001U00", "辖区": county(1)}]
    made.rows = {"event": made.rows["event"]}
    made.write(tmp_path)
    nation = run(tmp_path, rules=rules)
    assert [status == "incomplete" for status in nation.summary["status"]] == [False, True, False]
    assert not nation.complete
    assert (place(tmp_path, county(1)) / "problems.csv").exists()


def test_a_second_run_computes_nothing_and_a_change_computes_one(tmp_path):
    """One changed record computes its own county again, and no other; the bytes are those of a fresh run."""
    made = nations.nation(4)
    made.write(tmp_path)
    first = run(tmp_path)
    before = nations.bytes_of(tmp_path / "out")
    assert run(tmp_path).computed == ()
    assert nations.bytes_of(tmp_path / "out") == before
    made.rows["event"] += [{"number": "new", "kind": "重", "on": "2025-06-01", "unit": "C002U00", "辖区": county(2)}]
    made.write(tmp_path, seed=5, pieces=2)
    second = run(tmp_path)
    assert second.computed == (county(2),)
    keys = [dict(nation.summary.select("jurisdiction", "key").iter_rows()) for nation in (first, second)]
    assert {name for name in made.places if keys[0][name] != keys[1][name]} == {county(2)}
    made.write(tmp_path / "fresh")
    run(tmp_path / "fresh")
    assert nations.bytes_of(tmp_path / "out") == nations.bytes_of(tmp_path / "fresh" / "out")


@pytest.mark.parametrize("spoil", ["missing", "damaged", "empty", "receipt"])
def test_a_result_that_is_not_whole_is_computed_again(tmp_path, spoil):
    """A missing or damaged table, or a receipt that is not as it was written, is no result to keep."""
    made = nations.nation(2)
    made.write(tmp_path)
    run(tmp_path)
    before = nations.bytes_of(tmp_path / "out")
    where = place(tmp_path, county(0))
    if spoil == "missing":
        (where / "lines.parquet").unlink()
    elif spoil == "damaged":
        table = bytearray((where / "marks.parquet").read_bytes())
        table[len(table) // 2] ^= 1
        (where / "marks.parquet").write_bytes(table)
    elif spoil == "empty":
        (where / "receipt.json").write_bytes(b"")
    else:
        receipt = json.loads((where / "receipt.json").read_bytes())
        (where / "receipt.json").write_text(json.dumps(receipt | {"status": "final!"}), "utf-8")
    assert run(tmp_path).computed == (county(0),)
    assert nations.bytes_of(tmp_path / "out") == before


def test_the_other_form_of_tables_takes_the_place_of_the_first(tmp_path):
    """CSV for a county's clerk, Parquet for the nation: one at a time, never a mixture."""
    made = nations.nation(2)
    made.write(tmp_path)
    run(tmp_path)
    assert len(run(tmp_path, tables="csv").computed) == 2
    suffixes = {path.suffix for path in (tmp_path / "out").rglob("*.*") if path.is_file() and path.name != ".lock"}
    assert suffixes == {".csv", ".json"}


def test_a_jurisdiction_that_left_the_roster_is_said(tmp_path):
    """Its result stays as it is, the summary says that it is no longer in the roster, and the run is not complete."""
    made = nations.nation(3)
    made.write(tmp_path)
    run(tmp_path)
    kept = nations.bytes_of(place(tmp_path, county(1)))
    made.units = [unit for unit in made.units if unit["辖区"] != county(1)]
    made.rows = {id: [row for row in rows if row["辖区"] != county(1)] for id, rows in made.rows.items()}
    made.write(tmp_path)
    nation = run(tmp_path)
    assert nation.summary.row(-1, named=True)["status"] == "not-in-roster"
    assert nation.computed == ()
    assert not nation.complete
    assert nations.bytes_of(place(tmp_path, county(1))) == kept


def refused(folder: Path, **options) -> set[str]:
    """The codes of what keeps a whole nation from being evaluated; nothing is written then."""
    with pytest.raises(er.EfficiencyRulesError) as caught:
        run(folder, **options)
    assert not (folder / "out").exists()
    return {problem.code for problem in caught.value.problems}


def test_rows_that_could_be_anybodys_stop_everybody(tmp_path):
    """A unit that no roster row names, in a ledger without jurisdictions, and a jurisdiction that nobody knows."""
    made = nations.nation(2)
    made.rows["event"] += [{"number": "x", "kind": "轻", "on": "2025-03-01", "unit": "无此单位", "辖区": "无此县"}]
    made.write(tmp_path)
    assert refused(tmp_path) == {"rows-nowhere"}
    made.write(tmp_path, homes=True)
    assert refused(tmp_path) == {"jurisdictions-unknown"}


def test_unit_ids_may_repeat_where_every_ledger_names_the_jurisdiction(tmp_path):
    """Each county numbers its units from 1: with a jurisdiction column that is clear, without one it is refused."""
    made = nations.nation(4, unit=lambda c, u: f"{u + 1:02}")
    made.write(tmp_path)
    assert refused(tmp_path) == {"units-of-several"}
    made.write(tmp_path, homes=True)
    assert run(tmp_path).complete
    for name in made.places:
        marks = pl.read_parquet(place(tmp_path, name) / "marks.parquet")
        assert_frame_equal(marks, made.alone(name).marks)


def test_a_file_of_its_own_belongs_to_the_jurisdiction_of_its_folder(tmp_path):
    """`event/jurisdiction=NAME/x.parquet`: who has a file without rows reports nil, who has none lacks the ledger."""
    made = nations.nation(3)
    made.write(tmp_path)
    (tmp_path / "ledgers" / "event.parquet").unlink()
    for name in made.places[:2]:
        own = tmp_path / "ledgers" / "event" / folder_of(name)
        own.mkdir(parents=True)
        frame = made.rows_of(name).ledgers["event"]
        (frame.clear() if name == county(1) else frame).write_parquet(own / "part-0.parquet")
    nation = run(tmp_path)
    assert nation.summary["nil"].to_list()[:2] == ["", "event"]
    assert nation.summary["status"].to_list()[2] == "incomplete"
    assert_frame_equal(pl.read_parquet(place(tmp_path, county(0)) / "lines.parquet"), made.alone(county(0)).lines)


def tickets_apart(folder: Path, made: nations.Nation, change, *, shared: bool = False) -> None:
    """Write the tickets of the second county as two files of its own, the second one changed.

    The others keep one file each, or with `shared` one file for all; the second county's first file is then there.
    """
    made.write(folder)
    (folder / "ledgers" / "ticket.parquet").unlink()
    for name in made.places:
        frame = made.rows_of(name).ledgers["ticket"]
        own = folder / "ledgers" / "ticket" / ("" if shared else folder_of(name))
        own.mkdir(parents=True, exist_ok=True)
        if name != county(1):
            frame.write_parquet(own / f"{name}.parquet")
            continue
        frame[::2].write_parquet(own / "part-0.parquet")
        own = own / folder_of(name) if shared else own
        own.mkdir(exist_ok=True)
        change(frame[1::2]).write_parquet(own / "part-1.parquet")


CHANGES = {
    "no column": lambda frame: frame.drop("closed_on"),
    "another heading": lambda frame: frame.rename({"closed_on": "办结"}),
    "another type": lambda frame: frame.with_columns(pl.col("closed_on").str.to_date()),
}


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize("shared", [False, True], ids=["its own", "beside a shared one"])
@pytest.mark.parametrize("change", list(CHANGES))
def test_files_of_one_jurisdiction_have_the_same_columns(tmp_path, change, shared):
    """What one of its files lacks would count as blank: it is blocked before rows are merged, the others finish."""
    made = nations.nation(3)
    tickets_apart(tmp_path, made, CHANGES[change], shared=shared)
    nation = run(tmp_path)
    assert [status == "blocked" for status in nation.summary["status"]] == [False, True, False]
    problems = pl.read_csv(tmp_path / "out" / "problems" / folder_of(county(1)) / "problems.csv")
    assert problems["code"].to_list() == ["ledger-columns-differ"]
    assert "closed_on" in problems["message"].item()


def test_problems_tell_files_of_one_name_apart(tmp_path):
    """Every county calls its file part-0: problems name the path inside the ledgers' folder, with slashes, no more."""
    made = nations.nation(3)
    tickets_apart(tmp_path, made, lambda frame: frame.drop("closed_on"))
    home = f"ticket/{folder_of(county(1))}"
    (tmp_path / "ledgers" / home / "part-2.parquet").write_bytes(b"nothing")
    run(tmp_path)
    written = tmp_path / "out" / "problems" / folder_of(county(1)) / "problems.csv"
    told = {row["code"]: row for row in pl.read_csv(written).iter_rows(named=True)}
    assert {code: row["file"] for code, row in told.items()} == {
        "file-broken": f"{home}/part-2.parquet",
        "ledger-columns-differ": f"{home}/part-1.parquet",
    }
    assert f"{home}/part-0.parquet" in told["ledger-columns-differ"]["message"]
    assert str(tmp_path) not in written.read_text("utf-8-sig")


def test_problems_of_what_all_share_name_the_path_inside_the_folder(tmp_path):
    """Rows of nobody in a file that every ledger's folder has one of: it is told by its path."""
    made = nations.nation(2)
    made.rows["event"] += [{"number": "x", "kind": "轻", "on": "2025-03-01", "unit": "无此单位", "辖区": county(1)}]
    made.write(tmp_path)
    for id in nations.LEDGERS:
        (tmp_path / "ledgers" / id).mkdir()
        (tmp_path / "ledgers" / f"{id}.parquet").rename(tmp_path / "ledgers" / id / "part-0.parquet")
    with pytest.raises(er.EfficiencyRulesError) as caught:
        run(tmp_path)
    assert [problem.place.file for problem in caught.value.problems] == ["event/part-0.parquet"]


def test_columns_that_no_ledger_reads_may_differ_from_file_to_file(tmp_path):
    """A remark in one file of a county and none in the other: the bytes of all rows in one file."""
    made = nations.nation(3)
    tickets_apart(tmp_path, made, lambda frame: frame.with_columns(pl.lit("无").alias("备注")))
    run(tmp_path)
    made.write(tmp_path / "whole")
    run(tmp_path / "whole")
    assert nations.bytes_of(tmp_path / "out") == nations.bytes_of(tmp_path / "whole" / "out")


@pytest.mark.parametrize("where", ["head", "pages"])
def test_a_broken_file_of_its_own_blocks_its_jurisdiction_only(tmp_path, where):
    """A file that is no Parquet, or whose pages are damaged, is told in that county's problems."""
    made = nations.nation(3)
    made.write(tmp_path)
    own = tmp_path / "ledgers" / "rating" / folder_of(county(1))
    own.mkdir(parents=True)
    made.rows_of(county(1)).ledgers["rating"].write_parquet(own / "part-0.parquet", compression="uncompressed")
    content = bytearray((own / "part-0.parquet").read_bytes())
    content = b"nothing" if where == "head" else bytes(content[:4]) + b"\xff" * 60 + bytes(content[64:])
    (own / "part-0.parquet").write_bytes(content)
    nation = run(tmp_path)
    assert [status == "blocked" for status in nation.summary["status"]] == [False, True, False]
    assert "file-broken" in (tmp_path / "out" / "problems" / folder_of(county(1)) / "problems.csv").read_text("utf-8")


def test_files_of_somebody_else_in_the_folder_of_a_result_are_left_alone(tmp_path):
    """A note in a county's folder keeps a new result from taking its place; the county says so, the others finish."""
    made = nations.nation(2)
    made.write(tmp_path)
    run(tmp_path)
    (place(tmp_path, county(0)) / "notes.docx").write_bytes(b"mine")
    made.rows["event"] += [
        {"number": "n", "kind": "轻", "on": "2025-03-01", "unit": f"C00{at}U00", "辖区": county(at)} for at in (0, 1)
    ]
    made.write(tmp_path)
    nation = run(tmp_path)
    assert nation.summary["status"].to_list()[0] == "blocked"
    assert nation.summary["result"].to_list() == ["earlier", "current"]
    assert (place(tmp_path, county(0)) / "notes.docx").read_bytes() == b"mine"


def test_a_broken_file_that_all_share_stops_everybody(tmp_path):
    """Nobody can say whose rows are lost."""
    nations.nation(2).write(tmp_path)
    (tmp_path / "ledgers" / "award.parquet").write_bytes(b"nothing")
    assert refused(tmp_path) == {"file-broken"}


def test_ledgers_that_are_nowhere_are_no_empty_ledgers(tmp_path):
    """A mistyped folder stops the run before anything is written."""
    nations.nation(2).write(tmp_path)
    (tmp_path / "ledgers").rename(tmp_path / "elsewhere")
    assert refused(tmp_path) == {"folder-unreadable"}


def test_results_never_go_among_the_ledgers(tmp_path):
    """The next run would meet them there."""
    nations.nation(2).write(tmp_path)
    ledgers = tmp_path / "ledgers"
    with pytest.raises(er.EfficiencyRulesError, match="out-in-evidence"):
        er.evaluate_jurisdictions(RULES, tmp_path / "roster.csv", ledgers, ledgers / "out")
    assert not (ledgers / "out").exists()


def test_tables_are_csv_or_parquet(tmp_path):
    """Another form of tables is refused, and not taken for one of them."""
    nations.nation(2).write(tmp_path)
    assert refused(tmp_path, tables="xlsx") == {"tables-unknown"}


def test_what_is_no_parquet_is_refused(tmp_path):
    """A workbook among the ledgers would be left unread: it is named instead."""
    nations.nation(2).write(tmp_path)
    (tmp_path / "ledgers" / "表彰台账.xlsx").write_bytes(b"")
    assert refused(tmp_path) == {"evidence-not-parquet"}


def test_a_jurisdiction_spelled_otherwise_in_a_ledger_is_named(tmp_path):
    """Blanks inside a name: the rows are nobody's until somebody writes them as the roster does."""
    made = nations.nation(2)
    for rows in made.rows.values():
        for row in rows:
            row["辖区"] = row["辖区"].replace("县", " 县")
    made.write(tmp_path, homes=True)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        run(tmp_path)
    assert {problem.code for problem in caught.value.problems} == {"jurisdictions-unknown"}
    known = {unit["辖区"] for unit in made.units}
    assert {name for problem in caught.value.problems for name in problem.facts["near"]} <= known
    assert all("是否想写" in problem.hint() for problem in caught.value.problems)


def test_files_of_one_ledger_have_the_same_columns(tmp_path):
    """Days as dates in one file and as text in the other: nobody guesses."""
    made = nations.nation(2)
    made.write(tmp_path, pieces=2)
    path = tmp_path / "ledgers" / "event-1.parquet"
    pl.read_parquet(path).with_columns(pl.col("on").str.to_date()).write_parquet(path)
    assert refused(tmp_path) == {"ledger-columns-differ"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda units: [{k: v for k, v in u.items() if k != "辖区"} for u in units], "roster-without-jurisdictions"),
        (lambda units: [*units[:-1], units[-1] | {"辖区": " "}], "roster-jurisdiction-blank"),
        (
            lambda units: [u | {"辖区": "ABc"[i % 2 :] if i else "bc"} for i, u in enumerate(units)],
            "jurisdictions-alike",
        ),
        (
            lambda units: [u | {"辖区": ("Caf\u00e9", "Cafe\u0301")[i % 2]} for i, u in enumerate(units)],
            "jurisdictions-alike",
        ),
        (
            lambda units: [u | {"辖区": ("甲县", "甲 县")[i % 2]} for i, u in enumerate(units)],
            "jurisdictions-alike",
        ),
        (
            lambda units: [u | {"辖区": ("A县", "Ａ县")[i % 2]} for i, u in enumerate(units)],
            "jurisdictions-alike",
        ),
        (lambda units: [u | {"辖区": "县" * 80} for u in units], "jurisdiction-too-long"),
    ],
)
def test_a_roster_that_names_jurisdictions_badly_is_refused(tmp_path, change, code):
    """No column, a blank cell, names that differ in case, composition, blanks or width only, one too long."""
    made = nations.nation(2)
    made.units = change(made.units)
    made.write(tmp_path)
    assert code in refused(tmp_path)


def test_decisions_go_to_the_jurisdiction_of_their_units(tmp_path):
    """A tie is ordered in its own county; one of before the period blocks it; one of units of two is refused."""
    made = nations.nation(3)
    made.rows = {id: [] for id in made.rows}
    made.write(tmp_path)
    tie = run(tmp_path).summary
    assert tie["status"].to_list() == ["undecided"] * 3
    grading = json.loads((place(tmp_path, county(0)) / "grading.json").read_bytes())
    (open_,) = grading["jurisdictions"][county(0)]["ties"]
    about = {"by": "某甲", "role": "组长", "on": "2026-01-20", "reason": "会议议定", "document": "纪要"}
    decision = er.Decision(units=tuple(unit["unit"] for unit in open_["units"]), **about)
    decided = run(tmp_path, decisions=[decision])
    assert decided.computed == (county(0),)
    assert decided.summary["status"].to_list() == ["final", "undecided", "undecided"]
    early = er.Decision(units=decision.units, **about | {"on": "2024-01-20"})
    # All of them are computed, together.
    shutil.rmtree(tmp_path / "out")
    assert run(tmp_path, decisions=[early]).summary["status"].to_list() == ["blocked", "undecided", "undecided"]
    two = er.Decision(units=("C000U00", "C001U00"), **about)
    with pytest.raises(er.EfficiencyRulesError, match="decision-nowhere"):
        run(tmp_path, decisions=[two])


NAMES = ["虚构县001", "610824", "a=b c%d", "甲/乙:丙", "..", "X?*'\"", "末尾.", "2025-01-01", "空 格", "%2F"]


def test_the_order_of_columns_makes_no_difference(tmp_path):
    """Ledgers whose columns stand in another order give the same bytes, and nothing is computed again."""
    made = nations.nation(2)
    made.write(tmp_path)
    run(tmp_path)
    for path in (tmp_path / "ledgers").iterdir():
        frame = pl.read_parquet(path)
        frame.select(frame.columns[::-1]).write_parquet(path)
    assert run(tmp_path).computed == ()


def test_the_folder_is_one_dataset(tmp_path):
    """Whatever the counties are called, all of it is read as one table with Hive's partitions, names unchanged."""
    made = nations.nation(len(NAMES))
    for row in [*made.units, *(row for rows in made.rows.values() for row in rows)]:
        row["辖区"] = NAMES[int(row["辖区"][-3:])]
    made.write(tmp_path, homes=True)
    assert run(tmp_path).complete
    scan = pl.scan_parquet(tmp_path / "out" / "jurisdiction=*" / "standings.parquet", hive_partitioning=True)
    everything = scan.collect()
    assert set(everything["jurisdiction"]) == set(NAMES)
    assert everything.height == len(made.units)
    one = scan.filter(pl.col("jurisdiction") == "610824").collect()
    assert set(one["unit"]) == {unit["单位编号"] for unit in made.units if unit["辖区"] == "610824"}
    summary = pl.read_parquet(tmp_path / "out" / "summary.parquet")
    assert summary["jurisdiction"].to_list() == sorted(NAMES)


def test_codes_as_jurisdictions_stay_text(tmp_path):
    """Folders that all look like numbers are read as the texts that they are."""
    made = nations.nation(2)
    for row in [*made.units, *(row for rows in made.rows.values() for row in rows)]:
        row["辖区"] = f"01082{row['辖区'][-1]}"
    made.write(tmp_path)
    run(tmp_path)
    scan = pl.scan_parquet(tmp_path / "out" / "jurisdiction=*" / "standings.parquet", hive_partitioning=True)
    assert set(scan.collect()["jurisdiction"]) == {"010820", "010821"}


@given(st.text(min_size=1, max_size=40))
def test_a_folder_tells_its_jurisdiction(name):
    """Every name comes back from its folder, which is one safe part of a path."""
    folder = folder_of(name)
    assert jurisdiction_of(folder) == name
    assert not set(folder.removeprefix("jurisdiction=")) & set('/\\:*?"<>|=\x00\n')
    assert not folder.endswith((".", " "))


def test_results_are_stored_while_the_next_one_is_computed():
    """What was computed is stored in its order, also when computing the next one fails; then that is raised."""

    def computed():
        yield "first"
        yield "second"
        raise RuntimeError("third")

    stored = []

    def store():
        for result in _ahead(computed()):
            stored.append(result)

    with pytest.raises(RuntimeError, match="third"):
        store()
    assert stored == ["first", "second"]
