"""A bundle used straight from its folder, installed or not: what it brings, over what is installed."""

import importlib
import importlib.metadata
import sys
import tomllib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from efficiency_rules.errors import Place, PluginError, Problem
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.hooks import PROJECT
from efficiency_rules.plugins.host import import_problem, load_plugins


@dataclass(frozen=True, slots=True)
class Opened:
    """What a bundle's folder brings by itself, and together with what is installed."""

    own: Catalog
    everything: Catalog


def bundle_around(path: Path) -> Path | None:
    """Return the folder of the bundle that a path is, or stands in; None where there is none."""
    path = path.resolve()
    return next((folder for folder in (path, *path.parents) if _is_bundle(folder)), None)


@contextmanager
def opened(folder: Path, installed: Catalog) -> Iterator[Opened]:
    """Load a bundle from its folder; it stands in the place of an installed copy of itself, while this is open.

    Raises PluginError with every reason for which it is refused.
    """
    entries = _entries(folder)
    if not entries:
        facts = {"bundle": folder.name, "file": str(folder / "pyproject.toml")}
        raise PluginError(Problem("bundle-empty", facts=facts))
    package = str(_project(folder).get("name", ""))
    with _importable(folder, {value.partition(":")[0].partition(".")[0] for value in entries.values()}):
        bundles, problems = [], []
        for name, value in entries.items():
            try:
                bundles.append(importlib.metadata.EntryPoint(name, value, PROJECT).load())
            except Exception as error:
                problems.append(import_problem(name, value, package, error))
        if problems:
            raise PluginError(problems)
        own = load_plugins(bundles, discover=False)
        yield Opened(own, own.over(installed, package))


@contextmanager
def known_to(path: Path, installed: Catalog) -> Iterator[Catalog]:
    """Yield what a file or folder may name: the bundle it stands in, as it stands there, over what is installed.

    Raises PluginError when that bundle is refused.
    """
    around = bundle_around(path)
    if around is None:
        yield installed
    else:
        with opened(around, installed) as bundle:
            yield bundle.everything


def _project(folder: Path) -> dict[str, Any]:
    file = folder / "pyproject.toml"
    try:
        project: dict[str, Any] = tomllib.loads(file.read_text("utf-8")).get("project", {}) if file.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PluginError(Problem("project-broken", Place(str(file)), {"found": str(error)})) from error
    return project


def _entries(folder: Path) -> dict[str, str]:
    entries: dict[str, str] = _project(folder).get("entry-points", {}).get(PROJECT, {})
    return entries


def _is_bundle(folder: Path) -> bool:
    try:
        return bool(_entries(folder))
    except PluginError:
        return False


@contextmanager
def _importable(folder: Path, packages: Collection[str]) -> Iterator[None]:
    """Let these packages be imported from a bundle folder, even where another copy of them is loaded."""
    elsewhere = {name for name in packages if name in sys.modules and not _stands_in(name, folder)}
    aside = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in elsewhere}
    places = [str(place) for place in (folder / "src", folder) if place.is_dir()]
    for name in aside:
        del sys.modules[name]
    sys.path[:0] = places
    importlib.invalidate_caches()
    try:
        yield
    finally:
        for place in places:
            sys.path.remove(place)
        for name in [name for name in sys.modules if name.partition(".")[0] in elsewhere]:
            del sys.modules[name]
        sys.modules.update(aside)


def _stands_in(package: str, folder: Path) -> bool:
    file = getattr(sys.modules[package], "__file__", None)
    return file is not None and Path(file).resolve().is_relative_to(folder.resolve())
