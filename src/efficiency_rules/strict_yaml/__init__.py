"""Strict YAML: plain data with line and column, read from PyYAML's events without any of YAML's surprises.

Plain scalars become whole numbers (at most twelve digits, no leading zero), true and false, or None
(empty, `~`, `null`); everything else, and everything quoted, is text. `0.16`, `98%`, `no`, `on`, `010`,
`1e3`, `12:30` and `2025-01-01` therefore stay as they were written. Keys are always text.
"""

from pathlib import Path

from efficiency_rules.errors import Place, Problem
from efficiency_rules.strict_yaml.characters import hidden_problems, without_hidden
from efficiency_rules.strict_yaml.composing import DEEPEST, MOST_VALUES
from efficiency_rules.strict_yaml.decoding import decode
from efficiency_rules.strict_yaml.document import Document, YamlError, in_order
from efficiency_rules.strict_yaml.repairing import compose_repaired

MOST_CHARACTERS = 1_000_000
"""Characters a file may have: a county's whole rubric has about fifty thousand."""

__all__ = ["DEEPEST", "MOST_CHARACTERS", "MOST_VALUES", "Document", "YamlError", "examine", "in_order", "parse", "read"]


def parse(text: str, file: str) -> Document:
    """Return the document; `file` is how problems name it. Raises YamlError with all problems found."""
    return _or_raise(*_examine_text(text, file))


def read(path: Path) -> Document:
    """Return the document in a file; raises YamlError, also when the file cannot be read or decoded."""
    try:
        content = path.read_bytes()
    except OSError as error:
        facts = {"found": path.name, "reason": type(error).__name__}
        raise YamlError(Problem("yaml-unreadable", Place(str(path)), facts)) from error
    return _or_raise(*examine(content, str(path)))


def examine(content: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """Return what could be read of a file's bytes, and all its problems in the order of their places.

    With problems the document holds what is certain (the first of two equal keys, for example), so that
    its content can be checked in the same run; it is None where the structure itself cannot be told.
    """
    text, problem = decode(content, file)
    return (None, [problem]) if problem is not None else _examine_text(text, file)


def _examine_text(text: str, file: str) -> tuple[Document | None, list[Problem]]:
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        facts = {"found": f"{len(text):,}", "limit": f"{MOST_CHARACTERS:,}"}
        return None, [Problem("yaml-too-large", Place(file), facts)]
    hidden = hidden_problems(text, file)
    if not hidden:
        return compose_repaired(text, file)
    document, problems = compose_repaired(without_hidden(text), file)
    # What a hidden character leads to is no mistake of its own: the rest of its line is not judged, nor,
    # where the structure breaks, what comes of it.
    lines = {problem.place.line for problem in hidden}
    others = [] if document is None else [problem for problem in problems if problem.place.line not in lines]
    return document, in_order([*hidden, *others])


def _or_raise(document: Document | None, problems: list[Problem]) -> Document:
    if problems or document is None:
        raise YamlError(problems)
    return document
