"""The plan by clause, the phrases nobody quotes, and quotes and clauses held against them."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import PerEvent
from efficiency_rules.points import Points
from efficiency_rules.rulesets.linting.plan import phrases_without, plan_of

PLAN = """梅县方案
各单位:
一、总则。为提高效能,制定本办法。
四、评价内容
(一)办文情况。公文是否按时办结,群众是否满意;有无差错。
(二)现场情况。窗口是否有人。
五、方法
(一)日常。由中心抽查。
六、等次
分为良好和一般。
八、运用
(一)年度结果通报全县。
"""
EVENTS = PerEvent(points=Points(1), where=pl.col("late"))

phrases = st.lists(st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=6), min_size=1, max_size=6, unique=True)


def seen(problems: list[Any]) -> list[tuple[str, str]]:
    return [(problem.code.removeprefix("rubric-"), str(problem.facts["found"])) for problem in problems]


@given(words=phrases, quoted=st.sets(st.integers(0, 5)), signs=st.lists(st.sampled_from("，,；;、"), min_size=6))
def test_phrases_without_a_quote_are_left(words: list[str], quoted: set[int], signs: list[str]) -> None:
    """Quoting whole phrases leaves the others, in their order; nothing quoted leaves them all."""
    # A word within another would be covered by the other's quote.
    words = [word for word in words if not any(word in other for other in words if other != word)]
    text = "(一)子丑情况。" + "".join(word + sign for word, sign in zip(words, signs, strict=False))
    quotes = [word for at, word in enumerate(words) if at in quoted]
    assert phrases_without(text, quotes) == [word for at, word in enumerate(words) if at not in quoted]
    assert phrases_without(text, [text]) == []


def test_a_plan_is_read_by_clause() -> None:
    """Sections, paragraphs, a sentence behind a heading, articles; full-width brackets name the same clause."""
    plan = plan_of(PLAN + "第九条 附则,另行规定。\n（一）由中心解释。\n")
    assert list(plan.clauses) == [
        "一",
        "四",
        "四(一)",
        "四(二)",
        "五",
        "五(一)",
        "六",
        "八",
        "八(一)",
        "第九条",
        "第九条(一)",
    ]
    assert plan.clauses["一"] == "总则。为提高效能,制定本办法。"
    assert plan.clauses["六"] == "分为良好和一般。"
    known = {"四（一）": "四(一)", "四(一)2": "四(一)", "四": "四", "第九条第二款": "第九条"}
    assert {name: plan.clause(name) for name in known} == known
    assert [plan.clause(name) for name in ("四(三)", "九", "一二", "第九条(四)", "")] == [None] * 5
    assert "窗口是否有人" in plan.text("四")
    assert plan.siblings("四(一)") == ["四(一)", "四(二)"]
    assert plan.siblings("六") == ["六"]


def test_a_section_that_is_a_heading_alone_is_a_clause(lint: Any, scored: Any) -> None:
    """Its words stand elsewhere (a table, an annex): who cites it is told of the words alone."""
    plan = PLAN + "九、附则\n十、解释\n(一)由中心解释。\n"
    assert {name: plan_of(plan).clauses[name] for name in ("九", "十")} == {"九": "", "十": ""}
    quoted = scored(EVENTS, more="quote: [公文是否按时办结,群众是否满意;有无差错]")
    desk = scored(PerEvent(points=Points(1), where=pl.col("rude")), clause="四(二)", more="quote: 窗口是否有人")
    cited = "consequences:\n  notice: {clause: 九, quote: 通报}\n"
    assert seen(lint(quoted, desk, plan=plan, consequences=cited)) == [("quote-elsewhere", "通报")]


def test_titles_and_numbers_are_no_phrases() -> None:
    """The paragraph's number and title and the numbers of a list need no quote; a single sentence is no title."""
    assert phrases_without("(一)办文情况。1.公文；2. 满意率达到95.5%。", []) == ["公文", "满意率达到95.5%"]
    assert phrases_without("(一)年度结果通报全县。", []) == ["年度结果通报全县"]


def test_what_no_item_covers(lint: Any, scored: Any, line_of: Any) -> None:
    """Phrases of a covered clause one by one, a clause without an item as a whole, at the area they belong to."""
    found = lint(scored(EVENTS, more="quote: 公文是否按时办结"), plan=PLAN)
    assert seen(found) == [
        ("phrase-uncovered", "群众是否满意"),
        ("phrase-uncovered", "有无差错"),
        ("clause-uncovered", "现场情况"),
    ]
    assert {line_of(problem) for problem in found} == {"四(一)"}


def test_a_covered_plan_is_silent(lint: Any, scored: Any) -> None:
    """Every phrase quoted from its clause; half-width and full-width signs are the same."""
    files = scored(EVENTS, more="quote: [公文是否按时办结，群众是否满意, 有无差错]")
    desk = scored(PerEvent(points=Points(1), where=pl.col("rude")), clause="四（二）", more="quote: 窗口是否有人")
    assert lint(files, desk, plan=PLAN) == []
    assert lint(files, desk) == []


def test_quotes_and_clauses_that_the_plan_does_not_hold(lint: Any, scored: Any, line_of: Any) -> None:
    """A quote of another clause says where it stands; an unknown clause is told wherever it is named."""
    everything = "quote: [公文是否按时办结,群众是否满意;有无差错, 窗口是否有人]"
    flow = everything.replace("办结,群", "办结，群").replace("满意;有", "满意；有")
    desk = scored(PerEvent(points=Points(1), where=pl.col("rude")), clause="四(二)", more="quote: 窗口是否有人")
    strange = "consequences:\n  notice: {clause: 九(一), quote: 通报}\n  told: {clause: 八(一), quote: 通报全省}\n"
    found = lint(scored(EVENTS, more=flow), desk, plan=PLAN, consequences=strange)
    assert seen(found) == [
        ("quote-elsewhere", "窗口是否有人"),
        ("clause-unknown", "九(一)"),
        ("quote-elsewhere", "通报全省"),
    ]
    assert [problem.facts["expected"] for problem in found if "quote" in problem.code] == [["四(二)"], []]
    assert line_of(found[0]).startswith("窗口是否有人]")


def test_an_item_without_a_quote(lint: Any, scored: Any, line_of: Any) -> None:
    """Told at the item, with or without the plan's text."""
    (problem,) = lint(scored(EVENTS, more=""))
    assert (problem.code, problem.facts["clause"]) == ("rubric-quote-missing", "四(一)")
    assert line_of(problem) == "item-0@2025"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("absent.txt", None, "rubric-plan-unreadable"),
        ("plan.txt", "四、评价内容".encode("gb18030"), "rubric-plan-unreadable"),
        ("plan.txt", "各单位都要按时办文。".encode(), "rubric-plan-empty"),
    ],
)
def test_a_plan_that_cannot_be_compared(
    tmp_path: Any, example: str, criteria: Any, name: str, content: Any, code: str
) -> None:
    """A file that is not there, not UTF-8, or without clauses is a warning at its name, and nothing is compared."""
    from efficiency_rules.rulesets.checking import check_ruleset

    if content is not None:
        (tmp_path / name).write_bytes(content)
    file = tmp_path / "ruleset.yaml"
    file.write_text(example.replace("issued_on: 2025-04-21}", f"text: {name}}}"), "utf-8")
    found = [problem for problem in check_ruleset(file, criteria, linted=True) if problem.severity == "warning"]
    plan = [problem for problem in found if problem.code == code]
    assert [problem.facts["found"] for problem in plan] == [name]
    assert not [problem for problem in found if problem.code.startswith(("rubric-clause", "rubric-phrase"))]
