"""Reasons are filled a column at a time with the texts that writing each number by itself gives."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.criteria.formula import Figure
from efficiency_rules.evaluation.columns import points_column
from efficiency_rules.evaluation.wording import figure_pieces, fill, filled, record_words
from efficiency_rules.points import decimal_text

HUNDREDS = st.integers(-300, 300).map(lambda number: number * 100)
NUMBERS = st.integers(-(10**9), 10**9) | st.integers(0, 20_000) | HUNDREDS
KINDS = st.sampled_from(["count", "points", "percent"])


@given(first=st.lists(NUMBERS, max_size=8), kind=KINDS, alone=NUMBERS, other=KINDS)
def test_words_are_filled_row_by_row(first, kind, alone, other):
    """A template with a column of numbers and a number that is the same in every row."""
    column, constant = Figure(np.array(first, np.int64), kind), Figure(alone, other)
    pieces = {"a": figure_pieces(column), "b": figure_pieces(constant)}
    words = fill("完成 {a}／{b}，{a}。", pieces, len(first))
    texts = [column.text(number) for number in first]
    assert words.to_list() == [f"完成 {text}／{constant.text(alone)}，{text}。" for text in texts]


@given(rows=st.lists(st.tuples(NUMBERS, NUMBERS), max_size=8), kind=KINDS)
def test_every_row_has_the_text_of_its_numbers(rows, kind):
    """Rows share texts, so rows that come twice are among them; what the template does not name is passed over."""
    rows *= 2
    first, second = (Figure(np.array([row[at] for row in rows], np.int64), kind) for at in range(2))
    words = filled("{title}完成 {a}／{b}", {"a": first, "b": second, "title": "窗口", "unnamed": first}, len(rows))
    texts = [f"窗口完成 {first.text(a)}／{second.text(b)}" for a, b in rows]
    assert words.texts.gather(words.numbers).to_list() == texts


def test_words_without_a_name_are_the_same_in_every_row():
    """A template without braces, and one that names a constant only."""
    assert fill("缺台账", {}, 2).to_list() == ["缺台账", "缺台账"]
    assert fill("满分 {full}", {"full": figure_pieces(Figure(50_000, "points"))}, 2).to_list() == ["满分 5", "满分 5"]


def test_a_line_is_filled_from_its_record():
    """Text, choices, days, whole numbers, flags, points and percentages are written as people write them."""
    frame = pl.DataFrame(
        {
            "key": ["a", "b", "c"],
            "count": [3, None, 20_000],
            "late": [True, False, None],
            "score": [805_000, None, -2_500],
            "rate": [1_000_000, 333_300, None],
        }
    )
    kinds = {"key": "text", "count": "integer", "late": "flag", "score": "points", "rate": "percent"}
    words = record_words("{key}：{count} 件，{late}，{score} 分，{rate}", frame, np.array([2, 0, 1]), kinds)
    assert words.to_list() == ["c：20000 件，—，-0.25 分，—", "a：3 件，是，80.5 分，100%", "b：— 件，否，— 分，33.33%"]


@given(quanta=st.lists(st.integers(-(10**7), 10**7) | st.integers(-9, 9), max_size=12), places=st.integers(0, 4))
def test_points_are_exact_decimals(quanta, places):
    """Whole quanta become decimals with exactly the ruleset's places."""
    column = pl.select(points_column(np.array(quanta, np.int64), places)).to_series()
    scale = 10 ** (4 - places)
    assert [str(value) for value in column] == [decimal_text(number * scale, places) for number in quanta]
    assert column.dtype == pl.Decimal(38, places)


def test_whole_numbers_of_python_are_written_like_those_of_numpy():
    """Figures that an author makes one by one, below zero too."""
    figure = Figure(np.array([-2, 3, -2], dtype=object))
    said = filled("差 {gap}", {"gap": figure}, 3)
    assert said.texts.gather(said.numbers).to_list() == ["差 -2", "差 3", "差 -2"]
