"""The page of a plan: its text as issued, every sentence with the items that rest on it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from efficiency_rules.publishing.search import Entry
from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.documents import Document
from efficiency_rules.publishing.site.page import Crumb, Page
from efficiency_rules.publishing.site.pages.item import crumbs
from efficiency_rules.rulesets.linting.plan import phrases_without, plain, plan_of
from efficiency_rules.rulesets.model import Item, Ruleset

_SENTENCE = re.compile(r"[^。；]+[。；]?")
_CHAPTER = re.compile(r"[一二三四五六七八九十]+、[^。；，,]{1,20}")
_CELLS, _RULE = "|", re.compile(r"[-:|\s]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the plan, and the items that quote words of it."""

    text: str
    items: tuple[Item, ...]
    first: frozenset[str]
    """Ids of the items whose first sentence this is: their anchor stands here."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the plan; `chapter` where it is a heading such as 四、评价内容."""

    chapter: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's text beside a ruleset: what the table above it says, its paragraphs, and what no item quotes."""

    text: str
    head: list[tuple[str, str]]
    paragraphs: list[Paragraph]
    uncovered: list[tuple[str, list[str]]]

    @property
    def resting(self) -> frozenset[str]:
        """The ids of the items that rest on a sentence: the page has an anchor for each."""
        return frozenset(id for part in self.paragraphs for sentence in part.sentences for id in sentence.first)


def read_plan(ruleset: Ruleset, text: str) -> Plan:
    """Return a plan's text with the items that rest on it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head = _head(line for line in lines if _CELLS in line)
    paragraphs = list(_paragraphs((line for line in lines if _CELLS not in line), ruleset.items))
    return Plan(text, head, paragraphs, _uncovered(ruleset, text))


def plan_page(ruleset: Ruleset, plan: Plan, address: str) -> Page:
    """Return the page of the plan behind a ruleset."""
    return Page(
        address=address,
        template="plan.html",
        title=ruleset.document.name,
        context={
            "ruleset": ruleset,
            "head": plan.head,
            "paragraphs": plan.paragraphs,
            "uncovered": plan.uncovered,
            "year": addresses.year(ruleset),
            "item_address": lambda item: addresses.item(ruleset, item),
            "crumbs": crumbs(ruleset, Crumb("方案原文", "Plan")),
        },
        data={
            "schema": "efficiency-rules/site-plan/1",
            "ruleset": ruleset.id,
            "head": dict(plan.head),
            "sentences": [
                {"text": one.text, "items": [item.use for item in one.items]}
                for part in plan.paragraphs
                for one in part.sentences
            ],
            "uncovered": dict(plan.uncovered),
        },
        entry=Entry(
            address=address,
            title=ruleset.document.name,
            clause=ruleset.document.number,
            text=plan.text,
            year=ruleset.year,
            kind="plan",
            status=ruleset.status,
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


def _head(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return what a table above a published document says: names without their brackets, and values."""
    cells = [cell.strip() for line in lines if not _RULE.fullmatch(line) for cell in line.strip(_CELLS).split(_CELLS)]
    return [(name.strip("[] ").replace(" ", ""), value) for name, value in zip(cells[::2], cells[1::2], strict=False)]


def _paragraphs(lines: Iterable[str], items: Sequence[Item]) -> Iterator[Paragraph]:
    quotes = [(item, [plain(quote) for quote in item.quotes]) for item in items]
    seen: set[str] = set()
    for line in lines:
        sentences = []
        for words in _SENTENCE.findall(line):
            bare = plain(words)
            quoting = tuple(item for item, own in quotes if any(quote in bare for quote in own))
            first = frozenset(item.id for item in quoting) - seen
            seen |= first
            sentences.append(Sentence(words, quoting, first))
        yield Paragraph(_CHAPTER.fullmatch(line) is not None, tuple(sentences))


def _uncovered(ruleset: Ruleset, text: str) -> list[tuple[str, list[str]]]:
    """Return the phrases of the clauses about content that no item quotes, by clause; clauses without any left out."""
    plan = plan_of(text)
    quotes = [quote for item in ruleset.items for quote in item.quotes]
    clauses = [plan.clause(area.clause) for area in ruleset.areas]
    found = [(one, phrases_without(plan.text(one), quotes)) for one in clauses if one is not None]
    return [(clause, phrases) for clause, phrases in found if phrases]
