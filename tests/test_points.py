"""Exact points and percentages."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from efficiency_rules.errors import ValueProblem
from efficiency_rules.points import TICKS, Percent, Points, decimal_text, divide_half_up


@given(st.integers(-(10**15), 10**15))
def test_ticks_and_points_are_the_same_number(ticks):
    """Points made of ticks give back the ticks, and their text reads back to the same points."""
    points = Points.from_ticks(ticks)
    assert points.ticks == ticks
    assert Points(decimal_text(ticks)) == points


@pytest.mark.parametrize(
    "text", ["1e3", "1_000", "１２", "٣", " 1", "1.", ".5", "+1", "01", "0x1F", "NaN", "inf", "0.12345", "", "1" * 13]
)
def test_only_plain_decimals_are_points(text):
    """Anything but plain ASCII decimals with at most four places is refused."""
    with pytest.raises(ValueProblem):
        Points(text)


@pytest.mark.parametrize("value", [0.16, 1.0, True, None, Decimal("NaN"), Decimal("1e-5")])
def test_a_float_is_never_points(value):
    """Floats, booleans and what has no exact ticks are refused."""
    with pytest.raises(ValueProblem):
        Points(value)


def test_a_percentage_needs_its_sign():
    """98% is a percentage, 98 and 0.98 are not."""
    assert Percent("98.5%").ticks == 985_000
    assert str(Percent("98.50%")) == "98.5%"
    for text in ("98", "0.98", "98 %", "98％"):
        with pytest.raises(ValueProblem):
            Percent(text)


def test_what_was_meant_is_suggested():
    """A float is answered with its text, full-width digits and signs with the ASCII form."""
    meant = {
        "80％": (Percent, "80%"),
        "９５.5%": (Percent, "95.5%"),
        "１２": (Points, "12"),
        0.5: (Points, 'Points("0.5")'),
    }
    for value, (exact, expected) in meant.items():
        with pytest.raises(ValueProblem) as caught:
            exact(value)
        assert caught.value.problems[0].facts["near"] == [expected]
        assert f"是否想写：{expected}" in str(caught.value)


def test_pydantic_reports_points_that_are_not_exact():
    """A model field of points takes text and whole numbers, and refuses a float with our words."""

    class Model(BaseModel):
        points: Points

    assert Model(points="0.16").points.ticks == 1600
    assert Model(points=2).points.ticks == 20_000
    with pytest.raises(ValidationError, match="points-not-exact"):
        Model(points=0.16)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_rounding_is_half_up_of_the_exact_quotient(numerator, denominator):
    """The result is the floor of the exact quotient plus one half, for integers and for arrays."""
    expected = (Fraction(numerator, denominator) + Fraction(1, 2)).__floor__()
    assert divide_half_up(numerator, denominator) == expected
    assert divide_half_up(np.array([numerator]), np.array([denominator]))[0] == expected


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_text_has_exactly_the_places_asked_for(quanta, places):
    """A whole number of quanta is written with the ruleset's places and means the same number."""
    text = decimal_text(quanta * TICKS // 10**places, places)
    assert Decimal(text) == Decimal(quanta).scaleb(-places)
    assert len(text.partition(".")[2]) == places


def test_text_that_does_not_fit_is_refused():
    """Decimals are never cut off in silence."""
    with pytest.raises(ValueError, match="do not fit"):
        decimal_text(1600, 1)
