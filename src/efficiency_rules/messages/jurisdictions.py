"""Words of the problems found where many jurisdictions are evaluated together."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "bundle-other-here": Words(
        "指标 {criterion} 在本机来自规则包 {found}，开始评价的机器用的是 {expected}",
        "在所有机器上安装同一版本的规则包",
        "criterion {criterion} comes from bundle {found} here, and from {expected} where the evaluation began",
        "install the same version of the bundle on all machines",
    ),
}
