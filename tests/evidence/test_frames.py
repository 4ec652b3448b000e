"""Evidence from frames in memory and from Parquet: typed columns are checked as a whole."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efficiency_rules.evidence.builtin import NotApplicable
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.points import Points


@pytest.fixture(scope="module")
def from_frame(ruleset: Any, roster: Any) -> Callable[..., Evidence]:
    return lambda frame, type="survey-rating": Evidence.from_frames({type: frame}, ruleset, roster)


def ratings(**changes: Any) -> pl.DataFrame:
    columns: dict[str, Any] = {
        "unit": ["001", "水务局"],
        "day": [date(2025, 1, 1), date(2025, 12, 31)],
        "score": ["95.5", "80"],
        "rate": ["98%", "97.25%"],
        "answers": [10, 0],
    }
    return pl.DataFrame({**columns, **changes})


def codes(evidence: Evidence) -> list[tuple[str, str]]:
    return [(one.code, one.place.cell) for one in evidence.problems]


def test_a_frame_with_model_names_becomes_a_ledger(from_frame: Any) -> None:
    """Ids and names of units mix; numbers arrive in ticks; there are no sources."""
    evidence = from_frame(ratings())
    ledger = evidence.ledgers["survey-rating"]
    assert evidence.problems == ()
    assert ledger.frame.select("score", "rate", "answers").rows() == [(955_000, 980_000, 10), (800_000, 972_500, 0)]
    assert ledger.unit.tolist() == [0, 2]
    assert ledger.sources is None


def test_chinese_headings_do_as_well(from_frame: Any) -> None:
    """The headings of the file and the names of the model mean the same."""
    names = {"unit": "单位", "day": "日期", "score": "得分", "rate": "满意率", "answers": "份数"}
    assert (
        from_frame(ratings().rename(names))
        .ledgers["survey-rating"]
        .frame.equals(from_frame(ratings()).ledgers["survey-rating"].frame)
    )


@pytest.mark.parametrize(
    "score",
    [
        [Decimal("95.5"), Decimal("80")],
        [Points("95.5"), Points("80")],
        pl.Series([95.5, 80.0]),
        pl.Series(["95.5", "80.0"], dtype=pl.Categorical),
    ],
)
def test_points_may_be_decimals_or_text(from_frame: Any, score: Any) -> None:
    """Decimal text, Decimal, Points and doubles with a short decimal mean the same ticks."""
    assert from_frame(ratings(score=score)).ledgers["survey-rating"].frame["score"].to_list() == [955_000, 800_000]


@settings(max_examples=50, deadline=None)
@given(values=st.lists(st.integers(-50, 150), min_size=1, max_size=8))
def test_typed_numbers_are_bounded_like_texts(from_frame: Any, values: list[int]) -> None:
    """Whole numbers in a frame give the same answer as the same numbers written as text."""
    days = [date(2025, 1, 1 + at) for at in range(len(values))]

    def run(score: pl.Series) -> tuple[Any, ...]:
        frame = pl.DataFrame({"unit": "001", "day": days, "score": score, "rate": "5%", "answers": 1})
        evidence = from_frame(frame)
        ledger = evidence.ledgers.get("survey-rating")
        facts = [(one.code, one.place.cell, one.facts["found"]) for one in evidence.problems]
        return facts, None if ledger is None else ledger.frame.rows()

    typed = run(pl.Series(values, dtype=pl.Int16))
    assert typed == run(pl.Series([str(value) for value in values]))
    assert len(typed[0]) == sum(not 0 <= value <= 100 for value in values)


def test_typed_columns_are_checked_too(from_frame: Any) -> None:
    """Nulls, days outside, fractions and NaN are refused with row and column; times of day are told of."""
    frame = ratings(
        day=[datetime(2025, 1, 1), datetime(2025, 3, 5, 13, 30)],
        answers=[3.0, 3.5],
        score=[float("nan"), None],
        rate=[0.98, 97.0],
    )
    assert codes(from_frame(frame)) == [
        ("cell-excel-error", "C2"),
        ("percent-unreadable", "D2"),
        ("days-with-times", "B3"),
        ("cell-blank", "C3"),
        ("percent-unreadable", "D3"),
        ("integer-unreadable", "E3"),
    ]
    early = ratings(day=[date(2024, 12, 31), date(1025, 1, 1)])
    assert codes(from_frame(early)) == [("day-outside", "B2"), ("day-implausible", "B3")]


def test_an_unknown_type_and_missing_columns_are_problems(from_frame: Any) -> None:
    """A key that is no evidence type is named with near ones; a missing column with its heading."""
    evidence = from_frame(ratings(), "survey-ratings")
    assert [(one.code, one.facts["near"][0]) for one in evidence.problems] == [("type-unknown", "survey-rating")]
    evidence = from_frame(ratings().drop("rate"))
    assert [(one.code, one.facts["expected"]) for one in evidence.problems] == [("heading-missing", "满意率")]
    assert evidence.readings[0].rejected == 2


def test_a_frame_without_any_column_of_its_type_names_them(from_frame: Any) -> None:
    """There are no rows to search for headings: the words are about columns."""
    (problem,) = from_frame(pl.DataFrame({"x": [1]})).problems
    assert (problem.code, problem.place.file) == ("columns-missing", "survey-rating")
    assert problem.facts["expected"] == ["单位", "日期", "得分", "满意率", "份数"]


@pytest.mark.parametrize("column", ["unit", "day", "score", "rate", "answers"])
@pytest.mark.parametrize(
    "values",
    [[[1], [2]], [b"\xff", b"1"], [{"a": 1}, {"a": 2}], [time(9), time(10)], [timedelta(1), timedelta(2)]],
)
def test_a_column_that_no_cell_could_hold_is_refused(from_frame: Any, column: str, values: list[Any]) -> None:
    """Lists, bytes, structs and spans of time are no texts: the column and its type are named."""
    evidence = from_frame(ratings(**{column: values}))
    (problem,) = evidence.problems
    assert (problem.code, problem.place.cell[1:]) == ("column-not-plain", "1")
    (found,) = problem.facts["found"]
    assert found.startswith(f"{column}: ")
    assert evidence.rejected.height == 2


def test_such_a_column_beside_the_ledgers_own_is_not_used(from_frame: Any) -> None:
    """A record beside it may be good, or be rejected with what it holds."""
    evidence = from_frame(ratings(answers=[1, -1], more=[[1], [2, 3]]))
    assert codes(evidence) == [("columns-extra", "F1"), ("number-out-of-bounds", "E3")]
    assert evidence.rejected["content"].to_list()[0].endswith("more=[2, 3]")


@pytest.mark.parametrize("thing", [ratings().lazy(), ratings().to_dict(as_series=False), None])
def test_what_is_no_frame_is_a_problem(from_frame: Any, thing: Any) -> None:
    """A LazyFrame has to be collected first."""
    assert [(one.code, one.facts["found"]) for one in from_frame(thing).problems] == [
        ("not-a-frame", type(thing).__name__)
    ]


def test_shared_keys_in_a_frame_are_refused(from_frame: Any) -> None:
    """The key of unit and day stands twice, once by id and once by name."""
    evidence = from_frame(ratings(unit=["003", "水务局"], day=[date(2025, 1, 1)] * 2))
    assert codes(evidence) == [("key-repeated", "A2"), ("key-repeated", "A3")]


def test_parquet_is_read_like_the_frame_it_holds(tmp_path: Path, read: Any, from_frame: Any) -> None:
    """The same ledger, with its sources counted as if headings stood in row 1."""
    ratings().write_parquet(tmp_path / "满意度测评.parquet")
    ledger = read().ledgers["survey-rating"]
    assert ledger.frame.equals(from_frame(ratings()).ledgers["survey-rating"].frame)
    assert ledger.sources.rows() == [("满意度测评.parquet", "", 2), ("满意度测评.parquet", "", 3)]


def test_not_applicable_is_always_read(from_frame: Any) -> None:
    """The built-in ledger 不适用认定 needs no ruleset to name it."""
    frame = pl.DataFrame(
        {
            "认定编号": ["1"],
            "单位": ["青禾镇"],
            "指标": ["fees"],
            "理由": ["无收费事项"],
            "认定人": ["评价中心"],
            "认定日期": ["2025-12-01"],
        }
    )
    evidence = from_frame(frame, NotApplicable.id)
    assert evidence.problems == ()
    assert evidence.ledgers["not-applicable"].frame["criterion"].to_list() == ["fees"]
