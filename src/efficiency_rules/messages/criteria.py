"""Words of the problems found in formulas and their expressions."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "formula-negative": Words(
        "{formula} 的 {field} 为 {found}：不能小于 0",
        "扣分、加分和保底分都写成正数，增减由公式决定",
        "{field} of {formula} is {found}: expected zero or more",
        "write costs, gains and floors as positive numbers; the formula knows their direction",
    ),
    "formula-out-of-range": Words(
        "{formula} 的 {field} 为 {found}：应在 {low} 到 {high} 之间",
        "核对计分细则中的这个数",
        "{field} of {formula} is {found}: expected {low} to {high}",
        "check this number in the rubric",
    ),
    "formula-too-few": Words(
        "{formula} 的 {field} 为 {found}：至少应为 {least}",
        "写一个不小于 {least} 的整数",
        "{field} of {formula} is {found}: expected at least {least}",
        "write a whole number not below {least}",
    ),
    "formula-choose-one": Words(
        "{formula} 应在 {expected} 中给出且只给出一个，实际给出：{found}",
        "只保留其中一个，或补上缺少的一个",
        "{formula} takes exactly one of {expected}; given: {found}",
        "keep one of them, or add the one that is missing",
    ),
    "formula-empty": Words(
        "{formula} 的 {field} 是空的",
        "至少写一项",
        "{field} of {formula} is empty",
        "write at least one entry",
    ),
    "formula-above-full": Words(
        "{formula} 的 {field} 为 {found} 分，超过本项满分 {full} 分",
        "改小这个数，或提高本项满分",
        "{field} of {formula} is {found} points, more than the item's full {full}",
        "lower this number, or raise the item's full points",
    ),
    "formula-more-than-all": Words(
        "{formula} 的 {field} 一次为 {found} 分，超过本项最多可增减的 {most} 分",
        "如果本意是一次扣完（或加满），写 {most} 即可；否则核对这个数",
        "a single {field} of {formula} is {found} points, more than the {most} that can change at all",
        "if one event is meant to take everything, write {most}; else check the number",
    ),
    "formula-full-unreachable": Words(
        "{formula} 最高只能得 {found} 分，达不到本项满分 {full} 分",
        "补上得满分的一档，或降低本项满分",
        "{formula} gives at most {found} points and never the item's full {full}",
        "add the band that gives full points, or lower the item's full points",
    ),
    "bands-gap": Words(
        "{low} 和 {high} 之间没有分档：落在其间的单位没有分值",
        "让上一档的 below 等于下一档的起点；不写终点的分档自动接到下一档",
        "no band covers what lies between {low} and {high}",
        "let the lower band end `below` where the next one begins; a band without an end does so by itself",
    ),
    "bands-overlap": Words(
        "分档在 {high} 到 {low} 处重叠：同一个值有两个分值",
        "让上一档的 below 等于下一档的起点",
        "bands overlap from {high} to {low}: one value would have two marks",
        "let the lower band end `below` where the next one begins",
    ),
    "bands-start": Words(
        "最低一档从 {found} 起，低于它的值没有分值",
        "写 otherwise=Points(0)，或增加从 0 起的一档",
        "the lowest band begins at {found}; nothing is said about what lies below",
        "write otherwise=Points(0), or add a band that begins at zero",
    ),
    "bands-end": Words(
        "最高一档到 {found} 为止，高于它的值没有分值",
        "最高一档不写终点",
        "the highest band ends at {found}; nothing is said about what lies above",
        "leave the end of the highest band open",
    ),
    "bands-mixed": Words(
        "分档的界限混用了 {found}",
        "比率的界限都用 Percent；数值的界限都用整数、都用 Points 或都用 Percent",
        "the bounds of the bands mix {found}",
        "use Percent for a rate; whole numbers, Points or Percent throughout for a value",
    ),
    "checklist-prices": Words(
        "per_missing 给 {found} 定了扣分，而要素是 {expected}",
        "每个要素恰好写一个扣分，或写一个统一的扣分",
        "per_missing prices {found}, but the elements are {expected}",
        "price every element exactly once, or give one price for all",
    ),
    "level-not-listed": Words(
        "有 {found} 条记录的取值不在计分表（{expected}）中，无法计分",
        "在计分表中补上该取值，或更正台账",
        "{found} records have a value outside the table ({expected}) and cannot be scored",
        "add the value to the table, or correct the ledger",
    ),
    "level-unknown": Words(
        "{formula} 给“{found}”定了分值，而台账列 {column} 没有这个取值（应为：{expected}）",
        "改成该列的取值",
        "{formula} gives points to “{found}”, which column {column} cannot hold (expected: {expected})",
        "use one of the column's choices",
    ),
    "level-missing": Words(
        "台账列 {column} 可以取“{found}”，{formula} 却没有给它定分值",
        "补上它的分值（不扣分就写 0），或用 where 把它排除",
        "column {column} may hold “{found}”, to which {formula} gives no points",
        "give it points (0 where it costs nothing), or leave it out with `where`",
    ),
    "survey-count-negative": Words(
        "人数列出现 {found}：人数不能小于 0",
        "更正台账，并在台账类型中给该列写 ge=0",
        "a count of answers is {found}: expected zero or more",
        "correct the ledger, and declare the column with ge=0",
    ),
    "score-out-of-range": Words(
        "评分出现 {found} 分：应在 0 到 100 之间",
        "更正台账，并在台账类型中给该列写 ge=0, le=100",
        "a rater's score is {found}: expected 0 to 100",
        "correct the ledger, and declare the column with ge=0, le=100",
    ),
    "expression-column-unknown": Words(
        "{formula} 的 {part} 用到列“{found}”，台账类型 {evidence} 没有这一列（有：{expected}）",
        "改成台账类型中的列名",
        "{part} of {formula} uses column “{found}”, which {evidence} does not have (it has: {expected})",
        "use a column of the evidence type",
    ),
    "expression-unit-column": Words(
        "{formula} 的 {part} 用到单位列“{found}”：一家单位的计分不能看它是谁",
        "需要区分单位类别时，用计分细则的 applies_to",
        "{part} of {formula} uses the unit column “{found}”: a mark must not depend on who the unit is",
        "to tell groups of units apart, use applies_to in the ruleset",
    ),
    "expression-not-allowed": Words(
        "{formula} 的 {part} 用到 {found}：这里只能用逐行的整数、日期、真假和文字运算",
        "汇总交给 Count、Sum、Min、Max；需要更多时用 Custom 或 PerUnit",
        "{part} of {formula} uses {found}: only row-by-row operations on whole numbers, dates, flags, text",
        "leave adding up to Count, Sum, Min and Max; for more than that use Custom or PerUnit",
    ),
    "expression-not-exact": Words(
        "{formula} 的 {part} 用到 {found}：计分不用小数运算",
        "用整数：分值和百分数以万分之一为单位，倍数写成整数",
        "{part} of {formula} uses {found}: no floating point in scoring",
        "use whole numbers: points and percentages are counted in ten-thousandths",
    ),
    "expression-type": Words(
        "{formula} 的 {part} 得到 {found}，应为 {expected}",
        "条件写成比较；数值写成整数列，必要时 cast(pl.Int64)",
        "{part} of {formula} yields {found}, expected {expected}",
        "write a condition as a comparison, a value as whole numbers, with cast(pl.Int64) where needed",
    ),
    "fact-name-taken": Words(
        "{formula} 的事实不能叫“{found}”：这个名字由引擎使用",
        "换一个名字",
        "a fact of {formula} cannot be called “{found}”: the engine uses this name",
        "choose another name",
    ),
    "reason-name-unknown": Words(
        "{formula} 的 {part} 提到 {{{found}}}，没有这个数（有：{expected}）",
        "改成其中之一",
        "the {part} of {formula} names {{{found}}}, which there is not (there are: {expected})",
        "use one of these",
    ),
    "reason-not-readable": Words(
        "{formula} 的 {part} 不能填写：{found}",
        "花括号要成对，里面只写名字",
        "the {part} of {formula} cannot be filled: {found}",
        "braces come in pairs and hold nothing but a name",
    ),
    "figures-failed": Words(
        "{formula} 在没有任何记录时算不出说明用的数：{found}",
        "own_figures 要能处理全为 0 的事实，例如除数用 np.maximum(..., 1)",
        "{formula} cannot compute its figures for a unit without records: {found}",
        "own_figures must cope with facts that are all zero, e.g. divide by np.maximum(..., 1)",
    ),
}
