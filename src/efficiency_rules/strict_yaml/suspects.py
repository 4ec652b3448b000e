"""What an author probably meant where a line is not the YAML it looks like."""

import re
from dataclasses import dataclass

from efficiency_rules.errors import Place, Problem
from efficiency_rules.strict_yaml.characters import ascii_form

# A key at the start of a line or of a value in braces, then a colon that YAML does not take for one.
_FULL_WIDTH_COLON = re.compile(r"^[\s{,\u3000]*(?:-[ \u3000]+)*[^\s:：'\"#，。；]+(：)")
_TIGHT_COLON = re.compile(r"^[\s{,]*(?:- +)*[^\s:：'\"#,{}\[\]]+(:)(?!//)[^\s:]")
_FULL_WIDTH_MARK = re.compile(r"[，｛｝［］：＃]")
_BLANK_START = re.compile(r"^ *(?:- +)*([\u3000－])")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A character that breaks the structure: its column (from 0) and what should stand there."""

    column: int
    code: str
    found: str
    replacement: str

    def problem(self, place: Place) -> Problem:
        """Return the problem at a place."""
        return Problem(self.code, place, {"found": self.found, "expected": self.replacement.strip() or "空格 (space)"})


def colon_in(line: str) -> Suspect | None:
    """Return the colon behind a key that is full-width, or has no space behind it."""
    if match := _FULL_WIDTH_COLON.match(line):
        column = match.start(1)
        return Suspect(column, "yaml-full-width", "：", ":" if line[column + 1 : column + 2] == " " else ": ")
    if match := _TIGHT_COLON.match(line):
        return Suspect(match.start(1), "yaml-space-after-colon", line[: match.end()].strip(), ": ")
    return None


def mark_in(line: str) -> Suspect | None:
    """Return the first full-width character that stands where YAML needs its ASCII form."""
    if match := _BLANK_START.match(line):
        found = match[1]
    elif match := _FULL_WIDTH_MARK.search(line):
        found = match[0]
    else:
        return None
    column = match.start(1) if match.re is _BLANK_START else match.start()
    replacement = ascii_form(found)
    return Suspect(column, "yaml-full-width", found, ": " if replacement == ":" else replacement)
