"""The parts of a ruleset file, each read against its keys."""

from collections.abc import Mapping
from dataclasses import dataclass

from efficiency_rules.errors import GradingError
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.rulesets.fields import Fields, read, read_table, section
from efficiency_rules.rulesets.grading import OWN, grading_mapping, read_caps, read_grading
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.origin import Origin
from efficiency_rules.rulesets.origins import check_wrappers, origins_of
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.shape import (
    AREA,
    CONSEQUENCE,
    DOCUMENT,
    ITEM,
    METHOD,
    MISSING,
    RULESET,
    UNIT,
    WAIVER,
    Shape,
)


@dataclass(frozen=True, slots=True)
class ItemParts:
    """One item as read, and what it declares for missing data."""

    fields: Fields
    missing: Fields


@dataclass(frozen=True, slots=True)
class AreaParts:
    """One area as read, and its items."""

    fields: Fields
    items: tuple[ItemParts, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A ruleset file as read: fields by part, values that do not fit left out."""

    head: Fields
    document: Fields
    units: Mapping[str, Fields]
    methods: Mapping[str, Fields]
    missing: Fields
    areas: tuple[AreaParts, ...]
    grading: Fields
    caps: tuple[Fields, ...]
    consequences: Mapping[str, Fields]
    scheme: GradeScheme | None
    """The grade scheme; None where `grading` has problems."""
    waivers: tuple[Fields, ...]
    origins: Mapping[str, tuple[Node, Origin]]

    @property
    def items(self) -> tuple[ItemParts, ...]:
        """All items in the order of the document."""
        return tuple(item for area in self.areas for item in area.items)


def read_parts(root: Node, problems: Problems) -> Parts:
    """Return the parts of a document; what does not fit its key goes into `problems`."""
    head = read(root, RULESET, problems)
    grading = read_grading(head, problems)
    parts = Parts(
        head=head,
        document=section(head, "document", DOCUMENT, problems),
        units=_table(head, "units", UNIT, problems),
        methods=_table(head, "methods", METHOD, problems),
        missing=section(head, "missing", MISSING, problems),
        areas=read_areas(head, problems),
        grading=grading,
        scheme=_scheme(grading),
        caps=read_caps(grading, problems),
        consequences=_table(head, "consequences", CONSEQUENCE, problems),
        waivers=tuple(read(node, WAIVER, problems) for node in head.get("waivers", ())),
        origins=origins_of(root),
    )
    check_wrappers(root, problems)
    return parts


def read_areas(head: Fields, problems: Problems) -> tuple[AreaParts, ...]:
    """Return the areas of a document; what does not fit its key goes into `problems`."""
    return tuple(_area(node, problems) for node in head.get("areas", ()))


def _area(node: Node, problems: Problems) -> AreaParts:
    fields = read(node, AREA, problems)
    items = (read(item, ITEM, problems) for item in fields.get("items", ()))
    return AreaParts(fields, tuple(ItemParts(item, section(item, "missing", MISSING, problems)) for item in items))


def _scheme(grading: Fields) -> GradeScheme | None:
    own = {key: str(grading.get(key)).strip() for key in OWN if grading.get(key) is not None}
    try:
        return GradeScheme.parse(grading_mapping(grading, Problems()) | own)
    except GradingError:
        # Reported where the section is read.
        return None


def _table(fields: Fields, key: str, shape: Shape, problems: Problems) -> dict[str, Fields]:
    return read_table(fields.nodes[key], shape, problems) if fields.get(key) is not None else {}
