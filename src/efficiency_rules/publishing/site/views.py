"""Views: what pages show of formulas, worked out once for all items of the same criterion and numbers."""

from efficiency_rules.publishing.formulas import FormulaView, formula_view
from efficiency_rules.rulesets.model import Item

MOST = 256
"""Views that are kept: those of a ruleset, of the one before it, and those that a province has in common."""


class Views:
    """The views of one build; an item that a year or another county takes over unchanged has the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, str, int], FormulaView] = {}

    def of(self, item: Item, places: int) -> FormulaView:
        """Return the view of an item in a ruleset with so many decimals."""
        key = (item.use, item.params.model_dump_json(), str(item.full), places)
        # What was asked for last stands last.
        view = self._made.pop(key, None) or formula_view(item, places=places)
        self._made[key] = view
        if len(self._made) > MOST:
            del self._made[next(iter(self._made))]
        return view
