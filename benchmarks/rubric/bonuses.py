"""Shape six: points earned from zero, and what takes all of them away."""

import numpy as np
import polars as pl

from benchmarks.rubric.ledgers import Inspection, Recognition
from efficiency_rules import Params, Points, criterion
from efficiency_rules.formulas import Bonus, Costs, Count, Custom, FactValues, Outcome, Veto, plus, times


class Levels(Params):
    points: dict[str, Points]


class Flat(Params):
    points: Points


class Hits(Params):
    at_least: int


@criterion("recognition-highest", edition=2025, title="最高认定", reads=Recognition, params=Levels)
def recognition_highest(p: Levels) -> Bonus:
    """The highest recognition that was not revoked earns its points."""
    return Bonus(points=p.points, level=pl.col("level"), where=~pl.col("revoked"), take="highest")


@criterion("recognition-reported", edition=2025, title="认定上报", reads=Recognition, params=Flat)
def recognition_reported(p: Flat) -> Bonus:
    """Every recognition reported in time earns points."""
    return Bonus(points=p.points, where=pl.col("reported"))


@criterion("recognition-with-veto", edition=2025, title="认定加分（一票否决）", reads=Recognition, params=Levels)
def recognition_with_veto(p: Levels) -> Custom:
    """Every recognition earns points by its level; one that was revoked takes all of them away."""
    level, revoked = pl.col("level"), pl.col("revoked")
    weight: pl.Expr = pl.lit(0, dtype=pl.Int64)
    for name, points in p.points.items():
        weight = pl.when(level == name).then(pl.lit(points.ticks, dtype=pl.Int64)).otherwise(weight)

    def mark(facts: FactValues, full: int) -> Outcome:
        earned = plus(*(times(points.ticks, facts[name]) for name, points in p.points.items()))
        return Outcome(np.where(facts["revoked"] > 0, 0, np.minimum(earned, full)))

    return Custom(
        own_facts={"revoked": Count(revoked)} | {name: Count(level == name) for name in p.points},
        own_mark=mark,
        own_costs=Costs(weight, "gain"),
        reason="认定 {cases} 项，撤销 {revoked} 项，得 {points} 分",
    )


@criterion("grave-finding", edition=2025, title="严重问题否决", reads=Inspection, params=Hits)
def grave_finding(p: Hits) -> Veto:
    """Grave findings, enough of them, take all the points away."""
    return Veto(hit=pl.col("severity") == "严重", at_least=p.at_least)
