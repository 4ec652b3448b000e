"""`list`: what is installed."""

import click

from efficiency_rules.cli.main import OK, Language
from efficiency_rules.cli.options import format_option
from efficiency_rules.cli.printing import print_rows

_TITLES = {
    "zh": {"kind": "种类", "id": "名称", "title": "标题", "bundle": "规则包", "detail": "说明"},
    "en": {"kind": "kind", "id": "name", "title": "title", "bundle": "bundle", "detail": "detail"},
}
_KIND = {"zh": "只列这一种", "en": "this kind only"}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(kind: str | None, format_: str) -> int:
        from efficiency_rules.plugins.host import load_plugins

        catalog = load_plugins()
        rows = [
            {
                "kind": "ruleset",
                "id": document.id,
                "title": document.title,
                "bundle": "",
                "detail": f"{document.status} {document.valid}",
            }
            for document in catalog.documents()
        ]
        for name, criterion in catalog.criteria.items():
            rows.append(
                {
                    "kind": "criterion",
                    "id": name,
                    "title": criterion.title,
                    "bundle": criterion.bundle,
                    "detail": f"{criterion.reads.title} ({criterion.reads.id})",
                }
            )
        print_rows([row for row in rows if kind in (None, row["kind"])], _TITLES[lang], format_)
        return OK

    choice = click.Choice(["ruleset", "criterion"])
    return click.Command(
        "list", callback=run, params=[click.Option(["--kind"], type=choice, help=_KIND[lang]), format_option(lang)]
    )
