"""Characters that deceive: invisible ones, tabs, and full-width forms of ASCII."""

import re
import unicodedata

from efficiency_rules.errors import Place, Problem

# Printable ASCII, line feed, common Chinese characters and full-width forms need no second look.
_UNUSUAL = re.compile(r"[^\x20-\x7e\n\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")

_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}

# Blank or invisible although Unicode calls them letters, marks or symbols; the last are no characters at all.
_BLANK = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffd-\uffff\U000e0100-\U000e01ef]"
)

_NUMBER_LIKE = re.compile(r"[-+]?[0-9][0-9,_]*(\.[0-9]+)?%?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|true|false|null", re.ASCII)

# Full-width forms, and decimal digits but those of ASCII.
_OTHER_FORM = re.compile(r"[\uff01-\uff5e\u3000]|[^\D0-9]")

_FULL_WIDTH_WORD = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2e80-\u2fdf\uf900-\ufaff\u3000]|^\uff0d")


def is_hidden(character: str) -> bool:
    """Say whether a reader cannot see the character, or takes it for a space or a line end."""
    if not _UNUSUAL.match(character):
        return False
    return unicodedata.category(character) in _HIDDEN_CATEGORIES or bool(_BLANK.match(character))


def hidden_in(text: str) -> list[int]:
    """Return the positions of hidden characters; a carriage return before a line feed is none."""
    return [
        match.start()
        for match in _UNUSUAL.finditer(text)
        if is_hidden(match[0]) and text[match.start() : match.start() + 2] != "\r\n"
    ]


def code_points(text: str) -> str:
    """Return the characters as `U+200B U+202E`."""
    return " ".join(f"U+{ord(character):04X}" for character in text)


def hidden_problems(text: str, file: str) -> list[Problem]:
    """Return one problem for each line with tabs and one for each line with other hidden characters."""
    found: dict[tuple[str, int], tuple[int, dict[str, None]]] = {}
    line, line_start, looked = 1, 0, 0
    for position in hidden_in(text):
        line += text.count("\n", looked, position)
        line_start = text.rfind("\n", looked, position) + 1 or line_start
        looked = position
        code = "yaml-tab" if text[position] == "\t" else "yaml-hidden-character"
        _, characters = found.setdefault((code, line), (position - line_start + 1, {}))
        characters[text[position]] = None
    return [
        Problem(code, Place(file, line, column), {"found": code_points("".join(characters))})
        for (code, line), (column, characters) in found.items()
    ]


def without_hidden(text: str) -> str:
    """Return the text with a space for every hidden character, so that places stay where they are."""
    characters = list(text)
    for position in hidden_in(text):
        characters[position] = " "
    return "".join(characters)


def ascii_form(text: str) -> str:
    """Return the text with ASCII for full-width forms and for the decimal digits of any script."""
    return _OTHER_FORM.sub(_ascii, text)


def _ascii(found: re.Match[str]) -> str:
    character = found[0]
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return " " if character == "\u3000" else str(unicodedata.decimal(character))


def meant_as_ascii(text: str) -> str | None:
    """Return the ASCII form of a plain scalar that was meant as number, percentage, day or true/false."""
    plain = ascii_form(text).strip()
    return plain if plain != text and _NUMBER_LIKE.fullmatch(plain) else None


def key_in_ascii(key: str) -> str | None:
    """Return the usual form of a key written with full-width letters, digits or signs, or look-alike characters."""
    if (number := meant_as_ascii(key)) is not None:
        return number
    usual = unicodedata.normalize("NFKC", key).strip("- ")
    return usual if _FULL_WIDTH_WORD.search(key) and usual != key else None
