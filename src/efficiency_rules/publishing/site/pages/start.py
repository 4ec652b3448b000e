"""The first page: which document is in force, on any day, and all of them on a timeline."""

from collections.abc import Sequence

from efficiency_rules.publishing.site.documents import Document, documents_json
from efficiency_rules.publishing.site.page import Page
from efficiency_rules.publishing.site.pages.impact import Trial


def start_page(documents: Sequence[Document], trials: Sequence[Trial] = ()) -> Page:
    """Return the first page; which day it is, is nobody's business when it is made."""
    return Page(
        address="",
        template="start.html",
        title="计分细则",
        context={
            "documents": documents,
            "trials": trials,
            "documents_json": documents_json(documents),
            "crumbs": [],
            **timeline(documents),
        },
        data={
            "schema": "efficiency-rules/site/1",
            "documents": documents_json(documents),
            "impacts": [trial.address for trial in trials],
        },
    )


def timeline(documents: Sequence[Document]) -> dict[str, object]:
    """Return the years of a timeline and where each document lies on it, in tenths of a percent of its width."""
    first = min(one.first for one in documents).replace(month=1, day=1)
    last = max(one.last for one in documents).replace(month=12, day=31)
    days = (last - first).days + 1
    spans = [
        {
            "document": one,
            "left": (one.first - first).days * 1000 // days,
            "width": max(((one.last - one.first).days + 1) * 1000 // days, 1),
            # In the right half a name ends with its bar, so that it never leaves the drawing.
            "from_right": (one.first - first).days * 2 >= days,
        }
        for one in documents
    ]
    return {"spans": spans, "years": list(range(first.year, last.year + 1))}
