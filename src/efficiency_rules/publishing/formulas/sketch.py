"""A sketch: what one family says of a formula, before it is drawn."""

from dataclasses import dataclass

from efficiency_rules.publishing.formulas.chart import Chart
from efficiency_rules.publishing.formulas.view import Words, WorkedTable


@dataclass(frozen=True, slots=True)
class Sketch:
    """Words, table and the chart, None where there is nothing to draw."""

    words: Words
    chart: Chart | None
    table: WorkedTable
