"""Rescale lines: the points an area gained or lost because items did not count (折算), one line an area."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from efficiency_rules.evaluation.applicability import Flags
from efficiency_rules.evaluation.lines import Lines, lines_of
from efficiency_rules.evaluation.texts import Texts
from efficiency_rules.evaluation.totals import Totals
from efficiency_rules.evaluation.wording import fill, ticks_pieces
from efficiency_rules.rulesets.model import Ruleset

_INSIDE = "{title}适用项满分 {applicable} 分，得 {got} 分，按 {full} 分折算为 {total} 分"
_WHOLE = "{title}适用项满分 {applicable} 分，得 {got} 分，与其他评价内容一并按满分 {all} 分折算为 {total} 分"
_EMPTY = "{title}没有适用的计分项，它的 {full} 分由其他评价内容分担"


def rescale_lines(ruleset: Ruleset, totals: Totals, quantum: int, wanted: Flags, words: Texts) -> Iterator[Lines]:
    """Yield the rescale lines of each area; `item` holds its number, counted down from -1.

    An area in which nothing applies has a line of no points, which says where its points went.
    """
    concerned = wanted & totals.known
    for number, area in enumerate(totals.areas):
        points = area.by_area + area.by_whole
        empty = concerned & (area.applicable == 0) & (area.full > 0)
        stretched = concerned & ~empty & (area.by_whole != 0)
        inside = concerned & ~empty & ~stretched & (area.by_area != 0)
        numbers = {
            "applicable": area.applicable,
            "got": area.got,
            "full": np.full_like(area.got, area.full),
            "all": np.full_like(area.got, totals.full),
            "total": area.total,
        }
        for chosen, template in ((inside, _INSIDE), (stretched, _WHOLE), (empty, _EMPTY)):
            units = np.flatnonzero(chosen)
            if len(units):
                named = {name: ticks_pieces(values[units] * quantum) for name, values in numbers.items()}
                named["title"] = [pl.lit(ruleset.areas[number].title)]
                first = words.add(fill(template, named, len(units)))
                yield lines_of(units, -1 - number, points[units], first + np.arange(len(units)))
