"""Words of the problems found where ruleset, roster and evidence meet."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "criterion-failed": Words(
        "规则包 {bundle} 的指标 {criterion}（{title}）计分时出错：{found}（{file}）",
        "该指标全部记为“计分失败”，其他指标照常计算，但不定等次；请修正规则包",
        "criterion {criterion} ({title}) of bundle {bundle} failed while scoring: {found} ({file})",
        "its marks are failed, all others are computed, no grades are given; repair the bundle",
    ),
    "ledger-missing": Words(
        "指标 {criterion}（{title}）没有{ledger}，涉及 {count} 个单位：{units}",
        "提供该台账；确无记录的，提供只有表头的空台账或在 ledgers.yaml 的 nil 中申报",
        "criterion {criterion} ({title}) has no ledger {ledger}; {count} units concerned: {units}",
        "provide the ledger; if there was nothing to record, an empty one with headings or `nil:` in ledgers.yaml",
    ),
    "cap-ledger-missing": Words(
        "限制等次的指标 {criterion}（{title}）没有{ledger}",
        "提供该台账；确无记录的，提供只有表头的空台账或在 ledgers.yaml 的 nil 中申报",
        "the criterion {criterion} ({title}) that limits grades has no ledger {ledger}",
        "provide the ledger; if there was nothing to record, an empty one with headings or `nil:` in ledgers.yaml",
    ),
    "state-undeclared": Words(
        "指标 {criterion}（{title}）：{count} 个单位{words}，细则规定此种情形不得出具评价结果：{units}",
        "补齐应有的记录；确应另行计分的，由细则在该项的 missing 中写明 {state}（没有写明的一律不得出具）",
        "criterion {criterion} ({title}): {count} units are {state}, for which the ruleset allows no result: {units}",
        "provide the records, or let the item's `missing` say what {state} means (undeclared means: no result)",
    ),
    "sign-off-unknown": Words(
        "不适用认定中的指标“{found}”不在计分细则中；细则中的指标：{expected}",
        "改成细则中的指标编号",
        "the signed-off criterion “{found}” is not in the ruleset; its criteria: {expected}",
        "write the id of a criterion of the ruleset",
    ),
    "unit-group-unknown": Words(
        "单位 {unit} 的类别“{found}”不在计分细则的 units 中；可用：{expected}",
        "修改名册中的类别",
        "unit {unit} has group “{found}”, which the ruleset does not know; known: {expected}",
        "correct the group in the roster",
    ),
    "period-outside": Words(
        "计分细则 {ruleset} 不评价周期 {found}；可评价：{expected}",
        "改用其中一个周期，或选择该周期有效的计分细则",
        "ruleset {ruleset} does not evaluate period {found}; it evaluates {expected}",
        "use one of these periods, or the ruleset in force for that one",
    ),
    "roster-empty": Words(
        "名册中没有在 {found} 存续的单位",
        "检查名册的起始日期与截止日期",
        "no unit of the roster exists in {found}",
        "check the from and to dates of the roster",
    ),
    "evidence-other-roster": Words(
        "台账是按另一份名册读取的",
        "用同一份名册重新读取台账",
        "the evidence was read against another roster",
        "read the evidence again with this roster",
    ),
    "law-broken": Words(
        "等次评定违反了规则：{found}",
        "这是本软件的缺陷，请报告",
        "the grading breaks a law: {found}",
        "this is a bug of the library, please report it",
    ),
    "decision-nowhere": Words(
        "人工裁定涉及的单位 {found} 不在本次定等次的单位中，或分属不同辖区",
        "核对裁定中的单位编号",
        "the decision names units {found} that are not graded here, or of different jurisdictions",
        "check the unit ids of the decision",
    ),
    "out-not-a-result": Words(
        "结果文件夹 {found} 中有不是本软件写的文件：{files}",
        "移走这些文件，或换一个结果文件夹",
        "the result folder {found} holds files that no evaluation wrote: {files}",
        "move these files away, or choose another folder",
    ),
    "unit-not-evaluated": Words(
        "结果中没有单位“{found}”，或有多个单位同名",
        "写单位编号，可在 standings.csv 中查到",
        "the result has no unit “{found}”, or several of that name",
        "write the unit's id as in standings.csv",
    ),
    "result-missing": Words(
        "{found} 不是评价结果文件夹：没有 receipt.json",
        "写 evaluate --out 所用的文件夹",
        "{found} is no result folder: there is no receipt.json",
        "name the folder given to evaluate --out",
    ),
    "result-blocked": Words(
        "{found} 中的评价被错误中止，没有结果可说明",
        "先处理 problems.csv 中的错误，再重新评价",
        "the evaluation in {found} was stopped by errors; there is nothing to explain",
        "correct what problems.csv lists and evaluate again",
    ),
    "decisions-shape": Words(
        "裁定文件应只有一个键 decisions，其下是裁定的清单",
        "参照 docs 中的样例书写",
        "a decisions file holds one key `decisions` with a list of decisions",
        "follow the example in the docs",
    ),
    "criterion-not-marked": Words(
        "该单位没有指标“{found}”；有：{expected}",
        "写 marks.csv 中的指标编号",
        "the unit has no criterion “{found}”; it has: {expected}",
        "write a criterion as in marks.csv",
    ),
    "sign-off-with-records": Words(
        "{unit} 经认定（{number}）不适用 {criterion}，{ledger}中却有它的 {count} 条记录；按认定不计分",
        "核对认定与台账，二者只能取其一",
        "{unit} is signed off ({number}) from {criterion}, yet {ledger} holds {count} records of it; they do not count",
        "check the sign-off and the ledger: only one of them can be right",
    ),
    "decisions-interim": Words(
        "{found} 的评价不定等次，却给了 {count} 条裁定",
        "去掉裁定文件，或评价全年",
        "an evaluation of {found} gives no grades, yet {count} decisions were handed in",
        "leave the decisions out, or evaluate the year",
    ),
}
