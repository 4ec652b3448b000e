"""Grading as a whole: what a unit may rely on, whatever the county."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efficiency_rules.errors import GradingError
from efficiency_rules.grading import Decision, GradeScheme, Standing, check_laws, grade

ORDER = {"excellent": 0, "good": 1, "fair": 2, "poor": 3}
Scheme = Callable[..., GradeScheme]
Standings = Callable[..., list[Standing]]

coarse = st.integers(80, 95).map(str)
fine = st.integers(0, 10_000).map(lambda cents: str(Decimal(cents) / 100))
limits = st.sampled_from(
    [(None, None)] * 6 + [("good", None), ("poor", None), ("poor", "poor"), (None, "fair"), ("good", "fair")]
)


@st.composite
def counties(draw: st.DrawFn, totals: st.SearchStrategy[str] = coarse, most: int = 25) -> list[Standing]:
    rows = draw(st.lists(st.tuples(totals, limits), max_size=most))
    return [
        Standing(unit=f"u{at}", keys=(total,), best=best, worst=worst) for at, (total, (best, worst)) in enumerate(rows)
    ]


def strict(totals: list[int]) -> list[Standing]:
    return [Standing(unit=f"u{at}", keys=(str(total),)) for at, total in enumerate(totals)]


def places(standings: list[Standing], scheme: GradeScheme) -> dict[str, int]:
    return {one.unit: ORDER[one.grade] for one in grade(standings, scheme).placements if one.grade is not None}


def test_the_documented_example(scheme_of: Scheme, standings_of: Standings) -> None:
    """Ten units with different totals get 2, 4, 3 and 1 of the four grades, in input order, with reasons."""
    standings = standings_of({f"u{at}": f"{90 - at}.5" for at in range(10)})
    grading = grade(standings, scheme_of())
    assert grading.seats == {"excellent": 2, "good": 4, "fair": 3, "poor": 1}
    assert [one.unit for one in grading.placements] == [one.unit for one in standings]
    assert [one.grade for one in grading.placements] == ["excellent"] * 2 + ["good"] * 4 + ["fair"] * 3 + ["poor"]
    assert [one.rank for one in grading.placements] == list(range(1, 11))
    assert grading.placements[0].why == "总分 90.5，第 1 名（共 10 个单位）；在“优秀”名额（2 个）之内，评为“优秀”。"
    assert grading.placements[2].why == (
        "总分 88.5，第 3 名（共 10 个单位）；未进入“优秀”名额（2 个），在“良好”及以上名额（6 个）之内，评为“良好”。"
    )
    assert grading.placements[9].why.endswith("未进入“一般”及以上名额（9 个），评为“较差”。")


def test_nobody_to_grade(scheme_of: Scheme) -> None:
    """An empty county has no seats and no placements."""
    grading = grade([], scheme_of())
    assert (grading.placements, sum(grading.seats.values()), grading.ties) == ((), 0, ())


def test_an_open_tie(scheme_of: Scheme, standings_of: Standings) -> None:
    """Units tied across a line get no grade; ranks are shared; everybody else is graded as usual."""
    grading = grade(standings_of({"a": 95, "b": 90, "c": "90.0", "d": "90.00", "e": 70}), scheme_of())
    assert grading.seats == {"excellent": 1, "good": 2, "fair": 2, "poor": 0}
    assert [(one.rank, one.grade, one.on_line) for one in grading.placements] == [
        (1, "excellent", False),
        (2, None, True),
        (2, None, True),
        (2, None, True),
        (5, "fair", False),
    ]
    (tie,) = grading.open_ties
    assert (tie.units, tie.keys, tie.rank) == (("b", "c", "d"), ("90.00",), 2)
    assert [(cut.better, cut.worse, cut.seats_left) for cut in tie.cutoffs] == [("good", "fair", 2)]
    assert tie.possible == (("good", "fair"),) * 3
    assert "与另外 2 个单位的全部排序依据相同" in grading.placements[1].why
    assert "可能为良好、一般，待裁定先后" in grading.placements[1].why


def test_a_tie_inside_a_grade_is_no_tie(scheme_of: Scheme, standings_of: Standings) -> None:
    """Equal totals that all get the same grade need no decision."""
    grading = grade(standings_of({"a": 95, "b": 90, "c": 90, "d": 80}), scheme_of())
    assert [one.grade for one in grading.placements] == ["excellent", "good", "good", "fair"]
    assert grading.ties == ()


def test_the_chain_of_keys(scheme_of: Scheme) -> None:
    """Equal totals are ordered by the next keys, each in its direction, compared as decimals."""
    breaks = [{"key": "method:year_end", "better": "higher"}, {"key": "item:complaints", "better": "lower"}]
    scheme = scheme_of(("1/4", "1/4", "1/4", "1/4"), ties={"break": breaks, "then": "decide"})
    rows = {"a": ("90", "9.5", "3"), "b": ("90", "10", "7"), "c": ("90.0", "9.50", "-1"), "d": ("90", "9.5", "20")}
    grading = grade([Standing(unit=unit, keys=keys) for unit, keys in rows.items()], scheme)
    assert {one.unit: one.grade for one in grading.placements} == {
        "b": "excellent",
        "c": "good",
        "a": "fair",
        "d": "poor",
    }
    assert [one.rank for one in grading.placements] == [3, 1, 2, 4]


def test_a_cap_gives_its_place_on(scheme_of: Scheme, standings_of: Standings) -> None:
    """A capped unit gets the best grade it may, and the next unit fills its place."""
    county: dict[str, Any] = {f"u{at}": 90 - at for at in range(10)}
    grading = grade(standings_of({**county, "u0": (90, "good", None)}), scheme_of())
    assert [one.grade for one in grading.placements[:4]] == ["good", "excellent", "excellent", "good"]
    assert "限定最高为“良好”；评为所允许的最高等次“良好”" in grading.placements[0].why
    low = grade(standings_of({**county, "u9": (1, "good", None)}), scheme_of()).placements[9]
    assert (low.grade, low.why[-26:]) == (
        "poor",
        "限定最高为“良好”；未进入“一般”及以上名额（9 个），评为“较差”。"[-26:],
    )


def test_a_guarantee_holds(scheme_of: Scheme, standings_of: Standings) -> None:
    """A unit that may be 一般 at worst is never 较差, and the reason says so."""
    grading = grade(standings_of({**{f"u{at}": 90 - at for at in range(9)}, "z": (1, None, "fair")}), scheme_of())
    assert [one.grade for one in grading.placements[-2:]] == ["poor", "fair"]
    assert "限定最低为“一般”；评为所允许的最低等次“一般”" in grading.placements[-1].why


def test_a_threshold_lowers_the_best_grade(scheme_of: Scheme, standings_of: Standings) -> None:
    """A total below a threshold does not get the grade; the empty place goes to the next grade, not up."""
    lines = [{"grade": "excellent", "at_least": 90}, {"grade": "good", "at_least": "80"}]
    county = standings_of({**{f"u{at}": 90 - at for at in range(9)}, "z": "79.99"})
    grading = grade(county, scheme_of(thresholds=lines))
    assert [one.grade for one in grading.placements] == ["excellent"] + ["good"] * 5 + ["fair"] * 3 + ["poor"]
    assert "总分未达到“优秀”的分数线 90；评为所允许的最高等次“良好”" in grading.placements[1].why
    assert "总分未达到“良好”的分数线 80；" in grading.placements[9].why
    assert grade(county[-1:], scheme_of(thresholds=lines)).placements[0].grade == "fair"


def test_a_unit_outside_the_tie_waits_and_says_so(scheme_of: Scheme, standings_of: Standings) -> None:
    """A unit whose grade depends on the order of a tie of others waits as well, without being in the tie."""
    scheme = scheme_of(("1/3", "1/3", "1/3"))
    grading = grade(standings_of({"x": (91, "good", None), "a": 90, "b": (90, None, "good")}), scheme)
    assert grading.placements[0].grade is None
    assert grading.placements[0].on_line
    assert "等次取决于其他单位同分先后的裁定，可能为良好、一般，待裁定" in grading.placements[0].why
    assert [tie.units for tie in grading.ties] == [("a", "b")]


def test_a_decided_unit_may_wait_for_another_tie(scheme_of: Scheme, standings_of: Standings) -> None:
    """A unit first in its decided tie still waits where its grade depends on another tie, and says so."""
    rows = {"x": (91, "good", None), "y": (91, "good", None), "a": 90, "b": (90, None, "good")}
    decision = Decision(units=("x", "y"), by="某甲", role="组长", on="2026-01-20", reason="会议议定", document="纪要")
    grading = grade(standings_of(rows), scheme_of(("1/4", "1/4", "1/2")), [decision])
    assert [one.grade for one in grading.placements] == [None, "fair", None, None]
    assert [(tie.units, tie.open) for tie in grading.ties] == [(("x", "y"), False), (("a", "b"), True)]
    assert "裁定（纪要）；等次取决于其他单位同分先后的裁定" in grading.placements[0].why


@settings(deadline=None)
@given(counties())
def test_all_laws_hold(scheme_of: Scheme, standings: list[Standing]) -> None:
    """Every law holds for any county with ties and restrictions."""
    scheme = scheme_of()
    assert check_laws(standings, scheme, grade(standings, scheme)) == []


@settings(deadline=None)
@given(counties(), st.randoms(use_true_random=False))
def test_input_order_and_ids_are_irrelevant(scheme_of: Scheme, standings: list[Standing], random: Any) -> None:
    """Shuffling the units changes no byte of the certificate; renaming them changes nothing but names."""
    scheme = scheme_of()
    grading = grade(standings, scheme)
    shuffled = list(standings)
    random.shuffle(shuffled)
    assert grade(shuffled, scheme).to_dict() == grading.to_dict()
    names = [one.unit for one in standings]
    random.shuffle(names)
    renamed = grade([replace(one, unit=name) for one, name in zip(standings, names, strict=True)], scheme)
    assert [(one.rank, one.grade, one.on_line, one.why) for one in renamed.placements] == [
        (one.rank, one.grade, one.on_line, one.why) for one in grading.placements
    ]


@settings(deadline=None)
@given(counties(fine))
def test_more_points_never_harm(scheme_of: Scheme, standings: list[Standing]) -> None:
    """Raising one unit's total never worsens the best or the worst grade it can get."""
    scheme = scheme_of()
    before = grade(standings, scheme)
    for at, one in enumerate(standings):
        higher = list(standings)
        higher[at] = replace(one, keys=(str(Decimal(one.keys[0]) + 5),))
        was, now = (result.possible[at] for result in (before, grade(higher, scheme)))
        assert ORDER[now[0]] <= ORDER[was[0]]
        assert ORDER[now[-1]] <= ORDER[was[-1]]


@settings(deadline=None)
@given(st.lists(st.integers(1, 5_000), unique=True, min_size=2, max_size=60), st.data())
def test_one_correction_moves_at_most_three_others(scheme_of: Scheme, totals: list[int], data: st.DataObject) -> None:
    """With different totals, correcting one moves at most three others, one step each, the other way."""
    at = data.draw(st.integers(0, len(totals) - 1))
    new = data.draw(st.integers(0, 5_001).filter(lambda value: value not in totals))
    before = places(strict(totals), scheme_of())
    after = places(strict([*totals[:at], new, *totals[at + 1 :]]), scheme_of())
    own = after.pop(f"u{at}") - before.pop(f"u{at}")
    moves = [after[unit] - before[unit] for unit in before if after[unit] != before[unit]]
    assert own * (new - totals[at]) <= 0
    assert len(moves) <= 3
    assert all(abs(move) == 1 and move * own < 0 for move in moves)


@settings(deadline=None)
@given(st.lists(st.integers(1, 5_000), unique=True, max_size=60))
def test_one_more_unit_below_never_harms(scheme_of: Scheme, totals: list[int]) -> None:
    """A unit that joins below everybody worsens nobody, one that joins above everybody helps nobody."""
    before = places(strict(totals), scheme_of())
    below = places(strict([*totals, 0]), scheme_of())
    above = places(strict([*totals, 5_001]), scheme_of())
    assert all(below[unit] <= before[unit] <= above[unit] for unit in before)


@settings(deadline=None)
@given(counties(fine), st.data())
def test_a_sanction_hits_only_its_target(scheme_of: Scheme, standings: list[Standing], data: st.DataObject) -> None:
    """Bounding a unit from above (a cap, a veto) never worsens what any other unit can get."""
    free = [replace(one, best=None, worst=None) for one in standings]
    if not free:
        return
    at = data.draw(st.integers(0, len(free) - 1))
    best = data.draw(st.sampled_from(["good", "fair", "poor"]))
    capped = [*free[:at], replace(free[at], best=best), *free[at + 1 :]]
    before, after = (grade(rows, scheme_of()).possible for rows in (free, capped))
    for other, (was, now) in enumerate(zip(before, after, strict=True)):
        assert other == at or (ORDER[now[0]] <= ORDER[was[0]] and ORDER[now[-1]] <= ORDER[was[-1]])


def test_keys_are_compared_exactly(scheme_of: Scheme, standings_of: Standings) -> None:
    """A difference in the last decimal orders units that a binary float would take for equal."""
    scheme = scheme_of(("1/2", "1/2"))
    grading = grade(standings_of({"a": "90.000000000001", "b": "90.000000000002"}), scheme)
    assert [one.grade for one in grading.placements] == ["good", "excellent"]


def test_a_threshold_reads_the_total_only(scheme_of: Scheme) -> None:
    """Where ties are broken by more keys, a threshold still compares the total, and says so where it contradicts."""
    ties = {"break": [{"key": "item:complaints", "better": "lower"}], "then": "decide"}
    scheme = scheme_of(("0%", "100%"), ties=ties, thresholds=[{"grade": "excellent", "at_least": "90"}])
    rows = [Standing(unit="a", keys=("95", "1")), Standing(unit="b", keys=("80", "99"))]
    assert grade(rows, scheme).bounds == ((0, 1), (1, 1))
    with pytest.raises(GradingError) as raised:
        grade([replace(rows[1], worst="excellent")], scheme)
    assert raised.value.problems[0].facts["total"] == "80"


def test_a_block_that_must_wait_is_not_passed(scheme_of: Scheme, standings_of: Standings) -> None:
    """Under `demote` a seat that a tie leaves empty goes to nobody ranked below it."""
    ids = ("excellent", "good")
    scheme = scheme_of(
        grades=[{"id": id, "title": id} for id in ids],
        seats="explicit",
        counts={"document": "纪要〔2026〕3号", "excellent": 1, "good": 2},
        ties={"break": [], "then": "demote"},
    )
    grading = grade(standings_of({"甲": 90, "乙": 90, "丙": 80}), scheme)
    assert [one.grade for one in grading.placements] == ["good", "good", "good"]
