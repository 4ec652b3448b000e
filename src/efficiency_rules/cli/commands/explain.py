"""`explain`: every point of one unit, from a result folder."""

from pathlib import Path

import click

from efficiency_rules.cli.main import OK, Language
from efficiency_rules.cli.options import FORMAT

_DIR = {"zh": "evaluate 写出的结果文件夹", "en": "result folder of evaluate"}
_UNIT = {"zh": "单位编号或名称（结果文件夹不存别名）", "en": "id or name of a unit (a result folder holds no aliases)"}
_CRITERION = {"zh": "只看这个指标", "en": "this criterion only"}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(folder: Path, unit: str, criterion: str | None, format_: str) -> int:
        import json

        from efficiency_rules.errors import InputError, Problem, near
        from efficiency_rules.evaluation.reading import read_result

        explanation = read_result(folder).explain(unit)
        if criterion is not None:
            known = [mark.criterion for area in explanation.areas for mark in area.marks]
            if criterion not in known:
                facts = {"found": criterion, "expected": "、".join(known), "near": near(criterion, known)}
                raise InputError(Problem("criterion-not-marked", facts=facts))
            explanation = explanation.only(criterion)
        if format_ == "json":
            click.echo(json.dumps(explanation.to_dict(), ensure_ascii=False, indent=2))
        else:
            click.echo(str(explanation))
        return OK

    return click.Command(
        "explain",
        callback=run,
        params=[
            click.Argument(["folder"], metavar="DIR", type=click.Path(exists=True, path_type=Path)),
            click.Argument(["unit"]),
            click.Argument(["criterion"], required=False),
            click.Option(
                ["--format", "format_"],
                type=click.Choice(["table", "json"]),
                default="table",
                show_default=True,
                help=FORMAT[lang],
            ),
        ],
        epilog=f"DIR  {_DIR[lang]}；UNIT  {_UNIT[lang]}；CRITERION  {_CRITERION[lang]}",
    )
