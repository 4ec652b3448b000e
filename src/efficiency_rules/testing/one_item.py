"""A ruleset of one item, so that a criterion can be tried alone with the real engine."""

from collections.abc import Mapping
from dataclasses import dataclass

from efficiency_rules.errors import NOWHERE
from efficiency_rules.evidence.types import Model
from efficiency_rules.grading import GradeScheme
from efficiency_rules.period import Period
from efficiency_rules.points import Percent, Points
from efficiency_rules.rulesets.model import Area, Item, Method, Ruleset, SourceDocument, UnitGroup
from efficiency_rules.rulesets.origin import Origin
from efficiency_rules.rulesets.pinning import Bound

PLACES = 2
"""Decimals of a mark where no ruleset says otherwise."""

PRECISION = Points("0.01")
"""The smallest step of such a mark."""

ANY_DAY = Period.parse("1900-01-01..2199-12-31")
"""When the ruleset holds."""

GROUPS = {"unit": "单位"}
"""Its one group of units."""


@dataclass(frozen=True, slots=True)
class Alone:
    """What evidence needs to know of the ruleset, before the criterion has its parameters."""

    evidence_types: Mapping[str, Model]
    valid: Period
    groups: Mapping[str, str]

    @classmethod
    def of(cls, type: Model) -> "Alone":
        """Return the ruleset of a criterion that reads this ledger."""
        return cls({type.id: type}, ANY_DAY, GROUPS)


_SCHEME = GradeScheme.parse(
    {
        "grades": [{"id": "all", "title": "全部", "share": "100%"}],
        "seats": "largest-remainder",
        "ties": {"break": [], "then": "decide"},
    }
)


def item_alone(ruleset: Ruleset, id: str) -> Ruleset:
    """Return a ruleset that holds only the item of this criterion: its parameters, full points and precision."""
    item = next(item for item in ruleset.items if item.id == id)
    return one_item_ruleset(Bound(item.criterion, item.params, item.formula), item.full, ruleset.places)


def one_item_ruleset(bound: Bound, full: Points, places: int = PLACES) -> Ruleset:
    """Return a ruleset that holds this criterion only, worth `full` points, for any date.

    A unit without a mark gets zero points here: what a state means for points is the real ruleset's to say.
    """
    item = Item(
        criterion=bound.criterion,
        params=bound.params,
        formula=bound.formula,
        area="area",
        method="method",
        clause="—",
        quotes=(),
        full=full,
        applies_to=tuple(GROUPS),
        missing={
            "not-applicable": "zero",
            "no-cases": "zero",
            "insufficient-data": "zero",
            "data-missing": "error",
        },
        origins={},
        place=NOWHERE,
    )
    return Ruleset(
        scheme="case",
        year=2025,
        revision=1,
        status="draft",
        title="算例",
        document=SourceDocument("算例", "", None),
        valid=ANY_DAY,
        full_marks=full,
        places=places,
        units={id: UnitGroup(id, title, True, Origin()) for id, title in GROUPS.items()},
        methods={"method": Method("method", "评价", "—", ("H1", "year"), "")},
        areas=(Area("area", "评价内容", "—", full, (item,)),),
        grading=_SCHEME,
        grading_clause="",
        min_applicable=Percent("0%"),
        caps=(),
        consequences={},
        origins={},
        file="",
        digest="",
    )
