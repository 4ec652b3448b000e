"""The same work in pandas: one group-by a ledger on columns of masks and whole numbers, then the marks as columns.

Its users avoid `apply` on groups (a Python call a unit): they add a column a condition, sum all of them in one grouped
sum, and mark the small frame of facts. Choices are categories and nullable columns have pandas' nullable types, so that
points stay whole numbers.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import polars as pl

from benchmarks.answers import Answers
from benchmarks.peers import Given

Marks = dict[str, tuple[pd.Series, pd.Series | bool]]


def prepare(lent: Given) -> Callable[[], Answers]:
    """Return what scores the ledgers, held as pandas frames."""
    frames = {id: _frame(frame) for id, frame in lent.ledgers.items()}
    units = pd.Index(lent.units.to_numpy(), name="unit")
    return lambda: _score(frames, units)


def _frame(frame: pl.DataFrame) -> pd.DataFrame:
    lent = frame.to_pandas()
    nullable = {"satisfied": "boolean", "duty": "Int64", "service": "Int64"}
    for name in nullable.keys() & set(lent.columns):
        lent[name] = pd.array(frame.get_column(name).to_list(), dtype=nullable[name])
    return lent


def _score(frames: Mapping[str, pd.DataFrame], units: pd.Index) -> Answers:
    marks: Marks = {}
    for id, rule in RULES.items():
        marks |= rule(frames[id], units)
    counted = {name: np.broadcast_to(np.asarray(counts, dtype=bool), len(units)) for name, (_, counts) in marks.items()}
    return Answers(
        {name: np.where(counted[name], np.asarray(points, dtype=np.int64), 0) for name, (points, _) in marks.items()},
        counted,
    )


def _sums(frame: pd.DataFrame, units: pd.Index, **columns: pd.Series | int) -> pd.DataFrame:
    """Return the sums of these columns by unit."""
    masks = pd.DataFrame(columns, index=frame.index).astype(np.int64)
    return masks.groupby(frame["unit"]).sum().reindex(units, fill_value=0)


def _rounded(numerator: pd.Series, denominator: pd.Series) -> pd.Series:
    below = denominator * 100
    return (2 * numerator + below) // (2 * below)


def _shortfall(hits: pd.Series, cases: pd.Series, target: int, per_point: int) -> pd.Series:
    among = cases.clip(lower=1)
    missing = (target * cases - 1_000_000 * hits).clip(lower=0)
    return _rounded((400_000_000 * among - per_point * missing).clip(lower=0), 10_000 * among)


def _rate_bands(hits: pd.Series, cases: pd.Series, bands: Mapping[int, int], otherwise: int) -> np.ndarray:
    """Return the points of the first percentage that is reached; the highest stands first."""
    return np.select([100 * hits >= percent * cases for percent in bands], list(bands.values()), otherwise)


def _value_bands(value: pd.Series, bands: Mapping[int, int]) -> np.ndarray:
    return np.select([value >= bound for bound in bands], list(bands.values()))


def _tickets(frame: pd.DataFrame, units: pd.Index) -> Marks:
    facts = _sums(
        frame,
        units,
        n=1,
        on_time=frame["closed_on"] <= frame["due_on"],
        asked=frame["satisfied"].notna(),
        happy=frame["satisfied"].fillna(False),
        contacted=frame["contacted_on"] <= frame["contact_by"],
    )
    n, asked = facts["n"], facts["asked"]
    contacted = _rate_bands(facts["contacted"], n, {95: 400, 85: 300, 75: 150}, 50)
    return {
        "ticket-on-time": (_shortfall(facts["on_time"], n, 980_000, 1_600), n >= 3),
        "ticket-satisfied": (_shortfall(facts["happy"], asked, 950_000, 1_000), asked >= 2),
        "ticket-first-contact": (contacted, n >= 1),
    }


def _tasks(frame: pd.DataFrame, units: pd.Index) -> Marks:
    on_time = frame["finished_on"] <= frame["due_on"]
    facts = _sums(frame, units, n=1, on_time=on_time, delay=frame["delay"])
    n = facts["n"]
    return {
        "task-on-time": (_shortfall(facts["on_time"], n, 900_000, 700), n >= 2),
        "task-delay": (_value_bands(facts["delay"], {50: 0, 25: 150, 10: 300, 0: 400}), n >= 1),
    }


def _approvals(frame: pd.DataFrame, units: pd.Index) -> Marks:
    used, promised = frame["used"], frame["promised"]
    facts = _sums(frame, units, n=1, on_time=used <= promised, halved=2 * used <= promised)
    many = frame.loc[frame["visits"] > 1].groupby("unit")["visits"].max().reindex(units, fill_value=0)
    n = facts["n"]
    return {
        "approval-on-time": (_shortfall(facts["on_time"], n, 1_000_000, 2_000), n >= 3),
        "approval-compression": (_rate_bands(facts["halved"], n, {60: 400, 45: 250, 30: 100}, 0), n >= 1),
        "approval-visits": (_value_bands(many, {5: 50, 3: 200, 2: 300, 0: 400}), n >= 1),
    }


def _worth(column: pd.Series, points: Mapping[str, int]) -> pd.Series:
    """Return what every record's choice is worth, looked up by its category."""
    worth = np.array([points[name] for name in column.cat.categories])
    return pd.Series(worth[column.cat.codes], index=column.index)


def _inspections(frame: pd.DataFrame, units: pd.Index) -> Marks:
    severity = frame["severity"]
    facts = _sums(
        frame,
        units,
        found=_worth(severity, {"轻微": 2_000, "一般": 5_000, "较重": 10_000, "严重": 20_000}),
        left=_worth(severity, {"轻微": 5_000, "一般": 10_000, "较重": 20_000, "严重": 40_000}) * ~frame["rectified"],
        grave=severity == "严重",
    )
    return {
        "inspection-findings": ((50_000 - facts["found"]).clip(lower=0) // 100, True),
        "inspection-unrectified": ((50_000 - facts["left"]).clip(lower=0) // 100, True),
        "grave-finding": (np.where(facts["grave"] >= 1, 0, 400), True),
    }


def _complaints(frame: pd.DataFrame, units: pd.Index) -> Marks:
    kind = frame["kind"]
    facts = _sums(
        frame,
        units,
        verified=_worth(kind, {"推诿": 15_000, "拖延": 10_000, "作风": 25_000}) * frame["verified"],
        silent=_worth(kind, {"推诿": 3_500, "拖延": 2_500, "作风": 5_000}) * ~frame["answered"],
    )
    return {
        "complaint-verified": ((50_000 - facts["verified"]).clip(lower=0) // 100, True),
        "complaint-unanswered": ((50_000 - facts["silent"]).clip(lower=0) // 100, True),
    }


def _questionnaires(frame: pd.DataFrame, units: pd.Index) -> Marks:
    frame = frame.loc[frame["valid"]]
    answers = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
    scales = {
        "attitude": (100, 80, 60, 30, 0),
        "efficiency": (100, 80, 60, 30, 0),
        "openness": (100, 85, 65, 40, 0),
        "overall": (100, 90, 70, 30, 0),
    }
    worth = {name: _worth(frame[name], dict(zip(answers, scale, strict=True))) for name, scale in scales.items()}
    facts = _sums(frame, units, n=1, **worth)
    n = facts["n"]
    below = 1_000_000 * n.clip(lower=1)
    return {f"survey-{name}": (_rounded(400_000_000 * facts[name], below), n >= 3) for name in scales}


def _raters(unit: pd.Series, score: pd.Series, units: pd.Index, most: int) -> tuple[pd.Series, pd.Series]:
    facts = score.groupby(unit).agg(["count", "sum", "max", "min"]).reindex(units).fillna(0).astype(np.int64)
    n = facts["count"]
    many = n > most
    total = facts["sum"] - (facts["max"] + facts["min"]) * many
    return _rounded(40_000 * total, 1_000_000 * (n - 2 * many).clip(lower=1)), n >= 2


def _ratings(frame: pd.DataFrame, units: pd.Index) -> Marks:
    unit, duty = frame["unit"], frame["duty"]
    level = _worth(frame["level"], {"好": 1_000_000, "较好": 800_000, "一般": 600_000, "较差": 400_000})
    expert = frame["panel"] == "专家"
    return {
        "rating-duty": _raters(unit, duty, units, 5),
        "rating-service": _raters(unit, frame["service"], units, 5),
        "rating-level": _raters(unit, level, units, 5),
        "rating-expert": _raters(unit[expert], duty[expert], units, 3),
    }


def _recognitions(frame: pd.DataFrame, units: pd.Index) -> Marks:
    level, revoked = frame["level"], frame["revoked"]
    earned = _worth(level, {"国家级": 300, "省级": 200, "市级": 100})
    facts = _sums(frame, units, earned=earned, revoked=revoked, reported=frame["reported"])
    worth = _worth(level, {"国家级": 400, "省级": 250, "市级": 100})[~revoked]
    highest = worth.groupby(frame["unit"][~revoked]).max().reindex(units, fill_value=0)
    return {
        "recognition-highest": (highest, True),
        "recognition-reported": ((150 * facts["reported"]).clip(upper=400), True),
        "recognition-with-veto": (np.where(facts["revoked"] > 0, 0, facts["earned"].clip(upper=400)), True),
    }


RULES: Mapping[str, Callable[[pd.DataFrame, pd.Index], Marks]] = {
    "bench-ticket": _tickets,
    "bench-task": _tasks,
    "bench-approval": _approvals,
    "bench-inspection": _inspections,
    "bench-complaint": _complaints,
    "bench-questionnaire": _questionnaires,
    "bench-rating": _ratings,
    "bench-recognition": _recognitions,
}
"""By ledger: what makes its marks."""
