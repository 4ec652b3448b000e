"""The mistakes of `county-with-mistakes`: what is spoilt where, and the code that must be reported there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from fiction.sheets import Book, Cell, Formula, Raw, Share, Sheet
from fiction.writing import book_bytes


@dataclass(frozen=True, slots=True)
class Mistake:
    """One place where a mistake must be reported; `cell` is a line, or line:column, in a text file."""

    kind: str
    file: str
    sheet: str
    cell: str
    code: str
    severity: str = "error"


@dataclass(slots=True)
class Spoiled:
    """The books and the layout with mistakes in them, and where each mistake stands."""

    books: list[Book]
    layout: str
    mistakes: list[Mistake] = field(default_factory=list)

    def book(self, file: str) -> Book:
        """Return the book of this file."""
        return next(book for book in self.books if book.file == file)

    def note(self, kind: str, code: str, file: str, sheet: str = "", cell: str = "", severity: str = "error") -> None:
        """Remember where a mistake must be reported; a CSV has no sheet."""
        named = "" if file.endswith(".csv") else sheet
        self.mistakes.append(Mistake(kind, file, named, cell, code, severity))


def spoil(books: Sequence[Book], layout: str) -> Spoiled:
    """Put every kind of mistake into the books, which are changed, and into the layout."""
    spoiled = Spoiled(list(books), layout)
    for kind, code, file, sheet, row, heading, cell in _CELLS:
        place = spoiled.book(file).sheet(sheet).put(row, heading, cell)
        spoiled.note(kind, code, file, sheet, place)
    for more in (_units, _repeats, _headings, _rows, _files, _layout):
        more(spoiled)
    return spoiled


_HOTLINE, _CASES, _ORDERS = "12345热线工单台账2025年.xlsx", "政务服务办件台账_平台导出.csv", "督办件台账.csv"
_TASKS, _DAILY, _OPEN, _LAW = "年度重点工作.xlsx", "日常检查工作台账.xlsx", "政务公开.xlsx", "依法行政.xlsx"
_MATTERS, _NOTICES, _COMPLAINTS = "高效办成一件事核查台账.csv", "整改督办单台账.csv", "群众投诉办理台账.csv"

_CELLS: tuple[tuple[str, str, str, str, int, str, Cell], ...] = (
    ("单位名称写错一字", "unit-unknown", _ORDERS, "", 2, "承办单位", "清禾镇"),
    ("两个单位共用的简称", "unit-ambiguous", _DAILY, "效能制度检查台账", 4, "被检查单位", "县服务中心"),
    ("单位空白", "cell-blank", _HOTLINE, "3月", 6, "承办单位", None),
    ("必填项空白", "cell-blank", _ORDERS, "", 10, "认定结论", None),
    ("不存在的日期", "day-impossible", _HOTLINE, "2月", 3, "办理时限", "2025年2月30日"),
    ("上一年的日期", "day-outside", _HOTLINE, "1月", 1, "办理时限", date(2024, 12, 30)),
    ("读不出的日期", "day-unreadable", _DAILY, "作风检查台账", 5, "检查日期", "三月上旬"),
    ("日期带时区", "day-with-zone", _DAILY, "投诉渠道拨测台账", 7, "拨测日期", "2025-03-05T14:30Z"),
    ("年份打错", "day-implausible", _OPEN, "主动公开信息台账", 8, "形成日期", "2205年3月5日"),
    ("负数", "number-out-of-bounds", _CASES, "", 4, "特别程序工作日", -1),
    ("应为整数却写小数", "integer-unreadable", _OPEN, "依申请公开台账", 3, "批准延期工作日", "2.5"),
    ("数字栏里写文字", "integer-unreadable", _CASES, "", 12, "特别程序工作日", "十天"),
    ("完成率超过百分之百", "number-out-of-bounds", _TASKS, "重点任务完成情况台账", 9, "完成率", Share(1200)),
    ("百分数写成文字", "percent-unreadable", _TASKS, "重点任务完成情况台账", 14, "完成率", "九成五"),
    ("选项之外的写法", "choice-unknown", _ORDERS, "", 20, "认定结论", "按期完成"),
    ("是否栏写不清", "flag-unreadable", "行政审批事项.xlsx", "事项认领台账", 11, "是否已认领", "部分"),
    ("长编号被表格软件截成科学计数", "id-shortened", _CASES, "", 30, "办件编号", Raw("1.5E+17")),
    (
        "查找公式出错",
        "cell-excel-error",
        _DAILY,
        "作风检查台账",
        16,
        "被检查单位",
        Formula("=VLOOKUP(A20,A1:B2,2,FALSE)", "#N/A"),
    ),
    ("公式当成文字导出", "cell-formula", _MATTERS, "", 5, "责任单位", "=C4"),
)
"""Single cells: kind, code, file, sheet, row below the headings from 0, heading, what is written there."""


def _units(spoiled: Spoiled) -> None:
    sheet = spoiled.book(_DAILY).sheet("四难现象核查台账")
    sheet.put(3, "责任单位", "云泽县环境监测站")
    place = sheet.put(3, "发现日期", "20250210")
    spoiled.note("单位成立之前的记录", "unit-not-active", _DAILY, sheet.name, place)


def _repeats(spoiled: Spoiled) -> None:
    file = "分管领导评定台账.xlsx"
    sheet = spoiled.book(file).sheet("分管领导评定台账")
    number = sheet.rows[7][sheet.column("评定表编号")]
    sheet.put(22, "评定表编号", number)
    for row in (7, 22):
        spoiled.note("两行同一编号", "key-repeated", file, sheet.name, sheet.place(row, "评定表编号"))
    sheet = spoiled.book(_HOTLINE).sheet("5月")
    sheet.rows.insert(len(sheet.rows) - 1, list(sheet.rows[2]))
    for row in (2, len(sheet.rows) - 2):
        spoiled.note("整行重复录入", "key-repeated", _HOTLINE, sheet.name, sheet.place(row, "工单号"))


def _headings(spoiled: Spoiled) -> None:
    sheet = spoiled.book(_LAW).sheet("收费罚款摊派核查台账")
    at = sheet.column("是否查实")
    sheet.headings[at] = "查实情况"
    spoiled.note("表头换了名称", "heading-misnamed", _LAW, sheet.name, sheet.heading_place(at))
    sheet = spoiled.book(_OPEN).sheet("办事公开抽查台账")
    at = sheet.column("备注")
    sheet.headings[at] = "抽查日期"
    spoiled.note("同一表头出现两次", "heading-repeated", _OPEN, sheet.name, sheet.heading_place(at))


def _rows(spoiled: Spoiled) -> None:
    sheet = spoiled.book(_NOTICES).sheet()
    del sheet.rows[5][4:]
    spoiled.note("一行缺了几格", "row-short", _NOTICES, "", sheet.place(5, 4))
    sheet = spoiled.book(_MATTERS).sheet()
    sheet.rows[9].append("多出的一格")
    spoiled.note("一行多出一格", "row-long", _MATTERS, "", sheet.place(9, len(sheet.headings)))
    sheet = spoiled.book(_COMPLAINTS).sheet()
    sheet.rows[-1][0] = Raw(f'"{sheet.rows[-1][0]}')
    spoiled.note("引号没有成对", "csv-broken", _COMPLAINTS, "", str(len(sheet.titles) + 1 + len(sheet.rows)))


def _files(spoiled: Spoiled) -> None:
    page = "<html><body><table><tr><td>不适用认定（虚构数据）</td></tr></table></body></html>"
    spoiled.book("不适用认定.xlsx").content = page.encode()
    spoiled.note("网页另存为xlsx", "file-broken", "不适用认定.xlsx")
    hotline = "工单号,承办单位,办理时限,办结时间\r\n20250305999999,T01,2025-03-12,2025-03-10\r\n"
    _add(spoiled, "12345热线工单台账补充.csv", hotline.encode("utf-16"))
    spoiled.note("存成UTF-16编码", "csv-encoding", "12345热线工单台账补充.csv")
    orders = "督办件编号;承办单位;办结时限;认定结论;附件\r\n云督〔2025〕999号;T02;2025-06-30;按时完成;\r\n"
    _add(spoiled, "督办件台账补报.csv", orders.encode("utf-8-sig"))
    spoiled.note("用分号分列", "csv-separator", "督办件台账补报.csv", "", "A1")
    extra = Sheet("Sheet1", [], ["督办单编号", "责任单位"], [["云效督〔2025〕998号", "T03"]])
    _add(spoiled, "整改督办单台账补报.csv", book_bytes(Book("", [extra])))
    spoiled.note("工作簿改名为csv", "csv-other-kind", "整改督办单台账补报.csv")
    other = Sheet("汇总", ["云泽县会议培训统计表（虚构数据）"], ["序号", "会议名称"], [[1, "调度会"]])
    spoiled.books.append(Book("会议培训统计.xlsx", [other]))
    spoiled.note("认不出的台账", "ledger-unrecognised", "会议培训统计.xlsx", "汇总", "", "warning")
    both = Sheet("复议诉讼结果台账和案卷评查台账", [], ["案卷号", "办案单位"], [["AJ-999", "T04"]])
    spoiled.book(_LAW).sheets.append(both)
    spoiled.note("一张表写两种台账", "ledger-ambiguous", _LAW, both.name)
    _add(spoiled, "填报说明.txt", "虚构数据。".encode())
    spoiled.note("不是表格的文件", "file-not-a-table", "填报说明.txt", "", "", "warning")


def _add(spoiled: Spoiled, file: str, content: bytes) -> None:
    spoiled.books.append(Book(file, [], content=content))


def _layout(spoiled: Spoiled) -> None:
    lines = spoiled.layout.splitlines()
    at = lines.index("nil: [conduct-notice]")
    lines[at : at + 1] = [
        "  leader-rating:",
        "    file: 领导评价表.xlsx",
        "nil: [conduct-notices, innovation-recognition]",
    ]
    spoiled.layout = "\n".join(lines) + "\n"
    kinds: Sequence[tuple[str, str, str]] = (
        ("登记了不存在的文件", "layout-file-missing", f"{at + 2}:5"),
        ("台账类型写错", "type-unknown", f"{at + 3}:7"),
    )
    for kind, code, place in kinds:
        spoiled.note(kind, code, "ledgers.yaml", "", place)
    spoiled.note("报告为零却有记录", "nil-with-records", _TASKS, "创新成果认定台账")
