"""Facts of many units at once are those that counting one unit's records by hand gives."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.evaluation import gather as gathering
from efficiency_rules.evaluation.gather import Gatherer, Records
from efficiency_rules.evidence.ledgers import ends_of
from efficiency_rules.formulas import Count, CountDistinct, Max, Min, Sum

UNITS = 4
SCHEMA = {"unit": pl.Int32, "number": pl.Int64, "kind": pl.Enum(["轻", "重"]), "late": pl.Boolean, "on": pl.Date}
NUMBERS = st.none() | st.integers(-(10**6), 10**6)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "unit": st.integers(0, UNITS - 1),
            "number": NUMBERS,
            "kind": st.sampled_from(["轻", "重"]),
            "late": st.none() | st.booleans(),
            "on": st.dates(date(2025, 1, 1), date(2025, 1, 3)),
        }
    ),
    max_size=40,
)
LATE, GRAVE, NUMBER = pl.col("late"), pl.col("kind") == "重", pl.col("number")

FACTS = {
    "all": (Count(), lambda rows: len(rows)),
    "late": (Count(LATE), lambda rows: len([row for row in rows if row["late"]])),
    "grave": (Count(GRAVE), lambda rows: len([row for row in rows if row["kind"] == "重"])),
    "both": (Count(GRAVE & LATE), lambda rows: len([row for row in rows if row["late"] and row["kind"] == "重"])),
    "ever": (Count(pl.lit(True)), lambda rows: len(rows)),
    "sum": (Sum(NUMBER), lambda rows: sum(known(rows))),
    "late sum": (Sum(NUMBER, LATE), lambda rows: sum(known(row for row in rows if row["late"]))),
    "ones": (Sum(pl.lit(1, dtype=pl.Int64)), lambda rows: len(rows)),
    "small": (Sum(NUMBER.clip(-100, 100).cast(pl.Int8)), lambda rows: sum(small(rows))),
    "least small": (Min(NUMBER.clip(-100, 100).cast(pl.Int8)), lambda rows: min(small(rows), default=0)),
    "flags": (Sum(LATE), lambda rows: len([row for row in rows if row["late"]])),
    "grave flags": (Max(LATE, GRAVE), lambda rows: max((row["late"] or 0 for row in rows if grave(row)), default=0)),
    "least": (Min(NUMBER), lambda rows: min(known(rows), default=0)),
    "most": (Max(NUMBER), lambda rows: max(known(rows), default=0)),
    "most late": (Max(NUMBER, LATE), lambda rows: max(known(row for row in rows if row["late"]), default=0)),
    "days": (CountDistinct(pl.col("on")), lambda rows: len({row["on"] for row in rows})),
    "late days": (CountDistinct(pl.col("on"), LATE), lambda rows: len({row["on"] for row in rows if row["late"]})),
}


def known(rows):
    """Return the numbers that are there."""
    return [row["number"] for row in rows if row["number"] is not None]


def small(rows):
    """Return the numbers that are there, none of them beyond 100."""
    return [max(-100, min(100, number)) for number in known(rows)]


def grave(row):
    """Say whether a record is grave."""
    return row["kind"] == "重"


def gatherer(rows):
    frame = pl.DataFrame(sorted(rows, key=lambda row: row["unit"]), schema=SCHEMA)
    unit = frame.get_column("unit").to_numpy()
    return Gatherer(Records(frame.drop("unit"), unit, None, 0), UNITS)


@given(rows=ROWS)
def test_facts_are_those_counted_by_hand(rows):
    """Every kind of fact, with and without a condition, is exact for every unit; nulls take no part."""
    (found,) = gatherer(rows).gather([{name: fact for name, (fact, _) in FACTS.items()}])
    for name, (_, by_hand) in FACTS.items():
        expected = [by_hand([row for row in rows if row["unit"] == unit]) for unit in range(UNITS)]
        assert found[name].tolist() == expected, name


@given(rows=ROWS, block=st.integers(1, 40))
def test_facts_do_not_depend_on_how_records_are_cut_into_blocks(rows, block):
    """Facts of many small blocks are the facts of one."""
    asked = [{name: fact for name, (fact, _) in FACTS.items()}]
    (whole,) = gatherer(rows).gather(asked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "_BLOCK", block)
        (cut,) = gatherer(rows).gather(asked)
    assert {name: values.tolist() for name, values in cut.items()} == {n: v.tolist() for n, v in whole.items()}


@given(rows=ROWS)
def test_facts_do_not_depend_on_whether_records_were_counted_before(rows):
    """Records that come with the ends of their units, as ledgers have them, give the same facts."""
    frame = pl.DataFrame(sorted(rows, key=lambda row: row["unit"]), schema=SCHEMA)
    unit = frame.get_column("unit").to_numpy()
    counted = Gatherer(Records(frame.drop("unit"), unit, None, 0, ends_of(unit)), UNITS)
    asked = [{name: fact for name, (fact, _) in FACTS.items()}]
    assert [v.tolist() for v in counted.gather(asked)[0].values()] == [
        v.tolist() for v in gatherer(rows).gather(asked)[0].values()
    ]


def test_many_counts_of_a_large_unit_do_not_run_into_each_other():
    """Seventy counts of a unit with a thousand records are all exact."""
    rows = [{"unit": 1, "number": at, "kind": "轻", "late": None, "on": date(2025, 1, 1)} for at in range(1000)]
    (found,) = gatherer(rows).gather([{f"below {at}": Count(at * 10 > NUMBER) for at in range(70)}])
    assert [values.tolist() for values in found.values()] == [[0, at * 10, 0, 0] for at in range(70)]


def test_numbers_of_different_types_are_different_questions():
    """Expressions that read alike, but for the type of a number, are told apart."""
    narrow, wide = pl.lit(1, dtype=pl.Int8), pl.lit(1, dtype=pl.Int64)
    rows = [{"unit": 0, "number": 5, "kind": "轻", "late": True, "on": date(2025, 1, 1)}] * 3
    (found,) = gatherer(rows).gather([{"narrow": Sum(narrow), "wide": Sum(wide), "again": Sum(wide)}])
    assert [found[name].tolist()[0] for name in ("narrow", "wide", "again")] == [3, 3, 3]
    assert found["wide"] is found["again"]


def test_a_sum_beyond_64_bits_is_refused():
    """Numbers whose sum could wrap are an OverflowError, never a wrong sum."""
    rows = [{"unit": 0, "number": 2**61, "kind": "轻", "late": True, "on": date(2025, 1, 1)}] * 4
    with pytest.raises(OverflowError, match="too large"):
        gatherer(rows).gather([{"sum": Sum(NUMBER)}])


def test_what_is_no_whole_number_is_refused():
    """A fact of decimals is a TypeError that says what was found."""
    rows = [{"unit": 0, "number": 1, "kind": "轻", "late": True, "on": date(2025, 1, 1)}]
    with pytest.raises(TypeError, match="Float64"):
        gatherer(rows).gather([{"sum": Sum(NUMBER / 2)}])


def test_facts_are_read_only():
    """No criterion can change the facts it shares with another."""
    one = gatherer([])
    (found,) = one.gather([{name: fact for name, (fact, _) in FACTS.items()}])
    assert not any(values.flags.writeable for values in [one.cases, *found.values()])
    with pytest.raises(ValueError, match="read-only"):
        found["sum"][:] = np.ones(UNITS)
