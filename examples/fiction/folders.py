"""The two example folders: the county as it is, and the same county with mistakes in its ledgers."""

import csv
import io
import shutil
from collections.abc import Sequence
from pathlib import Path

from efficiency_rules import EvidenceType, load_plugins
from efficiency_rules.evidence.builtin import BUILT_IN
from fiction.books import ledger_books, roster_book
from fiction.ledgers import LAYOUT
from fiction.mistakes import Mistake, spoil
from fiction.records import county_records
from fiction.sheets import Book
from fiction.units import county
from fiction.writing import write_book


def evidence_types() -> dict[str, type[EvidenceType]]:
    """Return the evidence types of all installed criteria and the built-in ones, by id."""
    read = [criterion.reads for criterion in load_plugins().criteria.values()]
    return {type.id: type for type in (*read, *BUILT_IN)}


def county_books() -> list[Book]:
    """Return the ledgers of the county."""
    bodies = county()
    return ledger_books(evidence_types(), bodies, county_records(bodies))


def write_county(folder: Path) -> None:
    """Write roster, ledgers and the decision that the tie waits for."""
    _write(folder, county_books(), LAYOUT)
    _write_text(folder / "README.md", _ABOUT)
    _write_text(folder / "decisions.yaml", _DECISIONS)


def write_county_with_mistakes(folder: Path) -> None:
    """Write the same county with mistakes in its ledgers, and where each of them stands."""
    spoiled = spoil(county_books(), LAYOUT)
    _write(folder, spoiled.books, spoiled.layout)
    _write_text(folder / "MISTAKES.md", _ABOUT_MISTAKES + _listed(spoiled.mistakes))
    (folder / "mistakes.csv").write_bytes(_table(spoiled.mistakes))


def _write(folder: Path, books: Sequence[Book], layout: str) -> None:
    shutil.rmtree(folder / "ledgers", ignore_errors=True)
    (folder / "ledgers").mkdir(parents=True)
    write_book(roster_book(county()), folder)
    for book in books:
        write_book(book, folder / "ledgers")
    _write_text(folder / "ledgers" / "ledgers.yaml", layout)


def _write_text(path: Path, text: str) -> None:
    # Bytes, so that every system ends lines alike.
    path.write_bytes(text.encode())


_ABOUT = """\
# 云泽县（虚构）

这里的一切都是虚构数据：县、单位、记录和文号均不存在，由 `examples/generate.py` 按固定种子生成。

- `roster.xlsx`：96 个被评价单位的名册，五类单位都有。
- `ledgers/`：2025 年全年的台账，按县里常见的样子存放：标题行、合并单元格、合计行、
  几种日期写法、全角数字、简称、GB18030 编码。
- `decisions.yaml`：有一处并列跨在优秀与良好之间，这是对它的人工裁定。不带它评价时，该并列等待裁定。

All data in this folder is fictional.
"""

_DECISIONS = """\
# 虚构数据。两个单位总分相同，跨在优秀与良好之间，由工作专班裁定先后（排在前面的列前）。
decisions:
  - kind: tie
    units: [D15, D14]
    by: 云泽县政务效能评价工作专班
    role: 工作专班会议
    on: 2026-01-16
    reason: 两单位总分相同，年内防汛保供任务由水利局牵头完成，会议研究列前
    document: 云政效专班〔2026〕2号（虚构）
"""

_ABOUT_MISTAKES = """\
# 有错误的云泽县（虚构数据）

与 `county/` 是同一个县，台账里放进了下列错误。评价应当逐处指出，并且不评定任何等次。
同样的清单在 `mistakes.csv`。All data in this folder is fictional.

"""


def _listed(mistakes: Sequence[Mistake]) -> str:
    rows = ["| 错误 | 文件 | 表 | 单元格 | 代码 |", "|---|---|---|---|---|"]
    rows += [f"| {one.kind} | {one.file} | {one.sheet} | {one.cell} | `{one.code}` |" for one in mistakes]
    return "\n".join(rows) + "\n"


def _table(mistakes: Sequence[Mistake]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["kind", "file", "sheet", "cell", "code", "severity"])
    writer.writerows([one.kind, one.file, one.sheet, one.cell, one.code, one.severity] for one in mistakes)
    return text.getvalue().encode("utf-8-sig")
