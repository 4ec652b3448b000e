"""Evidence types: one pydantic model is one row of one ledger (台账类型)."""

import types
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from efficiency_rules.points import Percent, Points

Kind = Literal["unit", "text", "choice", "integer", "flag", "day", "points", "percent"]


class _UnitMark:
    """Marks the column that names the unit."""

    def __repr__(self) -> str:
        return "UnitId"


UnitId = Annotated[str, _UnitMark()]
"""The column that says which unit a row is about: its id, name or alias in the file, its id afterwards."""

_KINDS: dict[type, Kind] = {
    str: "text",
    bool: "flag",
    int: "integer",
    date: "day",
    Points: "points",
    Percent: "percent",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a ledger, as compiled from its model field."""

    name: str
    heading: str
    also: tuple[str, ...]
    kind: Kind
    optional: bool
    key: bool
    dated: bool
    choices: tuple[str, ...]
    at_least: int | None
    at_most: int | None

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading under which the column may stand in a file."""
        return (self.heading, *self.also, self.name)


def column(
    heading: str,
    *,
    key: bool = False,
    dated: bool = False,
    also: Sequence[str] = (),
    ge: int | None = None,
    le: int | None = None,
    description: str | None = None,
) -> Any:
    """Declare a column of a ledger.

    `heading` is the Chinese heading, `also` other headings that mean the same; `key` columns together
    identify a record; the one `dated` column places a record in a period; `ge` and `le` bound a number
    (in points, percent or whole numbers, as the column's type says).
    """
    extra: dict[str, Any] = {"key": key, "dated": dated, "also": list(also)}
    return Field(
        alias=heading,
        title=heading,
        ge=ge,
        le=le,
        description=description,
        json_schema_extra={"column": extra},
    )


class EvidenceType(BaseModel):
    """Base of all evidence types: `class HotlineTicket(EvidenceType, id="hotline-ticket", title="…台账")`."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)

    id: ClassVar[str]
    title: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]

    def __init_subclass__(cls, *, id: str | None = None, **kwargs: Any) -> None:
        # Takes up `id` before pydantic passes class keywords on to `object`, which knows none.
        super().__init_subclass__(**kwargs)

    @classmethod
    def __pydantic_init_subclass__(cls, *, id: str | None = None, **kwargs: Any) -> None:
        # pydantic takes the class keyword `title` for its own configuration; we read it back from there.
        super().__pydantic_init_subclass__(**kwargs)
        cls.id = _text(cls, "id", id)
        cls.title = _text(cls, "title", cls.model_config.get("title"))
        cls.columns = tuple(_compile(name, field) for name, field in cls.model_fields.items())
        _check_columns(cls)

    @classmethod
    def column(cls, name: str) -> Column:
        """Return the column called `name`; KeyError when there is none."""
        for found in cls.columns:
            if found.name == name:
                return found
        raise KeyError(name)

    @classmethod
    def unit_column(cls) -> Column:
        """Return the column that names the unit."""
        return next(found for found in cls.columns if found.kind == "unit")

    @classmethod
    def key_columns(cls) -> tuple[Column, ...]:
        """Return the columns that together identify a record."""
        return tuple(found for found in cls.columns if found.key)

    @classmethod
    def dated_column(cls) -> Column:
        """Return the column that places a record in a period."""
        return next(found for found in cls.columns if found.dated)


Model = type[EvidenceType]
"""An evidence type as a value: a class that derives from EvidenceType."""


def _text(cls: type[EvidenceType], keyword: str, value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value
    found = "none" if value is None else repr(value)
    needs = f'{keyword}="..." behind its base class, a text that is not empty'
    raise TypeError(f"{cls.__name__}: an evidence type needs {needs}; found {found}")


def _compile(name: str, field: FieldInfo) -> Column:
    optional, annotation = _without_none(field.annotation)
    if any(isinstance(item, _UnitMark) for item in get_args(annotation)):
        raise TypeError(f"column {name!r}: write UnitId, not UnitId | None: every record is about a unit")
    choices: tuple[str, ...] = ()
    if any(isinstance(item, _UnitMark) for item in field.metadata):
        kind: Kind = "unit"
    elif get_origin(annotation) is Literal:
        kind, choices = "choice", tuple(get_args(annotation))
    elif annotation in _KINDS:
        kind = _KINDS[annotation]
    else:
        allowed = "str, bool, int, date, Points, Percent, Literal[...] or UnitId"
        raise TypeError(f"column {name!r}: {annotation!r} is not a column type; use {allowed}")
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    declared: Any = extra.get("column")
    if declared is None or field.alias is None:
        raise TypeError(f"column {name!r}: declare it with column('中文表头', ...)")
    bounds = {bound: getattr(item, bound) for item in field.metadata for bound in ("ge", "le") if hasattr(item, bound)}
    return Column(
        name=name,
        heading=field.alias,
        also=tuple(declared["also"]),
        kind=kind,
        optional=optional,
        key=bool(declared["key"]),
        dated=bool(declared["dated"]),
        choices=choices,
        at_least=bounds.get("ge"),
        at_most=bounds.get("le"),
    )


def _without_none(annotation: Any) -> tuple[bool, Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        if len(members) == 1 and len(get_args(annotation)) == 2:
            return True, members[0]
    return False, annotation


def _check_columns(cls: type[EvidenceType]) -> None:
    def names(kind: str, found: list[str], wanted: str) -> None:
        raise TypeError(f"{cls.__name__}: {wanted} {kind}, found {found or 'none'}")

    units = [c.name for c in cls.columns if c.kind == "unit"]
    dated = [c.name for c in cls.columns if c.dated]
    keys = [c.name for c in cls.columns if c.key]
    if len(units) != 1:
        names("UnitId column", units, "needs exactly one")
    if len(dated) != 1 or cls.column(dated[0]).kind != "day":
        names("dated=True column of type date", dated, "needs exactly one")
    if not keys:
        names("key=True column", keys, "needs at least one")
    for column in cls.columns:
        if column.optional and (column.dated or column.key):
            role = "dated=True places every record in a period" if column.dated else "key=True names every record"
            raise TypeError(f"{cls.__name__}.{column.name}: {role}, so it may not be None: leave out `| None`")
