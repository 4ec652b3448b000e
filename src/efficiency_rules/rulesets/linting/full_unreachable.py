"""Full points that no unit can reach: the best answer, rating or award is worth less."""

from collections.abc import Iterator

from efficiency_rules.criteria.formulas import Bands, Bonus, RaterMean, SurveyMean
from efficiency_rules.criteria.formulas.band import in_order
from efficiency_rules.errors import Problem
from efficiency_rules.points import WHOLE, decimal_text
from efficiency_rules.rulesets.linting.rubric import Entry, Rubric, declared


def full_unreachable(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each survey, rating or bonus whose best mark stays below the full points.

    Bands tell it themselves (`formula-full-unreachable`).
    """
    for item in rubric.items:
        best = best_of(item)
        if best < item.full.ticks and not isinstance(item.formula, Bands):
            name = "points" if isinstance(item.formula, Bonus) else "scale"
            yield item.finding("rubric-full-unreachable", name, found=decimal_text(best), full=item.full)


def best_of(item: Entry) -> int:
    """Return the best mark a unit can have, in ticks; full points for what computes its own way."""
    formula, full = item.formula, item.full.ticks
    if isinstance(formula, SurveyMean | RaterMean):
        scale = declared(item, "scale").values()
        return full * max(points.ticks for points in scale) // WHOLE if scale else full
    if isinstance(formula, Bonus):
        most = max((points.ticks for points in declared(item, "points").values()), default=0)
        cap = full if formula.cap is None else min(formula.cap.ticks, full)
        return min(cap, most) if formula.take == "highest" or most == 0 else cap
    if isinstance(formula, Bands):
        points = [band.points.ticks for band in in_order(formula.bands)]
        return min(full, max(points + ([] if formula.otherwise is None else [formula.otherwise.ticks])))
    return full
