"""A ruleset's text for another scheme and year: only its head changes, comments and origins stay to the letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.node import is_wrapper
from efficiency_rules.scaffolds.naming import ScaffoldError
from efficiency_rules.strict_yaml import Document

_HEAD = """\
# 草稿：由 {source} 复制。方案代号、年份、日期、状态和标题中的年份已改，其余未动；逐项核对后把 status 改为 provisional。
"""


@dataclass(frozen=True, slots=True)
class Target:
    """What the copy is to be called."""

    scheme: str
    year: int


def copied(text: str, document: Document, source: str, target: Target) -> str:
    """Return the text of `document` as a draft of another scheme and year; `source` names where it comes from.

    Days of validity move by as many years as the year does. Raises ScaffoldError where the head of the file is
    written in a way that cannot be changed in its place.
    """
    old = int(document.data["year"])
    wanted = _head(document.data, old, target)
    lines = text.splitlines(keepends=True)
    spots = sorted(((_spot(document, key), key) for key in wanted if key in document.data), reverse=True)
    for (line, column), key in spots:
        found = _plain(document.data[key])
        written = lines[line - 1]
        start = written.find(found, column - 1)
        if start < 0 or written[column - 1 : start].strip("\"'"):
            facts = {"found": key, "expected": found}
            raise ScaffoldError(Problem("new-head-unclear", document.place((key,)), facts))
        lines[line - 1] = written[:start] + wanted[key] + written[start + len(found) :]
    if "revision" not in document.data:
        lines.insert(_spot(document, "year")[0], "revision: 1\n")
    return _HEAD.format(source=source) + "".join(lines)


def _head(data: Mapping[str, Any], old: int, target: Target) -> dict[str, str]:
    title = str(_plain(data["title"]))
    return {
        "scheme": target.scheme,
        "year": str(target.year),
        "revision": "1",
        "status": "draft",
        "title": title.replace(str(old), str(target.year)),
        "valid_from": _moved(_plain(data["valid_from"]), target.year - old),
        "valid_to": _moved(_plain(data["valid_to"]), target.year - old),
    }


def _spot(document: Document, key: str) -> tuple[int, int]:
    path = (key, "value") if is_wrapper(document.data[key]) else (key,)
    return document.values[path]


def _plain(said: Any) -> str:
    return str(said["value"] if is_wrapper(said) else said)


def _moved(day: str, years: int) -> str:
    """Return the same day some years later; 29 February becomes the 28th where there is none."""
    first = date.fromisoformat(day)
    try:
        return first.replace(year=first.year + years).isoformat()
    except ValueError:
        return first.replace(year=first.year + years, day=28).isoformat()
