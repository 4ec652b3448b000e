"""What `check` does with a path: finds out what it is and collects all its problems."""

import importlib
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from efficiency_rules import strict_yaml
from efficiency_rules.cli.evaluating import find_ruleset
from efficiency_rules.errors import EfficiencyRulesError, Place, PluginError, Problem
from efficiency_rules.evaluation.inputs import read_decisions
from efficiency_rules.evidence.reading import read_evidence
from efficiency_rules.evidence.roster import read_roster
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.hooks import PROJECT
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.testing.cases import case_files, run_cases

_TABLES = (".xlsx", ".xls", ".csv", ".parquet")


def check_paths(paths: Sequence[Path], ruleset: str | None, roster: Path | None) -> list[Problem]:
    """Return every problem of every path, in the order given."""
    catalog = load_plugins()
    problems: list[Problem] = []
    for path in paths:
        try:
            problems += _check(path, ruleset, roster, catalog)
        except PluginError:
            raise
        except EfficiencyRulesError as error:
            problems += error.problems
    return problems


def _check(path: Path, ruleset: str | None, roster: Path | None, catalog: Catalog) -> list[Problem]:
    if path.is_dir():
        return _check_folder(path, ruleset, roster, catalog)
    if path.suffix in (".yaml", ".yml"):
        return _check_yaml(path, catalog)
    if path.suffix.lower() in _TABLES:
        if ruleset is None:
            return [Problem("check-needs-ruleset", Place(str(path)))]
        read_roster(path, find_ruleset(ruleset, catalog))
        return []
    return [Problem("check-unknown-kind", Place(str(path)), {"found": path.name})]


def _check_folder(path: Path, ruleset: str | None, roster: Path | None, catalog: Catalog) -> list[Problem]:
    if (path / "pyproject.toml").is_file():
        return check_bundle(path)
    yamls = sorted(found for found in path.rglob("*.yaml") if found.name != "ledgers.yaml")
    if yamls:
        return [problem for found in yamls for problem in _check_yaml(found, catalog)]
    if not any(found.suffix.lower() in _TABLES for found in path.iterdir()):
        return [Problem("check-unknown-kind", Place(str(path)), {"found": path.name})]
    if ruleset is None or roster is None:
        return [Problem("check-needs-ruleset", Place(str(path)))]
    bound = find_ruleset(ruleset, catalog)
    return list(read_evidence(path, bound, read_roster(roster, bound)).problems)


def _check_yaml(path: Path, catalog: Catalog) -> list[Problem]:
    if path.name.endswith(".cases.yaml"):
        return [problem for result in run_cases(path, catalog) for problem in result.problems]
    document, problems = strict_yaml.examine(path.read_bytes(), str(path))
    data: Any = document.data if document is not None else None
    if isinstance(data, dict) and "decisions" in data:
        read_decisions(path)
        return []
    if problems or isinstance(data, dict):
        return check_ruleset(path, catalog.criteria)
    return [Problem("check-unknown-kind", Place(str(path)), {"found": path.name})]


def check_bundle(folder: Path) -> list[Problem]:
    """Return the problems of a bundle folder: its hooks, criteria, rulesets and cases."""
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8")).get("project", {})
    modules = list(project.get("entry-points", {}).get(PROJECT, {}).values())
    if not modules:
        return [Problem("bundle-empty", facts={"bundle": folder.name, "file": str(folder / "pyproject.toml")})]
    places = [str(place) for place in (folder / "src", folder) if place.is_dir()]
    sys.path[:0] = places
    try:
        bundles = [importlib.import_module(module) for module in modules]
    except Exception as error:
        facts = {"bundle": folder.name, "package": str(project.get("name", "")), "module": "、".join(modules)}
        return [Problem("bundle-import", facts=facts | {"found": f"{type(error).__name__}: {error}"})]
    finally:
        del sys.path[: len(places)]
    try:
        catalog = load_plugins(bundles, discover=False)
    except PluginError as error:
        return list(error.problems)
    problems = [p for path in catalog.ruleset_files for p in check_ruleset(path, catalog.criteria)]
    for path in case_files([folder]):
        problems += [problem for result in run_cases(path, catalog) for problem in result.problems]
    return problems
