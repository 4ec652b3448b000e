"""The workload: counties of any size with about 60 records a unit, made from a seed, in memory."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

import benchmarks.rubric
from benchmarks.rubric import ledgers
from efficiency_rules import Evidence, Roster, Ruleset, Unit, load_plugins, load_ruleset
from efficiency_rules.evidence.ledgers import Ledger
from efficiency_rules.evidence.types import EvidenceType
from efficiency_rules.plugins.catalog import Catalog

Columns = dict[str, pl.Series]
Generator = np.random.Generator
Days = npt.NDArray[np.int64]
Fill = Callable[[Generator, Days], Columns]
"""Fills a ledger's columns for records of these days (days since 1970)."""

FIRST_DAY = date(2025, 1, 1)
POINT = 10_000
"""Ticks in one point: ledgers store points in ten-thousandths."""


@dataclass(frozen=True, slots=True)
class Workload:
    """Everything an evaluation needs; `records` counts the rows of all ledgers."""

    ruleset: Ruleset
    roster: Roster
    evidence: Evidence

    @property
    def records(self) -> int:
        """The rows of all ledgers together."""
        return sum(len(ledger.unit) for ledger in self.evidence.ledgers.values())


def make(units: int, seed: int = 2025) -> Workload:
    """Return a county of `units` units; records stand unit by unit, as evidence keeps them."""
    people = roster(units)
    return Workload(ruleset(), people, evidence_of({ledger.type.id: ledger for ledger in made(units, seed)}, people))


def made(units: int, seed: int = 2025, before: int = 0) -> Iterator[Ledger]:
    """Yield the ledgers of `units` units one after the other; units and keys are counted on from those `before`."""
    rng = np.random.default_rng(seed)
    for type, each, fill in _LEDGERS:
        yield _ledger(rng, type, each, units, before, fill)


def catalog() -> Catalog:
    """Return the benchmark's bundle alone; importable, so that a worker can load it too."""
    return load_plugins([benchmarks.rubric], discover=False)


def ruleset() -> Ruleset:
    """Return the benchmark's ruleset, bound to its criteria."""
    return load_ruleset(benchmarks.rubric.RULESET, catalog())


def roster(units: int) -> Roster:
    """Return so many units of one jurisdiction, in two groups."""
    groups = ("town", "department")
    return Roster(Unit(f"U{number:06d}", f"单位{number:06d}", groups[number % 2]) for number in range(units))


def evidence_of(made: Mapping[str, Ledger], people: Roster) -> Evidence:
    """Return evidence from ledgers in memory."""
    return Evidence(made, (), (), pl.DataFrame(), people)


def _ledger(rng: Generator, type: type[EvidenceType], each: int, units: int, before: int, fill: Fill) -> Ledger:
    rows = units * each
    key, dated = type.key_columns()[0].name, type.dated_column().name
    day = rng.integers(0, 270, rows) + (FIRST_DAY - date(1970, 1, 1)).days
    columns = {key: _keys(before * each, rows), dated: _dates(day)} | fill(rng, day)
    names = [column.name for column in type.columns if column.kind != "unit"]
    unit = rng.integers(0, units, rows, dtype=np.int32) + np.int32(before)
    return Ledger.in_order(type, pl.DataFrame({name: columns[name] for name in names}), unit, None)


def _keys(first: int, rows: int) -> pl.Series:
    digits = pl.int_range(first, first + rows, eager=True).cast(pl.String).str.zfill(9)
    return pl.select("R" + digits).to_series()


def _dates(days: Days) -> pl.Series:
    return pl.Series(days.astype(np.int32)).cast(pl.Date)


def _open(rng: Generator, days: Days, missing: float) -> pl.Series:
    return _with_gaps(rng, _dates(days), missing)


def _with_gaps(rng: Generator, values: pl.Series, share: float) -> pl.Series:
    if not share:
        return values
    gone = pl.Series(rng.random(len(values)) < share)
    return pl.select(pl.when(~gone).then(values)).to_series()


def _choice(rng: Generator, type: type[EvidenceType], name: str, shares: tuple[float, ...], rows: int) -> pl.Series:
    codes = rng.choice(len(shares), rows, p=shares).astype(np.uint8)
    choices = type.column(name).choices
    return pl.Series(choices, dtype=pl.Enum(choices)).gather(pl.Series(codes))


def _flag(rng: Generator, share: float, rows: int) -> pl.Series:
    return pl.Series(rng.random(rows) < share)


def _points(rng: Generator, low: int, high: int, rows: int, missing: float) -> pl.Series:
    return _with_gaps(rng, pl.Series(rng.integers(2 * low, 2 * high + 1, rows) * (POINT // 2)), missing)


def _tickets(rng: Generator, day: Days) -> Columns:
    rows = len(day)
    return {
        "contact_by": _dates(day + 1),
        "contacted_on": _open(rng, day + (rng.random(rows) < 0.1) * 2, 0.02),
        "due_on": _dates(day + 7),
        "closed_on": _open(rng, day + rng.integers(1, 9, rows), 0.03),
        "satisfied": _with_gaps(rng, _flag(rng, 0.9, rows), 0.4),
    }


def _tasks(rng: Generator, day: Days) -> Columns:
    rows = len(day)
    delay = np.maximum(rng.integers(-12, 10, rows), 0)
    return {
        "due_on": _dates(day + 60),
        "finished_on": _open(rng, day + rng.integers(5, 66, rows), 0.04),
        "delay": pl.Series(delay),
    }


def _approvals(rng: Generator, day: Days) -> Columns:
    rows = len(day)
    promised = rng.integers(2, 21, rows)
    return {
        "promised": pl.Series(promised),
        "used": pl.Series(np.ceil(promised * rng.random(rows) * 1.04).astype(np.int64)),
        "visits": pl.Series(rng.choice(6, rows, p=(0.5, 0.4, 0.06, 0.02, 0.01, 0.01))),
    }


def _inspections(rng: Generator, day: Days) -> Columns:
    rows = len(day)
    return {
        "severity": _choice(rng, ledgers.Inspection, "severity", (0.6, 0.3, 0.08, 0.02), rows),
        "rectified": _flag(rng, 0.85, rows),
    }


def _complaints(rng: Generator, day: Days) -> Columns:
    rows = len(day)
    return {
        "kind": _choice(rng, ledgers.Complaint, "kind", (0.3, 0.5, 0.2), rows),
        "verified": _flag(rng, 0.2, rows),
        "answered": _flag(rng, 0.9, rows),
    }


def _questionnaires(rng: Generator, day: Days) -> Columns:
    rows = len(day)
    shares = (0.4, 0.35, 0.15, 0.07, 0.03)
    questions = ("attitude", "efficiency", "openness", "overall")
    answers = {name: _choice(rng, ledgers.Questionnaire, name, shares, rows) for name in questions}
    return {"valid": _flag(rng, 0.95, rows)} | answers


def _ratings(rng: Generator, day: Days) -> Columns:
    rows = len(day)
    return {
        "panel": _choice(rng, ledgers.Rating, "panel", (0.5, 0.5), rows),
        "duty": _points(rng, 60, 100, rows, 0.02),
        "service": _points(rng, 50, 100, rows, 0.05),
        "level": _choice(rng, ledgers.Rating, "level", (0.4, 0.4, 0.15, 0.05), rows),
    }


def _recognitions(rng: Generator, day: Days) -> Columns:
    rows = len(day)
    return {
        "level": _choice(rng, ledgers.Recognition, "level", (0.05, 0.25, 0.7), rows),
        "revoked": _flag(rng, 0.03, rows),
        "reported": _flag(rng, 0.8, rows),
    }


_LEDGERS: tuple[tuple[type[EvidenceType], int, Fill], ...] = (
    (ledgers.Ticket, 14, _tickets),
    (ledgers.Task, 8, _tasks),
    (ledgers.Approval, 12, _approvals),
    (ledgers.Inspection, 6, _inspections),
    (ledgers.Complaint, 4, _complaints),
    (ledgers.Questionnaire, 8, _questionnaires),
    (ledgers.Rating, 6, _ratings),
    (ledgers.Recognition, 2, _recognitions),
)
"""Each ledger with its records a unit (on average) and what fills its columns."""
