"""Adjusting: recorded adjustments take the place of computed marks, each with a line of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.errors import EvaluationError, Problem, near
from efficiency_rules.evaluation.acts import numbered
from efficiency_rules.evaluation.adjustments import Adjustment, check_adjustment
from efficiency_rules.evaluation.applicability import Flags
from efficiency_rules.evaluation.lines import Lines, lines_of
from efficiency_rules.evaluation.marking import NUMBER, STATES, Marks, quantum
from efficiency_rules.evaluation.texts import Texts
from efficiency_rules.points import Points, decimal_text
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.units import Roster

Adjusted = Mapping[int, Mapping[int, Adjustment]]
"""The adjustments that were carried out, by the number of the item and the index of the unit."""


@dataclass(frozen=True, slots=True)
class Adjusting:
    """Marks after all adjustments, what was carried out, and warnings about marks that are broken themselves."""

    marks: tuple[Marks, ...]
    adjusted: Adjusted
    problems: tuple[Problem, ...]


def adjustment_errors(ruleset: Ruleset, roster: Roster, adjustments: Sequence[Adjustment]) -> list[Problem]:
    """Return what is wrong with adjustments whatever the marks are: form, names, bounds, two of one mark."""
    items = {item.id: item for item in ruleset.items}
    step = quantum(ruleset)
    found: list[Problem] = []
    first: dict[tuple[str, str], Adjustment] = {}
    for number, one in enumerate(adjustments):
        malformed = check_adjustment(one.to_dict(), (number,))
        if malformed:
            found += [problem for _, problem in numbered(malformed, "得分更正", "adjustment")]
            continue
        about = _about(one)
        if one.unit not in roster.index:
            names = [unit.id for unit in roster if unit.name == one.unit] or near(one.unit, roster.index)
            found.append(Problem("adjustment-unit-unknown", facts=about | {"near": names}))
        if one.criterion not in items:
            facts = about | {"near": near(one.criterion, items), "expected": tuple(items)}
            found.append(Problem("adjustment-criterion-unknown", facts=facts))
        else:
            full = items[one.criterion].full
            if not 0 <= Points(one.points).ticks <= full.ticks:
                found.append(Problem("adjustment-outside", facts=about | {"found": one.points, "full": str(full)}))
        if Points(one.points).ticks % step:
            facts = about | {"found": one.points, "precision": decimal_text(step)}
            found.append(Problem("adjustment-too-fine", facts=facts))
        earlier = first.setdefault((one.unit, one.criterion), one)
        if earlier is not one:
            found.append(Problem("adjustment-twice", facts=about | {"other": earlier.document}))
    return found


def adjust(ruleset: Ruleset, roster: Roster, marks: Sequence[Marks], adjustments: Sequence[Adjustment]) -> Adjusting:
    """Return the marks with these adjustments, in which `adjustment_errors` finds nothing.

    Raises EvaluationError naming every adjustment that does not fit its mark: one that does not apply to the unit,
    is not due, or is the adjusted one already.
    """
    if not adjustments:
        return Adjusting(tuple(marks), {}, ())
    numbers = {mark.item.id: number for number, mark in enumerate(marks)}
    adjusted: dict[int, dict[int, Adjustment]] = {}
    problems: list[Problem] = []
    for one in adjustments:
        number, at = numbers[one.criterion], roster.index[one.unit]
        problem = _misfit(marks[number], at, one, quantum(ruleset))
        if problem is None:
            adjusted.setdefault(number, {})[at] = one
        else:
            problems.append(problem)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise EvaluationError(errors)
    after = list(marks)
    for number, here in adjusted.items():
        after[number] = _with(marks[number], here, quantum(ruleset))
    return Adjusting(tuple(after), adjusted, tuple(problems))


def _misfit(mark: Marks, at: int, one: Adjustment, step: int) -> Problem | None:
    state = STATES[mark.state[at]]
    about = _about(one)
    if state in ("not-applicable", "not-due"):
        return Problem(f"adjustment-{state}", facts=about)
    if mark.broken[at]:
        return Problem("adjustment-waits", facts=about, severity="warning")
    if mark.counted[at] and int(mark.points[at]) * step == Points(one.points).ticks:
        return Problem("adjustment-idle", facts=about | {"found": one.points})
    return None


def _about(one: Adjustment) -> dict[str, object]:
    return {"unit": one.unit, "criterion": one.criterion, "document": one.document}


def _with(mark: Marks, adjusted: Mapping[int, Adjustment], step: int) -> Marks:
    at = list(adjusted)
    state, points = mark.state.copy(), mark.points.copy()
    counted, whole = mark.counted.copy(), mark.rescaled_whole.copy()
    state[at] = NUMBER["scored"]
    points[at] = [Points(one.points).ticks // step for one in adjusted.values()]
    counted[at] = True
    whole[at] = False
    return replace(mark, state=state, points=points, counted=counted, rescaled_whole=whole)


def adjustment_lines(
    number: int, before: Marks, after: Marks, adjusted: Mapping[int, Adjustment], wanted: Flags, words: Texts
) -> Iterator[Lines]:
    """Yield the lines of one item's adjustments: what each adds to the computed mark, or takes from it.

    Where the computed mark did not count it has no lines, and the difference is to the full points.
    """
    units = np.array([at for at in sorted(adjusted) if wanted[at]], dtype=np.int64)
    if len(units):
        computed = np.where(before.counted, before.points, before.full)
        said = [f"申诉更正（{adjusted[at].document}）：{adjusted[at].reason}" for at in units.tolist()]
        first = words.add(pl.Series(said, dtype=pl.String))
        yield lines_of(units, number, (after.points - computed)[units], first + np.arange(len(units)))


def adjusted_reasons(
    said: pl.Series, before: Marks, adjusted: Mapping[int, Adjustment], at: npt.NDArray[np.integer], ruleset: Ruleset
) -> pl.Series:
    """Return the reasons of the computed marks of the units `at`, with what adjusted them behind."""
    here = [place for place, unit in enumerate(at.tolist()) if unit in adjusted]
    if not here:
        return said
    texts = []
    for place in here:
        unit = int(at[place])
        one = adjusted[unit]
        was = f" {decimal_text(int(before.points[unit]) * quantum(ruleset))} 分" if before.counted[unit] else "不计分"
        new = decimal_text(Points(one.points).ticks)
        act = f"申诉更正（{one.document}，{one.role}{one.by}，{one.on}）：由{was}更正为 {new} 分，{one.reason}"
        texts.append(f"{said[place]}；{act}")
    return said.scatter(here, pl.Series(texts, dtype=pl.String))
