"""Custom and PerUnit for readers: rules of their own, whose curve nobody but their author knows."""

from efficiency_rules.criteria.facts import Count, CountDistinct, Fact, Max, Min, Sum
from efficiency_rules.criteria.formulas import Custom, PerUnit
from efficiency_rules.publishing.formulas.phrases import number
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.view import Words, WorkedTable, words

_REDUCED: dict[type[Fact], Words] = {
    Count: words("计数", "count"),
    CountDistinct: words("不同值的个数", "different values"),
    Max: words("最大值", "greatest"),
    Min: words("最小值", "least"),
    Sum: words("合计", "sum"),
}

NO_TABLE = WorkedTable((), ())


def custom(formula: Custom, setting: Setting) -> Sketch:
    """Return from which facts the rule computes its points, and from where they start."""
    zh = "、".join(f"{name}（{_REDUCED[type(fact)]['zh']}）" for name, fact in formula.own_facts.items())
    en = ", ".join(f"{name} ({_REDUCED[type(fact)]['en']})" for name, fact in formula.own_facts.items())
    full = number(setting.full)
    start = (
        words("从0分起得分", "from no points up")
        if formula.from_zero
        else words("从满分起扣分", "from full points down")
    )
    said = words(
        f"本项用专门的公式计分，在0分至{full}分之间，{start['zh']}，所依据的事实为：{zh}。公式不属于任何一类，没有曲线和算例，"
        "以指标说明和用例为准。",
        f"A formula of its own, between 0 and {full} points, {start['en']}, from these facts: {en}. It belongs to no "
        "family, so there is no curve and no worked table: see the description of the criterion and its cases.",
    )
    return Sketch(said, None, NO_TABLE)


def per_unit(formula: PerUnit, setting: Setting) -> Sketch:
    """Return that a function looks at every record of a unit."""
    full = number(setting.full)
    said = words(
        f"本项由程序逐条查看一个单位的记录后计分，在0分至{full}分之间。没有曲线和算例，以指标说明和用例为准。",
        f"A function looks at all records of a unit in order and gives 0 to {full} points. There is no curve and no "
        "worked table: see the description of the criterion and its cases.",
    )
    return Sketch(said, None, NO_TABLE)
