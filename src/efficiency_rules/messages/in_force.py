"""Words of the problems found in versions: which ruleset is in force, and whether what is published changed."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "ruleset-scheme-unknown": Words(
        "没有方案“{found}”的计分细则",
        "已有的方案：{expected}",
        "there is no ruleset of the scheme “{found}”",
        "schemes that exist: {expected}",
    ),
    "ruleset-none-in-force": Words(
        "方案 {scheme} 截至 {first} 没有已经生效的计分细则，{period} 无从评价",
        "草稿和已撤回的不按日期选用，写出它的名称才用；已有：{expected}",
        "no ruleset of the scheme {scheme} was in force by {first}, so none holds for {period}",
        "a draft or withdrawn one is never chosen by date and must be named outright; there are: {expected}",
    ),
    "ruleset-ended": Words(
        "方案 {scheme} 最近的计分细则 {found} 到 {last} 为止，不能用于 {period}；更早的也不再适用",
        "发布新的细则，或延长有效期（另立修订）；草稿不按日期选用，写出它的名称才用；已有：{expected}",
        "the newest ruleset {found} of the scheme {scheme} ends on {last} and does not hold for {period}; "
        "an older one never takes its place",
        "publish a new one, or a revision that holds longer; a draft is never chosen by date and must be named "
        "outright; there are: {expected}",
    ),
    "ruleset-gap": Words(
        "方案 {scheme} 的计分细则有空档：{found} 到 {last} 为止，{next} 自 {begins} 起，"
        "{gap_first} 至 {gap_last} 没有生效的细则，而 {period} 涉及这段时间",
        "另立修订，使前后两份细则相接；已有：{expected}",
        "the rulesets of the scheme {scheme} leave a gap: {found} ends on {last}, {next} begins on {begins}, nothing "
        "is in force from {gap_first} to {gap_last}, and {period} touches these days",
        "issue a revision so that one follows on the other; there are: {expected}",
    ),
    "ruleset-period-split": Words(
        "{period} 跨两份计分细则：{found} 到 {last} 为止，{next} 自 {begins} 起",
        "一次评价只能用一份细则：按 {begins} 分成两个评价周期，或指明细则的名称；已有：{expected}",
        "{period} lies across two rulesets: {found} ends on {last} and {next} begins on {begins}",
        "an evaluation uses one ruleset: make two periods that meet on {begins}, or name the ruleset outright; "
        "there are: {expected}",
    ),
    "ruleset-two-in-force": Words(
        "方案 {scheme} 在 {period} 有两份同样生效的计分细则：{found}",
        "撤回其中一份，或写明修订次数；已有：{expected}",
        "two rulesets of the scheme {scheme} are equally in force for {period}: {found}",
        "withdraw one of them, or give it a higher revision; there are: {expected}",
    ),
    "ruleset-succession-gap": Words(
        "方案 {scheme} 的 {found} 到 {last} 为止，下一份 {next} 自 {begins} 起，其间没有生效的细则",
        "另立修订，使前后两份细则相接；有意如此则不必改",
        "{found} of the scheme {scheme} ends on {last}, the next one, {next}, begins on {begins}: nothing is in force "
        "between",
        "issue a revision so that one follows on the other; leave it where it is meant",
    ),
    "ruleset-succession-overlap": Words(
        "方案 {scheme} 的 {found} 到 {last} 才为止，{next} 自 {begins} 起；重叠的日子以 {next} 为准",
        "另立修订，使前一份在后一份之前为止；有意如此则不必改",
        "{found} of the scheme {scheme} holds until {last}, {next} from {begins} on: on the days of both, {next} holds",
        "issue a revision that ends the first before the second begins; leave it where it is meant",
    ),
    "ruleset-file-name": Words(
        "文件名是 {file}，内容是 {found}",
        "文件名应为 {expected}：一个版本一个文件",
        "the file is called {file} and holds {found}",
        "it should be called {expected}: one version, one file",
    ),
    "checksum-changed": Words(
        "已公布的 {file} 被改动：{checksums} 记的 SHA-256 是 {expected}，现在是 {found}",
        "恢复原文件；要更正，另立修订（如 2025-r2.yaml），已公布的文件一个字节也不改",
        "the published {file} was changed: {checksums} has SHA-256 {expected}, now it is {found}",
        "restore the file; to correct it issue a revision (such as 2025-r2.yaml): no byte of a published file changes",
    ),
    "checksum-missing": Words(
        "{checksums} 记着已公布的 {file}，文件却不在",
        "恢复该文件：已公布的细则要永远能够重算",
        "{checksums} lists the published {file}, which is not there",
        "restore it: what was published must stay computable for ever",
    ),
    "checksum-unlisted": Words(
        "{file} 已公布，却没有记入 {checksums}",
        "加上这一行（由 sha256sum 得出）：{expected}",
        "{file} is published and not listed in {checksums}",
        "add this line, as sha256sum writes it: {expected}",
    ),
    "checksum-none": Words(
        "{file} 已公布，而 {found} 与上一级文件夹都没有 CHECKSUMS，改动了也无从发现",
        "在细则文件夹建 CHECKSUMS，写上：{expected}",
        "{file} is published, but neither {found} nor its parent holds CHECKSUMS: a change would not be noticed",
        "make CHECKSUMS in the folder of the rulesets with the line: {expected}",
    ),
    "checksum-line": Words(
        "CHECKSUMS 的这一行读不懂：“{found}”",
        "写成 sha256sum 的样子：64 位十六进制数、两个空格、相对路径；# 开头的行是注释",
        "this line of CHECKSUMS cannot be read: “{found}”",
        "write it as sha256sum does: 64 hexadecimal digits, two spaces, the relative path; lines with # are comments",
    ),
    "checksum-twice": Words(
        "CHECKSUMS 把 {found} 记了两次，第一次在第 {first} 行",
        "只留一行",
        "CHECKSUMS lists {found} twice, first in line {first}",
        "keep one of the lines",
    ),
}
