"""Every family is shown, and what is drawn and tabled is what the sentence of the family says."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest

from efficiency_rules.criteria.formulas import FAMILIES
from efficiency_rules.formulas import (
    Bands,
    Bonus,
    Checklist,
    Costs,
    Count,
    Custom,
    GiveBack,
    GradeCap,
    Outcome,
    PerEvent,
    PerUnit,
    Proportional,
    RankBased,
    RaterMean,
    RelativeToBest,
    SamplePassRate,
    Shortfall,
    Steps,
    Sum,
    SurveyMean,
    UnitMark,
    Veto,
)
from efficiency_rules.points import Percent, Points
from efficiency_rules.publishing.formulas import SKETCHES, Setting, view_of
from efficiency_rules.publishing.formulas.chart import Chart, Spot
from efficiency_rules.publishing.formulas.drawing import HEIGHT, LEFT, RIGHT, TOP, WIDTH

OK, KIND = pl.col("ok"), pl.col("kind")
F = Fraction
FULL = 5


def _floor(x: Fraction) -> int:
    return x.numerator // x.denominator


def _ceil(x: Fraction) -> int:
    return -(-x.numerator // x.denominator)


def _ladder(x: Fraction, below: Fraction, *bands: tuple[Any, Any]) -> Fraction:
    return next((F(points) for bound, points in reversed(bands) if x >= F(bound)), below)


GIVE_BACK = GiveBack(
    points=Points("0.5"), status=KIND, give_back={"到位": Points("0.4")}, extra={"拒不": Points(1)}, floor=Points(1)
)
LEVELS = {"严重": Points("2.5"), "一般": Points("0.3"), "轻微": Points("0.3")}
SCALE = {"好": Points(100), "中": Points("62.5"), "差": Points(20)}
BANDS = {Percent("95%"): Points(2), Percent("99%"): Points(3), Percent("100%"): Points(4)}

SHOWN: dict[str, tuple[Any, Callable[[Fraction, str], Fraction]]] = {
    "PerEvent": (PerEvent(points=Points("0.7"), floor=Points(1)), lambda x, _: max(F(1), FULL - F("0.7") * x)),
    "PerEvent by kind": (
        PerEvent(points=LEVELS, kind=KIND),
        lambda x, name: max(F(0), FULL - {"严重": F("2.5"), "一般、轻微": F("0.3")}[name] * x),
    ),
    "Shortfall": (
        Shortfall(hit=OK, target=Percent("97.5%"), per_point=Points("0.16"), floor=Points(2), min_cases=3),
        lambda x, _: max(F(2), FULL - F("0.16") * max(F(0), F("97.5") - x)),
    ),
    "Shortfall that never reaches its floor": (
        Shortfall(hit=OK, target=Percent("90%"), per_point=Points("0.01")),
        lambda x, _: FULL - F("0.01") * max(F(0), 90 - x),
    ),
    "Shortfall with many decimals": (
        Shortfall(hit=OK, target=Percent("97.1234%"), per_point=Points("7.7777")),
        lambda x, _: max(F(0), FULL - F("7.7777") * max(F(0), F("97.1234") - x)),
    ),
    "Steps without end": (
        Steps(hit=OK, target=Percent("90%"), step=Percent("0.5%"), per_step=Points("0.01")),
        lambda x, _: FULL - F("0.01") * _floor(max(F(0), 90 - x) / F("0.5")),
    ),
    "Steps": (
        Steps(hit=OK, target=Percent("90%"), step=Percent("10%"), per_step=Points(2)),
        lambda x, _: F(max(0, FULL - 2 * _floor(max(F(0), 90 - x) / 10))),
    ),
    "Steps begun": (
        Steps(hit=OK, target=Percent("90%"), step=Percent("7.5%"), per_step=Points(1), partial="counted"),
        lambda x, _: F(max(0, FULL - _ceil(max(F(0), 90 - x) / F("7.5")))),
    ),
    "Bands": (
        Bands(hit=OK, bands=BANDS, otherwise=Points(0)),
        lambda x, _: _ladder(x, F(0), (95, 2), (99, 3), (100, 4)),
    ),
    "Bands of a whole number": (
        Bands(value=Count(~OK), bands={0: Points(5), 1: Points(3), 4: Points(0)}),
        lambda x, _: _ladder(x, F(5), (0, 5), (1, 3), (4, 0)),
    ),
    "Bands of points": (
        Bands(value=Sum(pl.col("score")), bands={Points(0): Points(1), Points("7.5"): Points(5)}),
        lambda x, _: _ladder(x, F(1), (0, 1), ("7.5", 5)),
    ),
    "Proportional": (
        Proportional(done=pl.col("done"), target=pl.col("target"), lower_cut=Percent("80%")),
        lambda x, _: FULL * x / 100 if x >= 80 else F(0),
    ),
    "Proportional without a cut": (Proportional(hit=OK, min_cases=4), lambda x, _: FULL * x / 100),
    "Checklist": (
        Checklist(elements=["basis", "steps"], per_missing=Points("0.6")),
        lambda x, _: max(F(0), FULL - F("0.6") * x),
    ),
    "Checklist by element": (
        Checklist(elements=["basis", "steps"], per_missing={"basis": Points(1), "steps": Points("0.1")}),
        lambda x, name: max(F(0), FULL - {"依据": 1, "steps": F("0.1")}[name] * x),
    ),
    "SamplePassRate": (
        SamplePassRate(passed=OK, per_failed=Points("0.4"), min_sample=3),
        lambda x, _: max(F(0), FULL - F("0.4") * x),
    ),
    "SamplePassRate by rate": (SamplePassRate(passed=OK, floor=Points(1)), lambda x, _: max(F(1), FULL * x / 100)),
    "SurveyMean": (SurveyMean(answer=KIND, scale=SCALE, min_valid=30), lambda x, _: FULL * x / 100),
    "SurveyMean of one level": (SurveyMean(answer=KIND, scale={"好": Points(80)}), lambda x, _: FULL * x / 100),
    "RaterMean": (RaterMean(score=pl.col("score"), drop_when_more_than=5), lambda x, _: FULL * x / 100),
    "RaterMean by level": (RaterMean(level=KIND, scale=SCALE, min_raters=2), lambda x, _: FULL * x / 100),
    "RankBased": (
        RankBased(value=Count(), per_rank=Percent("15%"), floor=Points(1)),
        lambda x, _: max(F(1), FULL * (1 - F("0.15") * (x - 1))),
    ),
    "RankBased lower": (
        RankBased(value=Count(), per=Count(OK), per_rank=Percent("2%"), better="lower", within="group"),
        lambda x, _: FULL * (1 - F("0.02") * (x - 1)),
    ),
    "RelativeToBest": (RelativeToBest(value=Sum(pl.col("n")), per=Count()), lambda x, _: FULL * x / 100),
    "GiveBack": (
        GIVE_BACK,
        lambda x, name: max(F(1), FULL - {"其他": F("0.5"), "到位": F("0.1"), "拒不": F("1.5")}[name] * x),
    ),
    "Bonus": (
        Bonus(points=LEVELS, level=KIND, cap=Points(3)),
        lambda x, name: min(F(3), {"严重": F("2.5"), "一般、轻微": F("0.3")}[name] * x),
    ),
    "Bonus highest": (
        Bonus(points=Points(2), take="highest"),
        lambda x, _: F(2) if x >= 1 else F(0),
    ),
    "Veto": (Veto(hit=OK, at_least=3), lambda x, _: F(0) if x >= 3 else F(FULL)),
    "GradeCap": (GradeCap(at_least=2), lambda x, _: F(x >= 2)),
}
UNSEEN = {
    "Custom": Custom(
        own_facts={"bad": Count(~OK)},
        own_mark=lambda facts, full: Outcome(full - 10_000 * facts["bad"]),
        own_costs=Costs((~OK).cast(pl.Int64) * 10_000),
        reason="{bad}",
    ),
    "PerUnit": PerUnit(function=lambda records, full: UnitMark(full, "")),
}
SETTING = Setting(Points(FULL), 2, {"basis": "依据"})


def chart_of(name: str) -> Chart:
    formula, _ = SHOWN[name]
    chart = SKETCHES[type(formula)](formula, SETTING).chart
    assert chart is not None
    return chart


def test_every_family_is_shown():
    """A new family of the library without a view, or without an example here, fails."""
    assert set(SKETCHES) == set(FAMILIES)
    assert {type(formula) for formula, _ in SHOWN.values()} | set(map(type, UNSEEN.values())) == set(FAMILIES)


@pytest.mark.parametrize("name", SHOWN)
def test_every_dot_is_the_sentence(name):
    """Every dot is what the sentence of the family gives, computed here in fractions."""
    _, said = SHOWN[name]
    dots = [(one, dot) for one in chart_of(name).series for dot in one.dots]
    assert dots
    for one, dot in dots:
        assert dot.y == said(dot.x, one.name["zh"] if one.name else "")


@pytest.mark.parametrize("name", SHOWN)
def test_every_stretch_is_the_sentence(name):
    """Inside a stretch the line is what the sentence gives; an end that it does not give has an open dot."""
    _, said = SHOWN[name]
    for one in chart_of(name).series:
        for start, end in one.stretches:
            for part in (F(1, 1000), F(1, 7), F(1, 2), F(999, 1000)):
                x = start.x + part * (end.x - start.x)
                assert start.y + part * (end.y - start.y) == said(x, "")
            for spot in (start, end):
                assert (spot in one.gaps) == (spot.y != said(spot.x, ""))
        assert all(gap in {spot for stretch in one.stretches for spot in stretch} for gap in one.gaps)


@pytest.mark.parametrize("name", SHOWN)
def test_the_whole_width_is_drawn(name):
    """Stretches leave no hole between the lowest and the highest number they reach."""
    for one in chart_of(name).series:
        for (_, end), (start, _) in zip(one.stretches, one.stretches[1:], strict=False):
            assert end.x == start.x


@pytest.mark.parametrize("name", SHOWN)
def test_the_drawing_holds_the_chart(name):
    """Every dot stands where its numbers say, to a tenth of a unit, inside the drawing."""
    chart, formula = chart_of(name), SHOWN[name][0]
    root = ElementTree.fromstring(view_of(formula, SETTING).svg)
    drawn = []
    for element in root.iter():
        if element.get("class") == "curve-dot":
            moved = re.fullmatch(r"translate\((\S+) (\S+)\)", element.get("transform", ""))
            drawn.append(moved.groups() if moved else (element.get("cx"), element.get("cy")))
    dots = [dot for one in chart.series for dot in one.dots]
    named = sum(one.name is not None for one in chart.series)
    assert len(drawn) == len(dots) + named
    places = [_place(chart, dot) for dot in dots]
    assert all(any(abs(F(x) - a) <= F(1, 20) and abs(F(y) - b) <= F(1, 20) for x, y in drawn) for a, b in places)
    assert all(LEFT <= F(x) <= WIDTH - RIGHT for x, _ in drawn)


def _place(chart: Chart, spot: Spot) -> tuple[Fraction, Fraction]:
    wide = F(spot.x - chart.low, chart.high - chart.low)
    return LEFT + wide * (WIDTH - LEFT - RIGHT), TOP + HEIGHT - F(spot.y, chart.full) * HEIGHT


@pytest.mark.parametrize("name", SHOWN)
def test_the_drawing_is_safe_anywhere(name):
    """No id that could clash, no style, script or colour but that of the text; title, description, the same bytes."""
    formula, _ = SHOWN[name]
    svg = view_of(formula, SETTING).svg
    assert svg == view_of(formula, SETTING).svg
    root = ElementTree.fromstring(svg)
    assert [child.tag.split("}")[1] for child in root[:2]] == ["title", "desc"]
    assert all(child.text for child in root[:2])
    for element in root.iter():
        assert element.tag.split("}")[1] in {"svg", "title", "desc", "path", "circle", "text"}
        assert not {"id", "style"} & set(element.attrib)
        assert {element.get(part) for part in ("fill", "stroke")} <= {None, "none", "currentColor", "Canvas"}
    words = [element for element in root.iter() if "curve-word" in element.get("class", "")]
    assert sum(" zh" in word.get("class") for word in words) * 2 == len(words)


@pytest.mark.parametrize("name", SHOWN)
def test_words_and_table_hold_in_both_languages(name):
    """Words stand in both languages, Chinese ones with full-width punctuation; every row has a cell a heading."""
    view = view_of(SHOWN[name][0], SETTING)
    assert view.words["en"]
    assert not re.search(r"[一-鿿][,;:]|[,;:][一-鿿]", view.words["zh"])
    assert view.words["zh"].endswith("。")
    assert view.table.rows
    assert all(len(row) == len(view.table.headings) for row in view.table.rows)


@pytest.mark.parametrize("name", ["Custom", "PerUnit"])
def test_what_has_no_curve_says_so(name):
    """The two ways out have words and nothing else."""
    view = view_of(UNSEEN[name], SETTING)
    assert (view.svg, view.table.rows) == (None, ())
    assert "没有曲线" in view.words["zh"]
    assert "no curve" in view.words["en"]


def test_an_item_without_points_has_no_curve():
    """Full points of zero leave nothing to draw against."""
    assert view_of(Veto(), Setting(Points(0), 2)).svg is None


def test_a_document_s_words_are_escaped():
    """A kind whose name is markup is shown as text."""
    formula = PerEvent(points={"<script>&": Points(1)}, kind=KIND)
    svg = view_of(formula, SETTING).svg
    assert "<script>" not in svg
    assert any(element.text == "<script>&" for element in ElementTree.fromstring(svg).iter())


TABLES = {
    "PerEvent": ["0 5", "1 4.3", "5 1.5", "6 1", "7 1"],
    "PerEvent by kind": [
        "— 0 5",
        "严重 1 2.5",
        "严重 2 0",
        "严重 3 0",
        "一般 1 4.7",
        "一般 16 0.2",
        "一般 17 0",
        "一般 18 0",
        "轻微 1 4.7",
        "轻微 16 0.2",
        "轻微 17 0",
        "轻微 18 0",
        "严重＋一般＋轻微 1＋1＋1 1.9",
    ],
    "Steps": ["100% 1／1 5", "90% 9／10 5", "89.99% 8999／10000 5", "80% 4／5 3", "79.99% 7999／10000 3"],
    "Steps begun": [
        "100% 1／1 5",
        "90% 9／10 5",
        "89.99% 8999／10000 4",
        "82.5% 33／40 4",
        "82.49% 8249／10000 3",
        "75% 3／4 3",
        "74.99% 7499／10000 2",
        "67.5% 27／40 2",
        "67.49% 6749／10000 1",
        "60% 3／5 1",
        "59.99% 5999／10000 0",
        "0% 0／1 0",
    ],
    "Bands": ["100% 1／1 4", "99.99% 9999／10000 3", "99% 99／100 3", "98.99% 9899／10000 2", "95% 19／20 2"],
    "Proportional": ["100% 1／1 5", "90% 9／10 4.5", "80% 4／5 4", "79.99% 7999／10000 0", "0% 0／1 0"],
    "Checklist": ["0 5", "1 4.4", "8 0.2", "9 0", "10 0"],
    "SamplePassRate by rate": ["100% 1／1 5", "50% 1／2 2.5", "20% 1／5 1", "19.99% 1999／10000 1", "0% 0／1 1"],
    "SurveyMean": ["好 30 100 5", "中 30 62.5 3.125 → 3.13", "差 30 20 1", "好 15＋中 15 81.25 4.0625 → 4.06"],
    "RaterMean": ["100 100 5", "0 0 0", "100、80、80、80、0 68 3.4", "100、80、80、80、80、0 80 4"],
    "RankBased": ["98 1 5", "95 2 4.25", "95 2 4.25", "90 4 2.75", "80 5 2"],
    "RelativeToBest": ["100 5", "99 4.95", "75 3.75", "50 2.5", "1 0.05", "0 0", "-1 0"],
    "GiveBack": ["— 0 5", "其他 1 4.5", "其他 7 1.5", "其他 8 1", "其他 9 1", "到位 1 4.9"],
    "Bonus": ["— 0 0", "严重 1 2.5", "严重 2 3", "严重 3 3", "一般 1 0.3", "一般 9 2.7", "一般 10 3"],
    "Veto": ["0 5", "1 5", "2 5", "3 0", "4 0"],
    "GradeCap": ["0 0", "1 0", "2 1", "3 1"],
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_hold_numbers_worked_by_hand(name):
    """Full marks, an ordinary loss, thresholds and one step past them, the floor: as worked out by hand."""
    rows = [" ".join(row) for row in view_of(SHOWN[name][0], SETTING).table.rows]
    assert rows[: len(TABLES[name])] == TABLES[name]
