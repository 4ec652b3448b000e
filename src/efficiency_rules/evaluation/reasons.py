"""Reasons: why a mark is what it is, in Chinese, for any selection of units."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from efficiency_rules.criteria.formula import Figure
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.criteria.states import Policy, State
from efficiency_rules.evaluation.applicability import Applicability
from efficiency_rules.evaluation.columns import text_column
from efficiency_rules.evaluation.marking import NUMBER, Marks
from efficiency_rules.evaluation.texts import Texts
from efficiency_rules.evaluation.wording import Chosen, figure_of, filled
from efficiency_rules.rulesets.model import Ruleset

_POLICY_WORDS: dict[Policy, str] = {
    "full": "按细则计满分",
    "zero": "按细则计零分",
    "rescale-area": "该项分值折算给其他适用项",
    "rescale-whole": "该项分值折算给全部评价内容的其他适用项",
    "error": "细则规定此种情形不得出具评价结果",
}


def reasons(
    ruleset: Ruleset, marks: Marks, applies: Applicability, quantum: int, at: npt.NDArray[np.integer], words: Texts
) -> npt.NDArray[np.integer]:
    """Take the reasons of a mark in among `words` and return their numbers, one entry a unit index in `at`."""
    state = marks.state[at]
    numbers = np.zeros(len(at), dtype=np.intp)
    for name, number in NUMBER.items():
        here = np.flatnonzero(state == number)
        if len(here):
            said = _of_state(ruleset, marks, applies, quantum, name, at[here])
            numbers[here] = words.add(said.texts) + said.numbers
    return numbers


def _scored(marks: Marks, quantum: int, at: npt.NDArray[np.integer]) -> Chosen:
    formula = marks.item.formula
    if isinstance(formula, PerUnit):
        return _each(marks.by_unit[int(unit)].reason for unit in at)
    full = marks.item.full.ticks
    points = marks.points.take(at) * quantum
    facts = {name: values.take(at) for name, values in marks.facts.items()}
    if formula.absolute:
        own = formula.figures(facts, full)
    else:
        # What stands beside the facts rests on other units too.
        everyone = formula.figures(marks.facts, full)
        own = {name: figure_of(figure, at) for name, figure in everyone.items()}
    figures = {name: Figure(values) for name, values in facts.items()} | dict(own)
    figures |= {
        "full": Figure(full, "points"),
        "points": Figure(points, "points"),
        "lost": Figure(full - points, "points"),
    }
    return filled(formula.reason, figures, len(at))


def _of_state(
    ruleset: Ruleset,
    marks: Marks,
    applies: Applicability,
    quantum: int,
    state: State,
    at: npt.NDArray[np.integer],
) -> Chosen:
    item = marks.item
    if state == "scored":
        return _scored(marks, quantum, at)
    if state == "not-due":
        return _same(f"{ruleset.methods[item.method].title}项目，年度评价时计分", at)
    if state == "failed":
        return _same("该指标计分时出错，未得出分数", at)
    policy = _POLICY_WORDS[item.missing[state]]
    if state == "not-applicable":
        return _not_applicable(ruleset, marks, applies, policy, at)
    if state == "no-cases":
        return _same(f"本周期没有记录，{policy}", at)
    if state == "insufficient-data":
        cases = {"cases": Figure(marks.facts["cases"].take(at))}
        return filled(f"台账中有 {{cases}} 条记录，可计的不足规定的最低数量，{policy}", cases, len(at))
    return _same(f"没有{item.criterion.reads.title}，{policy}", at)


def _not_applicable(
    ruleset: Ruleset, marks: Marks, applies: Applicability, policy: str, at: npt.NDArray[np.integer]
) -> Chosen:
    groups = [f"不适用于{ruleset.groups[group]}，{policy}" for group in applies.groups]
    numbers = applies.group[at].astype(np.intp)
    signed = applies.signed.get(marks.item.id, {})
    here = [place for place, unit in enumerate(at.tolist()) if unit in signed] if signed else []
    acts = (signed[int(at[place])] for place in here)
    texts = [f"经认定不适用（{one.number}，{one.by}）：{one.reason}，{policy}" for one in acts]
    numbers[here] = len(groups) + np.arange(len(texts))
    return Chosen(text_column([*groups, *texts]), numbers)


def _same(words: str, at: npt.NDArray[np.integer]) -> Chosen:
    return Chosen(text_column([words]), np.zeros(len(at), dtype=np.intp))


def _each(words: Iterable[str]) -> Chosen:
    texts = text_column(words)
    return Chosen(texts, np.arange(len(texts)))
