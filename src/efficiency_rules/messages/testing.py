"""Words of the problems found in cases."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "cases-kind": Words(
        "算例文件应写 criterion（指标的算例）或 ruleset（全县算例）之一，读到的键：{found}",
        "一个文件只检验一个指标或一份计分细则；参照 efficiency-rules schema cases 书写",
        "a cases file has either `criterion` or `ruleset` (cases of a whole county); keys found: {found}",
        "one file tests one criterion or one ruleset; see efficiency-rules schema cases",
    ),
    "cases-empty": Words(
        "cases 是空的，没有算例",
        "至少写一个算例",
        "`cases` is empty",
        "write at least one case",
    ),
    "cases-twice": Words(
        "“{found}”写了两次，第一次在第 {first} 行",
        "改成不同的名称或编号，或删去一处",
        "“{found}” stands twice, first in line {first}",
        "use different names or ids, or remove one of them",
    ),
    "cases-too-fine": Words(
        "{found} 分比得分的最小单位 {expected} 更细，没有得分能与它相等",
        "最多写两位小数",
        "{found} points are finer than the smallest step of a mark, {expected}, so no mark can equal it",
        "write at most two decimals",
    ),
    "cases-ruleset-missing": Words(
        "没有计分细则文件“{found}”",
        "写相对于算例文件所在文件夹的路径，或写方案/年度，如 jingbian/2025",
        "there is no ruleset file “{found}”",
        "write its path relative to the folder of the cases file, or scheme/year, such as jingbian/2025",
    ),
    "case-compares-nothing": Words(
        "没有写任何期望，什么也没有检验",
        "写出 {expected} 中的至少一项",
        "nothing is expected here, so nothing is tested",
        "state at least one of {expected}",
    ),
    "case-row": Words(
        "台账的一条记录应为一组“列名: 值”，读到的是“{found}”",
        "写成 {{列名: 值, 列名: 值}} 的样子，冒号后空一格",
        "a record is a mapping of columns to values, found “{found}”",
        "write it like {{column: value, column: value}} with a space behind the colon",
    ),
    "case-cell": Words(
        "“{column}”应为一个值，读到的是“{found}”",
        "一格只写一个值；含逗号或冒号的文字加引号",
        "“{column}” holds one value, found “{found}”",
        "write one value; put text with commas or colons in quotes",
    ),
    "case-column": Words(
        "{ledger}没有列“{found}”",
        "可用的列：{expected}",
        "{ledger} has no column “{found}”",
        "its columns: {expected}",
    ),
    "case-unit-given": Words(
        "指标的算例不写单位列“{found}”，运行时自动填写",
        "删去这一列；涉及几个单位的写成全县算例（ruleset）",
        "a case of a criterion does not fill in the unit column “{found}”: the runner does",
        "remove it; what concerns several units goes into cases of a county (`ruleset`)",
    ),
    "case-roster-empty": Words(
        "名册是空的，没有单位可评价",
        "至少写一个单位",
        "the roster is empty: there is no unit to evaluate",
        "write at least one unit",
    ),
    "case-unit-unknown": Words(
        "算例的名册没有编号为“{found}”的单位",
        "名册中的编号：{expected}",
        "the roster of the case has no unit with the id “{found}”",
        "its ids: {expected}",
    ),
    "case-differs": Words(
        "{what} 应为“{expected}”，实为“{found}”（{because}）",
        "核对算例与规则，哪一个错了",
        "{what} should be “{expected}” and is “{found}” ({because})",
        "find out which is wrong, the case or the rules",
    ),
    "case-reason-differs": Words(
        "reason 应包含“{expected}”，实为“{found}”",
        "核对算例与规则，哪一个错了",
        "reason should contain “{expected}” and is “{found}”",
        "find out which is wrong, the case or the rules",
    ),
    "case-broken": Words(
        "算例运行时出错：{found}（{at}）",
        "请告知出错文件的作者；括号中是 efficiency_rules 的，是本软件的缺陷，请报告",
        "the case failed while running: {found} ({at})",
        "please tell the author of the file that failed; efficiency_rules itself is our bug, please report it",
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
        "检查名册或台账需要知道依据哪份计分细则，检查台账还需要名册",
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
    "bundle-checked": Words(
        "规则包检查了 {criteria} 个指标、{rulesets} 份计分细则、{cases} 个算例",
        "没有写进计分细则或算例的指标，其公式没有检查到",
        "checked {criteria} criteria, {rulesets} rulesets and {cases} cases of the bundle",
        "the formula of a criterion that stands in no ruleset and no case was not checked",
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
