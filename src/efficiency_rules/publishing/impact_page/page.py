"""Rendering an impact's plain data: the whole page, or the fragment that another page embeds."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from efficiency_rules.changes.difference.terms import CHOICES
from efficiency_rules.publishing.formulas.view import Words
from efficiency_rules.publishing.impact_page import words
from efficiency_rules.publishing.impact_page.areas import areas
from efficiency_rules.publishing.impact_page.axis import WIDTH
from efficiency_rules.publishing.impact_page.flow import flow
from efficiency_rules.publishing.impact_page.steps import contributions
from efficiency_rules.publishing.impact_page.totals import classes, totals

Data = Mapping[str, Any]

MOST_REASONS = 3
"""Steps named beside a unit whose grade changes: those with the greatest part in it."""


def impact_page(data: Data, *, roster: str = "") -> str:
    """Return a page of its own, in Chinese: style and charts inside, no script, nothing fetched.

    `data` and `roster` are those of `impact_fragment`.
    """
    fragment = impact_fragment(data, roster=roster)
    return _environment().get_template("page.html").render(data=data, style=impact_style(), fragment=fragment)


def impact_fragment(data: Data, *, roster: str = "") -> str:
    """Return what stands in the page's main part, one <div class="impact">; `impact_style()` belongs to it.

    `data` is `Impact.to_dict()`, or the JSON that `efficiency-rules impact --format json` prints; `roster` is what
    the roster of the units is called (`roster_title`). Words are there in Chinese and in English, by the classes
    zh and en; the style shows one of them.
    """
    titles = {grade["id"]: grade["title"] for grade in data["grades"]}

    def named(grades: list[str]) -> Words:
        return words.named(grades, titles)

    movers = [unit for unit in data["units"] if unit["grade"]["before"] != unit["grade"]["after"]]
    return (
        _environment()
        .get_template("fragment.html")
        .render(
            data=data,
            roster=roster,
            width=WIDTH,
            named=named,
            movers=sorted(
                movers, key=lambda unit: (unit["rank"]["after"] is None, unit["rank"]["after"], unit["unit"])
            ),
            reasons=_reasons,
            changes=words.changes,
            steps={step["id"]: step for step in data["steps"]},
            status=CHOICES["status"][data["new"]["status"]],
            policies=CHOICES["missing"],
            flow=flow(data),
            totals=totals(data),
            bars=contributions(data),
            areas=areas(data),
            classes=classes(data),
        )
    )


def impact_style() -> str:
    """Return the stylesheet of the fragment; every rule is below `.impact`."""
    return _environment().get_template("impact.css").render()


def _reasons(unit: Data) -> list[Data]:
    """The steps with the greatest part in a unit's change of grade, the earlier in the document where equal."""
    parts = [one for one in unit["shapley"] if Decimal(one["grade"].rstrip("%"))]
    return sorted(parts, key=lambda one: -abs(Decimal(one["grade"].rstrip("%"))))[:MOST_REASONS]


def _environment() -> Environment:
    loader = PackageLoader("efficiency_rules.publishing.impact_page")
    environment = Environment(
        loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"signed": words.signed, "short": words.short, "minus": words.minus}
    return environment
