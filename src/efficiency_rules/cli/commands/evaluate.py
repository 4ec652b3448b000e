"""`evaluate`: the main job, from ledgers to a result folder."""

from pathlib import Path
from typing import Any

import click

from efficiency_rules.cli.main import FOUND, OK, Language
from efficiency_rules.cli.options import RULESET, input_options

_BY_JURISDICTION = {
    "zh": "分辖区评价：每个辖区一个文件夹，另有汇总表；台账为 Parquet，输入未变的辖区不重算",
    "en": "by jurisdiction: a folder each and a summary; Parquet ledgers; what is unchanged is not computed again",
}
_PROFILE = {"zh": "列出各步用时", "en": "say where the time goes, stage by stage"}
_NO_PROFILE = {
    "zh": "--profile 只用于单个结果文件夹，这里请去掉：各辖区一边计算一边存盘，各步用时重叠",
    "en": "--profile is for one result folder: leave it out here, where stages of many jurisdictions overlap",
}

_ENGINE = {
    "zh": "在 Spark 上分辖区评价：spark://主机:7077、local[2]、yarn；名册和台账可写集群存储的地址",
    "en": "by jurisdiction on Spark: spark://host:7077, local[2], yarn; roster and ledgers may lie in its storage",
}
_ADDRESS = {
    "zh": "{value} 是存储地址，要与 --engine 一起用",
    "en": "{value} is an address of a storage: it needs --engine",
}


class _Place(click.Path):
    """A file or folder that is there, or an address of a cluster's storage, which only the cluster can look at."""

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Any:
        return value if "://" in str(value) else super().convert(value, param, context)


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(
        ruleset: str,
        roster: Path | str,
        evidence: Path | str,
        period: str | None,
        decisions: Path | None,
        set_aside: bool,
        tables: str,
        out: Path,
        by_jurisdiction: bool,
        profile: bool,
        engine: str | None,
    ) -> int:
        from efficiency_rules.cli.evaluating import Inputs, evaluate_files
        from efficiency_rules.cli.stopwatch import Stopwatch

        for value in (roster, evidence):
            if isinstance(value, str) and engine is None:
                raise click.UsageError(_ADDRESS[lang].format(value=value))
        inputs = Inputs(
            ruleset=ruleset,
            roster=roster,
            evidence=evidence,
            period=period,
            decisions=decisions,
            set_aside=set_aside,
        )
        if by_jurisdiction or engine is not None:
            if profile:
                raise click.UsageError(_NO_PROFILE[lang])
            from efficiency_rules.cli.by_jurisdiction import evaluate_by_jurisdiction

            return evaluate_by_jurisdiction(inputs, out, tables=tables, lang=lang, engine=engine)
        watch = Stopwatch()
        evaluation = evaluate_files(inputs, out, tables=tables, lang=lang, watch=watch)
        if profile:
            watch.say(lang)
        return OK if evaluation else FOUND

    params = [
        *input_options(lang),
        click.Option(["--by-jurisdiction"], is_flag=True, help=_BY_JURISDICTION[lang]),
        click.Option(["--profile"], is_flag=True, help=_PROFILE[lang]),
        click.Option(["--engine"], metavar={"zh": "地址", "en": "ADDRESS"}[lang], help=_ENGINE[lang]),
    ]
    for option in params:
        if option.name in ("roster", "evidence"):
            option.type = _Place(exists=True, path_type=Path)
    return click.Command("evaluate", callback=run, params=params, epilog=f"RULESET  {RULESET[lang]}")
