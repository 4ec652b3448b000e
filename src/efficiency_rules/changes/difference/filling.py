"""Filling words into sentences: Chinese and Latin text are set apart by a space, never punctuation."""

import re

from efficiency_rules.errors import Language

_SLOT = re.compile(r"\{(\w+)\}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9%]")


def filled(words: str, lang: Language, **facts: str) -> str:
    """Return the words with their facts; in Chinese a space stands between a character and a letter or digit."""
    parts = _SLOT.split(words)
    text = parts[0]
    for fact, following in zip(parts[1::2], parts[2::2], strict=True):
        for piece in (facts[fact], following):
            text += (" " if lang == "zh" and _apart(text, piece) else "") + piece
    return text


def _apart(left: str, right: str) -> bool:
    ends = left[-1:] + right[:1]
    return len(ends) == 2 and any(
        one.match(ends[0]) and other.match(ends[1]) for one, other in ((_CHINESE, _LATIN), (_LATIN, _CHINESE))
    )


def listed(words: list[str], lang: Language) -> str:
    """Return words as a list."""
    return ("、" if lang == "zh" else ", ").join(words)


def quoted(words: str) -> str:
    """Return a title or phrase in quotation marks; those inside it become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"
