"""Reading a result folder back, so that it can be explained without the evidence."""

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from efficiency_rules.criteria.states import STATE_TITLES
from efficiency_rules.errors import EfficiencyRulesError, InputError, Problem
from efficiency_rules.evaluation.certified import Certified
from efficiency_rules.evaluation.explanation import Explanation, from_tables, unit_id
from efficiency_rules.evaluation.folder import MARKER, no_result
from efficiency_rules.evidence.tables import first_line

_POINTS = {"total", "points", "full"}
_NUMBERS = {"rank", "edition"}


@dataclass(frozen=True, slots=True)
class Result:
    """The tables of a result folder: one mapping a row, points as Decimal, empty cells as None."""

    standings: list[dict[str, Any]]
    marks: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    receipt: Mapping[str, Any]
    grading: Mapping[str, Any]

    def explain(self, unit: str) -> Explanation:
        """Return the explanation of a unit given by id or name (a result does not hold aliases).

        Raises InputError with near names when it was not evaluated, or when the folder is damaged.
        """
        with _undamaged():
            id = unit_id(unit, [(row["unit"], row["name"]) for row in self.standings])
            own = next(row for row in self.standings if row["unit"] == id)
            certificate = self.grading.get("jurisdictions", {}).get(own["jurisdiction"])
            return from_tables(
                own=own,
                marks=self.marks,
                lines=self.lines,
                about=self.receipt["about"],
                certified=None if certificate is None else Certified.of_certificate(certificate),
                ungraded=self.receipt["evaluated_not_graded"].get(id, ""),
            )


def read_result(folder: Path) -> Result:
    """Return the tables of a result folder; raises InputError when it is none, was blocked or was damaged."""
    if not (folder / MARKER).is_file():
        raise InputError(no_result(folder))
    with _undamaged():
        receipt = json.loads((folder / MARKER).read_text("utf-8"))
        grading = folder / "grading.json"
        points = _POINTS | {area["id"] for area in receipt["about"]["areas"]}
        marks = _rows(folder, "marks", points)
        if strange := {row["state"] for row in marks}.difference(STATE_TITLES):
            raise ValueError(f"state {', '.join(sorted(map(str, strange)))}")
        return Result(
            standings=_rows(folder, "standings", points),
            marks=marks,
            lines=_rows(folder, "lines", points),
            receipt=receipt,
            grading=json.loads(grading.read_text("utf-8")) if grading.is_file() else {},
        )


@contextmanager
def _undamaged() -> Iterator[None]:
    """Say of whatever the files of a folder do not hold, or hold otherwise than written, that they were changed."""
    try:
        yield
    except EfficiencyRulesError:
        raise
    except (
        FileNotFoundError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        csv.Error,
        PolarsError,
    ) as error:
        facts = {"found": f"{type(error).__name__}: {first_line(error)}"}
        raise InputError(Problem("result-damaged", facts=facts)) from error


def _rows(folder: Path, name: str, points: set[str]) -> list[dict[str, Any]]:
    parquet = folder / f"{name}.parquet"
    if parquet.is_file():
        return pl.read_parquet(parquet).to_dicts()
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if rows.fieldnames is None:
            raise ValueError(f"{name}.csv is empty")
        return [{key: _value(key, text, points) for key, text in row.items()} for row in rows]


def _value(key: str, text: str, points: set[str]) -> Any:
    if key in points:
        return Decimal(text) if text else None
    if key in _NUMBERS:
        return int(text) if text else None
    if key == "grade":
        return text or None
    # Undo the apostrophe that keeps spreadsheets from taking text for a formula.
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@\t\r＝") else text
