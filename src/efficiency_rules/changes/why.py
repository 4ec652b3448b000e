"""Why something changed: by a correction of the unit itself, by the rank of another, or by a restriction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from efficiency_rules.changes.corrections import Correction, Revocation, Subject
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.evaluation.marking import Marks
from efficiency_rules.evidence.builtin import NotApplicable
from efficiency_rules.grading import Placement

_MOST_NAMED = 3

_MOST_COMPARED = 100
"""Units whose own change is looked at for the rank of each other unit: where more change, the appellants are named."""


@dataclass(frozen=True, slots=True)
class Causes:
    """What was corrected: the corrections with what each is about, and the units they name."""

    corrections: Sequence[tuple[Subject, Correction]]
    units: Mapping[Subject, Collection[str]]

    @property
    def appellants(self) -> list[str]:
        """The units that the corrections name, by id."""
        return sorted({unit for units in self.units.values() for unit in units})

    def of_mark(self, unit: str, marks: Marks) -> list[str]:
        """Return the documents of the corrections that can have changed this mark directly."""
        types = (marks.item.criterion.reads.id, NotApplicable.id)
        return _documents(
            one
            for subject, one in self.corrections
            if unit in self.units[subject]
            and ((subject[0] == "record" and subject[1] in types) or subject == ("mark", unit, marks.item.id))
        )

    def of_unit(self, unit: str) -> list[str]:
        """Return the documents of the corrections to what this unit is marked by."""
        return _documents(
            one for subject, one in self.corrections if unit in self.units[subject] and subject[0] != "tie"
        )

    def of_tie(self, unit: str) -> list[Correction]:
        """Return the corrections that order this unit in a tie, or take back what did."""
        return [one for subject, one in self.corrections if unit in self.units[subject] and subject[0] == "tie"]


def _documents(corrections: Iterable[Correction]) -> list[str]:
    return list(dict.fromkeys(one.document for one in corrections))


@dataclass(frozen=True, slots=True)
class Why:
    """Two evaluations, what was corrected between them, and the sentences that follow from it.

    `was` and `now` are the placements before and after, by unit; `movers` the units whose marks or totals
    changed. `scored` says of a unit whether it is one of them.
    """

    before: Evaluation
    after: Evaluation
    causes: Causes
    was: Mapping[str, Placement]
    now: Mapping[str, Placement]
    movers: Sequence[str]

    def mark(self, unit: str, marks: Marks) -> str:
        """Return why a mark changed."""
        documents = self.causes.of_mark(unit, marks)
        if documents:
            return f"由更正引起（{'、'.join(documents)}）"
        return f"本单位未作更正；该项与其他单位比较计分，{self._others(unit)}更正后随之变动"

    def rank(self, unit: str, scored: bool) -> str:
        """Return why a rank changed."""
        was, now = self.was.get(unit), self.now.get(unit)
        if was is None or now is None:
            return self._graded_or_not(now)
        moved = f"由第 {was.rank} 名变为第 {now.rank} 名"
        if scored:
            return f"{self._own_score(unit)}，{moved}"
        return f"本单位得分未变，因{self._passing(unit, was.rank, now.rank)}名次变动，{moved}"

    def grade(self, unit: str, scored: bool) -> str:
        """Return why a grade changed."""
        was, now = self.was.get(unit), self.now.get(unit)
        if was is None or now is None:
            return self._graded_or_not(now)
        waits = "，等次待裁定" if now.on_line else ""
        ties = self.causes.of_tie(unit)
        if ties and self._tied(unit):
            revoked = "撤销" if all(isinstance(one, Revocation) for one in ties) else ""
            return f"由{revoked}同分先后的裁定引起（{'、'.join(_documents(ties))}）{waits}"
        if scored:
            return f"{self._own_score(unit)}{waits}"
        if ties:
            return f"本单位得分未变，因{self._others(unit)}得分变动，不再同分{waits}"
        if documents := self.causes.of_unit(unit):
            return f"由更正引起（{'、'.join(documents)}），等次限制随之变动{waits}"
        if was.rank != now.rank:
            return f"{self.rank(unit, scored)}{waits}"
        return f"本单位得分未变，仍为第 {now.rank} 名，因{self._others(unit)}更正后名额有变{waits}"

    def _tied(self, unit: str) -> bool:
        """Say whether a line falls into a tie of this unit now, decided or not."""
        gradings = () if self.after.graded is None else self.after.graded.gradings.values()
        return any(unit in tie.units for grading in gradings for tie in grading.ties)

    def _own_score(self, unit: str) -> str:
        return "由更正引起，本单位得分变动" if self.causes.of_unit(unit) else "因本单位得分随之变动"

    def _graded_or_not(self, now: Placement | None) -> str:
        if self.after.graded is None:
            return "评价不完整，暂不定等次"
        if self.before.graded is None:
            return "原评价不完整，现定等次"
        return "本单位不再定等次" if now is None else "本单位改为定等次"

    def _passing(self, unit: str, before: int, after: int) -> str:
        """Name the units whose own change brought them past this one, or level with it."""

        def passed(other: str) -> bool:
            if other not in self.was or other not in self.now:
                return True
            one, two = self.was[other].rank - before, self.now[other].rank - after
            return (one > 0) - (one < 0) != (two > 0) - (two < 0)

        if len(self.movers) > _MOST_COMPARED:
            return self._others(unit)
        rivals = [other for other in self.movers if self._pool(other) == self._pool(unit) and passed(other)]
        return self._named(rivals) or self._others(unit)

    def _pool(self, unit: str) -> tuple[str, str]:
        one = self.after.roster[unit]
        return one.jurisdiction, "" if self.after.ruleset.grading.pool == "all" else one.group

    def _others(self, unit: str) -> str:
        return self._named([other for other in self.causes.appellants if other != unit]) or "其他单位"

    def _named(self, units: Sequence[str]) -> str:
        names = [f"{self.after.roster[unit].name}（{unit}）" for unit in units[:_MOST_NAMED]]
        return "、".join(names) + ("等" if len(units) > _MOST_NAMED else "")
