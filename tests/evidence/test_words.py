"""The words of evidence problems fit the code that uses them."""

import re
from pathlib import Path

import pytest

import efficiency_rules.evidence
from efficiency_rules.messages import evidence

SOURCE = "\n".join(
    path.read_text("utf-8") for path in sorted(Path(str(efficiency_rules.evidence.__file__)).parent.glob("*.py"))
)


@pytest.mark.parametrize("code", sorted(evidence.WORDS))
def test_every_code_is_used_and_speaks_both_languages(code: str) -> None:
    """A code that no module names is dead; words name the same facts in both languages and print on GBK consoles."""
    assert f'"{code}"' in SOURCE
    words = evidence.WORDS[code]
    assert all(words)
    names = re.compile(r"\{(\w+)\}")
    assert set(names.findall(words.zh)) == set(names.findall(words.en))
    "".join(words).encode("gbk")
