"""The pytest plugin: every case of a `*.cases.yaml` file is a test, named by its words.

Registered by an entry point, so that it is there wherever the library is installed; it imports nothing of the
library before pytest meets such a file (docs/decisions/0017-test-kit.md).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from efficiency_rules.errors import Problem
    from efficiency_rules.plugins.catalog import Catalog
    from efficiency_rules.testing.cases import Case
    from efficiency_rules.testing.named_ruleset import Known

_SUFFIX = ".cases.yaml"
_CATALOGS: "pytest.StashKey[dict[Path | None, Catalog]]" = pytest.StashKey()
_KNOWN: "pytest.StashKey[dict[int, Known]]" = pytest.StashKey()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "CasesFile | None":
    """Collect `*.cases.yaml`."""
    return CasesFile.from_parent(parent, path=file_path) if file_path.name.endswith(_SUFFIX) else None


class CaseFailed(Exception):
    """An expectation of a case does not hold, or the case cannot be run."""

    def __init__(self, problems: Iterable["Problem"]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{problem.text('zh')}\n{problem.text('en')}" for problem in self.problems))


class CasesFile(pytest.File):
    """One cases file, run against the installed bundles and the one it stands in."""

    def collect(self) -> Iterable["CaseItem"]:
        """Yield one test a case; a file that cannot be used is one failing test."""
        from efficiency_rules.testing.cases import read_cases

        catalog = _catalog(self.config, self.path)
        known = self.config.stash.setdefault(_KNOWN, {}).setdefault(id(catalog), {})
        for case in read_cases(self.path, catalog, known):
            yield CaseItem.from_parent(self, name=case.name, case=case)


def _catalog(config: pytest.Config, path: Path) -> "Catalog":
    """Return the catalog for a file, loaded once a session; a bundle that is refused is an error of collection."""
    from efficiency_rules.errors import PluginError
    from efficiency_rules.plugins.folders import bundle_around
    from efficiency_rules.plugins.host import load_plugins
    from efficiency_rules.testing.around import catalog_of

    catalogs = config.stash.setdefault(_CATALOGS, {})
    try:
        if None not in catalogs:
            catalogs[None] = load_plugins()
        folder = bundle_around(path)
        if folder not in catalogs and folder is not None:
            catalogs[folder] = catalog_of(folder, catalogs[None])
    except PluginError as error:
        raise pytest.Collector.CollectError(f"{error.text('zh')}\n{error.text('en')}") from error
    return catalogs[folder]


class CaseItem(pytest.Item):
    """One case as a test."""

    def __init__(self, *, case: "Case", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case

    def runtest(self) -> None:
        """Run the case; raises CaseFailed with everything that does not hold."""
        problems = self.case.result().problems
        if problems:
            raise CaseFailed(problems)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what was expected and found, at its line; no traceback, for nobody wrote any Python."""
        if isinstance(excinfo.value, CaseFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return file, line (from zero) and what to call the case."""
        line = self.case.place.line
        # With the file before it: pytest takes dots of a bare name for those of a Python path.
        return self.path, None if line is None else line - 1, f"{self.path.name}: {self.name}"
