"""The checks of a suite: what must hold of every criterion, whatever records it reads."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.errors import Problem
from efficiency_rules.evaluation.marking import NUMBER, STATES, Marks
from efficiency_rules.points import Points, decimal_text
from efficiency_rules.testing.descriptions import default_parameters, metadata, quotes
from efficiency_rules.testing.monotone import Silent, promise_of
from efficiency_rules.testing.one_item import PRECISION
from efficiency_rules.testing.rows_drawn import UNITS, Row
from efficiency_rules.testing.shape import REACHED
from efficiency_rules.testing.subject import Subject
from efficiency_rules.testing.trials import Scored, Trial
from efficiency_rules.testing.watching import watching


def points(scored: Scored) -> Problem | None:
    """Every mark lies between zero and the full points, in steps of 0.01, in a state that a criterion can reach."""
    trial = scored.trial
    for unit, state, points in scored.evaluation.marks.select("unit", "state", "points").rows():
        exact = Points(points)
        if state not in REACHED or not 0 <= exact <= trial.full or exact % PRECISION:
            facts = {"unit": unit, "state": state, "found": exact, "full": trial.full, "step": PRECISION}
            return trial.subject.problem("suite-points", **facts)
    return None


def lines(scored: Scored) -> Problem | None:
    """The lines of a unit add up from its full points to its mark, exactly."""
    total = dict.fromkeys(UNITS, scored.trial.full.ticks)
    for unit, points in scored.evaluation.lines.select("unit", "points").rows():
        total[unit] += Points(points).ticks
    for unit, points in scored.evaluation.marks.select("unit", "points").rows():
        if total[unit] != Points(points).ticks:
            facts = {"unit": unit, "found": decimal_text(total[unit]), "expected": Points(points)}
            return scored.trial.subject.problem("suite-lines", **facts)
    return None


def deterministic(scored: Scored) -> Problem | None:
    """The same records give the same marks and reasons, also when the formula is built anew."""
    again = scored.trial.marks(bound=scored.trial.rebuilt())
    return _differ(scored, again, "把公式重新建立、再算一遍", "building the formula anew and scoring again")


def row_order(scored: Scored) -> Problem | None:
    """The order of the rows in the file is irrelevant to marks and lines."""
    trial = scored.trial
    turned = trial.evaluation(trial.read((*trial.rows[1::2], *trial.rows[::2])))
    change = ("改变行的次序", "another order of the rows")
    if found := _differ(scored, turned.marking[0], *change):
        return found
    for before, after in zip(scored.evaluation.lines.rows(), turned.lines.rows(), strict=True):
        if before != after:
            facts = {"unit": before[1], "change": change[0], "change_en": change[1]}
            return trial.subject.problem("suite-differs", **facts, before=str(before), found=str(after))
    return None


def other_units(scored: Scored) -> Problem | None:
    """The records of other units are irrelevant to a unit's mark, where the family says that marks are absolute."""
    trial = scored.trial
    if not trial.formula.absolute:
        return trial.subject.not_applicable("得分取决于其他单位", "the mark rests on other units by its family")
    column = trial.subject.criterion.reads.unit_column().name
    for at, unit in enumerate(UNITS):
        alone = trial.marks([row for row in trial.rows if row[column] == unit])
        change = (f"去掉 {unit} 以外单位的记录", f"leaving out the records of all units but {unit}")
        if found := _differ(scored, alone, *change, only=at):
            return found
    return None


def monotone(scored: Scored) -> Problem | None:
    """One more record moves the mark in no other direction than the family says."""
    trial = scored.trial
    promise = trial.subject.monotone or promise_of(trial.formula)
    if isinstance(promise, Silent):
        return trial.subject.not_applicable(promise.zh, promise.en)
    if not trial.rows:
        return None
    before, after, record = trial.marks(trial.rows[:-1]), scored.marks, trial.rows[-1]
    unit = UNITS.index(str(record[trial.subject.criterion.reads.unit_column().name]))
    if {before.state[unit], after.state[unit]} != {NUMBER["scored"]}:
        return None
    low, high = before.points[unit], after.points[unit]
    costs = _cost(trial, record) > 0
    if not promise.broken(int(high) - int(low), costs=costs):
        return None
    zh, en = promise.said(costs=costs)
    facts = {"unit": UNITS[unit], "promise": zh, "promise_en": en, "before": _points(low), "found": _points(high)}
    return trial.subject.problem("suite-not-monotone", **facts)


def _cost(trial: Trial, row: Row) -> int:
    formula = trial.formula
    if isinstance(formula, PerUnit):
        bare = trial.marks([row]).by_unit
        return max((sum(cost.ticks for cost in mark.costs.values()) for mark in bare.values()), default=0)
    return _weight(trial, formula, row)


def _weight(trial: Trial, formula: Formula, row: Row) -> int:
    weight = trial.ledger([row]).frame.with_columns(formula.costs().weight.alias("#")).get_column("#")
    return int(weight[0] or 0)


def empty(scored: Scored) -> Problem | None:
    """A ledger without records leaves every unit in the state no-cases; nothing fails."""
    trial = scored.trial
    for unit, state in trial.evaluation(trial.read(())).marks.select("unit", "state").rows():
        if state != "no-cases":
            return trial.subject.problem("suite-empty", unit=unit, found=state)
    return None


def mutated(scored: Scored) -> Problem | None:
    """Parameters and ledger are the same after scoring as before."""
    trial, frame = scored.trial, scored.ledger.frame
    params = trial.subject.criterion.params.model_validate_json(trial.written)
    before = params.model_dump_json()
    trial.subject.criterion.formula(params)
    if params.model_dump_json() != before:
        facts = {"what": "参数", "what_en": "the parameters", "before": before, "found": params.model_dump_json()}
        return trial.subject.problem("suite-mutated", **facts)
    if not frame.equals(scored.frame):
        facts = {"what": "台账", "what_en": "the ledger"}
        facts |= {"before": str(scored.frame.rows()), "found": str(frame.rows())}
        return trial.subject.problem("suite-mutated", **facts)
    return None


def nothing_outside(scored: Scored) -> Problem | None:
    """Building the formula, checking the records and scoring look at no clock, file, network or random number."""
    trial = scored.trial
    home = trial.subject.home
    if home is None:
        return trial.subject.not_applicable("找不到指标的源文件", "the criterion's source file cannot be found")
    if sys.getprofile() is not None:
        return trial.subject.not_applicable("另一个性能分析器正在运行", "another profiler is running")
    with watching(home) as watch:
        trial.rebuilt()
        trial.evaluation(trial.read(trial.rows))
    if not watch.found:
        return None
    found = "、".join(f"{what}（{place}）" for what, place in watch.found)
    return trial.subject.problem("suite-outside", found=found)


def _differ(scored: Scored, after: Marks, change: str, change_en: str, only: int | None = None) -> Problem | None:
    for at in range(len(UNITS)) if only is None else (only,):
        if (told := _told(scored.marks, at)) != (other := _told(after, at)):
            facts = {"unit": UNITS[at], "change": change, "change_en": change_en, "before": told, "found": other}
            return scored.trial.subject.problem("suite-differs", **facts)
    return None


def _told(marks: Marks, at: int) -> str:
    told = f"{STATES[marks.state[at]]} {_points(marks.points[at])}"
    own = marks.by_unit.get(at)
    return told if own is None else f"{told} {own.reason} {dict(own.costs)}"


def _points(quanta: int) -> str:
    return decimal_text(int(quanta) * PRECISION.ticks)


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a suite, of the criterion as it stands (`once`) or of each drawn example (`each`)."""

    once: Callable[[Subject], Problem | None] | None = None
    each: Callable[[Scored], Problem | None] | None = None
    most: int | None = None
    """The most examples that make sense; None: any number."""


CHECKS: Mapping[str, Check] = {
    "metadata": Check(once=metadata),
    "quotes": Check(once=quotes),
    "default_parameters": Check(once=default_parameters),
    "points": Check(each=points),
    "lines": Check(each=lines),
    "deterministic": Check(each=deterministic),
    "row_order": Check(each=row_order),
    "other_units": Check(each=other_units),
    "monotone": Check(each=monotone),
    "empty": Check(each=empty, most=3),
    "mutated": Check(each=mutated),
    "nothing_outside": Check(each=nothing_outside, most=5),
}
"""Every check by its name; a problem of severity info says that a check does not apply."""
