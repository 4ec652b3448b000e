"""`evaluate`: the main job, from ledgers to a result folder."""

from pathlib import Path

import click

from efficiency_rules.cli.main import FOUND, OK, Language
from efficiency_rules.cli.options import RULESET, input_options


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
        from efficiency_rules.cli.evaluating import Inputs, evaluate_files

        inputs = Inputs(
            ruleset=ruleset,
            roster=roster,
            evidence=evidence,
            period=period,
            decisions=decisions,
            set_aside=set_aside,
        )
        return OK if evaluate_files(inputs, out, tables=tables, lang=lang) else FOUND

    return click.Command("evaluate", callback=run, params=input_options(lang), epilog=f"RULESET  {RULESET[lang]}")
