"""The JSON Schema of what `impact` prints."""

from efficiency_rules.changes.difference.kinds import KINDS
from efficiency_rules.cli.act_schemas import text_of
from efficiency_rules.cli.schema_parts import (
    GRADE_LIST,
    POSSIBLE,
    UNIT,
    Schema,
    count_of,
    list_of,
    maybe,
    percent_of,
    points_of,
    ruleset_of,
    schema_of_json,
    texts_of,
    whole_of,
)


def impact_schema() -> Schema:
    """Return the schema of the JSON of `impact`."""
    sides = ("before", "after")
    units = texts_of("单位编号 / unit ids")
    item = whole_of(
        "一个计分项 / an item", {"criterion": text_of("指标 / id@edition"), "title": text_of("名称 / title")}
    )
    counts = {
        "units": count_of("单位总数 / units"),
        "totals": count_of("总分变动 / totals that change"),
        "totals_up": count_of("总分提高 / totals that rise"),
        "ranks": count_of("名次变动 / ranks that change"),
        "grades": count_of("等次变动 / grades that change"),
        "grades_better": count_of("升等 / to a better grade"),
        "grades_worse": count_of("降等 / to a worse grade"),
    }
    missing = {
        "criterion": text_of("指标 / id@edition"),
        "title": text_of("名称 / title"),
        "ledger": text_of("台账类型编号 / evidence type id"),
        "ledger_title": text_of("台账名称 / title of the ledger"),
        "policy": text_of("按什么计 / what its marks count as"),
    }
    flow = {"before": POSSIBLE, "after": POSSIBLE, "units": units}
    least = {
        "least": points_of("下界 / lower bound"),
        "before": count_of("原有 / before"),
        "after": count_of("现有 / after"),
    }
    widths = {
        "width": points_of("组距 / width of a class"),
        "classes": list_of(whole_of("一组 / a class", least), "由低到高 / from the lowest"),
    }
    figures = whole_of(
        "得分分布 / what units got",
        {
            "full": points_of("满分 / full points"),
            "mean": points_of("平均 / mean"),
            "least": points_of("最低 / least"),
            "quarter": points_of("下四分位 / first quartile"),
            "middle": points_of("中位 / median"),
            "three_quarters": points_of("上四分位 / third quartile"),
            "most": points_of("最高 / most"),
        },
    )
    area = {"id": text_of("代号 / id"), "title": text_of("名称 / title"), **dict.fromkeys(sides, maybe(figures))}
    return schema_of_json(
        "efficiency-rules/impact/1",
        "影响测算 / who moves because of a change of the rubric",
        {
            "old": ruleset_of("原细则 / the old ruleset"),
            "new": ruleset_of("新细则 / the new ruleset"),
            "period": text_of("评价周期 / period"),
            "orders": maybe(count_of("抽取的次序数；精确时为空 / orders drawn, null where exact", 1)),
            "seed": maybe(count_of("随机种子；精确时为空 / seed, null where exact")),
            "rounding": whole_of(
                "打印的精度 / to what parts are printed",
                {
                    "points": points_of("分 / points"),
                    "rank": points_of("名次 / places"),
                    "grade": percent_of("等次 / grade"),
                },
            ),
            "grades": GRADE_LIST,
            "counts": whole_of("合计 / counts", counts),
            "missing": list_of(whole_of("一个指标 / a criterion", missing), "没有台账的指标 / without their ledger"),
            "steps": list_of(_step(), "各步变动，按文件次序 / steps in document order"),
            "flow": list_of(whole_of("一种去向 / one pair", flow), "等次的去向 / units by grade before and after"),
            "classes": whole_of("总分分组 / classes of totals", widths),
            "areas": list_of(whole_of("一项评价内容 / an area", area), "评价内容前后 / areas before and after"),
            "no_longer_apart": list_of(item, "不再分出高低的指标 / items that no longer tell units apart"),
            "newly_apart": list_of(item, "新分出高低的指标 / items that newly do"),
            "waiting": whole_of("待裁定的单位 / units that wait for a decision", dict.fromkeys(sides, units)),
            "tied": whole_of("名次并列的单位 / units that share their rank", dict.fromkeys(sides, units)),
            "units": list_of(_moved(), "各单位，按名册次序 / units in roster order"),
        },
    )


def _step() -> Schema:
    alone = {
        "points": points_of("对全部单位总分之和的作用 / what it adds to all totals"),
        "up": count_of("提高的单位 / units that rise"),
        "down": count_of("降低的单位 / units that fall"),
        "grades": texts_of("等次变动的单位编号 / units whose grade changes"),
    }
    fair = {
        **alone,
        "grades": percent_of("对等次变动的作用 / its part in changes of grade, 100% a unit"),
        "error": maybe(points_of("最大标准误；精确时为空 / largest standard error of a unit, null where exact")),
    }
    return whole_of(
        "一步变动 / a step",
        {
            "id": text_of("代号 / id"),
            "kinds": list_of({"enum": list(KINDS)}, "变动种类 / kinds of its changes"),
            "criteria": texts_of("所涉指标 / criteria it concerns"),
            "changes": texts_of("各处变动的位置 / places of its changes"),
            "zh": text_of("中文表述 / in Chinese"),
            "en": text_of("英文表述 / in English"),
            "sequential": whole_of("逐步 / one by one", alone),
            "shapley": whole_of("夏普利值 / Shapley", fair),
        },
    )


def _moved() -> Schema:
    error = maybe(points_of("标准误；精确时为空 / standard error, null where exact"))
    step = text_of("第几步的代号 / id of the step")
    sequential = {
        "step": step,
        "points": points_of("分 / points"),
        "rank": {"type": "integer", "description": "名次 / places"},
        "grade": POSSIBLE,
    }
    shapley = {
        "step": step,
        "points": points_of("分 / points"),
        "exact": {"type": "string", "pattern": "^-?[0-9]+(/[0-9]+)?$", "description": "分，精确分数 / points, exactly"},
        "error": error,
        "rank": points_of("名次 / places"),
        "rank_error": error,
        "grade": percent_of("等次 / of the way to the grade after"),
        "grade_error": error,
    }
    total = {
        "before": maybe(points_of("原总分，没有则为空 / total before, null where there is none")),
        "after": maybe(points_of("新总分，没有则为空 / total after, null where there is none")),
        "change": points_of("变动 / change"),
    }
    rank = maybe(count_of("名次；不定等次为空 / rank, null where not graded", 1))
    return whole_of(
        "一个单位 / a unit",
        {
            **UNIT,
            "group": text_of("类别 / group"),
            "jurisdiction": {"type": "string", "description": "辖区 / jurisdiction"},
            "total": whole_of("总分 / total", total),
            "rank": whole_of("名次 / rank", {"before": rank, "after": rank}),
            "grade": whole_of("等次 / grade", {"before": POSSIBLE, "after": POSSIBLE}),
            "sequential": list_of(whole_of("一步 / a step", sequential), "逐步 / one by one"),
            "shapley": list_of(whole_of("一步 / a step", shapley), "夏普利值 / Shapley"),
        },
    )
