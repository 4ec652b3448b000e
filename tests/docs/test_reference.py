"""docs/reference is what its generator writes, and nothing that exists is left out of it."""

import re

import pytest

from efficiency_rules.cli.main import COMMANDS
from efficiency_rules.cli.reference import FAMILY_TITLES, PAGES, key_rows
from efficiency_rules.formulas import FAMILIES
from efficiency_rules.plugins.hooks import HOOKS
from efficiency_rules.rulesets.shape import RULESET


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_current(root, name):
    """Run `python docs/generate.py` when it is not."""
    assert (root / "docs" / "reference" / name).read_text("utf-8") == PAGES[name]()


def test_there_is_no_other_page(root):
    """A page that nothing writes would grow old."""
    assert {path.name for path in (root / "docs" / "reference").iterdir()} == set(PAGES)


def test_every_family_says_what_it_does_with_a_worked_table(page):
    """Each family has its section, its Chinese name and, but for the two escape hatches, a table of numbers."""
    sections = re.split(r"^## ", page("reference/families.md").text, flags=re.MULTILINE)[1:]
    assert [text.split()[0] for text in sections] == sorted(family.__name__ for family in FAMILIES)
    assert set(FAMILY_TITLES) == {family.__name__ for family in FAMILIES}
    for text in sections:
        assert len(text.splitlines()) > 3, text
        if not text.startswith(("Custom", "PerUnit")):
            assert "|---|" in text, text


def test_every_hook_command_and_key_is_there(page):
    """Hooks with their arguments, commands with their options, keys with their meaning in both languages."""
    for name in HOOKS:
        assert f"## {name}\n\n```python\n{name}(" in page("reference/hooks.md").text
    for name in COMMANDS:
        assert f"## {name}\n" in page("reference/commands.md").text
    rows = page("reference/keys.md").table("The ruleset file (计分细则)")
    told = [row["key"].rstrip("†").strip("`") for row in rows]
    assert told == [path for path, _ in key_rows(RULESET)]
    assert all(re.search("[\u4e00-\u9fff]", row["中文"]) and re.search("[a-z]", row["English"]) for row in rows)


def test_every_option_is_told_in_both_languages(page):
    """No option without its meaning in Chinese and in English."""
    rows = [line for line in page("reference/commands.md").text.splitlines() if line.startswith("| `--")]
    assert len(rows) > 30
    for row in rows:
        _, _, zh, en, _ = re.split(r"(?<!\\)\|", row)
        assert re.search("[\u4e00-\u9fff]", zh), row
        assert re.search("[a-z]", en), row
