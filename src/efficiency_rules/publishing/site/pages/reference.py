"""The reference: formula families, problems, ruleset keys and hooks, taken from the code that carries them out."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from efficiency_rules.formulas import FAMILIES
from efficiency_rules.messages import catalogue
from efficiency_rules.plugins import hooks
from efficiency_rules.publishing.search import Entry
from efficiency_rules.publishing.site.page import Crumb, Page
from efficiency_rules.publishing.site.prose import prose
from efficiency_rules.rulesets.shape import RULESET, Key, Shape

_HOME = "reference/"


def reference_pages(commands: Mapping[str, Mapping[str, str]]) -> list[Page]:
    """Return the pages of the reference; `commands` says in both languages what each command does."""
    pages = [
        _page("families", "计分公式", "Formula families", [("名称", "name"), ("说明", "what it does")], _families()),
        _page(
            "errors",
            "错误代码",
            "Problem codes",
            [("代码", "code"), ("中文", "Chinese"), ("英文", "English")],
            _errors(),
        ),
        _page(
            "ruleset",
            "细则文件的键",
            "Ruleset keys",
            [("键", "key"), ("中文", "Chinese"), ("英文", "English")],
            _keys(),
        ),
        _page("hooks", "钩子", "Hooks", [("钩子", "hook"), ("说明", "what it does")], _hooks()),
        _page(
            "commands",
            "命令",
            "Commands",
            [("命令", "command"), ("中文", "Chinese"), ("英文", "English")],
            _commands(commands),
        ),
    ]
    return [_index(pages), *pages]


def _page(
    id: str, zh: str, en: str, headings: list[tuple[str, str]], rows: Iterable[tuple[str, tuple[str, ...]]]
) -> Page:
    listed = [{"anchor": name, "cells": cells} for name, cells in rows]
    return Page(
        address=f"{_HOME}{id}/",
        template="reference.html",
        title=zh,
        context={
            "heading": {"zh": zh, "en": en},
            "headings": headings,
            "rows": listed,
            "crumbs": [Crumb("首页", "Start", ""), Crumb("参考", "Reference", _HOME), Crumb(zh, en)],
        },
        data={"schema": "efficiency-rules/site-reference/1", "id": id, "rows": listed},
        entry=Entry(
            address=f"{_HOME}{id}/",
            title=f"{zh} {en}",
            clause="",
            text=" ".join(str(row["anchor"]) for row in listed),
            year=0,
            kind="reference",
        ),
    )


def _index(pages: list[Page]) -> Page:
    return Page(
        address=_HOME,
        template="reference-index.html",
        title="参考",
        context={
            "pages": [{"address": page.address, **page.context["heading"]} for page in pages],
            "crumbs": [Crumb("首页", "Start", ""), Crumb("参考", "Reference")],
        },
        data={"schema": "efficiency-rules/site-reference/1", "pages": [page.address for page in pages]},
    )


def _families() -> Iterator[tuple[str, tuple[str, ...]]]:
    for family in FAMILIES:
        doc = prose(inspect.getdoc(family) or "", lambda target: None)
        yield family.__name__, (Markup(doc.html),)


def _errors() -> Iterator[tuple[str, tuple[str, ...]]]:
    for code, words in sorted(catalogue().items()):
        yield code, (f"{words.zh}。{words.zh_hint}", f"{words.en}. {words.en_hint}")


def _keys(shape: Shape = RULESET, inside: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, key in shape.items():
        yield f"{inside}{name}", (key.zh, key.en)
        yield from _below(key, f"{inside}{name}.")


def _below(key: Key, inside: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    parts = getattr(key, "shape", None)
    if parts:
        yield from _keys(parts, inside)


def _hooks() -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in hooks.HOOKS:
        hook = getattr(hooks, name)
        yield f"{name}{inspect.signature(hook)}", (inspect.getdoc(hook) or "",)


def _commands(commands: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, words in commands.items():
        yield f"efficiency-rules {name}", (str(words["zh"]), str(words["en"]))
