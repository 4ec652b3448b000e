"""`regrade`: corrections and appeals after an evaluation, and everything that changes because of them."""

from pathlib import Path

import click

from efficiency_rules.cli.main import FOUND, OK, Language
from efficiency_rules.cli.options import RULESET, format_option, input_options, path_option

_CORRECTIONS = {"zh": "更正文件（YAML）", "en": "file of corrections (YAML)"}
_HISTORY = {
    "zh": "更正历史文件夹：在其中已有的更正之上更正，并追加一条",
    "en": "folder of the history: what it holds counts already, and one entry is appended",
}
_HEAD = {
    "zh": "已公布的历史摘要，用以核对历史没有被删改",
    "en": "a published digest of the history, against which it is checked",
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
        corrections: Path,
        history: Path | None,
        head: str,
        format_: str,
    ) -> int:
        from efficiency_rules.cli.evaluating import Inputs
        from efficiency_rules.cli.regrading import regrade_files

        inputs = Inputs(
            ruleset=ruleset,
            roster=roster,
            evidence=evidence,
            period=period,
            decisions=decisions,
            set_aside=set_aside,
        )
        finished = regrade_files(
            inputs, corrections, out, history=history, head=head, tables=tables, format=format_, lang=lang
        )
        return OK if finished else FOUND

    return click.Command(
        "regrade",
        callback=run,
        params=[
            *input_options(lang),
            path_option("--corrections", _CORRECTIONS, lang, required=True),
            click.Option(["--history"], type=click.Path(path_type=Path), help=_HISTORY[lang]),
            click.Option(["--head"], default="", help=_HEAD[lang]),
            format_option(lang),
        ],
        epilog=f"RULESET  {RULESET[lang]}",
    )
