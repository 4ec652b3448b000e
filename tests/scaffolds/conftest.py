"""A new bundle in a folder, loaded as it stands there and forgotten afterwards."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest

import efficiency_rules as er
from efficiency_rules.cli.bundle_folders import Opened, opened
from efficiency_rules.scaffolds.bundles import new_bundle


class Open(Protocol):
    """Opens a bundle's folder, over the installed bundles where they are given."""

    def __call__(self, folder: Path, installed: er.Catalog | None = None) -> AbstractContextManager[Opened]: ...


@pytest.fixture(scope="session")
def nothing() -> er.Catalog:
    """A catalog in which nothing is installed."""
    return er.load_plugins((), discover=False)


@pytest.fixture
def open_bundle(nothing: er.Catalog, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Return a function that opens a bundle; what it imported is forgotten afterwards."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def open_folder(folder: Path, installed: er.Catalog | None = None) -> AbstractContextManager[Opened]:
        _forget()
        return opened(folder, installed or nothing)

    yield open_folder
    _forget()


def _forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "fresh_rules"]:
        del sys.modules[name]


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The folder of a new bundle."""
    folder = tmp_path / "fresh"
    new_bundle("fresh-rules", folder=folder, year=2025)
    return folder


@pytest.fixture(scope="session")
def jingbian() -> er.Catalog:
    """The installed bundles."""
    return er.load_plugins()


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return Path(__file__).parents[2]
