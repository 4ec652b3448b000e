"""Printing how firm grades are: one row a unit as a table or CSV, everything as JSON."""

import json
from collections.abc import Mapping
from typing import Any

import click

from efficiency_rules.cli.main import Language
from efficiency_rules.cli.printing import print_rows, print_table

Data = Mapping[str, Any]

_KINDS: Mapping[str, Mapping[str, str]] = {
    "weights": {"zh": "分值浮动", "en": "weights"},
    "record": {"zh": "少一条记录", "en": "a record less"},
    "rater": {"zh": "少一名评分人", "en": "a rater less"},
    "survey": {"zh": "重抽答卷", "en": "survey again"},
}
_COLUMNS = {
    "zh": ("单位", "总分", "名次", "等次", "升等还差", "降等余量", "最怕"),
    "en": ("unit", "total", "rank", "grade", "to better", "margin", "weakest"),
}
_HEAD = {
    "zh": "{ruleset}：每种扰动抽取 {draws} 次（种子 {seed}），"
    "分值上下浮动至多 {within}（我们的假设）；各列为保持原等次的比例",
    "en": "{ruleset}: {draws} draws of each kind (seed {seed}), weights within {within} (our assumption); "
    "columns say how often a unit keeps its grade",
}
_WAITING = {"zh": "待裁定（{grades}）", "en": "waiting ({grades})"}
_UNGRADED = {"zh": "不定等次", "en": "not graded"}
_FIXED = ("unit", "name", "total", "rank", "possible", "to_better", "margin", "weakest")


def print_robustness(data: Data, format: str, lang: Language) -> None:
    """Print the robustness on stdout."""
    if format == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif format == "csv":
        names = (*_FIXED, *data["kinds"])
        print_rows([_row(unit, data["kinds"]) for unit in data["units"]], {name: name for name in names}, format)
    else:
        click.echo(_HEAD[lang].format(**data))
        titles = {grade["id"]: grade["title"] for grade in data["grades"]}
        *columns, weakest = _COLUMNS[lang]
        headings = [*columns, *(_KINDS[kind][lang] for kind in data["kinds"]), weakest]
        units = sorted(data["units"], key=lambda unit: (unit["rank"] is None, unit["rank"], unit["unit"]))
        print_table(headings, [_cells(unit, data["kinds"], titles, lang) for unit in units])


def _row(unit: Data, kinds: list[str]) -> dict[str, Any]:
    return {
        "unit": unit["unit"],
        "name": unit["name"],
        "total": unit["total"],
        "rank": unit["rank"],
        "possible": "/".join(unit["possible"]),
        "to_better": unit["above"]["change"] if unit["above"] else "",
        "margin": unit["below"]["change"] if unit["below"] else "",
        "weakest": unit["weakest"],
        **{kind: unit["kept"].get(kind, "") for kind in kinds},
    }


def _cells(unit: Data, kinds: list[str], titles: Mapping[str, str], lang: Language) -> list[str]:
    grades = "/".join(titles[grade] for grade in unit["possible"]) or _UNGRADED[lang]
    if len(unit["possible"]) > 1:
        grades = _WAITING[lang].format(grades=grades)
    return [
        f"{unit['unit']} {unit['name']}",
        unit["total"] or "—",
        str(unit["rank"] or "—"),
        grades,
        unit["above"]["change"] if unit["above"] else "—",
        unit["below"]["change"] if unit["below"] else "—",
        *(unit["kept"].get(kind, "—") for kind in kinds),
        _KINDS[unit["weakest"]][lang] if unit["weakest"] else "—",
    ]
