"""The site of the installed bundles, built once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from efficiency_rules.cli.main import COMMANDS
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.publishing.site.building import build_site
from efficiency_rules.publishing.site.sources import sources_of


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_plugins()


@pytest.fixture(scope="session")
def site(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the site of the installed bundles."""
    out = tmp_path_factory.mktemp("site") / "out"
    build_site(sources_of(catalog), catalog, out, COMMANDS)
    return out


@pytest.fixture(scope="session")
def pages(site: Path) -> Mapping[str, str]:
    """The HTML of every page by its path from the root."""
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
