"""`list`: what is installed."""

from typing import TYPE_CHECKING

import click

from efficiency_rules.cli.main import OK, Language
from efficiency_rules.cli.options import format_option
from efficiency_rules.cli.printing import print_rows

if TYPE_CHECKING:
    from efficiency_rules.criteria.criterion import Criterion

_TITLES = {
    "zh": {"kind": "种类", "id": "名称", "title": "标题", "bundle": "规则包", "detail": "说明"},
    "en": {"kind": "kind", "id": "name", "title": "title", "bundle": "bundle", "detail": "detail"},
}
_KIND = {"zh": "只列这一种", "en": "this kind only"}


_RETIRED = {"zh": "；{since} 起停用{by}", "en": "; retired from {since}{by}"}
_BY = {"zh": "，由 {successor} 接替", "en": ", succeeded by {successor}"}


def _retired(criterion: "Criterion", lang: Language) -> str:
    retired = criterion.deprecated
    if retired is None:
        return ""
    by = _BY[lang].format(successor=retired.successor) if retired.successor else ""
    return _RETIRED[lang].format(since=retired.since, by=by)


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
                    "detail": f"{criterion.reads.title} ({criterion.reads.id}){_retired(criterion, lang)}",
                }
            )
        print_rows([row for row in rows if kind in (None, row["kind"])], _TITLES[lang], format_)
        return OK

    choice = click.Choice(["ruleset", "criterion"])
    return click.Command(
        "list", callback=run, params=[click.Option(["--kind"], type=choice, help=_KIND[lang]), format_option(lang)]
    )
