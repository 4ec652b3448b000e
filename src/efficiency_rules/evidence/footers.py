"""Rows under the headings that are no records: sums, signatures, notes and page numbers, repeated headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from efficiency_rules.evidence.cells import Refusal, day, squeezed
from efficiency_rules.evidence.further_headings import FurtherHeadings, is_label
from efficiency_rules.evidence.headings import Headings
from efficiency_rules.evidence.types import Column

_SUM_WORDS = ("合计", "小计", "总计", "共计")
_SUM = re.compile(r"(合计|小计|总计|共计):?")
_COUNT = re.compile(r"[0-9.,]+[^0-9年月日]{0,2}")
_NOTE = re.compile(r"填表|填报|制表|审核|复核|经办|负责人|联系人|联系电话|日期:|(附?注|备注|说明)[0-9]*:")
_SEAL = r"\((签[字名章]|[盖公]章)\)"
_SIGNATURE = re.compile(
    r"(单位|部门|科室|股室|分管|主管|主要)*"
    r"(负责人|负责同志|领导|(填[表报]|制[表单]|报送|打印|导出)(人|单位|部门|日期|时间)?|日期|联系(人|电话)"
    rf"|(审[核批签]|[复校]核|经办)人?|(核对|校对)人|统计[人员]|签[字名章]|[盖公]章|(单位|部门){_SEAL})({_SEAL})?:"
)
"""Who signs, and a colon; 单位: and 责任单位: alone may be a record's own."""
_PAGE = re.compile(r"第[0-9]+页([,、;/]?共[0-9]+页)?|共[0-9]+页([,、;/]?第[0-9]+页)?")
_OPEN_DAY = re.compile(r"[0-9]{0,4}年[0-9]{0,2}月[0-9]{0,2}日")
_NOTE_STARTS = frozenset("填制审复经负联日附注备说单部科股分主领报打导核校统签盖公第共")


@dataclass(frozen=True, slots=True)
class Footers:
    """Tells which rows of a table are no records; a row with a key, a unit and a day of its own always is one."""

    keys: tuple[int, ...]
    """Positions of the key columns."""
    known: tuple[int, ...]
    """Positions of all columns of the ledger."""
    further: FurtherHeadings

    @classmethod
    def of(cls, headings: Headings, keys: Sequence[Column]) -> "Footers":
        """Return the footers of a table with these headings."""
        return cls(
            tuple(headings.at[key.name] for key in keys if key.name in headings.at),
            tuple(headings.at.values()),
            FurtherHeadings.of(headings.texts, headings.at, headings.meanings),
        )

    def code_of(self, row: Sequence[str]) -> str | None:
        """Return the code of what is told of a row that is no record, or None; the row is not blank."""
        if self._is_sum(row):
            return "rows-sums"
        note = "rows-notes" if _is_note(row) else None
        # Labels of a signature may be named as columns are: 经办人： … 日期：
        if note and is_label(next(cell for cell in row if cell)):
            return note
        return self.further.code_of(row) or note

    def _is_sum(self, row: Sequence[str]) -> bool:
        own = [row[key] for key in self.keys if key < len(row) and row[key]]
        if not all(_says_sum(cell) for cell in own):
            return False
        if not any(_says_sum(cell) for cell in row):
            return False
        if any(_SUM.fullmatch(squeezed(cell)) for cell in (next(cell for cell in row if cell), *own)):
            return True
        # Words around it may be a record's own: then only numbers may stand beside it.
        cells = [row[at] for at in self.known if at < len(row) and row[at]]
        return all(_says_sum(cell) or _COUNT.fullmatch(squeezed(cell)) for cell in cells)


def _says_sum(cell: str) -> bool:
    # One character tells nearly every cell apart.
    return "计" in cell and any(word in squeezed(cell) for word in _SUM_WORDS)


def _is_note(row: Sequence[str]) -> bool:
    """Say whether a row holds nothing but words of a footer, or days behind a signature."""
    first = next(cell for cell in row if cell)
    if first[0] not in _NOTE_STARTS or not _is_word(squeezed(first)):
        return False
    signed = _SIGNATURE.match(squeezed(first)) is not None
    return all(_is_word(squeezed(cell)) or (signed and _is_day(cell)) for cell in row if cell)


def _is_word(text: str) -> bool:
    return bool(_NOTE.match(text) or _SIGNATURE.match(text) or _PAGE.fullmatch(text))


def _is_day(cell: str) -> bool:
    if cell.isdigit():
        return False
    return not isinstance(day(cell), Refusal) or _OPEN_DAY.fullmatch(squeezed(cell)) is not None
