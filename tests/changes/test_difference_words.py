"""The words of changes: a sentence a committee can read, in Chinese and in English."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from difference_example import EDITS, TEXT, load

import efficiency_rules as er
from efficiency_rules.changes.difference.filling import filled, quoted
from efficiency_rules.changes.difference.kinds import KINDS
from efficiency_rules.changes.difference.terms import CHOICES, KIND_NAMES, NAMES
from efficiency_rules.criteria.criterion import Deprecation
from efficiency_rules.rulesets.model import Consequence
from efficiency_rules.rulesets.shape import GRADING, RULESET, TIES

SAID = {
    "parameter": (
        "“来文办理”的参数 target（目标按时率）由 95% 改为 98%",
        "“来文办理”: parameter target (目标按时率) changed from 95% to 98%",
    ),
    "county basis": (
        "“来文办理”的参数 per_point（每低一个百分点扣分）的依据由“假设”改为“县里确认”，数值未变（0.5 分）",
        "“来文办理”: basis of parameter per_point (每低一个百分点扣分) changed from “assumption” to "
        "“confirmed by the county”, the value is the same (0.5 points)",
    ),
    "source of a basis": (
        "“来文办理”的参数 target（目标按时率）的依据由“各地做法（某市办法）”改为“各地做法（某省办法）”，"
        "数值未变（95%）",
        None,
    ),
    "weights": ("“来文办理”由 30 分提高到 32 分", "“来文办理” is raised from 30 points to 32 points"),
    "method": (
        "“来文办理”由“日常检查”改为“年终评价”评分",
        "“来文办理” is scored by “年终评价” instead of “日常检查”",
    ),
    "clause": (
        "“走访”的方案条款由“四(二)”改为“四(五)”",
        "“走访”: clause of the plan changed from “四(二)” to “四(五)”",
    ),
    "quote": ("“检查发现”的方案原文由“有无推诿”、“有无扯皮”改为“有无推诿”、“有无拖延”", None),
    "policy of one item": (
        "“来文办理”无事项时由“本评价内容内折算”改为“计零分”",
        "“来文办理”: “zero points” instead of “rescaled within the area” for no-cases",
    ),
    "applies to": (
        "“来文办理”的适用类别由“镇街”、“部门”改为“镇街”",
        "“来文办理”: groups it applies to changed from “镇街”, “部门” to “镇街”",
    ),
    "costs": ("“检查发现”的参数 costs.重（每件扣分）由 5 分改为 4.5 分", None),
    "a date": (
        "“检查发现”新写明参数 since：2025-03-01",
        "“检查发现”: parameter since is new: 2025-03-01",
    ),
    "order of items": (
        "评价内容“办文”中计分项的次序变动：“走访”移到最前",
        "the items of area “办文” stand in another order: “走访” comes first",
    ),
    "area renamed": (
        "评价内容“学习培训”的代号由“learning”改为“study”，评价内容仍是原来的",
        "area “学习培训” has the id “study” instead of “learning” and is the same area",
    ),
    "moved": ("评价内容“办文”由 50 分降低到 30 分", "area “办文” is lowered from 50 points to 30 points"),
    "replaced": (
        "取消“培训”（20 分，“年终评价”，“学习”）",
        "“培训” is removed (20 points, “年终评价”, “学习”)",
    ),
    "edition": (
        "“来文答复”的指标由 2025 版改为 2026 版",
        "“来文答复”: edition 2026 of the criterion takes the place of 2025",
    ),
    "due": (
        "评价方式“年终评价”的应评时间由“全年”改为“半年”、“全年”",
        "method “年终评价”: due changed from “year” to “half-year”, “year”",
    ),
    "scorer": ("评价方式“日常检查”的评分人由“评价中心”改为“评价办”", None),
    "counted": ("单位类别“驻县单位”改为计入单位总数", "unit group “驻县单位” counts in N now"),
    "new group": ("新增单位类别“国企”", "unit group “国企” is new"),
    "pool": (
        "评等范围由“全部单位一起”改为“按类别分开”",
        "pool changed from “all units together” to “each group apart”",
    ),
    "applicable": ("参加评等所需的适用分值由 50% 改为 60%", None),
    "seats": (
        "名额的取整方法由“最大余数法”改为“累计四舍五入”",
        "seat method changed from “largest remainder” to “cumulative, rounded”",
    ),
    "then": (
        "比较后仍同分的处理由“由人工裁定”改为“都定较优等次”",
        "what happens to open ties changed from “a recorded decision” to “all get the better grade”",
    ),
    "tie-break": (
        "同分时的比较次序由“年终评价”得分（高者优先）、“走访”得分（高者优先）改为“年终评价”得分（高者优先）",
        "tie-break changed from points by “年终评价” (higher first), mark of “走访” (higher first) to points by "
        "“年终评价” (higher first)",
    ),
    "shares": ("等次“优秀”的比例由 20% 降低到 10%", "the share of grade “优秀” is lowered from 20% to 10%"),
    "grade retitled": ("等次“较差”改称“不合格”", "grade “较差” is now called “不合格”"),
    "threshold": (
        "“优秀”的分数线由 90 分提高到 92.5 分",
        "the threshold of “优秀” is raised from 90 points to 92.5 points",
    ),
    "cap": (
        "等次限制“弄虚作假”的最高等次由“良好”改为“一般”",
        "restriction “弄虚作假”: best grade possible changed from “良好” to “一般”",
    ),
    "cap gone": ("取消等次限制“弄虚作假”（最高等次 “良好”）", None),
    "consequence": ("结果运用“予以通报表扬”的方案原文由“予以表彰”改为“予以通报表扬”", None),
    "status": ("状态由“暂行”改为“草稿”", "status of the document changed from “provisional” to “draft”"),
    "revision": ("修订次数由 1 改为 3", "revision changed from 1 to 3"),
    "number": ("依据文件的文号由“青政办〔2025〕1号（虚构）”改为“青政办〔2025〕2号（虚构）”", None),
    "year": ("年度由 2025 改为 2026", "the year changed from 2025 to 2026"),
    "precision": ("得分的最小单位由 0.01 改为 0.1", None),
    "basis of the default": (
        "各计分项未另写的无事项时的处理的依据由“假设”改为“县里确认”",
        "basis of policy for no-cases where an item says nothing changed from “assumption” to "
        "“confirmed by the county”",
    ),
}
"""What the first change of an edit says; None where English adds nothing."""


@pytest.fixture(scope="module")
def changes(tmp_path_factory):
    """Return a function that gives the changes an edit makes."""
    folder = tmp_path_factory.mktemp("rulesets")
    old = load(TEXT, folder)

    def of(name):
        edit = next(edit for edit in EDITS if edit.name == name)
        return er.diff(old, load(edit.made(TEXT), folder, "edited.yaml")).changes

    return of


@pytest.mark.parametrize("name", SAID)
def test_each_change_is_a_sentence(changes, name):
    """The first change that an edit makes is told in words, values and titles as people know them."""
    zh, en = SAID[name]
    kinds = {"moved": "reweighted", "source of a basis": "basis", "county basis": "basis"}
    change = next(one for one in changes(name) if one.kind == kinds.get(name, one.kind))
    assert change.words("zh") == zh
    assert en is None or change.words("en") == en


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_sentences_hold_nothing_for_machines(changes, edit):
    """No sentence shows None, a brace, a type, or a sign that a GBK console cannot print."""
    for change in changes(edit.name):
        for lang in ("zh", "en"):
            words = change.words(lang)
            assert not {"None", "{", "}", "Decimal", "Fraction", "Origin", "()"} & set(words.split())
            assert "{" not in words
            assert "None" not in words
            assert words.encode("gbk")


def test_an_item_that_comes_says_what_it_is_worth(changes):
    """An added item tells its full points, method and area; a moved one both areas."""
    assert changes("replaced")[1].words("zh") == "新增“培训”（20 分，“日常检查”，“学习”）"
    moved = next(one for one in changes("moved") if one.kind == "moved")
    assert moved.words("zh") == "“走访”由“办文”移到“检查”"
    assert moved.words("en") == "“走访” moves from “办文” to “检查”"
    ledger = next(one for one in changes("edition") if one.kind == "ledger")
    assert ledger.words("zh") == "“来文答复”所用台账由“来文台账”改为“复函台账”"


def test_a_retired_item_names_its_successor(changes, tmp_path):
    """Where the criterion of a removed item names a successor that is there, the sentence says so; else it does not."""
    old = load(TEXT, tmp_path)
    new = load(next(edit for edit in EDITS if edit.name == "replaced").made(TEXT), tmp_path, "new.yaml")
    assert [change.successor for change in er.diff(old, new).changes] == ["", ""]
    for named, said in (("courses@2026", "，由“培训”取代"), ("nothing@2026", "")):
        area = old.areas[-1]
        retired = Deprecation(date(2026, 1, 1), "改为按课时计", named)
        item = replace(area.items[0], criterion=replace(area.items[0].criterion, deprecated=retired))
        changed = replace(old, areas=(*old.areas[:-1], replace(area, items=(item,))))
        difference = er.diff(changed, new)
        assert difference.changes[0].words("zh") == f"取消“培训”（20 分，“年终评价”，“学习”）{said}"
        assert difference.changes[0].to_dict()["successor"] == ("courses" if said else "")
        assert [len(step.changes) for step in difference.steps()] == ([2] if said else [1, 1])


def test_rows_of_a_table_tell_a_new_basis_with_its_value(tmp_path):
    """A basis that changes with its value stands in the row of the value, one that changes alone in its own."""
    text = TEXT.replace("{value: 95%, basis: common-practice", "{value: 98%, basis: county")
    text = text.replace("{value: 0.5, basis: assumption}", "{value: 0.5, basis: county}")
    difference = er.diff(load(TEXT, tmp_path), load(text, tmp_path, "new.yaml"))
    (group,) = difference.groups()
    assert len(difference.changes) == 3
    assert [kind for kind, _ in group.rows()] == ["parameter", "basis"]
    assert group.rows("zh")[0][1].endswith("由 95% 改为 98%；依据由“各地做法”改为“县里确认”")
    assert group.rows("en")[0][1].endswith(
        "from 95% to 98%; basis changed from “common practice” to “confirmed by the county”"
    )


def test_the_basis_of_a_whole_part_needs_no_name(tmp_path):
    """A basis written around a part, not around a value in it, is the basis of the part."""
    text = TEXT.replace(
        "town: {title: 镇街, counted: {value: true, basis: plan}}", "town: {value: {title: 镇街}, basis: plan}"
    )
    old, new = (
        load(text, tmp_path),
        load(text.replace("镇街}, basis: plan", "镇街}, basis: county"), tmp_path, "new.yaml"),
    )
    (change,) = er.diff(old, new).changes
    assert change.words("zh") == "单位类别“镇街”的依据由“方案”改为“县里确认”，数值未变"
    assert change.words("en").endswith("“confirmed by the county”, the value is the same")


def test_grades_that_come_say_where(tmp_path):
    """An added grade tells its share and its neighbour, a new order who stands where now."""
    text = TEXT.replace("    - {id: poor", "    - {id: weak, title: 较弱, share: 0%}\n    - {id: poor")
    text = text.replace("caps:\n", "caps:\n    - {when: fraud@2025, at_worst: fair}\n", 1)
    found = er.diff(load(TEXT, tmp_path), load(text, tmp_path, "new.yaml")).changes
    words = [change.words("zh") for change in found if change.kind == "added"]
    assert "新增等次“较弱”（0%，排在“一般”之后）" in words
    new = load(TEXT, tmp_path)
    one, two, *rest = new.grading.grades
    swapped = replace(new, grading=replace(new.grading, grades=(two, one, *rest)))
    (change,) = er.diff(new, swapped).changes
    assert change.words("zh") == "等次由优到差的次序变动：“良好”移到最前"
    (change,) = er.diff(new, replace(new, grading=replace(new.grading, grades=(*rest, one, two)))).changes
    assert change.words("en") == (
        "the grades stand in another order from best to worst: “一般” comes first, “较差” comes after “一般”"
    )
    consequences = {**new.consequences, "talk": Consequence("八(四)", "约谈主要负责人")}
    assert [one.words("zh") for one in er.diff(new, replace(new, consequences=consequences)).changes] == [
        "新增结果运用“约谈主要负责人”"
    ]


def test_every_kind_and_choice_has_words():
    """No kind is without a name, no choice of a policy without words."""
    assert set(KIND_NAMES) == set(KINDS)
    shapes = {**GRADING, "then": TIES["then"], "status": RULESET["status"]}
    for key in ("pool", "base", "seats", "seat_tie", "restrictions", "corrections", "then", "status"):
        assert set(CHOICES[key]) == set(shapes[key].choices)
    named = {key.partition(".")[0] for part, key in NAMES if part == "grading"}
    assert named >= set(GRADING) - {"grades", "thresholds", "caps"}


def test_the_page_lists_every_kind():
    """docs/changes.md has each kind with its Chinese name, in one row of its table."""
    page = (Path(__file__).parents[2] / "docs" / "changes.md").read_text("utf-8")
    rows = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `")]
    told = {}
    for kinds, names in rows:
        told |= dict(zip(re.findall("`([a-z-]+)`", kinds), names.strip().split("、"), strict=True))
    assert told == {kind: names[0] for kind, names in KIND_NAMES.items()}


def test_chinese_and_latin_stand_apart():
    """A space stands between a Chinese character and a letter or digit, none beside punctuation."""
    assert filled("由{a}改为{b}（{a}）", "zh", a="3 分", b="“甲”") == "由 3 分改为“甲”（3 分）"
    assert filled("from {a}", "en", a="甲") == "from 甲"
    assert quoted("“四难”现象") == "“‘四难’现象”"
