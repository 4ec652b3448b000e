"""What is drawn for a suite: records and parameters that the types admit, and both sides of every comparison."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import Field, field_validator

from efficiency_rules import Evidence, EvidenceType, Params, Percent, Period, Points, UnitId, column
from efficiency_rules.evidence.types import Model
from efficiency_rules.formulas import PerEvent, Shortfall
from efficiency_rules.testing.one_item import Alone
from efficiency_rules.testing.params_drawn import constants, params_of, plain
from efficiency_rules.testing.rows_drawn import UNITS, Pools, Row, ledgers, texts_of
from efficiency_rules.testing.trials import ROSTER

YEAR = Period.year(2025)


class Everything(EvidenceType, id="everything", title="各种列台账"):
    """A record with a column of every kind, keyed by two of them."""

    number: str = column("编号", key=True)
    part: Literal["甲", "乙"] = column("部分", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    before: date = column("此前日期")
    after: date | None = column("此后日期")
    people: int = column("人数", ge=1, le=9)
    score: Points | None = column("评分", ge=0, le=100)
    share: Percent = column("占比", le=100)
    shown: bool = column("是否公开")
    note: str | None = column("备注")

    @field_validator("after")
    @classmethod
    def later(cls, value: date | None, info: object) -> date | None:
        """Refuse a day before that of `before`."""
        known = getattr(info, "data", {}).get("before")
        if value is not None and known is not None and value < known:
            raise ValueError("早于此前日期")
        return value


class Monthly(EvidenceType, id="monthly", title="月度台账"):
    """A record keyed by its unit and its day, without a text to number it."""

    unit: UnitId = column("单位", key=True)
    day: date = column("日期", dated=True, key=True)
    people: int = column("人数")


@pytest.mark.parametrize("type", [Everything, Monthly])
@settings(max_examples=40)
@given(data=st.data())
def test_drawn_records_are_read_without_a_problem(type: Model, data: st.DataObject) -> None:
    """The engine reads every drawn ledger as if it came from a file: no cell, key, day or validator refuses it."""
    rows = data.draw(ledgers(type, YEAR, Pools({})))
    evidence = Evidence.from_frames({type.id: texts_of(rows, type)}, Alone.of(type), ROSTER)
    assert evidence.problems == ()
    assert len(evidence.ledgers[type.id].frame) == len(rows)
    assert all(row["day"] in YEAR and row["unit"] in UNITS for row in rows)


WISHES: dict[str, Callable[[Any], bool]] = {
    "blank": lambda row: row["after"] is None,
    "later": lambda row: row["after"] is not None and row["after"] > row["day"],
    "earlier": lambda row: row["before"] < row["day"],
    "most": lambda row: row["people"] == 9,
    "constant": lambda row: row["note"] == "重要",
    "just below": lambda row: row["share"] == 12_344,
}


def drawn(strategy: st.SearchStrategy[tuple[Row, ...]], most: int = 200) -> list[Row]:
    """Return the rows of so many drawn ledgers."""
    found: list[Row] = []

    @settings(max_examples=most, derandomize=True, database=None, phases=[Phase.generate])
    @given(rows=strategy)
    def collect(rows: tuple[Row, ...]) -> None:
        found.extend(rows)

    collect()
    return found


def test_everything_that_matters_is_drawn() -> None:
    """Blanks, days on both sides, bounds, and the constants of the formula with their neighbours are met."""
    rows = drawn(ledgers(Everything, YEAR, Pools({}, texts=["重要"], numbers=[12_345])))
    assert [wish for wish, met in WISHES.items() if not any(map(met, rows))] == []


def test_an_author_may_name_the_values_of_a_column() -> None:
    """What the author lists for a column is drawn and nothing else; points are taken as points."""
    rows = drawn(ledgers(Everything, YEAR, Pools({"note": ["快", None], "score": [Points("99.5")]})), most=20)
    assert {row["score"] for row in rows} == {995_000}
    assert {row["note"] for row in rows} == {"快", None}


def test_constants_are_those_of_columns_that_are_open() -> None:
    """Texts and numbers that a formula compares with are found, those of a column with choices are not needed."""
    where = (pl.col("note") == "重要") & (pl.col("share") >= 900_000)
    assert constants(PerEvent(points=Points(1), where=where), Everything) == (["重要"], [900_000])
    assert constants(PerEvent(points=Points(1), where=pl.col("part") == "甲"), Everything) == ([], [])
    rate = Shortfall(hit=pl.col("people") > 5, target=Percent("98%"), per_point=Points(1))
    assert constants(rate, Everything) == ([], [5])


class Inner(Params):
    floor: Points


class Every(Params):
    points: Points = Field(ge=1)
    rate: Percent
    count: int = Field(ge=3, lt=7)
    flag: bool = False
    word: str | None
    day: date
    either: Literal["all", "group"]
    scale: dict[str, Points]
    tiers: dict[Percent, Points]
    many: list[Points]
    pair: tuple[int, bool]
    inner: Inner


@settings(max_examples=40)
@given(values=params_of(Every, Everything))
def test_drawn_parameters_are_what_a_ruleset_could_write(values: dict[str, object]) -> None:
    """Drawn parameters fit their types as JSON, as a ruleset's do; a table of texts has the choices of a column."""
    written = plain(values)
    written["points"] = "1.5"
    params = Every.model_validate_json(json.dumps(written))
    assert 3 <= params.count < 7
    assert set(params.scale) == {"甲", "乙"}
    assert params.tiers
