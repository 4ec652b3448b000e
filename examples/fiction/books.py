"""The county's ledgers laid out as books and sheets, in the habits of their offices."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from efficiency_rules import EvidenceType
from efficiency_rules.evidence.types import Column
from fiction.chance import Chance
from fiction.ledgers import HABITS, Habit
from fiction.life import Record
from fiction.sheets import Book, Cell, Raw, Sheet
from fiction.spelling import written_day, written_number, written_percent, written_unit
from fiction.units import COUNTY, GROUPS, Body

_FILLED_ON = "填报时间：2026年1月5日"


def ledger_books(
    types: Mapping[str, type[EvidenceType]], bodies: Sequence[Body], records: Mapping[str, Sequence[Record]]
) -> list[Book]:
    """Return all ledgers of the county; `types` says which columns each has."""
    books: dict[str, Book] = {}
    for habit in HABITS:
        book = books.setdefault(habit.file, Book(habit.file, [], habit.encoding))
        type = types[habit.type]
        for name, share in _divided(habit, type, bodies, records[habit.type]):
            book.sheets.append(_sheet(habit, type, name, {body.id: body for body in bodies}, share))
    return list(books.values())


def roster_book(bodies: Sequence[Body]) -> Book:
    """Return the roster of the county's units."""
    headings = ["序号", "单位编号", "单位名称", "类别", "辖区", "上级单位", "起始日期", "别名"]
    rows: list[list[Cell]] = [
        [at, b.id, b.name, GROUPS[b.group], COUNTY, b.parent, b.since, "、".join(b.aliases)]
        for at, b in enumerate(bodies, 1)
    ]
    title = f"{COUNTY}2025年度被评价单位名册（虚构数据，如有雷同纯属巧合）"
    return Book("roster.xlsx", [Sheet("单位名册", [title], headings, rows)])


def _divided(
    habit: Habit, type: type[EvidenceType], bodies: Sequence[Body], records: Sequence[Record]
) -> Iterable[tuple[str, list[Record]]]:
    if habit.split == "month":
        day = type.dated_column().name
        for month in range(1, 13):
            yield f"{month}月", [record for record in records if _month(record[day]) == month]
    elif habit.split == "group":
        group = {body.id: body.group for body in bodies}
        for key, title in GROUPS.items():
            yield title, [record for record in records if group[str(record["unit"])] == key]
    else:
        yield type.title, list(records)


def _month(day: object) -> int:
    return day.month if isinstance(day, date) else 0


def _sheet(
    habit: Habit, type: type[EvidenceType], name: str, bodies: Mapping[str, Body], records: list[Record]
) -> Sheet:
    chance = Chance("spelling", habit.type, name)
    unit = type.unit_column()
    # A merged unit stands first; otherwise columns stand as the ledger's form has them.
    columns = sorted(type.columns, key=lambda column: habit.merged and column is not unit)
    headings = [_heading(habit, column) for column in columns]
    rows = [[_cell(habit, column, record, bodies, chance) for column in columns] for record in records]
    if habit.serial:
        headings.insert(0, "序号")
        rows = [[at, *row] for at, row in enumerate(rows, 1)]
    if habit.note:
        headings.append("备注")
        rows = [[*row, chance.one_of([None, None, None, "已核", "电话核实"])] for row in rows]
    if habit.sums:
        rows.append(_sum(type, headings, habit, len(rows)))
    titles = [f"{COUNTY}{type.title}（2025年，虚构数据）", f"填报单位：{habit.office}　　{_FILLED_ON}"]
    return Sheet(name, titles[: habit.titles], headings, rows, _heading(habit, unit) if habit.merged else None)


def _heading(habit: Habit, column: Column) -> str:
    heading = habit.headings.get(column.heading, column.heading)
    return f"{heading}(%)" if column.kind == "percent" and habit.percents == "bare" else heading


def _cell(habit: Habit, column: Column, record: Record, bodies: Mapping[str, Body], chance: Chance) -> Cell:
    value = record[column.name]
    if column.kind == "unit":
        return written_unit(bodies[str(value)], "name" if habit.merged else habit.units, chance)
    if column.kind == "day":
        return written_day(value if isinstance(value, date) else None, habit.days, chance)
    if column.kind == "flag":
        return habit.flags[0] if value else habit.flags[1]
    if column.kind == "percent":
        return written_percent(str(value), habit.percents)
    if column.kind == "integer":
        return written_number(value if isinstance(value, int) else None, chance)
    if column.key and habit.guarded:
        # An export that keeps spreadsheets from cutting long numbers down.
        return Raw(f'="{value}"')
    return None if value is None else str(value)


def _sum(type: type[EvidenceType], headings: list[str], habit: Habit, count: int) -> list[Cell]:
    row: list[Cell] = [None] * len(headings)
    row[0] = "合计"
    row[headings.index(_heading(habit, type.dated_column()))] = f"共{count}条"
    return row
