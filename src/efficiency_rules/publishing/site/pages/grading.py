"""The page of a ruleset's grading: shares drawn, policies in words, and the seats for any number of units."""

from typing import Any

from efficiency_rules.changes.difference.terms import CHOICES, NAMES
from efficiency_rules.grading import GradeScheme
from efficiency_rules.publishing.search import Entry
from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.page import Crumb, Page
from efficiency_rules.publishing.site.pages.item import crumbs
from efficiency_rules.rulesets.model import Ruleset

UNITS = (*range(1, 21), *range(25, 101, 5), 120, 150, 200, 300)
"""Numbers of units for which the page shows the seats without a script."""


def grading_page(ruleset: Ruleset) -> Page:
    """Return the page of how grades are decided."""
    scheme = ruleset.grading
    return Page(
        address=f"{addresses.year(ruleset)}grading/",
        template="grading.html",
        title=f"等次评定（{ruleset.id}）",
        context={
            "ruleset": ruleset,
            "scheme": scheme,
            "seat_scheme": seat_scheme(scheme),
            "table": [(number, scheme.rule.seats(number)) for number in UNITS] if scheme.rule else [],
            "policies": _policies(scheme),
            "crumbs": crumbs(ruleset, Crumb("等次评定", "Grading")),
        },
        data={"schema": "efficiency-rules/site-grading/1", "ruleset": ruleset.id, **seat_scheme(scheme)},
        entry=Entry(
            address=f"{addresses.year(ruleset)}grading/",
            title=f"等次评定 {ruleset.year}",
            clause=ruleset.grading_clause,
            text=" ".join(grade.title for grade in scheme.grades),
            year=ruleset.year,
            kind="year",
            status=ruleset.status,
        ),
    )


def seat_scheme(scheme: GradeScheme) -> dict[str, Any]:
    """Return what the page's script works the seats out from: exact shares as pairs of whole numbers in text."""
    return {
        "method": scheme.seats,
        "seat_tie": scheme.seat_tie,
        "at_most": list(scheme.at_most),
        "counts": [] if scheme.counts is None else list(scheme.counts.seats),
        "grades": [
            {
                "id": grade.id,
                "title": grade.title,
                "share": None if grade.share is None else [str(grade.share.numerator), str(grade.share.denominator)],
            }
            for grade in scheme.grades
        ],
    }


def _policies(scheme: GradeScheme) -> list[dict[str, tuple[str, str]]]:
    """Return every policy in words, one entry a key: what it is called and what it says, in both languages."""
    chosen = [
        ("pool", scheme.pool),
        ("base", scheme.base),
        ("seats", scheme.seats),
        ("seat_tie", scheme.seat_tie if scheme.seats else None),
        ("ties.then", scheme.then),
        ("restrictions", scheme.restrictions),
        ("corrections", scheme.corrections),
    ]
    return [
        {"name": NAMES["grading", key], "value": CHOICES[key.removeprefix("ties.")][choice]}
        for key, choice in chosen
        if choice is not None
    ]
