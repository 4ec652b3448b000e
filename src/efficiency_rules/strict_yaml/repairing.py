"""Composing a text that is not quite YAML: one slip is named and put right, so that the next is found too."""

import re

import yaml
from yaml.error import Mark, MarkedYAMLError, YAMLError

from efficiency_rules.errors import Problem
from efficiency_rules.strict_yaml.composing import Composer, LimitReached
from efficiency_rules.strict_yaml.document import Document, in_order
from efficiency_rules.strict_yaml.suspects import Suspect, colon_in, mark_in
from efficiency_rules.strict_yaml.syntax import syntax_problem
from efficiency_rules.strict_yaml.text import Text

MOST_REPAIRS = 20
"""Slips put right in one run; the file is composed once more for each."""

_TOLD_APART = re.compile(r"[?|>]|:\s*(?:#.*\n\s*)*[],}]")
"""Where libyaml and PyYAML differ in what they accept or in places: marked keys, block texts, values left out."""


def compose_repaired(whole: str, file: str) -> tuple[Document | None, list[Problem]]:
    """Return the document (None where its structure cannot be told) and all its problems, in order."""
    text = Text(whole, file)
    if (sound := _sound(text)) is not None:
        return sound, []
    repaired: list[Problem] = []
    while True:
        composer = Composer(text)
        try:
            data = composer.compose()
        except LimitReached:
            return None, in_order([*repaired, *composer.problems])
        # PyYAML lets Python's own errors out for absurd escapes and version numbers.
        except (YAMLError, ValueError, OverflowError) as error:
            slip = _slip(error, text) if len(repaired) < MOST_REPAIRS else None
            if slip is None:
                # Text that runs on is here the sign of the same mistake.
                others = [problem for problem in composer.problems if problem.code != "yaml-plain-over-lines"]
                return None, in_order([*repaired, *others, syntax_problem(error, text)])
            line, suspect = slip
            repaired.append(suspect.problem(text.place(line, suspect.column)))
            text = text.replaced(line, suspect.column, suspect.replacement)
        else:
            problems = in_order([*repaired, *composer.problems])
            return Document(data, file, composer.values, composer.keys), problems


def _sound(text: Text) -> Document | None:
    """Return the document of a text in which libyaml and we find nothing wrong; None where a second look is due."""
    if not yaml.__with_libyaml__ or _TOLD_APART.search(text.whole):
        return None
    composer = Composer(text, yaml.CSafeLoader)
    try:
        data = composer.compose()
    except (LimitReached, YAMLError, ValueError, OverflowError):
        return None
    return None if composer.problems else Document(data, text.file, composer.values, composer.keys)


def _slip(error: Exception, text: Text) -> tuple[int, Suspect] | None:
    if not isinstance(error, MarkedYAMLError):
        return None
    for line in _lines_of(error):
        if suspect := colon_in(text.line(line)):
            return line, suspect
    for line in _lines_of(error):
        if suspect := mark_in(text.line(line)):
            return line, suspect
    return None


def _lines_of(error: MarkedYAMLError) -> list[int]:
    """The lines an error may come from: where it was noticed, what it was reading, and the line between."""
    marks: list[Mark | None] = [error.problem_mark, error.context_mark]
    lines = [mark.line for mark in marks if mark is not None]
    before = [lines[0] - 1] if lines and lines[0] > 0 else []
    return list(dict.fromkeys([*lines, *before]))
