"""Exact points and percentages: decimals to people, whole ticks (ten-thousandths) to the engine."""

import re
import unicodedata
from decimal import Decimal
from typing import Any, Self, TypeVar

from efficiency_rules.errors import Problem, ValueProblem

TICKS = 10_000
"""Ticks in one point, and in one percentage point: four decimals are kept, always."""

WHOLE = 100 * TICKS
"""Ticks of 100 %."""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?", re.ASCII)


class _Exact(Decimal):
    """A decimal with at most four decimals, read from text or whole numbers and never from a float."""

    _code = ""
    _suffix = ""

    def __new__(cls, value: str | int | Decimal) -> Self:
        return super().__new__(cls, cls._number(value))

    @classmethod
    def _number(cls, value: object) -> str:
        if isinstance(value, Decimal):
            text = f"{value.normalize():f}" if value.is_finite() else str(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            text = str(value)
        elif isinstance(value, str):
            text = value.removesuffix(cls._suffix) if cls._suffix else value
            if cls._suffix and text == value:
                text = ""
        else:
            text = ""
        if not _NUMBER.fullmatch(text):
            raise ValueProblem(Problem(cls._code, facts=cls._found(value)))
        return text

    @classmethod
    def _found(cls, value: object) -> dict[str, object]:
        """Return what was found; for a float and for full-width characters also what was meant."""
        if isinstance(value, float):
            return {"found": f"{value} (float)", "near": [f'{cls.__name__}("{value}{cls._suffix}")']}
        usual = unicodedata.normalize("NFKC", value) if isinstance(value, str) else ""
        number = usual.removesuffix(cls._suffix) if usual.endswith(cls._suffix) else ""
        meant = usual != value and _NUMBER.fullmatch(number)
        return {"found": value} | ({"near": [usual]} if meant else {})

    @classmethod
    def from_ticks(cls, ticks: int) -> Self:
        """Return the exact value of a whole number of ticks."""
        return cls(Decimal(ticks) / TICKS)

    @property
    def ticks(self) -> int:
        """The value in ticks, ten thousand to one."""
        return int(self * TICKS)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls._validated, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def _validated(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            return cls(value)
        raise ValueProblem(Problem(cls._code, facts=cls._found(value)))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        pattern = r"^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?" + re.escape(cls._suffix) + "$"
        return {"type": "string", "pattern": pattern, "description": cls.__doc__}


class Points(_Exact):
    """Points (分): a decimal with at most four decimals. `Points("0.16")`, never `Points(0.16)`."""

    _code = "points-not-exact"


class Percent(_Exact):
    """A percentage: `Percent("98.5%")`; its value is 98.5, its ticks are 985,000."""

    _code = "percent-not-exact"
    _suffix = "%"

    def __str__(self) -> str:
        return f"{decimal_text(self.ticks)}%"


T = TypeVar("T", int, Any)


def divide_half_up(numerator: T, denominator: T) -> T:
    """Return numerator / denominator rounded half up (四舍五入), for denominators above zero.

    Plain integers or int64 arrays; a half is rounded towards plus infinity.
    """
    return (numerator + (denominator >> 1)) // denominator


def decimal_text(ticks: int, places: int | None = None) -> str:
    """Return ticks as decimal text: with exactly `places` decimals, or with as few as are needed."""
    sign = "-" if ticks < 0 else ""
    whole, rest = divmod(abs(ticks), TICKS)
    decimals = f"{rest:04d}"
    if places is None:
        decimals = decimals.rstrip("0")
    else:
        if decimals[places:].strip("0"):
            raise ValueError(f"{ticks} ticks do not fit {places} decimals")
        decimals = decimals[:places]
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
