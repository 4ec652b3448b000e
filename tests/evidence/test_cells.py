"""Single cells: from text to a value, or to the reason why it is none."""

from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from efficiency_rules.evidence import cells
from efficiency_rules.evidence.cells import Refusal

DAYS = st.dates(date(1949, 1, 1), date(2099, 12, 31))
WIDE = str.maketrans("0123456789-/.%", "０１２３４５６７８９－／．％")


@given(
    day=DAYS,
    style=st.sampled_from(
        [
            "{d.year}年{d.month}月{d.day}日",
            "{d.year} 年 {d.month:02} 月 {d.day:02} 日",
            "{d.year}/{d.month}/{d.day}",
            "{d.year}.{d.month}.{d.day}",
            "{d.year}{d.month:02}{d.day:02}",
            "{d}",
            "{d} 00:00:00",
            "{d}T00:00",
        ]
    ),
    wide=st.booleans(),
    blanks=st.sampled_from(["", " ", "\u3000", "\ufeff"]),
)
def test_a_day_is_read_however_it_is_written(day: date, style: str, wide: bool, blanks: str) -> None:
    """Every usual way to write a day, half or full width, means that day."""
    text = style.format(d=day)
    assert cells.day(blanks + (text.translate(WIDE) if wide else text) + blanks) == day


@given(
    day=DAYS,
    style=st.sampled_from(["{d}", "{d.year}/{d.month}/{d.day}", "{d.year}年{d.month}月{d.day}日"]),
    between=st.sampled_from([" ", "T", "  "]),
    time=st.times(),
    cut=st.sampled_from(["minutes", "seconds", "microseconds"]),
)
def test_a_time_of_day_is_left_out_and_said(day: date, style: str, between: str, time: time, cut: str) -> None:
    """An export's `2025-03-05 10:20:00` is that day; midnight is no time of day."""
    clock = time.isoformat(cut)
    text = style.format(d=day) + between + clock
    assert cells.day(text) == day
    assert cells.has_time(text) == (clock.strip("0:.") != "")
    assert not cells.has_time(style.format(d=day))


def test_after_the_word_for_day_a_time_needs_no_space() -> None:
    """2025年3月5日10:20 can be read in one way only."""
    assert cells.day("2025年3月5日10:20") == date(2025, 3, 5)


def test_a_serial_with_a_part_of_a_day_is_that_day() -> None:
    """45351.99999 is a second before midnight."""
    assert cells.day("45351.99999") == cells.day("45351")
    assert (cells.has_time("45351.99999"), cells.has_time("45351.0"), cells.has_time("45351")) == (True, False, False)


@given(st.integers(18_000, 73_000))
def test_a_serial_counts_days_from_the_end_of_1899(serial: int) -> None:
    """Five digits in a day column are the serial number of a spreadsheet."""
    assert cells.day(str(serial)) == date(1899, 12, 30) + timedelta(days=serial)
    assert cells.day(f"{serial}.0") == cells.day(str(serial))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025-02-29", "day-impossible"),
        ("2025年13月1日", "day-impossible"),
        ("20250230", "day-impossible"),
        ("2205-03-05", "day-implausible"),
        ("10000", "day-implausible"),
        ("99999", "day-implausible"),
        ("2025-03-05T00:00:00Z", "day-with-zone"),
        ("2025-12-31T16:30Z", "day-with-zone"),
        ("2025-12-31 16:30+08:00", "day-with-zone"),
        ("2025-03-05 24:00", "day-unreadable"),
        ("2025-3-110:20", "day-unreadable"),
        ("2025年3月110:20", "day-unreadable"),
        ("2025030510:20", "day-unreadable"),
        ("2025-03-05 13:60", "day-unreadable"),
        ("2025-03-05 13", "day-unreadable"),
        ("2025-3/5", "day-unreadable"),
        ("25-03-05", "day-unreadable"),
        ("3月5日", "day-without-year"),
        ("٢٠٢٥-٠٣-٠٥", "day-unreadable"),
        ("86400123", "day-implausible"),
        ("待定", "day-unreadable"),
    ],
)
def test_a_day_is_never_guessed(text: str, code: str) -> None:
    """What is not exactly one day is refused, with the reason."""
    found = cells.day(text)
    assert isinstance(found, Refusal)
    assert (found.code, found.facts["found"]) == (code, text)


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_come_back(number: int) -> None:
    """A whole number is read as itself, also in full width or with empty decimals."""
    assert cells.integer(str(number)) == number
    assert cells.integer(str(number).translate(WIDE)) == number
    assert cells.integer(f"{number}.00") == number


@pytest.mark.parametrize("text", ["3.5", "1,234", "3件", "1e3", "½", "5²", "٣", "①", "--1", "+1", "", "0x1F", "1_000"])
def test_what_is_not_plainly_a_whole_number_is_refused(text: str) -> None:
    """Decimals, units, separators, exponents and foreign digits are no whole numbers."""
    assert isinstance(cells.integer(text), Refusal)


@given(st.integers(-(10**15), 10**15))
def test_points_are_read_exactly(ticks: int) -> None:
    """The ticks of a decimal are ten thousand times its exact value; a fifth decimal is refused."""
    text = f"{Decimal(ticks) / 10_000:f}"
    found = cells.points(text)
    assert found == ticks
    assert Fraction(found, 10_000) == Fraction(text)
    assert cells.percent(f"{text}%") == ticks
    assert isinstance(cells.points((text if "." in text else f"{text}.0000") + "00001"), Refusal)


@pytest.mark.parametrize("text", ["0.98", "98", "", "%", "98%%", "1e2%"])
def test_a_percentage_needs_its_sign(text: str) -> None:
    """Nobody can tell whether 0.98 means 98 % or 0.98 %."""
    assert isinstance(cells.percent(text), Refusal)


@pytest.mark.parametrize(
    ("text", "meant"), [("是", True), ("√", True), ("true", True), ("１", True), ("否", False), ("×", False)]
)
def test_flags_are_ticks_and_words(text: str, meant: bool) -> None:
    """Yes and no are written as words, ticks or 1 and 0."""
    assert cells.flag(text) is meant


@pytest.mark.parametrize("text", ["x", "X", "无", "2", "也许"])
def test_an_unclear_flag_is_refused(text: str) -> None:
    """An x may mean either, so it means nothing."""
    assert isinstance(cells.flag(text), Refusal)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14))
@example(0.1 + 0.2)
@example(1e-7)
@example(45721.0)
def test_a_double_is_written_as_its_shortest_decimal(number: float) -> None:
    """The text means the same double, and has no exponent."""
    text = cells.number_text(number)
    assert float(text) == number
    assert "e" not in text.lower()


@pytest.mark.parametrize("number", [1.5e17, 123456789012345678.0, -1e15])
def test_a_double_beyond_fifteen_digits_says_that_it_is_shortened(number: float) -> None:
    """Its text is in the form that a key column refuses."""
    import re

    assert re.search(cells.SHORTENED, cells.number_text(number))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_no_number_is_a_spreadsheet_error(number: float) -> None:
    """NaN and infinity are refused by every column."""
    assert cells.spoiled(cells.number_text(number)) is not None


@given(st.text())
def test_any_text_is_a_value_or_a_reason(text: str) -> None:
    """No text makes a cell function raise."""
    for read in (cells.day, cells.integer, cells.points, cells.percent, cells.flag):
        found = read(text)
        assert not isinstance(found, Refusal) or found.facts["found"] == text
