"""What changed in a text, character by character; a number is one character."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

How = Literal["same", "del", "ins"]

_CHARACTER = re.compile(r"\d+(?:\.\d+)?|.", re.DOTALL)
_ALIKE = 0.5
"""Below it the rest that two texts share is chance, and what is put together of it cannot be read."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters: the same in both texts, only in the old one (`del`) or only in the new one (`ins`)."""

    how: How
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Return the pieces of two texts in order; put together, all but `ins` are the old one, all but `del` the new.

    Texts that share less than half of their characters stand whole, one after the other.
    """
    old, new = _CHARACTER.findall(before), _CHARACTER.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return [Piece(how, text) for how, text in _both(before, after) if text]
    return list(_pieces(matcher, old, new))


def _both(before: str, after: str) -> Iterator[tuple[How, str]]:
    yield "del", before
    yield "ins", after


def _pieces(matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for how, start, end, to_start, to_end in matcher.get_opcodes():
        if how == "equal":
            yield Piece("same", "".join(old[start:end]))
        else:
            if end > start:
                yield Piece("del", "".join(old[start:end]))
            if to_end > to_start:
                yield Piece("ins", "".join(new[to_start:to_end]))
