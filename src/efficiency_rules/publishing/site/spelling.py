"""What changed in a text, character by character."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters: the same in both texts, only in the old one (`del`) or only in the new one (`ins`)."""

    how: Literal["same", "del", "ins"]
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Return the pieces of two texts in order; put together, all but `ins` are the old one, all but `del` the new."""
    return list(_pieces(before, after))


def _pieces(before: str, after: str) -> Iterator[Piece]:
    for how, start, end, to_start, to_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            yield Piece("same", before[start:end])
        else:
            if end > start:
                yield Piece("del", before[start:end])
            if to_end > to_start:
                yield Piece("ins", after[to_start:to_end])
