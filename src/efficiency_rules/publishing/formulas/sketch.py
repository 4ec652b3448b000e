"""A sketch: what one family says of a formula, before it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from efficiency_rules.points import Points
from efficiency_rules.publishing.formulas.chart import Chart
from efficiency_rules.publishing.formulas.view import Words, WorkedTable


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a formula stands: its full points, the published decimals, the ledger's headings by column name."""

    full: Points
    places: int
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sketch:
    """Words, table and the chart, None where there is nothing to draw."""

    words: Words
    chart: Chart | None
    table: WorkedTable
