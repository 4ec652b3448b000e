"""Pools: the units that are graded among themselves, with their ranks and their seats (评等范围)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from efficiency_rules.errors import GradingError, Problem
from efficiency_rules.grading.reconciling import reconciled
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Bounds, Contest, Key, Standing


@dataclass(frozen=True, slots=True)
class Pool:
    """The units of one pool: all (`group` None) or those of a group.

    `units` are positions in the standings, `ranks` one entry a unit: from 1, ties share one (1, 2, 2, 4).
    `contestants` are the positions of the units in the base of the shares, `blocks` and `bounds` one entry
    a contestant: 0 is the best block, equal numbers are ties. The others are forced. `seats` is None in a
    scheme without shares.
    """

    group: str | None
    units: Sequence[int]
    ranks: Sequence[int]
    contestants: Sequence[int]
    blocks: Sequence[int]
    bounds: Sequence[Bounds]
    seats: tuple[int, ...] | None
    grades: int

    @property
    def base(self) -> int:
        """The N of the shares."""
        return len(self.contestants)

    @property
    def cumulative(self) -> tuple[int, ...]:
        """How many units may get each grade or a better one; all of them where there are no seats."""
        return (self.base,) * self.grades if self.seats is None else tuple(accumulate(self.seats))


def pools_of(standings: Sequence[Standing], scheme: GradeScheme, contest: Contest) -> list[Pool]:
    """Return the pools of these standings, by group; raises GradingError where the seats do not fit."""
    members: dict[str | None, list[int]] = {}
    if scheme.pool == "all":
        members[None] = list(range(len(standings)))
    else:
        for at, standing in enumerate(standings):
            members.setdefault(standing.group, []).append(at)
    groups = sorted(members, key=lambda group: group or "")
    bases = {group: _contestants(members[group], scheme, contest) for group in groups}
    seats = _seats({group: len(base) for group, base in bases.items()}, scheme)
    return [_pool(group, members[group], bases[group], seats[group], contest, scheme) for group in groups]


def _contestants(members: list[int], scheme: GradeScheme, contest: Contest) -> list[int]:
    if scheme.base == "all":
        return members
    return [at for at in members if contest.bounds[at][0] != contest.bounds[at][1]]


def _seats(sizes: dict[str | None, int], scheme: GradeScheme) -> dict[str | None, tuple[int, ...] | None]:
    if scheme.rule is None:
        return dict.fromkeys(sizes)
    if scheme.pool == "by-group-reconciled":
        named = cast(dict[str, int], sizes)
        county = scheme.rule.seats(sum(sizes.values()))
        table = reconciled(named, scheme.rule.shares, county, scheme.group_order)
        return {group: table[group] for group in named}
    seats = {group: scheme.rule.seats(size) for group, size in sizes.items()}
    if scheme.counts is not None:
        for size in sizes.values():
            _check_counts(scheme.counts.document, sum(scheme.counts.seats), size)
    return dict(seats)


def _check_counts(document: str, found: int, units: int) -> None:
    if found != units:
        raise GradingError(Problem("counts-sum", facts={"found": found, "expected": units, "document": document}))


def _pool(
    group: str | None,
    units: list[int],
    base: list[int],
    seats: tuple[int, ...] | None,
    contest: Contest,
    scheme: GradeScheme,
) -> Pool:
    blocks, ranks = ranked([contest.keys[at] for at in units])
    if base is not units:
        blocks, _ = ranked([contest.keys[at] for at in base])
    return Pool(group, units, ranks, base, blocks, [contest.bounds[at] for at in base], seats, len(scheme.grades))


def ranked(keys: Sequence[Key]) -> tuple[list[int], list[int]]:
    """Return the block and the rank of each key, the highest first: equal keys share both."""
    sizes = Counter(keys)
    order = sorted(sizes, reverse=True)
    block = {key: at for at, key in enumerate(order)}
    rank, after = {}, 1
    for key in order:
        rank[key] = after
        after += sizes[key]
    return [block[key] for key in keys], [rank[key] for key in keys]
