"""Exact points and percentages."""

import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from efficiency_rules.errors import ValueProblem
from efficiency_rules.points import TICKS, WHOLE, Percent, Points, decimal_text, divide_half_up


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


@pytest.mark.parametrize(("value", "ticks"), [("1E+1", 100_000), ("1.500000", 15_000), ("-0.16", -1600), ("0", 0)])
def test_a_decimal_is_points_however_it_is_written(value, ticks):
    """A Decimal counts by its value: an exponent or zeros at its end say nothing else."""
    assert Points(Decimal(value)).ticks == ticks


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


@pytest.mark.parametrize("value", ["１.２.３", "八十％", None, True])
def test_nothing_is_suggested_where_no_number_was_meant(value):
    """Full-width text that is no number in ASCII either is answered without a suggestion."""
    for exact in (Points, Percent):
        with pytest.raises(ValueProblem) as caught:
            exact(value)
        assert caught.value.problems[0].facts == {"found": value}


class Model(BaseModel):
    """A model as a ruleset's params are."""

    points: Points = Points(0)
    percent: Percent = Percent("0%")


def test_pydantic_reports_points_that_are_not_exact():
    """A model field of points takes points, text and whole numbers, and refuses everything else with our words."""
    assert Model(points="0.16").points.ticks == 1600
    assert Model(points=2).points.ticks == 20_000
    assert Model(points=Points("0.16")).points.ticks == 1600
    for value in (0.16, True, None, Decimal("0.16")):
        with pytest.raises(ValidationError, match="points-not-exact"):
            Model(points=value)


@pytest.mark.parametrize(
    "text",
    ["0", "-1.5", "98.5%", "-0.0001%", "1" * 12, "1" * 13, "1.23456", "01", "1.", "80％", "1e3", "", "%", "１２"],
)
def test_the_json_schema_admits_what_is_read(text):
    """An editor that knows the JSON schema marks exactly the texts that the model would refuse."""
    for name, schema in Model.model_json_schema()["properties"].items():
        assert schema["type"] == "string"
        try:
            Model.model_validate({name: text})
        except ValidationError:
            assert not re.search(schema["pattern"], text)
        else:
            assert re.search(schema["pattern"], text)


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


@pytest.mark.parametrize(
    ("ticks", "text"), [(0, "0"), (1, "0.0001"), (-1, "-0.0001"), (-10_000, "-1"), (15_000, "1.5")]
)
def test_text_has_as_few_decimals_as_it_needs(ticks, text):
    """Only what is below zero has a sign, and only what has decimals a point."""
    assert decimal_text(ticks) == text


def test_text_that_does_not_fit_is_refused():
    """Decimals are never cut off in silence."""
    with pytest.raises(ValueError, match="do not fit"):
        decimal_text(1600, 1)


def test_a_whole_is_a_hundred_percent():
    """Shares are counted in parts of the ticks of 100 %."""
    assert Percent("100%").ticks == WHOLE
