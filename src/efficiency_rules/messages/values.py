"""Words of the problems found in single values: points, percentages, periods, days, arguments of functions."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "points-not-exact": Words(
        "“{found}”不是分值：应为整数或最多四位小数的十进制数",
        "写成 2 或 0.16 这样的数字，不用科学计数法、全角数字或二进制小数",
        "“{found}” is not a number of points: expected a decimal number with at most four decimals",
        "write it like 2 or 0.16; no exponent, full-width digit or binary float",
    ),
    "percent-not-exact": Words(
        "“{found}”不是百分比：应为带百分号的数字，最多四位小数",
        "写成 98% 或 99.5% 的样子，数字和百分号都用半角",
        "“{found}” is not a percentage: expected a number with a percent sign and at most four decimals",
        "write it like 98% or 99.5%, in ASCII digits and signs",
    ),
    "period-unknown": Words(
        "“{found}”不是评价周期",
        "写成 2025（全年）、2025-H1（上半年）或 2025-01-01..2025-03-31",
        "“{found}” is not an evaluation period",
        "write 2025 (the year), 2025-H1 (first half) or 2025-01-01..2025-03-31",
    ),
    "argument-type": Words(
        "参数 {key} 应为 {expected}，给的是 {found}",
        "文件和纯数据先用 read_… 或 parse 读成所要的对象",
        "the argument {key} must be {expected}, found {found}",
        "read files and plain data with read_… or parse first",
    ),
    "calendar-unknown": Words(
        "没有 {found} 年的工作日历：国务院办公厅的放假安排尚未收录",
        "升级 chinesecalendar，或核对日期是否写错",
        "there is no working-day calendar for {found}: its official holidays are not known yet",
        "upgrade chinesecalendar, or check whether the date is mistyped",
    ),
}
