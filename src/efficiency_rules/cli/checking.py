"""What `check` does with a path: finds out what it is and collects all its problems."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from efficiency_rules import strict_yaml
from efficiency_rules.changes.inputs import read_corrections
from efficiency_rules.cli.bundle_folders import known_to, opened
from efficiency_rules.cli.evaluating import find_ruleset
from efficiency_rules.cli.today import not_yet, today
from efficiency_rules.cli.unpinned import check_unpinned
from efficiency_rules.cli.versions import check_editions, check_versions
from efficiency_rules.errors import EfficiencyRulesError, Place, PluginError, Problem
from efficiency_rules.evaluation.evaluation import units_outside
from efficiency_rules.evaluation.inputs import read_decisions
from efficiency_rules.evidence.reading import read_evidence
from efficiency_rules.evidence.roster import read_roster, read_roster_with_notices
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.rulesets import checksums
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.rulesets.in_force import IN_FORCE
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.testing.cases import case_files, run_cases
from efficiency_rules.testing.named_ruleset import Known

_TABLES = (".xlsx", ".xls", ".csv", ".parquet")
_ASIDE = ("ruleset-small-county", "ruleset-small-group")
"""What follows from a ruleset's shares in any county: told of a file, left out of a bundle."""


def check_paths(paths: Sequence[Path], ruleset: str | None, roster: Path | None) -> list[Problem]:
    """Return every problem of every path, in the order given.

    Rosters and ledgers are checked against `ruleset`, by default the only one there is; ledgers with `roster`,
    by default the first roster among the paths or in the same county's folder.
    """
    rosters = [path for path in paths if path.is_file() and path.suffix.lower() in _TABLES]
    against = _Against(load_plugins(), ruleset, roster or next(iter(rosters), None))
    problems: list[Problem] = []
    for path in paths:
        try:
            problems += _check(path, against)
        except PluginError:
            raise
        except EfficiencyRulesError as error:
            problems += error.problems
    return problems


@dataclass(frozen=True, slots=True)
class _Against:
    """What rosters and ledgers are checked against."""

    catalog: Catalog
    name: str | None
    roster: Path | None

    def ruleset(self) -> Ruleset | None:
        """Return the ruleset named, or the only one that is no draft; None when the choice is open."""
        if self.name is not None:
            return find_ruleset(self.name, self.catalog)
        able = [one for one in self.catalog.documents() if one.status in IN_FORCE]
        return self.catalog.bound(able[0]) if len(able) == 1 else None


def _check(path: Path, against: _Against) -> list[Problem]:
    if path.is_dir():
        return _check_folder(path, against)
    if path.name == checksums.NAME:
        return checksums.check_published(path)
    if path.suffix in (".yaml", ".yml"):
        return _check_yaml(path, against.catalog)
    if path.suffix.lower() in _TABLES:
        ruleset = against.ruleset()
        if ruleset is None:
            return [Problem("check-needs-ruleset", Place(str(path)))]
        roster, notices = read_roster_with_notices(path, ruleset)
        return [*notices, *units_outside(roster, ruleset.valid)]
    return [Problem("check-unknown-kind", Place(str(path)), {"found": path.name})]


def _check_folder(path: Path, against: _Against) -> list[Problem]:
    if (path / "pyproject.toml").is_file():
        return check_bundle(path, against.catalog)
    own_roster = next((found for found in _tables(path) if _is_roster(found)), None)
    if own_roster is not None:
        return _check_county(path, replace(against, roster=own_roster))
    yamls = sorted(found for found in path.rglob("*.yaml") if found.name != "ledgers.yaml")
    if yamls:
        listings = sorted(path.rglob(checksums.NAME))
        problems = [problem for found in listings for problem in checksums.check_listing(found)]
        return problems + [problem for found in yamls for problem in _check_yaml(found, against.catalog)]
    if not _tables(path):
        return [Problem("check-unknown-kind", Place(str(path)), {"found": path.name})]
    ruleset = against.ruleset()
    if ruleset is None or against.roster is None:
        return [Problem("check-needs-ruleset", Place(str(path)))]
    return list(read_evidence(path, ruleset, read_roster(against.roster, ruleset)).problems)


def _check_county(path: Path, against: _Against) -> list[Problem]:
    """Return the problems of a county's folder: its roster, its decisions, and every folder of ledgers in it."""
    assert against.roster is not None
    ledgers = [folder for folder in sorted(path.iterdir()) if folder.is_dir() and _tables(folder)]
    if len(_tables(path)) > 1:
        ledgers.append(path)
    decisions = sorted(found for found in path.glob("*.yaml") if found.name != "ledgers.yaml")
    problems = _check(against.roster, against)
    problems += [problem for found in decisions for problem in _check_yaml(found, against.catalog)]
    ruleset = against.ruleset()
    if ruleset is not None:
        roster = read_roster(against.roster, ruleset)
        problems += [problem for folder in ledgers for problem in read_evidence(folder, ruleset, roster).problems]
    return problems


def _tables(folder: Path) -> list[Path]:
    return sorted(found for found in folder.iterdir() if found.suffix.lower() in _TABLES)


def _is_roster(path: Path) -> bool:
    return "roster" in path.stem.lower() or "名册" in path.stem


def _check_yaml(path: Path, installed: Catalog) -> list[Problem]:
    if path.name.endswith(".cases.yaml"):
        with known_to(path, installed) as catalog:
            return [problem for result in run_cases(path, catalog) for problem in result.problems]
    document, problems = strict_yaml.examine(path.read_bytes(), str(path))
    data: Any = document.data if document is not None else None
    if isinstance(data, dict) and "decisions" in data:
        return _in_file(not_yet(read_decisions(path), today()), path)
    if isinstance(data, dict) and "corrections" in data:
        return _in_file(not_yet(read_corrections(path), today()), path)
    if problems or isinstance(data, dict):
        with known_to(path, installed) as catalog:
            return check_ruleset(path, catalog.criteria, linted=True)
    return [Problem("check-unknown-kind", Place(str(path)), {"found": path.name})]


def _in_file(problems: list[Problem], path: Path) -> list[Problem]:
    return [replace(problem, place=Place(str(path))) for problem in problems]


def check_bundle(folder: Path, installed: Catalog) -> list[Problem]:
    """Return the problems of a bundle folder (its hooks, criteria, rulesets and cases) and what was checked.

    Its rulesets may pin the criteria of other installed bundles. Numbers that wait for the county are one line,
    what small counties get is left out: the check of a ruleset's file tells all of it.
    """
    try:
        with opened(folder, installed) as bundle:
            return _check_content(folder, bundle.own, bundle.everything)
    except PluginError as error:
        return list(error.problems)


def _check_content(folder: Path, own: Catalog, everything: Catalog) -> list[Problem]:
    checked = [check_ruleset(path, everything.criteria, linted=True) for path in own.ruleset_files]
    problems = [problem for found in checked for problem in _waiting_folded(found)]
    cases = case_files([folder])
    problems = check_editions(own, everything) + check_versions(own.ruleset_files) + problems
    problems += check_unpinned(own, [*own.ruleset_files, *cases])
    known = Known()
    results = [result for path in cases for result in run_cases(path, everything, known)]
    problems += [problem for result in results for problem in result.problems]
    counts = {"criteria": len(own.criteria), "rulesets": len(own.ruleset_files), "cases": len(results)}
    return [*problems, Problem("bundle-checked", Place(str(folder)), counts, "info")]


def _waiting_folded(problems: list[Problem]) -> list[Problem]:
    problems = [problem for problem in problems if problem.code not in _ASIDE]
    waiting = [problem for problem in problems if problem.code == "ruleset-number-waits" and problem.severity == "info"]
    if not waiting:
        return problems
    place = Place(waiting[0].place.file)
    one = Problem("ruleset-numbers-wait", place, {"found": len(waiting), "file": place.file}, "info")
    return [*(problem for problem in problems if problem not in waiting), one]
