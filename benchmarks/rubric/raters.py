"""Shape five: the mean of the raters' scores, the highest and the lowest dropped when there are many."""

import polars as pl

from benchmarks.rubric.ledgers import Rating
from efficiency_rules import Params, Points, criterion
from efficiency_rules.formulas import RaterMean


class Raters(Params):
    drop_when_more_than: int
    min_raters: int


class RatersByLevel(Raters):
    scale: dict[str, Points]


@criterion("rating-duty", edition=2025, title="履职评分", reads=Rating, params=Raters)
def rating_duty(p: Raters) -> RaterMean:
    """The mean score for duty."""
    return RaterMean(score=pl.col("duty"), drop_when_more_than=p.drop_when_more_than, min_raters=p.min_raters)


@criterion("rating-service", edition=2025, title="服务评分", reads=Rating, params=Raters)
def rating_service(p: Raters) -> RaterMean:
    """The mean score for service."""
    return RaterMean(score=pl.col("service"), drop_when_more_than=p.drop_when_more_than, min_raters=p.min_raters)


@criterion("rating-level", edition=2025, title="等级评定", reads=Rating, params=RatersByLevel)
def rating_level(p: RatersByLevel) -> RaterMean:
    """The mean of the levels given."""
    return RaterMean(
        level=pl.col("level"),
        scale=p.scale,
        drop_when_more_than=p.drop_when_more_than,
        min_raters=p.min_raters,
    )


@criterion("rating-expert", edition=2025, title="专家评分", reads=Rating, params=Raters)
def rating_expert(p: Raters) -> RaterMean:
    """The mean score for duty given by experts."""
    return RaterMean(
        score=pl.col("duty"),
        where=pl.col("panel") == "专家",
        drop_when_more_than=p.drop_when_more_than,
        min_raters=p.min_raters,
    )
