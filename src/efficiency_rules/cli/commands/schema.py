"""`schema`: JSON Schema of what people and systems write or read."""

import click

from efficiency_rules.cli.main import OK, Language

_NAME = {
    "zh": "ruleset、cases、decisions、corrections、roster、result、diff、impact、robustness 或一个台账类型（见 list）",
    "en": "ruleset, cases, decisions, corrections, roster, result, diff, impact, robustness, or a ledger (see list)",
}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(name: str) -> int:
        import json

        from efficiency_rules.cli.schemas import schema_of

        click.echo(json.dumps(schema_of(name), ensure_ascii=False, indent=2))
        return OK

    return click.Command("schema", callback=run, params=[click.Argument(["name"])], epilog=f"NAME  {_NAME[lang]}")
