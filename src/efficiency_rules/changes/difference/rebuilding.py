"""Single items and caps between two rulesets: the numbers of one, some of them from the other."""

from collections.abc import Collection
from dataclasses import dataclass

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.criteria.params import Params
from efficiency_rules.points import Points
from efficiency_rules.rulesets.model import CapRule, Item


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an item or a cap is computed with; `full` is None for a cap."""

    criterion: Criterion
    params: Params
    full: Points | None

    @classmethod
    def of(cls, one: Item | CapRule) -> "Numbers":
        """Return the numbers of an item or a cap."""
        return cls(one.criterion, one.params, one.full if isinstance(one, Item) else None)

    def formula(self) -> Formula | PerUnit:
        """Return the formula; raises what the criterion raises where the numbers do not fit together."""
        return self.criterion.formula(self.params)


EDITION = "use"
"""Stands for the criterion with all its parameters: another edition has parameters of its own."""


def formula_of(numbers: Numbers, *sides: Item | CapRule) -> Formula | PerUnit:
    """Return the formula of these numbers: that of a side which has them already, else one made anew."""
    for side in sides:
        if (side.criterion, side.params) == (numbers.criterion, numbers.params):
            return side.formula
    return numbers.formula()


def mixed(old: Numbers, new: Numbers, taken: Collection[str]) -> Numbers:
    """Return the old numbers with those taken from the new ones: `full`, `use`, or names of parameters.

    Raises pydantic's ValidationError where the parameters refuse each other.
    """
    full = new.full if "full" in taken else old.full
    if EDITION in taken:
        return Numbers(new.criterion, new.params, full)
    before, after = old.params.model_dump(), new.params.model_dump()
    values = {name: (after if name in taken else before)[name] for name in before}
    return Numbers(old.criterion, type(old.params).model_validate(values), full)


def is_usable(old: Numbers, new: Numbers, taken: Collection[str]) -> bool:
    """Say whether the mixed numbers make a formula that has nothing against them."""
    try:
        numbers = mixed(old, new, taken)
        formula = numbers.formula()
    # A criterion may refuse numbers that its author never saw together with whatever error it likes.
    except Exception:
        return False
    judge = getattr(formula, "problems", None)
    if judge is None or numbers.full is None:
        return True
    return not any(problem.severity == "error" for problem in judge(numbers.full))
