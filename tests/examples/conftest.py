"""The fictional county as the tests of the examples see it: its folders, read and evaluated once."""

import sys
from pathlib import Path

import pytest

import efficiency_rules as er

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "examples"))


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder that holds both counties."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def ruleset() -> er.Ruleset:
    """The ruleset of 2025."""
    return er.load_plugins().ruleset("jingbian", er.Period.year(2025))


@pytest.fixture(scope="session")
def roster(examples: Path, ruleset: er.Ruleset) -> er.Roster:
    """The county's roster."""
    return er.read_roster(examples / "county" / "roster.xlsx", ruleset)


@pytest.fixture(scope="session")
def evidence(examples: Path, ruleset: er.Ruleset, roster: er.Roster) -> er.Evidence:
    """The county's ledgers."""
    return er.read_evidence(examples / "county" / "ledgers", ruleset, roster)


@pytest.fixture(scope="session")
def evaluation(ruleset: er.Ruleset, roster: er.Roster, evidence: er.Evidence) -> er.Evaluation:
    """The county's year, without any decision."""
    return er.evaluate(ruleset, roster, evidence)


@pytest.fixture(scope="session")
def regenerated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both counties, written anew by the generator."""
    from fiction.folders import write_county, write_county_with_mistakes

    folder = tmp_path_factory.mktemp("examples")
    write_county(folder / "county")
    write_county_with_mistakes(folder / "county-with-mistakes")
    return folder
