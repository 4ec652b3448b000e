"""What one more record may do to a mark, as the family of a formula says."""

from dataclasses import dataclass

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas import (
    Bands,
    Bonus,
    Checklist,
    Custom,
    GiveBack,
    GradeCap,
    PerEvent,
    PerUnit,
    Proportional,
    RankBased,
    RaterMean,
    RelativeToBest,
    SamplePassRate,
    Shortfall,
    Steps,
    SurveyMean,
    Veto,
)
from efficiency_rules.criteria.formulas.band import in_order


@dataclass(frozen=True, slots=True)
class Monotone:
    """A promise about one more record of a unit whose mark is scored before and after.

    `clean_never_lowers`: a record without a cost never lowers the mark. `costly_never_raises`: a record with a cost
    never raises it. `gains`: costs are gains here, and no record ever lowers the mark.
    """

    clean_never_lowers: bool = True
    costly_never_raises: bool = True
    gains: bool = False

    def broken(self, change: int, *, costs: bool) -> bool:
        """Say whether a change of the mark breaks the promise; `costs` tells whether the record has a cost."""
        if self.gains:
            return change < 0
        return change > 0 and self.costly_never_raises if costs else change < 0 and self.clean_never_lowers

    def said(self, *, costs: bool) -> tuple[str, str]:
        """Return the part of the promise about such a record, in Chinese and English."""
        if self.gains:
            return "多一条记录不会少得分", "one more record never lowers the mark"
        if costs:
            return "多一条扣分的记录不会多得分", "one more record that costs points never raises the mark"
        return "多一条不扣分的记录不会少得分", "one more record that costs nothing never lowers the mark"


@dataclass(frozen=True, slots=True)
class Silent:
    """The family makes no such promise; why, in Chinese and English."""

    zh: str
    en: str


_LOSES = Monotone()
_MEAN = Monotone(costly_never_raises=False)
_GAINS = Monotone(costly_never_raises=False, gains=True)

_OWN = Silent(
    "Custom 与 PerUnit 由作者自定，没有说明多一条记录会怎样；可写 monotone = Monotone(...)",
    "Custom and PerUnit are their author's own and promise nothing about one more record; see `monotone`",
)
_COHORT = Silent("得分取决于其他单位", "the mark rests on other units")
_VALUE = Silent("按数值分档，多一条记录的数值可正可负", "bands of a value: what one more record adds may go either way")
_ZIGZAG = Silent("各档分值有升有降", "the points of the bands go up and down")


def promise_of(formula: Formula | PerUnit) -> Monotone | Silent:
    """Return what the family of this formula promises, or why it promises nothing."""
    if isinstance(formula, PerEvent | Checklist | GiveBack | Veto | GradeCap | Shortfall | Steps | SamplePassRate):
        return _LOSES
    if isinstance(formula, Proportional):
        # Doing half of one more task raises the rate of a unit that did a third of the others.
        return _LOSES if formula.hit is not None else _MEAN
    if isinstance(formula, SurveyMean | RaterMean):
        return _MEAN
    if isinstance(formula, Bonus):
        return _GAINS
    if isinstance(formula, RankBased | RelativeToBest):
        return _COHORT
    if isinstance(formula, Bands):
        return _of_bands(formula)
    assert isinstance(formula, Custom | PerUnit)
    return _OWN


def _of_bands(formula: Bands) -> Monotone | Silent:
    if formula.hit is None:
        return _VALUE
    points = [band.points for band in in_order(formula.bands)]
    ladder = points if formula.otherwise is None else [formula.otherwise, *points]
    return _LOSES if ladder in (sorted(ladder), sorted(ladder, reverse=True)) else _ZIGZAG
