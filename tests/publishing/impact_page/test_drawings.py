"""The drawings of an impact: everything keeps inside, nothing covers anything, whatever the county."""

import re
from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.publishing.impact_page import impact_fragment, impact_page, impact_style
from efficiency_rules.publishing.impact_page.axis import WIDTH, Axis
from efficiency_rules.publishing.impact_page.flow import flow
from efficiency_rules.publishing.impact_page.totals import classes, totals
from efficiency_rules.publishing.impact_page.words import changes, short

GRADES = [{"id": id, "title": title} for id, title in (("a", "优秀"), ("b", "良好"), ("c", "一般"), ("d", "较差"))]
HOSTILE = "<script>alert(1)</script>\"'&"

grades = st.lists(st.sampled_from("abcd"), max_size=3, unique=True).map(sorted)
points = st.decimals(0, 100, places=2)
units = st.lists(st.tuples(grades, grades, points, points), min_size=1, max_size=60)


def county(units, name="某局"):
    """An impact in plain data: these units (grades and totals before and after), one step."""
    pairs = {}
    for at, (before, after, _, _) in enumerate(units):
        pairs.setdefault((tuple(before), tuple(after)), []).append(f"U{at}")
    spread = [total for unit in units for total in unit[2:]]
    first, last = int(min(spread)), int(max(spread))
    figures = dict.fromkeys(("mean", "least", "quarter", "middle", "three_quarters", "most"), "7.5") | {"full": "10"}
    step = {"id": "s", "zh": f"“{name}”由 1 分提高到 2 分", "en": "raised"}
    split = {"points": "1.5", "up": 1, "down": 0, "grades": [], "error": None}
    return {
        "old": {"id": "x/1", "title": name, "status": "published"},
        "new": {"id": "x/2", "title": name, "status": "draft"},
        "period": "2025",
        "orders": None,
        "seed": None,
        "grades": GRADES,
        "counts": dict.fromkeys(
            ("units", "totals", "totals_up", "ranks", "grades", "grades_better", "grades_worse"), 0
        ),
        "missing": [{"title": name, "criterion": name, "ledger_title": name, "policy": "zero"}],
        "steps": [step | {"shapley": split, "sequential": split}],
        "flow": [{"before": list(b), "after": list(a), "units": found} for (b, a), found in pairs.items()],
        "classes": {
            "width": "1",
            "classes": [
                {
                    "least": str(least),
                    "before": sum(int(unit[2]) == least for unit in units),
                    "after": sum(int(unit[3]) == least for unit in units),
                }
                for least in range(first, last + 1)
            ],
        },
        "areas": [{"id": "q", "title": name, "before": figures, "after": None}],
        "no_longer_apart": [],
        "newly_apart": [{"criterion": "q", "title": name}],
        "waiting": {"before": [], "after": []},
        "tied": {"before": [], "after": []},
        "units": [
            {
                "unit": f"U{at}",
                "name": name,
                "total": {"before": str(low), "after": str(high), "change": str(high - low)},
                "rank": {"before": 1, "after": None},
                "grade": {"before": before, "after": after},
                "shapley": [{"step": "s", "points": "1.5", "grade": "-50%"}],
            }
            for at, (before, after, low, high) in enumerate(units)
        ],
    }


@given(units)
def test_bars_and_their_labels_stand_apart(units):
    """On either side each bar has the room of its label, and together they stand for all units."""
    drawn = flow(county(units))
    for bars in drawn.bars.values():
        assert sum(bar.count for bar in bars) == len(units)
        ends = 0
        for bar in bars:
            middle = bar.y + bar.height / 2
            room = max(bar.height, 16 * len(bar.label)) / 2
            assert middle - room >= ends
            ends = middle + room
        assert ends <= drawn.height


@given(units)
def test_ribbons_begin_and_end_in_their_bars(units):
    """Every ribbon leaves a bar on the left and reaches one on the right; what moves is drawn last."""
    drawn = flow(county(units))
    for ribbon in drawn.ribbons:
        left, above, right, below = re.fullmatch(
            r"M(\d+) (\d+)C\S+ \d+ \S+ \d+ (\d+) \d+V\d+C\S+ \d+ \S+ (\d+) \d+ \d+Z", ribbon.path
        ).groups()
        assert 0 < int(left) < int(right) < WIDTH
        assert any(bar.y <= int(above) < int(below) <= bar.y + bar.height + 1 for bar in drawn.bars["before"])
    ways = [ribbon.way == "same" for ribbon in drawn.ribbons]
    assert ways == sorted(ways, reverse=True)


@given(st.lists(st.decimals(-500, 500, places=2), min_size=1, max_size=8), st.integers(2, 8))
def test_an_axis_holds_all_values_between_round_marks(values, marks):
    """Every value lies between the first and the last mark, and the marks are few."""
    axis = Axis.over(values, 10, 200, marks=marks)
    places = [place for place, _ in axis.ticks]
    assert places == sorted(set(places))
    assert (places[0], places[-1]) == (10, 200)
    assert len(places) <= marks + 3
    assert all(10 <= axis.at(value) <= 200 for value in values)


@given(units)
def test_totals_and_classes_keep_inside(units):
    """Each unit has a row on the axis, the best total after first; no bar is longer than the drawing is wide."""
    data = county(units)
    rows = totals(data).rows
    assert len(rows) == len(units)
    assert all(0 < place < WIDTH for row in rows for place in (row.before, row.after))
    best = sorted((Decimal(unit["total"]["after"]) for unit in data["units"]), reverse=True)
    assert [Decimal(row.words["en"].split(" → ")[1].split(",")[0]) for row in rows] == best
    drawn = classes(data)
    assert sum(row.counts[0] for row in drawn.rows) == sum(row.counts[1] for row in drawn.rows) == len(units)
    # Four letters fit behind the longest bar.
    assert all(drawn.left + max(row.before, row.after) + 5 + 4 * 7 <= WIDTH for row in drawn.rows)


def test_a_step_of_several_changes_is_told_one_by_one():
    """In both languages; where they cannot be told apart, as it is."""
    step = {"zh": "甲改；乙改", "en": "a changes; b changes"}
    assert changes(step) == [{"zh": "甲改", "en": "a changes"}, {"zh": "乙改", "en": "b changes"}]
    assert short(step) == {"zh": "甲改，等 2 处", "en": "a changes; 2 changes in all"}
    assert changes({"zh": "甲；改", "en": "a"}) == [{"zh": "甲；改", "en": "a"}]


def test_names_are_text_wherever_they_stand():
    """Markup in a unit's, a ruleset's or a roster's name is shown as it is; drawings are well-formed."""
    fragment = impact_fragment(county([(["a"], ["b"], Decimal(1), Decimal(2))], HOSTILE), roster=HOSTILE)
    assert "<script" not in fragment
    assert fragment.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 10
    drawings = re.findall(r"<svg.*?</svg>", fragment, re.DOTALL)
    assert len(drawings) == 5
    for drawing in drawings:
        assert ElementTree.fromstring(drawing).get("viewBox").startswith(f"0 0 {WIDTH} ")


def test_every_word_is_there_in_both_languages():
    """As many Chinese as English pieces; the style shows one of them, English only when it is asked for."""
    fragment = impact_fragment(county([(["a"], ["a", "b"], Decimal(1), Decimal(2))]), roster="名册")
    assert fragment.count('class="zh"') == fragment.count('class="en"') > 60
    assert 'html:not([data-ui="en"]) .impact .en' in impact_style()


def test_the_page_by_itself_has_the_style_as_it_stands():
    """Quotes of selectors and fonts are not escaped: dark mode and languages depend on them."""
    assert impact_style() in impact_page(county([(["a"], [], Decimal(1), Decimal(2))]))
