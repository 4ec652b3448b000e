"""The catalog for a cases file: what is installed, and the bundle that the file stands in."""

import importlib.metadata
import sys
import tomllib
from pathlib import Path

from efficiency_rules.errors import PluginError
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.hooks import PROJECT
from efficiency_rules.plugins.host import import_problem, load_plugins


def bundle_around(path: Path) -> Path | None:
    """Return the nearest folder above a file whose pyproject.toml names entry points of ours; None without one."""
    return next((folder for folder in path.resolve().parents if _entries(folder)[1]), None)


def catalog_of(folder: Path, installed: Catalog) -> Catalog:
    """Return the catalog of a bundle's folder over the installed ones; the installed one where it is the same.

    The package is imported as the tests beside it import it; where it cannot be, the folder (or its `src`) goes to
    the end of `sys.path` first. Raises PluginError with every reason for which the bundle is refused.
    """
    if any(bundle.file and Path(bundle.file).resolve().is_relative_to(folder) for bundle in installed.bundles):
        return installed
    package, entries = _entries(folder)
    sys.path += [str(place) for place in (folder / "src", folder) if place.is_dir() and str(place) not in sys.path]
    bundles, problems = [], []
    for name, value in entries.items():
        try:
            bundles.append(importlib.metadata.EntryPoint(name, value, PROJECT).load())
        # Whatever a bundle raises when it is imported is refused by name.
        except Exception as error:
            problems.append(import_problem(name, value, package, error))
    if problems:
        raise PluginError(problems)
    return load_plugins(bundles, discover=False).over(installed, package)


def _entries(folder: Path) -> tuple[str, dict[str, str]]:
    """Return the name of the project in a folder and its entry points of our group; none where it has no project."""
    file = folder / "pyproject.toml"
    try:
        project = tomllib.loads(file.read_text("utf-8")).get("project", {}) if file.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        # The build tool has better words for it.
        return "", {}
    return str(project.get("name", "")), project.get("entry-points", {}).get(PROJECT, {})
