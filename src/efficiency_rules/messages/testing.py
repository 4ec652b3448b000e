"""Words of the problems found in cases."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "cases-shape": Words(
        "算例文件应有 criterion、params、full 和不为空的 cases 清单",
        "参照 efficiency-rules schema cases 书写",
        "a cases file holds criterion, params, full and a list `cases` that is not empty",
        "see efficiency-rules schema cases",
    ),
    "cases-key": Words(
        "算例文件不认识键“{found}”",
        "可用的键：criterion、params、full、cases",
        "a cases file has no key “{found}”",
        "its keys are criterion, params, full, cases",
    ),
    "cases-criterion": Words(
        "没有安装指标“{found}”",
        "写成 id@版次，可用 efficiency-rules list 查看",
        "the criterion “{found}” is not installed",
        "write id@edition as efficiency-rules list shows it",
    ),
    "cases-params": Words(
        "params 或 full 与指标的参数不符：{found}",
        "对照 efficiency-rules show 列出的参数改正",
        "params or full do not fit the criterion: {found}",
        "compare with the parameters that efficiency-rules show lists",
    ),
    "case-shape": Words(
        "算例应有 name 和 ledger（记录的清单，可为空）",
        "补上 name 与 ledger",
        "a case holds a name and a ledger (a list of records, which may be empty)",
        "add name and ledger",
    ),
    "case-key": Words(
        "算例不认识键“{found}”；可用：{expected}",
        "改正键名",
        "a case has no key “{found}”; known: {expected}",
        "correct the key",
    ),
    "case-compares-nothing": Words(
        "算例没有写任何期望，什么也没有检验",
        "写出 {expected} 中的至少一项",
        "the case expects nothing, so it tests nothing",
        "state at least one of {expected}",
    ),
    "case-column": Words(
        "台账没有列“{found}”；可用：{expected}",
        "用证据类型的列名",
        "the ledger has no column “{found}”; known: {expected}",
        "use the column names of the evidence type",
    ),
    "case-differs": Words(
        "{what} 应为“{expected}”，实为“{found}”",
        "核对算例与指标，哪一个错了",
        "{what} should be “{expected}” and is “{found}”",
        "find out which is wrong, the case or the criterion",
    ),
    "criterion-not-installed": Words(
        "没有安装指标“{found}”；已有版次：{expected}",
        "用 efficiency-rules list 查看已安装的指标",
        "the criterion “{found}” is not installed; its editions: {expected}",
        "see efficiency-rules list",
    ),
    "schema-unknown": Words(
        "没有名为“{found}”的 Schema；可用：{expected}",
        "改用其中一个名称",
        "there is no schema “{found}”; known: {expected}",
        "use one of these names",
    ),
    "check-needs-ruleset": Words(
        "检查名册或台账需要知道依据哪份计分细则",
        "加上 --ruleset，检查台账时再加上 --roster",
        "a roster or ledger can only be checked against a ruleset",
        "add --ruleset, and for ledgers --roster",
    ),
    "check-unknown-kind": Words(
        "认不出 {found} 是什么：不是计分细则、算例、裁定、名册、台账文件夹或规则包",
        "核对路径",
        "{found} is no ruleset, cases, decisions, roster, folder of ledgers or bundle",
        "check the path",
    ),
    "demo-no-bundle": Words(
        "演示需要规则包 {expected}，它没有安装",
        "pip install {expected}",
        "the demonstration needs the bundle {expected}, which is not installed",
        "pip install {expected}",
    ),
    "demo-broken": Words(
        "虚构县 {found} 没有评价成功",
        "这是本软件的缺陷，请报告",
        "the fictional county {found} could not be evaluated",
        "this is a bug, please report it",
    ),
}
