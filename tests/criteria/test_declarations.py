"""What a criterion and its parameters may be declared as: mistakes are refused where they are written."""

from datetime import date
from typing import Any, Literal

import pytest

from efficiency_rules.criteria.criterion import Criterion, criterion
from efficiency_rules.criteria.formulas import GradeCap
from efficiency_rules.criteria.params import Params, type_text
from efficiency_rules.evidence.types import EvidenceType, UnitId, column
from efficiency_rules.points import Percent, Points


class Visit(EvidenceType, id="visit", title="走访台账"):
    """One visit."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)


def declared(edition: Any) -> Criterion:
    @criterion("visits", edition=edition, title="走访", reads=Visit, params=Params)
    def visits(p: Params) -> GradeCap:
        """Visits cap the grade."""
        return GradeCap()

    return visits


@pytest.mark.parametrize("edition", ["2025", 0, -1, True, 2025.0, None, 1_000_000])
def test_an_edition_is_a_whole_number(edition: object) -> None:
    """Anything but a whole number that a ruleset can pin is refused with what was found."""
    with pytest.raises(TypeError, match=r"visits: edition=.* is no edition; write a whole number") as caught:
        declared(edition)
    assert repr(edition) in str(caught.value)


@pytest.mark.parametrize("edition", [1, 2025, 999_999])
def test_an_edition_that_can_be_pinned(edition: int) -> None:
    """Editions from 1 to 999999 stand behind the id."""
    assert declared(edition).name == f"visits@{edition}"


@pytest.mark.parametrize(
    "kind", [float, float | None, list[float], dict[str, float], dict[str, tuple[Points, float] | None], float | int]
)
def test_a_float_is_no_parameter(kind: Any) -> None:
    """A float anywhere in a field is refused when the class is made, with the field and what to use instead."""
    with pytest.raises(TypeError, match=r"Costs\.per_event: .*float.* is not exact; use Points, Percent or int"):
        type("Costs", (Params,), {"__annotations__": {"floor": Points, "per_event": kind}})


def test_a_type_is_said_as_its_author_wrote_it() -> None:
    """No module stands before the name of a type."""
    kinds = (Points, dict[Percent, Points], date | None, Literal["sum", "a.b"], tuple[tuple[int, Points], ...])
    assert [type_text(kind) for kind in kinds] == [
        "Points",
        "dict[Percent, Points]",
        "date | None",
        "Literal['sum', 'a.b']",
        "tuple[tuple[int, Points], ...]",
    ]
