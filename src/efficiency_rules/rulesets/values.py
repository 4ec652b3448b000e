"""Reading one value of the document as the kind its key asks for."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from efficiency_rules.errors import near
from efficiency_rules.points import Percent, Points
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import shown
from efficiency_rules.rulesets.shape import PRECISIONS, Key, Kind

LONGEST_ID = 64
"""Characters an id may have."""

_ID = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*", re.ASCII)
_USE = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)@([1-9][0-9]{0,5})", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


T = TypeVar("T")


class Refused(Exception):
    """A value does not fit its key: where, the code of the problem and its facts; `all` holds its fellows."""

    def __init__(self, node: Node, code: str, **facts: object) -> None:
        super().__init__(code)
        self.node = node
        self.code = code
        self.facts = facts
        self.all: list[Refused] = [self]


def _wrong(node: Node, zh: str, en: str) -> Refused:
    return Refused(node, "ruleset-type", found=shown(node.plain()), expected=zh, expected_en=en)


def _text(node: Node, key: Key) -> str:
    if node.data is None or (isinstance(node.data, str) and not node.data.strip()):
        raise Refused(node, "ruleset-empty")
    if not isinstance(node.data, str):
        raise _wrong(node, "文字（纯数字请加引号）", "text (put a bare number in quotes)")
    return node.data


def _texts(node: Node, key: Key) -> tuple[str, ...]:
    if isinstance(node.data, list):
        return _each(_filled_list(node), lambda part: _text(part, key))
    return (_text(node, key),)


def _each(parts: Iterable[Node], reader: Callable[[Node], T]) -> tuple[T, ...]:
    """Return all parts as read; raises Refused with every part that does not fit."""
    values: list[T] = []
    refusals: list[Refused] = []
    for part in parts:
        try:
            values.append(reader(part))
        except Refused as refused:
            refusals.append(refused)
    if refusals:
        refusals[0].all = refusals
        raise refusals[0]
    return tuple(values)


def check_id(node: Node, id: object) -> str:
    """Return an id as it is; raises Refused when it is none."""
    if not isinstance(id, str) or not _ID.fullmatch(id) or len(id) > LONGEST_ID:
        raise Refused(node, "ruleset-id", found=shown(id))
    return id


def _id(node: Node, key: Key) -> str:
    return check_id(node, node.data)


def _use(node: Node, key: Key) -> tuple[str, int]:
    match = _USE.fullmatch(node.data) if isinstance(node.data, str) else None
    if match is None:
        raise Refused(node, "ruleset-use", found=shown(node.plain()))
    return match[1], int(match[2])


def _integer(node: Node, key: Key) -> int:
    if isinstance(node.data, bool) or not isinstance(node.data, int):
        raise _wrong(node, "整数", "a whole number")
    if not 1 <= node.data <= 9999:
        raise Refused(node, "ruleset-range", found=str(node.data), least="1", most="9999")
    return node.data


def _points(node: Node, key: Key) -> Points:
    if isinstance(node.data, (bool, dict, list)) or node.data is None:
        raise _wrong(node, "分值，如 4 或 0.16", "points, such as 4 or 0.16")
    points = Points(node.data)
    if points < 0:
        raise Refused(node, "ruleset-range", found=str(points), least="0", most="—")
    return points


def _percent(node: Node, key: Key) -> Percent:
    if not isinstance(node.data, str):
        raise _wrong(node, "带百分号的数，如 20%", "a number with a percent sign, such as 20%")
    percent = Percent(node.data)
    if not 0 <= percent <= 100:
        raise Refused(node, "ruleset-range", found=str(percent), least="0%", most="100%")
    return percent


def _places(node: Node, key: Key) -> int:
    return PRECISIONS[_choice_of(node, str(node.data), key.choices)]


def _flag(node: Node, key: Key) -> bool:
    if not isinstance(node.data, bool):
        raise _wrong(node, "true 或 false", "true or false")
    return node.data


def _day(node: Node, key: Key) -> date:
    if isinstance(node.data, str) and _DAY.fullmatch(node.data):
        try:
            return date.fromisoformat(node.data)
        except ValueError:
            pass
    raise Refused(node, "ruleset-day", found=shown(node.plain()))


def _choice_of(node: Node, data: object, choices: tuple[str, ...]) -> str:
    if isinstance(data, str) and data in choices:
        return data
    found = shown(data)
    raise Refused(node, "ruleset-choice", found=found, expected="、".join(choices), near=near(found, choices))


def _choice(node: Node, key: Key) -> str:
    return _choice_of(node, node.data, key.choices)


def _choices(node: Node, key: Key) -> tuple[str, ...]:
    return _each(_filled_list(node), lambda part: _choice_of(part, part.data, key.choices))


def _ids(node: Node, key: Key) -> tuple[Node, ...]:
    """Return the elements, so that each can be judged at its own place."""
    parts = _filled_list(node)
    _each(parts, lambda part: _text(part, key))
    return parts


def _filled_list(node: Node) -> tuple[Node, ...]:
    if not isinstance(node.data, list):
        raise _wrong(node, "列表，如 [甲, 乙]", "a list, such as [a, b]")
    if not node.data:
        raise Refused(node, "ruleset-empty")
    return tuple(node.elements())


def _list(node: Node, key: Key) -> Node:
    if not isinstance(node.data, list):
        raise _wrong(node, "列表", "a list")
    return node


def _any(node: Node, key: Key) -> Node:
    return node


def _mapping(node: Node, key: Key) -> Node:
    if not isinstance(node.data, Mapping):
        raise _wrong(node, "一组“键: 值”", "a mapping of keys to values")
    return node


def _sections(node: Node, key: Key) -> tuple[Node, ...]:
    return tuple(_list(node, key).elements())


def _table(node: Node, key: Key) -> Mapping[str, Node]:
    return dict(_mapping(node, key).entries())


READERS: dict[Kind, Callable[[Node, Key], Any]] = {
    "text": _text,
    "texts": _texts,
    "id": _id,
    "use": _use,
    "integer": _integer,
    "points": _points,
    "percent": _percent,
    "places": _places,
    "flag": _flag,
    "day": _day,
    "choice": _choice,
    "choices": _choices,
    "ids": _ids,
    "section": _mapping,
    "sections": _sections,
    "table": _table,
    "open": _mapping,
    "list": _list,
    "share": _any,
    "counts": _any,
    "any": _any,
}
