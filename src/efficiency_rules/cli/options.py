"""Options and arguments that several commands share, in both languages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from efficiency_rules.cli.main import Language

Words = Mapping[str, str]

FORMAT: Words = {"zh": "输出格式", "en": "output format"}
ROSTER: Words = {
    "zh": "单位名册（.xlsx、.xls、.csv 或 .parquet）",
    "en": "roster of units (.xlsx, .xls, .csv or .parquet)",
}
EVIDENCE: Words = {"zh": "台账所在的文件夹", "en": "folder of the ledgers"}


def format_option(lang: Language, *more: str) -> click.Option:
    """Return --format table|json|csv and what a command adds."""
    choice = click.Choice(["table", "json", "csv", *more])
    return click.Option(["--format", "format_"], type=choice, default="table", show_default=True, help=FORMAT[lang])


def path_option(name: str, help: Words, lang: Language, **more: Any) -> click.Option:
    """Return an option that takes an existing file or folder."""
    return click.Option([name], type=click.Path(exists=True, path_type=Path), help=help[lang], **more)


RULESET: Words = {
    "zh": "计分细则：名称（如 jingbian/2025）或 YAML 文件",
    "en": "a ruleset's name or YAML file",
}
PERIOD: Words = {
    "zh": "评价周期：2025（默认为细则全年）或 2025-H1",
    "en": "period: 2025 (default: the year) or 2025-H1",
}
DECISIONS: Words = {"zh": "人工裁定文件（YAML）", "en": "file of recorded decisions (YAML)"}
SET_ASIDE: Words = {
    "zh": "撇开有错误的行继续评价，结果为暂定",
    "en": "go on without the bad rows; the result is provisional",
}
TABLES: Words = {"zh": "结果表的格式", "en": "format of the result tables"}
OUT: Words = {"zh": "结果文件夹", "en": "result folder"}


def input_options(lang: Language) -> list[click.Parameter]:
    """Return what every command that evaluates files takes: ruleset, roster, ledgers, period, decisions, out."""
    return [
        click.Argument(["ruleset"]),
        path_option("--roster", ROSTER, lang, required=True),
        path_option("--evidence", EVIDENCE, lang, required=True),
        click.Option(["--period"], help=PERIOD[lang]),
        path_option("--decisions", DECISIONS, lang),
        click.Option(["--set-aside"], is_flag=True, help=SET_ASIDE[lang]),
        click.Option(["--tables"], type=click.Choice(["csv", "parquet"]), default="csv", help=TABLES[lang]),
        click.Option(["--out"], type=click.Path(path_type=Path), required=True, help=OUT[lang]),
    ]
