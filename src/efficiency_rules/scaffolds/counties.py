"""A new county: an empty roster and, for every ledger a ruleset reads, an empty one to be filled in."""

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from efficiency_rules.evidence.ledgers import types_read
from efficiency_rules.evidence.roster import COLUMNS
from efficiency_rules.evidence.types import Column, Model
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.scaffolds.blank_tables import BlankTable, Heading, csv_bytes, xlsx_bytes
from efficiency_rules.scaffolds.rendering import render
from efficiency_rules.scaffolds.writing import Made, write_new

_MAKE = {"xlsx": xlsx_bytes, "csv": csv_bytes}
FORMATS = tuple(_MAKE)
"""Kinds of files in which the blank tables can be written."""

_KINDS = {
    "unit": "单位编号、名称或别名",
    "text": "文字",
    "choice": "从列表中选",
    "integer": "整数",
    "flag": "是或否",
    "day": "日期，如 {day}",
    "points": "分值，如 0.5",
    "percent": "百分比，如 98%",
}
_ROSTER_NOTES = {
    "unit": "必填。各不相同，如 T01",
    "name": "必填。全称",
    "jurisdiction": "可空。几个县一起评时写",
    "parent": "可空。上级单位的编号或名称",
    "from": "可空。年中成立的写，如 {day}",
    "to": "可空。年中撤销的写，如 {day}",
    "aliases": "可空。简称、旧称，以顿号分隔",
}

_WIDE = ("name", "group", "aliases")
_UNFIT = re.compile(r'[\[\]:*?/\\<>|"]')
"""What may not stand in the name of a file or sheet."""


def new_county(folder: Path, ruleset: Ruleset, *, name: str, format: str) -> Made:
    """Write roster, blank ledgers and instructions into a folder; return what was written.

    `name` is how the commands name the ruleset. The blank ledgers lie beside the folder that is evaluated: a ledger
    counts when somebody has put it there, and a forgotten one is missing, never nil. Raises ScaffoldError for every
    file that is there already.
    """
    make = _MAKE[format]
    types = types_read(ruleset)
    roster = folder / f"roster.{format}"
    tables = [_ledger(type, ruleset.valid.first) for type in types.values()]
    blanks = {folder / "blank-ledgers" / f"{table.name}.{format}": table for table in tables}
    texts = {
        folder / "README.md": _instructions(ruleset, types, _from_inside(name, folder), roster.name),
        folder / "ledgers" / "ledgers.yaml": render("county/ledgers.yaml", {"example": next(iter(types))}),
    }
    files = {roster: make(_roster(ruleset))}
    files |= {path: text.encode() for path, text in texts.items()}
    files |= {path: make(table) for path, table in blanks.items()}
    write_new(files)
    ledgers, result = folder / "ledgers", folder / "result"
    return Made(
        files=tuple(files),
        next=(
            f"efficiency-rules check {roster} --ruleset {name}",
            f"efficiency-rules check {ledgers} --ruleset {name} --roster {roster}",
            f"efficiency-rules evaluate {name} --roster {roster} --evidence {ledgers} --out {result}",
        ),
    )


def blank_ledger(type: Model, first: date) -> bytes:
    """Return an empty ledger to be filled in from this day on, as a workbook; the same bytes every time."""
    return xlsx_bytes(_ledger(type, first))


def _roster(ruleset: Ruleset) -> BlankTable:
    groups = tuple(ruleset.groups.values())
    notes = {name: note.format(day=ruleset.valid.first) for name, note in _ROSTER_NOTES.items()}
    notes["group"] = f"必填。{'、'.join(groups)}"
    headings = (
        Heading(one.heading, notes[one.name], groups if one.name == "group" else (), wide=one.name in _WIDE)
        for one in COLUMNS
    )
    return BlankTable("单位名册", f"单位名册（{ruleset.title}）：一行一个单位", tuple(headings))


def _ledger(type: Model, first: date) -> BlankTable:
    day = first.isoformat()
    title = f"{type.title}（{type.id}）：一行一条记录，填好后移到 ledgers 文件夹"
    name = type.id if _UNFIT.search(type.title) else type.title
    return BlankTable(name, title, tuple(_heading(column, day) for column in type.columns))


def _heading(column: Column, day: str) -> Heading:
    parts = ["可空" if column.optional else "必填", _KINDS[column.kind].format(day=day)]
    if column.dated:
        parts.append("归入评价周期的日期")
    if column.key:
        parts.append("识别一条记录")
    if column.choices:
        parts[1] = "、".join(column.choices)
    bounds = [(column.at_least, "不小于"), (column.at_most, "不大于")]
    parts += [f"{word} {bound}" for bound, word in bounds if bound is not None]
    choices = ("是", "否") if column.kind == "flag" else column.choices
    return Heading(column.heading, "。".join(parts), choices, wide=column.kind in ("unit", "text"))


def _instructions(ruleset: Ruleset, types: Mapping[str, Model], name: str, roster: str) -> str:
    uses: dict[str, list[str]] = {}
    for item in ruleset.items:
        uses.setdefault(item.criterion.reads.id, []).append(item.criterion.title)
    for cap in ruleset.caps:
        uses.setdefault(cap.criterion.reads.id, []).append(f"{cap.criterion.title}（限定等次）")
    rows = (
        f"| {type.title} | `{id}` | {_joined(uses.get(id, ['认定']))} | {_joined(_starred(type.columns))} |"
        for id, type in types.items()
    )
    return render(
        "county/README.md",
        {
            "title": ruleset.title,
            "ruleset": name,
            "first": ruleset.valid.first,
            "last": ruleset.valid.last,
            "roster": roster,
            "groups": _joined(ruleset.groups.values()),
            "count": len(types),
            "ledgers": "\n".join(rows),
        },
    )


def _from_inside(name: str, folder: Path) -> str:
    """Return how commands inside the county's folder name the ruleset."""
    return Path(os.path.relpath(name, folder)).as_posix() if Path(name).is_file() else name


def _starred(columns: Iterable[Column]) -> list[str]:
    return [column.heading if column.optional else f"{column.heading}*" for column in columns]


def _joined(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(words)).replace("|", "／")
