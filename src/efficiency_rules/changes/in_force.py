"""In force: a sequence of corrections folded into those that hold, at most one for each record, mark and tie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from efficiency_rules.changes.corrections import (
    Correction,
    Replacement,
    Revocation,
    Subject,
    Withdrawal,
    subject_of,
)
from efficiency_rules.errors import Problem
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.adjustments import Adjustment
from efficiency_rules.grading import Decision


@dataclass(frozen=True, slots=True)
class InForce:
    """The corrections that hold, by what they are about, decisions of the first evaluation among them."""

    by_subject: Mapping[Subject, Correction]

    @classmethod
    def of(cls, acts: Iterable[Act]) -> "InForce":
        """Return what holds before any correction: the decisions of the first evaluation."""
        return cls({subject_of(act): act for act in acts})

    @property
    def acts(self) -> tuple[Act, ...]:
        """The ties that are ordered and the marks that are adjusted."""
        return tuple(one for one in self.by_subject.values() if isinstance(one, (Decision, Adjustment)))

    @property
    def records(self) -> tuple[Withdrawal | Replacement, ...]:
        """The records that are withdrawn or replaced."""
        return tuple(one for one in self.by_subject.values() if isinstance(one, (Withdrawal, Replacement)))

    def with_all(self, corrections: Sequence[Correction]) -> tuple["InForce", list[Problem]]:
        """Return what holds after corrections that were made together, and what is wrong with them.

        A later correction takes the place of an earlier one on the same record or mark, a decision that of every
        decision on one of its units. Together they may not be about the same thing twice.
        """
        problems = _twice(corrections)
        held = dict(self.by_subject)
        for one in corrections:
            subject = subject_of(one)
            if isinstance(one, Revocation):
                if held.pop(subject, None) is None:
                    problems.append(_not_in_force(one, held))
            else:
                if held.get(subject) == one:
                    facts = {"document": one.document, "found": called(subject)}
                    problems.append(Problem("correction-in-force", facts=facts))
                for other in [other for other in held if _same(subject, other)]:
                    del held[other]
                held[subject] = one
        return InForce(held), problems

    def overtaken(self, problem: Problem) -> Problem:
        """Return what is wrong with a decision after corrections; one that held before them is revoked by another."""
        told = {"document": problem.facts.get("document"), "units": problem.facts.get("units")}
        ties = (one for one in self.acts if isinstance(one, Decision))
        stood = [{"document": one.document, "units": "、".join(one.units)} for one in ties]
        return Problem("decision-overtaken", facts=told) if told in stood else problem


def _same(one: Subject, other: Subject) -> bool:
    if one[0] == other[0] == "tie":
        return not set(one[1:]).isdisjoint(other[1:])
    return one == other


def _twice(corrections: Sequence[Correction]) -> list[Problem]:
    """Return a problem for every correction about the same thing as an earlier one of the same list."""
    problems = []
    for number, one in enumerate(corrections):
        earlier = next((x for x in corrections[:number] if _same(subject_of(one), subject_of(x))), None)
        if earlier is not None:
            facts = {"document": one.document, "other": earlier.document, "found": called(subject_of(one))}
            problems.append(Problem("correction-twice", facts=facts))
    return problems


def _not_in_force(one: Revocation, held: Mapping[Subject, Correction]) -> Problem:
    facts = {"document": one.document, "found": called(subject_of(one)), "expected": [called(x) for x in held]}
    return Problem("revocation-unknown", facts=facts)


def called(subject: Subject) -> str:
    """Return what a correction is about, as a message calls it."""
    kind, *names = subject
    return ("、" if kind == "tie" else " ").join(names)
