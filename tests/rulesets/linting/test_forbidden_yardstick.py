"""What the rules of 2024 forbid as a yardstick is told where points depend on it, and only there."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from efficiency_rules.evidence.types import EvidenceType, UnitId, column
from efficiency_rules.formulas import GradeCap, PerEvent, PerUnit, Proportional, UnitMark
from efficiency_rules.points import Points

CODE = "rubric-forbidden-yardstick"
ONE = Points(1)


CAPPED = """grading:
  clause: 六
  grades: [{id: good, title: 良好}, {id: fair, title: 一般}]
  thresholds: [{grade: good, at_least: 3}]
  caps: [{when: fraud@2025, at_best: fair}]
"""


def told(problems: list[Any]) -> list[str]:
    return [str(problem.facts["found"]) for problem in problems if problem.code == CODE]


def test_scoring_that_a_photo_exists(lint: Any) -> None:
    """A condition or a rate over the photo's column is told with its heading."""
    missing = pl.col("photo").is_null()
    assert told(lint(PerEvent(points=ONE, where=missing))) == ["现场照片"]
    assert told(lint(Proportional(hit=~missing, min_cases=50))) == ["现场照片"]


def test_a_photo_as_proof_is_fine(lint: Any) -> None:
    """The same ledger, scored by something else; the photo may be named in the explanation."""
    assert told(lint(PerEvent(points=ONE, where=pl.col("late"), line="{number}：{photo}"))) == []


@pytest.mark.parametrize(
    ("title", "told_by"),
    [
        ("网络投票得分", "网络投票"),
        ("公众号点赞量", "点赞"),
        ("制作学习笔记", "学习笔记"),
        ("工作留痕", "留痕"),
        ("发文数量", "发文数"),
        ("Online votes", "Online votes"),
        ("过度留痕问题", None),
        ("强制投票、违规摊派", None),
        ("招投标监管", None),
        ("会议议定事项落实", None),
        ("工单转发及时率", None),
        ("印发文件合法性审查", None),
    ],
)
def test_titles_are_read_by_what_they_mean(lint: Any, scored: Any, title: str, told_by: str | None) -> None:
    """What is forbidden is told with the word that says so; its abuse, and what only sounds like it, is not."""
    found = [p for p in lint(scored(PerEvent(points=ONE, where=pl.col("late")), title=title)) if p.code == CODE]
    assert [problem.facts["word"] for problem in found] == ([] if told_by is None else [told_by])


class Votes(EvidenceType, id="votes", title="网上投票台账"):
    """Votes about one unit."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)


def test_a_ledger_of_online_votes(lint: Any, scored: Any) -> None:
    """Whatever is computed from it."""
    assert told(lint(scored(PerEvent(points=ONE), reads=Votes))) == ["网上投票台账"]


def test_words_of_the_formula_and_caps(lint: Any) -> None:
    """A kind of finding that a formula prices, and the column of a cap."""
    found = lint(
        PerEvent(points=ONE, where=pl.col("number") == "未拍照"),
        grading=CAPPED,
        caps={"fraud": GradeCap(hit=pl.col("photo").is_null())},
    )
    assert told(found) == ["未拍照", "现场照片"]


def test_a_plain_function_is_known_by_its_title_only(lint: Any, scored: Any) -> None:
    """What a PerUnit function looks at cannot be seen; its title can."""
    formula = PerUnit(function=lambda records, full: UnitMark(full, "都好"))
    assert told(lint(formula)) == []
    assert told(lint(scored(formula, title="转发量"))) == ["转发量"]
