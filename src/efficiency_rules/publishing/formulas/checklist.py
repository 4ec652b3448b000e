"""Checklist for readers: points that fall with every missing element."""

from collections.abc import Mapping

from efficiency_rules.criteria.formulas import Checklist
from efficiency_rules.points import Points
from efficiency_rules.publishing.formulas.counting import Kind, count_chart, count_table, counted, kinds_of
from efficiency_rules.publishing.formulas.marks import exact
from efficiency_rules.publishing.formulas.phrases import down_to, floor_line, number, price_list
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.view import words

MISSING = words("缺少要素（项）", "missing elements")


def checklist(formula: Checklist, setting: Setting) -> Sketch:
    """Return the formula's words with the elements by their headings, its curve and its table."""
    full, ends = number(setting.full), down_to(formula.floor)
    listed = "、".join(setting.headings.get(name, name) for name in formula.elements or ())
    zh, en = (f"（应有要素：{listed}）", f" (elements: {listed})") if listed else ("", "")
    cost = price_list(_prices(formula, setting), words("每缺少1项扣{}分", "missing costs {}"))
    said = words(
        f"满分{full}分，{cost['zh']}{zh}，{ends['zh']}。", f"From {full} points, {cost['en']}{en}, {ends['en']}."
    )
    kinds = counted(formula, setting, _kinds(formula, setting))
    chart = count_chart(setting, kinds, floor_line(exact(min(formula.floor, setting.full))), MISSING)
    return Sketch(said, chart, count_table(formula, setting, kinds, MISSING))


def _prices(formula: Checklist, setting: Setting) -> Points | Mapping[str, Points]:
    if not isinstance(formula.per_missing, Mapping):
        return formula.per_missing
    return {setting.headings.get(name, name): price for name, price in formula.per_missing.items()}


def _kinds(formula: Checklist, setting: Setting) -> list[Kind]:
    if formula.elements is None:
        return [Kind("", lambda count: {"missing": count})]
    kinds = kinds_of("missing", list(formula.elements))
    if isinstance(formula.per_missing, Mapping):
        return [Kind(setting.headings.get(kind.name, kind.name), kind.facts) for kind in kinds]
    # One price for all: what is missing most often stands for every element.
    return [Kind("", kinds[0].facts)]
