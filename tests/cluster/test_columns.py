"""Columns of files on Spark: read as this machine reads them, file by file, or refused in the same words."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import efficiency_rules as er

pytestmark = pytest.mark.spark

Change = Callable[[pl.DataFrame], pl.DataFrame]


def _in_two(ledger: Path, one: Change, other: Change) -> None:
    """Write a ledger as two files that all jurisdictions share, each changed in its own way."""
    frame = pl.read_parquet(ledger)
    ledger.unlink()
    ledger.with_suffix("").mkdir()
    half = frame.height // 2
    one(frame[:half]).write_parquet(ledger.with_suffix("") / "a.parquet")
    other(frame[half:]).write_parquet(ledger.with_suffix("") / "b.parquet")


def _of_jurisdictions(ledger: Path, change: Callable[[str, pl.DataFrame], pl.DataFrame]) -> None:
    """Write a ledger as a file of each jurisdiction, changed by its name."""
    for (name,), rows in pl.read_parquet(ledger).partition_by("辖区", as_dict=True, include_key=False).items():
        place = ledger.with_suffix("") / f"jurisdiction={name}"
        place.mkdir(parents=True)
        change(str(name), rows).write_parquet(place / "rows.parquet")
    ledger.unlink()


def _refusal(run: Callable[[], object]) -> list[str]:
    with pytest.raises(er.EfficiencyRulesError) as caught:
        run()
    return [problem.text("en") for problem in caught.value.problems]


def _as_it_is(rows: pl.DataFrame) -> pl.DataFrame:
    return rows


OTHER_COLUMNS: dict[str, Change] = {
    "lacking": lambda rows: rows.drop("完成日期"),
    "another heading": lambda rows: rows.rename({"完成日期": "finished_on"}),
    "another type": lambda rows: rows.with_columns(pl.col("完成日期").cast(pl.String)),
    "without a value": lambda rows: rows.with_columns(pl.lit(None).alias("完成日期")),
}


@pytest.mark.parametrize("other", OTHER_COLUMNS.values(), ids=OTHER_COLUMNS)
def test_shared_files_of_one_ledger_have_the_same_columns(spark, runs, copy, tmp_path, other):
    """Nobody guesses what a file lacks or means: refused in the words of one machine, before anything is written."""
    _in_two(copy / "ledgers" / "bench-task.parquet", _as_it_is, other)
    said = _refusal(lambda: runs.on_spark(spark, copy, tmp_path / "out"))
    assert "[ledger-columns-differ]" in said[0]
    assert said == _refusal(lambda: runs.here(copy, tmp_path / "here"))
    assert not (tmp_path / "out").exists()


def test_files_that_cannot_be_used_block_whose_they_are(spark, runs, copy, tmp_path):
    """Two files of one jurisdiction that differ, and one that is cut off: the others finish, as on one machine."""
    ledger = copy / "ledgers" / "bench-task.parquet"
    _of_jurisdictions(ledger, lambda name, rows: rows)
    mine = ledger.with_suffix("") / "jurisdiction=虚构县03"
    pl.read_parquet(mine / "rows.parquet").drop("完成日期").write_parquet(mine / "more.parquet")
    other = ledger.with_suffix("") / "jurisdiction=虚构县05" / "rows.parquet"
    other.write_bytes(other.read_bytes()[:-100])
    nation = runs.on_spark(spark, copy, tmp_path / "spark")
    runs.here(copy, tmp_path / "here")
    assert nation.summary.filter(status="blocked")["jurisdiction"].to_list() == ["虚构县03", "虚构县05"]
    assert runs.same(tmp_path / "spark", tmp_path / "here")


def test_some_files_may_be_shared_and_others_not(spark, runs, copy, alone, tmp_path):
    """One jurisdiction hands in its ledger by itself: all others have theirs in the file they share."""
    ledger = copy / "ledgers" / "bench-task.parquet"
    frame = pl.read_parquet(ledger)
    mine = pl.col("辖区") == "虚构县03"
    place = ledger.with_suffix("") / "jurisdiction=虚构县03"
    place.mkdir(parents=True)
    frame.filter(mine).write_parquet(place / "rows.parquet")
    frame.filter(~mine).write_parquet(ledger)
    runs.on_spark(spark, copy, tmp_path / "out")
    assert runs.same(tmp_path / "out", alone)


def test_columns_that_nobody_reads_may_differ(spark, runs, copy, alone, tmp_path):
    """Also in types that Spark cannot read, and under names with signs of its own."""
    _in_two(
        copy / "ledgers" / "bench-task.parquet",
        lambda rows: rows.with_columns(pl.lit(None).alias("备注"), pl.lit("08:00").str.to_time().alias("时刻")),
        lambda rows: rows.with_columns(pl.lit(3).alias("备注"), pl.lit(2).alias("满意率(%).`a`")),
    )
    runs.on_spark(spark, copy, tmp_path / "out")
    assert runs.same(tmp_path / "out", alone)


def test_each_jurisdiction_is_read_by_the_columns_of_its_own_files(spark, runs, copy, tmp_path):
    """Another heading is read, and who lacks a column is blocked: nobody's columns are taken for another's."""

    def change(name: str, rows: pl.DataFrame) -> pl.DataFrame:
        if name == "虚构县01":
            return rows.rename({"完成日期": "finished_on"})
        return rows.drop("延误天数") if name == "虚构县02" else rows

    _of_jurisdictions(copy / "ledgers" / "bench-task.parquet", change)
    nation = runs.on_spark(spark, copy, tmp_path / "spark")
    runs.here(copy, tmp_path / "here")
    assert nation.summary.filter(status="blocked")["jurisdiction"].to_list() == ["虚构县02"]
    assert runs.same(tmp_path / "spark", tmp_path / "here")


def test_types_of_files_are_those_of_one_machine(spark, runs, copy, tmp_path):
    """Unsigned and small numbers, days to the nanosecond or with a zone, categories, a column without any value."""
    keys = pl.int_range(pl.len(), dtype=pl.UInt64) + 2**63
    days = {
        "bench-task": pl.col(pl.Date).cast(pl.Datetime("ns")),
        "bench-approval": pl.col(pl.Date).cast(pl.Datetime("ms")),
        "bench-rating": pl.col(pl.Date).cast(pl.Datetime("us")),
        "bench-inspection": pl.col(pl.Date).cast(pl.Datetime("ns")).dt.replace_time_zone("Asia/Shanghai"),
        "bench-complaint": pl.lit(None).alias("是否答复"),
        "bench-recognition": pl.col(pl.Enum).cast(pl.String).cast(pl.Categorical),
    }
    for id, changed in days.items():
        path = copy / "ledgers" / f"{id}.parquet"
        frame = pl.read_parquet(path)
        frame.with_columns(changed, pl.col(pl.Int64).cast(pl.UInt8), keys.alias(frame.columns[0])).write_parquet(path)
    runs.on_spark(spark, copy, tmp_path / "spark")
    runs.here(copy, tmp_path / "here")
    assert runs.same(tmp_path / "spark", tmp_path / "here")


def test_days_as_spark_itself_writes_them_are_read(spark, runs, copy, tmp_path):
    """Its timestamps have twelve bytes (INT96): this machine reads them as nanoseconds, so does a worker."""
    path = copy / "ledgers" / "bench-task.parquet"
    frame = pl.read_parquet(path).with_columns(pl.col(pl.Date).cast(pl.Datetime("us")).dt.replace_time_zone("UTC"))
    path.unlink()
    spark.createDataFrame(frame.to_arrow()).coalesce(1).write.parquet(str(path.with_suffix("")))
    runs.on_spark(spark, copy, tmp_path / "spark")
    runs.here(copy, tmp_path / "here")
    assert runs.same(tmp_path / "spark", tmp_path / "here")


def test_headings_may_differ_in_case_only(spark, runs, copy, tmp_path):
    """The first one is the ledger's, here as there."""
    path = copy / "ledgers" / "bench-task.parquet"
    frame = pl.read_parquet(path).rename({"任务编号": "task"})
    frame.with_columns(pl.lit(1).alias("Task")).write_parquet(path)
    runs.on_spark(spark, copy, tmp_path / "spark")
    runs.here(copy, tmp_path / "here")
    assert runs.same(tmp_path / "spark", tmp_path / "here")


def test_what_spark_has_no_type_for_is_told_by_column(spark, runs, copy, tmp_path):
    """Numbers of 128 bits: the file, the column and its type."""
    path = copy / "ledgers" / "bench-task.parquet"
    pl.read_parquet(path).with_columns(pl.col("延误天数").cast(pl.Int128)).write_parquet(path)
    said = _refusal(lambda: runs.on_spark(spark, copy, tmp_path / "out"))
    assert "延误天数: Int128" in said[0]
    assert "[columns-not-on-spark]" in said[0]


def test_a_file_that_is_broken_is_told_as_on_one_machine(spark, runs, copy, tmp_path):
    """Cut off in the middle of the download."""
    path = copy / "ledgers" / "bench-task.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    said = _refusal(lambda: runs.on_spark(spark, copy, tmp_path / "out"))
    assert "[file-broken]" in said[0]
    assert said == _refusal(lambda: runs.here(copy, tmp_path / "here"))
