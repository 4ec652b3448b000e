"""The grade scheme: what is read from a ruleset's `grading:` mapping, and what is printed as policy."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from efficiency_rules.errors import GradingError
from efficiency_rules.grading import GradeScheme, check_scheme
from efficiency_rules.points import Percent, Points

Mapping = Callable[..., dict[str, Any]]


def test_the_contract_mapping() -> None:
    """The whole `grading:` mapping of a ruleset, numbers with or without their origin, is read."""
    scheme = GradeScheme.parse(
        {
            "clause": "六",
            "pool": "all",
            "base": "all",
            "min_applicable": {"value": "50%", "basis": "assumption"},
            "seats": "largest-remainder",
            "seat_tie": "worse",
            "ties": {"break": [{"key": "method:year_end", "better": "higher"}], "then": "decide"},
            "restrictions": "fill",
            "grades": [
                {"id": "excellent", "title": "优秀", "share": "20%", "consequences": ["commendation"]},
                {"id": "good", "title": "良好", "share": {"value": "40%", "basis": "plan"}},
                {"id": "fair", "title": "一般", "share": "3/10"},
                {"id": "poor", "title": "较差", "share": Percent("10%")},
            ],
            "thresholds": [{"grade": "excellent", "at_least": {"value": "90", "basis": "county"}}],
            "caps": [{"when": "fraud-verified@2025", "at_best": "good", "basis": "county"}],
        }
    )
    assert [grade.share for grade in scheme.grades] == [Fraction(n, 10) for n in (2, 4, 3, 1)]
    assert scheme.grades[0].consequences == ("commendation",)
    assert scheme.order == {"excellent": 0, "good": 1, "fair": 2, "poor": 3}
    policy = scheme.policy()
    assert (policy["clause"], policy["min_applicable"], policy["seat_tie"]) == ("六", "50%", "worse")
    assert policy["thresholds"] == [{"grade": "excellent", "at_least": "90"}]
    assert policy["caps"] == [{"when": "fraud-verified@2025", "at_best": "good"}]
    assert [grade["share"] for grade in policy["grades"]] == ["20%", "40%", "3/10", "10%"]
    assert GradeScheme.parse(policy) == scheme


def test_defaults_are_printed(mapping_of: Mapping) -> None:
    """What the plan's ordinary policy leaves unsaid is printed all the same, the side of a tied seat too."""
    policy = GradeScheme.parse(mapping_of()).policy()
    expected = {
        "pool": "all",
        "base": "all",
        "seat_tie": "better",
        "restrictions": "fill",
        "seats": "largest-remainder",
    }
    assert {key: policy[key] for key in expected} == expected
    assert policy["ties"] == {"break": [], "then": "decide"}


@pytest.mark.parametrize("at_least", [90, "90", Points("90"), {"value": 90, "note": "约定"}])
def test_a_threshold_is_read_as_written(mapping_of: Mapping, at_least: object) -> None:
    """A threshold may be text, a whole number or points."""
    mapping = mapping_of(thresholds=[{"grade": "good", "at_least": at_least}])
    assert GradeScheme.parse(mapping).thresholds[0].at_least == "90"


def test_thirds_sum_to_one(mapping_of: Mapping) -> None:
    """Three shares of 1/3 are exactly everything; 33.3333 % thrice is not."""
    assert check_scheme(mapping_of(("1/3", "1/3", "1/3"))) == []
    ((path, problem),) = check_scheme(mapping_of(("33.3333%",) * 3))
    assert (path, problem.code) == (("grades",), "grade-shares-sum")
    assert "999999/1000000" in problem.text()


def test_a_sum_reads_as_percent(mapping_of: Mapping) -> None:
    """A sum of whole percent is shown as percent."""
    ((_, problem),) = check_scheme(mapping_of(("20%", "40%", "30%")))
    assert problem.facts["found"] == "90%"


def test_a_veto_is_a_cap(mapping_of: Mapping) -> None:
    """A finding may force one grade: best and worst alike."""
    caps = [{"when": "fraud-verified@2025", "at_best": "poor", "at_worst": "poor"}]
    assert GradeScheme.parse(mapping_of(caps=caps)).policy()["caps"] == caps


def test_all_problems_at_once(mapping_of: Mapping) -> None:
    """Every problem of a mapping is reported in one go, each at its path, and parse raises them all."""
    mapping = mapping_of(
        seats="jefferson",
        pol="all",
        ties={"break": [{"key": "year_end", "better": "more"}]},
        thresholds=[{"grade": "exellent", "at_least": 90.5}],
    )
    mapping["grades"][3]["share"] = 0.1
    assert [(path, problem.code) for path, problem in check_scheme(mapping)] == [
        (("pol",), "grading-key-unknown"),
        (("seats",), "grading-value-unknown"),
        (("grades", 3, "share"), "grade-share-not-exact"),
        (("ties",), "grading-key-missing"),
        (("ties", "break", 0, "better"), "grading-value-unknown"),
        (("ties", "break", 0, "key"), "tie-key-unknown"),
        (("thresholds", 0, "grade"), "grade-unknown"),
        (("thresholds", 0, "at_least"), "threshold-not-exact"),
    ]
    with pytest.raises(GradingError) as raised:
        GradeScheme.parse(mapping)
    assert list(raised.value.problems) == [problem for _, problem in check_scheme(mapping)]
    assert "是否想写：pool" in raised.value.text()
    assert "可用的值：largest-remainder、webster" in raised.value.text()
    assert "did you mean: excellent" in raised.value.text("en")


@pytest.mark.parametrize(
    ("key", "code"), [("grades", "grading-key-missing"), ("seats", "seats-missing"), ("ties", "grading-key-missing")]
)
def test_no_hidden_default(mapping_of: Mapping, key: str, code: str) -> None:
    """What changes grades and has no ordinary value must be said."""
    ((path, problem),) = check_scheme(mapping_of(**{key: None}))
    assert (path, problem.code) == ((), code)


@pytest.mark.parametrize(
    "policy",
    [
        {"seats": "webster", "seat_tie": "worse"},
        {"seats": "at-most", "at_most": ["excellent"]},
        {"seats": "explicit", "counts": {"document": "某文", "excellent": 2, "good": 4, "fair": 3, "poor": 1}},
        {"pool": "by-group", "base": "exclude-forced", "restrictions": "after", "corrections": "appellant"},
        {"pool": "by-group-reconciled", "group_order": ["town", "department"]},
        {"ties": {"break": [], "then": "majority"}, "seats": "cumulative-ceil"},
        {"accept_paradox": "某文", "seats": "at-most", "at_most": ["excellent", "poor"]},
    ],
)
def test_every_policy_is_printed_and_read_back(mapping_of: Mapping, policy: dict[str, Any]) -> None:
    """`policy()` says all that was written, and parsing it gives an equal scheme."""
    scheme = GradeScheme.parse(mapping_of(**policy))
    assert {key: scheme.policy()[key] for key in policy} == policy
    assert GradeScheme.parse(scheme.policy()) == scheme


def test_grades_by_score_only(mapping_of: Mapping) -> None:
    """Grades without shares need no seats and no ties, but something that tells them apart."""
    mapping = mapping_of(seats=None, ties=None, thresholds=[{"grade": "good", "at_least": "60"}])
    for entry in mapping["grades"]:
        del entry["share"]
    scheme = GradeScheme.parse(mapping)
    assert (scheme.seats, scheme.rule, [grade.share for grade in scheme.grades]) == (None, None, [None] * 4)
    assert GradeScheme.parse(scheme.policy()) == scheme


def test_a_paradox_is_shown_with_its_numbers(mapping_of: Mapping) -> None:
    """30/50/15/5 is refused where the twelfth unit on top lifts a 较差 unit to 一般, unless a document accepts it."""
    mapping = mapping_of(("30%", "50%", "15%", "5%"))
    ((path, problem),) = check_scheme(mapping)
    assert path == ("grades",)
    assert "单位从 11 个增加到 12 个时，名额由 3 5 2 1 变为 4 6 2 0" in problem.what("zh")
    assert "(11 to 12)" in problem.what("en")
    assert GradeScheme.parse(mapping | {"accept_paradox": "某文〔2026〕1号"}).accept_paradox == "某文〔2026〕1号"
    assert check_scheme(mapping | {"seats": "cumulative"}) == []


def test_a_guarantee_is_a_warning(mapping_of: Mapping) -> None:
    """A guarantee that can push a better unit down is warned about, not refused; afterwards it harms nobody."""
    caps = [{"when": "award@2025", "at_worst": "fair"}]
    ((_, problem),) = check_scheme(mapping_of(caps=caps))
    assert (problem.code, problem.severity) == ("guarantee-may-push-down", "warning")
    assert GradeScheme.parse(mapping_of(caps=caps)).caps[0].at_worst == "fair"
    assert check_scheme(mapping_of(caps=caps, restrictions="after")) == []


@pytest.mark.parametrize("share", [0.2, 20, "20", "0.2", "20％", "-20%", "101%", "2/0", True, "3/2", "20.00001%"])
def test_only_exact_shares(mapping_of: Mapping, share: object) -> None:
    """A share is a percentage or a fraction from 0 to 1, never a float or a bare number."""
    mapping = mapping_of()
    mapping["grades"][0]["share"] = share
    assert [(path, problem.code) for path, problem in check_scheme(mapping)] == [
        (("grades", 0, "share"), "grade-share-not-exact")
    ]
