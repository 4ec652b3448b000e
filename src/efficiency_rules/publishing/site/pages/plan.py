"""The page of a plan: its text as issued, every sentence with the items that rest on it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from efficiency_rules.publishing.search import Entry
from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.documents import Document
from efficiency_rules.publishing.site.page import Crumb, Page
from efficiency_rules.publishing.site.pages.item import crumbs
from efficiency_rules.rulesets.linting.plan import phrases_without, plain, plan_of
from efficiency_rules.rulesets.model import Item, Ruleset

_SENTENCE = re.compile(r"[^。；]+[。；]?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the plan, and the items that quote words of it."""

    text: str
    items: tuple[Item, ...]


def plan_page(ruleset: Ruleset, text: str, address: str) -> Page:
    """Return the page of the plan behind a ruleset."""
    paragraphs = list(_paragraphs(text, ruleset.items))
    uncovered = _uncovered(ruleset, text)
    return Page(
        address=address,
        template="plan.html",
        title=ruleset.document.name,
        context={
            "ruleset": ruleset,
            "paragraphs": paragraphs,
            "uncovered": uncovered,
            "year": addresses.year(ruleset),
            "item_address": lambda item: addresses.item(ruleset, item),
            "crumbs": crumbs(ruleset, Crumb("方案原文", "Plan")),
        },
        data={
            "schema": "efficiency-rules/site-plan/1",
            "ruleset": ruleset.id,
            "sentences": [
                {"text": one.text, "items": [item.use for item in one.items]} for part in paragraphs for one in part
            ],
            "uncovered": dict(uncovered),
        },
        entry=Entry(
            address=address,
            title=ruleset.document.name,
            clause=ruleset.document.number,
            text=text,
            year=ruleset.year,
            kind="plan",
        ),
    )


def plans_page(documents: Sequence[Document]) -> Page:
    """Return the page that leads to the plan behind each of these documents."""
    return Page(
        address="plan/",
        template="plans.html",
        title="方案原文",
        context={
            "plans": [(one, addresses.plan(one)) for one in reversed(documents)],
            "crumbs": [Crumb("首页", "Start", ""), Crumb("方案原文", "Plans")],
        },
        data={"schema": "efficiency-rules/site-plans/1", "plans": [addresses.plan(one) for one in documents]},
    )


def _paragraphs(text: str, items: Sequence[Item]) -> Iterator[list[Sentence]]:
    for line in text.splitlines():
        if line.strip():
            yield [Sentence(words, _resting(words, items)) for words in _SENTENCE.findall(line.strip())]


def _resting(sentence: str, items: Sequence[Item]) -> tuple[Item, ...]:
    words = plain(sentence)
    return tuple(item for item in items if any(plain(quote) in words for quote in item.quotes))


def _uncovered(ruleset: Ruleset, text: str) -> list[tuple[str, list[str]]]:
    """Return the phrases of the clauses about content that no item quotes, by clause; clauses without any left out."""
    plan = plan_of(text)
    quotes = [quote for item in ruleset.items for quote in item.quotes]
    clauses = [plan.clause(area.clause) for area in ruleset.areas]
    found = [(one, phrases_without(plan.text(one), quotes)) for one in clauses if one is not None]
    return [(clause, phrases) for clause, phrases in found if phrases]
