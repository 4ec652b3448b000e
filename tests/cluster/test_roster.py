"""A roster in the cluster's storage: the same units as a file of this machine, whoever wrote it."""

import polars as pl
import pytest

import efficiency_rules as er

pytestmark = pytest.mark.spark


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_a_roster_may_be_one_file(spark, runs, copy, alone, tmp_path, suffix):
    """Of any kind that this machine reads; numbers of units to 64 bits without a sign."""
    roster = copy / "roster.parquet"
    if suffix == ".csv":
        pl.read_parquet(roster).write_csv(copy / "roster.csv")
    runs.on_spark(spark, copy, tmp_path / "out", roster=f"file://{copy}/roster{suffix}")
    assert runs.same(tmp_path / "out", alone)


def test_a_roster_may_be_a_folder_as_spark_writes_it(spark, runs, copy, alone, tmp_path):
    """Several parts, one of them without a row, and the files that Spark puts beside them."""
    rows = spark.createDataFrame(pl.read_parquet(copy / "roster.parquet").to_arrow())
    rows.repartition(3).write.parquet(f"file://{copy}/units")
    runs.on_spark(spark, copy, tmp_path / "out", roster=f"file://{copy}/units")
    assert runs.same(tmp_path / "out", alone)


def test_a_roster_may_be_parted_by_jurisdiction(spark, runs, copy, alone, tmp_path):
    """The folders say the jurisdiction, and parts may hold their columns in any order."""
    frame = pl.read_parquet(copy / "roster.parquet")
    for (name,), rows in frame.partition_by("辖区", as_dict=True, include_key=False).items():
        place = copy / "units" / f"jurisdiction={name}"
        place.mkdir(parents=True)
        rows.select(rows.columns[:: 1 if len(rows) > 12 else -1]).write_parquet(place / "part-0.parquet")
    runs.on_spark(spark, copy, tmp_path / "out", roster=f"file://{copy}/units")
    assert runs.same(tmp_path / "out", alone)


def test_types_of_the_roster_are_those_of_one_machine(spark, runs, copy, tmp_path):
    """Ids as unsigned numbers, days to the nanosecond: Spark has neither."""
    ids = pl.int_range(pl.len(), dtype=pl.UInt64) + 2**63
    days = pl.lit("2020-01-01").str.to_date().cast(pl.Datetime("ns"))
    frame = pl.read_parquet(copy / "roster.parquet")
    renamed = dict(zip(frame["单位编号"], frame.select(ids.cast(pl.String)).to_series(), strict=True))
    frame.with_columns(ids.alias("单位编号"), days.alias("起始日期")).write_parquet(copy / "roster.parquet")
    for path in (copy / "ledgers").iterdir():
        rows = pl.read_parquet(path)
        rows.with_columns(pl.col(pl.String).replace(renamed)).write_parquet(path)
    runs.on_spark(spark, copy, tmp_path / "spark", roster=f"file://{copy}/roster.parquet")
    runs.here(copy, tmp_path / "here")
    assert runs.same(tmp_path / "spark", tmp_path / "here")


def test_what_is_wrong_with_the_roster_is_said_at_once(spark, runs, copy, tmp_path):
    """No such file; a folder whose parts differ, with one that is broken; a folder of nothing."""
    parts = copy / "units"
    parts.mkdir()
    frame = pl.read_parquet(copy / "roster.parquet")
    said = {"nowhere": ["storage-unreadable"], "units": ["roster-without-units"]}
    for name, codes in said.items():
        assert _codes(lambda name=name: runs.on_spark(spark, copy, tmp_path, roster=f"file://{copy}/{name}")) == codes
    frame.write_parquet(parts / "a.parquet")
    frame.drop("类别").write_parquet(parts / "b.parquet")
    (parts / "c.parquet").write_bytes(b"PAR1")
    codes = _codes(lambda: runs.on_spark(spark, copy, tmp_path / "out", roster=f"file://{parts}"))
    assert codes == ["ledger-columns-differ", "file-broken"]


def _codes(run):
    with pytest.raises(er.EfficiencyRulesError) as caught:
        run()
    return [problem.code for problem in caught.value.problems]
