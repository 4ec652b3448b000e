"""What the tests of grading share: schemes made from shares, and standings made from totals."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from efficiency_rules.grading import GradeScheme, Standing

NAMES = {
    "excellent": "优秀",
    "good": "良好",
    "fair": "一般",
    "poor": "较差",
}


@pytest.fixture(scope="session")
def mapping_of() -> Callable[..., dict[str, Any]]:
    """A `grading:` mapping with these shares; any key may be replaced, None removes it."""

    def make(shares: Sequence[str] = ("20%", "40%", "30%", "10%"), **changes: Any) -> dict[str, Any]:
        mapping: dict[str, Any] = {
            "grades": [
                {"id": grade, "title": title, "share": share}
                for (grade, title), share in zip(NAMES.items(), shares, strict=False)
            ],
            "seats": "largest-remainder",
            "ties": {"break": [], "then": "decide"},
        }
        mapping.update(changes)
        return {key: value for key, value in mapping.items() if value is not None}

    return make


@pytest.fixture(scope="session")
def scheme_of(mapping_of: Callable[..., dict[str, Any]]) -> Callable[..., GradeScheme]:
    """A parsed scheme with these shares; any key may be replaced."""

    def make(*args: Any, **changes: Any) -> GradeScheme:
        return GradeScheme.parse(mapping_of(*args, **changes))

    return make


@pytest.fixture(scope="session")
def standings_of() -> Callable[..., list[Standing]]:
    """Standings from totals by unit; a value may also be (total, best, worst)."""

    def make(totals: Mapping[str, Any]) -> list[Standing]:
        rows = []
        for unit, value in totals.items():
            total, best, worst = value if isinstance(value, tuple) else (value, None, None)
            rows.append(Standing(unit=unit, keys=(str(total),), best=best, worst=worst))
        return rows

    return make
