"""The level process: from the best grade down, who must and who may get it, over every order of the ties.

Units of one place (equal full keys, no decision) have no order among them, so the process keeps counts
instead: a *pool* is the units of one place that share a worst grade, a *cell* those that share the best
grade too. Which units of a pool are taken never matters to anybody else; only where pools of one place
compete for the same seats does the choice reach further, and there the process forks and follows each way.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from efficiency_rules.grading.standings import Bounds

MOST_WAYS = 1_000
"""Ways followed at once. Beyond it the units not yet placed keep every grade they are allowed."""

_GIVEN, _EMPTIED = 1, 2
"""What happened to a pool at a grade, two bits each: some of its units got it; none was left waiting."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who can get what: `possible` holds each unit's grades over every order of the ties, ascending.

    `cuts` says where a line falls inside a place: (place, grade) to the seats of that grade left for its
    competing units (the most, where it depends on another tie). `moved` holds the places that an automatic
    tie policy moved as a whole.
    """

    possible: list[tuple[int, ...]]
    cuts: dict[tuple[int, int], int]
    moved: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Pools:
    """All pools, numbered from the best place down; `pool_of` numbers the pool of each cell."""

    places: list[int]
    pool_of: dict[int, int]
    arrivals: list[dict[int, int]]
    """One entry a grade: how many units of a pool may get this grade and no better one."""
    due: list[list[int]]
    """One entry a grade: the pools that may get this grade and no worse one."""


@dataclass(frozen=True, slots=True)
class _Way:
    waiting: dict[int, int]
    """How many units of a pool may have the grade at hand and have none yet; no entry where there are none."""
    placed: int
    taken: tuple[dict[int, bool], ...]
    """One entry a grade so far: the pools of which units got it, and whether none was left waiting."""


def fill(places: Sequence[int], bounds: Sequence[Bounds], cumulative: Sequence[int]) -> Outcome:
    """Return the possible grades of every unit, one entry a unit.

    `places` orders the units, lower is better, equal means tied; `bounds` are the grades each may get;
    `cumulative` says how many seats each grade and all better ones have. For each grade from the best:
    units that may get no worse one are placed, then the best-placed units that may get it until the
    cumulative seats are reached; a vacancy goes on to the next grade.
    """
    grades = len(cumulative)
    # One whole number a cell: place, then worst grade, then best.
    codes = [(place * grades + worst) * grades + best for place, (best, worst) in zip(places, bounds, strict=True)]
    pools = _pools(Counter(codes), grades)
    cuts: dict[tuple[int, int], int] = {}
    ways = [_Way({}, 0, ())]
    for grade, seats in enumerate(cumulative):
        steps = (further for way in ways for further in _step(way, pools, grade, seats, cuts))
        found = list(islice(steps, MOST_WAYS + 1))
        if len(found) > MOST_WAYS:
            break
        ways = found
    possible = _possible(pools, ways, grades)
    return Outcome([possible[code] for code in codes], cuts)


def _pools(cells: Counter[int], grades: int) -> _Pools:
    pools = _Pools([], {}, [{} for _ in range(grades)], [[] for _ in range(grades)])
    pool, named = -1, None
    for code in sorted(cells):
        name, best = divmod(code, grades)
        if name != named:
            pool, named = pool + 1, name
            place, worst = divmod(name, grades)
            pools.places.append(place)
            pools.due[worst].append(pool)
        pools.pool_of[code] = pool
        pools.arrivals[best][pool] = cells[code]
    return pools


def _step(way: _Way, pools: _Pools, grade: int, seats: int, cuts: dict[tuple[int, int], int]) -> Iterator[_Way]:
    """Yield the ways on after one grade is given; note in `cuts` where its seats run out inside a place."""
    waiting = way.waiting.copy()
    for pool, size in pools.arrivals[grade].items():
        waiting[pool] = waiting.get(pool, 0) + size
    taken: dict[int, bool] = {}
    left = seats - way.placed
    for pool in pools.due[grade]:
        if pool in waiting:
            left -= waiting.pop(pool)
            taken[pool] = True
    line = sorted(waiting)
    reached = list(accumulate(waiting[pool] for pool in line))
    served = bisect_right(reached, left)
    if served < len(line):
        # Pools of one place are served together or compete.
        place = pools.places[line[served]]
        served = bisect_left(line, place, key=pools.places.__getitem__)
    left -= reached[served - 1] if served else 0
    for pool in line[:served]:
        del waiting[pool]
        taken[pool] = True
    if served == len(line) or left <= 0:
        yield _Way(waiting, seats - left, (*way.taken, taken))
        return
    cuts[place, grade] = max(left, cuts.get((place, grade), left))
    rivals = line[served : bisect_right(line, place, key=pools.places.__getitem__)]
    for chosen in _choices([waiting[pool] for pool in rivals], left):
        rest, given = waiting.copy(), taken.copy()
        for pool, count in zip(rivals, chosen, strict=True):
            if count:
                rest[pool] -= count
                given[pool] = rest[pool] == 0
        yield _Way({pool: size for pool, size in rest.items() if size}, seats, (*way.taken, given))


def _choices(counts: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to take `total` units (at most their sum) from pools of these counts."""
    if not counts:
        yield ()
        return
    first, *others = counts
    for taken in range(max(0, total - sum(others)), min(first, total) + 1):
        for rest in _choices(others, total - taken):
            yield (taken, *rest)


def _possible(pools: _Pools, ways: Sequence[_Way], grades: int) -> dict[int, tuple[int, ...]]:
    """Return the grades that a unit of each cell can get, over all ways."""
    found = dict.fromkeys(pools.pool_of, 0)
    # Cells are many and their fates few: one set of grades is a whole number, and each fate is read once.
    read: dict[tuple[int, int], int] = {}
    for way in ways:
        history = [0] * len(pools.places)
        for grade, taken in enumerate(way.taken):
            for pool, emptied in taken.items():
                history[pool] |= (_GIVEN | _EMPTIED if emptied else _GIVEN) << 2 * grade
        for code, pool in pools.pool_of.items():
            fate = (code % (grades * grades), history[pool])
            if fate not in read:
                worst, best = divmod(fate[0], grades)
                read[fate] = _grades_of(best, worst, fate[1], len(way.taken))
            found[code] |= read[fate]
    levels = {mask: tuple(at for at in range(grades) if mask >> at & 1) for mask in set(found.values())}
    return {code: levels[mask] for code, mask in found.items()}


def _grades_of(best: int, worst: int, history: int, reached: int) -> int:
    """Return, as a set of bits, what a unit of a cell can get: every grade its pool was given meanwhile.

    It can be the first of its pool to be taken or the last, or any between.
    """
    found = 0
    for grade in range(best, reached):
        event = history >> 2 * grade
        if event & _GIVEN:
            found |= 1 << grade
        if event & _EMPTIED:
            return found
    for grade in range(max(best, reached), worst + 1):
        found |= 1 << grade
    return found
