"""What `check` says of editions that no ruleset and no case of their bundle pins: nobody else looks at them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from efficiency_rules import strict_yaml
from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Place, Problem
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.fields import read
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.pinning import bind_one
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.testing.shape import CRITERION_FILE

_PINNING = ("use", "when", "criterion")
"""The keys of rulesets and cases that name an edition."""


def check_unpinned(own: Catalog, files: Iterable[Path]) -> list[Problem]:
    """Return a warning for each edition that none of these rulesets and cases pins, and what is wrong with its formula.

    Only a formula whose parameters all have defaults can be looked at; others wait for a case that says theirs.
    """
    pinned = {name for file in files for name in _pinned(file)}
    problems = []
    for criterion in own.criteria.values():
        if criterion.name not in pinned:
            problems += _at_defaults(criterion, own)
            facts = {"found": criterion.name}
            problems.append(Problem("criterion-unpinned", Place(criterion.file), facts, "warning"))
    return problems


def _pinned(file: Path) -> Iterator[str]:
    document, _ = strict_yaml.examine(file.read_bytes(), str(file))
    return _named(document.data) if document is not None else iter(())


def _named(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from (data[key] for key in _PINNING if isinstance(data.get(key), str))
        yield from (name for part in data.values() for name in _named(part))
    elif isinstance(data, list):
        yield from (name for part in data for name in _named(part))


def _at_defaults(criterion: Criterion, own: Catalog) -> list[Problem]:
    if any(field.is_required() for field in criterion.params.model_fields.values()):
        return []
    document = strict_yaml.parse(f"criterion: {criterion.name}\n", criterion.file)
    fields = read(Node.root(document), CRITERION_FILE, Problems())
    problems = Problems()
    bind_one(fields, "criterion", own.criteria, {}, problems)
    return [replace(problem, place=Place(criterion.file)) for problem in problems.found]
