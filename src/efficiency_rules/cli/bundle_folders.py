"""A bundle used straight from its folder, installed or not: what it brings, over what is installed."""

import importlib
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from efficiency_rules.errors import PluginError, Problem
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.folders import bundle_around, load_project, project_in


@dataclass(frozen=True, slots=True)
class Opened:
    """What a bundle's folder brings by itself, and together with what is installed."""

    own: Catalog
    everything: Catalog


@contextmanager
def opened(folder: Path, installed: Catalog) -> Iterator[Opened]:
    """Load a bundle from its folder; it stands in the place of an installed copy of itself, while this is open.

    Raises PluginError with every reason for which it is refused.
    """
    project = project_in(folder)
    if not project.entries:
        facts = {"bundle": folder.name, "file": str(folder / "pyproject.toml")}
        raise PluginError(Problem("bundle-empty", facts=facts))
    with _importable(folder, project.packages):
        own = load_project(project)
        yield Opened(own, own.over(installed, project.name))


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
