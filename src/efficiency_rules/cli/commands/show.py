"""`show`: one criterion as of a date, or one ruleset."""

from datetime import date, datetime

import click

from efficiency_rules.cli.main import OK, Language
from efficiency_rules.cli.options import FORMAT

_ID = {
    "zh": "指标 id[@版次]，或细则名称（如 jingbian/2025）",
    "en": "criterion id[@edition], or ruleset (jingbian/2025)",
}
_ON = {"zh": "按这一天有效的版次（YYYY-MM-DD）", "en": "the edition that holds on this day (YYYY-MM-DD)"}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(id: str, on: datetime | None, format_: str) -> int:
        import json

        from efficiency_rules.cli.showing import about_criterion, about_ruleset, criterion_text, ruleset_text
        from efficiency_rules.plugins.host import load_plugins

        catalog = load_plugins()
        day: date | None = on.date() if on else None
        if "/" in id:
            ruleset = catalog.named(id)
            data = about_ruleset(ruleset)
            text = ruleset_text(data, lang)
        else:
            data = about_criterion(catalog, id, day)
            text = criterion_text(data, lang)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2) if format_ == "json" else text)
        return OK

    choice = click.Choice(["table", "json"])
    return click.Command(
        "show",
        callback=run,
        params=[
            click.Argument(["id"], metavar="ID[@EDITION]"),
            click.Option(["--on"], type=click.DateTime(["%Y-%m-%d"]), help=_ON[lang]),
            click.Option(["--format", "format_"], type=choice, default="table", show_default=True, help=FORMAT[lang]),
        ],
        epilog=f"ID  {_ID[lang]}",
    )
