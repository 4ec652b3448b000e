"""A case that has been read: what is wrong with its text, and how to run it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from efficiency_rules.errors import Place, Problem
from efficiency_rules.evaluation.evaluation import Gather
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.rulesets.fields import Fields, read
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.shape import Shape

Judge = Callable[[Ruleset, Gather], Iterable[Problem]]
"""Returns what of a case does not hold under a ruleset, with facts had this way."""

NOTHING = "—"
"""How a message shows that there is no value."""


@dataclass(frozen=True, slots=True)
class Binding:
    """The ruleset that a case runs under, and how to run it under a changed one.

    `criterion` is the id of the one item that is scored, None where the whole county is evaluated. `judge` may
    raise.
    """

    ruleset: Ruleset
    criterion: str | None
    evidence: Evidence
    judge: Judge


@dataclass(frozen=True, slots=True)
class Prepared:
    """One case of a file; `run` returns what differs, and may raise. Only a case without problems can run."""

    name: str
    place: Place
    problems: tuple[Problem, ...]
    run: Callable[[], Iterable[Problem]]
    binding: Binding | None = None


def read_cases(file: Fields, shape: Shape, problems: Problems) -> list[tuple[Fields, Problems]]:
    """Return the cases of a file as read, each with the problems of its text; notes in `problems` a file without any.

    A name that stands twice is a problem of the second case.
    """
    cases: tuple[Node, ...] | None = file.get("cases")
    if cases == ():
        problems.add("cases-empty", file.place("cases"))
    found = []
    for number, node in enumerate(cases or (), 1):
        own = Problems()
        found.append((read(replace(node, name=(_name(node, number),)), shape, own), own))
    note_twice([(fields, "name", own) for fields, own in found])
    return found


def _name(node: Node, number: int) -> str:
    name = node.data.get("name") if isinstance(node.data, dict) else None
    return name if isinstance(name, str) and name.strip() else f"#{number}"


def note_twice(entries: Sequence[tuple[Fields, str, Problems]]) -> None:
    """Note every entry whose value under its key stands in an earlier one."""
    first: dict[str, Place] = {}
    for fields, key, problems in entries:
        value = fields.get(key)
        if value is not None and first.setdefault(value, fields.place(key)) != fields.place(key):
            problems.add("cases-twice", fields.place(key), found=value, first=first[value].line)


def note_idle(fields: Fields, expectations: Shape, problems: Problems) -> None:
    """Note a mapping in which none of these expectations is written; a misspelt one counts as written."""
    for key, spec in expectations.items():
        part = fields.nodes.get(key)
        if part is not None and (part.data or spec.kind not in ("sections", "open")):
            return
    problems.add("case-compares-nothing", fields.node.place, expected="、".join(expectations))


def differs(place: Place, what: str, expected: object, found: object, because: str) -> Problem:
    """Return the problem of an expectation that does not hold; `because` is the engine's own explanation."""
    facts = {"what": what, "expected": expected, "found": found, "because": because or NOTHING}
    return Problem("case-differs", place, facts)
