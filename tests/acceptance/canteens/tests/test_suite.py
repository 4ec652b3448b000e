"""The general checks of the test kit, three lines a criterion."""

from typing import Any, ClassVar

from canteen_rules.kitchen import kitchen_checklist
from canteen_rules.menu import menu_bonus
from canteen_rules.tasting import meal_tasting

from efficiency_rules.testing import CriterionSuite


class TestKitchen(CriterionSuite):
    criterion = kitchen_checklist
    examples = 10


class TestTasting(CriterionSuite):
    criterion = meal_tasting
    examples = 10


class TestMenu(CriterionSuite):
    criterion = menu_bonus
    params: ClassVar[dict[str, Any]] = {"points": {"市级": "10", "区级": "5"}}
    full = "10"
    examples = 10
