"""The same work as a NumPy program written by hand for exactly this rubric, with nothing general in it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.answers import Answers

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Marks = dict[str, tuple[Ints, Flags]]

WHOLE = 1_000_000
TICKS = 10_000
QUANTUM = 100


def score(ledgers: Mapping[str, pl.DataFrame], units: int) -> Answers:
    """Return the points (in hundredths) of all 24 items and whether they count, one entry a unit.

    `ledgers` are frames by type id with the dense index of the unit in the column `unit`.
    """
    marks: Marks = {}
    for id, rule in _RULES.items():
        marks |= rule(_Table(ledgers[id], units))
    return Answers(
        {name: np.where(counts, points, 0) for name, (points, counts) in marks.items()},
        {name: counts for name, (_, counts) in marks.items()},
    )


class _Table:
    """A ledger's columns as arrays, and its sums by unit."""

    def __init__(self, frame: pl.DataFrame, units: int) -> None:
        self.frame = frame
        self.units = units
        self.unit = frame.get_column("unit").to_numpy().astype(np.intp)
        self.cases = np.bincount(self.unit, minlength=units)

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        return self.frame.get_column(name).to_physical().to_numpy()

    def day(self, name: str) -> npt.NDArray[np.int32]:
        """Return days since 1970, the last day there is where none is known."""
        return self.frame.get_column(name).to_physical().fill_null(2**31 - 1).to_numpy()

    def counts(self, *coded: tuple[npt.NDArray[Any], Sequence[Sequence[int]]]) -> list[Ints]:
        """Return how many records have each of some sets of codes, for columns of small codes.

        All counts share the bits of one whole number, looked up by code and added once a record.
        """
        width = int(self.cases.max()).bit_length()
        packed: Ints = np.zeros(1, dtype=np.int64)
        place = 0
        for codes, sets in coded:
            worth = np.zeros(16, dtype=np.int64)
            for chosen in sets:
                worth[list(chosen)] += 1 << (place * width)
                place += 1
            packed = packed + worth[codes]
        assert place * width < 64
        totals = np.zeros(self.units, dtype=np.int64)
        np.add.at(totals, self.unit, packed)
        return [(totals >> (at * width)) & ((1 << width) - 1) for at in range(place)]

    def sum(self, values: npt.NDArray[Any]) -> Ints:
        """Return the sums of whole numbers."""
        totals = np.zeros(self.units, dtype=np.int64)
        np.add.at(totals, self.unit, values)
        return totals


def _rounded(numerator: Ints, denominator: Ints) -> Ints:
    below = denominator * QUANTUM
    return (2 * numerator + below) // (2 * below)


def _shortfall(hits: Ints, of: Ints, target: int, per_point: int, least: int) -> tuple[Ints, Flags]:
    among = np.maximum(of, 1)
    below = np.maximum(target * of - WHOLE * hits, 0)
    left = np.maximum(40_000 * TICKS * among - per_point * below, 0)
    return _rounded(left, TICKS * among), of >= least


def _bands(hits: Ints, of: Ints, bands: Mapping[int, int], otherwise: int) -> tuple[Ints, Flags]:
    points = np.full(len(of), otherwise)
    for bound, worth in bands.items():
        points[WHOLE * hits >= bound * of] = worth
    return points, of >= 1


def _value_bands(value: Ints, of: Ints, bands: Mapping[int, int]) -> tuple[Ints, Flags]:
    bounds, worth = np.array(list(bands)), np.array(list(bands.values()))
    return worth[np.searchsorted(bounds, value, side="right") - 1], of >= 1


def _events(counts: Sequence[Ints], ticks: tuple[int, ...]) -> tuple[Ints, Flags]:
    cost = sum(worth * count for worth, count in zip(ticks, counts, strict=True))
    return np.maximum(50_000 - cost, 0) // QUANTUM, np.ones(len(counts[0]), dtype=bool)


def _tickets(table: _Table) -> Marks:
    on_time = table.day("closed_on") <= table["due_on"]
    met = table.day("contacted_on") <= table["contact_by"]
    satisfied = table.frame.get_column("satisfied").cast(pl.UInt8).fill_null(2).to_numpy()
    code = on_time.view(np.uint8) + 2 * met.view(np.uint8) + 4 * satisfied
    timely, contacted, happy, asked = table.counts(
        (code, ((1, 3, 5, 7, 9, 11), (2, 3, 6, 7, 10, 11), (4, 5, 6, 7), range(8)))
    )
    return {
        "ticket-on-time": _shortfall(timely, table.cases, 980_000, 1_600, 3),
        "ticket-satisfied": _shortfall(happy, asked, 950_000, 1_000, 2),
        "ticket-first-contact": _bands(contacted, table.cases, {750_000: 150, 850_000: 300, 950_000: 400}, 50),
    }


def _tasks(table: _Table) -> Marks:
    on_time = table.day("finished_on") <= table["due_on"]
    timely, delay = table.sum(on_time), table.sum(table["delay"])
    return {
        "task-on-time": _shortfall(timely, table.cases, 900_000, 700, 2),
        "task-delay": _value_bands(delay, table.cases, {0: 400, 10: 300, 25: 150, 50: 0}),
    }


def _approvals(table: _Table) -> Marks:
    used, promised, visits = table["used"], table["promised"], table["visits"]
    code = (used <= promised).view(np.uint8) + (used * 2 <= promised).view(np.uint8)
    timely, compressed = table.counts((code, ((1, 2), (2,))))
    most = np.zeros(table.units, dtype=np.int64)
    many = np.flatnonzero(visits > 1)
    np.maximum.at(most, table.unit[many], visits[many])
    return {
        "approval-on-time": _shortfall(timely, table.cases, 1_000_000, 2_000, 3),
        "approval-compression": _bands(compressed, table.cases, {300_000: 100, 450_000: 250, 600_000: 400}, 0),
        "approval-visits": _value_bands(most, table.cases, {0: 400, 2: 300, 3: 200, 5: 50}),
    }


def _inspections(table: _Table) -> Marks:
    code = table["severity"] + 4 * table["rectified"].view(np.uint8)
    counts = table.counts((code, [*((level, level + 4) for level in range(4)), *((level,) for level in range(4))]))
    return {
        "inspection-findings": _events(counts[:4], (2_000, 5_000, 10_000, 20_000)),
        "inspection-unrectified": _events(counts[4:], (5_000, 10_000, 20_000, 40_000)),
        "grave-finding": (np.where(counts[3] >= 1, 0, 400), np.ones(table.units, dtype=bool)),
    }


def _complaints(table: _Table) -> Marks:
    code = table["kind"] + 3 * table["verified"].view(np.uint8) + 6 * table["answered"].view(np.uint8)
    verified = [(kind + 3, kind + 9) for kind in range(3)]
    silent = [(kind, kind + 3) for kind in range(3)]
    counts = table.counts((code, [*verified, *silent]))
    return {
        "complaint-verified": _events(counts[:3], (15_000, 10_000, 25_000)),
        "complaint-unanswered": _events(counts[3:], (3_500, 2_500, 5_000)),
    }


def _questionnaires(table: _Table) -> Marks:
    invalid = 8 * (~table["valid"]).view(np.uint8)
    levels = [(level,) for level in range(5)]
    codes = {name: table[name] + invalid for name in ("attitude", "efficiency", "openness", "overall")}
    first = table.counts((codes["attitude"], levels), (codes["efficiency"], levels))
    second = table.counts((codes["openness"], levels), (codes["overall"], levels))
    valid: Ints = np.sum(first[:5], axis=0)
    marks: Marks = {}
    for name, counts, scale in (
        ("attitude", first[:5], (100, 80, 60, 30, 0)),
        ("efficiency", first[5:], (100, 80, 60, 30, 0)),
        ("openness", second[:5], (100, 85, 65, 40, 0)),
        ("overall", second[5:], (100, 90, 70, 30, 0)),
    ):
        worth = np.array(scale) * TICKS @ np.stack(counts)
        marks[f"survey-{name}"] = (_rounded(40_000 * worth, WHOLE * np.maximum(valid, 1)), valid >= 3)
    return marks


def _raters(unit: npt.NDArray[np.intp], scores: Ints, units: int, drop: int) -> tuple[Ints, Flags]:
    raters = np.bincount(unit, minlength=units)
    total = np.zeros(units, dtype=np.int64)
    np.add.at(total, unit, scores)
    highest, lowest = np.zeros(units, dtype=np.int64), np.full(units, 2 * WHOLE)
    np.maximum.at(highest, unit, scores)
    np.minimum.at(lowest, unit, scores)
    many = raters > drop
    kept = total - np.where(many, highest + lowest, 0)
    taken = np.maximum(raters - 2 * many, 1)
    return _rounded(40_000 * kept, WHOLE * taken), raters >= 2


def _ratings(table: _Table) -> Marks:
    marks: Marks = {}
    for name in ("duty", "service"):
        scores = table.frame.get_column(name).fill_null(-1).to_numpy()
        known = np.flatnonzero(scores >= 0)
        marks[f"rating-{name}"] = _raters(table.unit[known], scores[known], table.units, 5)
    counts = np.stack(table.counts((table["level"], [(level,) for level in range(4)])))
    raters, worth = table.cases, np.array([100, 80, 60, 40])
    highest = worth[np.argmax(counts > 0, axis=0)]
    lowest = worth[3 - np.argmax(counts[::-1] > 0, axis=0)]
    many = raters > 5
    kept = (worth @ counts - np.where(many, highest + lowest, 0)) * TICKS
    marks["rating-level"] = (_rounded(40_000 * kept, WHOLE * np.maximum(raters - 2 * many, 1)), raters >= 2)
    scores = table.frame.get_column("duty").fill_null(-1).to_numpy()
    experts = np.flatnonzero((table["panel"] == 1) & (scores >= 0))
    marks["rating-expert"] = _raters(table.unit[experts], scores[experts], table.units, 3)
    return marks


def _recognitions(table: _Table) -> Marks:
    code = table["level"] + 3 * table["revoked"].view(np.uint8) + 6 * table["reported"].view(np.uint8)
    all = [range(level, 12, 3) for level in range(3)]
    kept = [(level, level + 6) for level in range(3)]
    counts = table.counts((code, [*all, *kept, (3, 4, 5, 9, 10, 11), range(6, 12)]))
    (national, provincial, _), revoked, reported = counts[3:6], counts[6], counts[7]
    highest = np.where(national > 0, 400, np.where(provincial > 0, 250, np.where(counts[5] > 0, 100, 0)))
    earned = np.minimum(300 * counts[0] + 200 * counts[1] + 100 * counts[2], 400)
    always = np.ones(table.units, dtype=bool)
    return {
        "recognition-highest": (highest, always),
        "recognition-reported": (np.minimum(150 * reported, 400), always),
        "recognition-with-veto": (np.where(revoked > 0, 0, earned), always),
    }


_RULES = {
    "bench-ticket": _tickets,
    "bench-task": _tasks,
    "bench-approval": _approvals,
    "bench-inspection": _inspections,
    "bench-complaint": _complaints,
    "bench-questionnaire": _questionnaires,
    "bench-rating": _ratings,
    "bench-recognition": _recognitions,
}
