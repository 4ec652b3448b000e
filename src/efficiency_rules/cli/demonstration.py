"""The demonstration: a fictional county is evaluated, one unit explained, then its ledgers hold mistakes."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import click

from efficiency_rules.cli.evaluating import Inputs, evaluate_files
from efficiency_rules.cli.main import Language
from efficiency_rules.cli.printing import print_table
from efficiency_rules.errors import EfficiencyRulesError, Problem
from efficiency_rules.evaluation.evaluation import Evaluation

BUNDLE = "efficiency_rules_jingbian"
RULESET = "jingbian/2025"

_STEP_1 = {
    "zh": "一、评价虚构的县（全部单位与数据均为虚构；计分细则是建议稿，附件一并未公布）",
    "en": "1. Evaluating a fictional county (all units and data are invented; the rubric is a proposal)",
}
_STEP_2 = {"zh": "二、说明一个单位的每一分", "en": "2. Every point of one unit"}
_STEP_3 = {"zh": "三、等待人工裁定的并列", "en": "3. What waits for a decision"}
_STEP_4 = {
    "zh": "四、同一个县，台账里有三十多种错误：逐格指出，不定等次",
    "en": "4. The same county with more than thirty kinds of mistakes: each at its cell, nothing graded",
}
_TOP = {"zh": "前五名与后五名（共 {n} 个单位）", "en": "the first and the last five of {n} units"}
_HEADINGS = {
    "zh": ["名次", "单位", "名称", "总分", "等次"],
    "en": ["rank", "unit", "name", "total", "grade"],
}
_NOTHING = {"zh": "没有。", "en": "nothing."}
_DECIDE = {
    "zh": "按 {file} 中（虚构的）裁定重新评价：efficiency-rules evaluate {ruleset} --roster {roster} "
    "--evidence {evidence} --decisions {file} --out {out}",
    "en": "with the (fictional) decision in {file}: efficiency-rules evaluate {ruleset} --roster {roster} "
    "--evidence {evidence} --decisions {file} --out {out}",
}
_WHERE = {
    "zh": "名册与台账在 {county}，结果在 {result}；有错误的在 {mistakes}，错误清单与批注副本在 {problems}",
    "en": "roster and ledgers: {county}; result: {result}; with mistakes: {mistakes}; problems: {problems}",
}


def demonstrate(folder: Path, lang: Language) -> None:
    """Copy the fictional county into `folder`, evaluate it and say what happened and where everything is."""
    county, mistakes = _copy(folder)
    result, problems = folder / "result", folder / "result-with-mistakes"
    click.echo(_STEP_1[lang])
    evaluation = _evaluate(county, result, lang)
    if evaluation is None:
        raise EfficiencyRulesError(Problem("demo-broken", facts={"found": str(county)}))
    _show_ends(evaluation, lang)
    click.echo("")
    click.echo(_STEP_2[lang])
    click.echo(str(evaluation.explain(_interesting(evaluation))))
    click.echo("")
    click.echo(_STEP_3[lang])
    _show_open(evaluation, county, folder, lang)
    click.echo("")
    click.echo(_STEP_4[lang])
    _evaluate(mistakes, problems, lang)
    click.echo("")
    click.echo(_WHERE[lang].format(county=county, result=result, mistakes=mistakes, problems=problems))


def _copy(folder: Path) -> tuple[Path, Path]:
    try:
        source = files(BUNDLE) / "examples"
    except ModuleNotFoundError:
        raise EfficiencyRulesError(Problem("demo-no-bundle", facts={"expected": "efficiency-rules-jingbian"})) from None
    copies = []
    for name in ("county", "county-with-mistakes"):
        with as_file(source / name) as original:
            copies.append(Path(shutil.copytree(original, folder / name, dirs_exist_ok=True)))
    return copies[0], copies[1]


def _evaluate(county: Path, out: Path, lang: Language) -> Evaluation | None:
    inputs = Inputs(ruleset=RULESET, roster=county / "roster.xlsx", evidence=county / "ledgers")
    return evaluate_files(inputs, out, tables="csv", lang=lang)


def _show_ends(evaluation: Evaluation, lang: Language) -> None:
    ranked = evaluation.standings.filter(evaluation.standings.get_column("rank").is_not_null()).sort("rank", "unit")
    titles = {grade.id: grade.title for grade in evaluation.ruleset.grading.grades}
    rows = [
        [str(row["rank"]), row["unit"], row["name"], str(row["total"]), titles.get(row["grade"], "—")]
        for row in [*ranked.head(5).to_dicts(), *ranked.tail(5).to_dicts()]
    ]
    print_table(_HEADINGS[lang], rows, title=_TOP[lang].format(n=ranked.height))


def _interesting(evaluation: Evaluation) -> str:
    """Return the unit of median rank: it has both losses and lines on either side."""
    ranked = evaluation.standings.drop_nulls("grade").sort("rank", "unit")
    return str(ranked.get_column("unit")[ranked.height // 2])


def _show_open(evaluation: Evaluation, county: Path, folder: Path, lang: Language) -> None:
    waiting = [
        f"{placement.unit}  {placement.why}"
        for grading in (evaluation.graded.gradings.values() if evaluation.graded else ())
        for placement in grading.placements
        if placement.grade is None
    ]
    if not waiting:
        click.echo(_NOTHING[lang])
        return
    for words in waiting:
        click.echo(words)
    words = _DECIDE[lang].format(
        ruleset=RULESET,
        roster=county / "roster.xlsx",
        evidence=county / "ledgers",
        file=county / "decisions.yaml",
        out=folder / "result-decided",
    )
    click.echo(words)
