"""Full-width forms and other decimal digits as ASCII, for every character there is."""

import sys
import unicodedata

from efficiency_rules.strict_yaml.characters import ascii_form


def test_every_character_has_its_ascii_form() -> None:
    """Full-width signs, the wide blank and decimal digits become ASCII; every other character stays as it is."""
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        if 0xFF01 <= point <= 0xFF5E:
            expected = chr(point - 0xFEE0)
        elif point == 0x3000:
            expected = " "
        else:
            expected = str(unicodedata.decimal(character, character))
        assert ascii_form(character) == expected, f"U+{point:04X}"
