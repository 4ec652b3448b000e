"""The evaluation on Spark in local mode: the same bytes as one process, and the same refusals."""

import shutil

import polars as pl
import pytest

import efficiency_rules as er

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


def _run_on_nothing(spark, copy, tmp_path):
    from benchmarks.workload import ruleset

    from efficiency_rules.cluster.evaluating import evaluate_jurisdictions_on_spark

    nowhere = str(tmp_path / "nowhere")
    evaluate_jurisdictions_on_spark(spark, ruleset(), copy / "roster.parquet", nowhere, tmp_path / "out")
