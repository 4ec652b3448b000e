"""What readers of the pages need: which numbers are ours, whose numbers a case uses, the plan as it was issued."""

import json
import re
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from efficiency_rules.publishing.site.documents import document_of
from efficiency_rules.publishing.site.numbers import bases_of
from efficiency_rules.publishing.site.pages.start import timeline
from efficiency_rules.publishing.site.pages.year import year_page
from efficiency_rules.publishing.site.rendering import Rendering
from efficiency_rules.publishing.site.shown import shown
from efficiency_rules.publishing.site.sources import sources_of
from efficiency_rules.publishing.site.spelling import pieces
from efficiency_rules.rulesets.origin import NO_ORIGIN, Origin


def item(pages, id, year=2025):
    return pages[f"jingbian/{year}/{id}/index.html"]


def chinese(html):
    """The words of a page as a Chinese reader sees them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", re.sub(r'<span class="en".*?</span>', "", html)))


def test_the_banner_counts_what_the_numbers_rest_on(pages, catalog):
    """They are counted by basis from the ruleset itself; beside it stands what its document says of itself."""
    rules = catalog.named("jingbian/2025")
    waiting = sum(origin.basis in (None, "assumption", "common-practice") for origin in rules.origins.values())
    plan = sum(origin.basis == "plan" for origin in rules.origins.values())
    said = chinese(item(pages, "hotline-mailbox-resolution"))
    assert f"{len(rules.origins)} 个数的依据：方案 {plan} 个" in said
    assert f"其中 {waiting} 个不是方案或法律法规写明的，待县里确认或替换。" in said
    assert sum(one.count for one in bases_of(rules).counts) == len(rules.origins)
    assert "方案附件一（计分细则）没有公布" in rules.document.note
    assert rules.document.note in said


@pytest.mark.parametrize(
    ("bases", "told"),
    [
        (
            {"full_marks": Origin("plan"), "precision": NO_ORIGIN, "rounding": NO_ORIGIN},
            "3 个数的依据：方案 1 个，未写依据 2 个；其中 2 个不是方案或法律法规写明的，待县里确认或替换。",
        ),
        ({"full_marks": Origin("county")}, "1 个数的依据：县里确认 1 个。"),
        ({}, ""),
    ],
)
def test_the_banner_says_nothing_of_a_provisional_document_but_that(catalog, bases, told):
    """Another county's provisional rules are its own document, whose plan and annex this library does not know."""
    own = catalog.named("jingbian/2025")
    silent = replace(own.document, note="")
    rules = replace(own, scheme="dingbian", document=silent, status="provisional", origins=bases)
    page = year_page(shown(rules, None))
    context = {"has_plan": False, "resting": frozenset(), "bases": bases_of(rules), **page.context}
    files = dict(Rendering.of(guides=False).files(replace(page, context=context)))
    html = files["dingbian/2025/index.html"].decode()
    banner = html[html.index('<p class="banner"') : html.index('<p class="banner ended"')]
    said = "暂行 还没有正式公布；有效期内按这份细则计分，其中的数字还可能变。" + told
    assert chinese(banner).strip() == said


def test_every_page_of_a_ruleset_is_found_with_its_status(tried_site):
    """What is found of a draft can say that it is one; pages of no ruleset have no status."""
    script = (tried_site / "search-index.js").read_text("utf-8")
    rows = json.loads(script[script.index("[") : script.rindex("]") + 1])
    assert {(row[5], row[4], row[6]) for row in rows} == {
        *((kind, 2025, "provisional") for kind in ("item", "year", "plan")),
        *((kind, 2026, "draft") for kind in ("item", "year", "plan", "diff", "impact")),
        *((kind, 0, "") for kind in ("reference", "guide")),
    }


def test_cases_name_their_parameters_in_chinese(pages):
    """A reader sees what a number means, not the key of a file."""
    said = chinese(item(pages, "processing-efficiency", 2026))
    assert "满分 4，目标按时办结率 99%，每低一个百分点扣分 0.05" in said
    assert "per_point 0.05" not in said


def test_cases_of_another_year_say_so(pages):
    """An edition that stays keeps its cases, and their numbers are those of the year they were written for."""
    said = "按 jingbian/2025 的数算，与本细则的数可能不同"
    assert said in item(pages, "four-difficulties", 2026)
    assert said not in item(pages, "four-difficulties", 2025)


def test_empty_ledgers_open_with_the_columns_of_the_page(site, catalog):
    """Each can be opened as a workbook; its headings are those that the page asks for, and no row is filled in."""
    rules = catalog.named("jingbian/2025")
    types = {item.criterion.reads.id: item.criterion.reads for item in rules.items}
    assert {path.stem for path in (site / "jingbian/2025/ledgers").iterdir()} == set(types)
    for id, type in types.items():
        sheet = CalamineWorkbook.from_path(site / f"jingbian/2025/ledgers/{id}.xlsx").get_sheet_by_index(0)
        rows = [[cell for cell in row if cell] for row in sheet.to_python() if any(row)]
        assert [column.heading for column in type.columns] in rows
        assert rows[-1] == [column.heading for column in type.columns]


def test_the_plans_head_is_a_list_and_its_chapters_are_headings(pages):
    """Nothing of the table that a web page left in the text is shown raw."""
    html = pages["plan/jingbian/2025/index.html"]
    assert "<dt>文号</dt><dd>靖政办发〔2025〕7号</dd>" in html
    assert "<dt>发文日期</dt><dd>2025-04-21</dd>" in html
    assert "---|" not in html
    assert " | " not in chinese(html[html.index("<article") :])
    assert "<h2>六、评价等次确定</h2>" in html


def test_an_item_leads_to_its_sentence(pages):
    """The way from an item to the plan ends at the first sentence that it rests on."""
    link = re.search(r'href="\.\./\.\./\.\./(plan/[^"]*)#([^"]*)"', item(pages, "hotline-mailbox-resolution"))
    assert link[2] == "hotline-mailbox-resolution"
    plan = pages[link[1]]
    before = plan[: plan.index(f'id="{link[2]}"')]
    assert "是否牢固树立执政为民的思想" in before[before.rindex('<span class="resting">') :]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("每件扣0.5分，扣完为止", "每件扣0.2分，扣完为止", ["same:每件扣", "del:0.5", "ins:0.2", "same:分，扣完为止"]),
        ("按时", "按时办结", ["same:按时", "ins:办结"]),
        ("甲乙丙丁", "戊己庚辛", ["del:甲乙丙丁", "ins:戊己庚辛"]),
        ("", "新", ["ins:新"]),
        ("旧", "", ["del:旧"]),
        ("99%", "98%", ["del:99", "ins:98", "same:%"]),
        ("一样", "一样", ["same:一样"]),
    ],
)
def test_what_changed_is_told_character_by_character(before, after, told):
    """A number changes as a whole; texts with little in common stand one after the other."""
    assert [f"{one.how}:{one.text}" for one in pieces(before, after)] == told


def test_names_on_the_timeline_lie_in_their_bars(catalog):
    """A name begins with its bar, or ends with it in the right half."""
    spans = timeline([document_of(*source.load()) for source in sources_of(catalog)])["spans"]
    assert [(span["left"], span["width"], span["from_right"]) for span in spans] == [
        (0, 500, False),
        (500, 500, True),
    ]
