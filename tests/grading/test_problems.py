"""Problems of grading: each code is found where it should be, and reads well in both languages."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efficiency_rules.errors import GradingError, Problem
from efficiency_rules.grading import Decision, GradeScheme, Standing, check_decisions, check_scheme, grade
from efficiency_rules.messages.grading import WORDS
from efficiency_rules.points import Percent

Found = list[tuple[tuple[str | int, ...], Problem]]

TIED = [Standing(unit="a", keys=("9",)), Standing(unit="b", keys=("9",)), Standing(unit="c", keys=("1",))]
DECISION: dict[str, Any] = {
    "kind": "tie",
    "units": ["a", "b"],
    "by": "某甲",
    "role": "组长",
    "on": "2026-01-20",
    "reason": "会议议定",
    "document": "纪要",
}
CHAIN = {"key": "area:duty", "better": "higher"}


def test_arguments_of_other_types_are_named(scheme_of: Callable[..., GradeScheme]) -> None:
    """Each argument that is of another type is named with the one expected, all at once."""
    wrong: list[Any] = [iter(TIED), {"grades": []}, [DECISION]]
    with pytest.raises(GradingError) as raised:
        grade(*wrong)
    assert [(one.code, one.facts["key"], one.facts["found"]) for one in raised.value.problems] == [
        ("argument-type", "standings", "list_iterator"),
        ("argument-type", "scheme", "dict"),
        ("argument-type", "decisions[0]", "dict"),
    ]
    more: Any = DECISION
    with pytest.raises(GradingError) as raised:
        grade(TIED, scheme_of(), more)
    assert [one.facts["key"] for one in raised.value.problems] == ["decisions"]
    rows: Any = [TIED[0], {"unit": "b", "keys": ("9",)}]
    with pytest.raises(GradingError) as raised:
        grade(rows, scheme_of())
    assert [(one.facts["key"], one.facts["found"]) for one in raised.value.problems] == [("standings[1]", "dict")]


def test_space_around_a_name_is_what_is_wrong(scheme_of: Callable[..., GradeScheme]) -> None:
    """Ids and groups with space around them are texts, and the message says what is wrong with them."""
    with pytest.raises(GradingError) as raised:
        grade([Standing(unit="u ", keys=("9",), group="a ")], scheme_of(pool="by-group"))
    for problem in raised.value.problems:
        assert "前后不留空格的文字" in problem.what("zh")
        assert "text without space around it" in problem.what("en")


@pytest.mark.parametrize("changes", [{"ties": None}, {"seats": "at-most"}])
def test_the_section_that_lacks_a_key_is_named(
    mapping_of: Callable[..., dict[str, Any]], changes: dict[str, Any]
) -> None:
    """Keys that the policies ask for are missing in `grading`, not in nothing."""
    found = [(one.code, one.facts["key"]) for _, one in check_scheme(mapping_of(**changes))]
    assert found == [("grading-key-missing", "grading")]


def test_a_text_is_no_list_of_units(scheme_of: Callable[..., GradeScheme]) -> None:
    """The letters of a text are not taken for units."""
    text: Any = "ab"
    with pytest.raises(GradingError) as raised:
        grade(TIED, scheme_of(), [Decision(**{**DECISION, "units": text})])
    assert [one.code for one in raised.value.problems] == ["grading-not-list"]


COUNTS: dict[str, Any] = {"document": "某文〔2026〕1号", "excellent": 2, "good": "4", "fair": {"value": 3}, "poor": 1}
LINES: dict[str, Any] = {"thresholds": [{"grade": "excellent", "at_least": 90}]}


def line(grade: str, at_least: object) -> dict[str, object]:
    return {"grade": grade, "at_least": at_least}


SCHEMES: list[tuple[str, tuple[str | int, ...], dict[str, Any]]] = [
    ("grading-not-mapping", ("ties",), {"ties": "decide"}),
    ("grading-not-mapping", ("caps", 0), {"caps": ["fraud"]}),
    ("grading-not-mapping", ("ties", "break", 0), {"ties": {"break": ["total"], "then": "decide"}}),
    ("grading-not-list", ("grades",), {"grades": "优秀"}),
    ("grading-not-list", ("thresholds",), {"thresholds": {}}),
    ("grading-not-list", ("ties", "break"), {"ties": {"break": "total", "then": "decide"}}),
    ("grading-not-list", ("grades", 0, "consequences"), {"consequences": "commendation"}),
    ("grading-not-text", ("grades", 0, "consequences", 0), {"consequences": [1]}),
    ("grading-not-text", ("clause",), {"clause": ""}),
    ("grading-not-text", ("grades", 0, "title"), {"title": "优秀 "}),
    ("grading-key-missing", (), {"ties": None}),
    ("grading-key-missing", (), {"seats": "at-most"}),
    ("grading-key-missing", (), {"seats": "explicit"}),
    ("grading-key-missing", ("counts",), {"seats": "explicit", "counts": {**COUNTS, "poor": None}}),
    ("grading-key-missing", ("caps", 0), {"caps": [{"at_best": "good"}]}),
    ("grading-key-missing", ("grades", 0), {"id": None}),
    ("grading-key-missing", ("thresholds", 0), {"thresholds": [{"at_least": "90"}]}),
    ("grading-key-missing", ("thresholds", 0), {"thresholds": [{"grade": "good"}]}),
    ("grading-key-missing", ("ties",), {"ties": {"break": []}}),
    ("grading-key-missing", ("ties", "break", 0), {"ties": {"break": [{"key": "total"}], "then": "decide"}}),
    ("grading-key-missing", ("ties", "break", 0), {"ties": {"break": [{"better": "lower"}], "then": "decide"}}),
    ("grading-key-missing", ("min_applicable",), {"min_applicable": {"basis": "county"}}),
    ("grading-key-unknown", ("seat_ties",), {"seat_ties": "better"}),
    ("grading-key-unknown", ("grades", 0, "shares"), {"shares": "20%"}),
    ("grading-value-unknown", ("seat_tie",), {"seat_tie": "best"}),
    ("grading-value-unknown", ("pool",), {"pool": True}),
    ("seats-missing", (), {"seats": None}),
    ("seats-without-shares", ("seats",), {"shares": None}),
    ("grades-unlimited", ("grades",), {"shares": None, "seats": None}),
    ("grade-share-missing", ("grades", 0), {"share": None}),
    ("seats-key-unused", ("at_most",), {"at_most": ["excellent"]}),
    ("seats-key-unused", ("counts",), {"counts": COUNTS}),
    ("at-most-empty", ("at_most",), {"seats": "at-most", "at_most": []}),
    ("at-most-all", ("at_most",), {"seats": "at-most", "at_most": ["excellent", "good", "fair", "poor"]}),
    ("grading-not-list", ("at_most",), {"seats": "at-most", "at_most": "excellent"}),
    ("grade-unknown", ("at_most", 0), {"seats": "at-most", "at_most": ["exelent"]}),
    ("grade-duplicate", ("at_most", 1), {"seats": "at-most", "at_most": ["poor", "poor"]}),
    ("grading-not-mapping", ("counts",), {"seats": "explicit", "counts": [2, 4, 3, 1]}),
    ("counts-document-missing", ("counts",), {"seats": "explicit", "counts": {**COUNTS, "document": " "}}),
    ("counts-not-whole", ("counts", "good"), {"seats": "explicit", "counts": {**COUNTS, "good": "-1"}}),
    ("counts-not-whole", ("counts", "good"), {"seats": "explicit", "counts": {**COUNTS, "good": {"value": 1.5}}}),
    ("grade-unknown", ("counts", "god"), {"seats": "explicit", "counts": {**COUNTS, "god": 1}}),
    ("counts-by-group", ("counts",), {"seats": "explicit", "counts": COUNTS, "pool": "by-group"}),
    ("shares-break-quota", ("grades",), {"seats": "at-most", "at_most": ["excellent", "poor"]}),
    ("shares-paradox-above", ("grades",), {"shares": ["30%", "50%", "15%", "5%"]}),
    ("shares-paradox-below", ("grades",), {"shares": ["5%", "15%", "50%", "30%"]}),
    ("reconciled-without-shares", ("pool",), {"shares": None, "seats": None, "pool": "by-group-reconciled", **LINES}),
    ("group-order-unused", ("group_order",), {"group_order": ["town"]}),
    ("grading-not-list", ("group_order",), {"group_order": "town", "pool": "by-group-reconciled"}),
    ("grading-not-text", ("group_order", 0), {"group_order": [1], "pool": "by-group-reconciled"}),
    ("group-order-duplicate", ("group_order", 1), {"group_order": ["a", "a"], "pool": "by-group-reconciled"}),
    ("guarantee-may-push-down", ("caps", 0, "at_worst"), {"caps": [{"when": "award@2025", "at_worst": "fair"}]}),
    ("grading-value-unknown", ("corrections",), {"corrections": "nobody"}),
    ("grading-not-text", ("accept_paradox",), {"accept_paradox": True}),
    ("grades-empty", ("grades",), {"grades": []}),
    ("grade-duplicate", ("grades", 1, "id"), {"id": "good"}),
    ("grade-duplicate", ("grades", 1, "title"), {"title": "良好"}),
    ("grade-unknown", ("caps", 0, "at_best"), {"caps": [{"when": "fraud@2025", "at_best": "god"}]}),
    ("grade-share-not-exact", ("grades", 0, "share"), {"share": 0.2}),
    ("grade-share-not-exact", ("grades", 0, "share"), {"share": Percent("-20%")}),
    ("grade-share-not-exact", ("min_applicable",), {"min_applicable": "一半"}),
    ("grade-shares-sum", ("grades",), {"share": "10%"}),
    ("tie-key-unknown", ("ties", "break", 0, "key"), {"ties": {"break": [{**CHAIN, "key": "name"}], "then": "decide"}}),
    ("tie-key-duplicate", ("ties", "break", 1, "key"), {"ties": {"break": [CHAIN, CHAIN], "then": "decide"}}),
    ("threshold-not-exact", ("thresholds", 0, "at_least"), {"thresholds": [line("good", 90.5)]}),
    ("threshold-on-worst", ("thresholds", 0, "grade"), {"thresholds": [line("poor", "60")]}),
    ("threshold-duplicate", ("thresholds", 1, "grade"), {"thresholds": [line("good", "60"), line("good", 70)]}),
    (
        "threshold-out-of-order",
        ("thresholds", 0, "at_least"),
        {"thresholds": [line("good", 95), line("excellent", 90)]},
    ),
    ("cap-empty", ("caps", 0), {"caps": [{"when": "fraud@2025"}]}),
    ("cap-contradictory", ("caps", 0), {"caps": [{"when": "fraud@2025", "at_best": "fair", "at_worst": "good"}]}),
]

STANDINGS: list[tuple[str, list[Any]]] = [
    ("standing-unit-invalid", [Standing(unit="", keys=("9",))]),
    ("standing-unit-duplicate", [TIED[0], TIED[0], TIED[2]]),
    ("standing-keys-count", [Standing(unit="a", keys=("9", "8"))]),
    ("standing-keys-count", [Standing(unit="a", keys=())]),
    ("standing-keys-not-list", [Standing(unit="a", keys=cast(Any, "95"))]),
    ("standing-keys-not-list", [Standing(unit="a", keys=cast(Any, None))]),
    ("standing-key-not-decimal", [Standing(unit="a", keys=("9e1",))]),
    ("standing-key-not-decimal", [Standing(unit="a", keys=cast(Any, (93.25,)))]),
    ("standing-key-not-decimal", [Standing(unit="a", keys=cast(Any, (["95"],)))]),
    ("standing-key-not-decimal", [Standing(unit="a", keys=("９３",))]),
    ("standing-key-not-decimal", [Standing(unit="a", keys=("9.0000000000001",))]),
    ("standing-grade-unknown", [Standing(unit="a", keys=("9",), best="excelent")]),
    ("standing-bounds-contradictory", [Standing(unit="a", keys=("9",), best="poor", worst="good")]),
    ("standing-threshold-contradictory", [Standing(unit="a", keys=("9",), worst="good")]),
]

DECISIONS: list[tuple[str, tuple[str | int, ...], Any]] = [
    ("grading-not-list", (), {}),
    ("grading-not-list", (), "a"),
    ("grading-not-mapping", (0,), ["a"]),
    *(
        ("grading-key-missing", (0,), [{key: value for key, value in DECISION.items() if key != missing}])
        for missing in ("kind", "units", "on", "reason")
    ),
    ("grading-key-unknown", (0, "who"), [{**DECISION, "who": "某甲"}]),
    ("grading-value-unknown", (0, "kind"), [{**DECISION, "kind": "draw"}]),
    ("grading-not-list", (0, "units"), [{**DECISION, "units": "a"}]),
    ("grading-not-text", (0, "units", 1), [{**DECISION, "units": ["a", 1]}]),
    ("decision-units-few", (0, "units"), [{**DECISION, "units": ["a"]}]),
    ("decision-units-duplicate", (0, "units", 2), [{**DECISION, "units": ["a", "b", "a"]}]),
    ("decision-date-invalid", (1, "on"), [DECISION, {**DECISION, "on": "2026-02-30"}]),
    ("decision-date-invalid", (0, "on"), [{**DECISION, "on": "20260120"}]),
]

GRADED: list[tuple[str, list[list[str]]]] = [
    ("decision-unit-unknown", [["a", "x"]]),
    ("decision-not-tied", [["a", "c"]]),
    ("decision-not-whole-tie", [["a", "b"]]),
    ("decision-contradictory", [["a", "b", "d"], ["d", "b", "a"]]),
    ("decision-unused", [["e", "f"]]),
]


def readable(problem: Problem) -> None:
    """Both languages say what and what to do, and a GBK console can print them."""
    for lang in ("zh", "en"):
        assert problem.what(lang)
        assert problem.hint(lang)
        problem.text(lang).encode("gbk")


def without_none(value: Any) -> Any:
    """The document without the keys that a change removes."""
    if isinstance(value, dict):
        return {key: without_none(inner) for key, inner in value.items() if inner is not None}
    return [without_none(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("code", "path", "change"), SCHEMES)
def test_scheme(
    mapping_of: Callable[..., dict[str, Any]], code: str, path: tuple[str | int, ...], change: dict[str, Any]
) -> None:
    """A scheme with one mistake has this one problem, at the path of the mistake."""
    mapping = deepcopy(mapping_of())
    if "shares" in change and not isinstance(change["shares"], str):
        for entry, share in zip(mapping["grades"], change["shares"] or [None] * 4, strict=True):
            entry["share"] = share
        change = {key: value for key, value in change.items() if key != "shares"}
    of_grade = {"id", "title", "share", "shares", "consequences"}
    mapping["grades"][0].update({key: value for key, value in change.items() if key in of_grade})
    mapping.update({key: value for key, value in change.items() if key not in of_grade})
    found: Found = check_scheme(without_none(mapping))
    assert [(at, problem.code) for at, problem in found] == [(path, code)]
    readable(found[0][1])


@pytest.mark.parametrize("document", [None, "grading", ["grades"], 3])
def test_scheme_that_is_no_mapping(document: object) -> None:
    """Anything but a mapping is one problem at the top."""
    ((path, problem),) = check_scheme(document)
    assert (path, problem.code, problem.facts["key"]) == ((), "grading-not-mapping", "grading")


def test_what_was_found_is_shown_up_to_sixty_characters() -> None:
    """A longer text ends in three dots, so that a whole page is never quoted."""
    for length, shown in ((60, "一" * 60), (61, "一" * 57 + "...")):
        problems = dict(check_scheme({"grades": "一" * length}))
        assert problems["grades",].facts["found"] == shown


def test_all_mistakes_of_a_list_are_found(mapping_of: Callable[..., dict[str, Any]]) -> None:
    """What cannot be read hides nothing that stands behind it."""
    chain = ["total", {**CHAIN, "better": "best"}]
    found = check_scheme(mapping_of(ties={"break": chain, "then": "decide"}))
    assert [path for path, _ in found] == [("ties", "break", 0), ("ties", "break", 1, "better")]
    lines = ["90", line("god", "1"), line("good", "x"), line("fair", "80"), line("excellent", "70")]
    found = check_scheme(mapping_of(thresholds=lines))
    places = [("thresholds", 0), ("thresholds", 1, "grade"), ("thresholds", 2, "at_least")]
    assert [path for path, _ in found] == [*places, ("thresholds", 3, "at_least")]


def test_two_grades_may_ask_for_the_same_total(mapping_of: Callable[..., dict[str, Any]]) -> None:
    """Lines are out of order only where a worse grade asks for more."""
    assert check_scheme(mapping_of(thresholds=[line("excellent", "90"), line("good", "90.0")])) == []


def test_only_a_guarantee_against_the_worst_grade_may_push_down(mapping_of: Callable[..., dict[str, Any]]) -> None:
    """A cap that allows the worst grade guarantees nothing, and there is nothing to warn of."""
    assert check_scheme(mapping_of(caps=[{"when": "award@2025", "at_worst": "poor"}])) == []


@pytest.mark.parametrize("shares", [("100%",), ("0%", "100%")])
def test_all_units_may_be_of_one_grade(mapping_of: Callable[..., dict[str, Any]], shares: tuple[str, ...]) -> None:
    """One grade, or one with a share of nothing beside it, is a scheme with shares that sum to 1."""
    assert check_scheme(mapping_of(shares)) == []


def test_an_unused_key_names_the_method_there_is(mapping_of: Callable[..., dict[str, Any]]) -> None:
    """Beside the method that would use the key stands the one in force, or that there is none."""
    ((_, problem),) = check_scheme(mapping_of(at_most=["poor"]))
    assert (problem.facts["needed"], problem.facts["found"]) == ("at-most", "largest-remainder")
    found = dict(check_scheme(mapping_of(seats=None, at_most=["poor"])))
    assert found["at_most",].facts["found"] == "—"


def test_a_breach_is_told_in_numbers(mapping_of: Callable[..., dict[str, Any]]) -> None:
    """Of nine units 优秀 and 较差 have their floors, 1 and 0; of the other 8 seats 良好 has 32/7, rounded to 5."""
    ((_, problem),) = check_scheme(mapping_of(seats="at-most", at_most=["excellent", "poor"]))
    told = {"method": "at-most", "units": 9, "counts": "1 5 3 0", "grade": "良好", "exact": "18/5", "given": 5}
    assert told.items() <= problem.facts.items()


def test_a_key_is_missing_somewhere(mapping_of: Callable[..., dict[str, Any]]) -> None:
    """What lacks a key is named by its path, the whole section by its name."""
    assert [problem.facts["key"] for _, problem in check_scheme({})] == ["grading"]
    assert [problem.facts["key"] for _, problem in check_scheme(mapping_of(caps=[{"at_best": "good"}]))] == ["caps[0]"]


@pytest.mark.parametrize(("code", "standings"), STANDINGS)
def test_standings(scheme_of: Callable[..., GradeScheme], code: str, standings: list[Standing]) -> None:
    """Standings with one mistake are refused with this one problem."""
    with pytest.raises(GradingError) as raised:
        grade(standings, scheme_of(thresholds=[line("excellent", "12"), line("good", "10")]))
    assert [problem.code for problem in raised.value.problems] == [code]
    readable(raised.value.problems[0])


def test_keys_may_be_a_list_and_are_counted_from_one(scheme_of: Callable[..., GradeScheme]) -> None:
    """A list of keys is graded like a tuple; a problem names the unit's key as people count."""
    scheme = scheme_of(("1/2", "1/2"), ties={"break": [CHAIN], "then": "decide"})
    rows = [Standing(unit="a", keys=cast(Any, ["9", "1"])), Standing(unit="b", keys=("9", "2"))]
    assert [one.grade for one in grade(rows, scheme).placements] == ["good", "excellent"]
    with pytest.raises(GradingError) as raised:
        grade([Standing(unit="a", keys=("9", "x"))], scheme)
    assert [problem.facts["position"] for problem in raised.value.problems] == [2]


def test_all_standings_at_once(scheme_of: Callable[..., GradeScheme]) -> None:
    """Every mistake of all standings is reported in one run."""
    standings = [standing for _, rows in STANDINGS[:-1] for standing in rows]
    with pytest.raises(GradingError) as raised:
        grade(standings, scheme_of())
    problems = raised.value.problems
    assert {problem.code for problem in problems} == {code for code, _ in STANDINGS[:-1]}
    assert problems[0].what("en").startswith("unit 1 has the id")
    assert [p.facts["times"] for p in problems if p.code == "standing-unit-duplicate"] == [13]


UNFIT: list[tuple[str, dict[str, Any]]] = [
    ("standing-group-missing", {"pool": "by-group"}),
    ("counts-sum", {"seats": "explicit", "counts": COUNTS}),
]


@pytest.mark.parametrize(("code", "policy"), UNFIT)
def test_standings_that_do_not_fit_the_policy(
    scheme_of: Callable[..., GradeScheme], code: str, policy: dict[str, Any]
) -> None:
    """A unit without a group, or counts of another number of units, is refused when grades are to be given."""
    with pytest.raises(GradingError) as raised:
        grade(TIED, scheme_of(**policy))
    assert {problem.code for problem in raised.value.problems} == {code}
    readable(raised.value.problems[0])


@pytest.mark.parametrize(("code", "path", "document"), DECISIONS)
def test_decisions(code: str, path: tuple[str | int, ...], document: Any) -> None:
    """A list of decisions with one mistake has this one problem, at the path of the mistake."""
    found = check_decisions(document)
    assert [(at, problem.code) for at, problem in found] == [(path, code)]
    readable(found[0][1])
    if path and path[0] == 0:
        with pytest.raises(GradingError):
            Decision.parse(document[0])


def test_decisions_are_counted_as_people_count() -> None:
    """A problem of a list names the decision by its number and the key inside, in both languages."""
    found = check_decisions([DECISION, {**DECISION, "by": ""}, "a"])
    assert [problem.facts["key"] for _, problem in found] == ["第 2 条裁定的 by", "第 3 条裁定"]
    assert "“第 2 条裁定的 by”应为文字" in found[0][1].what("zh")
    assert "“by of decision 2” must be text" in found[0][1].what("en")


@pytest.mark.parametrize(("code", "orders"), GRADED)
def test_decisions_against_standings(scheme_of: Callable[..., GradeScheme], code: str, orders: list[list[str]]) -> None:
    """A decision that does not fit the standings is refused with this one problem."""
    extra = [Standing(unit=unit, keys=(key,)) for unit, key in (("d", "9"), ("e", "0.5"), ("f", "0.5"))]
    scheme = scheme_of(("1/3", "1/6", "1/2"))
    decisions = [Decision.parse({**DECISION, "units": units}) for units in orders]
    with pytest.raises(GradingError) as raised:
        grade([*TIED, *extra], scheme, decisions)
    assert [problem.code for problem in raised.value.problems] == [code]
    readable(raised.value.problems[0])


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("good"))
KEYS = st.sampled_from(["id", "grade", "at_least", "value", "break", "then", "kind", "units", "share", "when", "on"])
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.integers(), inner, max_size=3)
)


POLICIES: list[dict[str, Any]] = [
    {},
    {"seats": "at-most", "at_most": ["excellent"], "accept_paradox": "某文"},
    {"seats": "explicit", "counts": COUNTS},
    {"pool": "by-group-reconciled", "group_order": ["town"], "corrections": "everyone"},
]


@settings(deadline=None)
@given(st.data())
def test_any_document_is_answered(mapping_of: Callable[..., dict[str, Any]], data: st.DataObject) -> None:
    """Whatever stands at any place of a document, the answer is a list of problems, never a crash."""
    mapping = mapping_of(
        ties={"break": [CHAIN.copy()], "then": "decide"},
        thresholds=[line("good", "60"), line("excellent", {"value": "90"})],
        caps=[{"when": "fraud@2025", "at_best": "good"}],
        min_applicable="50%",
        **data.draw(st.sampled_from(POLICIES)),
    )
    document: Any = deepcopy([DECISION]) if data.draw(st.booleans()) else mapping
    parent: Any = None
    place, last = document, cast(Any, None)
    while isinstance(place, (dict, list)) and place and (parent is None or data.draw(st.integers(0, 3))):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        parent, last = place, data.draw(st.sampled_from(keys))
        place = parent[last]
    parent[last] = data.draw(ANYTHING)
    found = check_scheme(document) if document is mapping else check_decisions(document)
    for path, problem in found:
        assert isinstance(path, tuple)
        assert problem.text("zh")
        assert problem.text("en")
    if all(problem.severity != "error" for _, problem in found):
        assert GradeScheme.parse(document) if document is mapping else [Decision.parse(each) for each in document]


def test_every_code_is_tried() -> None:
    """No words stand in the catalogue without a test that finds their problem."""
    tried = {code for code, *_ in (*SCHEMES, *STANDINGS, *UNFIT, *DECISIONS, *GRADED)}
    # The problems of reconciled groups are tried in test_reconciling.
    assert tried | {"groups-not-reconcilable", "group-order-needed", "group-not-in-order"} == set(WORDS)
