"""The evaluation on Spark in local mode: the same bytes as one process, and the same refusals."""

import shutil

import polars as pl
import pytest
from cluster_nations import other_catalog

import efficiency_rules as er
from efficiency_rules.jurisdictions.names import folder_of

pytestmark = pytest.mark.spark


def test_local_mode_gives_the_bytes_of_one_process(spark, runs, stored, alone, tmp_path):
    """Every file of every jurisdiction, the summary too: the large one's, and those of one without any record."""
    nation = runs.on_spark(spark, stored, tmp_path / "out")
    assert nation.complete
    assert len(nation.computed) == 9
    assert runs.same(tmp_path / "out", alone)


def test_rows_may_lie_anywhere_and_be_read_in_any_width(spark, runs, stored, alone, copy, tmp_path):
    """Shuffled rows in several files, numbers in other types: the same bytes."""
    for path in sorted((copy / "ledgers").iterdir()):
        frame = pl.read_parquet(path).sample(fraction=1, shuffle=True, seed=5)
        path.unlink()
        (copy / "ledgers" / path.stem).mkdir()
        for piece in range(3):
            frame[piece::3].with_columns(pl.col(pl.Int64).cast(pl.Int16)).write_parquet(
                copy / "ledgers" / path.stem / f"part-{piece}.parquet"
            )
    runs.on_spark(spark, copy, tmp_path / "out")
    assert runs.same(tmp_path / "out", alone)


def test_what_is_unchanged_is_kept_and_what_changed_is_computed(spark, runs, copy, alone, tmp_path):
    """A second run computes nothing, a changed record its jurisdiction; one machine goes on where Spark stopped."""
    out = tmp_path / "out"
    shutil.copytree(alone, out)
    assert runs.on_spark(spark, copy, out).computed == ()
    assert runs.same(out, alone)
    path = copy / "ledgers" / "bench-approval.parquet"
    frame = pl.read_parquet(path)
    mine = (pl.col("辖区") == "虚构县03") & pl.col("办件编号").eq(
        frame.filter(pl.col("辖区") == "虚构县03")["办件编号"][0]
    )
    frame.with_columns(
        pl.when(mine).then(pl.lit(999)).otherwise(pl.col("实际工作日")).alias("实际工作日")
    ).write_parquet(path)
    assert runs.on_spark(spark, copy, out).computed == ("虚构县03",)
    assert runs.here(copy, out).computed == ()


def test_bad_rows_block_their_jurisdiction_only(spark, runs, copy, tmp_path):
    """The others finish; what is blocked says why, as on one machine."""
    path = copy / "ledgers" / "bench-task.parquet"
    frame = pl.read_parquet(path)
    bad = pl.col("辖区") == "虚构县01"
    frame.with_columns(pl.when(bad).then(-1).otherwise(pl.col("延误天数")).alias("延误天数")).write_parquet(path)
    nation = runs.on_spark(spark, copy, tmp_path / "spark")
    runs.here(copy, tmp_path / "here")
    assert not nation.complete
    assert nation.summary.filter(status="blocked")["jurisdiction"].to_list() == ["虚构县01"]
    assert runs.same(tmp_path / "spark", tmp_path / "here")


def test_a_ledger_of_each_jurisdiction_in_its_own_folder(spark, runs, copy, alone, tmp_path):
    """Hive's folders name the jurisdiction; whoever has none of a ledger did not hand it in, and gets no grades."""
    for path in sorted((copy / "ledgers").iterdir()):
        for (name,), rows in pl.read_parquet(path).partition_by("辖区", as_dict=True, include_key=False).items():
            place = copy / "ledgers" / path.stem / f"jurisdiction={name}"
            place.mkdir(parents=True)
            rows.write_parquet(place / "rows.parquet")
        path.unlink()
    nation = runs.on_spark(spark, copy, tmp_path / "spark")
    runs.here(copy, tmp_path / "here")
    assert nation.summary.filter(status="incomplete")["jurisdiction"].to_list() == ["虚构新区"]
    assert runs.same(tmp_path / "spark", tmp_path / "here")


def test_rows_that_are_nobodys_stop_everybody(spark, runs, copy, tmp_path):
    """A jurisdiction that the roster lacks, and rows without one: told by ledger, and nothing is written."""
    path = copy / "ledgers" / "bench-rating.parquet"
    frame = pl.read_parquet(path)
    names = pl.when(pl.col("辖区") == "虚构县01").then(pl.lit("虚构县99"))
    blank = names.when(pl.col("辖区") == "虚构县02").then(None).otherwise(pl.col("辖区"))
    frame.with_columns(blank.alias("辖区")).write_parquet(path)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        runs.on_spark(spark, copy, tmp_path / "out")
    assert sorted(problem.code for problem in caught.value.problems) == ["jurisdictions-unknown", "rows-nowhere"]
    assert not list((tmp_path / "out").glob("jurisdiction=*"))


def test_rows_of_a_unit_under_the_name_of_another_jurisdiction_are_told_to_both(spark, runs, copy, tmp_path):
    """In the same words and files as on one machine; those who have a result keep it, told as an earlier one."""
    for out in ("spark", "here"):
        runs.here(copy, tmp_path / out)
    path = copy / "ledgers" / "bench-task.parquet"
    frame = pl.read_parquet(path)
    moved = pl.int_range(pl.len()).is_in([at for at, home in enumerate(frame["辖区"]) if home == "虚构县01"][:3])
    frame = frame.with_columns(pl.when(moved).then(pl.lit("虚构县02")).otherwise(pl.col("辖区")).alias("辖区"))
    path.unlink()
    path.with_suffix("").mkdir()
    half = frame.height // 2
    frame[half:].write_parquet(path.with_suffix("") / "a 1%.parquet")
    frame[:half].write_parquet(path.with_suffix("") / "b.parquet")
    nation = runs.on_spark(spark, copy, tmp_path / "spark", set_aside=True)
    runs.here(copy, tmp_path / "here", set_aside=True)
    assert nation.summary.filter(status="blocked").select("jurisdiction", "result").rows() == [("虚构县01", "earlier")]
    assert runs.same(tmp_path / "spark", tmp_path / "here")


def test_a_jurisdiction_may_be_called_anything(spark, runs, copy, tmp_path):
    """Slashes, percent signs and brackets are percent-encoded in names of folders."""
    odd = "甲/乙 50%[1]"
    for path in [copy / "roster.parquet", *(copy / "ledgers").iterdir()]:
        frame = pl.read_parquet(path)
        frame.with_columns(pl.col("辖区").replace("虚构县01", odd)).write_parquet(path)
    ledger = copy / "ledgers" / "bench-task.parquet"
    for (name,), rows in pl.read_parquet(ledger).partition_by("辖区", as_dict=True, include_key=False).items():
        place = ledger.with_suffix("") / folder_of(str(name))
        place.mkdir(parents=True)
        rows.write_parquet(place / "rows.parquet")
    ledger.unlink()
    runs.on_spark(spark, copy, tmp_path / "spark")
    runs.here(copy, tmp_path / "here")
    assert (tmp_path / "spark" / folder_of(odd) / "receipt.json").exists()
    assert runs.same(tmp_path / "spark", tmp_path / "here")


def test_units_say_the_jurisdiction_where_ledgers_do_not(spark, runs, copy, alone, tmp_path):
    """Without the column, the roster tells whose each row is."""
    for path in (copy / "ledgers").iterdir():
        pl.read_parquet(path).drop("辖区").write_parquet(path)
    runs.on_spark(spark, copy, tmp_path / "out")
    assert runs.same(tmp_path / "out", alone)


def test_what_spark_cannot_read_is_said(spark, runs, copy, tmp_path):
    """No such folder, a file that is no Parquet, a ledger nobody knows."""
    with pytest.raises(er.EfficiencyRulesError, match="storage-unreadable"):
        _run_on_nothing(spark, copy, tmp_path)
    (copy / "ledgers" / "letter.txt").write_text("a letter")
    (copy / "ledgers" / "nothing.parquet").write_bytes((copy / "ledgers" / "bench-task.parquet").read_bytes())
    with pytest.raises(er.EfficiencyRulesError) as caught:
        runs.on_spark(spark, copy, tmp_path / "out")
    assert {problem.code for problem in caught.value.problems} == {"evidence-not-parquet", "ledger-unrecognised"}


def test_a_page_that_is_damaged_stops_the_run_in_one_line(spark, runs, copy, tmp_path):
    """Only reading it shows that; the file is named, and nothing is written."""
    path = copy / "ledgers" / "bench-task.parquet"
    content = bytearray(path.read_bytes())
    content[8:2000] = bytes(1992)
    path.write_bytes(content)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        runs.on_spark(spark, copy, tmp_path / "out")
    (problem,) = caught.value.problems
    assert problem.code == "spark-failed"
    assert "bench-task.parquet" in problem.text("en")
    assert "\n" not in problem.facts["why"]
    assert not list((tmp_path / "out").glob("jurisdiction=*"))


def test_a_bundle_of_another_version_on_a_worker_is_told(spark, runs, copy, tmp_path):
    """What the worker says reaches the user, and not the pages around it."""
    with pytest.raises(er.EfficiencyRulesError, match="spark-failed") as caught:
        runs.on_spark(spark, copy, tmp_path / "out", catalog=other_catalog)
    assert "bundle-other-here" in caught.value.problems[0].facts["why"]


def _run_on_nothing(spark, copy, tmp_path):
    from benchmarks.workload import ruleset

    from efficiency_rules.cluster.evaluating import evaluate_jurisdictions_on_spark

    nowhere = str(tmp_path / "nowhere")
    evaluate_jurisdictions_on_spark(spark, ruleset(), copy / "roster.parquet", nowhere, tmp_path / "out")
