"""Which unit a name in a ledger means."""

import re
from dataclasses import dataclass
from typing import Protocol

from efficiency_rules.errors import near
from efficiency_rules.evidence.cells import Refusal, spoiled, squeezed
from efficiency_rules.units import Roster

_MOST_NAMES = 3
_PADDING = re.compile(r"(?<![0-9])0+(?=[0-9])")
_MOST_SUGGESTIONS = 50
"""Unknown names of one table that get suggestions: comparing thousands with a large roster takes minutes."""


class Names(Protocol):
    """What a unit column is read with."""

    @property
    def roster(self) -> Roster:
        """The roster in whose order units are counted."""
        ...

    def resolve(self, texts: list[str]) -> dict[str, int | Refusal]:
        """Return, for each text, the dense index of the one unit it means, or why there is none."""
        ...


@dataclass(frozen=True, slots=True)
class UnitNames:
    """Every id, name and alias of a roster, as names are compared, with the units it may mean."""

    roster: Roster
    meanings: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, roster: Roster) -> "UnitNames":
        """Return the names of a roster."""
        meanings: dict[str, dict[str, None]] = {}
        for spelling, units in roster.spellings().items():
            meanings.setdefault(squeezed(spelling), {}).update(dict.fromkeys(units))
        return cls(roster, {name: tuple(units) for name, units in meanings.items()})

    def resolve(self, texts: list[str]) -> dict[str, int | Refusal]:
        """Return, for each text, the dense index of the one unit it means, or why there is none."""
        found: dict[str, int | Refusal] = {}
        unknown = 0
        for text in texts:
            answer = spoiled(text) or self._meaning(text)
            if answer is None:
                unknown += 1
                suggestions = self._suggestions(text) if unknown <= _MOST_SUGGESTIONS else []
                answer = Refusal("unit-unknown", {"found": text, "near": suggestions})
            found[text] = answer
        return found

    def _meaning(self, text: str) -> int | Refusal | None:
        units = self.meanings.get(squeezed(text), ())
        if len(units) == 1:
            return self.roster.index[units[0]]
        if not units:
            return None
        return Refusal("unit-ambiguous", {"found": text, "expected": units})

    def _suggestions(self, text: str) -> list[str]:
        names = [self._written(name, units) for name, units in self.meanings.items()]
        unpadded = _unpadded(text)
        same = [unit.id for unit in self.roster if _unpadded(unit.id) == unpadded]
        return list(dict.fromkeys([*same, *near(squeezed(text), names)]))[:_MOST_NAMES]

    def _written(self, name: str, units: tuple[str, ...]) -> str:
        unit = self.roster[units[0]]
        spellings = (unit.id, unit.name, *unit.aliases)
        return next((spelling for spelling in spellings if squeezed(spelling) == name), name)


def _unpadded(id: str) -> str:
    """Return an id as it looks once a spreadsheet has taken its leading zeros."""
    return _PADDING.sub("", squeezed(id)).casefold()
