"""What the number format of a spreadsheet cell says about percent: a percentage, a bare sign behind it, or neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from efficiency_rules.evidence.cells import UNCLEAR_FORMAT, number_text

Shows = Literal["percentage", "sign", "plain", "nothing", "unclear"]
"""What a section makes of a number: times 100 with the sign, the sign as a mere word, the number, no number."""

BUILT_IN = {"9": "0%", "10": "0.00%"}
"""The formats of percentages that no file spells out, by their number."""

_SIGNS = "%％"
# A quoted text, an escaped character, a blank or filler as wide as a character, brackets; else one character.
_PART = re.compile(r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]?|(?P<bare>.)', re.DOTALL)
_DIGITS = re.compile(r"[0#?]|general", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format with a percent sign somewhere in it, as far as it concerns percent."""

    code: str
    sections: Sequence[Shows]
    """What each section of numbers shows: the first three at most."""
    conditional: bool
    """Whether sections name conditions of their own."""

    @classmethod
    def of(cls, code: str) -> "NumberFormat | None":
        """Return the format, or None for one without a percent sign."""
        if not any(sign in code for sign in _SIGNS):
            return None
        parts: list[list[re.Match[str]]] = [[]]
        for part in _PART.finditer(code):
            if part["bare"] == ";":
                parts.append([])
            else:
                parts[-1].append(part)
        conditional = any((part["bracket"] or "").startswith(("<", ">", "=")) for section in parts for part in section)
        return cls(code, [_shows(section) for section in parts[:3]], conditional)

    def text_of(self, number: float) -> str | None:
        """Return the number as the text of its cell; None where the format says nothing about percent.

        Where nobody can tell, the text is one that no column takes.
        """
        shows = self._shows(number)
        if shows == "percentage":
            return f"{(Decimal(repr(number)) * 100).normalize():f}%"
        if shows == "sign":
            return f"{number_text(number)}%"
        return None if shows == "plain" else f"{UNCLEAR_FORMAT}{number_text(number)} ({self.code})"

    def _shows(self, number: float) -> Shows:
        showing = set(self.sections) - {"nothing"}
        if len(showing) == 1:
            return showing.pop()
        if self.conditional:
            return "unclear"
        at = 2 if number == 0 else 1 if number < 0 else 0
        return self.sections[at] if at < len(self.sections) else self.sections[0]


def _shows(section: Sequence[re.Match[str]]) -> Shows:
    bare = "".join(part["bare"] or "" for part in section)
    words = "".join((part["quoted"] or "") + (part["escaped"] or "") + _currency(part["bracket"]) for part in section)
    if not _DIGITS.search(bare):
        return "nothing"
    percents, signs = bare.count("%"), sum(words.count(sign) for sign in _SIGNS) + bare.count("％")
    if percents + signs > 1:
        return "unclear"
    return "percentage" if percents else "sign" if signs else "plain"


def _currency(bracket: str | None) -> str:
    """Return the sign that brackets like [$€-407] show."""
    return bracket[1:].split("-")[0] if bracket and bracket.startswith("$") else ""
