"""The eight ledgers of the benchmark, about 60 records a unit together."""

from datetime import date
from typing import Literal

from efficiency_rules import EvidenceType, Points, UnitId, column

Answer = Literal["非常满意", "满意", "基本满意", "不满意", "非常不满意"]


class Ticket(EvidenceType, id="bench-ticket", title="工单台账"):
    """One hotline ticket assigned to one unit."""

    ticket: str = column("工单号", key=True)
    unit: UnitId = column("承办单位")
    received_on: date = column("受理日期", dated=True)
    contact_by: date = column("联系时限")
    contacted_on: date | None = column("联系日期")
    due_on: date = column("办理时限")
    closed_on: date | None = column("办结日期")
    satisfied: bool | None = column("是否满意")


class Task(EvidenceType, id="bench-task", title="任务台账"):
    """One key task of one unit."""

    task: str = column("任务编号", key=True)
    unit: UnitId = column("责任单位")
    set_on: date = column("下达日期", dated=True)
    due_on: date = column("完成时限")
    finished_on: date | None = column("完成日期")
    delay: int = column("延误天数", ge=0)


class Approval(EvidenceType, id="bench-approval", title="办件台账"):
    """One application handled by one unit."""

    case: str = column("办件编号", key=True)
    unit: UnitId = column("办理单位")
    accepted_on: date = column("受理日期", dated=True)
    promised: int = column("承诺工作日", ge=1)
    used: int = column("实际工作日", ge=0)
    visits: int = column("跑动次数", ge=0)


class Inspection(EvidenceType, id="bench-inspection", title="检查台账"):
    """One finding of one inspection."""

    finding: str = column("问题编号", key=True)
    unit: UnitId = column("被检查单位")
    inspected_on: date = column("检查日期", dated=True)
    severity: Literal["轻微", "一般", "较重", "严重"] = column("严重程度")
    rectified: bool = column("是否整改")


class Complaint(EvidenceType, id="bench-complaint", title="投诉台账"):
    """One complaint about one unit."""

    complaint: str = column("投诉编号", key=True)
    unit: UnitId = column("被投诉单位")
    received_on: date = column("收到日期", dated=True)
    kind: Literal["推诿", "拖延", "作风"] = column("投诉类别")
    verified: bool = column("是否查实")
    answered: bool = column("是否答复")


class Questionnaire(EvidenceType, id="bench-questionnaire", title="问卷台账"):
    """One questionnaire with four answers about one unit."""

    form: str = column("问卷编号", key=True)
    unit: UnitId = column("被评议单位")
    answered_on: date = column("填写日期", dated=True)
    valid: bool = column("是否有效")
    attitude: Answer = column("服务态度")
    efficiency: Answer = column("办事效率")
    openness: Answer = column("政务公开")
    overall: Answer = column("总体评价")


class Rating(EvidenceType, id="bench-rating", title="评分台账"):
    """One rater's form about one unit."""

    form: str = column("评分表编号", key=True)
    unit: UnitId = column("被评分单位")
    rated_on: date = column("评分日期", dated=True)
    panel: Literal["领导", "专家"] = column("评分组")
    duty: Points | None = column("履职分")
    service: Points | None = column("服务分")
    level: Literal["好", "较好", "一般", "较差"] = column("等级")


class Recognition(EvidenceType, id="bench-recognition", title="认定台账"):
    """One recognition of one unit."""

    document: str = column("文号", key=True)
    unit: UnitId = column("被认定单位")
    issued_on: date = column("发文日期", dated=True)
    level: Literal["国家级", "省级", "市级"] = column("认定层级")
    revoked: bool = column("是否撤销")
    reported: bool = column("是否按时上报")
