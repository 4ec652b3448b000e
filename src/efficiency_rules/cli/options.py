"""Options and arguments that several commands share, in both languages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from efficiency_rules.cli.main import Language

Words = Mapping[str, str]

FORMAT: Words = {"zh": "输出格式", "en": "output format"}
ROSTER: Words = {"zh": "单位名册（.xlsx、.xls 或 .csv）", "en": "roster of units (.xlsx, .xls or .csv)"}
EVIDENCE: Words = {"zh": "台账所在的文件夹", "en": "folder of the ledgers"}


def format_option(lang: Language, *more: str) -> click.Option:
    """Return --format table|json|csv and what a command adds."""
    choice = click.Choice(["table", "json", "csv", *more])
    return click.Option(["--format", "format_"], type=choice, default="table", show_default=True, help=FORMAT[lang])


def path_option(name: str, help: Words, lang: Language, **more: Any) -> click.Option:
    """Return an option that takes an existing file or folder."""
    return click.Option([name], type=click.Path(exists=True, path_type=Path), help=help[lang], **more)
