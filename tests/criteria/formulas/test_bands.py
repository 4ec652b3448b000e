"""Tests of Bands and Band."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import Band, Bands, Count, Sum
from efficiency_rules.points import Percent, Points

TIERS = {Percent("95%"): Points(2), Percent("99%"): Points(3), Percent("100%"): Points(4)}
ONLINE = Bands(hit=pl.col("ok"), bands=TIERS, otherwise=Points(0))


@pytest.mark.parametrize(("hits", "mark"), [(9499, 0), (9500, 2), (9899, 2), (9900, 3), (9999, 3), (10_000, 4)])
def test_worked_table(score, hits, mark):
    """The worked table of the docstring holds on each threshold and one step beside it."""
    assert score(ONLINE, "4", hits=hits, cases=10_000) == mark


@given(
    rows=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=4),
    bounds=st.lists(st.integers(0, 1_000_000), min_size=1, max_size=5, unique=True),
    otherwise=st.integers(0, 50_000),
    data=st.data(),
)
def test_mark_is_that_of_the_highest_bound_reached(scores, rows, bounds, otherwise, data):
    """The points are those of the highest lower bound the rate reaches, never more than full."""
    points = data.draw(st.lists(st.integers(0, 50_000), min_size=len(bounds), max_size=len(bounds)))
    table = dict(zip(bounds, points, strict=True))
    formula = Bands(
        hit=pl.col("ok"),
        bands=[(Percent.from_ticks(bound), Points.from_ticks(worth)) for bound, worth in table.items()],
        otherwise=Points.from_ticks(otherwise),
    )
    hits, cases = [hit for hit, _ in rows], [hit + miss for hit, miss in rows]

    def expected(hit: int, case: int) -> Fraction | None:
        if not case:
            return None
        reached = [bound for bound in table if Fraction(hit, case) >= Fraction(bound, 1_000_000)]
        worth = table[max(reached)] if reached else otherwise
        return min(Fraction(worth, 10_000), Fraction(4))

    assert scores(formula, "4", hits=hits, cases=cases) == [expected(*row) for row in zip(hits, cases, strict=True)]


@given(hits=st.integers(0, 200), misses=st.integers(1, 9))
def test_more_hits_never_harm(score, hits, misses):
    """Where points rise with the rate, a miss turned into a hit never lowers the mark."""
    cases = hits + misses
    assert score(ONLINE, "4", hits=hits + 1, cases=cases) >= score(ONLINE, "4", hits=hits, cases=cases)


def test_a_value_falls_into_bands(score):
    """A value has bands of whole numbers; ends may be written when they meet the next band."""
    formula = Bands(
        value=Count(),
        bands=[Band(6, Points(0)), Band(0, Points(2), up_to=2), Band(3, Points(1), below=6)],
    )
    marks = [score(formula, "2", value=number, cases=number) for number in (1, 2, 3, 5, 6, 90)]
    assert marks == [2, 2, 1, 1, 0, 0]


def test_published_gaps_are_refused(refusal):
    """90以上优秀,70至89良好,60至69合格: rates between 69 and 70, and between 89 and 90, have no points."""
    found = refusal(
        lambda: Bands(
            hit=pl.col("ok"),
            bands=[
                Band(Percent("90%"), Points(4)),
                Band(Percent("70%"), Points(3), up_to=Percent("89%")),
                Band(Percent("60%"), Points(2), up_to=Percent("69%")),
                Band(Percent("0%"), Points(0), below=Percent("60%")),
            ],
        )
    )
    assert "69% 和 70%" in found["bands-gap"] or "89% 和 90%" in found["bands-gap"]
    assert set(found) == {"bands-gap"}


@pytest.mark.parametrize(
    ("bands", "code", "said"),
    [
        ([Band(Percent("60%"), Points(2))], "bands-start", "60%"),
        ([Band(Percent("0%"), Points(2), below=Percent("80%"))], "bands-end", "80%"),
        ([Band(Percent("0%"), Points(2), below=Percent("100%"))], "bands-end", "100%"),
        (
            [Band(Percent("0%"), Points(0), below=Percent("95%")), Band(Percent("90%"), Points(1))],
            "bands-overlap",
            "95%",
        ),
        ([Band(Percent("0%"), Points(0)), Band(Percent("0%"), Points(1))], "bands-overlap", "0%"),
        ([Band(0, Points(0)), Band(Percent("90%"), Points(1))], "bands-mixed", "Percent"),
        ([], "formula-empty", "bands"),
    ],
)
def test_what_does_not_cover_every_rate_once_is_refused(refusal, bands, code, said):
    """Open ends, overlaps, mixed measures and no bands at all are refused, with the place of the fault."""
    assert said in refusal(lambda: Bands(hit=pl.col("ok"), bands=bands))[code]


def test_the_highest_band_may_end_at_all_of_it(score):
    """A rate ends at 100 %, so the top band may say so."""
    formula = Bands(
        hit=pl.col("ok"),
        bands=[Band(Percent("0%"), Points(1)), Band(Percent("90%"), Points(2), up_to=Percent("100%"))],
    )
    assert score(formula, "2", hits=1, cases=1) == 2


def test_problems_against_full_points():
    """A band above full points is an error; full points that no band gives are a warning."""
    assert [problem.severity for problem in ONLINE.problems(Points(4))] == []
    assert [problem.code for problem in ONLINE.problems(Points(3))] == ["formula-above-full"]
    assert [problem.code for problem in ONLINE.problems(Points(5))] == ["formula-full-unreachable"]


@pytest.mark.parametrize(
    ("bands", "weights"),
    [({0: Points(2), 5: Points(0)}, [3, 0]), ({0: Points(0), 5: Points(2)}, [1, 1])],
)
def test_records_of_a_value_share_the_loss(bands, weights):
    """Where more is worse a record bears what it adds, where more is better all bear the same."""
    frame = pl.DataFrame({"n": [3, -1]})
    weight = Bands(value=Sum(pl.col("n")), bands=bands).costs().weight
    assert frame.with_columns(weight.alias("w"))["w"].to_list() == weights
