"""The way to another grade in words: distances, and how ties and restrictions acted, under every policy."""

import json
from decimal import Decimal

import grading_counties
import worlds
from hypothesis import given
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.errors import GradingError
from efficiency_rules.evaluation.certified import Certified
from efficiency_rules.evaluation.distances import distances_of
from efficiency_rules.evaluation.grounds import grounds_of
from efficiency_rules.grading.trials import Trials

SCHEME = er.GradeScheme.parse(worlds.SCHEME)


def explained(scores, unit, *, best=None, worst=None, decided=(), **policies):
    """The sentences of one unit's way to the next grades; `best` and `worst` restrict units by id."""
    standings = [
        er.Standing(
            f"u{at}", (f"{score:.2f}",), ("town", "office")[at % 2], (best or {}).get(at), (worst or {}).get(at)
        )
        for at, score in enumerate(scores)
    ]
    scheme = er.GradeScheme.parse(worlds.SCHEME | policies)
    grading = er.grade(standings, scheme, decided)
    certified = Certified.of_certificate(json.loads(json.dumps(grading.to_dict())))
    assert certified.scheme == Certified.of_grading(grading).scheme
    titles = {grade.id: grade.title for grade in scheme.grades}
    trials = Trials.of(scheme, standings, decided, unit)
    distances = distances_of(certified, certified.unit(unit), trials, Decimal(100), titles)
    return [str(distance) for distance in distances], list(grounds_of(certified, certified.unit(unit), trials, titles))


TEN = [99, 98, 97, 96, 95, 94, 93, 92, 91, 90]
TIED = [99, 97, 97, 97, 95, 94, 93, 92, 91, 90]


@given(st.randoms(use_true_random=False))
def test_every_unit_of_every_county_can_be_explained(random):
    """Under all policies the words follow from the certificate alone, and a unit that waits is told by what."""
    section, standings = grading_counties.county(random, most=12)
    scheme = er.GradeScheme.parse(section)
    try:
        decisions = grading_counties.decided(random, standings, scheme)
        grading = er.grade(standings, scheme, decisions)
    except GradingError:
        return
    memory, folder = Certified.of_grading(grading), Certified.of_certificate(grading.to_dict())
    titles = {grade.id: grade.title for grade in scheme.grades}
    for standing, placement in zip(standings, grading.placements, strict=True):
        both = []
        for certified in (memory, folder):
            trials = Trials.of(certified.scheme, certified.standings, certified.decisions, standing.unit)
            distances = distances_of(certified, certified.unit(standing.unit), trials, Decimal(100), titles)
            grounds = grounds_of(certified, certified.unit(standing.unit), trials, titles)
            both.append((distances, grounds))
            if placement.on_line:
                assert [distance.side for distance in distances] == ["above", "below"]
                assert any("裁定列前可评为" in words or "等待先后裁定" in words for words in grounds)
        assert both[0] == both[1]


def test_a_unit_that_waits_is_told_both_outcomes():
    """What order gives which grade, who is tied, how many seats are left, and what would end the waiting."""
    assert explained(TIED, "u2") == (
        [
            "距“优秀”最后的 u0 2.00 分；再高 0.01 分（总分 97.01 分）即可确定评为“优秀”（其他单位不变）",
            "比“良好”最前的 u4 高 2.00 分；再低 0.01 分（总分 96.99 分）即确定不能评为“优秀”（其他单位不变）",
        ],
        ["同分的单位是 u1、u3（“优秀”名额还剩 1 个）；裁定列前可评为“优秀”，列后则评为“良好”"],
    )


def test_who_stands_beside_a_tie_that_waits_is_told_so():
    """The line lies inside the tie: its units stand at it, and equal points only add to those who wait."""
    above, below = explained(TIED, "u4")[0]
    assert above == (
        "距“优秀”界线上的 u1、u2、u3（待裁定） 2.00 分；再高 2.01 分（总分 97.01 分）即可评为“优秀”（其他单位不变）"
    )
    assert below == (
        "比“一般”最前的 u6 高 2.00 分；再低 2.00 分（总分 93.00 分）就须待裁定，可能为良好、一般（其他单位不变）"
    )


def test_a_decided_tie_names_who_decided_and_in_what_order():
    """The decision, the unit's place in it, its reason, and what could have been."""
    decision = er.Decision(
        units=("u3", "u2", "u1"), by="某甲", role="专班组长", on="2026-01-20", reason="会议议定", document="纪要"
    )
    assert explained(TIED, "u2", decided=[decision])[1] == [
        "同分的单位是 u1、u3（“优秀”名额还剩 1 个）；专班组长某甲裁定，本单位列第 2 位，理由：会议议定；"
        "裁定前可能为优秀、良好"
    ]


def test_an_automatic_policy_is_compared_with_a_decision():
    """Tied units that were placed together are told with whom, and what a decision could have given."""
    ties = {"break": [], "then": "promote"}
    assert explained(TIED, "u2", ties=ties)[1] == [
        "同分的单位是 u1、u3；如不一并评定而裁定先后，本单位可能为优秀、良好"
    ]
    assert explained(TIED, "u6", ties=ties)[1] == []
    crowded = [99, 97, 97, 97, 97, 97, 97, 96, 94, 90]
    assert explained(crowded, "u7", ties=ties)[1] == []
    ahead = [99, 97, 97, 97, 95, 94, 93, 93, 91, 90]
    assert explained(ahead, "u9", best={9: "fair"}, ties=ties)[1] == ["如无对本单位的限定，等次也相同"]


def test_a_cap_is_never_passed_and_its_seat_goes_on():
    """No total is enough beyond a cap; without it the unit would have the better grade, and its seat went on."""
    distances, grounds = explained(TEN, "u0", best={0: "good"})
    assert distances == [
        "比“优秀”最后的 u2 高 2.00 分，因限定列在其后；因限定最高为“良好”，总分再高也不能评为“优秀”",
        "比“一般”最前的 u6 高 6.00 分；再低 6.00 分（总分 93.00 分）就须待裁定，可能为良好、一般（其他单位不变）",
    ]
    assert grounds == ["如无对本单位的限定，本单位应评为优秀；所空名额依次递补"]
    assert explained(TEN, "u0", best={0: "good"}, restrictions="after")[1] == [
        "如无对本单位的限定，本单位应评为优秀；所空名额不递补"
    ]
    assert explained(TEN, "u5", best={5: "good"})[1] == ["如无对本单位的限定，等次也相同"]


def test_who_gains_by_the_restriction_of_another_is_told_so():
    """A seat that was passed on is named as such."""
    assert explained(TEN, "u2", best={0: "good"})[1] == [
        "其他单位所受的限定使本单位的等次改变；如都不受限定（其他不变），本单位应评为良好"
    ]


def test_a_veto_and_a_guarantee_have_no_distance():
    """Neither more nor fewer points move a vetoed unit; a guaranteed one does not fall."""
    assert explained(TEN, "u0", best={0: "poor"}, worst={0: "poor"})[0] == [
        "比“一般”最后的 u9 高 9.00 分，因限定列在其后；因限定为“较差”，总分再高也不能评为“一般”"
    ]
    distances, grounds = explained(TEN, "u9", worst={9: "good"})
    assert distances[1] == "比“一般”最前的 u5 低 4.00 分，因限定列在其前；因限定最低为“良好”，总分再低也不会评为“一般”"
    assert grounds == ["如无对本单位的限定，本单位应评为较差"]
    forced = explained(TEN, "u5", best={5: "fair"}, worst={5: "fair"})[0]
    assert [words.rpartition("；")[2] for words in forced] == [
        "因限定为“一般”，总分再高也不能评为“良好”",
        "因限定为“一般”，总分再低也不会评为“较差”",
    ]


def test_a_forced_unit_outside_the_base_leaves_no_seat():
    """Who is not counted had no seat to pass on."""
    found = explained(TEN, "u0", best={0: "poor"}, worst={0: "poor"}, base="exclude-forced")[1]
    assert found == ["如无对本单位的限定，本单位应评为优秀"]


def test_a_threshold_is_told_in_points():
    """How far a unit is from a line that its total misses."""
    lines = [{"grade": "excellent", "at_least": "98.5"}]
    distances, grounds = explained(TEN, "u1", thresholds=lines)
    assert distances[0].endswith("；再高 0.50 分（总分 98.50 分）即可评为“优秀”（其他单位不变）")
    assert grounds == ["距“优秀”的分数线 98.5 分还差 0.50 分"]


def test_groups_are_looked_at_alone():
    """Lines and distances are those of the unit's own group."""
    above, below = explained(TEN, "u3", pool="by-group")[0]
    assert above.startswith("距“优秀”最后的 u1 2.00 分；再高 2.01 分")
    assert below.startswith("比“一般”最前的 u7 高 4.00 分；再低 ")


def counted(excellent, good, fair, **policies):
    """Policies of three grades whose seats a document counts."""
    grades = [{key: grade[key] for key in ("id", "title")} for grade in worlds.SCHEME["grades"][:3]]
    counts = {"document": "纪要〔2026〕3号", "excellent": excellent, "good": good, "fair": fair}
    return {"grades": grades, "seats": "explicit", "counts": counts, **policies}


def test_a_unit_may_wait_for_the_tie_of_others():
    """Where the order of others decides about its seat, the unit is told whose order it is."""
    scores, limits = [60.5, 62.5, 60.5], {"best": {1: "good"}, "worst": {2: "good"}}
    assert explained(scores, "u1", **limits, **counted(1, 1, 1))[1] == [
        "等待先后裁定的同分单位：u0、u2",
        "如无对本单位的限定，本单位应评为优秀；所空名额依次递补",
        "其他单位所受的限定使本单位的等次改变；如都不受限定（其他不变），本单位应评为良好",
    ]


def test_a_unit_of_an_open_tie_may_be_certain():
    """Restricted to one grade, it need not wait for the order of its tie."""
    assert explained(TIED, "u2", best={2: "fair"}, restrictions="after")[1] == [
        "同分的单位是 u1、u3（“优秀”名额还剩 1 个），尚待裁定；本单位的等次不受先后影响",
        "如无对本单位的限定，本单位可能为优秀、良好；所空名额不递补",
    ]


def test_a_policy_that_moves_others_is_told_too():
    """A block placed as a whole can take or leave a seat of a unit outside it."""
    scores, ties = [60, 61, 60, 60, 61], {"break": [], "then": "majority"}
    assert explained(scores, "u1", best={1: "good"}, **counted(2, 1, 2, ties=ties))[1] == [
        "如无对本单位的限定，本单位应评为优秀；所空名额依次递补",
        "其他同分单位一并评定使本单位的等次改变；如裁定先后，本单位应评为良好",
    ]


def test_seats_that_would_not_fit_allow_no_comparison():
    """Counted seats are those of the units in the base: one unit more, and they do not sum."""
    limits = {"best": {1: "fair"}, "worst": {1: "fair"}}
    assert explained([60, 61, 62], "u1", **limits, **counted(1, 1, 0, base="exclude-forced"))[1] == [
        "如无对本单位的限定，名额无从分配，不作比较"
    ]


def test_where_nobody_stands_at_a_line_it_is_said():
    """Alone in the county there is nobody to compare with."""
    above, below = explained([90], "u0", seats="cumulative")[0]
    assert above.startswith("没有单位在“优秀”界线的上方；")
    assert below == "没有单位在“一般”界线的下方；总分再低也不改变等次（其他单位不变）"


def test_many_tied_units_are_counted_and_not_all_named():
    """A sentence names ten units."""
    (words,) = explained([90] * 15, "u0")[1]
    assert words.startswith("同分的单位是 u1、u10、u11、u12、u13、u14、u2、u3、u4、u5 等 14 个单位（")


def test_large_jurisdictions_are_not_graded_again():
    """Without trials the units at the lines are told, and that no other total was tried."""
    standings = [er.Standing(f"u{at}", (f"{score}.00",)) for at, score in enumerate(TEN)]
    certified = Certified.of_grading(er.grade(standings, SCHEME))
    titles = {grade.id: grade.title for grade in SCHEME.grades}
    found = distances_of(certified, certified.unit("u3"), None, Decimal(100), titles)
    assert [(distance.units, distance.points, distance.total, distance.change) for distance in found] == [
        (("u1",), Decimal("2.00"), None, None),
        (("u6",), Decimal("3.00"), None, None),
    ]
    assert all("没有逐一试算改变等次的总分" in str(distance) for distance in found)
    assert grounds_of(certified, certified.unit("u3"), None, titles) == ()
