"""Words of the problems found in bundles and criteria."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "bundle-import": Words(
        "规则包 {bundle}（{package}，{file}）无法导入：{found}",
        "修好或卸载这个规则包；不会跳过它继续运行",
        "bundle {bundle} ({package}, {file}) cannot be imported: {found}",
        "repair or uninstall the bundle; it is never skipped",
    ),
    "bundle-contract": Words(
        "规则包 {bundle}（{file}）按接口第 {found} 版编写，本程序只认识第 {expected} 版",
        "安装与之相配的 efficiency-rules 或更新规则包",
        "bundle {bundle} ({file}) is written for contract {found}; this library knows contract {expected}",
        "install the efficiency-rules it wants, or a newer bundle",
    ),
    "bundle-twice": Words(
        "规则包 {bundle}（{file}）登记了两次：{found}",
        "只保留一处",
        "bundle {bundle} ({file}) is registered twice: {found}",
        "keep one of them",
    ),
    "bundle-hook": Words(
        "规则包 {bundle}（{file}）的钩子 {found} {wrong}，应为：{expected}",
        "核对钩子的名称与参数",
        "the hook {found} of bundle {bundle} ({file}) {wrong}; expected: {expected}",
        "check the hook's name and arguments",
    ),
    "bundle-hook-unmarked": Words(
        "规则包 {bundle}（{file}）的函数 {found} 与钩子同名，却没有用 hookimpl 标记，不会被调用",
        "在它上面写 @hookimpl；不是钩子就换一个名字",
        "the function {found} of bundle {bundle} ({file}) is named like a hook but not marked: it is never called",
        "write @hookimpl above it, or rename it when it is no hook",
    ),
    "bundle-broken": Words(
        "规则包 {bundle}（{file}）在提供指标时出错：{found}",
        "修好后再运行；不会跳过它继续运行",
        "bundle {bundle} ({file}) failed while providing its criteria: {found}",
        "repair it; it is never skipped",
    ),
    "bundle-empty": Words(
        "规则包 {bundle}（{file}）没有提供任何指标或计分细则",
        "实现 provide_criteria 或 provide_rulesets，并用 hookimpl 标记",
        "bundle {bundle} ({file}) offers no criterion and no ruleset",
        "implement provide_criteria or provide_rulesets and mark it with hookimpl",
    ),
    "criterion-not-one": Words(
        "规则包 {bundle}（{file}）提供的 {found} 不是评价指标",
        "返回由 @criterion 装饰的函数得到的值",
        "bundle {bundle} ({file}) provides {found}, which is not a criterion",
        "return what the @criterion decorator made",
    ),
    "criterion-twice": Words(
        "指标 {criterion} 有两份：{first} 与 {bundle}（{second}）",
        "卸载其中一个规则包，或改用新的版次",
        "criterion {criterion} is there twice: {first} and {bundle} ({second})",
        "uninstall one of the bundles, or give it a new edition",
    ),
    "criterion-listed-twice": Words(
        "规则包 {bundle}（{file}）把指标 {criterion} 列了两次：{second}",
        "在 provide_criteria 中只列一次；两个不同的指标要有不同的编号或版次",
        "bundle {bundle} ({file}) lists the criterion {criterion} twice: {second}",
        "list it once in provide_criteria; two different criteria need different ids or editions",
    ),
    "block-unknown": Words(
        "block 中的“{found}”不是已安装的指标",
        "写成 编号@版次；已安装：{expected}",
        "“{found}” in `block` is no installed criterion",
        "write id@edition; installed: {expected}",
    ),
    "rulesets-not-there": Words(
        "规则包 {bundle}（{file}）给出的计分细则路径不存在：{found}",
        "检查打包时是否带上了 YAML 文件",
        "bundle {bundle} ({file}) names a ruleset path that does not exist: {found}",
        "check whether the YAML files were packaged",
    ),
    "ruleset-unknown": Words(
        "没有名为“{found}”的计分细则；现有：{expected}",
        "写成 方案/年份，或给出 YAML 文件的路径",
        "there is no ruleset called “{found}”; known: {expected}",
        "write scheme/year, or the path of a YAML file",
    ),
    "hook-failed": Words(
        "规则包 {bundle} 的 evaluation_finished 出错：{found}",
        "评价结果不受影响；请修正规则包",
        "evaluation_finished of bundle {bundle} failed: {found}",
        "the result is not affected; repair the bundle",
    ),
    "new-criterion-id": Words(
        "“{found}”不能作指标编号",
        "用小写英文单词、数字，以连字符相连，以字母开头，不超过 {most} 个字符，如 {expected}",
        "“{found}” cannot be the id of a criterion",
        "lower-case words and digits joined by hyphens, a letter first, at most {most} characters, such as {expected}",
    ),
    "new-bundle-id": Words(
        "“{found}”不能作规则包名称",
        "用小写英文单词、数字，以连字符相连，以字母开头，不超过 {most} 个字符，如 {expected}",
        "“{found}” cannot be the name of a bundle",
        "lower-case words and digits joined by hyphens, a letter first, at most {most} characters, such as {expected}",
    ),
    "new-scheme-id": Words(
        "“{found}”不能作方案代号",
        "用小写英文单词、数字，以连字符相连，以字母开头，不超过 {most} 个字符，如 {expected}",
        "“{found}” cannot be the name of a scheme",
        "lower-case words and digits joined by hyphens, a letter first, at most {most} characters, such as {expected}",
    ),
    "new-name-taken": Words(
        "“{found}”不能用：名称 {taken} 在 Python 中已有别的含义",
        "换一个，如 {expected}",
        "“{found}” cannot be used: {taken} means something else in Python already",
        "take another one, such as {expected}",
    ),
    "new-title": Words(
        "“{found}”不能作标题",
        "写一行文字，不超过 {most} 个字，不含双引号、反斜线和美元符号",
        "“{found}” cannot be a title",
        "one line of at most {most} characters, without double quotes, backslashes and dollar signs",
    ),
    "new-edition": Words(
        "版次 {found} 不在 1 到 {most} 之间",
        "通常写年份，如 2025",
        "edition {found} is not between 1 and {most}",
        "usually the year, such as 2025",
    ),
    "new-year": Words(
        "年度 {found} 不在 {low} 到 {high} 之间",
        "写四位年份，如 2025",
        "the year {found} is not between {low} and {high}",
        "four digits, such as 2025",
    ),
    "new-criterion-twice": Words(
        "已安装的规则包里有指标 {found}",
        "公式变了就用新的版次（--edition），是另一个指标就换编号，如 {id}-2；新规则包用 --criterion 写第一个指标的编号",
        "an installed bundle brings the criterion {found} already",
        "a changed formula is a new edition (--edition), another criterion needs another id, such as {id}-2; "
        "for a new bundle say the id of its first criterion with --criterion",
    ),
    "new-exists": Words(
        "{found} 已经存在，不会覆盖",
        "换一个名称或文件夹，或先移走它",
        "{found} is there already and is never overwritten",
        "take another name or folder, or move it away first",
    ),
    "new-changed-meanwhile": Words(
        "{found} 刚才被别的程序改动",
        "再运行一次",
        "{found} was changed by somebody else just now",
        "run it again",
    ),
    "new-no-bundle": Words(
        "{found} 不是规则包的文件夹：没有 pyproject.toml，或其中没有 entry-points.efficiency_rules",
        "用 --bundle 指明规则包的文件夹；还没有规则包的，先运行 efficiency-rules new bundle 名称",
        "{found} is no folder of a bundle: no pyproject.toml with entry points of group efficiency_rules",
        "name the bundle's folder with --bundle; make one with `efficiency-rules new bundle NAME`",
    ),
    "project-broken": Words(
        "读不懂 pyproject.toml：{found}",
        "改正后再运行",
        "pyproject.toml cannot be read: {found}",
        "correct it and run again",
    ),
    "new-no-package": Words(
        "pyproject.toml 写着规则包在 {found}，找不到它",
        "核对 entry-points.efficiency_rules；通常在 {expected}",
        "pyproject.toml says that the bundle is {found}, which is not there",
        "check entry-points.efficiency_rules; usually it is {expected}",
    ),
    "new-not-listed": Words(
        "新指标没有列入 provide_criteria：它没有返回一个写明的列表",
        "在其中写 {found}，并返回 {expected}",
        "the new criterion was not named in provide_criteria, which does not return a list written out",
        "write `{found}` there and return {expected} with the others",
    ),
    "new-no-criterion": Words(
        "规则包 {found} 没有带算例的指标，计分细则没有可以引用的",
        "先运行 efficiency-rules new criterion 编号，或用 --from 从另一份细则复制",
        "the bundle {found} has no criterion with cases that a ruleset could pin",
        "make one with `efficiency-rules new criterion ID`, or copy a ruleset with --from",
    ),
    "new-head-unclear": Words(
        "不能就地改写 {found}：没有在它的位置上找到“{expected}”",
        "在原文件里把 {found} 的值写成一行，再复制",
        "the value of {found} cannot be changed in its place: “{expected}” does not stand there",
        "write the value of {found} on one line in the original, then copy",
    ),
    "new-rulesets-not-provided": Words(
        "规则包 {found} 没有实现 provide_rulesets，按名称找不到新细则",
        "实现 provide_rulesets，返回 rulesets 文件夹",
        "the bundle {found} does not implement provide_rulesets: the new ruleset is not found by its name",
        "implement provide_rulesets and return the folder `rulesets`",
    ),
}
