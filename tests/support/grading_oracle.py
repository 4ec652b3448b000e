"""Grading by brute force: every assignment of grades held against the words of docs/grading.md, section 4.

Written for a handful of units: all K**N assignments are looked at and those that break a condition are
dropped. Nothing here follows the library's way of placing units one after another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import combinations_with_replacement, groupby, permutations, product

Bounds = tuple[int, int]
"""Best and worst grade a unit may get, as positions, 0 for the best."""
Grades = tuple[int, ...]
"""One grade a unit."""
Seats = tuple[int, ...]
"""The seats c(k) of each grade, best first; they sum to the units of the base."""

POLICIES = ("decide", "promote", "demote", "majority")


@dataclass(frozen=True, slots=True)
class Rules:
    """The policies that decide who gets the seats."""

    then: str = "decide"
    restrictions: str = "fill"
    base: str = "all"


@dataclass(frozen=True, slots=True)
class _Level:
    """What one assignment shows at one grade.

    `fixed` units have a better grade, or this one because they may get nothing worse; `may` units may get
    this grade or a better one. `chosen` units got this grade and might have got a worse one; `last` of them
    belong to the block `lowest`, the lowest ranked. `waiting` units of the block `highest`, the highest
    ranked of those that might have got this grade and got a worse one. `envied`: a unit was passed over by
    a lower ranked one; `split`: a block was.
    """

    fixed: int
    may: int
    chosen: int
    lowest: int
    last: int
    highest: int
    waiting: int
    envied: bool
    split: bool


@dataclass(frozen=True)
class SmallCounty:
    """Units that are graded among themselves: `blocks` rank them, 0 the best, equal is tied; `bounds` limit them."""

    blocks: tuple[int, ...]
    bounds: tuple[Bounds, ...]
    grades: int

    @cached_property
    def unforced(self) -> "SmallCounty":
        """The units that may get more than one grade: the base without the forced."""
        rows = [row for row in zip(self.blocks, self.bounds, strict=True) if row[1][0] < row[1][1]]
        return SmallCounty(tuple(block for block, _ in rows), tuple(bounds for _, bounds in rows), self.grades)

    def base(self, rules: Rules) -> "SmallCounty":
        """Return the units that are counted in N and take seats."""
        return self if rules.base == "all" else self.unforced

    def with_forced(self, grades: Grades) -> Grades:
        """Return the grades of all units, the forced ones put back among those of `unforced`."""
        rest = iter(grades)
        return tuple(best if best == worst else next(rest) for best, worst in self.bounds)

    def admissible(self, seats: Seats, rules: Rules) -> set[Grades]:
        """Return every grading that the definition admits; `seats` sum to the units of the base.

        More than one means undecided, and only `decide` can be.
        """
        if rules.base == "exclude-forced":
            return {self.with_forced(each) for each in self.unforced.admissible(seats, replace(rules, base="all"))}
        if rules.restrictions == "after":
            return {moved(each, self.bounds) for each in unrestricted(self.blocks, seats, rules.then)}
        if rules.then == "decide":
            return {each for each, levels in self._fair if _decided(levels, seats)}
        return {each for each, levels in self._whole if _automatic(levels, seats, rules.then)}

    @cached_property
    def _fair(self) -> list[tuple[Grades, list[_Level]]]:
        """All assignments inside the bounds that pass nobody over, each with what it shows at every grade.

        Whether somebody is passed over depends on no seats.
        """
        every = product(*(range(best, worst + 1) for best, worst in self.bounds))
        shown = (
            (each, [_level(each, self.blocks, self.bounds, level) for level in range(self.grades)]) for each in every
        )
        return [(each, levels) for each, levels in shown if not any(level.envied for level in levels)]

    @cached_property
    def _whole(self) -> list[tuple[Grades, list[_Level]]]:
        """Those of them that treat tied units alike."""
        return [(each, levels) for each, levels in self._fair if not any(level.split for level in levels)]

    def orders(self, seats: Seats, rules: Rules) -> tuple[set[Grades], set[int]]:
        """Return the gradings over all orders of the tied units, and the blocks that are open ties.

        A block is open where two orders that differ inside it alone give different gradings.
        """
        base = self.base(rules)
        ranked = sorted(range(len(base.blocks)), key=base.blocks.__getitem__)
        members = [(block, list(units)) for block, units in groupby(ranked, base.blocks.__getitem__)]
        found = {
            parts: in_order([unit for part in parts for unit in part], base.bounds, seats, rules.restrictions)
            for parts in product(*(permutations(units) for _, units in members))
        }
        open_blocks = set()
        for at, (block, _) in enumerate(members):
            first: dict[object, Grades] = {}
            others = (((*parts[:at], *parts[at + 1 :]), grades) for parts, grades in found.items())
            if any(first.setdefault(rest, grades) != grades for rest, grades in others):
                open_blocks.add(block)
        ways = set(found.values())
        return ways if base is self else {self.with_forced(grades) for grades in ways}, open_blocks


def _level(grades: Grades, blocks: Sequence[int], bounds: Sequence[Bounds], level: int) -> _Level:
    rows = list(zip(grades, blocks, bounds, strict=True))
    chosen = [block for grade, block, (_, worst) in rows if grade == level < worst]
    passed = [block for grade, block, (best, _) in rows if best <= level < grade]
    lowest, highest = max(chosen, default=-1), min(passed, default=max(blocks, default=0) + 1)
    return _Level(
        fixed=sum(grade < level or grade == level == worst for grade, _, (_, worst) in rows),
        may=sum(best <= level for _, _, (best, _) in rows),
        chosen=len(chosen),
        lowest=lowest,
        last=chosen.count(lowest),
        highest=highest,
        waiting=passed.count(highest),
        envied=highest < lowest,
        split=highest == lowest,
    )


def _decided(levels: Sequence[_Level], seats: Seats) -> bool:
    """Say whether every grade is as full as it can be.

    Each grade holds, with the better ones, as many units as they have seats: fewer only for want of units
    that may have it, more only by units that may have nothing worse.
    """
    total = 0
    for level, given in zip(levels, seats, strict=True):
        total += given
        if level.fixed + level.chosen != max(level.fixed, min(total, level.may)):
            return False
    return True


def _automatic(levels: Sequence[_Level], seats: Seats, then: str) -> bool:
    """Say whether every block got what the policy says at each grade.

    At one grade only two blocks can be wrong: the last that got it, and the first that did not.
    """
    total = 0
    shares: dict[int, int] = {}
    for grade, (level, given) in enumerate(zip(levels, seats, strict=True)):
        total += given
        before = level.fixed + level.chosen
        for block, size, left, got in (
            (level.lowest, level.last, total - before + level.last, True),
            (level.highest, level.waiting, total - before, False),
        ):
            if size > left > 0:
                shares.setdefault(block, most_places(size, grade, (left, *seats[grade + 1 :])))
            if size and _gets(then, size, left, shares.get(block, grade) <= grade) != got:
                return False
    return True


def _gets(then: str, size: int, left: int, reached: bool) -> bool:
    """Say whether a block of this size gets a grade with so many seats left; `reached`: not better than its own."""
    return size <= left or (left > 0 and (then == "promote" or (then == "majority" and reached)))


def most_places(size: int, grade: int, places: Sequence[int]) -> int:
    """Return the grade in which most of `size` tied units would stand, the better one of equals.

    `places` are those of `grade` and of each worse grade.
    """
    shared: dict[int, int] = {}
    for at, given in enumerate(places, grade):
        shared[at] = min(given, size - sum(shared.values()))
    return min(shared, key=lambda at: (-shared[at], at))


def by_position(grades: Grades, blocks: Sequence[int], seats: Seats, then: str) -> bool:
    """Say whether unrestricted units have the grades of their positions in the ranking.

    The first c(1) positions are the best grade's, the next c(2) the second's. A block gets exactly the
    grades of its positions, in any order (decide), or that of the first (promote), of the last (demote) or
    of most of them, the better one of equals (majority).
    """
    positions = [grade for grade, given in enumerate(seats) for _ in range(given)]
    start = 0
    for block in sorted(set(blocks)):
        own = sorted(grade for grade, each in zip(grades, blocks, strict=True) if each == block)
        span = positions[start : start + len(own)]
        start += len(own)
        most = min(span, key=lambda grade: (-span.count(grade), grade))
        one = {"promote": span[0], "demote": span[-1], "majority": most}
        if own != (span if then == "decide" else [one[then]] * len(own)):
            return False
    return True


@cache
def unrestricted(blocks: tuple[int, ...], seats: Seats, then: str) -> list[Grades]:
    """Return the admissible gradings of units that may all get every grade."""
    every = product(range(len(seats)), repeat=len(blocks))
    return [grades for grades in every if by_position(grades, blocks, seats, then)]


def moved(grades: Grades, bounds: Sequence[Bounds]) -> Grades:
    """Return the grades after `restrictions: after`: whoever is outside its bounds goes to the nearer end."""
    return tuple(min(max(grade, best), worst) for grade, (best, worst) in zip(grades, bounds, strict=True))


def in_order(order: Sequence[int], bounds: Sequence[Bounds], seats: Seats, restrictions: str) -> Grades:
    """Return the grade of each unit where `order` (units, best first) has no ties, as the page words it."""
    if restrictions == "after":
        positions = [grade for grade, given in enumerate(seats) for _ in range(given)]
        return moved(tuple(positions[order.index(unit)] for unit in range(len(order))), bounds)
    grades: dict[int, int] = {}
    for grade in range(len(seats)):
        for unit in order:
            if unit not in grades and bounds[unit][1] == grade:
                grades[unit] = grade
        for unit in order:
            if unit not in grades and bounds[unit][0] <= grade and len(grades) < sum(seats[: grade + 1]):
                grades[unit] = grade
    return tuple(grades[unit] for unit in range(len(order)))


def weak_orders(units: int) -> Iterator[tuple[int, ...]]:
    """Yield every weak order up to renaming units: the sizes of its blocks, best first."""
    if units == 0:
        yield ()
    for first in range(1, units + 1):
        for rest in weak_orders(units - first):
            yield (first, *rest)


def small_counties(units: int, grades: int) -> Iterator[SmallCounty]:
    """Yield every county up to renaming units: restrictions are multisets inside a block."""
    kinds = [(best, worst) for best in range(grades) for worst in range(best, grades)]
    for sizes in weak_orders(units):
        blocks = tuple(block for block, size in enumerate(sizes) for _ in range(size))
        for parts in product(*(list(combinations_with_replacement(kinds, size)) for size in sizes)):
            yield SmallCounty(blocks, tuple(bounds for part in parts for bounds in part), grades)


def seat_vectors(units: int, grades: int) -> list[Seats]:
    """Return every way to give `units` seats to the grades."""
    if grades == 1:
        return [(units,)]
    return [(first, *rest) for first in range(units + 1) for rest in seat_vectors(units - first, grades - 1)]
