"""The bundle as users load it: its catalog, the ruleset of 2025 and the plan's clauses."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import efficiency_rules as er
import efficiency_rules_jingbian
from efficiency_rules.rulesets.linting.plan import plan_of

PACKAGE = Path(efficiency_rules_jingbian.__file__).parent


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
def clauses() -> Mapping[str, str]:
    """The plan by clause: 三, 四(一), ...; the text of a section without paragraphs stands under its number."""
    return plan_of((PACKAGE / "plan" / "jingbian-2025.txt").read_text(encoding="utf-8")).clauses
