"""The ruleset of 2025 against the text of the plan it carries out."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

import efficiency_rules as er
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.rulesets.linting.plan import phrases_without

SECTION_FOUR = ("四(一)", "四(二)", "四(三)", "四(四)", "四(五)", "四(六)")

LEFT_OPEN = {
    "效果是否明显": "decision-implementation",
    "是否牢固树立执政为民的思想": "hotline-mailbox-resolution",
    "规范行政执法行为": "enforcement-misconduct",
    "行政事业性收费事项、标准和管理使用方面": "charges-and-levies",
}
"""The phrases that the proposed rubric leaves open, and the items they belong to."""


def quotes_in(ruleset: er.Ruleset, clause: str) -> list[str]:
    """Return the quotes of all items of a clause."""
    return [quote for item in ruleset.items if item.clause == clause for quote in item.quotes]


def test_every_quote_is_verbatim(ruleset: er.Ruleset, clauses: dict[str, str]) -> None:
    """Every item quotes the plan, word for word, from the clause it names."""
    assert all(item.quotes for item in ruleset.items)
    missing = [(i.id, quote) for i in ruleset.items for quote in i.quotes if quote not in clauses[i.clause]]
    assert missing == []


def test_areas_are_the_paragraphs_of_section_four(ruleset: er.Ruleset, clauses: dict[str, str]) -> None:
    """The six areas bear the clauses and the titles of the six paragraphs of 四, in their order."""
    assert tuple(area.clause for area in ruleset.areas) == SECTION_FOUR
    for area in ruleset.areas:
        assert clauses[area.clause].partition(")")[2].startswith(f"{area.title}。")


@pytest.mark.parametrize("clause", SECTION_FOUR)
def test_no_phrase_is_left(clause: str, ruleset: er.Ruleset, clauses: dict[str, str]) -> None:
    """Every phrase of section 四 is quoted by an item."""
    assert phrases_without(clauses[clause], quotes_in(ruleset, clause)) == []


@pytest.mark.parametrize("clause", SECTION_FOUR)
def test_a_missing_quote_shows(clause: str, ruleset: er.Ruleset, clauses: dict[str, str]) -> None:
    """Without any one quote (that is no part of another) its phrases are listed as left."""
    quotes = quotes_in(ruleset, clause)
    for at, quote in enumerate(quotes):
        others = quotes[:at] + quotes[at + 1 :]
        left = phrases_without(clauses[clause], others)
        if any(quote in other for other in others):
            assert left == []
        else:
            assert left
            assert set(left) <= set(re.findall(r"[^,;，；、。]+", quote))


def test_open_phrases_have_their_items(ruleset: er.Ruleset) -> None:
    """The phrases the proposal leaves open are quoted by the items they belong to."""
    quoting = {quote: item.id for item in ruleset.items for quote in item.quotes}
    assert {phrase: quoting.get(phrase) for phrase in LEFT_OPEN} == LEFT_OPEN


def test_points_add_up(ruleset: er.Ruleset) -> None:
    """Areas sum to 100, items to their areas, and the methods to the totals of the matrix."""
    assert sum(area.full for area in ruleset.areas) == ruleset.full_marks == 100
    for area in ruleset.areas:
        assert sum(item.full for item in area.items) == area.full
    totals: dict[str, er.Points] = defaultdict(lambda: er.Points(0))
    for item in ruleset.items:
        totals[item.method] = er.Points(totals[item.method] + item.full)
    assert totals == {"daily": 27, "half_year": 20, "year_end": 28, "social": 15, "leader": 10}


def test_methods_are_those_of_section_five(ruleset: er.Ruleset, clauses: dict[str, str]) -> None:
    """The five methods bear the titles of 五(一) to 五(五); their scorers stand there word for word."""
    assert [method.clause for method in ruleset.methods.values()] == [f"五({n})" for n in "一二三四五"]
    for method in ruleset.methods.values():
        text = clauses[method.clause]
        assert text.partition(")")[2].startswith(f"{method.title}。")
        assert method.scorer in text
    due = {id for id, method in ruleset.methods.items() if "H1" in method.due}
    assert due == {"daily", "half_year"}
    assert all("year" in method.due for method in ruleset.methods.values())


def test_units_are_those_of_section_three(ruleset: er.Ruleset, clauses: dict[str, str]) -> None:
    """The five kinds of units are those that 三 lists, and all of them count in the N of the shares."""
    written = {
        "town": "各镇人民政府、张家畔街道办",
        "department": "县政府各工作部门",
        "subordinate": "下属单位(内设机构)",
        "enterprise": "县属国有企业",
        "stationed": "中省市驻靖单位",
    }
    assert list(ruleset.units) == list(written)
    rest = clauses["三"]
    for words in written.values():
        assert words in rest
        rest = rest.replace(words, "")
    assert re.sub(r"[、,。及其]", "", rest) == ""
    assert all(group.counted for group in ruleset.units.values())


def test_grades_and_shares_are_those_of_section_six(ruleset: er.Ruleset, clauses: dict[str, str]) -> None:
    """Four grades from 优秀 to 较差 with 20, 40, 30 and 10 percent, as the plan says in one sentence."""
    grades = ruleset.grading.grades
    sentence = "、".join(g.title for g in grades) + "等次比例为被评价单位总数的"
    assert sentence + "、".join(g.share_text for g in grades) in clauses["六"]
    assert [g.share_text for g in grades] == ["20%", "40%", "30%", "10%"]
    assert all(ruleset.origins[f"grading.grades.{g.id}.share"].basis == "plan" for g in grades)


def test_consequences_are_those_of_section_eight(ruleset: er.Ruleset, clauses: dict[str, str]) -> None:
    """Every paragraph of 八 has its consequence, quoted word for word."""
    found = ruleset.consequences.values()
    assert {one.clause for one in found} == {f"八({n})" for n in "一二三四五"}
    assert [one.quote for one in found if one.quote not in clauses[one.clause]] == []


def test_stationed_units_have_no_leader_mark(ruleset: er.Ruleset, clauses: dict[str, str]) -> None:
    """五(五) does not name 中省市驻靖单位, so the leader's item does not apply to them; its points are rescaled."""
    assert "驻靖" not in clauses["五(五)"]
    (item,) = (item for item in ruleset.items if item.method == "leader")
    assert set(ruleset.units) - set(item.applies_to) == {"stationed"}
    assert item.missing["not-applicable"] == "rescale-area"


def test_enterprises_lack_approval_enforcement_and_disclosure(ruleset: er.Ruleset) -> None:
    """State-owned enterprises as a group have no items of approval, enforcement or the disclosure regulation."""
    absent = {item.id for item in ruleset.items if "enterprise" not in item.applies_to}
    assert absent == {
        "approval-streamlining",
        "one-window",
        "statutory-disclosure",
        "disclosure-mechanism",
        "disclosure-requests",
        "statutory-authority-procedure",
        "case-file-quality",
        "enforcement-misconduct",
    }
    assert sum(item.full for item in ruleset.items if item.id not in absent) >= ruleset.min_applicable


def test_every_number_says_where_it_comes_from(ruleset: er.Ruleset) -> None:
    """No number of the rules is without a basis, and what is taken from elsewhere names its source."""
    assert [name for name, origin in ruleset.origins.items() if origin.basis is None] == []
    borrowed = {n: o for n, o in ruleset.origins.items() if o.basis in ("common-practice", "statute")}
    assert [name for name, origin in borrowed.items() if not origin.source] == []


def test_everything_that_waits_is_listed(catalog: er.Catalog, ruleset: er.Ruleset) -> None:
    """Checking the file lists as many values as bear a basis in its text that the county has yet to confirm."""
    written = re.findall(r"basis: (assumption|common-practice)", Path(ruleset.file).read_text(encoding="utf-8"))
    waiting = [p for p in check_ruleset(Path(ruleset.file), catalog.criteria) if p.code == "ruleset-number-waits"]
    assert len({problem.facts["key"] for problem in waiting}) == len(waiting) == len(written)
    said = {
        words: sum(str(p.facts["basis"]).startswith(words) for p in waiting) for words in ("我们的假设", "各地公开做法")
    }
    assert list(said.values()) == [written.count("assumption"), written.count("common-practice")]


def test_what_waits_is_called_in_words(catalog: er.Catalog, ruleset: er.Ruleset) -> None:
    """A waiting number reads as a committee reads it: the item's title, the parameter's meaning, the source."""
    found = {
        str(p.facts["key"]): p.what() for p in check_ruleset(Path(ruleset.file), catalog.criteria) if "key" in p.facts
    }
    assert found["areas.duty-performance.items.decision-implementation.params.not_done"] == (
        "【决策部署落实】not_done（未按时完成，每件扣分）= 2："
        "各地公开做法（某县2015年绩效考核扣分项目及标准），尚待县里确认"
    )
    assert found["rounding"].endswith("我们的假设（四舍五入，每项得分只取整一次），尚待县里确认")


def test_restrictions_to_groups_have_a_basis_and_a_reason(ruleset: er.Ruleset) -> None:
    """Whoever is left out of an item is left out for a written reason; the plan itself decides the leader's."""
    restricted = {
        item.id: item.origins["applies_to"] for item in ruleset.items if item.applies_to != tuple(ruleset.units)
    }
    assert len(restricted) == 9
    assert all(origin.note for origin in restricted.values())
    assert [id for id, origin in restricted.items() if origin.basis == "plan"] == ["responsible-leader-assessment"]


def test_status_is_provisional(ruleset: er.Ruleset) -> None:
    """The annex was never published, so the ruleset must not look like the county's own."""
    assert ruleset.status == "provisional"
    assert "建议稿" in ruleset.title
