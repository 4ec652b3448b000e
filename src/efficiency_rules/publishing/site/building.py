"""Building: all pages of a site, those of unchanged rulesets left as they lie, nothing half-written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import efficiency_rules
from efficiency_rules.evaluation.digests import of_data
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.documents import document_of
from efficiency_rules.publishing.site.examples import Examples, examples_of
from efficiency_rules.publishing.site.numbers import bases_of
from efficiency_rules.publishing.site.page import Page
from efficiency_rules.publishing.site.pages.criterion import criterion_pages
from efficiency_rules.publishing.site.pages.difference import difference_page
from efficiency_rules.publishing.site.pages.grading import grading_page
from efficiency_rules.publishing.site.pages.guides import guide_pages
from efficiency_rules.publishing.site.pages.impact import Trial, impact_page
from efficiency_rules.publishing.site.pages.item import item_page
from efficiency_rules.publishing.site.pages.plan import plan_page, plans_page, resting
from efficiency_rules.publishing.site.pages.reference import reference_pages
from efficiency_rules.publishing.site.pages.start import start_page
from efficiency_rules.publishing.site.pages.year import year_page
from efficiency_rules.publishing.site.prose import docs_folder
from efficiency_rules.publishing.site.rendering import Rendering, static_files
from efficiency_rules.publishing.site.shown import in_order, predecessors, shown
from efficiency_rules.publishing.site.sources import Source
from efficiency_rules.publishing.site.writing import Parts, Writer
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.scaffolds.counties import blank_ledger

Commands = Mapping[str, Mapping[Any, str]]
"""What each command of the command line does, by language."""


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

    `trials` are the changes whose impact has a page; their rulesets are among the sources. The same rulesets, trials,
    bundles and library give the same bytes. Raises EvaluationError when `out` holds anything but an earlier site of
    ours.
    """
    rendering = Rendering.of(guides=docs_folder() is not None)
    writer = Writer(out, rendering)
    by_id = {one.ruleset.id: one for one in sources}
    ordered = [by_id[ruleset.id] for ruleset in in_order(one.ruleset for one in sources)]
    examples = examples_of(catalog)
    follows = predecessors(one.ruleset for one in ordered)
    tried = frozenset(trial.address for trial in trials)
    for id, before in follows.items():
        impact = addresses.impact(before, by_id[id].ruleset) if before else ""
        impact = impact if impact in tried else ""
        key = _key(by_id[id], before, examples, rendering, impact)
        writer.section(f"ruleset:{id}", key, partial(_of_ruleset, by_id[id], before, examples, impact))
    for trial in trials:
        before = follows[trial.new.id]
        difference = before is not None and before.id == trial.old.id
        key = of_data({"templates": rendering.digest, "difference": difference, **trial.made_from()})
        writer.section(trial.address, key, partial(_tried, trial, difference))
    for name, pages in _shared(ordered, commands, trials):
        writer.section(name, "", partial(_only, pages))
    writer.section("static", "", partial(_alone, static_files()))
    removed = writer.finish()
    return Built(writer.pages, writer.written, writer.kept, removed)


def _only(pages: Sequence[Page]) -> Parts:
    return pages, {}


def _tried(trial: Trial, difference: bool) -> Parts:
    return [impact_page(trial, difference=difference)], {}


def _alone(files: Mapping[str, bytes]) -> Parts:
    return (), files


def _key(
    source: Source, before: Ruleset | None, examples: Mapping[str, list[Examples]], rendering: Rendering, impact: str
) -> str:
    """Return the digest of all that the pages of a ruleset are made from."""
    own = source.ruleset
    return of_data(
        {
            "library": efficiency_rules.__version__,
            "templates": rendering.digest,
            "rulesets": [own.digest, before.digest if before else "", before.id if before else ""],
            "bundles": sorted({item.criterion.bundle for item in own.items}),
            "plan": source.plan or "",
            "impact": impact,
            "examples": [repr(examples.get(item.use)) for item in own.items],
        }
    )


def _of_ruleset(source: Source, before: Ruleset | None, examples: Mapping[str, list[Examples]], impact: str) -> Parts:
    """Return the pages of a ruleset and its empty ledgers; `impact` is the address of what the changes do."""
    ruleset = source.ruleset
    own = shown(ruleset, before)
    pages = [year_page(own), grading_page(ruleset)]
    pages += [item_page(own, area, item, examples.get(item.use, [])) for area in ruleset.areas for item in area.items]
    if own.difference is not None:
        pages.append(difference_page(own.difference, impact))
    if source.plan is not None:
        pages.append(plan_page(ruleset, source.plan, addresses.plan(ruleset)))
    common = {
        "has_plan": source.plan is not None,
        "resting": frozenset() if source.plan is None else resting(ruleset, source.plan),
        "bases": bases_of(ruleset),
    }
    pages = [replace(page, context={**common, **page.context}) for page in pages]
    types = {item.criterion.reads.id: item.criterion.reads for item in ruleset.items}
    ledgers = {addresses.ledger(ruleset, id): blank_ledger(type, ruleset) for id, type in types.items()}
    return pages, ledgers


def _shared(sources: Sequence[Source], commands: Commands, trials: Sequence[Trial]) -> Iterator[tuple[str, list[Page]]]:
    documents = [document_of(one.ruleset) for one in sources]
    yield "start", [start_page(documents, trials)]
    yield "criteria", criterion_pages(documents)
    planned = [one.ruleset for one in sources if one.plan is not None]
    yield "plans", [plans_page(planned)]
    yield "reference", reference_pages(commands)
    folder = docs_folder()
    if folder is not None:
        yield "guides", guide_pages(folder)
