"""The keys of a `*.cases.yaml` file, for cases of a criterion and for cases of a whole county."""

from typing import get_args

from efficiency_rules.evaluation.evaluation import Status
from efficiency_rules.rulesets.shape import Key, Shape

REACHED = ("scored", "no-cases", "insufficient-data")
"""The states that one criterion with one ledger can have; all others are the ruleset's doing."""

STATUSES: tuple[str, ...] = tuple(status for status in get_args(Status) if status != "provisional")
"""What a case may expect of an evaluation; bad rows are problems of the case, so it is never provisional."""

EXPECTATIONS: Shape = {
    "points": Key("points", "应得分", "expected points", False),
    "state": Key("choice", "应有的状态", "expected state", False, REACHED),
    "reason": Key("text", "理由应包含的文字", "text that the reason contains", False),
    "lines": Key("list", "各扣分明细的分值，按顺序", "points of the lines, in order", False),
}
"""What a case of a criterion may compare; one that compares nothing is an error."""

CASE: Shape = {
    "name": Key("text", "算例名称", "name of the case"),
    "ledger": Key("list", "台账记录，可为空，不写单位", "records, may be empty, without the unit"),
    **EXPECTATIONS,
}

CRITERION_FILE: Shape = {
    "criterion": Key("use", "指标，写成 id@版次", "the criterion, as id@edition"),
    "params": Key("open", "指标参数", "its parameters", False),
    "full": Key("points", "该项满分", "full points of the item"),
    "cases": Key("sections", "算例", "the cases", shape=CASE),
}

BOUND_FILE: Shape = {
    "criterion": CRITERION_FILE["criterion"],
    "ruleset": Key(
        "text",
        "按哪份计分细则的参数和满分，如 jingbian/2025，或相对路径",
        "the ruleset whose parameters and full points count, as scheme/year or a relative path",
    ),
    "cases": CRITERION_FILE["cases"],
}
"""The same criterion with the numbers of a ruleset that pins it, instead of its own."""

ROSTER_UNIT: Shape = {
    "unit": Key("text", "单位编号", "id of the unit"),
    "name": Key("text", "单位名称", "its name"),
    "group": Key("text", "类别，计分细则 units 的键或名称", "its group, a key or title of the ruleset's `units`"),
    "jurisdiction": Key("text", "辖区", "its jurisdiction", False),
    "from": Key("day", "起始日期", "first day it exists", False),
    "to": Key("day", "截止日期", "last day it exists", False),
}
"""What of a roster can change a result; other names and the unit above cannot."""

STANDING_EXPECTATIONS: Shape = {
    "total": Key("any", "应得总分；空值表示没有总分", "expected total; null: there is none", False),
    "rank": Key("any", "应有名次；空值表示不排名", "expected rank; null: there is none", False),
    "grade": Key("any", "应得等次；空值表示未定", "expected grade, id or title; null: there is none", False),
}

STANDING: Shape = {"unit": Key("text", "单位编号", "id of the unit"), **STANDING_EXPECTATIONS}

COUNTY_EXPECTATIONS: Shape = {
    "standings": Key(
        "sections", "应有的得分和等次，可只写部分单位", "expected standings, some units", False, shape=STANDING
    ),
    "seats": Key("open", "应有的名额，按等次", "expected seats by grade", False),
    "status": Key("choice", "评价结果的状态", "status of the evaluation", False, STATUSES),
}
"""What a case of a county may compare."""

COUNTY_CASE: Shape = {
    "name": Key("text", "算例名称", "name of the case"),
    "roster": Key("sections", "单位名册", "the units", shape=ROSTER_UNIT),
    "ledgers": Key(
        "open", "台账记录，按台账标识；没写的台账为零报告", "records by ledger; unnamed ledgers are nil", False
    ),
    "missing": Key("ids", "没有交来的台账，写台账标识", "ids of ledgers that nobody handed in", False),
    "decisions": Key("list", "人工裁定", "recorded decisions", False),
    **COUNTY_EXPECTATIONS,
}

COUNTY_FILE: Shape = {
    "ruleset": Key("text", "计分细则，如 jingbian/2025，或相对路径", "the ruleset, as scheme/year or a relative path"),
    "period": Key("any", "评价周期，不写为细则的全部有效期", "the period; default all days of the ruleset", False),
    "cases": Key("sections", "算例", "the cases", shape=COUNTY_CASE),
}
