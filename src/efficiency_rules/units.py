"""Evaluated units and the roster that counts them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from efficiency_rules.errors import InputError, mistyped, not_of
from efficiency_rules.period import Period


@dataclass(frozen=True, slots=True)
class Unit:
    """One evaluated unit (被评价单位); `group` is a key of the ruleset's `units`."""

    id: str
    name: str
    group: str
    jurisdiction: str = ""
    parent: str | None = None
    active_from: date | None = None
    active_to: date | None = None
    aliases: tuple[str, ...] = ()

    def active_in(self, period: Period) -> bool:
        """Say whether the unit exists on at least one day of the period."""
        return not (
            (self.active_from is not None and self.active_from > period.last)
            or (self.active_to is not None and self.active_to < period.first)
        )


class Units(Protocol):
    """Units by dense index: a roster, or copies of its units one behind the other."""

    @property
    def units(self) -> Sequence[Unit]:
        """The units in the order of their indices."""
        ...

    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Roster:
    """The units evaluated in a period (单位名册), in the order of their ids: position = dense index."""

    units: tuple[Unit, ...]
    index: dict[str, int] = field(init=False, repr=False, compare=False)

    def __init__(self, units: Iterable[Unit]) -> None:
        """Raises InputError where one is no unit, or has an id that is no text; ValueError where ids repeat."""
        if wrong := not_of(Iterable, "Iterable[Unit]", units=units):
            raise InputError(wrong)
        units = tuple(units)
        wrong = [mistyped(f"units[{at}]", "Unit", unit) for at, unit in enumerate(units) if not isinstance(unit, Unit)]
        if wrong := wrong or [mistyped("Unit.id", "str", unit.id) for unit in units if not isinstance(unit.id, str)]:
            raise InputError(wrong)
        ordered = tuple(sorted(units, key=lambda unit: unit.id))
        object.__setattr__(self, "units", ordered)
        object.__setattr__(self, "index", {unit.id: at for at, unit in enumerate(ordered)})
        if len(self.index) != len(ordered):
            raise ValueError("unit ids of a roster must be unique")

    @classmethod
    def together(cls, rosters: Iterable["Roster"]) -> "Roster":
        """Return the units of several rosters, one roster after the other.

        Their ids may repeat, so units are found by their position only: `index` is empty.
        """
        made = object.__new__(cls)
        object.__setattr__(made, "units", tuple(unit for roster in rosters for unit in roster.units))
        object.__setattr__(made, "index", {})
        return made

    def __len__(self) -> int:
        return len(self.units)

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def __getitem__(self, unit: str) -> Unit:
        return self.units[self.index[unit]]

    def active_in(self, period: Period) -> "Roster":
        """Return the roster of the units that exist in the period."""
        return Roster(unit for unit in self.units if unit.active_in(period))

    def spellings(self) -> dict[str, tuple[str, ...]]:
        """Return every id, name and alias with the ids it may mean (two where a name is shared)."""
        meanings: dict[str, dict[str, None]] = {}
        for unit in self.units:
            for spelling in (unit.id, unit.name, *unit.aliases):
                meanings.setdefault(spelling, {})[unit.id] = None
        return {spelling: tuple(ids) for spelling, ids in meanings.items()}
