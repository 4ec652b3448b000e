"""`diff`: what one ruleset says otherwise than another, in words that a committee can read."""

import click

from efficiency_rules.cli.main import FOUND, OK, Language
from efficiency_rules.cli.options import RULESET, format_option

_EXIT_CODE = {"zh": "有变动时退出码为 1", "en": "exit with 1 where there are changes"}
_ORDER = {"zh": "A 为旧，B 为新；各为", "en": "A is the old one, B the new one; each is "}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(a: str, b: str, exit_code: bool, format_: str) -> int:
        from efficiency_rules.changes.difference import diff
        from efficiency_rules.cli.comparing import print_difference
        from efficiency_rules.cli.evaluating import find_ruleset
        from efficiency_rules.plugins.host import load_plugins

        catalog = load_plugins()
        difference = diff(find_ruleset(a, catalog), find_ruleset(b, catalog))
        print_difference(difference, format_, lang)
        return FOUND if exit_code and difference.changes else OK

    return click.Command(
        "diff",
        callback=run,
        params=[
            click.Argument(["a"]),
            click.Argument(["b"]),
            click.Option(["--exit-code"], is_flag=True, help=_EXIT_CODE[lang]),
            format_option(lang),
        ],
        epilog=f"A, B  {_ORDER[lang]}{RULESET[lang]}",
    )
