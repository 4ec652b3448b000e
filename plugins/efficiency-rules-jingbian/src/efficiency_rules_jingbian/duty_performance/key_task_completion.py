"""年度重点工作和专项任务完成 (方案四(一))."""

from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, Percent, UnitId, column, criterion
from efficiency_rules.formulas import Proportional


class KeyTask(EvidenceType, id="key-task", title="重点任务完成情况台账"):
    """One task of the year, with the completion that the leading department confirmed."""

    task: str = column("任务清单编号", key=True)
    unit: UnitId = column("责任单位")
    as_of: date = column("数据截止日", dated=True)
    completion: Percent = column("完成率", ge=0, le=100)
    confirmed_by: str | None = column("牵头认定部门")


class KeyTaskCompletion(Params):
    lower_cut: Percent
    """平均完成率低于该值不得分"""


@criterion(
    "key-task-completion", edition=2025, title="年度重点工作和专项任务完成", reads=KeyTask, params=KeyTaskCompletion
)
def key_task_completion(p: KeyTaskCompletion) -> Proportional:
    """Points in proportion to the mean completion of all tasks; nothing when it lies below the cut."""
    return Proportional(
        done=pl.col("completion"),
        lower_cut=p.lower_cut,
        reason="{cases} 项任务平均完成率 {rate}，扣 {lost} 分",
        line="{task}：截至 {as_of} 完成率 {completion}",
    )
