"""The linter: every finding there is about a rubric, in one list."""

from collections.abc import Callable, Iterable

from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.linting.band_unreachable import band_unreachable
from efficiency_rules.rulesets.linting.cap_unreachable import cap_unreachable
from efficiency_rules.rulesets.linting.clause_uncovered import clause_uncovered
from efficiency_rules.rulesets.linting.clause_unknown import clause_unknown
from efficiency_rules.rulesets.linting.event_above_item import event_above_item
from efficiency_rules.rulesets.linting.event_twice import event_twice
from efficiency_rules.rulesets.linting.finer_than_precision import finer_than_precision
from efficiency_rules.rulesets.linting.forbidden_yardstick import forbidden_yardstick
from efficiency_rules.rulesets.linting.full_unreachable import full_unreachable
from efficiency_rules.rulesets.linting.quote_elsewhere import quote_elsewhere
from efficiency_rules.rulesets.linting.quote_missing import quote_missing
from efficiency_rules.rulesets.linting.rubric import Rubric
from efficiency_rules.rulesets.linting.small_denominator import small_denominator
from efficiency_rules.rulesets.linting.threshold_unreachable import threshold_unreachable

RULES: tuple[Callable[[Rubric], Iterable[Problem]], ...] = (
    clause_unknown,
    clause_uncovered,
    quote_missing,
    quote_elsewhere,
    event_twice,
    event_above_item,
    band_unreachable,
    full_unreachable,
    cap_unreachable,
    threshold_unreachable,
    small_denominator,
    finer_than_precision,
    forbidden_yardstick,
)
"""What is looked for, one function a finding: from a rubric to warnings."""


def lint(rubric: Rubric) -> list[Problem]:
    """Return all findings about a rubric: warnings, which keep nobody from using it."""
    return [problem for rule in RULES for problem in rule(rubric)]
