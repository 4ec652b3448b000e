"""What the tests of formulas share: reading a mark as an exact fraction, and words of a refusal."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from efficiency_rules.errors import ValueProblem
from efficiency_rules.points import TICKS, Points

Score = Callable[..., Fraction | None]
Scores = Callable[..., list[Fraction | None]]


@pytest.fixture(scope="session")
def scores() -> Scores:
    """Return a function: formula, full points, columns of facts -> one exact mark a unit, None if not enough."""

    def marked(formula: Any, full: str, **facts: Any) -> list[Fraction | None]:
        size = max(np.size(values) for values in facts.values())
        columns = {name: np.broadcast_to(np.asarray(values, np.int64), size) for name, values in facts.items()}
        outcome = formula.mark(columns, Points(full).ticks)
        parts = (outcome.numerator, outcome.denominator, outcome.enough)
        rows = zip(*(np.broadcast_to(part, size).tolist() for part in parts), strict=True)
        return [Fraction(top, bottom) / TICKS if enough else None for top, bottom, enough in rows]

    return marked


@pytest.fixture(scope="session")
def score() -> Score:
    """Return a function: formula, full points, plain facts -> the exact mark in points, None if not enough."""

    def marked(formula: Any, full: str, **facts: int) -> Fraction | None:
        outcome = formula.mark(facts, Points(full).ticks)
        if not outcome.enough:
            return None
        return Fraction(int(outcome.numerator), int(outcome.denominator)) / TICKS

    return marked


@pytest.fixture(scope="session")
def refusal() -> Callable[[Callable[[], object]], Mapping[str, str]]:
    """Return a function: run something that must be refused, get its problems in Chinese by code."""

    def refused(build: Callable[[], object]) -> Mapping[str, str]:
        with pytest.raises(ValueProblem) as caught:
            build()
        assert all(problem.text("en") for problem in caught.value.problems)
        return {problem.code: problem.text("zh") for problem in caught.value.problems}

    return refused
