"""Reasons: why a mark is what it is, in Chinese, for any selection of units."""

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.formula import Figure
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.criteria.states import Policy
from efficiency_rules.evaluation.applicability import Applicability
from efficiency_rules.evaluation.marking import NUMBER, Marks
from efficiency_rules.evaluation.wording import figure_texts, fill
from efficiency_rules.rulesets.model import Ruleset

_POLICY_WORDS: dict[Policy, str] = {
    "full": "按细则计满分",
    "zero": "按细则计零分",
    "rescale-area": "该项分值在本评价内容内折算",
    "rescale-whole": "该项分值在全部评价内容内折算",
    "error": "细则未规定如何计分，不能定等次",
}


def reasons(
    ruleset: Ruleset, marks: Marks, applies: Applicability, quantum: int, at: npt.NDArray[np.int64]
) -> pl.Series:
    """Return the reason of a mark for each unit index in `at`, one entry a unit."""
    state = marks.state[at]
    words = pl.Series("words", [""]).new_from_index(0, len(at))
    for name, number in NUMBER.items():
        here = np.flatnonzero(state == number)
        if len(here):
            if name == "scored":
                found = _scored(marks, quantum, at[here])
            else:
                found = pl.Series([_missing(ruleset, marks, applies, name, int(unit)) for unit in at[here]])
            words = words.scatter(here, found)
    return words


def _scored(marks: Marks, quantum: int, at: npt.NDArray[np.int64]) -> pl.Series:
    formula = marks.item.formula
    if isinstance(formula, PerUnit):
        return pl.Series([marks.by_unit[int(unit)].reason for unit in at])
    points = marks.points * quantum
    full = marks.item.full.ticks
    figures = {name: Figure(values) for name, values in marks.facts.items()}
    figures |= formula.figures(marks.facts, full)
    figures |= {
        "full": Figure(full, "points"),
        "points": Figure(points, "points"),
        "lost": Figure(full - points, "points"),
    }
    return fill(formula.reason, figure_texts(figures, at), len(at))


def _missing(ruleset: Ruleset, marks: Marks, applies: Applicability, state: str, unit: int) -> str:
    item = marks.item
    if state == "not-due":
        return f"{ruleset.methods[item.method].title}项目，年度评价时计分"
    if state == "failed":
        return "该指标计分时出错，未得出分数"
    if state == "not-applicable":
        signed = applies.signed.get(item.id, {}).get(unit)
        if signed is not None:
            why = f"经认定不适用（{signed.number}，{signed.by}）：{signed.reason}"
        else:
            why = f"不适用于{ruleset.groups[applies.groups[applies.group[unit]]]}"
        return f"{why}，{_POLICY_WORDS[item.missing['not-applicable']]}"
    if state == "no-cases":
        return f"本周期没有记录，{_POLICY_WORDS[item.missing['no-cases']]}"
    if state == "insufficient-data":
        cases = int(marks.facts["cases"][unit])
        return f"仅有 {cases} 条记录，少于规定的最低数量，{_POLICY_WORDS[item.missing['insufficient-data']]}"
    return f"没有{item.criterion.reads.title}，{_POLICY_WORDS[item.missing['data-missing']]}"
