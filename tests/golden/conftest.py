"""What the tests of whole results share: the ruleset, its evidence types, and the example county once read."""

from collections.abc import Mapping
from typing import Any

import jingbian_example
import jingbian_oracle
import pytest

import efficiency_rules as er
from efficiency_rules.evidence.builtin import BUILT_IN


@pytest.fixture(scope="session")
def rules() -> er.Ruleset:
    """靖边县's ruleset of 2025, as the engine has it."""
    return jingbian_example.ruleset()


@pytest.fixture(scope="session")
def words() -> Any:
    """The same ruleset, as the oracle reads it."""
    return jingbian_oracle.read_rules()


@pytest.fixture(scope="session")
def types(rules: er.Ruleset) -> Mapping[str, type[er.EvidenceType]]:
    """Every evidence type of the plan by id, the built-in ones too."""
    return {**rules.evidence_types, **{type.id: type for type in BUILT_IN}}


@pytest.fixture(scope="session")
def example(rules: er.Ruleset) -> tuple[er.Roster, er.Evidence]:
    """The example county as read from its files."""
    return jingbian_example.read(rules)
