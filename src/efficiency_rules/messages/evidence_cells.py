"""Words of the problems found in single cells and rows of ledgers."""

from efficiency_rules.messages import Words

CELLS: dict[str, Words] = {
    "row-short": Words(
        "这一行只有 {found} 个单元格，表头有 {expected} 个",
        "检查是否漏了逗号，或写成了全角逗号；空单元格也要保留逗号",
        "the row has {found} cells, the headings are {expected}",
        "check for a comma that is missing or full-width; an empty cell keeps its comma",
    ),
    "row-long": Words(
        "这一行有 {found} 个单元格，表头只有 {expected} 个",
        "检查单元格内容里的英文逗号，含逗号的内容要加英文双引号",
        "the row has {found} cells, the headings are only {expected}",
        "check for a comma inside a cell: such a cell needs double quotes",
    ),
    "cell-blank": Words(
        "“{column}”是空的，这一列必须填写（例：{expected}）",
        "补填；空白不等于 0，也不等于否",
        "“{column}” is blank; this column must be filled in (like {expected})",
        "fill it in; blank is neither 0 nor no",
    ),
    "cell-excel-error": Words(
        "“{column}”是表格错误值“{found}”",
        "在原表中修正公式或引用，再粘贴为数值",
        "“{column}” holds the spreadsheet error “{found}”",
        "repair the formula or reference, then paste as values",
    ),
    "cell-formula": Words(
        "“{column}”是没有算出结果的公式“{found}”",
        "用 Excel 或 WPS 打开并保存一次，或把结果粘贴为数值",
        "“{column}” holds a formula that was never computed: “{found}”",
        "open and save it in a spreadsheet program, or paste the result as a value",
    ),
    "id-shortened": Words(
        "“{column}”的长号码已被表格软件改成“{found}”，末尾的数字丢失",
        "把这一列设为“文本”格式，从原系统重新填入完整号码",
        "a long number in “{column}” was turned into “{found}” by a spreadsheet: its last digits are lost",
        "format the column as text and enter the full number again",
    ),
    "key-turned-day": Words(
        "“{column}”里是日期“{found}”：编号（如 3-1）多半被表格软件改成了日期",
        "把这一列设为“文本”格式，重新填入原来的编号",
        "“{column}” holds the day “{found}”: most likely a spreadsheet has turned a number like 3-1 into it",
        "format the column as text and enter the number again",
    ),
    "key-placeholder": Words(
        "“{column}”写的是“{found}”，不是编号",
        "填入编号，每条记录各不相同",
        "“{column}” says “{found}”, which names no record",
        "enter the number, another one for every record",
    ),
    "sign-off-repeated": Words(
        "“{found}”（{column}）的认定不止一条，另一条在 {other}",
        "核实后只保留一条",
        "there is more than one decision on “{found}” ({column}); another stands at {other}",
        "keep one of them",
    ),
    "unit-unknown": Words(
        "“{found}”不在单位名册中",
        "改成名册中的名称或编号，或在名册的别名中登记",
        "“{found}” is not in the roster",
        "write a name or id of the roster, or add an alias to it",
    ),
    "unit-ambiguous": Words(
        "“{found}”是几个单位共用的名称：{expected}",
        "改写成单位编号",
        "“{found}” is a name that several units share: {expected}",
        "write the id of the unit instead",
    ),
    "unit-not-active": Words(
        "“{column}”为 {found}，而“{unit}”在名册中的存续期是 {expected}",
        "改记到当时承接的单位，或核对名册的起止日期",
        "“{column}” is {found}, but “{unit}” exists {expected} by the roster",
        "enter the record for the unit that took over, or check the days in the roster",
    ),
    "key-repeated": Words(
        "“{column}”为“{found}”的记录不止一条，另一条在 {other}",
        "核实后只保留一条；确是两件事的，使用不同的编号",
        "there is more than one record with “{column}” “{found}”; another stands at {other}",
        "keep one of them; give two different matters two different numbers",
    ),
    "day-unreadable": Words(
        "“{column}”的“{found}”不是日期",
        "写成 {expected} 的样子",
        "“{found}” in “{column}” is not a day",
        "write it like {expected}",
    ),
    "day-without-year": Words(
        "“{column}”的“{found}”缺年份",
        "写成 {expected} 的样子",
        "“{found}” in “{column}” has no year",
        "write it like {expected}",
    ),
    "day-placeholder": Words(
        "“{column}”的“{found}”不是日期",
        "未办结请留空；已办结的写成 {expected} 的样子",
        "“{found}” in “{column}” is not a day",
        "leave the cell blank where it is not done yet, else write the day like {expected}",
    ),
    "day-impossible": Words(
        "“{column}”的日期“{found}”不存在",
        "核对年月日",
        "the day “{found}” in “{column}” does not exist",
        "check year, month and day",
    ),
    "day-implausible": Words(
        "“{column}”的日期“{found}”不在 1949 年至 2099 年之间",
        "核对年份",
        "the day “{found}” in “{column}” is not between 1949 and 2099",
        "check the year",
    ),
    "day-with-time": Words(
        "“{column}”的“{found}”带有时刻，这一列只写日期",
        "去掉时刻，写成 {expected} 的样子；跨时区的先换算成北京时间",
        "“{found}” in “{column}” has a time of day; this column holds days only",
        "take the time away and write it like {expected}; convert from other time zones first",
    ),
    "day-outside": Words(
        "“{column}”为 {found}，属于 {year} 年，不在计分细则的有效期 {expected} 内",
        "移到相应年度的台账，或核对日期",
        "“{column}” is {found}: it belongs to {year}, outside the days of the ruleset, {expected}",
        "move the record to the ledger of its year, or check the day",
    ),
    "integer-unreadable": Words(
        "“{column}”的“{found}”不是整数",
        "只写数字，不写单位、小数和千位分隔符",
        "“{found}” in “{column}” is not a whole number",
        "write digits only: no unit, decimals or thousands separator",
    ),
    "points-unreadable": Words(
        "“{column}”的“{found}”不是分值：应为最多四位小数的数字",
        "只写数字，如 {expected}；公式算出的先四舍五入",
        "“{found}” in “{column}” is not a number of points: expected at most four decimals",
        "write digits only, like {expected}; round what a formula has computed",
    ),
    "percent-unreadable": Words(
        "“{column}”的“{found}”不是百分比：应带百分号，最多四位小数",
        "写成 {expected} 的样子；0.98 是 98% 还是 0.98% 无从得知",
        "“{found}” in “{column}” is not a percentage: expected a percent sign and at most four decimals",
        "write it like {expected}; nobody can tell whether 0.98 means 98% or 0.98%",
    ),
    "percent-ambiguous": Words(
        "“{column}”的“{found}”在标有（%）的列里看不出是 {share} 还是 {percent}",
        "请带上百分号",
        "“{found}” in “{column}”, a column headed (%), may mean {share} or {percent}",
        "write the percent sign",
    ),
    "number-out-of-bounds": Words(
        "“{column}”为 {found}，超出允许的范围：{expected}",
        "核对这个数",
        "“{column}” is {found}, out of bounds: expected {expected}",
        "check the number",
    ),
    "choice-unknown": Words(
        "“{column}”的“{found}”不是可选的内容：{expected}",
        "改成其中之一",
        "“{found}” in “{column}” is none of the choices: {expected}",
        "write one of them",
    ),
    "flag-unreadable": Words(
        "“{column}”的“{found}”看不出是或否",
        "写“是”或“否”",
        "“{found}” in “{column}” is neither yes nor no",
        "write 是 or 否",
    ),
    "row-refused": Words(
        "“{column}”不符合台账的规则：{reason}（读到“{found}”）",
        "按规则改正",
        "“{column}” breaks a rule of the ledger: {reason} (found “{found}”)",
        "correct it",
    ),
}
