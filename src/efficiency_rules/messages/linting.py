"""Words of the linter's findings about rubrics."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "rubric-plan-unreadable": Words(
        "document.text 指的方案原文“{found}”读不出来（{reason}），条款和引文没有核对",
        "核对路径：相对于计分细则所在的文件夹；文件用 UTF-8 保存",
        "the plan's text “{found}” that document.text names cannot be read ({reason}): clauses and quotes were not "
        "compared",
        "check the path, which starts at the ruleset's own folder, and save the file as UTF-8",
    ),
    "rubric-plan-empty": Words(
        "方案原文“{found}”中没有认出条款，条款和引文没有核对",
        "各部分以“四、”或“第四条”起行，其下各段以“(一)”起行",
        "no clauses were recognised in the plan's text “{found}”: clauses and quotes were not compared",
        "begin a section's line with 四、 or 第四条, and a paragraph's with (一)",
    ),
    "rubric-clause-unknown": Words(
        "方案没有条款“{found}”：写了它的计分找不到依据",
        "方案的条款：{expected}",
        "the plan has no clause “{found}”, so what names it has no ground in the plan",
        "clauses of the plan: {expected}",
    ),
    "rubric-clause-uncovered": Words(
        "方案{clause}“{found}”没有评价内容也没有计分项：方案要评的，细则没有评",
        "为它设计分项并引用原文；不计分的，请县里写明理由",
        "clause {clause} “{found}” of the plan has no area and no item: the plan evaluates what the rubric does not",
        "add an item that quotes it, or have the county say why it is not scored",
    ),
    "rubric-phrase-uncovered": Words(
        "方案{clause}的“{found}”没有计分项引用：这句话评不评、怎么评，没有着落",
        "补进相应计分项的 quote，或为它设计分项",
        "no item quotes “{found}” of clause {clause}: nobody can tell whether and how it is scored",
        "add it to the `quote` of the item it belongs to, or add an item for it",
    ),
    "rubric-quote-missing": Words(
        "计分项“{title}”没有引用方案原文：被扣分的单位看不出依据方案（{clause}）的哪句话",
        "在 quote 中逐字写上方案原文",
        "the item “{title}” quotes nothing: a unit that loses points cannot see which words of the plan ({clause}) "
        "they follow from",
        "write the plan's own words as its `quote`",
    ),
    "rubric-quote-elsewhere": Words(
        "“{found}”不是方案{clause}的原文：引文与所写的条款对不上（含有它的条款：{expected}）",
        "逐字照抄方案原文，或改写条款",
        "“{found}” does not stand in clause {clause}, word for word (clauses that hold it: {expected})",
        "copy the plan's words as they are, or correct the clause",
    ),
    "rubric-event-twice": Words(
        "“{title}”与“{other}”（第 {first} 行）凭同一台账“{found}”的同样记录计分：一件事算了两次",
        "只在一处计分，或改写其中一项的条件，让两项看不同的记录；确要两处都计的，请县里写明",
        "“{title}” and “{other}” (line {first}) count the same records of “{found}”: one event is counted twice",
        "score it in one place, or let the two look at different records; if both are meant, have the county say so",
    ),
    "rubric-event-above-item": Words(
        "“{title}”的一条记录最多可扣 {found} 分（{sum}），超过本项最多可扣的 {most} 分：越过之后再差也不再扣",
        "调低各项扣分，使其合计不超过 {most}，或提高本项满分；本意就是一次扣完的，不必改",
        "one record can cost “{title}” {found} points ({sum}), more than the {most} it can lose: what is worse "
        "still costs no more",
        "lower the points until they sum to {most} at most, or raise the item's full points; leave it where one "
        "event is meant to take everything",
    ),
    "rubric-band-unreachable": Words(
        "“{title}”的一档 {found} 没有单位能落进去：可能的范围是 {low} 至 {high}",
        "删去这一档，或改正界限（— 表示没有限度）",
        "no unit can fall into the band {found} of “{title}”: possible are {low} to {high}",
        "remove the band, or correct its bound (— stands for no limit)",
    ),
    "rubric-full-unreachable": Words(
        "“{title}”最好也只能得 {found} 分，达不到本项满分 {full} 分：各单位都白丢了其余的分",
        "把最好的一级定到满分，或降低本项满分",
        "“{title}” gives {found} points at best and never its full {full}: every unit loses the rest",
        "let the best level give full points, or lower the item's full points",
    ),
    "rubric-cap-unreachable": Words(
        "“{title}”封顶 {found} 分，而只计最高一项，最高为 {most} 分：封顶永远用不上",
        "删去封顶，或把它定到 {most} 分以下；本意是累计的，改为累计",
        "“{title}” is capped at {found}, but only its highest award counts, {most} at most: the cap never holds",
        "remove the cap, or put it below {most}; where awards should add up, take their sum",
    ),
    "rubric-threshold-unreachable": Words(
        "分数线 {found} 高于各项最好得分之和 {best}：没有单位能达到",
        "改分数线，或让各项能得满分",
        "the threshold {found} is above {best}, the sum of the best marks of all items: no unit can reach it",
        "change the threshold, or let the items give their full points",
    ),
    "rubric-grade-empty": Words(
        "两个等次的分数线都是 {found}：达到的都评为较优的等次，较差的等次没有单位",
        "把较差等次的分数线改低，或删去这个等次",
        "two grades begin at {found}: who reaches it gets the better one, and the other stays empty",
        "lower the threshold of the worse grade, or remove the grade",
    ),
    "rubric-small-denominator": Words(
        "“{title}”在只有 {cases} 条记录时，其中一条由最好变为最差，就少 {lost} 分，是满分 {full} 分的 {found}"
        "（界限 {expected}）：一条记录定了小单位的得分；{enough}",
        "提高最低记录数（少于它的按数据不足处理），或改为每件扣分",
        "where the number of records is {cases}, one at its worst instead of its best costs “{title}” {lost} of {full} "
        "points, {found} (limit {expected}): a single record decides for small units; {enough}",
        "raise the least number of records (below it the state is insufficient-data), or let each event cost points",
    ),
    "rubric-finer-than-precision": Words(
        "“{title}”的 {field} 为 {found} 分，比得分的最小单位 {expected} 更细：得分取整后与写明的不一样",
        "写成 {expected} 的整数倍，或改 precision",
        "{field} of “{title}” is {found} points, finer than the precision {expected}: rounded marks will not show it",
        "write a multiple of {expected}, or change `precision`",
    ),
    "rubric-forbidden-yardstick": Words(
        "“{title}”凭“{found}”计分（{word}）：2024年《整治形式主义为基层减负若干规定》不许把开会发文、拍照留痕、"
        "学习笔记和网络投票、点赞、转发等作为评判的标准",
        "改为看事情办成没有；照片、截图只作为证明附在记录里，不参与计分；确不属此列的，不必改",
        "“{title}” scores by “{found}” ({word}): the rules of 2024 on easing the burden of the grass roots forbid "
        "judging by meetings, papers, photos, notes, online votes, likes and reposts",
        "score whether the matter itself was done; a photo may be attached as proof as long as no points depend on "
        "it; leave it where it is none of these",
    ),
}
