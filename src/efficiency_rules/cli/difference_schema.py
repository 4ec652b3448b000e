"""The JSON Schema of what `diff` prints."""

from typing import get_args

from efficiency_rules.changes.difference.kinds import KINDS, Part
from efficiency_rules.cli.act_schemas import object_of, text_of
from efficiency_rules.cli.schema_parts import (
    Schema,
    count_of,
    list_of,
    maybe,
    points_of,
    ruleset_of,
    schema_of_json,
    whole_of,
)


def difference_schema() -> Schema:
    """Return the schema of the JSON of `diff`."""
    anything: Schema = {"description": "原值、新值，没有则为空 / what stood and stands there, null where nothing"}
    change = {
        "kind": {"enum": list(KINDS), "description": "变动种类 / kind of change"},
        "part": {"enum": list(get_args(Part)), "description": "所涉部分 / what it concerns"},
        "id": {"type": "string", "description": "该部分的代号 / id of that part"},
        "title": {"type": "string", "description": "该部分的名称 / its title"},
        "area": {"type": "string", "description": "评价内容的代号 / id of its area"},
        "path": text_of("在文件中的位置 / place in the document"),
        "before": anything,
        "after": anything,
        "successor": {"type": "string", "description": "后继指标 / the successor of what is removed"},
        "decisive": {"type": "boolean", "description": "能否影响得分或等次 / whether it can move a mark or a grade"},
        "zh": text_of("中文表述 / in Chinese"),
        "en": text_of("英文表述 / in English"),
    }
    area = {
        "id": text_of("代号 / id"),
        "title": {"type": "string", "description": "名称 / title"},
        "before": maybe(points_of("原分值，没有则为空 / worth before, null where it is new")),
        "after": maybe(points_of("新分值，没有则为空 / worth after, null where it is gone")),
    }
    counts: Schema = {kind: count_of(kind, 1) for kind in KINDS}
    return schema_of_json(
        "efficiency-rules/difference/1",
        "细则对比 / what changes between two rulesets",
        {
            "old": ruleset_of("原细则 / the old ruleset"),
            "new": ruleset_of("新细则 / the new ruleset"),
            "counts": object_of([], counts, "各种变动的数目 / how many changes of each kind"),
            "areas": list_of(whole_of("一项评价内容 / an area", area), "各项评价内容的分值 / what areas are worth"),
            "changes": list_of(whole_of("一处变动 / a change", change), "全部变动 / all changes"),
        },
    )
