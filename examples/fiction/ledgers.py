"""Which office keeps which ledger in which file, and in what habit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

EFFICIENCY = "云泽县政务效能评价中心"


@dataclass(frozen=True, slots=True)
class Habit:
    """How one ledger is kept: its file, its sheets and its way of writing."""

    type: str
    file: str
    days: Sequence[str] = ("表格",)
    units: str = "name"
    split: str = ""
    """What sheets the ledger is divided into: none, `month` of the day, or `group` of the unit."""
    flags: tuple[str, str] = ("是", "否")
    percents: str = "text"
    encoding: str | None = None
    office: str = EFFICIENCY
    titles: int = 1
    serial: bool = False
    note: bool = False
    sums: bool = False
    merged: bool = False
    guarded: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)


HABITS = (
    Habit(
        "hotline-ticket",
        "12345热线工单台账2025年.xlsx",
        days=("年月日", "表格"),
        units="mixed",
        split="month",
        titles=2,
        serial=True,
        sums=True,
        note=True,
        office="云泽县政务信息化服务中心",
    ),
    Habit("supervision-order", "督办件台账.csv", days=("斜线",), units="alias", encoding="gb18030", sums=True),
    Habit("key-task", "年度重点工作.xlsx", days=("年月日",), percents="share", titles=2, serial=True, merged=True),
    Habit("innovation-recognition", "年度重点工作.xlsx", days=("年月日",), titles=2, serial=True, note=True),
    Habit("leader-rating", "分管领导评定台账.xlsx", days=("点",), serial=True),
    Habit("item-claim", "行政审批事项.xlsx", flags=("√", "×"), merged=True, office="云泽县行政审批服务局"),
    Habit("hall-item", "行政审批事项.xlsx", merged=True, serial=True, sums=True, office="云泽县行政审批服务局"),
    Habit("service-case", "政务服务办件台账_平台导出.csv", days=("短线",), encoding="gb18030", guarded=True),
    Habit("accountability-check", "日常检查工作台账.xlsx", days=("年月日", "全角", "斜线"), units="alias", titles=2),
    Habit("work-style-check", "日常检查工作台账.xlsx", days=("表格",), units="mixed", titles=2, sums=True),
    Habit("difficulty-finding", "日常检查工作台账.xlsx", days=("八位",), titles=2, note=True),
    Habit("channel-test", "日常检查工作台账.xlsx", days=("表格",), units="id", flags=("√", "×"), titles=2),
    Habit("institution-check", "日常检查工作台账.xlsx", days=("点",), units="mixed", titles=2, serial=True),
    Habit("one-thing-check", "高效办成一件事核查台账.csv", days=("年月日",), units="alias", encoding="utf-8-sig"),
    Habit("satisfaction-answer", "社会评价第三方报送.xlsx", split="group", headings={"问卷编号": "汇总编号"}),
    Habit("disclosure-item", "政务公开.xlsx", days=("表格", "年月日"), units="mixed", titles=2, sums=True),
    Habit("service-guide-check", "政务公开.xlsx", days=("斜线",), flags=("√", "×"), note=True),
    Habit("disclosure-mechanism-check", "政务公开.xlsx", days=("年月日",), merged=True),
    Habit("disclosure-request", "政务公开.xlsx", units="alias", note=True),
    Habit("review-outcome", "依法行政.xlsx", days=("年月日",), office="云泽县司法局"),
    Habit("case-file-review", "依法行政.xlsx", days=("年月日",), merged=True, serial=True, office="云泽县司法局"),
    Habit("enforcement-finding", "依法行政.xlsx", days=("全角",), units="mixed", office="云泽县司法局"),
    Habit("levy-finding", "依法行政.xlsx", days=("点",), office="云泽县司法局"),
    Habit("complaint", "群众投诉办理台账.csv", days=("短线", "斜线", "年月日"), units="mixed", encoding="gb18030"),
    Habit("rectification-notice", "整改督办单台账.csv", days=("短线",), encoding="utf-8", sums=True),
    Habit("not-applicable", "不适用认定.xlsx", days=("年月日",)),
)

LAYOUT = """\
# 虚构数据。说明文件名、表名看不出台账类型的表，以及全年没有发生、报告为零的台账。
ledgers:
  satisfaction-answer:
    file: 社会评价第三方报送.xlsx
    columns: {汇总编号: questionnaire}
nil: [conduct-notice]
"""
"""What ledgers.yaml of the county says."""
