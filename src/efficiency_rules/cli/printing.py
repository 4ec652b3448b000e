"""Printing: tables for people, JSON or CSV for machines; data on stdout, messages on stderr."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from efficiency_rules.errors import Language, Problem

FORMATS = ("table", "json", "csv")


def say(words: Mapping[str, str], lang: Language, **facts: object) -> None:
    """Print a message for people on stderr."""
    click.echo(words[lang].format(**facts), err=True)


def print_rows(rows: Sequence[Mapping[str, Any]], titles: Mapping[str, str], format: str) -> None:
    """Print rows on stdout; `titles` gives the columns in order and their headings for people."""
    if format == "json":
        click.echo(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2, default=str))
    elif format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(titles)
        writer.writerows([row[name] for name in titles] for row in rows)
    else:
        print_table(titles.values(), [[_text(row[name]) for name in titles] for row in rows])


def print_table(headings: Iterable[str], rows: Iterable[Sequence[str]], title: str | None = None) -> None:
    """Print a table on stdout, as wide as it needs to be where stdout is no terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, title=title, box=box.SIMPLE_HEAD, title_justify="left")
    for row in rows:
        table.add_row(*row)
    console = Console(file=sys.stdout, highlight=False, markup=False)
    if not console.is_terminal:
        console = Console(file=sys.stdout, highlight=False, markup=False, width=240)
    console.print(table)


def print_problems(problems: Sequence[Problem], lang: Language, format: str = "table", most: int = 200) -> None:
    """Print problems: for people one line each on stderr, as JSON or CSV all of them on stdout.

    What to do is said once behind a run of problems of the same kind.
    """
    if format != "table":
        names = ["severity", "code", "file", "line", "column", "sheet", "cell", "found", "expected", "message", "hint"]
        print_rows([problem.to_dict(lang) for problem in problems], {name: name for name in names}, format)
        return
    shown = problems[:most]
    for at, problem in enumerate(shown):
        place = f"{problem.place}: " if str(problem.place) else ""
        click.echo(f"{_SEVERITY[problem.severity][lang]}  {place}{problem.what(lang)} [{problem.code}]", err=True)
        following = shown[at + 1] if at + 1 < len(shown) else None
        if following is None or (following.code, following.hint(lang)) != (problem.code, problem.hint(lang)):
            click.echo(f"      {problem.hint(lang)}", err=True)
    if len(problems) > most:
        say({"zh": "……另有 {n} 条", "en": "... and {n} more"}, lang, n=len(problems) - most)


_SEVERITY: Mapping[str, Mapping[str, str]] = {
    "error": {"zh": "错误", "en": "error"},
    "warning": {"zh": "提醒", "en": "warning"},
    "info": {"zh": "说明", "en": "note"},
}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
