"""The sentence of each unit says every policy that had a part in its grade, word for word."""

from collections.abc import Callable
from typing import Any

import pytest

from efficiency_rules.grading import Decision, GradeScheme, Standing, grade

Scheme = Callable[..., GradeScheme]
Standings = Callable[..., list[Standing]]
THIRDS = ("1/3", "1/3", "1/3")


def reasons(standings: list[Standing], scheme: GradeScheme) -> list[str]:
    """What stands behind the total and the rank of each unit."""
    return [one.why.partition("个单位）；")[2] for one in grade(standings, scheme).placements]


@pytest.mark.parametrize(
    ("best", "worst", "said"), [("good", None, "限定最高为“良好”"), (None, "good", "限定最低为“良好”")]
)
def test_all_restricted_alike(scheme_of: Scheme, standings_of: Standings, best: str, worst: str, said: str) -> None:
    """A restriction is told also where it is the same for everybody."""
    county: dict[str, Any] = {"a": (9, best, worst), "b": (8, best, worst), "c": (7, best, worst)}
    assert all(one.startswith(said) for one in reasons(standings_of(county), scheme_of(THIRDS)))


def test_a_forced_unit_outside_the_base(scheme_of: Scheme, standings_of: Standings) -> None:
    """It says that it takes no seat; the others are said to be inside the seats of the base."""
    county: dict[str, Any] = {"a": 9, "b": (8, "good", "good"), "c": 7, "d": 6}
    assert reasons(standings_of(county), scheme_of(THIRDS, base="exclude-forced")) == [
        "在计入单位总数的 3 个单位中为第 1 名；在“优秀”名额（1 个）之内，评为“优秀”。",
        "限定为“良好”；直接定为“良好”，不占名额，不计入单位总数。",
        "在计入单位总数的 3 个单位中为第 2 名；未进入“优秀”名额（1 个），在“良好”及以上名额（2 个）之内，评为“良好”。",
        "在计入单位总数的 3 个单位中为第 3 名；未进入“良好”及以上名额（2 个），评为“一般”。",
    ]


def test_restrictions_move_units_beside_a_forced_one(scheme_of: Scheme, standings_of: Standings) -> None:
    """Who got another grade than its rank among the counted units gives says why, forced units or not."""
    scheme = scheme_of(base="exclude-forced")
    county: dict[str, Any] = {"a": 99, "b": 98, "c": 97, "d": 96, "e": (95, None, "good"), "f": (94, "poor", "poor")}
    told = "在计入单位总数的 5 个单位中为第 3 名；名额已由限定最低等次的单位占用，评为“一般”。"
    assert reasons(standings_of(county), scheme)[2] == told
    county = {"a": (99, "good", None), "b": 98, "c": 97, "d": 96, "e": 95, "f": (99, "poor", "poor")}
    told = "在计入单位总数的 5 个单位中为第 2 名；前面有单位受限定，名额依次递补，评为“优秀”。"
    assert reasons(standings_of(county), scheme)[1] == told


@pytest.mark.parametrize(
    ("then", "said", "first", "third"),
    [
        ("promote", "一并从优", "优秀", "未进入“良好”及以上名额（2 个），评为“一般”"),
        ("demote", "一并从次", "良好", "未进入“良好”及以上名额（2 个），评为“一般”"),
        ("majority", "随多数名额", "优秀", "未进入“良好”及以上名额（2 个），评为“一般”"),
    ],
)
def test_a_block_that_a_policy_moved(
    scheme_of: Scheme, standings_of: Standings, then: str, said: str, first: str, third: str
) -> None:
    """Each unit of the block names the policy and how many others are in it, and no seats; the unit below does not."""
    scheme = scheme_of(THIRDS, ties={"break": [], "then": then})
    moved = f"与另外 1 个单位同分，等次界线落在其中，按“{said}”办理；评为“{first}”。"
    assert reasons(standings_of({"a": 9, "b": 9, "c": 7}), scheme) == [moved, moved, f"{third}。"]


def test_a_block_that_moved_back_is_waited_for(scheme_of: Scheme, standings_of: Standings) -> None:
    """Two guarantees leave one seat, too few for the tie at the top: it stays empty, since nobody overtakes the tie."""
    scheme = scheme_of(("1/2", "1/2"), ties={"break": [], "then": "demote"})
    held = (6, None, "excellent")
    county: dict[str, Any] = {"a": 9, "b": 9, "c": 8, "d": held, "e": held, "f": 5}
    assert (
        reasons(standings_of(county), scheme)[2] == "前面的同分单位一并后移，其后的单位不得在其之前评定，评为“良好”。"
    )


def test_whoever_took_the_seat_is_named(scheme_of: Scheme, standings_of: Standings) -> None:
    """A capped unit may lose its seat to a tie that moved up as a whole, or to one that filled a vacancy above."""
    promote = {"break": [], "then": "promote"}
    tied: dict[str, Any] = {"a": 9, "b": (8, "good", None), "c": 7, "d": 7}
    scheme = scheme_of(("50%", "25%", "25%"), ties=promote)
    lost = "限定最高为“良好”；名额已由递补到更好等次的单位或一并评定的同分单位占用，评为“一般”。"
    assert reasons(standings_of(tied), scheme)[1] == lost
    passed: dict[str, Any] = {"a": (9, "good", None), "b": (8, "good", None), "c": 8, "d": 7}
    lost = "限定最高为“良好”；名额已由递补到更好等次的单位占用，评为“一般”。"
    assert reasons(standings_of(passed), scheme)[1] == lost


def test_a_block_goes_where_most_of_its_places_are(scheme_of: Scheme, standings_of: Standings) -> None:
    """With one place left in 优秀 and two in 良好 all three are 良好, whoever stands above them."""
    scheme = scheme_of(("1/2", "1/2"), ties={"break": [], "then": "majority"})
    moved = "与另外 2 个单位同分，等次界线落在其中，按“随多数名额”办理；"
    placed = "评为“良好”。"
    assert reasons(standings_of({"a": 9, "b": 8, "c": 8, "d": 8}), scheme)[1:] == [moved + placed] * 3
    # One place in 优秀, one in 良好, two in 一般.
    fifths = scheme_of(("2/5", "1/5", "2/5"), ties={"break": [], "then": "majority"})
    grading = grade(standings_of({"a": 9, **dict.fromkeys("bcde", 8)}), fifths)
    assert [one.grade for one in grading.placements] == ["excellent", *["fair"] * 4]


def test_others_who_are_bound_move_a_unit(scheme_of: Scheme, standings_of: Standings) -> None:
    """A unit says that a cap above it left it a better grade, or that a guarantee below it took a seat."""
    capped: dict[str, Any] = {"a": (9, "good", None), "b": 8, "c": 7}
    assert reasons(standings_of(capped), scheme_of(THIRDS)) == [
        "限定最高为“良好”；评为所允许的最高等次“良好”。",
        "前面有单位受限定，名额依次递补，评为“优秀”。",
        "未进入“良好”及以上名额（2 个），评为“一般”。",
    ]
    held: dict[str, Any] = {"a": 9, "b": 8, "c": (7, "excellent", "good")}
    assert reasons(standings_of(held), scheme_of(THIRDS)) == [
        "在“优秀”名额（1 个）之内，评为“优秀”。",
        "名额已由限定最低等次的单位占用，评为“一般”。",
        "限定最低为“良好”；评为所允许的最低等次“良好”。",
    ]


def test_a_cap_is_no_seat_that_was_waited_for(scheme_of: Scheme, standings_of: Standings) -> None:
    """The first of all may be 一般 at best: it waited for no tie; what it might have had was taken by others."""
    county: dict[str, Any] = {"a": (4, "fair", None), "b": (3, "good", None), "c": 3, "d": (2, "good", None)}
    county |= dict.fromkeys("efgh", 1)
    told = reasons(standings_of(county), scheme_of(ties={"break": [], "then": "majority"}))
    assert told[0] == "限定最高为“一般”；名额已由递补到更好等次的单位或一并评定的同分单位占用，评为“较差”。"


def test_a_decided_tie_names_the_decision(scheme_of: Scheme, standings_of: Standings) -> None:
    """Both units say how many others the tie had, and when and where its order was decided."""
    order = Decision(units=("b", "a"), by="某甲", role="组长", on="2026-01-20", reason="会议议定", document="纪要")
    placements = grade(standings_of({"a": 9, "b": 9}), scheme_of(("1/2", "1/2")), [order]).placements
    decided = "与另外 1 个单位同分，先后按 2026-01-20 的裁定（纪要）；"
    assert [one.why.partition("个单位）；")[2] for one in placements] == [
        decided + "未进入“优秀”名额（1 个），评为“良好”。",
        decided + "在“优秀”名额（1 个）之内，评为“优秀”。",
    ]


def test_without_seats_the_total_decides(scheme_of: Scheme, standings_of: Standings) -> None:
    """Where grades have no seats each unit has the best that its total and its bounds allow."""
    grades = [{"id": id, "title": title} for id, title in (("excellent", "优秀"), ("good", "良好"))]
    scheme = scheme_of(grades=grades, seats=None, thresholds=[{"grade": "excellent", "at_least": "8"}])
    assert reasons(standings_of({"a": 9, "b": 7}), scheme) == [
        "不设名额，评为总分和限定所允许的最高等次“优秀”。",
        "总分未达到“优秀”的分数线 8；评为所允许的最高等次“良好”。",
    ]


def test_the_total_is_what_is_told(scheme_of: Scheme) -> None:
    """Not the last key that orders the units, whether a cap is told as well or not."""
    ties = {"break": [{"key": "item:duty", "better": "higher"}], "then": "decide"}
    rows = [Standing("a", ("9", "2"), best="good"), Standing("b", ("9", "1"))]
    told = [one.why[:10] for one in grade(rows, scheme_of(("1/2", "1/2"), ties=ties)).placements]
    assert told == ["总分 9，第 1 名", "总分 9，第 2 名"]
