"""Tests of SurveyMean."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.errors import ValueProblem
from efficiency_rules.formulas import SurveyMean
from efficiency_rules.points import Points

SCALE = {"非常满意": 100, "满意": 80, "基本满意": 60, "不满意": 30, "非常不满意": 0}
SURVEY = SurveyMean(
    answer=pl.col("answer"), scale={level: Points(points) for level, points in SCALE.items()}, min_valid=30
)


def _facts(*counts: int) -> dict[str, int]:
    levels = {f"answers_{level}": count for level, count in zip(SCALE, counts, strict=True)}
    return {"cases": sum(counts), "valid": sum(counts)} | levels


@pytest.mark.parametrize(
    ("counts", "mark"),
    [
        ((30, 0, 0, 0, 0), Fraction(10)),
        ((20, 10, 0, 0, 0), Fraction(28, 3)),
        ((0, 10, 10, 10, 0), Fraction(17, 3)),
        ((0, 0, 0, 0, 30), Fraction(0)),
        ((29, 0, 0, 0, 0), None),
    ],
)
def test_worked_table(score, counts, mark):
    """The worked table of the docstring holds; one answer short of the minimum is not enough."""
    assert score(SURVEY, "10", **_facts(*counts)) == mark


@given(
    rows=st.lists(st.tuples(*[st.integers(0, 2000)] * 5), min_size=1, max_size=4),
    scale=st.lists(st.integers(0, 1_000_000), min_size=5, max_size=5),
)
def test_mark_is_full_times_the_mean(scores, rows, scale):
    """The mark is full points times the weighted mean of the levels."""
    worth = dict(zip(SCALE, scale, strict=True))
    formula = SurveyMean(
        answer=pl.col("answer"), scale={level: Points.from_ticks(ticks) for level, ticks in worth.items()}
    )
    columns = {name: [_facts(*row)[name] for row in rows] for name in _facts(*rows[0])}

    def expected(row: tuple[int, ...]) -> Fraction | None:
        if not sum(row):
            return None
        mean = Fraction(sum(ticks * count for ticks, count in zip(scale, row, strict=True)), sum(row))
        return 10 * mean / 1_000_000

    assert scores(formula, "10", **columns) == [expected(row) for row in rows]


@given(counts=st.tuples(*[st.integers(1, 30)] * 5), at=st.integers(1, 4))
def test_a_better_answer_never_harms(score, counts, at):
    """One answer moved up a level never lowers the mark."""
    better = list(counts)
    better[at] -= 1
    better[at - 1] += 1
    formula = SurveyMean(answer=SURVEY.answer, scale=SURVEY.scale)
    assert score(formula, "10", **_facts(*better)) >= score(formula, "10", **_facts(*counts))


def test_sums_of_answers_weigh_as_single_ones():
    """A count column gives the same facts as one record an answer, and weighs the lines."""
    counted = SurveyMean(answer=pl.col("answer"), scale=SURVEY.scale, count=pl.col("n"))
    frame = pl.DataFrame({"answer": ["满意", "不满意"], "n": [40, 2]})
    facts = {}
    for name, fact in counted.facts().items():
        kept = frame if fact.where is None else frame.filter(fact.where)
        facts[name] = kept["n"].min() if name == "least" else kept["n"].sum()
    assert facts["valid"] == 42
    assert facts["answers_满意"] == 40
    assert counted.mark(facts | {"cases": 2}, 100_000).numerator == 100_000 * (40 * 800_000 + 2 * 300_000)
    weights = frame.with_columns(counted.costs().weight.alias("w"))["w"].to_list()
    assert weights == [40 * 200_000, 2 * 700_000]


def test_negative_counts_and_strange_answers_fail_loudly(score):
    """A negative count of people, or an answer outside the scale, is refused."""
    counted = SurveyMean(answer=pl.col("answer"), scale=SURVEY.scale, count=pl.col("n"))
    with pytest.raises(ValueProblem, match="survey-count-negative"):
        score(counted, "10", **_facts(3, 0, 0, 0, 0), least=-1)
    with pytest.raises(ValueProblem, match="level-not-listed"):
        score(SURVEY, "10", **_facts(3, 0, 0, 0, 0) | {"valid": 4})


def test_the_scale_ends_at_a_hundred(refusal):
    """A level above 100 points is refused."""
    found = refusal(lambda: SurveyMean(answer=pl.col("a"), scale={"好": Points(101)}))
    assert "scale[好]" in found["formula-out-of-range"]


def test_the_mean_is_shown_with_two_decimals():
    """The figure `mean` is in points, half up."""
    figure = SURVEY.figures(_facts(20, 10, 0, 0, 0), 100_000)["mean"]
    assert figure.text(figure.values) == "93.33"
