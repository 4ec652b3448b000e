"""Why a unit has its rank and grade, as one Chinese sentence a unit."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

from efficiency_rules.grading.levels import Outcome
from efficiency_rules.grading.pools import Pool
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Contest, Standing
from efficiency_rules.grading.ties import Tie

_POLICIES = {"promote": "一并从优", "demote": "一并从次", "majority": "随多数名额"}


class Wording:
    """What all sentences of one pool share."""

    def __init__(self, scheme: GradeScheme, pool: Pool, outcome: Outcome, groups: Mapping[str, str]) -> None:
        self._scheme = scheme
        self._pool = pool
        self._cumulative = pool.cumulative
        self._endings = [self._reached(grade) for grade in range(pool.grades)]
        units = len(pool.units)
        inside = "" if pool.group is None else f"在“{groups.get(pool.group, pool.group)}”组内"
        self._before, self._after = f"，{inside}第 ", f" 名（共 {units} 个单位）"
        self._counted = _ranks_in_base(pool) if pool.base < units else None
        # Where nothing is restricted and no policy moved anybody, a unit that is in no tie has the grade of its rank.
        free = (0, pool.grades - 1)
        self._plain = not outcome.moved and pool.bounds.count(free) == units
        self._usual = [f"{self._after}；{ending}。" for ending in self._endings]
        self._moved: dict[int, int] = {}
        if outcome.moved:
            tied = Counter(pool.blocks)
            rows = zip(pool.contestants, pool.blocks, strict=True)
            self._moved = {at: tied[block] for at, block in rows if block in outcome.moved}
        takers = {
            "限定最低等次的单位": any(worst < pool.grades - 1 for _, worst in pool.bounds),
            "递补到更好等次的单位": any(best for best, _ in pool.bounds),
            "一并评定的同分单位": bool(outcome.moved),
        }
        self._takers = "或".join(words for words, there in takers.items() if there)
        given = Counter(grades[0] for grades in outcome.possible) if outcome.moved else Counter[int]()
        self._given = list(accumulate(given[grade] for grade in range(pool.grades)))

    def why(
        self,
        at: int,
        standing: Standing,
        rank: int,
        possible: Sequence[int],
        contest: Contest,
        tie: Tie | None,
    ) -> str:
        """Return the sentence of one unit, whose position in the standings is `at`.

        `possible` holds the positions of its possible grades; `tie` the tie it is in where a line falls into it.
        """
        grade, *others = possible
        ranked = f"总分 {standing.keys[0]}{self._before}{rank}"
        if self._plain and tie is None:
            return f"{ranked}{self._usual[grade]}"
        parts = [f"{ranked}{self._after}", *self._bounds(standing, contest.below[at])]
        if tie is not None and tie.decision is not None:
            decision = tie.decision
            parts.append(f"与另外 {len(tie.units) - 1} 个单位同分，先后按 {decision.on} 的裁定（{decision.document}）")
        if at in self._moved:
            policy = _POLICIES[self._scheme.then]
            parts.append(f"与另外 {self._moved[at] - 1} 个单位同分，等次界线落在其中，按“{policy}”办理")
        if self._counted is not None and at not in self._counted:
            parts.append(f"直接定为“{self._title(grade)}”，不占名额，不计入单位总数")
            return "；".join(parts) + "。"
        if self._counted is not None:
            rank = self._counted[at]
            parts.append(f"在计入单位总数的 {self._pool.base} 个单位中为第 {rank} 名")
        parts.append(self._waiting(possible, tie) if others else self._restricted(grade, at, rank, contest, tie))
        return "；".join(parts) + "。"

    def _title(self, grade: int) -> str:
        return self._scheme.grades[grade].title

    def _bounds(self, standing: Standing, below: int) -> list[str]:
        parts = []
        if below:
            missed = self._scheme.grades[below - 1]
            at_least = next(line.at_least for line in self._scheme.thresholds if line.grade == missed.id)
            parts.append(f"总分未达到“{missed.title}”的分数线 {at_least}")
        order = self._scheme.order
        if standing.best is not None and standing.best == standing.worst:
            return [*parts, f"限定为“{self._title(order[standing.best])}”"]
        if standing.best is not None and order[standing.best] > 0:
            parts.append(f"限定最高为“{self._title(order[standing.best])}”")
        if standing.worst is not None and order[standing.worst] < self._pool.grades - 1:
            parts.append(f"限定最低为“{self._title(order[standing.worst])}”")
        return parts

    def _waiting(self, possible: Sequence[int], tie: Tie | None) -> str:
        grades = "、".join(self._title(grade) for grade in possible)
        if tie is not None and tie.open:
            others = len(tie.units) - 1
            return f"与另外 {others} 个单位的全部排序依据相同，等次界线落在其中，可能为{grades}，待裁定先后"
        return f"等次取决于其他单位同分先后的裁定，可能为{grades}，待裁定"

    def _restricted(self, grade: int, at: int, rank: int, contest: Contest, tie: Tie | None) -> str:
        best, worst = contest.bounds[at]
        if best and grade == best:
            return f"评为所允许的最高等次“{self._title(grade)}”"
        if worst < self._pool.grades - 1 and grade == worst:
            return f"评为所允许的最低等次“{self._title(grade)}”"
        if at in self._moved:
            return f"评为“{self._title(grade)}”"
        return self._placed(grade, max(bisect_left(self._cumulative, rank), best), tie)

    def _placed(self, grade: int, by_rank: int, tie: Tie | None) -> str:
        """Return the ending of a unit that no bound or policy placed; `by_rank` is what its rank alone would give."""
        if grade < by_rank:
            return f"前面有单位受限定，名额依次递补，评为“{self._title(grade)}”"
        if grade > by_rank and tie is None:
            if self._moved and self._given[by_rank] < self._cumulative[by_rank]:
                return f"前面的同分单位一并后移，其后的单位不得在其之前评定，评为“{self._title(grade)}”"
            return f"名额已由{self._takers}占用，评为“{self._title(grade)}”"
        return self._endings[grade]

    def _reached(self, grade: int) -> str:
        title = self._title(grade)
        if self._pool.seats is None:
            return f"不设名额，评为总分和限定所允许的最高等次“{title}”"
        if grade == 0:
            return f"在“{title}”名额（{self._cumulative[0]} 个）之内，评为“{title}”"
        upper, seats = self._title(grade - 1), self._cumulative[grade - 1]
        above = f"“{upper}”" if grade == 1 else f"“{upper}”及以上"
        missed = f"未进入{above}名额（{seats} 个）"
        if grade == self._pool.grades - 1:
            return f"{missed}，评为“{title}”"
        return f"{missed}，在“{title}”及以上名额（{self._cumulative[grade]} 个）之内，评为“{title}”"


def _ranks_in_base(pool: Pool) -> dict[int, int]:
    """Return the rank of each contestant, by its position in the standings, among the contestants alone."""
    tied = Counter(pool.blocks)
    before = list(accumulate((tied[block] for block in range(len(tied))), initial=0))
    return {at: before[block] + 1 for at, block in zip(pool.contestants, pool.blocks, strict=True)}
