"""Rendering an impact's plain data: the whole page, or the fragment that another page embeds."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from efficiency_rules.publishing.impact_page import charts

Data = Mapping[str, Any]

MOST_REASONS = 3
"""Steps named beside a unit whose grade changes: those with the greatest part in it."""


def impact_page(data: Data) -> str:
    """Return a page of its own: style and charts inside, no script, nothing fetched."""
    return (
        _environment().get_template("page.html").render(data=data, style=impact_style(), fragment=impact_fragment(data))
    )


def impact_fragment(data: Data) -> str:
    """Return what stands in the page's main part, one <div class="impact">; `impact_style()` belongs to it.

    `data` is `Impact.to_dict()`, or the JSON that `efficiency-rules impact --format json` prints.
    """
    titles = {grade["id"]: grade["title"] for grade in data["grades"]}
    movers = [unit for unit in data["units"] if unit["grade"]["before"] != unit["grade"]["after"]]
    return (
        _environment()
        .get_template("fragment.html")
        .render(
            data=data,
            named=lambda grades: charts.grades_text(grades, titles),
            movers=sorted(
                movers, key=lambda unit: (unit["rank"]["after"] is None, unit["rank"]["after"], unit["unit"])
            ),
            reasons=_reasons,
            steps={step["id"]: step for step in data["steps"]},
            flow=charts.flow(data),
            totals=charts.totals(data),
            bars=charts.contributions(data),
            areas=charts.areas(data),
            classes=charts.classes(data),
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
    environment.filters |= {"signed": charts.signed, "short": charts.short}
    return environment
