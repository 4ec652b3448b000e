"""From PyYAML's events to plain data with places, refusing whatever YAML makes ambiguous."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from efficiency_rules.errors import Problem
from efficiency_rules.strict_yaml import characters, suspects
from efficiency_rules.strict_yaml.document import Path, Spot
from efficiency_rules.strict_yaml.text import Text

DEEPEST = 32
"""Levels of mappings and lists a file may nest."""

MOST_VALUES = 50_000
"""Keys and values a file may hold."""

_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})", re.ASCII)

_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


Loader = yaml.SafeLoader | yaml.CSafeLoader
"""PyYAML's own parser, whose words about mistakes we know, and libyaml's, ten times as fast."""


class LimitReached(Exception):
    """The file is too deep or holds too much; its problem is already noted."""


def resolve(text: str) -> str | int | bool | None:
    """Return what a plain scalar stands for."""
    if text in _WORDS:
        return _WORDS[text]
    # "-0" is no canonical way to write a number.
    return int(text) if text != "-0" and _WHOLE_NUMBER.fullmatch(text) else text


class Composer:
    """Composes the one document of a text; `problems`, `values` and `keys` fill up on the way."""

    def __init__(self, text: Text, loader: type[Loader] = yaml.SafeLoader) -> None:
        self.text = text
        self._loader = loader
        self.problems: list[Problem] = []
        self.values: dict[Path, Spot] = {}
        self.keys: dict[Path, Spot] = {}
        self._events: Iterator[Event] = iter(())
        self._count = 0

    def compose(self) -> Any:
        """Return the data; raises LimitReached, or yaml.YAMLError where the text is not YAML at all."""
        self._events = yaml.parse(self.text.whole, Loader=self._loader)
        data = None
        started = False
        for event in self._events:
            if not isinstance(event, DocumentStartEvent):
                continue
            if started:
                self._report("yaml-several-documents", event)
                break
            started = True
            if event.version or event.tags:
                self._report("yaml-directive", event)
            root = next(self._events)
            data = self._value(root, ())
            self._check_root(root)
        if data is None:
            self.problems.append(Problem("yaml-empty", self.text.place(0, 0)))
        return data

    def _check_root(self, root: Event) -> None:
        """A file of one line is a key that lost its colon, more often than a text."""
        line, _ = _start(root)
        found = suspects.colon_in(self.text.line(line))
        if found is not None and isinstance(root, ScalarEvent) and not root.style and not self.problems:
            self.problems.append(found.problem(self.text.place(line, found.column)))

    def _value(self, event: Event, path: Path) -> Any:
        self._count += 1
        if self._count > MOST_VALUES:
            self._stop("yaml-too-many-values", event, MOST_VALUES)
        self.values.setdefault(path, self._spot(event))
        if isinstance(event, AliasEvent):
            self._report("yaml-alias", event, found=f"*{event.anchor}")
            return None
        self._check_node(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if len(path) >= DEEPEST:
            self._stop("yaml-too-deep", event, DEEPEST)
        if isinstance(event, SequenceStartEvent):
            return self._list(path)
        return self._mapping(event, path)

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), CollectionEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, start: Event, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        seen: dict[str, tuple[str, Event]] = {}
        while not isinstance(event := next(self._events), CollectionEndEvent):
            key = self._key(event, path, seen)
            spot, way = self._spot(event), (*path, key)
            follower = next(self._events)
            if isinstance(start, MappingStartEvent) and start.flow_style and _without_value(event, follower):
                key, value = self._lone_key(event, key)
                way = (*path, key)
                self.values.setdefault(way, spot)
            else:
                value = self._value(follower, way)
            self.keys.setdefault(way, spot)
            self._check_equal(key, event, seen)
            data.setdefault(key, value)
        return data

    def _key(self, event: Event, path: Path, seen: Mapping[str, object]) -> str:
        self._check_node(event)
        if isinstance(event, AliasEvent):
            self._report("yaml-alias", event, found=f"*{event.anchor}")
            return f"*{event.anchor}"
        if not isinstance(event, ScalarEvent):
            self._report("yaml-key-not-text", event, found="[...]")
            self._value(event, (*path, "?"))
            return "?"
        key = event.value
        plain = not event.style
        if plain and key == "<<":
            self._report("yaml-merge-key", event)
        elif not key.strip() or (plain and key in ("~", "null")):
            self._report("yaml-key-not-text", event, found=key)
        elif plain and key.isascii():
            pass  # nothing else can be wrong with most keys
        elif unicodedata.normalize("NFKC", key) in seen:
            pass  # reported as equal to the other key
        elif (usual := characters.key_in_ascii(key)) is not None:
            self._report("yaml-full-width", event, found=key, expected=usual)
        elif not plain:
            self._check_hidden(event)
        return key

    def _lone_key(self, event: Event, key: str) -> tuple[str, Any]:
        found = suspects.colon_in(key)
        if found is None:
            self._report("yaml-value-missing", event, found=key)
            return key, None
        line, column = _start(event)
        self.problems.append(found.problem(self.text.place(line, column + found.column)))
        return key[: found.column], resolve(key[found.column + 1 :].strip())

    def _scalar(self, event: ScalarEvent) -> str | int | bool | None:
        value: str = event.value
        if event.style:
            self._check_hidden(event)
            return value
        first, last = _start(event)[0], event.end_mark.line if event.end_mark else 0
        if first != last:
            self._check_lines(event, range(first, last + 1))
        elif value.isascii():
            return resolve(value)
        elif (expected := characters.meant_as_ascii(value)) is not None:
            self._report("yaml-full-width", event, found=value, expected=expected)
            return resolve(expected)
        elif value != value.strip("\u3000"):
            self._report("yaml-full-width-space", event, found=value, expected=value.strip("\u3000"))
        return resolve(value)

    def _check_lines(self, event: ScalarEvent, lines: Iterable[int]) -> None:
        """Text without quotes over several lines: more often a lost colon than meant."""
        for line in lines:
            found = suspects.colon_in(self.text.line(line))
            if found is not None:
                self.problems.append(found.problem(self.text.place(line, found.column)))
                return
        self._report("yaml-plain-over-lines", event, found=event.value[:40])

    def _check_hidden(self, event: ScalarEvent) -> None:
        hidden = "".join(event.value[position] for position in characters.hidden_in(event.value))
        if hidden:
            self._report("yaml-hidden-character", event, found=characters.code_points(hidden))

    def _check_node(self, event: Event) -> None:
        if not isinstance(event, NodeEvent):
            return
        if event.anchor is not None and not isinstance(event, AliasEvent):
            self._report("yaml-anchor", event, found=f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._report("yaml-tag", event, found=tag)

    def _check_equal(self, key: str, event: Event, seen: dict[str, tuple[str, Event]]) -> None:
        first, first_event = seen.setdefault(unicodedata.normalize("NFKC", key), (key, event))
        if first_event is event:
            return
        line = self._spot(first_event)[0]
        if first == key:
            self._report("yaml-duplicate-key", event, found=key, first=line)
        else:
            different = [one for one in dict.fromkeys(key) if one not in first]
            points = characters.code_points("".join(different))
            self._report("yaml-lookalike-key", event, found=key, other=first, first=line, points=points)

    def _spot(self, event: Event) -> Spot:
        return self.text.spot(*_start(event))

    def _report(self, code: str, event: Event, **facts: object) -> None:
        self.problems.append(Problem(code, self.text.place(*_start(event)), facts))

    def _stop(self, code: str, event: Event, limit: int) -> None:
        self._report(code, event, limit=limit)
        raise LimitReached


def _start(event: Event) -> tuple[int, int]:
    """Line and column, from 0; PyYAML gives every event a mark, its types do not say so."""
    return (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)


def _without_value(key: Event, value: Event) -> bool:
    if not isinstance(value, ScalarEvent) or value.style or value.value or value.start_mark is None:
        return False
    return key.end_mark is not None and value.start_mark.index == key.end_mark.index
