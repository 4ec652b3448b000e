"""Trials: what one unit could get if its total or its restrictions, or those of the others, were different."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from efficiency_rules.errors import GradingError
from efficiency_rules.grading.decisions import Decision
from efficiency_rules.grading.pools import Pool, pools_of, ranked
from efficiency_rules.grading.process import outcome_of
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Bounds, Contest, Standing, read_standings

Grades = tuple[int, ...]
"""The grades a unit can get, as positions in the scheme, best first."""


@dataclass(frozen=True, slots=True)
class Trials:
    """One unit (`at`) of a finished grading, to be graded again in other circumstances; all else stays as it is.

    `contest` and `pool` are those of the grading, the pool the unit's own. A decision that no longer fits the
    ties of a trial has no part in it.
    """

    scheme: GradeScheme
    standings: Sequence[Standing]
    decisions: Sequence[Decision]
    at: int
    contest: Contest
    pool: Pool

    @classmethod
    def of(cls, scheme: GradeScheme, standings: Sequence[Standing], decisions: Sequence[Decision], unit: str) -> Self:
        """Return the trials of a unit; raises GradingError as `grade` does, ValueError where there is no such unit."""
        at = [standing.unit for standing in standings].index(unit)
        contest = read_standings(standings, scheme)
        pool = next(pool for pool in pools_of(standings, scheme, contest) if at in pool.units)
        return cls(scheme, standings, decisions, at, contest, pool)

    @property
    def own(self) -> Standing:
        """The unit's standing as it is."""
        return self.standings[self.at]

    @property
    def counted(self) -> bool:
        """Whether the unit is in the base of the shares."""
        return self.at in self.pool.contestants

    @property
    def now(self) -> Grades:
        """What the unit can get as things are."""
        return self._grades(self.contest, self.pool, self.scheme)

    def with_total(self, total: str) -> Grades | None:
        """Return what the unit could get with this total; None where such units could not be graded at all."""
        return self._with_own(replace(self.own, keys=(total, *self.own.keys[1:])))

    def unrestricted(self) -> Grades | None:
        """Return what the unit could get without its own cap, veto or guarantee; thresholds stay."""
        return self._with_own(replace(self.own, best=None, worst=None))

    def others_unrestricted(self) -> Grades | None:
        """Return what the unit could get if nothing restricted the others, no threshold either."""
        free: Bounds = (0, len(self.scheme.grades) - 1)
        bounds = [free] * len(self.standings)
        bounds[self.at] = self.contest.bounds[self.at]
        return self._graded(replace(self.contest, bounds=bounds))

    def without_tie_policy(self) -> Grades:
        """Return what the unit could get if a person had to order its tie."""
        return self._grades(self.contest, self.pool, replace(self.scheme, then="decide"))

    def _with_own(self, standing: Standing) -> Grades | None:
        try:
            alone = read_standings([standing], self.scheme)
        except GradingError:
            # A total below a threshold that a guarantee of the unit contradicts.
            return None
        keys, bounds = list(self.contest.keys), list(self.contest.bounds)
        (keys[self.at],), (bounds[self.at],) = alone.keys, alone.bounds
        return self._graded(replace(self.contest, keys=keys, bounds=bounds))

    def _graded(self, contest: Contest) -> Grades | None:
        if self._forced(contest) == self._forced(self.contest):
            pool = self._pool(contest)
        else:
            # Another base of the shares: all seats are counted again.
            try:
                pools = pools_of(self.standings, self.scheme, contest)
            except GradingError:
                return None
            pool = next(pool for pool in pools if self.at in pool.units)
        return self._grades(contest, pool, self.scheme)

    def _forced(self, contest: Contest) -> list[bool]:
        """Say of each unit whether it is outside the base of the shares."""
        if self.scheme.base == "all":
            return []
        return [best == worst for best, worst in contest.bounds]

    def _pool(self, contest: Contest) -> Pool:
        inside = self.pool.contestants
        blocks, _ = ranked([contest.keys[at] for at in inside])
        return replace(self.pool, blocks=blocks, bounds=[contest.bounds[at] for at in inside])

    def _grades(self, contest: Contest, pool: Pool, scheme: GradeScheme) -> Grades:
        if self.at not in pool.contestants:
            return (contest.bounds[self.at][0],)
        outcome = outcome_of(pool, scheme, self._places(pool))
        return outcome.possible[pool.contestants.index(self.at)]

    def _places(self, pool: Pool) -> list[int]:
        """Return the pool's blocks, refined by the decisions that order exactly one of them."""
        width = pool.base
        places = [block * width for block in pool.blocks]
        home = {self.standings[at].unit: place for place, at in enumerate(pool.contestants)}
        for decision in self.decisions:
            tied = [home[unit] for unit in decision.units if unit in home]
            blocks = {pool.blocks[place] for place in tied}
            if len(blocks) == 1 and len(tied) == len(decision.units) == pool.blocks.count(blocks.pop()):
                for position, place in enumerate(tied):
                    places[place] += position
        return places
