"""The page of what changed between two rulesets, by area, in words a committee reads."""

from efficiency_rules.changes.difference import Difference
from efficiency_rules.changes.difference.terms import KIND_NAMES
from efficiency_rules.publishing.search import Entry
from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.page import Crumb, Page


def difference_page(difference: Difference, impact: str = "") -> Page:
    """Return the page of a difference; `impact` is the address of who moves because of it, empty without."""
    old, new = difference.old, difference.new
    address = addresses.difference(old, new)
    zh, en = f"{old.id} 与 {new.id} 的变动", f"What changed from {old.id} to {new.id}"
    return Page(
        address=address,
        template="difference.html",
        title=zh,
        context={
            "impact": impact,
            "old": old,
            "new": new,
            "heading": {"zh": zh, "en": en},
            "old_address": addresses.year(old),
            "new_address": addresses.year(new),
            "summary": {"zh": difference.summary("zh"), "en": difference.summary("en")},
            "groups": [
                {
                    "zh": group.zh,
                    "en": group.en,
                    "area": group.area,
                    "rows": [
                        {"kind": KIND_NAMES[kind], "zh": words, "en": english}
                        for (kind, words), (_, english) in zip(group.rows("zh"), group.rows("en"), strict=True)
                    ],
                }
                for group in difference.groups()
            ],
            "crumbs": [
                Crumb("首页", "Start", ""),
                Crumb(new.title, new.id, addresses.year(new)),
                Crumb("变动", "Changes"),
            ],
        },
        data=difference.to_dict(),
        entry=Entry(
            address=address,
            title=zh,
            clause="",
            text=" ".join(words for group in difference.groups() for _, words in group.rows("zh")),
            year=new.year,
            kind="diff",
            status=new.status,
        ),
    )
