"""Building: all pages of a site, those of unchanged rulesets left as they lie, nothing half-written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from efficiency_rules.evaluation.digests import of_bytes
from efficiency_rules.evidence.types import Model
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.documents import Document, document_of, in_order, predecessors
from efficiency_rules.publishing.site.examples import Examples, examples_of
from efficiency_rules.publishing.site.folder import Folder
from efficiency_rules.publishing.site.keys import Ground
from efficiency_rules.publishing.site.manifest import mark_of
from efficiency_rules.publishing.site.numbers import bases_of
from efficiency_rules.publishing.site.page import Page
from efficiency_rules.publishing.site.pages.criterion import criterion_pages
from efficiency_rules.publishing.site.pages.difference import difference_page
from efficiency_rules.publishing.site.pages.grading import grading_page
from efficiency_rules.publishing.site.pages.guides import guide_pages
from efficiency_rules.publishing.site.pages.impact import Trial, impact_page
from efficiency_rules.publishing.site.pages.item import item_page
from efficiency_rules.publishing.site.pages.plan import plan_page, plans_page, read_plan
from efficiency_rules.publishing.site.pages.reference import reference_pages
from efficiency_rules.publishing.site.pages.start import start_page
from efficiency_rules.publishing.site.pages.year import year_page
from efficiency_rules.publishing.site.prose import docs_folder
from efficiency_rules.publishing.site.rendering import Rendering, static_files
from efficiency_rules.publishing.site.shown import shown
from efficiency_rules.publishing.site.sources import Source
from efficiency_rules.publishing.site.views import Views
from efficiency_rules.publishing.site.writing import Parts, Writer
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.scaffolds.counties import blank_ledger

Commands = Mapping[str, Mapping[Any, str]]
"""What each command of the command line does, by language."""


@dataclass(frozen=True, slots=True)
class Once:
    """What many rulesets share, made only once: views of formulas, and empty ledgers by type and first day."""

    views: Views
    ledger: Callable[[Model, date], bytes]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: pages in all, files written, files that lay there already, files removed."""

    pages: int
    written: int
    kept: int
    removed: int


def build_site(
    sources: Sequence[Source], catalog: Catalog, out: Path, commands: Commands, trials: Sequence[Trial] = ()
) -> Built:
    """Write the site of these rulesets into the folder `out`; what did not change since the last build is kept.

    `trials` are the changes whose impact has a page; their rulesets are among the sources. Only rulesets that changed,
    and those that follow them, are read and bound. The same rulesets, trials, bundles and library give the same bytes.
    Raises EvaluationError when `out` holds anything but an earlier site of ours, and RulesetError when a ruleset does
    not hold; nothing was written then. A file of somebody else at the address of a page is an EvaluationError too, and
    stays as it is.
    """
    rendering = Rendering.of(guides=docs_folder() is not None)
    ground = Ground.of(catalog, rendering)
    folder = Folder.read(out)
    read = {ground.document(one.key): one for one in sources}
    documents = {key: folder.manifest.documents.get(key) or document_of(*one.load()) for key, one in read.items()}
    by_id = {document.id: read[key] for key, document in documents.items()}
    ordered = in_order({document.id: document for document in documents.values()}.values())
    plans = {one.id: by_id[one.id].plan(one.text) for one in ordered}
    examples = examples_of(catalog)
    told = {use: of_bytes(repr(own).encode()) for use, own in examples.items()}
    writer = Writer(folder, rendering, documents)
    once = Once(Views(), cache(blank_ledger))
    earlier = predecessors(ordered)
    impacts = {(trial.old.id, trial.new.id): trial.address for trial in trials}
    for one in ordered:
        both = [own for own in (one, earlier[one.id]) if own is not None]
        own = [by_id[document.id] for document in both]
        impact = "" if len(both) == 1 else impacts.get((both[1].id, one.id), "")
        key = ground.ruleset([source.key for source in own], both, plans[one.id], told, impact)
        writer.section(f"ruleset:{one.id}", key, partial(_of_ruleset, own, plans[one.id], examples, once, impact))
    for trial in trials:
        before = earlier[trial.new.id]
        difference = before is not None and before.id == trial.old.id
        key = ground.shared(ground.bundles, difference, trial.made_from())
        writer.section(trial.address, key, partial(_tried, trial, difference))
    _shared(writer, ground, ordered, [one for one in ordered if plans[one.id] is not None], trials, commands)
    removed = writer.finish()
    return Built(writer.pages, writer.written, writer.kept, removed)


def _tried(trial: Trial, difference: bool) -> Parts:
    return _only([impact_page(trial, difference=difference)])


def _of_ruleset(
    sources: Sequence[Source], plan: str | None, examples: Mapping[str, list[Examples]], once: Once, impact: str
) -> Parts:
    """Return the pages of the first ruleset, which follows the second, and its empty ledgers.

    `impact` is the address of what the changes between them do, empty without.
    """
    ruleset = sources[0].ruleset
    own = shown(ruleset, sources[1].ruleset if len(sources) > 1 else None)
    pages = [year_page(own), grading_page(ruleset)]
    for area in ruleset.areas:
        pages += [item_page(own, area, item, examples.get(item.use, []), once.views) for item in area.items]
    if own.difference is not None:
        pages.append(difference_page(own.difference, impact))
    common = {"has_plan": plan is not None, "resting": frozenset[str](), "bases": bases_of(ruleset)}
    if plan is not None:
        read = read_plan(ruleset, plan)
        pages.append(plan_page(ruleset, read, addresses.plan(ruleset)))
        common["resting"] = read.resting
    pages = [replace(page, context={**common, **page.context}) for page in pages]
    return pages, _ledgers(ruleset, once)


def _ledgers(ruleset: Ruleset, once: Once) -> dict[str, bytes]:
    types = {item.criterion.reads.id: item.criterion.reads for item in ruleset.items}
    return {addresses.ledger(ruleset, id): once.ledger(type, ruleset.valid.first) for id, type in types.items()}


def _shared(
    writer: Writer,
    ground: Ground,
    documents: Sequence[Document],
    planned: Sequence[Document],
    trials: Sequence[Trial],
    commands: Commands,
) -> None:
    heads = {one.id: one.to_dict() for one in documents}
    led = [[trial.address, trial.title] for trial in trials]
    writer.section("start", ground.shared(heads, led), lambda: _only([start_page(documents, trials)]))
    for scheme in dict.fromkeys(one.scheme for one in documents):
        own = [one for one in documents if one.scheme == scheme]
        key = ground.shared([heads[one.id] for one in own])
        writer.section(f"criteria:{scheme}", key, partial(_criteria, own))
    key = ground.shared([heads[one.id] for one in planned])
    writer.section("plans", key, lambda: _only([plans_page(planned)]))
    writer.section("reference", ground.shared(commands), lambda: _only(reference_pages(commands)))
    folder = docs_folder()
    if folder is not None:
        texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.md"))}
        writer.section("guides", ground.shared(texts), lambda: _only(guide_pages(folder)))
    files = static_files()
    writer.section("static", ground.shared({name: mark_of(file) for name, file in files.items()}), lambda: ((), files))


def _criteria(documents: Sequence[Document]) -> Parts:
    return _only(criterion_pages(documents))


def _only(pages: Sequence[Page]) -> Parts:
    return pages, {}
