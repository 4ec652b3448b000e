"""The bundle as users load it: its catalog, the ruleset of 2025 and the plan's clauses."""

import re
from pathlib import Path

import pytest

import efficiency_rules as er
import efficiency_rules_jingbian

PACKAGE = Path(efficiency_rules_jingbian.__file__).parent

_HEADING = re.compile(r"([一二三四五六七八九])、")
_PARAGRAPH = re.compile(r"\(([一二三四五六七八九])\)")


@pytest.fixture(scope="session")
def package() -> Path:
    """The folder of the installed bundle."""
    return PACKAGE


@pytest.fixture(scope="session")
def catalog() -> er.Catalog:
    """The bundle alone, whatever else is installed."""
    return er.load_plugins([efficiency_rules_jingbian], discover=False)


@pytest.fixture(scope="session")
def ruleset(catalog: er.Catalog) -> er.Ruleset:
    """The ruleset in force for 2025."""
    return catalog.ruleset("jingbian", er.Period.year(2025))


@pytest.fixture(scope="session")
def clauses() -> dict[str, str]:
    """The plan by clause: 三, 四(一), ...; the text of a section without paragraphs stands under its number."""
    found: dict[str, str] = {}
    section = ""
    for line in (PACKAGE / "plan" / "jingbian-2025.txt").read_text(encoding="utf-8").splitlines():
        if heading := _HEADING.match(line):
            section = heading[1]
        elif section:
            paragraph = _PARAGRAPH.match(line)
            clause = f"{section}({paragraph[1]})" if paragraph else section
            found[clause] = found.get(clause, "") + line
    return found
