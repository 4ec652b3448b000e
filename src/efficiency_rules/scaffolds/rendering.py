"""Packaged templates: files with `$names` that are filled in, nothing more."""

from collections.abc import Mapping
from importlib.resources import files
from string import Template

_ROOT = files("efficiency_rules.scaffolds") / "templates"


def render(template: str, names: Mapping[str, object]) -> str:
    """Return the text of a packaged template with every `$name` filled in; KeyError for one that is not given."""
    return Template(_ROOT.joinpath(f"{template}.tmpl").read_text("utf-8")).substitute(names)


def families() -> tuple[str, ...]:
    """Return the formula families that have a template of a criterion, in order: `bands`, `bonus`, ..."""
    names = (entry.name for entry in _ROOT.joinpath("criteria").iterdir())
    return tuple(sorted(name.removesuffix(".py.tmpl") for name in names if name.endswith(".py.tmpl")))
