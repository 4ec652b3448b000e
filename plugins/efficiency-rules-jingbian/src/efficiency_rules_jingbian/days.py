"""A rule for evidence types: the days of one record follow each other."""

from datetime import date
from typing import Any

import polars as pl
from pydantic import ValidationInfo, field_validator

from efficiency_rules import EvidenceType, only_where


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

    pairs = ((pl.col(one), pl.col(other)) for at, one in enumerate(names) for other in names[at + 1 :])
    return field_validator(*names[1:])(only_where(pl.any_horizontal(other < one for one, other in pairs))(check))
