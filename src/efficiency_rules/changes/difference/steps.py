"""Which changes must be carried out together, so that every choice of steps makes a ruleset that can be used."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from efficiency_rules.changes.difference.change import Change
from efficiency_rules.changes.difference.comparing import Both
from efficiency_rules.changes.difference.rebuilding import EDITION, Numbers, is_usable
from efficiency_rules.changes.difference.tree import caps_of, items_of
from efficiency_rules.errors import Language

MOST_TRIED = 6
"""Up to so many changed numbers of an item all their combinations are tried; beyond, they make one step."""

_SEATS_APART = (None, "explicit", "at-most")
"""Seat methods that need keys which other methods do not."""

_OF_SEATS = ("seats", "counts", "at_most", "accept_paradox")


@dataclass(frozen=True, slots=True)
class Step:
    """Changes that are carried out together; `id` is the place of the first, unique among the steps."""

    id: str
    changes: tuple[Change, ...]

    def words(self, lang: Language = "zh") -> str:
        """Return all its changes in words."""
        return ("；" if lang == "zh" else "; ").join(change.words(lang) for change in self.changes)


def steps_of(both: Both, changes: Sequence[Change]) -> tuple[Step, ...]:
    """Return the steps in the order of the document; together they hold every decisive change once."""
    decisive = [change for change in changes if change.decisive]
    bound = list(range(len(decisive)))
    for bond in _bonds(both, decisive):
        together = {bound[at] for at in bond}
        if together:
            bound = [min(together) if one in together else one for one in bound]
    groups: dict[int, list[Change]] = {}
    for change, group in zip(decisive, bound, strict=True):
        groups.setdefault(group, []).append(change)
    return tuple(Step(group[0].place, tuple(group)) for group in groups.values())


def _bonds(both: Both, changes: Sequence[Change]) -> Iterable[list[int]]:
    """Yield the positions of changes that belong together."""
    yield from _of_numbers(both, changes)
    yield from _of_grading(changes)
    yield from _of_ties(both, changes)
    for at, ledger in enumerate(changes):
        if ledger.kind == "ledger":
            # What counts where the new ledger is missing says nothing of the old one.
            home = (*ledger.key[:2], "missing", "data-missing")
            yield [at, *(other for other, one in enumerate(changes) if one.key == home)]
    for at, gone in enumerate(changes):
        if gone.successor:
            yield [at, *(other for other, one in enumerate(changes) if (one.part, one.id) == ("item", gone.successor))]


def _of_numbers(both: Both, changes: Sequence[Change]) -> Iterable[list[int]]:
    """The numbers of one item or cap, as far as they do not fit one without the other."""
    for part, id in dict.fromkeys((change.part, change.id) for change in changes if change.part in ("item", "cap")):
        numbers = {at: _number(one) for at, one in enumerate(changes) if (one.part, one.id) == (part, id)}
        for names in _together(both, part, id, set(numbers.values()) - {""}):
            yield [at for at, name in numbers.items() if name in names]


def _of_grading(changes: Sequence[Change]) -> Iterable[list[int]]:
    def where(test: Callable[[Change], bool]) -> list[int]:
        return [at for at, change in enumerate(changes) if test(change)]

    if where(lambda one: one.place == "grading.grades" or (one.part == "grade" and one.kind in ("added", "removed"))):
        yield where(lambda one: one.part in ("grading", "grade", "threshold", "cap"))
    yield where(lambda one: one.kind == "share")
    if where(lambda one: one.place == "grading.seats" and (one.before in _SEATS_APART or one.after in _SEATS_APART)):
        yield where(lambda one: one.key[0] == "grading" and (one.key[1] in _OF_SEATS or one.kind == "share"))
    yield where(lambda one: one.key[:2] == ("grading", "counts"))
    yield where(lambda one: one.place in ("grading.pool", "grading.group_order"))
    if where(lambda one: one.place == "grading.group_order"):
        yield where(lambda one: one.place == "grading.group_order" or one.part == "unit-group")


def _of_ties(both: Both, changes: Sequence[Change]) -> Iterable[list[int]]:
    """The tie-break and the items that it cannot be without."""
    for at, tie in enumerate(changes):
        if tie.place == "grading.ties.break":
            yield [at, *(other for other, one in enumerate(changes) if _is_named(both, one, tie))]


def _number(change: Change) -> str:
    """The number of an item or cap that changes: `full`, `use` or a parameter's name; empty for anything else."""
    field = change.key[3 if change.part == "cap" else 2 :]
    if field[:1] == ("params",):
        return field[1]
    return {"full": "full", "use": EDITION, "reads": EDITION}.get(field[0] if field else "", "")


def _together(both: Both, part: str, id: str, names: set[str]) -> Iterable[set[str]]:
    """Yield the numbers of one item or cap that belong together."""
    yield from ({name} for name in names)
    free = names
    if EDITION in names:
        yield names - {"full"}
        free = names & {"full", EDITION}
    if len(free) > 1 and not _all_usable(*_numbers_of(both, part, id), sorted(free)):
        yield names


def _all_usable(old: Numbers, new: Numbers, names: list[str]) -> bool:
    if len(names) > MOST_TRIED:
        return False
    choices = (choice for size in range(1, len(names)) for choice in combinations(names, size))
    return all(is_usable(old, new, choice) for choice in choices)


def _numbers_of(both: Both, part: str, id: str) -> tuple[Numbers, Numbers]:
    """Return the numbers of an item or cap that both rulesets have."""
    before, after = (caps_of(one) if part == "cap" else items_of(one) for one in (both.old, both.new))
    return Numbers.of(before[id]), Numbers.of(after[id])


def _is_named(both: Both, change: Change, tie: Change) -> bool:
    """Say whether a change of the tie-break names an item, or an area, that comes or goes with this change."""
    if change.part != "item" or change.kind not in ("added", "removed", "moved"):
        return False
    keys: set[str] = {key.key for chain in (tie.before, tie.after) for key in chain}
    if change.kind != "moved" and f"item:{change.id}" in keys:
        return True
    areas = {side["items"][change.id]["area"] for side in (both.before, both.after) if change.id in side["items"]}
    lasting = both.before["areas"].keys() & both.after["areas"].keys()
    return any(f"area:{area}" in keys for area in areas - lasting)
