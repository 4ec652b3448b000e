"""The site of the installed bundles, built once."""

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from jingbian_example import COUNTY

from efficiency_rules.changes.impact import impact
from efficiency_rules.cli.main import COMMANDS
from efficiency_rules.cli.publishing import trials
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.publishing.site.building import build_site
from efficiency_rules.publishing.site.pages import impact as impact_pages
from efficiency_rules.publishing.site.pages.impact import Trial
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
def trial(catalog: Catalog) -> Trial:
    """The change from 2025 to 2026 on the fictional county."""
    known = {source.ruleset.id: source.ruleset for source in sources_of(catalog)}
    return trials([("jingbian/2025", "jingbian/2026")], known, COUNTY / "roster.xlsx", COUNTY / "ledgers")[0]


@pytest.fixture(scope="session")
def tried_site(site: Path, catalog: Catalog, trial: Trial, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with the page of an impact; five orders are drawn instead of 200."""
    out = tmp_path_factory.mktemp("tried") / "out"
    shutil.copytree(site, out)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(impact_pages, "impact", partial(impact, orders=5))
        build_site(sources_of(catalog), catalog, out, COMMANDS, [trial])
    return out


@pytest.fixture(scope="session")
def pages(tried_site: Path) -> Mapping[str, str]:
    """The HTML of every page by its path from the root."""
    found = sorted(tried_site.rglob("*.html"))
    return {path.relative_to(tried_site).as_posix(): path.read_text("utf-8") for path in found}
