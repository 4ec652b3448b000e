"""Words of the problems found in evidence and rosters."""

from efficiency_rules.messages import Words
from efficiency_rules.messages.evidence_cells import CELLS

_FILES: dict[str, Words] = {
    "folder-unreadable": Words(
        "台账文件夹“{found}”无法打开：{reason}",
        "检查路径是否写对，是否有读取权限",
        "the evidence folder “{found}” cannot be opened: {reason}",
        "check the path and the permission to read it",
    ),
    "file-unreadable": Words(
        "文件“{found}”无法打开：{reason}",
        "检查读取权限，关闭正在使用它的程序后再试",
        "the file “{found}” cannot be opened: {reason}",
        "check the permission to read it, and close the program that uses it",
    ),
    "file-broken": Words(
        "“{found}”的内容不是 {expected}：{reason}",
        "表格文件用 Excel 或 WPS 打开后另存为 .xlsx，Parquet 文件由原系统重新导出，再放回文件夹",
        "the content of “{found}” is not {expected}: {reason}",
        "open a spreadsheet and save it as .xlsx, export a Parquet file again, and put it back",
    ),
    "file-too-large": Words(
        "文件“{found}”展开后有 {size} 字节，超过上限 {limit} 字节",
        "按月拆成几个文件，或删去无关的工作表和图片；来历不明的文件不要打开",
        "the file “{found}” unpacks to {size} bytes, more than the limit of {limit}",
        "split it by month or remove unrelated sheets and pictures; do not open a file of unknown origin",
    ),
    "file-not-a-table": Words(
        "“{found}”不是台账文件，没有读取：台账应为 {expected} 文件，直接放在文件夹中",
        "若是台账，另存为 .xlsx；若不是，可移出文件夹",
        "“{found}” is no ledger file and was not read: expected one of {expected}, directly in the folder",
        "save it as .xlsx if it is a ledger; move it elsewhere if not",
    ),
    "workbook-locked": Words(
        "工作簿“{found}”加了密码，或其实是旧版 .xls 文件",
        "去掉密码，用 Excel 或 WPS 另存为 .xlsx",
        "the workbook “{found}” is protected by a password, or is an old .xls file in truth",
        "remove the password and save it as .xlsx",
    ),
    "workbook-1904": Words(
        "工作簿“{found}”使用 1904 日期系统，日期会相差四年多",
        "在 Excel 选项中关闭“使用 1904 日期系统”，核对日期后重新保存",
        "the workbook “{found}” counts days from 1904: its days would be four years off",
        "turn off the 1904 date system in the options, check the days and save again",
    ),
    "sheet-too-large": Words(
        "工作表有 {found} 个单元格，超过上限 {limit}",
        "多半是表格边缘误填了内容：删去表格以外的行和列后保存",
        "the sheet has {found} cells, more than the limit of {limit}",
        "most likely something stands far outside the table: delete the rows and columns beyond it",
    ),
    "sheet-hidden": Words(
        "工作表“{found}”是隐藏的，仍按台账读取",
        "若不应计入，删除这个工作表",
        "the sheet “{found}” is hidden and is read all the same",
        "delete the sheet if it should not count",
    ),
    "sheet-not-read": Words(
        "工作表“{found}”没有{title}的任何一个表头，也没有同时写有单位和日期的行，没有读取",
        "若其中有记录，在数据上方写出表头；否则无需处理",
        "the sheet “{found}” has no heading of {title} and no row with a unit and a day: it was not read",
        "write the headings above the records if it holds some; nothing to do otherwise",
    ),
    "sheet-empty": Words(
        "工作表“{found}”是空的，没有读取",
        "若确无事项，保留表头即为零报告",
        "the sheet “{found}” is empty and was not read",
        "keep the headings where there is nothing to report",
    ),
    "csv-other-kind": Words(
        "“{found}”扩展名是 .csv，内容却是 {kind}",
        "把扩展名改成与内容相符的",
        "“{found}” is called .csv, its content is {kind}",
        "give it the extension of its content",
    ),
    "csv-encoding": Words(
        "“{found}”的文字编码无法识别：应为 {expected}",
        "用 Excel 或 WPS 另存为“CSV UTF-8（逗号分隔）”",
        "the text encoding of “{found}” is not known: expected {expected}",
        "save it as “CSV UTF-8 (comma delimited)”",
    ),
    "csv-nul": Words(
        "CSV 文件中有空字符（{found}），文件可能已损坏或不是文本",
        "从原系统重新导出",
        "the CSV file holds a {found} character: it is damaged or no text",
        "export it again from its system",
    ),
    "csv-broken": Words(
        "CSV 的引号或分隔有误：{found}",
        "检查这一行的英文双引号是否成对；单元格内的双引号要写两个",
        "quotes or commas of the CSV are wrong: {found}",
        "check that the double quotes of this line come in pairs; a quote inside a cell is written twice",
    ),
    "csv-swallowed": Words(
        "第 {row} 行的一个单元格里含有整行数据：“{found}”",
        "检查这一行前后多余的英文双引号",
        "a cell of row {row} holds whole rows: “{found}”",
        "look for a stray double quote around this line",
    ),
    "csv-separator": Words(
        "CSV 用{found}分隔，应当用英文逗号（{expected}）",
        "用 Excel 或 WPS 另存为“CSV UTF-8（逗号分隔）”",
        "the CSV is separated by {found}; expected commas ({expected})",
        "save it as “CSV UTF-8 (comma delimited)”",
    ),
}

_FINDING: dict[str, Words] = {
    "ledger-other-kind": Words(
        "“{found}”按名称是{title}，却不是可以读取的文件，没有读取；台账应为 {expected} 文件",
        "压缩包先解压；其他文件用 Excel 或 WPS 打开后另存为 .xlsx；若只是附件，移出文件夹或改名",
        "“{found}” bears the name of {title} and was not read: a ledger must be one of {expected}",
        "unpack an archive, save any other file as .xlsx in a spreadsheet program; "
        "if it only goes with the ledger, move it elsewhere or rename it",
    ),
    "folder-with-tables": Words(
        "“{found}”是文件夹，其中 {count} 个表格文件没有读取；台账须直接放在“{folder}”文件夹里",
        "把其中的台账移到上一层；若不应计入，移出文件夹",
        "“{found}” is a folder, and {count} tables in it were not read; ledgers must lie in “{folder}” itself",
        "move its ledgers one level up; if they should not count, move the folder elsewhere",
    ),
    "ledger-unnamed": Words(
        "“{found}”有{expected}的全部表头，名称里却没有写，没有读取",
        "把台账名称写进文件名或工作表名，或写入 ledgers.yaml；若不应计入，移出文件夹",
        "“{found}” has all headings of {expected}, but its name does not say so: it was not read",
        "put the ledger's title into the name of the file or sheet, or write ledgers.yaml; move it elsewhere if not",
    ),
    "ledger-unrecognised": Words(
        "看不出“{found}”是哪一种台账，没有读取；台账种类有：{expected}",
        "把台账名称写进文件名或工作表名，或写入 ledgers.yaml",
        "“{found}” was not read: its name tells no ledger; the ledgers are {expected}",
        "put the ledger's title into the name of the file or sheet, or write ledgers.yaml",
    ),
    "ledger-ambiguous": Words(
        "“{found}”同时像几种台账：{expected}",
        "改名，使它只含一种台账的名称，或写入 ledgers.yaml",
        "“{found}” looks like several ledgers: {expected}",
        "rename it so that it holds one title only, or write ledgers.yaml",
    ),
    "ledger-empty": Words(
        "{found}是空表，连表头也没有；表头应为：{expected}",
        "本期确无事项时，保留表头，或在 ledgers.yaml 的 nil 中写明",
        "{found} is empty without any headings; expected: {expected}",
        "where there is nothing to report keep the headings, or name it under nil in ledgers.yaml",
    ),
    "headings-missing": Words(
        "在前 30 行里找不到{found}的表头；表头应为：{expected}",
        "在数据上方写出表头，一列一个；若不是台账，移出该工作表或文件",
        "no headings of {found} in the first 30 rows; expected: {expected}",
        "write the headings above the records, one a column; move the sheet or file elsewhere if it is no ledger",
    ),
    "columns-missing": Words(
        "数据表中没有{found}的任何一列；应有：{expected}",
        "列名写成这些表头，或台账的英文列名",
        "the frame has no column of {found}; expected: {expected}",
        "name its columns by these headings, or by the English names of the ledger's columns",
    ),
    "column-not-plain": Words(
        "这些列的类型不能用于台账：{found}",
        "改为文本、日期、整数、小数或是否",
        "columns of these types cannot be read as a ledger: {found}",
        "write them as text, dates, numbers or flags",
    ),
    "not-a-frame": Words(
        "应为 polars 的 DataFrame，给的是 {found}",
        "LazyFrame 先调用 collect()；其他数据先用 polars.DataFrame 转换",
        "expected a DataFrame of polars, found {found}",
        "collect a LazyFrame first; convert anything else with polars.DataFrame",
    ),
    "heading-missing": Words(
        "缺少表头“{expected}”",
        "补上这一列；没有内容也要保留表头",
        "the heading “{expected}” is missing",
        "add the column, even where it stays empty",
    ),
    "headings-few": Words(
        "这一行里认得的表头只有：{found}，缺少：{expected}；看来是汇总表或统计表，没有读取",
        "要的是一行一条记录的原始台账；汇总表移到别的文件夹，确是台账的补上缺少的表头",
        "of the headings only {found} is known here, {expected} are missing: it seems to be a summary and was not read",
        "records are needed, one a row: move a summary elsewhere, add the missing headings where it is a ledger",
    ),
    "heading-misnamed": Words(
        "缺少表头“{expected}”，却有不认识的表头“{found}”",
        "表头“{found}”像是“{expected}”，请改名；若不是，补上“{expected}”这一列",
        "the heading “{expected}” is missing, and the heading “{found}” is not known",
        "rename “{found}” to “{expected}” if it means that; add the column if not",
    ),
    "heading-repeated": Words(
        "表头“{found}”与 {expected} 指同一列内容",
        "只保留一列，或改写其中一个表头",
        "the heading “{found}” means the same column as {expected}",
        "keep one of the columns, or change one heading",
    ),
    "heading-again": Words(
        "这一行又是表头，各列与第 {other} 行的不同：一个工作表里有两张表，看不出各行属于哪一张，整个工作表没有读取",
        "把其中一张表移到另一个工作表或文件；或把各列调成与第 {other} 行相同的顺序，再删去这一行",
        "this is a heading row again, with other columns than row {other}: two tables stand on one sheet, "
        "nobody can tell which rows belong to which, and nothing of the sheet was read",
        "move one of them to a sheet or file of its own; or bring its columns into the order of row {other} and delete "
        "this row",
    ),
    "columns-extra": Words(
        "有台账以外的列，未使用：{found}",
        "无需处理；若应计入，改成台账的表头",
        "columns that the ledger does not know were not used: {found}",
        "nothing to do; where they should count, use the headings of the ledger",
    ),
    "columns-nameless": Words(
        "第 {found} 列有内容而没有表头，未使用",
        "若是台账的内容，补上表头",
        "the columns {found} hold something and have no heading; they were not used",
        "write their headings if they belong to the ledger",
    ),
    "rows-sums": Words(
        "有 {found} 行合计或小计，未作为记录（第 {rows} 行）",
        "无需处理；若其中有记录，补上编号",
        "{found} rows of sums were set aside (rows {rows})",
        "nothing to do; where one of them is a record, give it its key",
    ),
    "rows-notes": Words(
        "有 {found} 行签字、备注或页码，未作为记录（第 {rows} 行）",
        "无需处理；若其中有记录，补全各列",
        "{found} rows of signatures, notes or page numbers were set aside (rows {rows})",
        "nothing to do; where one of them is a record, fill in its columns",
    ),
    "rows-headings": Words(
        "有 {found} 行重复的表头，未作为记录（第 {rows} 行）",
        "无需处理",
        "{found} repeated heading rows were set aside (rows {rows})",
        "nothing to do",
    ),
    "rows-hidden": Words(
        "工作表有 {found} 行是隐藏的，仍作为记录读取",
        "若不应计入，删除这些行",
        "{found} rows of the sheet are hidden; they are read all the same",
        "delete them if they should not count",
    ),
    "type-unknown": Words(
        "没有“{found}”这种台账；台账种类有：{expected}",
        "改用其中一个的标识",
        "there is no ledger “{found}”; the ledgers are {expected}",
        "use the id of one of them",
    ),
    "nil-with-records": Words(
        "ledgers.yaml 写明没有{expected}的事项，却读到 {found} 条记录",
        "删去 nil 中的这一项，或移走这些记录",
        "ledgers.yaml reports nil for {expected}, but {found} records were read",
        "take it out of nil, or remove the records",
    ),
    "layout-shape": Words(
        "此处写的是“{found}”，应为{expected}",
        "对照说明中的 ledgers.yaml 示例改写",
        "found “{found}”; expected {expected}",
        "compare with the example of ledgers.yaml in the guide",
    ),
    "layout-key": Words(
        "不认识“{found}”；此处可以写：{expected}",
        "改用其中一个，或删去",
        "“{found}” is not known here; expected one of {expected}",
        "use one of them, or take it out",
    ),
    "layout-file": Words(
        "file 应为本文件夹中的一个文件名，写的是“{found}”",
        "只写文件名，不写路径",
        "file must be the name of a file in this folder, found “{found}”",
        "write the name alone, without a path",
    ),
    "layout-file-missing": Words(
        "文件夹中没有“{found}”；有：{expected}",
        "检查文件名",
        "there is no “{found}” in the folder; there are {expected}",
        "check the name",
    ),
    "layout-sheet-missing": Words(
        "文件“{file}”中没有工作表“{found}”；有：{expected}",
        "检查工作表名",
        "the file “{file}” has no sheet “{found}”; it has {expected}",
        "check the name of the sheet",
    ),
    "layout-column": Words(
        "台账没有名为“{found}”的列；有：{expected}",
        "改用其中一个",
        "the ledger has no column “{found}”; it has {expected}",
        "use one of them",
    ),
}

_ROSTER: dict[str, Words] = {
    "roster-not-a-table": Words(
        "单位名册“{found}”应为 {expected} 文件",
        "另存为 .xlsx 或 .csv",
        "the roster “{found}” must be one of {expected}",
        "save it as .xlsx or .csv",
    ),
    "roster-ambiguous": Words(
        "几个工作表都像单位名册：{found}",
        "只留一个，或把它命名为“单位名册”",
        "several sheets look like the roster: {found}",
        "keep one of them, or call it 单位名册",
    ),
    "roster-without-units": Words(
        "单位名册只有表头，有 {found} 个单位",
        "在表头下一行一个地写出单位",
        "the roster has headings only: {found} units",
        "write the units below the headings, one a row",
    ),
    "unit-repeated": Words(
        "单位编号“{found}”已在 {other} 使用",
        "每个单位使用不同的编号",
        "the unit id “{found}” is used at {other} already",
        "give every unit an id of its own",
    ),
    "unit-name-shared": Words(
        "“{found}”在 {other} 已指另一个单位；台账里只写它，看不出是哪一个",
        "台账里写单位编号；若是写错，改用不同的名称或别名",
        "“{found}” means another unit already, at {other}: alone in a ledger it does not tell which one",
        "write unit ids in the ledgers; if it is a slip, use another name or alias",
    ),
    "unit-ids-alike": Words(
        "单位编号“{found}”与 {other} 的“{same}”只有大小写、空格或小数点后的 0 不同，是两个单位",
        "确是两个单位的，改用容易分清的编号；是同一个单位的，删去一行",
        "the unit id “{found}” differs from “{same}” at {other} in case, blanks or .0 alone; they are two units",
        "give them ids that can be told apart; delete a row if they are one unit",
    ),
    "jurisdiction-blank": Words(
        "“{column}”没有填写，而名册中有 {count} 个单位填了；不填的单位会另成一个辖区，单独定等次",
        "补上辖区；全部单位同属一个辖区的，这一列可以都不填",
        "“{column}” is not filled in, while {count} units of the roster have theirs; "
        "a unit without one would be graded as a jurisdiction of its own",
        "fill it in; where all units are of one jurisdiction the whole column may stay blank",
    ),
    "group-unknown": Words(
        "没有“{found}”这一类别；类别有：{expected}",
        "改成其中之一",
        "there is no group “{found}”; the groups are {expected}",
        "write one of them",
    ),
    "parent-unknown": Words(
        "上级单位“{found}”不在名册中",
        "改成名册中的名称或编号",
        "the parent unit “{found}” is not in the roster",
        "write a name or id of the roster",
    ),
    "parent-circle": Words(
        "上级单位绕成了圈：{found}",
        "改正其中一个上级单位",
        "the parent units go in a circle: {found}",
        "correct one of the parents",
    ),
    "unit-days": Words(
        "截止日期 {found} 早于起始日期 {expected}",
        "核对两个日期",
        "the last day {found} is before the first day {expected}",
        "check both days",
    ),
}

WORDS: dict[str, Words] = {**_FILES, **_FINDING, **CELLS, **_ROSTER}
