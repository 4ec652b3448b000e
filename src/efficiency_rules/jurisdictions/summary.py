"""The national summary: one row a jurisdiction, from its receipt or from what stood in its way."""

import io
from collections.abc import Mapping
from typing import Any

import polars as pl

from efficiency_rules.evaluation.contents import read_texts
from efficiency_rules.evaluation.folder import Tables, csv_of
from efficiency_rules.jurisdictions.one import PROBLEMS
from efficiency_rules.jurisdictions.store import Store
from efficiency_rules.rulesets.model import Ruleset

LEFT_OVER = "not-in-roster"
"""The status of a result whose jurisdiction the roster does not name any more."""

Row = dict[str, Any]


def columns(ruleset: Ruleset) -> dict[str, pl.DataType]:
    """Return the columns of the summary: seats are those of each grade, in the order of the ruleset."""
    text: pl.DataType = pl.String()
    number: pl.DataType = pl.Int64()
    seats = {f"seats_{grade.id}": number for grade in ruleset.grading.grades}
    counts = dict.fromkeys(("units", "records", "graded"), number)
    found = dict.fromkeys(("open_ties", "rejected", "errors", "warnings"), number)
    head = {"jurisdiction": text, "status": text, "result": text}
    return head | counts | seats | found | {"nil": text, "digest": text, "key": text}


def finished_row(store: Store, jurisdiction: str, units: int) -> Row:
    """Return the row of a jurisdiction whose result belongs to this run."""
    return _of_receipt(store, jurisdiction, store.receipt(jurisdiction)) | {"units": units, "result": "current"}


def blocked_row(store: Store, jurisdiction: str, units: int, key: str) -> Row:
    """Return the row of a jurisdiction that problems stand in the way of; an earlier result of it is only named."""
    content = (store.problems_place(jurisdiction) / PROBLEMS).read_bytes()
    earlier = store.own_receipt(jurisdiction)
    row: Row = {"jurisdiction": jurisdiction, "status": "blocked", "result": "none", "units": units, "key": key}
    if earlier is not None:
        row |= {"result": "earlier", "digest": earlier["digest"]}
    return row | _severities(content)


def left_over_row(store: Store, jurisdiction: str) -> Row:
    """Return the row of a result that stays although the roster does not name its jurisdiction."""
    receipt = store.own_receipt(jurisdiction)
    return _of_receipt(store, jurisdiction, receipt) | {"status": LEFT_OVER, "result": "earlier"}


def summary_of(rows: list[Row], ruleset: Ruleset) -> pl.DataFrame:
    """Return the summary, jurisdictions in the order of their names, those that are left over last."""
    table = pl.DataFrame(rows, schema=columns(ruleset), orient="row")
    return table.sort(pl.col("status") == LEFT_OVER, "jurisdiction")


def summary_files(summary: pl.DataFrame, tables: Tables) -> dict[str, bytes]:
    """Return the summary as a file, by name."""
    if tables == "parquet":
        buffer = io.BytesIO()
        summary.write_parquet(buffer)
        return {"summary.parquet": buffer.getvalue()}
    return {"summary.csv": csv_of(summary)}


def _of_receipt(store: Store, jurisdiction: str, written: Mapping[str, Any] | None) -> Row:
    receipt = written or {}
    seats: Mapping[str, int] = receipt.get("seats", {}).get(jurisdiction, {})
    readings = receipt.get("rows", [])
    problems = store.place(jurisdiction) / PROBLEMS
    counted = {reading["evidence"]: reading["rows"] for reading in readings}
    return {
        "jurisdiction": jurisdiction,
        "status": receipt.get("status"),
        "records": sum(counted.values()),
        "graded": sum(seats.values()),
        **{f"seats_{grade}": count for grade, count in seats.items()},
        "open_ties": len(receipt.get("open_ties", {}).get(jurisdiction, [])),
        "rejected": sum(reading["rejected"] for reading in readings),
        **(_severities(problems.read_bytes()) if problems.is_file() else {"errors": 0, "warnings": 0}),
        "nil": "、".join(sorted(id for id, rows in counted.items() if not rows)),
        "digest": receipt.get("digest"),
        "key": receipt.get("circumstances", {}).get("inputs", {}).get("key"),
    }


def _severities(content: bytes) -> dict[str, int]:
    said = read_texts(content)["severity"].to_list()
    return {"errors": said.count("error"), "warnings": said.count("warning")}
