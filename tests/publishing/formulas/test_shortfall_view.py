"""Shortfall for readers."""

import polars as pl

from efficiency_rules.formulas import Shortfall
from efficiency_rules.points import Percent, Points
from efficiency_rules.publishing.formulas import Setting, view_of

HOTLINE = Shortfall(
    hit=pl.col("ok"),
    target=Percent("98%"),
    per_point=Points("0.5"),
    floor=Points("12.5"),
    min_cases=5,
    reason="办结率 {rate}",
)


def test_the_table_holds_the_published_pairs():
    """Full marks, the target, an ordinary loss, the floor, one step past each, and too few records."""
    table = view_of(HOTLINE, Setting(Points(25), 2)).table
    assert table.rows == (
        ("100%", "5／5", "25"),
        ("98%", "49／50", "25"),
        ("97.99%", "9799／10000", "24.995 → 25"),
        ("97%", "97／100", "24.5"),
        ("73%", "73／100", "12.5"),
        ("72.99%", "7299／10000", "12.5"),
        ("0%", "0／5", "12.5"),
        ("100%", "4／4", "—"),
    )
    assert [heading["zh"] for heading in table.headings] == ["办结率", "例：达标／计入", "得分"]
