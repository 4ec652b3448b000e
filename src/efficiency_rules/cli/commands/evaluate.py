"""`evaluate`: the main job, from ledgers to a result folder."""

from pathlib import Path

import click

from efficiency_rules.cli.main import FOUND, OK, Language
from efficiency_rules.cli.options import RULESET, input_options

_BY_JURISDICTION = {
    "zh": "分辖区评价：每个辖区一个文件夹，另有汇总表；台账为 Parquet，输入未变的辖区不重算",
    "en": "by jurisdiction: a folder each and a summary; Parquet ledgers; what is unchanged is not computed again",
}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(
        ruleset: str,
        roster: Path,
        evidence: Path,
        period: str | None,
        decisions: Path | None,
        set_aside: bool,
        tables: str,
        out: Path,
        by_jurisdiction: bool,
    ) -> int:
        from efficiency_rules.cli.evaluating import Inputs, evaluate_files

        inputs = Inputs(
            ruleset=ruleset,
            roster=roster,
            evidence=evidence,
            period=period,
            decisions=decisions,
            set_aside=set_aside,
        )
        if by_jurisdiction:
            from efficiency_rules.cli.by_jurisdiction import evaluate_by_jurisdiction

            return evaluate_by_jurisdiction(inputs, out, tables=tables, lang=lang)
        return OK if evaluate_files(inputs, out, tables=tables, lang=lang) else FOUND

    params = [*input_options(lang), click.Option(["--by-jurisdiction"], is_flag=True, help=_BY_JURISDICTION[lang])]
    return click.Command("evaluate", callback=run, params=params, epilog=f"RULESET  {RULESET[lang]}")
