"""A bundle on disk: its project file, its package, and the file in which its hooks stand."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from efficiency_rules.errors import Place, Problem
from efficiency_rules.plugins.hooks import PROJECT
from efficiency_rules.rulesets.document import is_ruleset_file
from efficiency_rules.scaffolds.naming import ScaffoldError


@dataclass(frozen=True, slots=True)
class BundleFolder:
    """Where the parts of a bundle are."""

    folder: Path
    name: str
    """Name of the package that is installed: `qinghe-rules`."""
    package: str
    """Name under which it is imported: `qinghe_rules`."""
    home: Path
    """Folder of the package."""
    hooks: Path
    """The file that the entry point names."""

    @property
    def cases(self) -> Path:
        """Folder of the cases."""
        return self.home / "cases"

    @property
    def rulesets(self) -> list[Path]:
        """Files of its rulesets."""
        return sorted(path for path in (self.home / "rulesets").rglob("*.yaml") if is_ruleset_file(path))

    @property
    def tests(self) -> Path:
        """Folder of the tests."""
        return self.folder / "tests"


def find_bundle(folder: Path) -> BundleFolder:
    """Return the bundle of a folder; raises ScaffoldError where there is no bundle in it."""
    project = folder / "pyproject.toml"
    if not project.is_file():
        raise ScaffoldError(Problem("new-no-bundle", Place(str(folder)), {"found": str(folder)}))
    try:
        data = tomllib.loads(project.read_text("utf-8")).get("project", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScaffoldError(Problem("project-broken", Place(str(project)), {"found": str(error)})) from error
    entries: dict[str, str] = data.get("entry-points", {}).get(PROJECT, {})
    if not entries:
        raise ScaffoldError(Problem("new-no-bundle", Place(str(project)), {"found": str(folder)}))
    module = next(iter(entries.values())).partition(":")[0]
    package, *inside = module.split(".")
    for home in (folder / "src" / package, folder / package):
        below = home.joinpath(*inside)
        hooks = below.with_suffix(".py") if inside and below.with_suffix(".py").is_file() else below / "__init__.py"
        if hooks.is_file():
            return BundleFolder(folder, str(data.get("name", package)), package, home, hooks)
    facts = {"found": module, "expected": str(folder / "src" / package / "__init__.py")}
    raise ScaffoldError(Problem("new-no-package", Place(str(project)), facts))
