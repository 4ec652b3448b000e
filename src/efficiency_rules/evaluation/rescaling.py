"""Rescale lines: the points an area gained or lost because items did not count (折算), one line an area."""

from collections.abc import Iterator

import numpy as np

from efficiency_rules.criteria.formula import Figure
from efficiency_rules.evaluation.applicability import Flags
from efficiency_rules.evaluation.lines import Lines, lines_of
from efficiency_rules.evaluation.texts import Texts
from efficiency_rules.evaluation.totals import Totals
from efficiency_rules.evaluation.wording import filled
from efficiency_rules.rulesets.model import Ruleset

_INSIDE = "{title}适用项满分 {applicable} 分，得 {got} 分，按 {full} 分折算为 {total} 分"
_WHOLE = "{title}适用项满分 {applicable} 分，得 {got} 分，与其他评价内容一并按满分 {all} 分折算为 {total} 分"
_EMPTY = "{title}没有适用的计分项，它的 {full} 分由其他评价内容分担"


def rescale_lines(ruleset: Ruleset, totals: Totals, quantum: int, wanted: Flags, words: Texts) -> Iterator[Lines]:
    """Yield the rescale lines of each area; `item` holds its number, counted down from -1.

    An area in which nothing applies has a line of no points, which says where its points went.
    """
    concerned = np.flatnonzero(wanted & totals.known)
    for number, area in enumerate(totals.areas):
        own = area.of(concerned)
        points = own.by_area + own.by_whole
        empty = (own.applicable == 0) & (area.full > 0)
        stretched = ~empty & (own.by_whole != 0)
        inside = ~empty & ~stretched & (own.by_area != 0)
        numbers = {"applicable": own.applicable, "got": own.got, "total": own.total}
        always: dict[str, Figure | str] = {
            "title": ruleset.areas[number].title,
            "full": Figure(area.full * quantum, "points"),
            "all": Figure(totals.full * quantum, "points"),
        }
        for chosen, template in ((inside, _INSIDE), (stretched, _WHOLE), (empty, _EMPTY)):
            at = np.flatnonzero(chosen)
            if len(at):
                named = {name: Figure(values[at] * quantum, "points") for name, values in numbers.items()}
                said = filled(template, always | named, len(at))
                yield lines_of(concerned[at], -1 - number, points[at], words.add(said.texts) + said.numbers)
