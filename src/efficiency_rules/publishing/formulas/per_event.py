"""PerEvent for readers: points that fall with every record, a series for every severity."""

from collections.abc import Mapping

from efficiency_rules.criteria.formulas import PerEvent
from efficiency_rules.publishing.formulas.counting import RECORDS, Kind, count_chart, count_table, counted, kinds_of
from efficiency_rules.publishing.formulas.marks import exact
from efficiency_rules.publishing.formulas.phrases import down_to, floor_line, number, price_list
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.view import words


def per_event(formula: PerEvent, setting: Setting) -> Sketch:
    """Return the formula's words, one series for every price, and its table."""
    kinds, ends = counted(formula, setting, _kinds(formula)), down_to(formula.floor)
    cost = price_list(formula.points, words("每件（次）扣{}分", "costs {}"))
    said = words(
        f"满分{number(setting.full)}分，{cost['zh']}，{ends['zh']}。",
        f"From {number(setting.full)} points, {cost['en']}, {ends['en']}.",
    )
    floor = floor_line(exact(min(formula.floor, setting.full)))
    chart = count_chart(setting, kinds, floor, RECORDS)
    return Sketch(said, chart, count_table(formula, setting, kinds, RECORDS))


def _kinds(formula: PerEvent) -> list[Kind]:
    if isinstance(formula.points, Mapping):
        return kinds_of("events", formula.points)
    return [Kind("", lambda count: {"events": count})]
