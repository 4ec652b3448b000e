"""Words of the problems of corrections and of their history."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "corrections-empty": Words(
        "更正文件没有列出任何更正",
        "写明要更正的记录、得分或裁定；没有更正就不必重新定等",
        "the corrections file lists no correction",
        "write what is corrected; without corrections there is nothing to regrade",
    ),
    "corrections-shape": Words(
        "更正文件应只有一个键 corrections，其下是更正的清单",
        "参照 docs/corrections.md 中的样例书写",
        "a corrections file holds one key `corrections` with a list of corrections",
        "follow the example in docs/corrections.md",
    ),
    "replacement-value": Words(
        "“{key}”的“{found}”不是一个格子里能写的内容",
        "写文字或整数，空白写 null",
        "“{key}”: “{found}” is nothing that a cell can hold",
        "write text or a whole number, null for a blank cell",
    ),
    "revocation-subject": Words(
        "“{key}”应写明撤销的对象：记录（type 和 key）、得分（unit 和 criterion）或同分（units）；写了：{found}",
        "三种只写一种",
        "“{key}” must name one record (type and key), one mark (unit and criterion) or one tie (units), found: {found}",
        "write one of the three",
    ),
    "correction-twice": Words(
        "更正（{document}）与同一文件中的另一条更正（{other}）针对同一对象：{found}",
        "只留有效的一条；新的更正自然取代以前的更正，不必另写撤销",
        "the corrections ({document}) and ({other}) of one list are about the same thing: {found}",
        "keep one; a new correction takes the place of an earlier one by itself",
    ),
    "correction-in-force": Words(
        "更正（{document}）对 {found} 已经生效，内容相同",
        "同一份更正不必再办；它已在历史或裁定文件之中",
        "the correction ({document}) of {found} is in force already, word for word",
        "there is nothing to do: it stands in the history or in the decisions file",
    ),
    "revocation-unknown": Words(
        "撤销（{document}）所指的 {found} 没有生效中的更正或裁定；生效中的有：{expected}",
        "按更正时的写法写明记录、得分或同分单位",
        "the revocation ({document}) names {found}, on which nothing is in force; in force: {expected}",
        "name the record, mark or tie as its correction did",
    ),
    "decision-overtaken": Words(
        "更正之后，裁定（{document}）不再适用：等次不再取决于单位 {units} 的先后，或同分的单位有增减",
        "裁定文件不动；在更正中加一条 kind: revocation，units 写这些单位；仍有同分的，改写 kind: tie 重新裁定",
        "after the corrections the decision ({document}) no longer fits: no grade depends on the order of {units}, or "
        "other units are tied now",
        "leave the decisions file as it is and add a correction of kind: revocation with these units; where a tie is "
        "left, one of kind: tie on all units tied now instead",
    ),
    "correction-type-unknown": Words(
        "更正（{document}）中的台账类型“{found}”不认识；可用：{expected}",
        "写台账类型的编号",
        "the correction ({document}) names the evidence type “{found}”, which is not known: {expected}",
        "write the id of an evidence type",
    ),
    "correction-key-unknown": Words(
        "更正（{document}）：{ledger}中没有编号为“{found}”的记录",
        "按 lines.csv 的 evidence 列写；被拒收的行不在台账之中，请改台账后重新评价",
        "the correction ({document}) names the record “{found}”, which {ledger} does not hold",
        "write the key as in the column evidence of lines.csv; a rejected row is corrected in the ledger itself",
    ),
    "correction-key-ambiguous": Words(
        "更正（{document}）：{ledger}中有 {count} 条记录的编号连写起来都是“{found}”，不能确定是哪一条",
        "请改台账后重新评价",
        "the correction ({document}) names “{found}”, but {count} records of {ledger} are called so",
        "correct the ledger itself and evaluate again",
    ),
    "replacement-column-unknown": Words(
        "没有“{found}”这一列；该台账的列：{expected}",
        "写列的中文表头或英文名",
        "there is no column “{found}”; the ledger's columns: {expected}",
        "write a column's Chinese heading or its name",
    ),
    "replacement-other": Words(
        "更正（{document}）：记录“{found}”更正后的“{column}”与原记录不同",
        "替换只改同一单位同一编号的记录；属于别的单位的，先撤回再改台账",
        "the correction ({document}) gives the record “{found}” another “{column}”",
        "a replacement keeps unit and key; a record of another unit belongs into the ledger itself",
    ),
    "replacement-idle": Words(
        "更正（{document}）没有作用：记录“{found}”更正前后相同",
        "删去这条更正，或核对要改的内容",
        "the correction ({document}) changes nothing: the record “{found}” is the same as before",
        "remove it, or check what it should change",
    ),
    "history-file-strange": Words(
        "历史文件夹中的 {found} 不是历史记录的文件名",
        "移走该文件；历史记录只由本软件写入，名为 000001.json、000002.json……",
        "{found} in the history folder is not called like an entry",
        "move it away; entries are written by this software only, as 000001.json, 000002.json and so on",
    ),
    "history-missing": Words(
        "历史记录缺少 {found}",
        "从备份恢复该文件；历史只增不减",
        "the history lacks {found}",
        "restore it from a backup; a history only ever grows",
    ),
    "history-unreadable": Words(
        "历史记录 {found} 已损坏，不是本软件写的内容",
        "从备份恢复该文件",
        "the entry {found} is damaged: this is not what was written",
        "restore it from a backup",
    ),
    "history-changed": Words(
        "历史记录 {found} 与它之前的记录 {other} 接不上：其中之一被改动或调换过",
        "从备份恢复这两个文件",
        "the entry {found} does not follow on {other}: one of them was changed or put in another's place",
        "restore both from a backup",
    ),
    "history-head": Words(
        "历史记录中没有摘要为 {found} 的一条：末尾的记录被删去，或记录被改动过；现有最后一条是 {expected}",
        "核对公布的摘要，从备份恢复历史文件夹",
        "no entry has the digest {found}: the history was cut off or changed; its last one is {expected}",
        "check the published digest and restore the folder from a backup",
    ),
    "history-other-result": Words(
        "历史记录 {other} 之后的结果与现在由名册、台账、裁定和历史得出的结果不同",
        "用历史所依据的细则、名册、台账和裁定文件；历史中的更正不要再写进这些文件",
        "the result after entry {other} is not what roster, ledgers, decisions and history give now",
        "use the ruleset, roster, ledgers and decisions the history began with; what it corrects stays out of them",
    ),
    "history-moved-on": Words(
        "写历史记录 {found} 时，该文件已经存在：别人刚刚写入了一条",
        "重新运行，以新的历史为准",
        "the entry {found} was written by somebody else in the meantime",
        "run again on the new history",
    ),
}
