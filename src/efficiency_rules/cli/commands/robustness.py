"""`robustness`: how firm each grade is, by its distance to the lines and by what small disturbances do to it."""

from pathlib import Path

import click

from efficiency_rules.cli.main import OK, Language
from efficiency_rules.cli.options import EVIDENCE, ROSTER, RULESET, format_option, path_option

_SEED = {"zh": "随机扰动的种子", "en": "seed of the draws"}
_DRAWS = {"zh": "每种扰动抽取多少次", "en": "how many draws of each kind"}
_WITHIN = {"zh": "各项分值最多上下浮动多少（我们的假设）", "en": "how far weights differ at most (our assumption)"}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(ruleset: str, roster: Path, evidence: Path, seed: int, draws: int, within: str, format_: str) -> int:
        from efficiency_rules.changes.robustness import robustness
        from efficiency_rules.cli.evaluating import find_ruleset
        from efficiency_rules.cli.shaking import print_robustness
        from efficiency_rules.evidence.reading import read_evidence
        from efficiency_rules.evidence.roster import read_roster
        from efficiency_rules.plugins.host import load_plugins
        from efficiency_rules.points import Percent

        rules = find_ruleset(ruleset, load_plugins())
        units = read_roster(roster, rules)
        ledgers = read_evidence(evidence, rules, units)
        found = robustness(rules, units, ledgers, seed=seed, draws=draws, within=Percent(within))
        print_robustness(found.to_dict(), format_, lang)
        return OK

    return click.Command(
        "robustness",
        callback=run,
        params=[
            click.Argument(["ruleset"]),
            path_option("--roster", ROSTER, lang, required=True),
            path_option("--evidence", EVIDENCE, lang, required=True),
            click.Option(["--seed"], type=click.IntRange(0), default=1, show_default=True, help=_SEED[lang]),
            click.Option(["--draws"], type=click.IntRange(1), default=500, show_default=True, help=_DRAWS[lang]),
            click.Option(["--within"], default="10%", show_default=True, help=_WITHIN[lang]),
            format_option(lang),
        ],
        epilog=f"RULESET  {RULESET[lang]}",
    )
