"""Printing what changed between two rulesets: one table an area, or all changes as data."""

import json

import click

from efficiency_rules.changes.difference import AreaPoints, Difference, Group
from efficiency_rules.changes.difference.change import text_of
from efficiency_rules.changes.difference.terms import KIND_NAMES
from efficiency_rules.cli.main import Language
from efficiency_rules.cli.printing import print_rows, print_table
from efficiency_rules.rulesets.model import Ruleset

_COLUMNS = {"zh": ("变动", "内容"), "en": ("change", "what")}
_FIELDS = ("kind", "part", "id", "title", "area", "path", "before", "after", "decisive", "words")


def print_difference(difference: Difference, format: str, lang: Language) -> None:
    """Print the difference on stdout: for people by area with a summary, as JSON whole, as CSV one row a change."""
    if format == "json":
        click.echo(json.dumps(difference.to_dict(), ensure_ascii=False, indent=2))
    elif format == "csv":
        print_rows([_row(change.to_dict(), lang) for change in difference.changes], {n: n for n in _FIELDS}, format)
    else:
        click.echo(f"{_called(difference.old)} -> {_called(difference.new)}")
        for group in difference.groups():
            _print_group(group, lang)
        click.echo(difference.summary(lang))


def _row(data: dict[str, object], lang: Language) -> dict[str, object]:
    """A change as cells: a value that has parts is JSON."""
    cells = {
        side: json.dumps(data[side], ensure_ascii=False) if isinstance(data[side], (dict, list)) else data[side]
        for side in ("before", "after")
    }
    return data | cells | {"decisive": str(data["decisive"]).lower(), "words": data[lang]}


def _print_group(group: Group, lang: Language) -> None:
    which = 0 if lang == "zh" else 1
    rows = [[KIND_NAMES[kind][which], words] for kind, words in group.rows(lang)]
    print_table(_COLUMNS[lang], rows, title=group.title(lang) + (_points(group.area, lang) if group.area else ""))


def _points(area: AreaPoints, lang: Language) -> str:
    before, after = ("—" if points is None else text_of(points) for points in (area.before, area.after))
    worth = before if before == after else f"{before} -> {after}"
    return f"（{worth} 分）" if lang == "zh" else f" ({worth} points)"


def _called(ruleset: Ruleset) -> str:
    return f"{ruleset.id} {ruleset.title}"
