"""Grading: standings, scheme and decisions in; seats, placements and ties out (等次评定)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from efficiency_rules.grading.certificate import certificate
from efficiency_rules.grading.decisions import Decision, positions_in_ties
from efficiency_rules.grading.levels import Outcome, fill
from efficiency_rules.grading.reasons import Wording
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.seats import Seat, cumulative, largest_remainder
from efficiency_rules.grading.standings import Bounds, Contest, Standing, read_standings
from efficiency_rules.grading.ties import Tie, find_ties


@dataclass(frozen=True, slots=True)
class Placement:
    """One unit's rank and grade.

    Ranks count from 1 and ties share one (1, 2, 2, 4), also when a decision orders them. `grade` is None
    and `on_line` True while the grade waits for a decision; `why` says it in one Chinese sentence.
    """

    unit: str
    rank: int
    grade: str | None
    on_line: bool
    why: str


@dataclass(frozen=True, slots=True)
class Grading:
    """A finished grading; `placements` and `standings` are in input order, `allotment` best grade first.

    `possible` holds the grade ids each unit can still get, best first: one where the grade is certain;
    `bounds` the positions of the best and worst grade each may get, thresholds included.
    """

    scheme: GradeScheme
    standings: tuple[Standing, ...] = field(repr=False)
    allotment: tuple[Seat, ...]
    placements: tuple[Placement, ...]
    bounds: tuple[Bounds, ...] = field(repr=False)
    possible: tuple[tuple[str, ...], ...] = field(repr=False)
    ties: tuple[Tie, ...]
    decisions: tuple[Decision, ...]

    @property
    def seats(self) -> dict[str, int]:
        """How many units each grade holds, by grade id, best first; they sum to the number of units."""
        return {grade.id: seat.given for grade, seat in zip(self.scheme.grades, self.allotment, strict=True)}

    @property
    def open_ties(self) -> tuple[Tie, ...]:
        """The ties that wait for a decision, best first."""
        return tuple(tie for tie in self.ties if tie.open)

    def to_dict(self) -> dict[str, Any]:
        """Return what grading.json holds: plain data, the same for every order of the standings."""
        return certificate(self)


def grade(standings: Sequence[Standing], scheme: GradeScheme, decisions: Sequence[Decision] = ()) -> Grading:
    """Return the grading of these units, all in one pool.

    Units are ordered by their keys, the total first; a tie that a line between grades falls into is never
    split by id, name or input order: its units get no grade until a Decision orders them, nor does a unit
    whose grade depends on that order. Raises GradingError with all problems of standings and decisions.
    """
    contest = read_standings(standings, scheme)
    allotment = largest_remainder(len(standings), [each.share for each in scheme.grades], scheme.seat_tie)
    seats = cumulative(allotment)
    undecided = fill(contest.blocks, contest.bounds, seats)
    outcome, decided = undecided, dict[int, Decision]()
    if decisions:
        positions, decided = positions_in_ties(decisions, standings, contest, undecided)
        width = len(standings) + 1
        places = [block * width + position for block, position in zip(contest.blocks, positions, strict=True)]
        ordered = fill(places, contest.bounds, seats)
        outcome = Outcome(ordered.possible, {(at // width, line): left for (at, line), left in ordered.cuts.items()})
    ties = find_ties(standings, scheme, contest, undecided, outcome, decided)
    ids = [each.id for each in scheme.grades]
    named = {grades: tuple(ids[at] for at in grades) for grades in set(outcome.possible)}
    return Grading(
        scheme=scheme,
        standings=tuple(standings),
        allotment=allotment,
        placements=_placements(standings, contest, outcome, ties, decided, Wording(scheme, seats, len(standings))),
        bounds=tuple(contest.bounds),
        possible=tuple(named[grades] for grades in outcome.possible),
        ties=ties,
        decisions=tuple(decisions),
    )


def _placements(
    standings: Sequence[Standing],
    contest: Contest,
    outcome: Outcome,
    ties: Sequence[Tie],
    decided: dict[int, Decision],
    wording: Wording,
) -> tuple[Placement, ...]:
    tied = {unit: len(tie.units) for tie in ties for unit in tie.units}
    ids = [each.id for each in wording.scheme.grades]
    placements = []
    for at, standing in enumerate(standings):
        possible, rank = outcome.possible[at], contest.ranks[at]
        waits = len(possible) > 1
        why = wording.why(
            standing,
            rank,
            possible,
            contest.below[at],
            tied.get(standing.unit, 0),
            decided.get(contest.blocks[at]),
        )
        placements.append(Placement(standing.unit, rank, None if waits else ids[possible[0]], waits, why))
    return tuple(placements)
