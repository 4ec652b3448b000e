"""Prose: the guides of the documentation as pages, their links leading inside the site."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from efficiency_rules.publishing.site import addresses

Leads = Callable[[str], str | None]
"""From the target of a link to its address in the site; None where it leads nowhere in it."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A document as HTML, with its title (the first heading) and its words without markup."""

    title: str
    html: str
    words: str


def docs_folder() -> Path | None:
    """Return the folder of the guides: beside the package as it was installed, or in a checkout; None without."""
    package = Path(__file__).parents[2]
    return next((one for one in (package / "docs", package.parents[1] / "docs") if (one / "README.md").is_file()), None)


def prose(text: str, leads: Leads) -> Prose:
    """Return a Markdown document as HTML; HTML inside it is shown as text, links that lead nowhere are plain words."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    title = ""
    seen: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            words = _words(tokens[at + 1])
            title = title or words
            token.attrSet("id", _unique(_slug(words), seen))
        if token.type == "table_open":
            token.attrSet("class", "prose-table")
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.children:
            token.children = _led(token.children, leads)
    html = markdown.renderer.render(tokens, markdown.options, {})
    # Wide tables scroll by themselves, and with the keyboard too.
    html = html.replace("<table ", '<div class="scroll" tabindex="0" role="group"><table ').replace(
        "</table>", "</table></div>"
    )
    html = html.replace("<pre>", '<pre tabindex="0">')
    return Prose(title, html, " ".join(_words(token) for token in tokens if token.type == "inline"))


def _led(children: list[Token], leads: Leads) -> list[Token]:
    kept: list[Token] = []
    dropping = False
    for child in children:
        if child.type == "link_open":
            target = leads(str(child.attrGet("href") or ""))
            dropping = target is None
            if target is not None:
                child.attrSet("href", target)
        if not (dropping and child.type in ("link_open", "link_close")):
            kept.append(child)
        if child.type == "link_close":
            dropping = False
    return kept


def _words(token: Token) -> str:
    return "".join(child.content for child in token.children or () if child.type in ("text", "code_inline"))


def _slug(words: str) -> str:
    """Return a heading's anchor as documents on a forge link to it: lower case, blanks as hyphens, no punctuation."""
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") or "section"


def _unique(slug: str, seen: dict[str, int]) -> str:
    seen[slug] = seen.get(slug, 0) + 1
    return slug if seen[slug] == 1 else f"{slug}-{seen[slug] - 1}"


def guide_address(name: str) -> str:
    """Return the address of a guide: `how-to/tests.md` stands at `guides/how-to/tests/`."""
    if name == "README.md":
        return "guides/"
    return f"guides/{name.removesuffix('.md')}/"


def inside_guides(name: str, known: frozenset[str]) -> Leads:
    """Return where links of a guide lead: to other guides and to parts of pages, nowhere else."""
    here = guide_address(name)

    def leads(target: str) -> str | None:
        path, mark, part = target.partition("#")
        if not path:
            return mark + part
        meant = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if meant not in known:
            return None
        return addresses.root_from(here) + addresses.file_of(guide_address(meant)) + mark + part

    return leads
