"""School canteens: the criteria and the ruleset of a fictional scheme."""

from collections.abc import Iterable
from pathlib import Path

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the three criteria."""
    from canteen_rules.kitchen import kitchen_checklist
    from canteen_rules.menu import menu_bonus
    from canteen_rules.tasting import meal_tasting

    return [kitchen_checklist, meal_tasting, menu_bonus]


@hookimpl
def provide_rulesets() -> Iterable[Path]:
    """Return the folder of the rulesets."""
    return [Path(__file__).parent / "rulesets"]
