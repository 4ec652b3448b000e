"""What tests of the cluster do again and again: a run on Spark, and the same run on this machine."""

from pathlib import Path
from typing import Any

import nations
import polars as pl
from benchmarks.files import texts_of
from benchmarks.workload import ruleset
from cluster_nations import catalog
from pyspark.sql import SparkSession

import efficiency_rules as er
import efficiency_rules_jingbian
from efficiency_rules.cluster.evaluating import evaluate_jurisdictions_on_spark

COUNTY = Path(efficiency_rules_jingbian.__file__).parent / "examples/county"


def on_spark(
    session: SparkSession, folder: Path, out: Path, *, roster: str = "", catalog: Any = catalog, **options: Any
) -> er.Nation:
    """Evaluate the nation in a folder on Spark; `roster` is an address in the storage, by default a file here."""
    evidence = str(folder / "ledgers")
    return evaluate_jurisdictions_on_spark(
        session, ruleset(), roster or folder / "roster.parquet", evidence, out, catalog=catalog, **options
    )


def here(folder: Path, out: Path, **options: Any) -> er.Nation:
    """Evaluate the nation in a folder in this process."""
    return er.evaluate_jurisdictions(ruleset(), folder / "roster.parquet", folder / "ledgers", out, **options)


def same(one: Path, other: Path, but: tuple[str, ...] = ()) -> bool:
    """Say whether two folders of results hold the same files, byte by byte; `but` names what tells of the run."""
    folders = [
        {name: content for name, content in nations.bytes_of(out).items() if name not in but} for out in (one, other)
    ]
    return folders[0] == folders[1]


def county_as_parquet(folder: Path) -> None:
    """Write the fictional county of the bundle as Parquet: roster and one file a ledger."""
    rules = er.load_plugins().named("jingbian/2025")
    roster = er.read_roster(COUNTY / "roster.xlsx", rules)
    evidence = er.read_evidence(COUNTY / "ledgers", rules, roster)
    groups = rules.groups
    units = [
        {"单位编号": unit.id, "单位名称": unit.name, "类别": groups[unit.group], "辖区": unit.jurisdiction or "云泽县"}
        for unit in roster
    ]
    pl.DataFrame(units).write_parquet(folder / "roster.parquet")
    (folder / "ledgers").mkdir()
    for id, ledger in evidence.ledgers.items():
        columns = [texts_of(column, ledger, roster) for column in ledger.type.columns]
        pl.DataFrame(columns).write_parquet(folder / "ledgers" / f"{id}.parquet")
