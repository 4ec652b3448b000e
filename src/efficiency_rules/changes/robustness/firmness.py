"""Firmness: how far a unit is from the lines, and how often it keeps its grade, said of every unit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from efficiency_rules.changes.trying import Grades
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.grading.distance import Distances, distances
from efficiency_rules.grading.trials import Trials
from efficiency_rules.points import Percent, decimal_text

Kind = Literal["weights", "record", "rater", "survey"]
"""What differs in a draw: all weights; one record of every unit; one rater of every unit; all survey answers."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Shaken:
    """What one kind of disturbance did to a unit: how often of `draws` it kept its grade for certain."""

    kind: Kind
    kept: int
    draws: int


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm one unit's grade is.

    `possible` are the grades (ids) it can get as things are: several while it waits for a decision, none where it is
    not graded; then there is no grade to keep, and `shaken` is empty. `reached` says how often, over all draws, it
    got which grades; several of them mean that it waited.
    """

    unit: str
    name: str
    total: str
    rank: int | None
    possible: tuple[str, ...]
    distances: Distances | None
    shaken: tuple[Shaken, ...]
    reached: tuple[tuple[tuple[str, ...], int], ...]

    @property
    def weakest(self) -> Shaken | None:
        """The kind that shakes it most; None where nothing shakes it."""
        found = [one for one in self.shaken if one.kept < one.draws]
        return min(found, key=lambda one: one.kept * 10_000 // one.draws) if found else None


@dataclass(frozen=True, slots=True)
class Robustness:
    """How firm the grades of a county are, one entry a unit in roster order."""

    evaluation: Evaluation
    seed: int
    draws: int
    within: Percent
    units: tuple[Firmness, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the robustness as plain data (`efficiency-rules/robustness/1`)."""
        from efficiency_rules.changes.robustness.data import data_of

        return data_of(self)


def firmness(evaluation: Evaluation, draws: Mapping[Kind, Sequence[Grades]]) -> tuple[Firmness, ...]:
    """Return how firm the grades of an evaluated county are, from the grades of every draw of each kind."""
    ruleset, quantum = evaluation.ruleset, evaluation.quantum
    full = decimal_text(evaluation.totals.full * quantum, ruleset.places)
    placed = {}
    for grading in evaluation.graded.gradings.values() if evaluation.graded else ():
        for placement, possible in zip(grading.placements, grading.possible, strict=True):
            trials = Trials.of(grading.scheme, grading.standings, (), placement.unit)
            placed[placement.unit] = (placement.rank, possible, distances(trials, least="0", most=full))
    rows = []
    for at, unit in enumerate(evaluation.roster):
        rank, possible, reach = placed.get(unit.id, (None, (), None))
        shaken = tuple(
            Shaken(kind, sum(grades[at] == possible for grades in found), len(found)) for kind, found in draws.items()
        )
        reached = Counter(grades[at] for found in draws.values() for grades in found)
        total = decimal_text(int(evaluation.totals.total[at]) * quantum, ruleset.places)
        rows.append(
            Firmness(
                unit=unit.id,
                name=unit.name,
                total=total if evaluation.totals.known[at] else "",
                rank=rank,
                possible=possible,
                distances=reach,
                shaken=shaken if len(possible) == 1 else (),
                reached=tuple(sorted(reached.items(), key=lambda one: (-one[1], one[0]))),
            )
        )
    return tuple(rows)
