"""Printing an impact: what a committee asks first as tables, everything as JSON, one row a unit and step as CSV."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import click

from efficiency_rules.cli.main import Language
from efficiency_rules.cli.printing import print_rows, print_table

Data = Mapping[str, Any]

_CSV = (
    "unit",
    "name",
    "total_before",
    "total_after",
    "rank_before",
    "rank_after",
    "grade_before",
    "grade_after",
    "step",
    "sequential_points",
    "sequential_rank",
    "shapley_points",
    "shapley_error",
    "shapley_rank",
    "shapley_grade",
)
_WORDS: Mapping[str, Mapping[str, str]] = {
    "head": {
        "zh": "{period} 年的台账按两份细则各算一遍：{old} -> {new}",
        "en": "the evidence of {period} under both rulesets: {old} -> {new}",
    },
    "counts": {
        "zh": "参评 {units} 个单位：总分变动 {totals} 个（提高 {totals_up} 个），名次变动 {ranks} 个，"
        "等次变动 {grades} 个（升 {grades_better}，降 {grades_worse}）",
        "en": "{units} units: {totals} totals change ({totals_up} up), {ranks} ranks, "
        "{grades} grades ({grades_better} better, {grades_worse} worse)",
    },
    "exact": {
        "zh": "各步的贡献为夏普利值，准确到 0.0001 分，合计等于总分的变动",
        "en": "parts are Shapley values, exact, printed to 0.0001 points; they add up to the change",
    },
    "drawn": {
        "zh": "变动 {steps} 步，超过 12 步：夏普利值由 {orders} 个随机次序（种子 {seed}）求得，"
        "附标准误差；合计等于总分的变动",
        "en": "{steps} steps, more than 12: Shapley values over {orders} orders drawn from seed {seed}, "
        "with standard errors; they add up to the change",
    },
    "missing": {
        "zh": "缺台账：{title}（{criterion}）读取{ledger_title}，本次没有；按细则 data-missing: {policy} 计",
        "en": "no ledger: {criterion} reads {ledger}, which is not there; it counts as data-missing: {policy}",
    },
    "same": {"zh": "两份细则计分和评等完全相同。", "en": "The two rulesets score and grade alike."},
    "waiting": {
        "zh": "等待裁定：之前 {before} 个，之后 {after} 个；同分：之前 {tied_before} 个，之后 {tied_after} 个",
        "en": "waiting for a decision: {before} before, {after} after; "
        "in a tie: {tied_before} before, {tied_after} after",
    },
    "no_longer_apart": {"zh": "不再分出高低的指标：{items}", "en": "no longer tell anybody apart: {items}"},
    "newly_apart": {"zh": "新分出高低的指标：{items}", "en": "newly tell units apart: {items}"},
}
_FLOW = {"zh": ("之前", "之后", "单位数", "单位"), "en": ("before", "after", "units", "which")}
_MOVERS = {
    "zh": ("单位", "总分", "名次", "等次", "主要原因"),
    "en": ("unit", "total", "rank", "grade", "mainly because of"),
}
_STEPS = {
    "zh": ("变动", "逐步：合计", "升", "降", "改等次", "夏普利：合计", "升", "降", "等次份额"),
    "en": ("step", "one by one: sum", "up", "down", "grades", "Shapley: sum", "up", "down", "share of grades"),
}
_TITLES = {
    "flow": {"zh": "等次变动", "en": "Grades"},
    "movers": {"zh": "等次变动的单位", "en": "Units whose grade changes"},
    "steps": {"zh": "各步的作用（分）", "en": "What each step does (points)"},
}


def print_impact(data: Data, format: str, lang: Language) -> None:
    """Print the impact on stdout."""
    if format == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif format == "csv":
        print_rows(_rows(data), {name: name for name in _CSV}, format)
    else:
        _print_tables(data, lang)


def _rows(data: Data) -> list[dict[str, Any]]:
    """One row a unit and step; a unit that no step moves has one row without a step."""
    rows = []
    for unit in data["units"]:
        own = {"unit": unit["unit"], "name": unit["name"]}
        own |= {f"{what}_{side}": unit[what][side] for what in ("total", "rank") for side in ("before", "after")}
        own |= {f"grade_{side}": "/".join(unit["grade"][side]) for side in ("before", "after")}
        along = {one["step"]: one for one in unit["sequential"]}
        fair = {one["step"]: one for one in unit["shapley"]}
        steps = [step["id"] for step in data["steps"] if step["id"] in along or step["id"] in fair]
        for step in steps or [""]:
            rows.append(
                own
                | {
                    "step": step,
                    "sequential_points": along.get(step, {}).get("points", ""),
                    "sequential_rank": along.get(step, {}).get("rank", ""),
                    **{
                        f"shapley_{name}": fair.get(step, {}).get(name, "")
                        for name in ("points", "error", "rank", "grade")
                    },
                }
            )
    return rows


def _print_tables(data: Data, lang: Language) -> None:
    def told(name: str, **facts: object) -> None:
        click.echo(_WORDS[name][lang].format(**facts))

    told("head", period=data["period"], old=data["old"]["id"], new=data["new"]["id"])
    for missing in data["missing"]:
        told("missing", **missing)
    if not data["steps"]:
        told("same")
        return
    told("counts", **data["counts"])
    titles = {grade["id"]: grade["title"] for grade in data["grades"]}
    steps = {step["id"]: step[lang] for step in data["steps"]}
    flow = [
        [
            _grades(one["before"], titles, lang),
            _grades(one["after"], titles, lang),
            str(len(one["units"])),
            _some(one["units"]),
        ]
        for one in data["flow"]
    ]
    print_table(_FLOW[lang], flow, title=_TITLES["flow"][lang])
    movers = [unit for unit in data["units"] if unit["grade"]["before"] != unit["grade"]["after"]]
    if movers:
        print_table(_MOVERS[lang], [_mover(unit, titles, steps, lang) for unit in movers], _TITLES["movers"][lang])
    print_table(_STEPS[lang], [_step(step, lang) for step in data["steps"]], _TITLES["steps"][lang])
    if data["orders"] is None:
        told("exact")
    else:
        told("drawn", steps=len(data["steps"]), orders=data["orders"], seed=data["seed"])
    sides = ("before", "after")
    told(
        "waiting",
        **{side: len(data["waiting"][side]) for side in sides},
        **{f"tied_{side}": len(data["tied"][side]) for side in sides},
    )
    for name in ("no_longer_apart", "newly_apart"):
        if data[name]:
            told(name, items=("、" if lang == "zh" else ", ").join(item["title"] for item in data[name]))


def _mover(unit: Data, titles: Mapping[str, str], steps: Mapping[str, str], lang: Language) -> list[str]:
    # Where several steps have a part, the greatest; the earlier in the document where they are equal.
    reasons = sorted(unit["shapley"], key=lambda one: -Decimal(one["grade"].rstrip("%")))[:2]
    sign = "" if unit["total"]["change"].startswith("-") else "+"
    return [
        f"{unit['unit']} {unit['name']}",
        f"{unit['total']['before']} -> {unit['total']['after']} ({sign}{unit['total']['change']})",
        f"{unit['rank']['before']} -> {unit['rank']['after']}",
        f"{_grades(unit['grade']['before'], titles, lang)} -> {_grades(unit['grade']['after'], titles, lang)}",
        "\n".join(f"{one['grade']} {_short(steps[one['step']])}" for one in reasons),
    ]


def _step(step: Data, lang: Language) -> list[str]:
    along, fair = step["sequential"], step["shapley"]
    error = f" ±{fair['error']}" if fair["error"] not in (None, "0") else ""
    return [
        _short(step[lang]),
        along["points"],
        str(along["up"]),
        str(along["down"]),
        str(len(along["grades"])),
        fair["points"],
        str(fair["up"]),
        str(fair["down"]),
        fair["grades"] + error,
    ]


def _grades(ids: list[str], titles: Mapping[str, str], lang: Language) -> str:
    if not ids:
        return {"zh": "不定等次", "en": "not graded"}[lang]
    named = "/".join(titles[id] for id in ids)
    return named if len(ids) == 1 else {"zh": f"待裁定（{named}）", "en": f"waiting ({named})"}[lang]


def _some(units: list[str]) -> str:
    return " ".join(units[:12]) + (" …" if len(units) > 12 else "")


def _short(words: str) -> str:
    """The first change of a step; how many more there are stands behind it."""
    for between in ("；", "; "):
        first, more, rest = words.partition(between)
        if more:
            return f"{first} …(+{rest.count(between) + 1})"
    return words
