"""Words of the problems found where many jurisdictions are evaluated together."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "bundle-other-here": Words(
        "指标 {criterion} 在本机来自规则包 {found}，开始评价的机器用的是 {expected}",
        "在所有机器上安装同一版本的规则包",
        "criterion {criterion} comes from bundle {found} here, and from {expected} where the evaluation began",
        "install the same version of the bundle on all machines",
    ),
    "roster-without-jurisdictions": Words(
        "名册 {found} 没有“辖区”一列，无法分辖区评价",
        "补上该列，或不用 --by-jurisdiction",
        "the roster {found} has no column 辖区 (jurisdiction), so nothing can be evaluated by jurisdiction",
        "add the column, or leave out --by-jurisdiction",
    ),
    "roster-jurisdiction-blank": Words(
        "名册中有 {found} 个单位没有填写辖区，如：{units}",
        "补上辖区",
        "{found} units of the roster have no jurisdiction, among them {units}",
        "fill in their jurisdictions",
    ),
    "jurisdictions-alike": Words(
        "辖区“{found}”与“{other}”只有大小写、全角半角或空格不同，看不出是一个还是两个辖区",
        "统一写法，或改用区划代码",
        "jurisdictions “{found}” and “{other}” differ in case, width or blanks only: they may be one or two",
        "write them alike, or use codes",
    ),
    "jurisdiction-too-long": Words(
        "辖区名称过长，不能用作文件夹名：{found}",
        "改用简称或区划代码",
        "the name of a jurisdiction is too long for a folder: {found}",
        "use a shorter name or a code",
    ),
    "evidence-not-parquet": Words(
        "分辖区评价只读 Parquet 台账，文件夹中还有：{found}",
        "转换为 Parquet，或移出该文件夹",
        "evaluation by jurisdiction reads Parquet ledgers only; the folder also holds {found}",
        "convert it to Parquet, or take it out of the folder",
    ),
    "ledger-columns-differ": Words(
        "同一种台账或名册的两个文件列或类型不同（另一个是 {other}）：{found}",
        "统一各文件的列名与类型",
        "two files of one ledger or roster differ in columns or types (the other one is {other}): {found}",
        "give all of them the same columns and types",
    ),
    "units-of-several": Words(
        "台账没有“辖区”一列，而这些单位编号在多个辖区都有：{found}",
        "给台账加上“辖区”列，或让单位编号全国唯一",
        "the ledger has no column 辖区 (jurisdiction), and these unit ids stand in several jurisdictions: {found}",
        "add the column to the ledger, or make unit ids unique among all jurisdictions",
    ),
    "rows-nowhere": Words(
        "有 {found} 行不知属于哪个辖区：辖区为空，或单位编号不在名册中；它们可能属于任何一个辖区，故全部暂停",
        "补上辖区，或把单位补入名册",
        "{found} rows are of no jurisdiction (blank, or an unknown unit); they could be anybody's, so all have to wait",
        "fill in the jurisdiction, or add the units to the roster",
    ),
    "rows-under-other": Words(
        "有 {count} 行写在辖区“{found}”名下，单位却是本辖区的：{units}；本辖区因此可能漏记，故暂停",
        "在台账中改正这些行的辖区，或改正单位编号",
        "{count} rows stand under the jurisdiction “{found}” with units of this one, which may miss them: {units}",
        "correct the jurisdiction of these rows in the ledger, or their units",
    ),
    "jurisdictions-unknown": Words(
        "台账中有名册没有的辖区，共 {count} 行：{found}",
        "核对写法，或把这些辖区补入名册；不评价的辖区，请先从台账中去掉",
        "the ledger names jurisdictions that the roster lacks, {count} rows: {found}",
        "check their spelling or add them to the roster; take out of the ledger what shall not be evaluated",
    ),
    "decisions-units-shared": Words(
        "裁定按单位编号归入辖区，而这些编号在多个辖区都有：{found}",
        "让单位编号全国唯一",
        "decisions find their jurisdiction by unit id, and these ids stand in several of them: {found}",
        "make unit ids unique among all jurisdictions",
    ),
    "out-in-use": Words(
        "另一个进程正在写 {found}",
        "等它结束",
        "another process is writing into {found}",
        "wait until it has ended",
    ),
    "out-not-by-jurisdiction": Words(
        "{found} 中有不属于分辖区结果的文件：{files}",
        "换一个文件夹",
        "{found} holds files that are no results by jurisdiction: {files}",
        "choose another folder",
    ),
    "nation-unfinished": Words(
        "{found} 没有 nation.json：上次运行没有完成，各辖区的结果各自完整，汇总表不一定属于它们",
        "用同样的输入再运行一次，已完成的不会重算",
        "{found} has no nation.json: the last run did not end; each result is whole, the summary may be another's",
        "run it again with the same inputs; what is finished is not computed again",
    ),
    "nation-not-in-summary": Words(
        "汇总表中没有辖区 {found}，文件夹中却有它的结果",
        "核对该文件夹的来历，或重新运行",
        "the summary does not name the jurisdiction {found}, whose result is in the folder",
        "find out where it comes from, or run the evaluation again",
    ),
    "nation-result-other": Words(
        "辖区 {found} 的结果（{digest}）不是汇总表所记的（{expected}）",
        "重新运行",
        "the result of the jurisdiction {found} ({digest}) is not the one that the summary names ({expected})",
        "run the evaluation again",
    ),
    "result-of-other": Words(
        "文件夹 {expected} 中是 {found} 的结果",
        "恢复原来的文件夹名，或移走它；再运行一次 evaluate，缺少的会重算",
        "the folder {expected} holds the result of {found}",
        "give it its own name back, or take it away; run evaluate again, which computes what is missing",
    ),
}
