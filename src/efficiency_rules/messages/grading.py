"""Words of the problems found in grading."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    # The shape of a grade scheme or a decision, as it stands in a document.
    "grading-not-mapping": Words(
        "“{key}”应为一组“键: 值”，读到的是“{found}”",
        "按“键: 值”逐行写",
        "“{key}” must be a mapping, found “{found}”",
        "write it as `key: value` lines",
    ),
    "grading-not-list": Words(
        "“{key}”应为列表，读到的是“{found}”",
        "写成 [甲, 乙]，或每项一行并以“- ”开头",
        "“{key}” must be a list, found “{found}”",
        "write [a, b], or one entry a line beginning with “- ”",
    ),
    "grading-not-text": Words(
        "“{key}”应为文字，读到的是“{found}”",
        "写上文字，前后不留空格",
        "“{key}” must be text, found “{found}”",
        "write a text without spaces around it",
    ),
    "grading-key-missing": Words(
        "“{key}”缺少“{missing}”",
        "补上“{missing}”：它会影响等次，不设默认值",
        "“{key}” lacks “{missing}”",
        "add “{missing}”: it changes grades, so there is no default",
    ),
    "grading-key-unknown": Words(
        "“{key}”不是认识的键",
        "{near_zh}可用的键：{known_zh}",
        "“{key}” is not a known key",
        "{near_en}known keys: {known_en}",
    ),
    "grading-value-unknown": Words(
        "“{key}”的值“{found}”不认识",
        "{near_zh}可用的值：{known_zh}",
        "“{key}” has the unknown value “{found}”",
        "{near_en}possible values: {known_en}",
    ),
    # Grades and shares.
    "grades-empty": Words(
        "“{key}”没有列出任何等次",
        "从最好的等次到最差的等次逐一列出",
        "“{key}” lists no grade",
        "list the grades from the best to the worst",
    ),
    "grade-duplicate": Words(
        "“{key}”的“{found}”与前面的等次重复",
        "每个等次的 id 和 title 各不相同",
        "“{key}” repeats “{found}” of an earlier grade",
        "give every grade its own id and title",
    ),
    "grade-unknown": Words(
        "“{key}”所写的等次“{found}”没有定义",
        "{near_zh}已定义的等次：{known_zh}",
        "“{key}” names the grade “{found}”, which is not defined",
        "{near_en}defined grades: {known_en}",
    ),
    "grade-share-not-exact": Words(
        "“{key}”的“{found}”不是精确的比例",
        "写成 20% 或 1/3，从 0 到 100%，不用小数形式的浮点数",
        "“{key}”: “{found}” is not an exact share",
        "write it like 20% or 1/3, from 0 to 100 %, never as a binary float",
    ),
    "grade-shares-sum": Words(
        "“{key}”各等次比例之和是 {found}，应恰为 1（100%）",
        "改正比例，使其和恰为 100%；三等分写成 1/3",
        "“{key}”: the shares sum to {found}, expected exactly 1 (100 %)",
        "correct the shares so that they sum to exactly 100 %; write thirds as 1/3",
    ),
    "grade-share-missing": Words(
        "“{key}”的等次“{found}”没有写 share，而别的等次写了",
        "给每个等次写上比例，或者一个都不写（只按分数线定等次）",
        "“{key}”: the grade “{found}” has no share, while others have one",
        "give every grade a share, or none (grades by thresholds only)",
    ),
    # Seats: methods, counts and what the shares are proved to do.
    "seats-missing": Words(
        "等次有比例，却没有写名额的取整方法 seats",
        "写上 seats，如 seats: largest-remainder：它会影响等次，不设默认值",
        "the grades have shares, but `seats` does not say how they become whole numbers",
        "add `seats`, such as seats: largest-remainder; it changes grades, so there is no default",
    ),
    "seats-without-shares": Words(
        "写了 seats: {found}，各等次却没有比例 share",
        "给每个等次写上 share，或删去 seats（只按分数线定等次）",
        "`seats: {found}` is given, but the grades have no shares",
        "give every grade a share, or remove `seats` (grades by thresholds only)",
    ),
    "grades-unlimited": Words(
        "等次既没有比例，也没有分数线和限制，所有单位都会评为最好的等次",
        "给等次写上 share，或写上 thresholds",
        "the grades have no shares, thresholds or caps: every unit would get the best one",
        "give the grades shares, or write thresholds",
    ),
    "seats-key-unused": Words(
        "“{key}”只用于 seats: {needed}，这里是 seats: {found}",
        "删去“{key}”，或改为 seats: {needed}",
        "“{key}” belongs to seats: {needed}, found seats: {found}",
        "remove “{key}”, or write seats: {needed}",
    ),
    "at-most-empty": Words(
        "“{key}”没有列出任何等次",
        "列出名额不得超过比例的等次，如 at_most: [excellent]",
        "“{key}” lists no grade",
        "list the grades that must not exceed their share, such as at_most: [excellent]",
    ),
    "at-most-all": Words(
        "“{key}”列出了所有有比例的等次，取整后名额之和会小于单位数",
        "至少留一个有比例的等次不设上限",
        "“{key}” holds every grade that has a share: the seats could not sum to the number of units",
        "leave at least one grade with a share out of it",
    ),
    "counts-document-missing": Words(
        "“{key}”没有写决定名额的文号 document",
        "写成 counts: {{document: 文号, 等次编号: 名额, ...}}",
        "“{key}” does not name the document that decided the seats",
        "write counts: {{document: number of the document, grade id: seats, ...}}",
    ),
    "counts-not-whole": Words(
        "“{key}”的“{found}”不是名额",
        "写成 0 或正整数",
        "“{key}”: “{found}” is not a number of seats",
        "write a whole number from 0",
    ),
    "counts-by-group": Words(
        "“{key}”是全县的名额，不能与 pool: {found} 一起用",
        "改为 pool: all，或改用按比例的 seats",
        "“{key}” are the seats of the whole county and do not go with pool: {found}",
        "write pool: all, or a `seats` method that works on shares",
    ),
    "counts-sum": Words(
        "写明的名额（{document}）之和是 {found}，计入比例的单位有 {expected} 个",
        "核对单位名册，或由原文件改正名额",
        "the seats written out ({document}) sum to {found}, but {expected} units are counted",
        "check the roster, or have the document corrected",
    ),
    "shares-break-quota": Words(
        "按 {method}，{units} 个单位时名额为 {counts}：“{grade}”应得 {exact} 个，得到 {given} 个，超出上下取整",
        "换一种 seats（cumulative 对任何比例都成立），或写 accept_paradox: 同意这样做的文号",
        "with {method}, {units} units give {counts}: “{grade}” is due {exact} and gets {given}, which is neither "
        "its floor nor its ceiling",
        "choose another method (cumulative holds for any shares), or write accept_paradox: the accepting document",
    ),
    "shares-paradox-below": Words(
        "按 {method}，单位从 {units} 个增加到 {next_units} 个时，名额由 {counts} 变为 {next_counts}："
        "后面多一个单位，反而使“{grade}”及以上的名额减少",
        "换一种 seats（cumulative 对任何比例都成立），或写 accept_paradox: 同意这样做的文号",
        "with {method}, one unit more ({units} to {next_units}) turns the seats {counts} into {next_counts}: a unit "
        "joining below takes a seat of “{grade}” or better from those above",
        "choose another method (cumulative holds for any shares), or write accept_paradox: the accepting document",
    ),
    "shares-paradox-above": Words(
        "按 {method}，单位从 {units} 个增加到 {next_units} 个时，名额由 {counts} 变为 {next_counts}："
        "前面多一个单位，反而使后面的单位进入“{grade}”及以上",
        "换一种 seats（cumulative 对任何比例都成立），或写 accept_paradox: 同意这样做的文号",
        "with {method}, one unit more ({units} to {next_units}) turns the seats {counts} into {next_counts}: a unit "
        "joining above lifts another one to “{grade}” or better",
        "choose another method (cumulative holds for any shares), or write accept_paradox: the accepting document",
    ),
    # Groups.
    "reconciled-without-shares": Words(
        "pool: by-group-reconciled 要按比例分配，各等次却没有比例 share",
        "给每个等次写上 share，或改为 pool: all",
        "pool: by-group-reconciled needs shares, and the grades have none",
        "give every grade a share, or write pool: all",
    ),
    "group-order-unused": Words(
        "“{key}”只用于 pool: by-group-reconciled，这里是 pool: {found}",
        "删去“{key}”，或改为 pool: by-group-reconciled",
        "“{key}” belongs to pool: by-group-reconciled, found pool: {found}",
        "remove “{key}”, or write pool: by-group-reconciled",
    ),
    "group-order-duplicate": Words(
        "“{key}”的类别“{found}”重复",
        "每个类别只列一次",
        "“{key}” repeats the group “{found}”",
        "list every group once",
    ),
    "standing-group-missing": Words(
        "按类别评等，单位“{unit}”的类别应为前后不留空格的文字，读到的是“{found}”",
        "给每个单位写上类别",
        "grades are given by group: the group of the unit “{unit}” must be text without space around it, "
        "found “{found}”",
        "give every unit its group",
    ),
    "guarantee-may-push-down": Words(
        "“{key}”保证触发“{when}”的单位不低于“{found}”；名额依次递补时，总分更高的单位可能因此落到更差的等次",
        "确认这是县里的本意；不愿如此的，用 restrictions: after，或改为分数线",
        "“{key}” guarantees “{found}” or better where “{when}” holds; as seats are filled, a unit with a higher total "
        "may fall to a worse grade because of it",
        "make sure that this is meant; otherwise write restrictions: after, or use a threshold",
    ),
    # Tie keys, thresholds, caps.
    "tie-key-unknown": Words(
        "“{key}”的“{found}”不是排序依据",
        "写成 total、area:编号、method:编号 或 item:编号",
        "“{key}”: “{found}” is not a tie-break key",
        "write total, area:ID, method:ID or item:ID",
    ),
    "tie-key-duplicate": Words(
        "“{key}”的排序依据“{found}”重复",
        "同一排序依据只列一次",
        "“{key}” repeats the tie-break key “{found}”",
        "list every tie-break key once",
    ),
    "threshold-not-exact": Words(
        "“{key}”的“{found}”不是分数线",
        "写成 90 或 89.5 这样的十进制数，不用科学计数法或浮点数",
        "“{key}”: “{found}” is not a threshold",
        "write a decimal number like 90 or 89.5; no exponent, no binary float",
    ),
    "threshold-on-worst": Words(
        "“{key}”给最差的等次“{found}”设了分数线，达不到时已无等次可评",
        "删去这一条，或改为较好的等次",
        "“{key}” sets a threshold on the worst grade “{found}”: below it no grade is left",
        "remove it, or set it on a better grade",
    ),
    "threshold-duplicate": Words(
        "“{key}”给等次“{found}”重复设了分数线",
        "每个等次只留一条分数线",
        "“{key}” sets a second threshold on the grade “{found}”",
        "keep one threshold a grade",
    ),
    "threshold-out-of-order": Words(
        "“{key}”：等次“{found}”的分数线 {at_least} 高于更好的等次“{better}”的分数线 {better_at_least}",
        "等次越好，分数线应越高或相等",
        "“{key}”: the threshold {at_least} of “{found}” is above {better_at_least} of the better “{better}”",
        "a better grade needs the same or a higher threshold",
    ),
    "cap-empty": Words(
        "“{key}”既没有写 at_best，也没有写 at_worst",
        "写明最高等次 at_best 或最低等次 at_worst",
        "“{key}” has neither at_best nor at_worst",
        "say the best grade (at_best) or the worst grade (at_worst) that is allowed",
    ),
    "cap-contradictory": Words(
        "“{key}”的最高等次“{best}”比最低等次“{worst}”还差",
        "改正 at_best 或 at_worst，使两者之间至少有一个等次",
        "“{key}”: the best allowed grade “{best}” is worse than the worst allowed grade “{worst}”",
        "correct at_best or at_worst so that at least one grade is left",
    ),
    # Standings.
    "standing-unit-invalid": Words(
        "第 {row} 个单位的编号应为前后不留空格的文字，读到的是“{found}”",
        "给出非空的单位编号",
        "unit {row} has the id “{found}”, which must be text without space around it",
        "give a unit id that is not empty",
    ),
    "standing-unit-duplicate": Words(
        "单位“{unit}”出现了 {times} 次",
        "每个单位只给一次",
        "the unit “{unit}” stands there {times} times",
        "give every unit once",
    ),
    "standing-keys-count": Words(
        "单位“{unit}”有 {found} 个排序值，应有 {expected} 个：总分和 ties.break 的每一项",
        "按 ties.break 的顺序补齐或删去排序值",
        "the unit “{unit}” has {found} keys, expected {expected}: the total and one for each of ties.break",
        "give the keys in the order of ties.break",
    ),
    "standing-keys-not-list": Words(
        "单位“{unit}”的 keys 应为一组排序值，读到的是“{found}”",
        '只有总分时写成 keys=("93.25",)，括号里的逗号不能少',
        "the keys of the unit “{unit}” must be a tuple of texts, found “{found}”",
        'for a total alone write keys=("93.25",) with the comma',
    ),
    "standing-key-not-decimal": Words(
        "单位“{unit}”的第 {position} 个排序值“{found}”不是十进制数文字",
        "写成文字 93.25 的样子：整数部分、小数部分各不超过十二位，不用浮点数或科学计数法",
        "key {position} of the unit “{unit}” is “{found}”, which is not decimal text",
        'write text like "93.25": at most twelve digits on either side of the point; no float, no exponent',
    ),
    "standing-grade-unknown": Words(
        "单位“{unit}”的限定“{key}: {found}”不是已定义的等次",
        "{near_zh}已定义的等次：{known_zh}",
        "the unit “{unit}” has “{key}: {found}”, which is not a defined grade",
        "{near_en}defined grades: {known_en}",
    ),
    "standing-bounds-contradictory": Words(
        "单位“{unit}”限定的最高等次“{best}”比最低等次“{worst}”还差，没有等次可评",
        "核对使该单位受限的各项规定",
        "the unit “{unit}” may get “{best}” at best and “{worst}” at worst: no grade is left",
        "check the rules that restrict this unit",
    ),
    "standing-threshold-contradictory": Words(
        "单位“{unit}”总分 {total} 达不到分数线，最高只能评“{best}”，却限定最低为“{worst}”",
        "核对 thresholds 与保底规定，二者不能同时成立",
        "the total {total} of the unit “{unit}” misses a threshold and allows “{best}” at best, "
        "but “{worst}” is its worst allowed grade",
        "check the thresholds and the guarantee: both cannot hold",
    ),
    # Decisions.
    "decision-units-few": Words(
        "“{key}”只有 {found} 个单位，裁定同分排序至少要有两个",
        "把同分的全部单位从先到后列出",
        "“{key}” holds {found} units; ordering a tie needs at least two",
        "list all tied units, best first",
    ),
    "decision-units-duplicate": Words(
        "“{key}”的单位“{found}”重复",
        "每个单位只列一次",
        "“{key}” repeats the unit “{found}”",
        "list every unit once",
    ),
    "decision-date-invalid": Words(
        "“{key}”的“{found}”不是日期",
        "写成 2026-01-20 的样子",
        "“{key}”: “{found}” is not a date",
        "write it like 2026-01-20",
    ),
    "decision-unit-unknown": Words(
        "第 {number} 条裁定（{document}）中的单位“{unit}”不在本次评等的单位之中",
        "{near_zh}核对单位编号和评价周期",
        "decision {number} ({document}) names the unit “{unit}”, which is not graded here",
        "{near_en}check the unit id and the period",
    ),
    "decision-not-tied": Words(
        "第 {number} 条裁定（{document}）已过时：单位 {units} 的全部排序值不再相同",
        "删去这条裁定；如仍有同分，就现在的同分单位重新裁定",
        "decision {number} ({document}) is stale: the units {units} are no longer tied",
        "remove it; where a tie is left, decide on the units that are tied now",
    ),
    "decision-not-whole-tie": Words(
        "第 {number} 条裁定（{document}）没有包括全部同分单位，缺少 {missing}",
        "就同分的全部单位重新裁定",
        "decision {number} ({document}) leaves out units of the tie: {missing}",
        "decide on all tied units together",
    ),
    "decision-contradictory": Words(
        "第 {number} 条裁定（{document}）与第 {other} 条裁定（{other_document}）针对同一组同分单位",
        "每组同分只留一条有效的裁定",
        "decision {number} ({document}) and decision {other} ({other_document}) order the same tie",
        "keep the one decision that holds for this tie",
    ),
    "decision-unused": Words(
        "第 {number} 条裁定（{document}）没有用处：单位 {units} 虽然同分，等次并不取决于先后",
        "删去这条裁定",
        "decision {number} ({document}) is not needed: the units {units} are tied, but no grade depends on their order",
        "remove it",
    ),
    # Groups reconciled with the county.
    "groups-not-reconcilable": Words(
        "各类别的名额凑不成全县名额 {seats}（从最好的等次起）：各类别单位数为 {sizes}，各等次比例为 {shares}，"
        "每个类别的每个等次只能取比例乘以单位数的整数部分，或有余数时加一",
        "改用 pool: all 或 pool: by-group，或换一种 seats 或比例",
        "the seats of the groups cannot add up to the county's {seats} (best grade first): the groups have {sizes} "
        "units, the shares are {shares}, and every group may only have the floor or the ceiling of share x units",
        "use pool: all or pool: by-group, or other seats or shares",
    ),
    "group-order-needed": Words(
        "各类别的名额有几种分法，误差同样小，{groups} 的名额因此不能确定：可以是 {one}，也可以是 {other}"
        "（从最好的等次起；各类别单位数为 {sizes}，比例为 {shares}，全县名额为 {seats}）",
        "在 group_order 中列出全部类别，排在前面的优先取得较好等次的名额",
        "several ways to round the seats of the groups are equally near to the exact shares, which leaves {groups} "
        "open: {one}, or {other} (best grade first; units {sizes}, shares {shares}, seats of the county {seats})",
        "list all groups in group_order: the earlier group gets the seat in the better grade",
    ),
    "group-not-in-order": Words(
        "group_order 没有列出 {missing}，只列了 {order}（各类别单位数为 {sizes}）",
        "把全部类别列入 group_order",
        "group_order leaves out {missing}; it lists {order} (units {sizes})",
        "list all groups in group_order",
    ),
}
