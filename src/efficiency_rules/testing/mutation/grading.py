"""Mutants of grading: shares, thresholds, caps, ties and the choices of seats and pools."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.shape import GRADING, TIE_KEY, TIES
from efficiency_rules.testing.mutation.mutant import Mutant, changed
from efficiency_rules.testing.mutation.params import param_mutants
from efficiency_rules.testing.mutation.steps import neighbours, one_step

CHOICES = ("pool", "base", "seats", "seat_tie", "restrictions")
"""Keys of `grading` whose value is one of a few words; `corrections` is not among them, no case can see it."""

_PERCENT = Fraction(1, 100)


def grading_mutants(grading: Node, criteria: Mapping[str, Criterion]) -> Iterator[Mutant]:
    """Yield the mutants of the section, in its order."""
    for key, node in grading.entries():
        if key in CHOICES:
            yield from (changed(node, after, None) for after in neighbours(node.data, GRADING[key].choices))
        elif key == "min_applicable":
            yield from (changed(node, after, None) for after in one_step(node.data))
        elif key in _SECTIONS:
            yield from _SECTIONS[key](node, grading)
        elif key == "caps":
            yield from _caps(node, grading, criteria)


def _shares(node: Node, _: Node) -> Iterator[Mutant]:
    """One per cent of the units goes from a grade to its neighbour and back, so that the shares still sum to all."""
    graded = [part.at(("share",)) for part in node.elements() if "share" in part.data]
    for better, worse in pairwise(graded):
        for sign in (1, -1):
            more, less = (_share(one.data) + way * _PERCENT for one, way in ((better, sign), (worse, -sign)))
            if more >= 0 and less >= 0:
                yield changed(better, _written(more), None, (worse.path, _written(less)))


def _share(said: Any) -> Fraction:
    text = str(said)
    return Fraction(text.removesuffix("%")) / 100 if text.endswith("%") else Fraction(text)


def _written(share: Fraction) -> str:
    percent = share * 100
    return f"{percent}%" if percent.denominator == 1 else str(share)


def _counts(node: Node, _: Node) -> Iterator[Mutant]:
    """One seat goes from a grade to the next and back."""
    counted = [part for key, part in node.entries() if key != "document"]
    for one, other in pairwise(counted):
        for more, less in ((one, other), (other, one)):
            yield changed(more, more.data + 1, None, (less.path, less.data - 1))


def _ties(node: Node, _: Node) -> Iterator[Mutant]:
    entries = node.at(("break",))
    for number, entry in enumerate(entries.elements()):
        better = entry.at(("better",))
        yield from (changed(better, after, None) for after in neighbours(better.data, TIE_KEY["better"].choices))
        yield changed(entries, [one for at, one in enumerate(entries.data) if at != number], None)
    then = node.at(("then",))
    yield from (changed(then, after, None) for after in neighbours(then.data, TIES["then"].choices))


def _thresholds(node: Node, _: Node) -> Iterator[Mutant]:
    for entry in node.elements():
        line = entry.at(("at_least",))
        yield from (changed(line, after, None) for after in one_step(line.data))


def _at_most(node: Node, grading: Node) -> Iterator[Mutant]:
    for grade in _grades(grading):
        kept = [one for one in node.plain() if one != grade]
        yield changed(node, kept if len(kept) < len(node.data) else [*kept, grade], None)


def _grades(grading: Node) -> list[Any]:
    return [part.data.get("id") for part in grading.at(("grades",)).elements()]


def _caps(node: Node, grading: Node, criteria: Mapping[str, Criterion]) -> Iterator[Mutant]:
    for number, cap in enumerate(node.elements()):
        for key in ("at_best", "at_worst"):
            if key in cap.data:
                bound = cap.at((key,))
                yield from (changed(bound, after, None) for after in neighbours(bound.data, _grades(grading)))
        if "params" in cap.data:
            yield from param_mutants(cap.at(("params",)), criteria.get(str(cap.data.get("when"))), None)
        yield changed(node, [one for at, one in enumerate(node.data) if at != number], None)


_SECTIONS = {
    "grades": _shares,
    "counts": _counts,
    "ties": _ties,
    "thresholds": _thresholds,
    "at_most": _at_most,
}
