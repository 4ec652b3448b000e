"""Params: what a year may change about a criterion (指标参数)."""

from pydantic import BaseModel, ConfigDict


class Params(BaseModel):
    """Base of a criterion's parameters: frozen, strict, unknown names refused.

    Use `Points`, `Percent`, `int`, `str`, and lists, tuples or dicts of these; a float is refused.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
