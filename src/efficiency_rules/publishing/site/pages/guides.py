"""The guides: the pages of the documentation, as they stand there."""

from pathlib import Path

from efficiency_rules.publishing.search import Entry
from efficiency_rules.publishing.site.page import Crumb, Page
from efficiency_rules.publishing.site.prose import guide_address, inside_guides, prose

_LONGEST = 4000
"""Characters of a guide that the search knows."""


def guide_pages(folder: Path) -> list[Page]:
    """Return one page for every document in a folder of documentation."""
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]
    known = frozenset(names)
    pages = []
    for name in names:
        made = prose((folder / name).read_text("utf-8"), inside_guides(name, known))
        address = guide_address(name)
        crumbs = [Crumb("首页", "Start", "")]
        crumbs += [] if name == "README.md" else [Crumb("指南", "Guides", "guides/")]
        pages.append(
            Page(
                address=address,
                template="prose.html",
                title=made.title,
                context={"html": made.html, "crumbs": [*crumbs, Crumb(made.title, made.title)]},
                data={"schema": "efficiency-rules/site-guide/1", "title": made.title, "source": f"docs/{name}"},
                entry=Entry(
                    address=address, title=made.title, clause="", text=made.words[:_LONGEST], year=0, kind="guide"
                ),
            )
        )
    return pages
