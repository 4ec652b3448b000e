"""`evaluate`: the main job, from ledgers to a result folder."""

from pathlib import Path

import click

from efficiency_rules.cli.main import FOUND, OK, Language
from efficiency_rules.cli.options import EVIDENCE, ROSTER, path_option

_RULESET = {"zh": "计分细则：名称（如 jingbian/2025）或 YAML 文件", "en": "a ruleset's name or YAML file"}
_PERIOD = {"zh": "评价周期：2025（默认为细则全年）或 2025-H1", "en": "period: 2025 (default: the year) or 2025-H1"}
_DECISIONS = {"zh": "人工裁定文件（YAML）", "en": "file of recorded decisions (YAML)"}
_SET_ASIDE = {
    "zh": "撇开有错误的行继续评价，结果为暂定",
    "en": "go on without the bad rows; the result is provisional",
}
_TABLES = {"zh": "结果表的格式", "en": "format of the result tables"}
_OUT = {"zh": "结果文件夹", "en": "result folder"}


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
    ) -> int:
        from efficiency_rules.cli.evaluating import evaluate_files

        finished = evaluate_files(
            ruleset, roster, evidence, period, decisions, out, set_aside=set_aside, tables=tables, lang=lang
        )
        return OK if finished else FOUND

    return click.Command(
        "evaluate",
        callback=run,
        params=[
            click.Argument(["ruleset"]),
            path_option("--roster", ROSTER, lang, required=True),
            path_option("--evidence", EVIDENCE, lang, required=True),
            click.Option(["--period"], help=_PERIOD[lang]),
            path_option("--decisions", _DECISIONS, lang),
            click.Option(["--set-aside"], is_flag=True, help=_SET_ASIDE[lang]),
            click.Option(["--tables"], type=click.Choice(["csv", "parquet"]), default="csv", help=_TABLES[lang]),
            click.Option(["--out"], type=click.Path(path_type=Path), required=True, help=_OUT[lang]),
        ],
        epilog=f"RULESET  {_RULESET[lang]}",
    )
