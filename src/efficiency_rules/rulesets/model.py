"""A year's document as values: areas, items, units, methods, grades and the origin of every number (计分细则)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.criteria.params import Params
from efficiency_rules.criteria.states import MissingState, Policy
from efficiency_rules.errors import Place
from efficiency_rules.evidence.types import EvidenceType
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.period import Period
from efficiency_rules.points import Percent, Points
from efficiency_rules.rulesets.origin import Origin

Status = Literal["draft", "provisional", "published", "withdrawn"]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The official document the ruleset carries out: its name, number and day of issue.

    `note` says what readers of every page have to know of it, for example that an annex was never published.
    """

    name: str
    number: str
    issued_on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """A kind of evaluated units; `counted` says whether they are in the N of the shares."""

    id: str
    title: str
    counted: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Method:
    """A way of evaluating: `due` holds `H1` when it is due by the half-year, and `year`."""

    id: str
    title: str
    clause: str
    due: tuple[str, ...]
    scorer: str


@dataclass(frozen=True, slots=True)
class Item:
    """One scored item: a pinned criterion with its parameters, full points and policies."""

    criterion: Criterion
    params: Params
    formula: Formula | PerUnit
    area: str
    method: str
    clause: str
    quotes: tuple[str, ...]
    full: Points
    applies_to: tuple[str, ...]
    missing: Mapping[MissingState, Policy]
    origins: Mapping[str, Origin]
    place: Place

    @property
    def id(self) -> str:
        """The criterion's id."""
        return self.criterion.id

    @property
    def use(self) -> str:
        """`id@edition`, as pinned."""
        return self.criterion.name

    @property
    def title(self) -> str:
        """The criterion's title."""
        return self.criterion.title


@dataclass(frozen=True, slots=True)
class Area:
    """A content area (评价内容): its items' full points sum to `full`."""

    id: str
    title: str
    clause: str
    full: Points
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class CapRule:
    """A fact that limits a unit's grade: at best (不得评优) or at worst `at_worst`; grades by id."""

    criterion: Criterion
    params: Params
    formula: Formula | PerUnit
    at_best: str | None
    at_worst: str | None
    clause: str
    quotes: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a grade or a finding, in the plan's words."""

    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A year's document, bound to the criteria it pins; `chosen` says why it was taken."""

    scheme: str
    year: int
    revision: int
    status: Status
    title: str
    document: SourceDocument
    valid: Period
    full_marks: Points
    places: int
    units: Mapping[str, UnitGroup]
    methods: Mapping[str, Method]
    areas: tuple[Area, ...]
    grading: GradeScheme
    grading_clause: str
    min_applicable: Percent
    caps: tuple[CapRule, ...]
    consequences: Mapping[str, Consequence]
    origins: Mapping[str, Origin] = field(repr=False)
    file: str
    digest: str
    chosen: str = ""

    @property
    def id(self) -> str:
        """`scheme/year`, with `-rN` behind it from the second revision on."""
        return ruleset_id(self.scheme, self.year, self.revision)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the document."""
        return tuple(item for area in self.areas for item in area.items)

    @property
    def groups(self) -> Mapping[str, str]:
        """The titles of the unit groups by id."""
        return {group.id: group.title for group in self.units.values()}

    @property
    def evidence_types(self) -> Mapping[str, type[EvidenceType]]:
        """The evidence types that items and caps read, by id, in the order of the document."""
        used = [*(item.criterion for item in self.items), *(cap.criterion for cap in self.caps)]
        return {criterion.reads.id: criterion.reads for criterion in used}


def ruleset_id(scheme: str, year: int, revision: int) -> str:
    """Return the name of a ruleset, e.g. `jingbian/2025` or `jingbian/2025-r2`."""
    return f"{scheme}/{year}" + (f"-r{revision}" if revision > 1 else "")
