"""Why a unit has its rank and grade, as one Chinese sentence a unit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from efficiency_rules.grading.decisions import Decision
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Standing


@dataclass(frozen=True, slots=True)
class Wording:
    """What all sentences of one grading share: the scheme, the cumulative seats, the number of units."""

    scheme: GradeScheme
    cumulative: tuple[int, ...]
    units: int
    endings: tuple[str, ...] = field(init=False)
    """How the sentence of an unrestricted unit ends, one entry a grade."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "endings", tuple(self._reached(grade) for grade in range(len(self.cumulative))))

    def why(
        self,
        standing: Standing,
        rank: int,
        possible: Sequence[int],
        below: int,
        tied: int,
        decision: Decision | None,
    ) -> str:
        """Return the sentence of one unit.

        `possible` holds the positions of its possible grades; `below` the best grade its total allows;
        `tied` how many units share its full key where a line falls among them, else 0.
        """
        start = f"总分 {standing.keys[0]}，第 {rank} 名（共 {self.units} 个单位）"
        parts = [start, *self._bounds(standing, below)]
        if decision is not None:
            parts.append(f"与另外 {tied - 1} 个单位同分，先后按 {decision.on} 的裁定（{decision.document}）")
        if len(possible) > 1:
            parts.append(self._waiting(possible, tied if decision is None else 0))
        else:
            parts.append(self._placed(standing, possible[0], below))
        return "；".join(parts) + "。"

    def _title(self, grade: int) -> str:
        return self.scheme.grades[grade].title

    def _bounds(self, standing: Standing, below: int) -> list[str]:
        parts = []
        if below:
            missed = self.scheme.grades[below - 1]
            at_least = next(line.at_least for line in self.scheme.thresholds if line.grade == missed.id)
            parts.append(f"总分未达到“{missed.title}”的分数线 {at_least}")
        if standing.best is not None and self.scheme.order[standing.best] > 0:
            parts.append(f"限定最高为“{self._title(self.scheme.order[standing.best])}”")
        if standing.worst is not None and self.scheme.order[standing.worst] < len(self.scheme.grades) - 1:
            parts.append(f"限定最低为“{self._title(self.scheme.order[standing.worst])}”")
        return parts

    def _waiting(self, possible: Sequence[int], tied: int) -> str:
        grades = "、".join(self._title(grade) for grade in possible)
        if tied:
            return f"与另外 {tied - 1} 个单位的全部排序依据相同，等次界线落在其中，可能为{grades}，待裁定先后"
        return f"等次取决于其他单位同分先后的裁定，可能为{grades}，待裁定"

    def _placed(self, standing: Standing, grade: int, below: int) -> str:
        if not below and standing.best is None and standing.worst is None:
            return self.endings[grade]
        title = self._title(grade)
        best = max(below, self.scheme.order.get(standing.best or "", 0))
        if best and grade == best:
            return f"评为所允许的最高等次“{title}”"
        if standing.worst is not None and grade == self.scheme.order[standing.worst]:
            return f"评为所允许的最低等次“{title}”"
        return self.endings[grade]

    def _reached(self, grade: int) -> str:
        title = self._title(grade)
        if grade == 0:
            return f"在“{title}”名额（{self.cumulative[0]} 个）之内，评为“{title}”"
        upper, seats = self._title(grade - 1), self.cumulative[grade - 1]
        above = f"“{upper}”" if grade == 1 else f"“{upper}”及以上"
        missed = f"未进入{above}名额（{seats} 个）"
        if grade == len(self.cumulative) - 1:
            return f"{missed}，评为“{title}”"
        return f"{missed}，在“{title}”及以上名额（{self.cumulative[grade]} 个）之内，评为“{title}”"
