"""Phrases that several families share, in Chinese and English."""

from collections.abc import Mapping
from fractions import Fraction

from efficiency_rules.points import Percent, Points
from efficiency_rules.publishing.formulas.chart import Line
from efficiency_rules.publishing.formulas.marks import exact, text
from efficiency_rules.publishing.formulas.view import Words, words

POINTS = words("得分", "points")


def number(value: Points | Percent | int) -> str:
    """Return a parameter as text: `4`, `0.16`, `98%`."""
    return str(value) if isinstance(value, (int, Percent)) and not isinstance(value, Points) else text(exact(value))


def down_to(floor: Points) -> Words:
    """Return where deductions end: at nothing, or at a floor."""
    if not floor:
        return words("扣完为止", "until nothing is left")
    return words(f"最低{number(floor)}分", f"down to {number(floor)} at least")


def floor_line(floor: Fraction) -> tuple[Line, ...]:
    """Return the line of a floor above zero."""
    return (Line(floor, words(f"最低 {text(floor)} 分", f"floor {text(floor)}")),) if floor else ()


def price_list(prices: Points | Mapping[str, Points], each: Words) -> Words:
    """Return what a record costs or earns; `each` holds `{}` for the points, kinds of one price stand together."""
    if isinstance(prices, Points):
        return words(each["zh"].format(number(prices)), f"every record {each['en'].format(number(prices))}")
    together: dict[Points, list[str]] = {}
    for name, price in prices.items():
        together.setdefault(price, []).append(name)
    zh = [f"{'、'.join(names)}{each['zh'].format(number(price))}" for price, names in together.items()]
    en = [f"{'、'.join(names)} {each['en'].format(number(price))} a record" for price, names in together.items()]
    return words("；".join(zh), "; ".join(en))


def few(least: int, zh: str = "件", en: str = "records") -> Words:
    """Return what becomes of too few records; nothing where one suffices."""
    if least <= 1:
        return words("", "")
    return words(f"少于{least}{zh}的按数据不足处理。", f" Fewer than {least} {en}: insufficient data.")


def joined(*parts: Words) -> Words:
    """Return the parts one after another."""
    return words("".join(part["zh"] for part in parts), "".join(part["en"] for part in parts))
