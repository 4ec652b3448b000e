"""The keys of a ruleset file, section by section: what each holds and what it means, in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from efficiency_rules.criteria.states import MissingState, Policy

Kind = Literal[
    "text",
    "texts",
    "id",
    "use",
    "integer",
    "points",
    "percent",
    "places",
    "flag",
    "day",
    "choice",
    "ids",
    "choices",
    "section",
    "sections",
    "table",
    "open",
    "list",
    "share",
    "counts",
    "any",
]
"""section: a mapping of known keys; sections: a list of them; table: a mapping from ids to them;
texts: one or several; open: a mapping, list: a list, share: a part of the units, counts: a document and its seats
by grade, any: a value, all of which another part of the library judges."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the kind of its value, its meaning in Chinese and English, and whether it may be left out."""

    kind: Kind
    zh: str
    en: str
    required: bool = True
    choices: tuple[str, ...] = ()
    shape: Mapping[str, "Key"] | None = None


Shape = Mapping[str, Key]

POLICIES: tuple[Policy, ...] = get_args(Policy)
STATES: tuple[MissingState, ...] = get_args(MissingState)

PRECISIONS = {"1": 0, "0.1": 1, "0.01": 2, "0.001": 3, "0.0001": 4}
"""What `precision` may say, and the decimals it stands for."""

DOCUMENT: Shape = {
    "name": Key("text", "文件名称", "name of the official document"),
    "number": Key("text", "文号", "document number", required=False),
    "issued_on": Key("day", "印发日期", "day of issue", required=False),
    "note": Key("text", "读者须知，如附件没有公布", "what readers have to know, as of an unpublished annex", False),
    "text": Key("text", "原文的文件，相对于细则所在的文件夹", "file of its text, from the ruleset's folder", False),
}

UNIT: Shape = {
    "title": Key("text", "类别名称，名册的“类别”列可以写它", "title; the roster's group column may say it"),
    "counted": Key("flag", "是否计入等次比例的单位总数，不写为是", "in the N of the shares; default true", False),
}

METHOD: Shape = {
    "title": Key("text", "评价方式名称", "title of the method"),
    "clause": Key("text", "方案条款", "clause of the plan"),
    "due": Key("choices", "何时应评：H1 半年，year 全年", "when it is due: H1, year", choices=("H1", "year")),
    "scorer": Key("text", "由谁评分", "who scores"),
}

_MISSING_TEXTS: dict[MissingState, tuple[str, str]] = {
    "not-applicable": ("不适用时", "when the item does not apply"),
    "no-cases": ("有台账而没有该单位的记录时", "when the ledger has no record of the unit"),
    "insufficient-data": ("记录少于最低数量时", "when there are fewer records than the minimum"),
    "data-missing": ("没有这种台账时", "when there is no ledger of this type at all"),
}

MISSING: Shape = {
    state: Key("choice", f"{zh}如何计分", f"what counts {en}", False, POLICIES)
    for state, (zh, en) in _MISSING_TEXTS.items()
}

ITEM: Shape = {
    "use": Key("use", "评价指标及其版本，写成 名称@版本", "the criterion and its edition, as id@edition"),
    "method": Key("text", "评价方式，methods 之一", "the method, one of `methods`"),
    "clause": Key("text", "方案条款", "clause of the plan"),
    "quote": Key("texts", "方案原文，一句或几句", "the plan's own words, one phrase or several", False),
    "full": Key("points", "满分", "full points"),
    "applies_to": Key("ids", "适用的单位类别，不写为全部", "unit groups it applies to; default all", False),
    "missing": Key("section", "没有数据时如何计分", "what counts without data", False, shape=MISSING),
    "params": Key("open", "指标参数", "the criterion's parameters", False),
}

AREA: Shape = {
    "id": Key("id", "评价内容代号", "id of the area"),
    "title": Key("text", "评价内容名称", "title of the area"),
    "clause": Key("text", "方案条款", "clause of the plan"),
    "full": Key("points", "分值，等于所属计分项满分之和", "full points, the sum of its items'"),
    "items": Key("sections", "计分项", "the items", shape=ITEM),
}

CAP: Shape = {
    "when": Key("use", "触发的评价指标及其版本", "the criterion that triggers it, as id@edition"),
    "params": Key("open", "指标参数", "the criterion's parameters", False),
    "at_best": Key("text", "最高只能评为的等次", "the best grade still possible", False),
    "at_worst": Key("text", "最低评为的等次", "the worst grade possible", False),
    "clause": Key("text", "条款", "clause", False),
    "quote": Key("texts", "原文", "the words of the clause", False),
}

GRADE: Shape = {
    "id": Key("id", "等次代号", "id of the grade"),
    "title": Key("text", "等次名称", "title of the grade"),
    "share": Key("share", "占单位总数的比例，如 20% 或 1/3", "share of the units; 20% or 1/3", False),
    "consequences": Key("ids", "结果运用，consequences 之一", "what follows, of `consequences`", False),
}

THRESHOLD: Shape = {
    "grade": Key("text", "等次", "the grade"),
    "at_least": Key("points", "最低总分", "the least total"),
    "clause": Key("text", "条款", "clause", False),
    "quote": Key("texts", "原文", "the words of the clause", False),
}

TIE_KEY: Shape = {
    "key": Key("text", "比较什么：total、area:ID、method:ID 或 item:ID", "what is compared: total, area:ID, ..."),
    "better": Key("choice", "高者优先还是低者优先", "which is better", choices=("higher", "lower")),
}

TIES: Shape = {
    "break": Key("sections", "同分时依次比较", "what is compared, one after the other", shape=TIE_KEY),
    "then": Key(
        "choice",
        "仍相同时：decide 由人工裁定",
        "what happens to those still equal: decide waits for a recorded decision",
        choices=("decide", "promote", "demote", "majority"),
    ),
}

GRADING: Shape = {
    "clause": Key("text", "方案条款", "clause of the plan", False),
    "min_applicable": Key("percent", "适用分值低于此比例只评价不定等次", "below it a unit gets no grade", False),
    "pool": Key(
        "choice",
        "比例按全部单位还是按类别计",
        "one pool of units, or one a group",
        False,
        ("all", "by-group", "by-group-reconciled"),
    ),
    "base": Key(
        "choice",
        "单位总数是否含直接定等次的单位",
        "whether N counts units with a forced grade",
        False,
        ("all", "exclude-forced"),
    ),
    "seats": Key(
        "choice",
        "名额的取整方法",
        "how shares become seats",
        False,
        ("largest-remainder", "webster", "cumulative", "cumulative-floor", "cumulative-ceil", "at-most", "explicit"),
    ),
    "seat_tie": Key("choice", "余数相同时名额归谁", "who gets an exactly tied seat", False, ("better", "worse")),
    "at_most": Key("ids", "只设上限的等次", "grades whose share is only an upper limit", False),
    "counts": Key(
        "counts",
        "文件决定的名额：document 文号和各等次的名额",
        "seats a document decided: its number, then one count a grade",
        False,
    ),
    "group_order": Key(
        "ids", "分类别取整同样接近时各类别的先后", "order of the groups where tables cost the same", False
    ),
    "accept_paradox": Key(
        "text", "同意比例取整有悖论的文号", "the document that accepts a paradox of the shares", False
    ),
    "ties": Key("section", "同分如何处理", "what decides equal totals", False, shape=TIES),
    "restrictions": Key(
        "choice", "因限制空出的名额是否递补", "whether a seat not taken goes to the next unit", False, ("fill", "after")
    ),
    "corrections": Key(
        "choice",
        "公布后更正时全体重新评定，还是只更正申诉单位；不写为未定，两种结果都列出",
        "whether a correction after publication grades everybody again or the appellant alone; absent: left open",
        False,
        ("everyone", "appellant"),
    ),
    "grades": Key(
        "sections",
        "等次，由优到差；写比例的，比例之和为 100%",
        "grades from best to worst; shares, if any, sum to 100 %",
        shape=GRADE,
    ),
    "thresholds": Key("sections", "等次的最低分", "least totals of grades", False, shape=THRESHOLD),
    "caps": Key("sections", "等次的限制，如不得评优", "limits of a unit's grade", False, shape=CAP),
}

CONSEQUENCE: Shape = {
    "clause": Key("text", "方案条款", "clause of the plan"),
    "quote": Key("text", "方案原文", "the plan's own words"),
}

WAIVER: Shape = {
    "paths": Key("ids", "哪些数，如 areas.*（* 代表任意文字）", "which numbers, e.g. areas.* (* stands for any text)"),
    "document": Key("text", "同意使用这些数的文号", "number of the document that accepts them"),
    "reason": Key("text", "说明", "why", False),
}

RULESET: Shape = {
    "schema": Key("choice", "文件格式", "the format of the file", choices=("efficiency-rules/ruleset/1",)),
    "scheme": Key("id", "方案代号", "id of the scheme"),
    "year": Key("integer", "年度", "the year"),
    "revision": Key("integer", "修订次数，从 1 起，不写为 1", "revision, counted from 1 (default)", False),
    "status": Key(
        "choice",
        "状态：草稿、暂行、已公布、已撤回",
        "status of the document",
        choices=("draft", "provisional", "published", "withdrawn"),
    ),
    "title": Key("text", "计分细则名称", "title of the ruleset"),
    "document": Key("section", "依据的文件", "the official document behind it", shape=DOCUMENT),
    "valid_from": Key("day", "生效日期", "first day it holds"),
    "valid_to": Key("day", "失效日期（含当日）", "last day it holds"),
    "full_marks": Key("points", "总分，等于各评价内容分值之和", "full marks, the sum of all areas"),
    "precision": Key(
        "places", "得分的最小单位，不写为 0.01", "the smallest step of a mark; default 0.01", False, tuple(PRECISIONS)
    ),
    "rounding": Key("choice", "取整：四舍五入", "rounding of marks", False, ("half-up",)),
    "units": Key("table", "被评价单位的类别", "groups of evaluated units", shape=UNIT),
    "methods": Key("table", "评价方式", "methods of evaluation", shape=METHOD),
    "missing": Key(
        "section",
        "各计分项没有另写时，没有数据如何计分",
        "what counts without data, for all items",
        False,
        shape=MISSING,
    ),
    "areas": Key("sections", "评价内容", "the content areas", shape=AREA),
    "grading": Key("section", "等次评定", "how totals become grades", shape=GRADING),
    "consequences": Key("table", "结果运用", "what follows from the results", False, shape=CONSEQUENCE),
    "waivers": Key(
        "sections",
        "县里发文同意使用的、依据不是方案的数",
        "numbers not of the plan that a document accepts",
        False,
        shape=WAIVER,
    ),
}

ORIGIN: Shape = {
    "basis": Key(
        "choice",
        "依据：方案、法规、各地做法、假设、县里确认",
        "what the value rests on",
        False,
        ("plan", "statute", "common-practice", "assumption", "county"),
    ),
    "source": Key("text", "出处", "where it is taken from", False),
    "note": Key("text", "说明", "a note", False),
}
