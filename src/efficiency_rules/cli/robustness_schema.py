"""The JSON Schema of what `robustness` prints."""

from efficiency_rules.changes.robustness import KINDS
from efficiency_rules.cli.act_schemas import object_of, text_of
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
    schema_of_json,
    whole_of,
)


def robustness_schema() -> Schema:
    """Return the schema of the JSON of `robustness`."""
    kinds: Schema = {"enum": list(KINDS)}
    reach = maybe(
        whole_of(
            "到等次线的距离，没有则为空 / how far a line is, null where there is none",
            {
                "total": points_of("该总分 / that total"),
                "change": points_of("相差多少分 / points from here"),
                "possible": POSSIBLE,
            },
        )
    )
    share = percent_of("保持原等次的比例 / how often it keeps its grade")
    unit = {
        **UNIT,
        "total": maybe(points_of("总分，没有则为空 / total, null where there is none")),
        "rank": maybe(count_of("名次；不定等次为空 / rank, null where not graded", 1)),
        "possible": POSSIBLE,
        "above": reach,
        "below": reach,
        "kept": object_of([], dict.fromkeys(KINDS, share), "各种扰动；没有确定等次则为空 / by kind"),
        "weakest": maybe(kinds | {"description": "最怕的扰动，没有则为空 / what shakes it most, or null"}),
        "reached": list_of(
            whole_of("一种结果 / an outcome", {"grades": POSSIBLE, "draws": count_of("次数 / draws", 1)}),
            "全部抽取的结果，次数多者在前 / what it got in all draws, most often first",
        ),
    }
    return schema_of_json(
        "efficiency-rules/robustness/1",
        "稳健性 / how firm grades are",
        {
            "ruleset": text_of("细则名 / name of the ruleset"),
            "period": text_of("评价周期 / period"),
            "seed": count_of("随机种子 / seed"),
            "draws": count_of("每种扰动抽取多少次 / draws of each kind", 1),
            "within": percent_of("分值上下浮动至多 / how far weights differ at most"),
            "kinds": list_of(kinds, "扰动种类 / kinds of disturbances"),
            "grades": GRADE_LIST,
            "units": list_of(whole_of("一个单位 / a unit", unit), "各单位，按名册次序 / units in roster order"),
        },
    )
