"""Keys: digests of all that a part of the site is made from, so that the same key means the same bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import efficiency_rules
from efficiency_rules.evaluation.digests import of_bytes, of_data
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.publishing.site.documents import Document
from efficiency_rules.publishing.site.rendering import Rendering


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything stands on: the library with its templates, and the code of every bundle by its title."""

    library: str
    bundles: Mapping[str, str]

    @classmethod
    def of(cls, catalog: Catalog, rendering: Rendering) -> "Ground":
        """Return the digests of this library and of the bundles of a catalog, as they lie now."""
        code: dict[str, list[str]] = {}
        for bundle in catalog.bundles:
            code.setdefault(bundle.title, []).append(_of_code(bundle.file))
        library = of_data([efficiency_rules.__version__, rendering.digest])
        return cls(library, {title: of_data(parts) for title, parts in code.items()})

    def document(self, source: str) -> str:
        """Return the key of what is read from a ruleset file; `source` is the file's own."""
        return of_data([self.library, self.bundles, source])

    def shared(self, *made_from: object) -> str:
        """Return the key of pages that are made from plain data alone."""
        return of_data([self.library, *made_from])

    def ruleset(
        self,
        sources: Sequence[str],
        documents: Sequence[Document],
        plan: str | None,
        examples: Mapping[str, str],
        impact: str,
    ) -> str:
        """Return the key of the pages of a ruleset: of its own file and document, and those of the one before it.

        `examples` are the digests of each criterion's; `impact` is the address that its changes lead to.
        """
        used = {bundle for one in documents for bundle in one.bundles}
        return of_data(
            {
                "library": self.library,
                "bundles": {title: code for title, code in self.bundles.items() if title in used},
                "sources": sources,
                "ids": [one.id for one in documents],
                "plan": plan or "",
                "impact": impact,
                "examples": [examples.get(use, "") for use in documents[0].uses],
            }
        )


def _of_code(file: str) -> str:
    """Return the digest of all Python files beside a bundle's own and below; empty for one without a file."""
    if not file:
        return ""
    folder = Path(file).parent
    modules = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*.py"))
    return of_data([[name, of_bytes(path.read_bytes())] for name, path in modules])
