"""The catalog for a cases file: what is installed, and the bundle that the file stands in."""

import sys
from pathlib import Path

from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.folders import load_project, project_in


def catalog_of(folder: Path, installed: Catalog) -> Catalog:
    """Return the catalog of a bundle's folder over the installed ones; the installed one where it is the same.

    The package is imported as the tests beside it import it; where it cannot be, the folder (or its `src`) goes to
    the end of `sys.path` first. Raises PluginError with every reason for which the bundle is refused.
    """
    if any(bundle.file and Path(bundle.file).resolve().is_relative_to(folder) for bundle in installed.bundles):
        return installed
    project = project_in(folder)
    sys.path += [str(place) for place in (folder / "src", folder) if place.is_dir() and str(place) not in sys.path]
    return load_project(project).over(installed, project.name)
