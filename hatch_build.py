"""Packaging: the guides travel inside the wheel, since the rule site shows them; a checkout reads its own."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Guides(BuildHookInterface):
    """Puts `docs/**/*.md` into the package, except where the package is installed in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            root = Path(self.root)
            guides = {str(path): f"efficiency_rules/{path.relative_to(root)}" for path in root.glob("docs/**/*.md")}
            build_data["force_include"].update(guides)
