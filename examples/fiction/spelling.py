"""How offices write one and the same value: days, names, flags and numbers in the styles of the county."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from fiction.chance import Chance
from fiction.sheets import Cell, Share
from fiction.units import Body

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

DAYS: Mapping[str, Callable[[date], Cell]] = {
    "年月日": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "斜线": lambda day: f"{day.year}/{day.month}/{day.day}",
    "八位": lambda day: f"{day:%Y%m%d}",
    "短线": lambda day: f"{day:%Y-%m-%d}",
    "点": lambda day: f"{day.year}.{day.month}.{day.day}",
    "全角": lambda day: f"{day.year}年{day.month}月{day.day}日".translate(_FULL_WIDTH),
    "表格": lambda day: day,
}
"""Styles of a day by name; 表格 is the spreadsheet's own date."""


def written_day(day: date | None, styles: Sequence[str], chance: Chance) -> Cell:
    """Return a day in one of the styles; blank for none."""
    if day is None:
        return None
    return DAYS[styles[0] if len(styles) == 1 else chance.one_of(styles)](day)


def written_unit(body: Body, style: str, chance: Chance) -> str:
    """Return a unit by its `id`, `name`, `alias`, or now this and now that (`mixed`)."""
    if style == "mixed":
        share = chance.share()
        if share < 0.03 and body.name.startswith("云泽县"):
            return body.name.replace("云泽县", "云泽县　", 1)
        style = "name" if share < 0.7 else "alias" if share < 0.95 else "id"
    # The first alias is the unit's own; a second one may be shared with another unit.
    return {"id": body.id, "name": body.name, "alias": body.aliases[0]}[style]


def written_number(number: int | None, chance: Chance) -> Cell:
    """Return a whole number, now and then in full-width digits."""
    if number is None:
        return None
    return str(number).translate(_FULL_WIDTH) if chance.happens(0.08) else number


def written_percent(percent: str, style: str) -> Cell:
    """Return a percentage as `text`, `bare` (its sign stands in the heading) or as a spreadsheet's `share`."""
    if style == "share":
        return Share(int(percent.removesuffix("%").replace(".", "")))
    return percent if style == "text" else percent.removesuffix("%")
