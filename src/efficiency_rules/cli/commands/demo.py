"""`demo`: evaluate a fictional county in front of the user, then the same county with mistakes."""

from pathlib import Path

import click

from efficiency_rules.cli.main import OK, Language

_DIR = {"zh": "把虚构县复制到此文件夹（默认 efficiency-rules-demo）", "en": "folder for the fictional county"}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(folder: Path) -> int:
        from efficiency_rules.cli.demonstration import demonstrate

        demonstrate(folder, lang)
        return OK

    argument = click.Argument(
        ["folder"], metavar="[DIR]", type=click.Path(path_type=Path), required=False, default="efficiency-rules-demo"
    )
    return click.Command("demo", callback=run, params=[argument], epilog=f"DIR  {_DIR[lang]}")
