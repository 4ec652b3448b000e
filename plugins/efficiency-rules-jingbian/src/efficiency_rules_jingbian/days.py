"""A rule for evidence types: the days of one record follow each other."""

from datetime import date
from typing import Any

from pydantic import ValidationInfo, field_validator

from efficiency_rules import EvidenceType


def days_in_order(*names: str) -> Any:
    """Return a validator, to be kept in the class: none of these columns lies before one that is named earlier.

    Blank days are passed over. The columns stand in the class in the order of `names`.
    """

    def check(cls: type[EvidenceType], day: date | None, info: ValidationInfo) -> date | None:
        for name in names[: names.index(str(info.field_name))]:
            earlier = info.data.get(name)
            if day is not None and earlier is not None and day < earlier:
                raise ValueError(f"早于“{cls.column(name).heading}”{earlier}")
        return day

    return field_validator(*names[1:])(check)
