"""What keys, choices, kinds and bases are called when changes are told, in Chinese and English."""

from collections.abc import Mapping

from efficiency_rules.changes.difference.kinds import Kind, Part
from efficiency_rules.rulesets.origin import Basis

Pair = tuple[str, str]
"""The words in Chinese and in English."""

KIND_NAMES: Mapping[Kind, Pair] = {
    "added": ("新增", "added"),
    "removed": ("取消", "removed"),
    "moved": ("移动", "moved"),
    "method-changed": ("改变评价方式", "method changed"),
    "renamed": ("改代号", "renamed"),
    "renumbered": ("改条款", "renumbered"),
    "reordered": ("改次序", "reordered"),
    "retitled": ("改名称", "retitled"),
    "reweighted": ("改分值", "reweighted"),
    "parameter": ("改参数", "parameter"),
    "edition": ("改版次", "edition"),
    "ledger": ("改台账", "ledger"),
    "applies-to": ("改适用范围", "applies to"),
    "missing-policy": ("改缺项处理", "missing data"),
    "quote": ("改引文", "quote"),
    "basis": ("改依据", "basis"),
    "due": ("改应评时间", "due"),
    "scorer": ("改评分人", "scorer"),
    "counted": ("改单位总数", "counted"),
    "share": ("改比例", "share"),
    "least-total": ("改分数线", "threshold"),
    "consequences": ("改结果运用", "consequences"),
    "policy": ("改评等办法", "policy"),
    "validity": ("改有效期", "validity"),
    "status": ("改状态", "status"),
    "revision": ("改修订次数", "revision"),
    "document": ("改文件", "document"),
    "precision": ("改精度", "precision"),
    "full-marks": ("改总分", "full marks"),
    "other": ("其他", "other"),
}

SUBJECTS: Mapping[Part, Pair] = {
    "unit-group": ("单位类别", "unit group "),
    "method": ("评价方式", "method "),
    "area": ("评价内容", "area "),
    "item": ("", ""),
    "grade": ("等次", "grade "),
    "threshold": ("分数线", "threshold "),
    "cap": ("等次限制", "restriction "),
    "consequence": ("结果运用", "consequence "),
}
"""What stands before a part's title."""

NAMES: Mapping[tuple[Part, str], Pair] = {
    ("item", "applies_to"): ("适用类别", "groups it applies to"),
    ("item", "quote"): ("方案原文", "quote of the plan"),
    ("cap", "quote"): ("条款原文", "words of the clause"),
    ("method", "due"): ("应评时间", "due"),
    ("method", "scorer"): ("评分人", "scorer"),
    ("unit-group", "counted"): ("是否计入单位总数", "counted in N"),
    ("grade", "share"): ("比例", "share"),
    ("grade", "consequences"): ("结果运用", "consequences"),
    ("cap", "at_best"): ("最高等次", "best grade possible"),
    ("cap", "at_worst"): ("最低等次", "worst grade possible"),
    ("document", "document.name"): ("依据文件的名称", "name of the official document"),
    ("document", "document.number"): ("依据文件的文号", "number of the official document"),
    ("document", "document.issued_on"): ("依据文件的印发日期", "day of issue of the official document"),
    ("document", "document.note"): ("关于依据文件的说明", "note on the official document"),
    ("grading", "clause"): ("等次评定的方案条款", "clause of grading"),
    ("grading", "min_applicable"): ("参加评等所需的适用分值", "applicable points needed for a grade"),
    ("grading", "pool"): ("评等范围", "pool"),
    ("grading", "base"): ("计入总数的单位", "base of the shares"),
    ("grading", "seats"): ("名额的取整方法", "seat method"),
    ("grading", "seat_tie"): ("余数相同的名额", "an exactly tied seat"),
    ("grading", "at_most"): ("只设上限的等次", "grades with an upper limit only"),
    ("grading", "counts"): ("文件决定的名额", "seats decided by a document"),
    ("grading", "group_order"): ("各类别取整的先后", "order of the groups in rounding"),
    ("grading", "accept_paradox"): ("同意名额悖论的文号", "document that accepts a paradox"),
    ("grading", "ties"): ("同分的处理", "ties"),
    ("grading", "ties.break"): ("同分时的比较次序", "tie-break"),
    ("grading", "ties.then"): ("比较后仍同分的处理", "what happens to open ties"),
    ("grading", "restrictions"): ("因限制空出的名额", "seats not taken because of restrictions"),
    ("grading", "corrections"): ("公布后更正的范围", "who is graded again after a correction"),
}
"""Names of keys where the words of the file's own description make no subject of a sentence."""

CHOICES: Mapping[str, Mapping[str, Pair]] = {
    "status": {
        "draft": ("草稿", "draft"),
        "provisional": ("暂行", "provisional"),
        "published": ("已公布", "published"),
        "withdrawn": ("已撤回", "withdrawn"),
    },
    "missing": {
        "full": ("计满分", "full points"),
        "zero": ("计零分", "zero points"),
        "rescale-area": ("本评价内容内折算", "rescaled within the area"),
        "rescale-whole": ("全部评价内容内折算", "rescaled within the whole"),
        "error": ("不出结果", "no result"),
    },
    "due": {"H1": ("半年", "half-year"), "year": ("全年", "year")},
    "pool": {
        "all": ("全部单位一起", "all units together"),
        "by-group": ("按类别分开", "each group apart"),
        "by-group-reconciled": ("按类别分开、与全县名额一致", "each group apart, reconciled with the county"),
    },
    "base": {
        "all": ("全部单位", "all units"),
        "exclude-forced": ("不含直接定等次的单位", "without units whose grade is forced"),
    },
    "seats": {
        "largest-remainder": ("最大余数法", "largest remainder"),
        "webster": ("韦伯斯特法", "Webster"),
        "cumulative": ("累计四舍五入", "cumulative, rounded"),
        "cumulative-floor": ("累计舍尾", "cumulative, rounded down"),
        "cumulative-ceil": ("累计进位", "cumulative, rounded up"),
        "at-most": ("上限", "upper limits"),
        "explicit": ("直接写明", "written out"),
    },
    "seat_tie": {"better": ("归较优等次", "to the better grade"), "worse": ("归较差等次", "to the worse grade")},
    "restrictions": {"fill": ("依次递补", "go to the next unit"), "after": ("不递补", "stay empty")},
    "corrections": {"everyone": ("全体重新评定", "everybody"), "appellant": ("只更正申诉单位", "the appellant alone")},
    "then": {
        "decide": ("由人工裁定", "a recorded decision"),
        "promote": ("都定较优等次", "all get the better grade"),
        "demote": ("都定较差等次", "all get the worse grade"),
        "majority": ("随多数名额", "the grade of most of their seats"),
    },
}
"""Choices by the key they stand under."""

BASES: Mapping[Basis | None, Pair] = {
    "plan": ("方案", "the plan"),
    "statute": ("法律法规", "statute"),
    "common-practice": ("各地做法", "common practice"),
    "assumption": ("假设", "assumption"),
    "county": ("县里确认", "confirmed by the county"),
    None: ("未写依据", "no basis"),
}

GROUPS: Mapping[str, Pair] = {
    "document": ("文件与评价对象", "document, units and methods"),
    "grading": ("等次评定与结果运用", "grading and consequences"),
}
"""Headings of the changes that belong to no area."""
