"""The bundle of an invented town (示例镇): two criteria and a published ruleset with its revision."""

from collections.abc import Iterable
from pathlib import Path

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return both criteria."""
    from efficiency_rules_example_town import lamp_repairs, street_checks

    return [lamp_repairs.lamp_repairs, street_checks.street_checks]


@hookimpl
def provide_rulesets() -> Iterable[Path]:
    """Return the folder of the rulesets."""
    return [Path(__file__).parent / "rulesets"]
