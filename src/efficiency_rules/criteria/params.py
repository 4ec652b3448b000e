"""Params: what a year may change about a criterion (指标参数)."""

import inspect
import re
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict


class Params(BaseModel):
    """Base of a criterion's parameters: frozen, strict, unknown names refused.

    Use `Points`, `Percent`, `int`, `bool`, `str`, `date`, `Literal[...]`, other Params, and lists, tuples or
    dicts of these; `| None` where a parameter may be left out. A class with a float field is a TypeError.
    A text under a field is its description, shown wherever the parameter is.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for name, field in cls.model_fields.items():
            if _holds_float(field.annotation):
                wanted = "Points, Percent or int"
                raise TypeError(f"{cls.__name__}.{name}: {type_text(field.annotation)} is not exact; use {wanted}")


def type_text(annotation: Any) -> str:
    """Return a type as its author wrote it, such as `dict[str, Points]`."""
    return re.sub(r"(?<!['\w])(?:[A-Za-z_]\w*\.)+(?=[A-Za-z_])", "", inspect.formatannotation(annotation))


def _holds_float(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, float):
        return True
    return any(_holds_float(part) for part in get_args(annotation))
