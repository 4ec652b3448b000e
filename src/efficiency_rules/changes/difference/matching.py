"""Which parts of two rulesets are the same part, and the order in which both are told together."""

from collections.abc import Iterable, Sequence

from efficiency_rules.rulesets.model import Area, Ruleset


def renamed_areas(old: Ruleset, new: Ruleset) -> dict[str, str]:
    """Return the areas that live on under another id: old id to new id.

    An area whose id is gone lives on in a new one where more than half of the items of either are in both.
    """
    gone, come = _alone(old.areas, new.areas), _alone(new.areas, old.areas)
    return {was.id: now.id for was in gone for now in come if _mostly(was, now)}


def _alone(areas: Sequence[Area], others: Sequence[Area]) -> list[Area]:
    known = {area.id for area in others}
    return [area for area in areas if area.id not in known]


def _mostly(was: Area, now: Area) -> bool:
    before, after = ({item.id for item in area.items} for area in (was, now))
    both = len(before & after)
    return 2 * both > len(before) and 2 * both > len(after)


def merged(old: Iterable[str], new: Iterable[str]) -> list[str]:
    """Return all names in the order of the new ones; each one that is gone stands where it stood."""
    order = list(new)
    known = set(order)
    at = 0
    for name in old:
        if name in known:
            at = order.index(name) + 1
        else:
            order.insert(at, name)
            at += 1
    return order


def out_of_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the fewest names whose moving turns one order of the same names into the other.

    Where several answers are equally short, the one that keeps the names first in the alphabet; it is the same
    in both directions.
    """
    ranks = {name: rank for rank, name in enumerate(sorted(new, reverse=True))}
    at = {name: position for position, name in enumerate(old)}
    # One more name in order outweighs every choice of names.
    one = 1 << len(new)
    best: list[tuple[int, frozenset[str]]] = []
    for position, name in enumerate(new):
        before = [best[earlier] for earlier in range(position) if at[new[earlier]] < at[name]]
        weight, names = max(before, key=lambda found: found[0], default=(0, frozenset()))
        best.append((weight + one + (1 << ranks[name]), names | {name}))
    kept = max(best, key=lambda found: found[0], default=(0, frozenset[str]()))[1]
    return set(new) - kept
