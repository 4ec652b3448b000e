"""Counting: curves and tables of families that give points by how many records there are."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

import numpy as np

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.publishing.formulas.chart import Chart, Line, Series
from efficiency_rules.publishing.formulas.marks import exact, mark, marks, points_text
from efficiency_rules.publishing.formulas.phrases import POINTS
from efficiency_rules.publishing.formulas.sketch import Setting
from efficiency_rules.publishing.formulas.tracing import Marked, dotted
from efficiency_rules.publishing.formulas.view import Row, Words, WorkedTable, words

MOST = 40
"""Dots of one series: more of them could not be told apart."""

FEW = 24
"""Records of one kind that are asked for together; few kinds go on changing beyond."""

FAR = 10**6
"""More records of one kind than any unit has."""

RECORDS = words("件（次）数", "records")


Facts = Mapping[str, int]
"""Facts of one unit by name, plain numbers."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its name as the document writes it, and the facts of a unit with so many and no others."""

    name: str
    facts: Callable[[int], Facts]


def kinds_of(total: str, names: Collection[str]) -> list[Kind]:
    """Return one kind for every name that levels count apart; the fact `total` counts all of them."""

    def only(name: str) -> Callable[[int], Facts]:
        none = {f"{total}_{other}": 0 for other in names}
        return lambda count: {total: count, **none, f"{total}_{name}": count}

    return [Kind(name, only(name)) for name in names]


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind of record asked of a formula: the exact points by how many there are, and from how many on nothing
    changes any more."""

    kind: Kind
    marked: Marked
    last: int


def counted(formula: Formula, setting: Setting, kinds: Sequence[Kind]) -> list[Counted]:
    """Return what the formula gives for every kind; each number of records is asked only once."""
    made = [(kind, count_marked(formula, setting, kind)) for kind in kinds]
    return [Counted(kind, marked, settled(marked)) for kind, marked in made]


def count_marked(formula: Formula, setting: Setting, kind: Kind) -> Marked:
    """Return the function from a number of records to the formula's exact points."""
    few = _few_marked(formula, setting, kind)

    @cache
    def marked(count: Fraction) -> Fraction:
        points = few[int(count)] if count < FEW else mark(formula, setting.full, kind.facts(int(count)))
        assert points is not None
        return points

    return marked


def _few_marked(formula: Formula, setting: Setting, kind: Kind) -> list[Fraction | None]:
    """Return the exact points of few records, from none on: asked of the formula together, as units of one cohort."""
    facts = [kind.facts(count) for count in range(FEW)]
    return marks(formula, setting.full, {name: np.array([one[name] for one in facts]) for name in facts[0]})


def settled(marked: Marked) -> int:
    """Return from how many records on nothing changes any more; points only rise or only fall with records."""
    end, low, high = marked(Fraction(FAR)), 0, 1
    while marked(Fraction(high)) != end:
        low, high = high + 1, min(high * 2, FAR)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if marked(Fraction(middle)) == end else (middle + 1, high)
    return low


def count_series(kinds: Sequence[Counted]) -> tuple[Series, ...]:
    """Return one series for all kinds that cost or earn the same, each up to one record past its last change."""
    series = []
    for alike in _alike(kinds):
        last = alike[0].last + 1
        step = -(-last // MOST)
        counts = sorted({*range(0, last, step), last - 1, last})
        name = "、".join(one.kind.name for one in alike)
        series.append(replace(dotted(alike[0].marked, counts), name=words(name, name) if name else None))
    return tuple(series)


def _alike(kinds: Sequence[Counted]) -> list[list[Counted]]:
    """Return the kinds in the document's order, those that give the same points together."""
    groups: dict[tuple[Fraction, int], list[Counted]] = {}
    for one in kinds:
        groups.setdefault((one.marked(Fraction(1)), one.last), []).append(one)
    return list(groups.values())


def count_chart(setting: Setting, kinds: Sequence[Counted], limits: tuple[Line, ...], x_name: Words) -> Chart:
    """Return the chart of these kinds; `limits` are the named floor or cap."""
    series = count_series(kinds)
    ends = sorted({one.dots[-2].x for one in series}, reverse=True)
    high = max(Fraction(3), *(one.dots[-1].x for one in series))
    step = -(-int(high) // 6)
    return Chart(
        title=words(f"得分与{x_name['zh']}", f"Points against {x_name['en']}"),
        x_name=x_name,
        unit="count",
        low=Fraction(0),
        high=high,
        full=exact(setting.full),
        series=series,
        ticks=[Fraction(0), *ends, *map(Fraction, range(0, int(high) + 1, step))],
        levels=[dot.y for one in series for dot in one.dots[1:2]],
        across=limits,
    )


def count_table(formula: Formula, setting: Setting, kinds: Sequence[Counted], x_name: Words) -> WorkedTable:
    """Return rows for no record, one, the last change, one before and one past it, of every kind."""
    named = any(one.kind.name for one in kinds)
    rows: list[Row] = [("—", "0", points_text(kinds[0].marked(Fraction(0)), setting.places))]
    for one in kinds:
        counts = sorted({1, one.last - 1, one.last, one.last + 1} - {0, -1})
        texts = [(count, points_text(one.marked(Fraction(count)), setting.places)) for count in counts]
        rows += [(one.kind.name, str(count), points) for count, points in texts]
    if len(kinds) > 1:
        rows.append(_one_of_each(formula, setting, [one.kind for one in kinds]))
    headings = (words("情形", "kind"), x_name, POINTS)
    if not named:
        return WorkedTable(headings[1:], tuple(row[1:] for row in rows))
    return WorkedTable(headings, tuple(rows))


def _one_of_each(formula: Formula, setting: Setting, kinds: Sequence[Kind]) -> Row:
    together: dict[str, int] = {}
    for kind in kinds:
        for name, value in kind.facts(1).items():
            together[name] = together.get(name, 0) + value
    return (
        "＋".join(kind.name for kind in kinds),
        "＋".join("1" for _ in kinds),
        points_text(mark(formula, setting.full, together), setting.places),
    )
