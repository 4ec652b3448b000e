"""Bundles in folders: what a project's pyproject.toml says of its entry points, and these imported."""

import importlib.metadata
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from efficiency_rules.errors import Place, PluginError, Problem
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.hooks import PROJECT
from efficiency_rules.plugins.host import import_problem, load_plugins


@dataclass(frozen=True, slots=True)
class Project:
    """The name of a project, and its entry points of our group by name; none where it brings no bundle."""

    name: str
    entries: Mapping[str, str]

    @property
    def packages(self) -> set[str]:
        """The packages that the entry points lead to."""
        return {value.partition(":")[0].partition(".")[0] for value in self.entries.values()}


def project_in(folder: Path) -> Project:
    """Return the project of a folder; raises PluginError when its pyproject.toml cannot be read."""
    file = folder / "pyproject.toml"
    try:
        project: dict[str, Any] = tomllib.loads(file.read_text("utf-8")).get("project", {}) if file.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PluginError(Problem("project-broken", Place(str(file)), {"found": str(error)})) from error
    return Project(str(project.get("name", "")), project.get("entry-points", {}).get(PROJECT, {}))


def bundle_around(path: Path) -> Path | None:
    """Return the folder of the bundle that a path is, or stands in; None where there is none."""
    path = path.resolve()
    return next((folder for folder in (path, *path.parents) if _is_bundle(folder)), None)


def load_project(project: Project) -> Catalog:
    """Return what the bundles of a project bring; raises PluginError with every reason for which one is refused."""
    bundles, problems = [], []
    for name, value in project.entries.items():
        try:
            bundles.append(importlib.metadata.EntryPoint(name, value, PROJECT).load())
        # Whatever a bundle raises when it is imported is refused by name.
        except Exception as error:
            problems.append(import_problem(name, value, project.name, error))
    if problems:
        raise PluginError(problems)
    return load_plugins(bundles, discover=False)


def _is_bundle(folder: Path) -> bool:
    try:
        return bool(project_in(folder).entries)
    except PluginError:
        # Whoever opens it is told.
        return False
