"""Rendering: a page becomes the bytes of its HTML and of the JSON beside it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape
from pydantic_core import to_json

from efficiency_rules.changes.difference.terms import CHOICES
from efficiency_rules.publishing.impact_page import impact_style
from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.examples import Examples
from efficiency_rules.publishing.site.page import Page
from efficiency_rules.publishing.site.words import KINDS

_SITE = files("efficiency_rules.publishing.site")
_STATIC = files("efficiency_rules.publishing") / "static"
_TEMPLATES = (_SITE / "templates", files("efficiency_rules.publishing.impact_page") / "templates")
_LIBRARY = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Rendering:
    """The templates; `digest` tells whether pages made with them would be the same."""

    environment: Environment
    digest: str

    @classmethod
    def of(cls, *, guides: bool) -> "Rendering":
        """Return the templates: every text is escaped, and a name that a page does not give is an error.

        `guides` says whether the site has the guides of the documentation.
        """
        environment = Environment(
            loader=FunctionLoader(lambda name: (_SITE / "templates" / name).read_text("utf-8")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals |= {"statuses": CHOICES["status"], "kinds": KINDS, "guides": guides}
        environment.globals["cases"] = _cases(environment)
        # Most words of a page stand on many pages.
        words = lru_cache(maxsize=2**12, typed=True)(in_both)
        environment.filters |= {"anchor": addresses.anchor, "en": words, "script_json": script_json}
        templates = sorted((one.name, one.read_bytes()) for folder in _TEMPLATES for one in folder.iterdir())
        # Any change of our own code may change a page: words, curves, tables, differences.
        code = sorted((str(one), one.read_bytes()) for one in _LIBRARY.rglob("*.py"))
        said = [(name.rpartition("efficiency_rules")[2], content) for name, content in code]
        digest = hashlib.sha256(repr((guides, templates, said)).encode()).hexdigest()
        return cls(environment, digest)

    def files(self, page: Page) -> Iterator[tuple[str, bytes]]:
        """Yield the files of a page by address: `…/index.html`, and `…/index.json` beside it."""
        root = addresses.root_from(page.address)
        html = self.environment.get_template(page.template).render(
            page.context, page=page, root=root, to=lambda address: root + addresses.file_of(address)
        )
        yield f"{page.address}{addresses.PAGE}", html.encode()
        # The standard library writes indented JSON in plain Python, several times as slow.
        yield f"{page.address}index.json", to_json(page.data, indent=1) + b"\n"


def _cases(environment: Environment) -> Callable[[str, Sequence[Examples], str], Markup]:
    """Return what shows the examples of a criterion (`id@edition`) to the readers of a ruleset (its id).

    All rulesets but those that cases take their numbers from show the same: it is made once for them.
    """
    made: dict[tuple[str, str], Markup] = {}

    def cases(use: str, examples: Sequence[Examples], ruleset: str) -> Markup:
        key = use, ruleset if any(one.ruleset == ruleset for one in examples) else ""
        if key not in made:
            html = environment.get_template("cases.html").render(examples=examples, ruleset=ruleset)
            made[key] = Markup(html)
        return made[key]

    return cases


def in_both(zh: object, en: object) -> Markup:
    """Return words in Chinese and in English, of which a page shows one: `{{ "首页"|en("Start") }}`.

    A filter and no macro, since Jinja2 puts the result of a filter over constants into the template.
    """
    return Markup(f'<span class="zh" lang="zh-CN">{escape(zh)}</span><span class="en" lang="en">{escape(en)}</span>')


def script_json(data: Any) -> str:
    """Return data for a `<script type="application/json">`: nothing in it can end the element."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def static_files() -> Mapping[str, bytes]:
    """Return the stylesheets and the script, which lie at the root of the site."""
    own = {name: (_STATIC / name).read_bytes() for name in ("icon.svg", "site.css", "site.js")}
    return own | {"impact.css": impact_style().encode()}
