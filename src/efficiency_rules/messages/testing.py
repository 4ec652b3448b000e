"""Words of the problems found in cases."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "cases-kind": Words(
        "算例文件应写 criterion（指标的算例，可另写 ruleset）或 ruleset（全县算例），读到的键：{found}",
        "参照 efficiency-rules schema cases 书写",
        "a cases file has `criterion`, perhaps with `ruleset`, or `ruleset` alone (a county); keys found: {found}",
        "see efficiency-rules schema cases",
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
        "小数位数最多 {places} 位",
        "{found} points are finer than the smallest step of a mark, {expected}, so no mark can equal it",
        "write at most {places} decimals",
    ),
    "cases-not-pinned": Words(
        "计分细则 {ruleset} 没有计分项“{found}”",
        "改写计分细则或指标及其版次；细则中有 {expected}",
        "the ruleset {ruleset} has no item “{found}”",
        "name another ruleset or another criterion and edition; it has {expected}",
    ),
    "cases-ruleset-missing": Words(
        "没有计分细则文件“{found}”",
        "写相对于算例文件所在文件夹的路径，或写方案/年度，如 jingbian/2025",
        "there is no ruleset file “{found}”",
        "write its path relative to the folder of the cases file, or scheme/year, such as jingbian/2025",
    ),
    "mutation-argument-unused": Words(
        "“{found}”不是没有被发现的改动：改动不存在，或已有算例发现它",
        "删去这一条，或照抄 efficiency-rules test --mutate 列出的改动",
        "“{found}” is no change that goes unnoticed: there is no such change, or a case notices it",
        "remove it, or write the change as efficiency-rules test --mutate lists it",
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
    "suite-metadata": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）缺少说明：{found}",
        "写上标题、规则说明；每个参数下面用一行文字说明含义",
        "criterion {criterion} ({title}, {file}) of bundle {bundle} lacks words: {found}",
        "write the title, the rule, and a line of text under every parameter",
    ),
    "suite-quote": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）在计分细则中没有引用方案原文：{found}",
        "在该计分项写上 quote",
        "items of criterion {criterion} ({title}, {file}) of bundle {bundle} do not quote the plan: {found}",
        "write `quote` into those items",
    ),
    "suite-default": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）的参数 {parameter} 的默认值 {found} 不合法：{because}",
        "改正默认值，或不给默认值",
        "the default {found} of parameter {parameter} of criterion {criterion} ({title}, {file}) of bundle {bundle} "
        "is not legal: {because}",
        "correct the default, or leave it out",
    ),
    "suite-params-refused": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）不接受参数 {written}：{found}",
        "改正测试中给出的 params、full 或指标的公式",
        "criterion {criterion} ({title}, {file}) of bundle {bundle} does not take the parameters {written}: {found}",
        "correct `params` and `full` of the suite, or the formula",
    ),
    "suite-no-params": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）：按参数和台账的类型找不到可用的例子：{found}",
        "公式写错就改公式；否则在测试类中写 params = {{...}}，或用 values 给出列的取值",
        "no example that fits the types of the parameters and the ledger of criterion {criterion} ({title}, {file}) of "
        "bundle {bundle} could be found; the last one: {found}",
        "correct the formula if it is wrong; else write `params = {{...}}` or `values = {{...}}` into the suite",
    ),
    "suite-failed": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）遇到台账类型允许的记录就出错：{found}",
        "改正公式，或让台账类型不接受这样的记录（取值范围、选项、校验）",
        "criterion {criterion} ({title}, {file}) of bundle {bundle} fails on records that its evidence type admits: "
        "{found}",
        "correct the formula, or let the evidence type refuse such records (bounds, choices, validators)",
    ),
    "suite-points": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）给 {unit} 记 {found} 分（{state}），应在 0 到 {full} "
        "之间，精确到 {step}",
        "改正公式",
        "criterion {criterion} ({title}, {file}) of bundle {bundle} gives {unit} {found} points ({state}); expected 0 "
        "to {full} in steps of {step}",
        "correct the formula",
    ),
    "suite-lines": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）：{unit} 的扣分明细加总为 {found} 分，"
        "得分却是 {expected} 分",
        "这是本软件的缺陷，请报告",
        "criterion {criterion} ({title}, {file}) of bundle {bundle}: the lines of {unit} add up to {found}, its mark "
        "is {expected}",
        "this is our bug, please report it",
    ),
    "suite-differs": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）：{change}，{unit} 的结果由“{before}”变为“{found}”",
        "公式只能看这个单位自己的记录和参数；取决于其他单位的，写 absolute=False",
        "criterion {criterion} ({title}, {file}) of bundle {bundle}: {change} changes the result of {unit} from "
        "“{before}” to “{found}”",
        "a formula may look at the unit's own records and its parameters only; else say absolute=False",
    ),
    "suite-not-monotone": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）：{promise}，{unit} 却由 {before} 分变为 {found} 分",
        "改正公式，或改正测试中写的 monotone",
        "criterion {criterion} ({title}, {file}) of bundle {bundle}: {promise}, but {unit} goes from {before} to "
        "{found} points",
        "correct the formula, or what `monotone` of the suite says",
    ),
    "suite-empty": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）：台账为空时 {unit} 的状态是 {found}，应为 no-cases",
        "这是本软件的缺陷，请报告",
        "criterion {criterion} ({title}, {file}) of bundle {bundle}: with an empty ledger the state of {unit} is "
        "{found}, expected no-cases",
        "this is our bug, please report it",
    ),
    "suite-mutated": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）改动了{what}：由“{before}”变为“{found}”",
        "先复制再修改；参数与台账只读",
        "criterion {criterion} ({title}, {file}) of bundle {bundle} changed {what}: “{before}” became “{found}”",
        "copy before you change: parameters and ledgers are for reading",
    ),
    "suite-outside": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）看了记录和参数以外的东西：{found}",
        "公式不看时钟、环境、文件、网络和随机数；需要的日期和数写成台账的列或参数",
        "criterion {criterion} ({title}, {file}) of bundle {bundle} looked at more than records and parameters: "
        "{found}",
        "no clock, environment, file, network or random number: make it a column of the ledger or a parameter",
    ),
    "suite-hangs": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}，{file}）{seconds} 秒内没有算完，停在 {at}；没有继续等待",
        "改正没有终点的循环；确实要更久的，在测试类中写 seconds",
        "criterion {criterion} ({title}, {file}) of bundle {bundle} did not end within {seconds} seconds, it stood at "
        "{at}; it was stopped",
        "correct the loop that has no end; if it really takes longer, write `seconds` into the suite",
    ),
    "suite-not-run": Words(
        "指标 {criterion}（{file}）的这项检查没有运行：没有一个例子算得出来，见 {see}",
        "先改正 {see} 指出的问题",
        "this check of criterion {criterion} ({file}) was not run: no example could be scored, see {see}",
        "correct what {see} says first",
    ),
    "suite-not-applicable": Words(
        "指标 {criterion}（{title}）不适用这项检查：{reason}",
        "无需处理",
        "this check does not apply to criterion {criterion} ({title}): {reason}",
        "nothing to do",
    ),
    "test-extra-missing": Words(
        "efficiency_rules.testing 的 {found} 需要 {expected}，它没有安装",
        'pip install "efficiency-rules[test]"',
        "{found} of efficiency_rules.testing needs {expected}, which is not installed",
        'pip install "efficiency-rules[test]"',
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
        "没有写进计分细则或算例的指标，另有提醒",
        "checked {criteria} criteria, {rulesets} rulesets and {cases} cases of the bundle",
        "criteria that stand in no ruleset and no case are told by themselves",
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
