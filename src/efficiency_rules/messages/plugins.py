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
}
