"""Grading: standings, scheme and decisions in; seats, placements and ties out (等次评定)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

from efficiency_rules.errors import GradingError, Problem, mistyped
from efficiency_rules.grading.certificate import certificate
from efficiency_rules.grading.decisions import Decided, Decision, read_decisions
from efficiency_rules.grading.fields import check_types
from efficiency_rules.grading.levels import Outcome
from efficiency_rules.grading.placed import Placement, Placements, placements_of
from efficiency_rules.grading.pools import Pool, pools_of
from efficiency_rules.grading.process import outcome_of
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Bounds, Contest, Standing, read_standings
from efficiency_rules.grading.ties import Tie, find_ties


@dataclass(frozen=True, slots=True)
class Grading:
    """A finished grading; `placements` and `standings` are in input order, one entry a unit.

    `possible` holds the grade ids each unit can still get, best first: one where the grade is certain;
    `bounds` the positions of the best and worst grade each may get, thresholds included. `pools` are the
    units graded among themselves, `moved` says of each whether a tie policy moved a block in it.
    """

    scheme: GradeScheme
    standings: tuple[Standing, ...] = field(repr=False)
    pools: tuple[Pool, ...] = field(repr=False)
    moved: tuple[bool, ...] = field(repr=False)
    placements: Sequence[Placement]
    bounds: tuple[Bounds, ...] = field(repr=False)
    possible: tuple[tuple[str, ...], ...] = field(repr=False)
    ties: tuple[Tie, ...]
    decisions: tuple[Decision, ...]

    @property
    def seats(self) -> dict[str, int]:
        """How many units each grade holds, by grade id, best first; they sum to the base of the shares.

        Empty in a scheme without shares.
        """
        if self.scheme.rule is None:
            return {}
        given = [pool.seats or () for pool in self.pools]
        return {grade.id: sum(seats[at] for seats in given) for at, grade in enumerate(self.scheme.grades)}

    @property
    def open_ties(self) -> tuple[Tie, ...]:
        """The ties that wait for a decision, best first."""
        return tuple(tie for tie in self.ties if tie.open)

    def to_dict(self) -> dict[str, Any]:
        """Return what grading.json holds: plain data, the same for every order of the standings."""
        return certificate(self)


NO_TITLES: Mapping[str, str] = MappingProxyType({})


def grade(
    standings: Sequence[Standing],
    scheme: GradeScheme,
    decisions: Sequence[Decision] = (),
    *,
    groups: Mapping[str, str] = NO_TITLES,
) -> Grading:
    """Return the grading of these units; docs/grading.md is its definition.

    Units are ordered by their keys, the total first; a tie that a line between grades falls into is never
    split by id, name or input order: under `decide` its units get no grade until a Decision orders them, nor
    does a unit whose grade depends on that order. `groups` gives titles to group ids in the sentences.
    Raises GradingError with all problems of standings and decisions, and where seats do not fit the units.
    """
    if wrong := _mistyped(standings, scheme, decisions):
        raise GradingError(wrong)
    contest = read_standings(standings, scheme)
    pools = pools_of(standings, scheme, contest)
    undecided = [outcome_of(pool, scheme, pool.blocks) for pool in pools]
    decided = [Decided([], {}) for _ in pools]
    outcomes = undecided
    if decisions:
        decided = read_decisions(decisions, standings, pools, undecided)
        outcomes = [
            _ordered(pool, scheme, known) if known.by_block else outcome
            for pool, known, outcome in zip(pools, decided, undecided, strict=True)
        ]
    ties = [
        tie
        for pool, before, after, known in zip(pools, undecided, outcomes, decided, strict=True)
        for tie in find_ties(standings, scheme, pool, before, after, known.by_block)
    ]
    possible = _possible(pools, outcomes, contest)
    standings = tuple(standings)
    making = partial(placements_of, standings, scheme, contest, pools, outcomes, possible, ties, dict(groups))
    return Grading(
        scheme=scheme,
        standings=standings,
        pools=tuple(pools),
        moved=tuple(bool(outcome.moved) for outcome in outcomes),
        placements=Placements(making),
        bounds=tuple(contest.bounds),
        possible=_named(possible, scheme),
        ties=tuple(ties),
        decisions=tuple(decisions),
    )


def _mistyped(standings: object, scheme: object, decisions: object) -> list[Problem]:
    """Return a problem for each argument, and each entry of one, that is of another type."""
    problems = check_types("standings", standings, Standing, "Standing")
    if not isinstance(scheme, GradeScheme):
        problems.append(mistyped("scheme", "GradeScheme", scheme))
    return problems + check_types("decisions", decisions, Decision, "Decision")


def _ordered(pool: Pool, scheme: GradeScheme, decided: Decided) -> Outcome:
    """Return the outcome of a pool where decisions order some blocks; its cuts name places by block."""
    width = pool.base
    places = [block * width + position for block, position in zip(pool.blocks, decided.positions, strict=True)]
    outcome = outcome_of(pool, scheme, places)
    return Outcome(outcome.possible, {(at // width, line): left for (at, line), left in outcome.cuts.items()})


def _possible(pools: Sequence[Pool], outcomes: Sequence[Outcome], contest: Contest) -> list[tuple[int, ...]]:
    """Return the grades each unit can get, one entry a unit; a forced unit outside the base has its one."""
    possible: list[tuple[int, ...]] = [(best,) for best, _ in contest.bounds]
    for pool, outcome in zip(pools, outcomes, strict=True):
        if pool.base == len(possible):
            return outcome.possible
        for at, grades in zip(pool.contestants, outcome.possible, strict=True):
            possible[at] = grades
    return possible


def _named(possible: Sequence[tuple[int, ...]], scheme: GradeScheme) -> tuple[tuple[str, ...], ...]:
    ids = [grade.id for grade in scheme.grades]
    named = {grades: tuple(ids[at] for at in grades) for grades in set(possible)}
    return tuple(named[grades] for grades in possible)
