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
    "grading-key-not-offered": Words(
        "“{key}”在本版本中尚未提供",
        "删去这个键；本版本可用的键：{known_zh}",
        "“{key}” is not offered in this version",
        "remove the key; this version offers: {known_en}",
    ),
    "grading-value-unknown": Words(
        "“{key}”的值“{found}”不认识",
        "{near_zh}本版本提供：{known_zh}",
        "“{key}” has the unknown value “{found}”",
        "{near_en}this version offers: {known_en}",
    ),
    "grading-value-not-offered": Words(
        "“{key}: {found}”在本版本中尚未提供",
        "本版本提供：{known_zh}",
        "“{key}: {found}” is not offered in this version",
        "this version offers: {known_en}",
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
        "第 {row} 个单位的编号“{found}”不是文字",
        "给出非空的单位编号",
        "unit {row} has the id “{found}”, which is not text",
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
}
