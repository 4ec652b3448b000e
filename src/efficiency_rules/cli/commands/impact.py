"""`impact`: the same evidence under two rulesets, who moves because of it, and which change moves them."""

from pathlib import Path

import click

from efficiency_rules.cli.main import OK, Language
from efficiency_rules.cli.options import EVIDENCE, ROSTER, RULESET, format_option, path_option

_HTML = {"zh": "另写一份可打印的网页", "en": "also write a page that can be printed"}
_SEED = {
    "zh": "变动超过 12 步时抽取次序所用的种子",
    "en": "seed of the orders drawn where there are more than 12 steps",
}
_ORDERS = {"zh": "抽取多少个次序", "en": "how many orders are drawn"}
_SIDES = {"zh": "A 为旧，B 为新；各为", "en": "A is the old one, B the new one; each is "}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(
        a: str, b: str, roster: Path, evidence: Path, html: Path | None, seed: int, orders: int, format_: str
    ) -> int:
        from efficiency_rules.changes.impact import impact
        from efficiency_rules.changes.impact.reading import Together
        from efficiency_rules.cli.evaluating import find_ruleset
        from efficiency_rules.cli.impacting import print_impact
        from efficiency_rules.cli.printing import say
        from efficiency_rules.evidence.reading import read_evidence
        from efficiency_rules.evidence.roster import read_roster, roster_title
        from efficiency_rules.plugins.host import load_plugins

        catalog = load_plugins()
        old, new = find_ruleset(a, catalog), find_ruleset(b, catalog)
        units = read_roster(roster, old)
        found = impact(old, new, units, read_evidence(evidence, Together(old, new), units), seed=seed, orders=orders)
        data = found.to_dict()
        print_impact(data, format_, lang)
        if html is not None:
            from efficiency_rules.publishing.impact_page import impact_page

            html.write_text(impact_page(data, roster=roster_title(roster)), encoding="utf-8", newline="\n")
            say({"zh": "网页写入 {file}", "en": "page written to {file}"}, lang, file=html)
        return OK

    return click.Command(
        "impact",
        callback=run,
        params=[
            click.Argument(["a"]),
            click.Argument(["b"]),
            path_option("--roster", ROSTER, lang, required=True),
            path_option("--evidence", EVIDENCE, lang, required=True),
            click.Option(["--html"], type=click.Path(dir_okay=False, path_type=Path), help=_HTML[lang]),
            click.Option(["--seed"], type=int, default=1, show_default=True, help=_SEED[lang]),
            click.Option(["--orders"], type=click.IntRange(2), default=200, show_default=True, help=_ORDERS[lang]),
            format_option(lang),
        ],
        epilog=f"A, B  {_SIDES[lang]}{RULESET[lang]}",
    )
