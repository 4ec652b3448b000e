"""What `check` says of a bundle's versions: retired editions, the order of its rulesets, what is published."""

from collections.abc import Iterable
from pathlib import Path

from efficiency_rules.errors import Place, Problem, RulesetError
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.checksums import check_frozen, check_listing, listings_over
from efficiency_rules.rulesets.document import read_document
from efficiency_rules.rulesets.retirement import retirement
from efficiency_rules.rulesets.succession import check_succession


def check_editions(own: Catalog, everything: Catalog) -> list[Problem]:
    """Return what a bundle retires, as information, and an error for each successor that is not installed."""
    problems = []
    for criterion in own.criteria.values():
        retired = criterion.deprecated
        if retired is None:
            continue
        place = Place(criterion.file)
        facts = retirement(criterion.name, retired)
        problems.append(Problem("criterion-retired", place, facts, "info"))
        if retired.successor and retired.successor not in everything.criteria:
            problems.append(Problem("criterion-successor-unknown", place, facts))
    return problems


def check_versions(files: Iterable[Path]) -> list[Problem]:
    """Return gaps and overlaps between rulesets, and what is wrong with the checksums of what is published.

    A file that cannot be read is left out here: its own check says why.
    """
    paths = list(files)
    problems = [problem for file in listings_over(paths) for problem in check_listing(file)]
    documents = []
    for path in paths:
        try:
            documents.append(read_document(path))
        except RulesetError:
            continue
    published = [Path(one.file) for one in documents if one.status == "published"]
    return problems + [problem for path in published for problem in check_frozen(path)] + check_succession(documents)
