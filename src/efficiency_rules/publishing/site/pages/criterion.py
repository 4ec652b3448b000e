"""The stable page of a criterion: it leads to the version in force, and to every other one."""

from collections.abc import Sequence

from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.documents import Document, documents_json
from efficiency_rules.publishing.site.page import Crumb, Page


def criterion_pages(documents: Sequence[Document]) -> list[Page]:
    """Return one page for every criterion that a scheme has ever had."""
    pages = []
    for scheme in dict.fromkeys(one.scheme for one in documents):
        own = [one for one in documents if one.scheme == scheme]
        for id in dict.fromkeys(item[0] for one in own for item in one.items):
            pages.append(_page(scheme, id, own))
    return pages


def _page(scheme: str, id: str, documents: Sequence[Document]) -> Page:
    versions = [
        {"document": one, "title": title, "full": full, "address": f"{one.address}{id}/"}
        for one in documents
        for criterion, title, full in one.items
        if criterion == id
    ]
    title = str(versions[-1]["title"])
    there = [str(version["address"]) for version in versions]
    listed = [
        row | {"address": addresses.file_of(f"{one.address}{id}/") if f"{one.address}{id}/" in there else ""}
        for one, row in zip(documents, documents_json(documents), strict=True)
    ]
    return Page(
        address=addresses.criterion(scheme, id),
        template="criterion.html",
        title=title,
        context={
            "id": id,
            "title": title,
            "versions": versions,
            "documents_json": listed,
            "crumbs": [Crumb("首页", "Start", ""), Crumb(title, id)],
        },
        data={"schema": "efficiency-rules/site-criterion/1", "criterion": id, "scheme": scheme, "versions": listed},
    )
