"""GiveBack for readers: what an event costs by how it was put right."""

from efficiency_rules.criteria.formulas import GiveBack
from efficiency_rules.publishing.formulas.counting import RECORDS, Kind, count_chart, count_table, counted, kinds_of
from efficiency_rules.publishing.formulas.marks import exact
from efficiency_rules.publishing.formulas.phrases import down_to, floor_line, number
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.view import words


def give_back(formula: GiveBack, setting: Setting) -> Sketch:
    """Return the formula's words, one series for all states of equal cost, and its table."""
    full, each, ends = number(setting.full), number(formula.points), down_to(formula.floor)
    zh = [f"{status}的减扣{number(points)}分" for status, points in formula.give_back.items()]
    zh += [f"{status}的加扣{number(points)}分" for status, points in formula.extra.items()]
    en = [f"{status} gives back {number(points)}" for status, points in formula.give_back.items()]
    en += [f"{status} costs {number(points)} more" for status, points in formula.extra.items()]
    said = words(
        f"满分{full}分，{'，'.join([f'查实每起扣{each}分', *zh, ends['zh']])}。",
        f"From {full} points, {', '.join([f'every event costs {each}', *en, ends['en']])}.",
    )
    listed = list(formula.levels().ticks)
    nothing = {f"events_{status}": 0 for status in listed}
    other = Kind("其他", lambda count: {"events": count, **nothing})
    kinds = counted(formula, setting, [other, *kinds_of("events", listed)])
    floor = floor_line(exact(min(formula.floor, setting.full)))
    chart = count_chart(setting, kinds, floor, RECORDS)
    return Sketch(said, chart, count_table(formula, setting, kinds, RECORDS))
