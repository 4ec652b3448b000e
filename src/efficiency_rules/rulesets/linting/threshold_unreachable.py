"""A threshold of a grade that no total reaches, and a grade that its better neighbour leaves nothing for."""

from collections.abc import Iterator
from itertools import pairwise

from efficiency_rules.errors import Problem
from efficiency_rules.points import Points, decimal_text
from efficiency_rules.rulesets.linting.full_unreachable import best_of
from efficiency_rules.rulesets.linting.rubric import Rubric
from efficiency_rules.rulesets.node import Node


def threshold_unreachable(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each threshold above the sum of the items' best marks, and for equal thresholds.

    Equal thresholds of two grades leave the worse one empty where grades go by score alone and nobody is capped.
    """
    written = list(_written(rubric))
    whole = len(rubric.items) == len(rubric.parts.items)
    best = sum(best_of(item) for item in rubric.items)
    for node, line in written:
        full_marks = rubric.parts.head.get("full_marks")
        if whole and full_marks is not None and best < line.ticks <= full_marks.ticks:
            facts = {"found": line, "best": decimal_text(best)}
            yield Problem("rubric-threshold-unreachable", node.place, facts, "warning")
    if _by_score_alone(rubric):
        for (_, better), (node, worse) in pairwise(sorted(written, key=lambda one: one[1], reverse=True)):
            if better == worse:
                yield Problem("rubric-grade-empty", node.place, {"found": worse}, "warning")


def _written(rubric: Rubric) -> Iterator[tuple[Node, Points]]:
    node = rubric.parts.grading.nodes.get("thresholds")
    for entry in node.elements() if node is not None else ():
        at_least = entry.at(("at_least",))
        try:
            yield at_least, Points(at_least.data)
        except ValueError:
            # Reported where the section is read.
            continue


def _by_score_alone(rubric: Rubric) -> bool:
    scheme = rubric.parts.scheme
    return scheme is not None and scheme.rule is None and not rubric.parts.caps
