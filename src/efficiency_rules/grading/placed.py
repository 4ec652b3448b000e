"""Placements: each unit's rank and grade, with the sentence that says why (等次评定)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast, overload

from efficiency_rules.grading.levels import Outcome
from efficiency_rules.grading.pools import Pool
from efficiency_rules.grading.reasons import Wording
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Contest, Standing
from efficiency_rules.grading.ties import Tie


@dataclass(frozen=True, slots=True)
class Placement:
    """One unit's rank and grade.

    Ranks count from 1 inside the unit's pool and ties share one (1, 2, 2, 4), also when a decision orders
    them. `grade` is None and `on_line` True while the grade waits for a decision; `why` says it in one
    Chinese sentence.
    """

    unit: str
    rank: int
    grade: str | None
    on_line: bool
    why: str


class Placements(Sequence[Placement]):
    """The placements of a grading, made when they are first read: it is the sentences that take time.

    Otherwise like the tuple of them, which it equals.
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[Placement, ...]]) -> None:
        self._make = make
        self._made: tuple[Placement, ...] | None = None

    def _all(self) -> tuple[Placement, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, at: int) -> Placement: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Placement, ...]: ...
    def __getitem__(self, at: int | slice) -> Placement | tuple[Placement, ...]:
        return self._all()[at]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Placement]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Placements) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


def placements_of(
    standings: Sequence[Standing],
    scheme: GradeScheme,
    contest: Contest,
    pools: Sequence[Pool],
    outcomes: Sequence[Outcome],
    possible: Sequence[tuple[int, ...]],
    ties: Sequence[Tie],
    groups: Mapping[str, str],
) -> tuple[Placement, ...]:
    """Return one placement a unit, in the order of the standings; `possible` holds the grades each can get."""
    tie_of = {unit: tie for tie in ties for unit in tie.units}
    ids = [grade.id for grade in scheme.grades]
    placements: list[Placement | None] = [None] * len(standings)
    for pool, outcome in zip(pools, outcomes, strict=True):
        wording = Wording(scheme, pool, outcome, groups)
        for at, rank in zip(pool.units, pool.ranks, strict=True):
            standing, grades = standings[at], possible[at]
            waits = len(grades) > 1
            why = wording.why(at, standing, rank, grades, contest, tie_of.get(standing.unit))
            placements[at] = Placement(standing.unit, rank, None if waits else ids[grades[0]], waits, why)
    # Every unit is in one pool.
    return cast(tuple[Placement, ...], tuple(placements))
