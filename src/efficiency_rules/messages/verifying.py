"""Words of what the verification of a result folder finds."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "verify-unreadable": Words(
        "文件无法读取：{found}",
        "换成评价写出的原件",
        "the file cannot be read: {found}",
        "put the original back",
    ),
    "verify-receipt-changed": Words(
        "凭证的内容与它自己的摘要（{key}）不符",
        "凭证写出后被改动；换成原件，或与公布的摘要核对",
        "the receipt is not what its own digest ({key}) was made of",
        "it was changed after it was written: put the original back, or compare with the published digest",
    ),
    "verify-file-missing": Words(
        "应有文件 {found}，没有找到",
        "换成完整的结果文件夹",
        "the file {found} should be there and is not",
        "put the whole folder back",
    ),
    "verify-file-extra": Words(
        "文件 {found} 不是这次评价写出的，或同一个表有两个文件",
        "移走它",
        "the file {found} was not written by this evaluation, or a table stands in two files",
        "move it away",
    ),
    "verify-digest": Words(
        "内容被改动：摘要是 {found}，凭证写的是 {expected}",
        "换成评价写出的原件",
        "the content was changed: its digest is {found}, the receipt says {expected}",
        "put the original back",
    ),
    "verify-columns-missing": Words(
        "表 {found} 缺少，或没有这些列：{expected}",
        "换成评价写出的原件",
        "the table {found} is missing, or these columns of it: {expected}",
        "put the original back",
    ),
    "verify-not-number": Words(
        "单位 {unit} 的 {column} 应是最多四位小数的分值，实为“{found}”",
        "换成评价写出的原件",
        "{column} of unit {unit} should be points with at most four decimals and is “{found}”",
        "put the original back",
    ),
    "verify-line-alone": Words(
        "扣分明细有单位 {unit}、指标 {criterion} 的行，单项得分中却没有这一项",
        "换成评价写出的原件",
        "there are lines of unit {unit} and criterion {criterion}, but no such mark",
        "put the original back",
    ),
    "verify-sum-mark": Words(
        "单位 {unit} 的指标 {criterion}：满分 {full} 分加明细是 {expected} 分，单项得分写的是 {found}",
        "换成评价写出的原件；未经改动的，请报告",
        "unit {unit}, criterion {criterion}: full points {full} and lines make {expected}, the mark says {found}",
        "put the original back; if nothing was changed, please report",
    ),
    "verify-sum-area": Words(
        "单位 {unit} 的 {area}：单项得分加折算是 {expected} 分，得分表写的是 {found}",
        "换成评价写出的原件；未经改动的，请报告",
        "unit {unit}, area {area}: marks and rescale lines make {expected}, the standings say {found}",
        "put the original back; if nothing was changed, please report",
    ),
    "verify-sum-total": Words(
        "单位 {unit}：各评价内容之和是 {expected} 分，总分写的是 {found}",
        "换成评价写出的原件；未经改动的，请报告",
        "unit {unit}: the areas make {expected}, the total says {found}",
        "put the original back; if nothing was changed, please report",
    ),
    "verify-criterion-unknown": Words(
        "指标 {found} 不在凭证所列的指标中",
        "换成评价写出的原件",
        "the criterion {found} is not among those of the receipt",
        "put the original back",
    ),
    "verify-unit-unknown": Words(
        "单位 {found} 不在 standings 中",
        "换成评价写出的原件",
        "the unit {found} is not in the standings",
        "put the original back",
    ),
    "verify-unit-nowhere": Words(
        "单位 {found} 在 standings 中，grading.json 既没有定它的等次，也没有列为不评等次",
        "换成评价写出的原件",
        "the unit {found} is in the standings, and grading.json neither grades it nor lists it as not graded",
        "put the original back",
    ),
    "verify-unit-twice": Words(
        "有单位在 standings 中不止一行",
        "换成评价写出的原件",
        "a unit has more than one row in the standings",
        "put the original back",
    ),
    "verify-standing": Words(
        "单位 {unit} 的 {column} 是“{found}”，grading.json 中是“{expected}”",
        "换成评价写出的原件",
        "{column} of unit {unit} is “{found}”, grading.json says “{expected}”",
        "put the original back",
    ),
    "verify-key": Words(
        "单位 {unit} 的排序依据 {column} 是“{found}”，按得分表是“{expected}”",
        "换成评价写出的原件",
        "the key {column} of unit {unit} is “{found}”, the tables make “{expected}”",
        "put the original back",
    ),
    "verify-receipt": Words(
        "凭证的 {key} 是“{found}”，结果中是“{expected}”",
        "换成评价写出的原件",
        "{key} of the receipt is “{found}”, the result says “{expected}”",
        "put the original back",
    ),
    "verify-grading-missing": Words(
        "没有 grading.json，而凭证的状态是“{found}”，或列有它的摘要",
        "换成完整的结果文件夹",
        "there is no grading.json, though the receipt's status is “{found}” or it lists its digest",
        "put the whole folder back",
    ),
    "verify-no-grading": Words(
        "没有 grading.json：这次评价不定等次，无可核对",
        "半年评价和不完整的评价没有等次",
        "there is no grading.json: nothing was graded",
        "interim and incomplete evaluations have no grades",
    ),
    "verify-checker": Words(
        "独立核对程序：{found}",
        "换成评价写出的原件；未经改动的，请报告",
        "stand-alone checker: {found}",
        "put the original back; if nothing was changed, please report",
    ),
    "verify-input-other": Words(
        "{what}不是评价时所用的：现有的摘要是 {found}，凭证写的是 {expected}",
        "提供评价时所用的原件，才能重演",
        "{what} is not what was evaluated: its digest is {found}, the receipt says {expected}",
        "a replay needs what was used then",
    ),
    "verify-regraded": Words(
        "这是更正后的结果，重演还需要更正文件",
        "用 regrade 按同样的更正再做一次，与它比较",
        "this is the result of a regrading, which a replay cannot make without the corrections",
        "run regrade again with the same corrections and compare",
    ),
    "verify-library-other": Words(
        "现在的软件版本是 {found}，评价时是 {expected}",
        "内容不同的，用评价时的版本再重演一次",
        "the library is {found} now and was {expected} then",
        "where the content differs, replay with the version of then",
    ),
    "verify-different": Words(
        "重演的结果不同：{where}，原为“{found}”，重演为“{expected}”",
        "未经改动、输入也相同的，请报告",
        "the replay differs: {where} was “{found}”, the replay gives “{expected}”",
        "if neither inputs nor result were changed, please report",
    ),
    "verify-bytes": Words(
        "内容与重演相同，字节不同",
        "可能由表格软件另存过；要逐字节相同，换成原件",
        "the content is the same as the replay's, the bytes are not",
        "another program may have saved it: put the original back for identical bytes",
    ),
}
