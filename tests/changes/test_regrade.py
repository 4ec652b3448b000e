"""Regrading: what corrections change, whom they move, and both outcomes."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import appeals
import polars as pl
import pytest
import worlds
from appeals import ORDER, adjust, codes, revoke, rewrite, withdraw
from hypothesis import given
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.changes.inputs import check_corrections, parse_corrections
from efficiency_rules.errors import NOWHERE
from efficiency_rules.formulas import Count, GradeCap, RelativeToBest
from efficiency_rules.rulesets.model import CapRule


@er.criterion("grave-event", edition=2025, title="严重问题", reads=worlds.Event, params=worlds.None_)
def grave_event(p: worlds.None_) -> GradeCap:
    """A grave problem limits the grade."""
    return GradeCap(hit=pl.col("kind") == "重")


RULES = appeals.rules()


def ladder(cents, rules=RULES):
    """Return an evaluation in which the unit at each place has these hundredths of the 60 points, and 9 more."""
    world = appeals.county([], len(cents))
    acts = []
    for at, points in enumerate(cents):
        acts.append(adjust(f"u{at:03}", "tickets", "7"))
        acts.append(adjust(f"u{at:03}", "awards", "2"))
        if points != 6000:
            acts.append(adjust(f"u{at:03}", "events", f"{Decimal(points) / 100}"))
    return appeals.evaluate(world, rules, acts)


TEN = ladder([5900 - 100 * at for at in range(10)])
"""Ten units from the best to the worst: 2 excellent, 4 good, 3 fair, 1 poor."""


@given(st.data())
def test_one_correction_moves_at_most_three_others_one_step_each(data):
    """Totals, ranks and grades are those of a plain computation; others move against the appellant, one step."""
    cents = data.draw(st.lists(st.integers(0, 6000), unique=True, min_size=2, max_size=25))
    at = data.draw(st.integers(0, len(cents) - 1))
    new = data.draw(st.integers(0, 5999).filter(lambda value: value not in cents))
    regrading = er.regrade(ladder(cents), [adjust(f"u{at:03}", "events", f"{Decimal(new) / 100}")])
    totals = [
        {f"u{n:03}": Fraction(value, 100) + 9 for n, value in enumerate(row)}
        for row in (cents, [*cents[:at], new, *cents[at + 1 :]])
    ]
    unit = f"u{at:03}"
    (old_ranks, ranks), (old_grades, grades) = map(appeals.ranks, totals), map(appeals.grades, totals)
    expected = []
    for other in sorted(totals[0]):
        if other == unit:
            expected.append((unit, "mark", *(f"{total[unit] - 9}" for total in totals)))
            expected.append((unit, "total", *(f"{total[unit]}" for total in totals)))
        if old_ranks[other] != ranks[other]:
            expected.append((other, "rank", str(old_ranks[other]), str(ranks[other])))
        if old_grades[other] != grades[other]:
            expected.append((other, "grade", old_grades[other], grades[other]))

    def plain(change):
        texts = (change.before, change.after)
        if change.what in ("mark", "total"):
            texts = tuple(str(Fraction(text)) for text in texts)
        return (change.unit, change.what, *texts)

    assert [plain(change) for change in regrading.changes] == expected
    up = new > cents[at]
    assert len(regrading.others_moved) <= 3
    assert {moved.steps for moved in regrading.others_moved} <= {-1 if up else 1}
    assert [moved.unit for moved in regrading.others_moved] == [
        other for other in sorted(grades) if other != unit and old_grades[other] != grades[other]
    ]
    better = ORDER.index(old_grades[unit]) - ORDER.index(grades[unit])
    assert better >= 0 if up else better <= 0
    everyone, alone = regrading.outcomes
    assert everyone.grades == grades
    assert alone.grades == old_grades | {unit: grades[unit]}


def test_the_worst_unit_becomes_the_best():
    """Of ten units three others go down one step, the sentence names them, and the seats tell both outcomes."""
    regrading = er.regrade(TEN, [adjust("u009", "events", "59.99")])
    assert regrading.appellants == ("u009",)
    assert [(moved.unit, moved.before, moved.after) for moved in regrading.others_moved] == [
        ("u001", "excellent", "good"),
        ("u005", "good", "fair"),
        ("u008", "fair", "poor"),
    ]
    assert regrading.said == (
        "全体重新评定时，另有 3 个单位的等次变动："
        "单位1（u001）由“优秀”变为“良好”，降 1 级；"
        "单位5（u005）由“良好”变为“一般”，降 1 级；"
        "单位8（u008）由“一般”变为“较差”，降 1 级。"
    )
    assert regrading.words("en") == (
        "with all graded again, other units whose grade changes (3): "
        "单位1 (u001) from “优秀” to “良好”, down 1; "
        "单位5 (u005) from “良好” to “一般”, down 1; "
        "单位8 (u008) from “一般” to “较差”, down 1"
    )
    nobody = er.regrade(TEN, [adjust("u000", "events", "59.5")])
    assert (nobody.said, nobody.words("en")) == ("没有其他单位的等次因此变动。", "no other unit's grade changes")
    everyone, alone = regrading.outcomes
    assert regrading.alone == alone
    assert everyone.strained == ()
    assert [(use.grade, use.seats, use.placed, use.over) for use in alone.strained] == [
        ("excellent", 2, 3, 1),
        ("poor", 1, 0, -1),
    ]
    assert str(everyone) == "全体重新评定：各等次与名额相符。"
    assert str(alone) == (
        "只更正申诉单位：“优秀”名额 2 个、评定 3 个，超出 1 个；“较差”名额 1 个、评定 0 个，空缺 1 个。"
    )
    table = regrading.outcomes_table
    assert table.columns == ["jurisdiction", "unit", "name", "before", "everyone", "appellant"]
    assert table.row(9)[3:] == ("poor", "excellent", "excellent")
    assert table.row(8)[3:] == ("fair", "poor", "fair")


def test_every_change_says_why():
    """The appellant's own change by its document, the others' by its rank."""
    changes = er.regrade(TEN, [adjust("u009", "events", "59.99", document="复核〔2026〕7号")]).changes
    why = {(change.unit, change.what): change.why for change in changes}
    assert why["u009", "mark"] == "由更正引起（复核〔2026〕7号）"
    assert why["u009", "total"] == "单项得分变动后重新合计"
    assert why["u009", "rank"] == "由更正引起，本单位得分变动，由第 10 名变为第 1 名"
    assert why["u009", "grade"] == "由更正引起，本单位得分变动"
    assert why["u008", "rank"] == "本单位得分未变，因单位9（u009）名次变动，由第 9 名变为第 10 名"
    assert why["u008", "grade"] == why["u008", "rank"]
    several = er.regrade(TEN, [adjust("u009", "events", "56.5"), adjust("u000", "events", "59.5")]).changes
    why = {(change.unit, change.what): change.why for change in several}
    assert why["u003", "rank"] == "本单位得分未变，因单位9（u009）名次变动，由第 4 名变为第 5 名"
    table = er.regrade(TEN, [adjust("u009", "events", "49.99")]).table
    assert table.columns == ["jurisdiction", "unit", "name", "what", "criterion", "before", "after", "why"]
    assert table.rows() == [
        ("", "u009", "单位9", "mark", "events", "50.00", "49.99", "由更正引起（会议纪要〔2026〕1号）"),
        ("", "u009", "单位9", "total", "", "59.00", "58.99", "单项得分变动后重新合计"),
    ]


def test_a_correction_that_moves_nobody_says_so():
    """Without any change in grades the sentence says that no other unit moves."""
    regrading = er.regrade(TEN, [adjust("u009", "events", "49.99")])
    assert regrading.others_moved == ()
    assert regrading.said == "没有其他单位的等次因此变动。"


@pytest.mark.parametrize(
    ("policy", "kinds"), [(None, ["everyone", "appellant"]), ("everyone", ["everyone"]), ("appellant", ["appellant"])]
)
def test_the_ruleset_says_which_outcomes_there_are(policy, kinds):
    """Both where it leaves that open; the other one is still known as `alone`."""
    rules = appeals.with_policy(RULES, policy)
    regrading = er.regrade(ladder([5900, 5800, 5700], rules), [adjust("u002", "events", "59.5")])
    assert [outcome.kind for outcome in regrading.outcomes] == kinds
    assert regrading.alone.kind == "appellant"


def test_the_ruleset_key_is_read(tmp_path):
    """`grading.corrections` of the mapping reaches the scheme; any other word is refused."""
    assert appeals.rules(corrections="appellant").grading.corrections == "appellant"
    assert RULES.grading.corrections is None
    with pytest.raises(er.EfficiencyRulesError):
        appeals.rules(corrections="nobody")


def test_seats_are_counted_in_every_pool():
    """Graded by group, the outcome tells the seats of each group."""
    rules = appeals.rules(pool="by-group")
    regrading = er.regrade(ladder([5900 - 100 * at for at in range(20)], rules), [adjust("u018", "events", "59.99")])
    assert [(use.group, use.grade, use.over) for use in regrading.alone.strained] == [
        ("town", "excellent", 1),
        ("town", "poor", -1),
    ]
    assert "（town）“优秀”名额 2 个、评定 3 个" in str(regrading.alone)


def test_grades_by_score_have_no_seats_to_strain():
    """In a scheme of thresholds alone nobody else moves and no seat is counted."""
    scheme = {
        "grades": [{"id": "good", "title": "良好"}, {"id": "poor", "title": "较差"}],
        "ties": {"break": [], "then": "decide"},
        "thresholds": [{"grade": "good", "at_least": "60"}],
    }
    areas = [("a", [worlds.item(worlds.events, "100", "a")])]
    rules = worlds.ruleset(*areas, scheme=scheme)
    before = er.evaluate(rules, worlds.roster(3), appeals.county([], 3).evidence(rules))
    regrading = er.regrade(before, [adjust("u001", "events", "59.99")])
    assert regrading.others_moved == ()
    assert regrading.alone.grades == {"u000": "good", "u001": "poor", "u002": "good"}
    assert regrading.alone.strained == ()


def test_an_order_of_a_tie_takes_the_place_of_an_earlier_one():
    """A decision replaces every decision on its units; a stale one has to be revoked by a person."""
    world = appeals.county([(f"n{at}", f"u{at:03}", "重") for at in range(2, 10)], 10)
    first = er.Decision(units=tuple(f"u{at:03}" for at in range(2, 10)), **appeals.ABOUT)
    before = appeals.evaluate(world, RULES, [first])
    assert (before.status, before.standings["grade"][9]) == ("final", "poor")
    other = er.Decision(units=first.units[::-1], **appeals.ABOUT | {"document": "纪要2号"})
    regrading = er.regrade(before, [other])
    assert (regrading.after.standings["grade"][9], regrading.after.standings["grade"][2]) == ("good", "poor")
    assert {change.why for change in regrading.changes} == {"由同分先后的裁定引起（纪要2号）"}
    assert regrading.others_moved == ()
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.regrade(before, [withdraw("n9")])
    assert codes(caught) == ["decision-overtaken"]
    assert "kind: revocation" in caught.value.text("en")
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.regrade(before, [er.Decision(units=("u000", "u001"), **appeals.ABOUT)])
    assert codes(caught) == ["decision-unused"]
    lighter = rewrite(world.rows["event"][-1] | {"kind": "轻"})
    fewer = er.Decision(units=first.units[:-1], **appeals.ABOUT)
    assert er.regrade(before, [lighter, fewer]).after.status == "final"
    waiting = er.regrade(before, [lighter, revoke(first)])
    assert waiting.after.status == "undecided"
    assert [c.after for c in waiting.changes if (c.unit, c.what) == ("u002", "grade")] == [None]
    told = {change.unit: change.why for change in waiting.changes if change.what == "grade"}
    assert told["u002"] == "由撤销同分先后的裁定引起（会议纪要〔2026〕1号），等次待裁定"
    assert told["u009"] == "由更正引起，本单位得分变动"


def test_a_tie_that_a_correction_ended_is_no_cause():
    """The unit that was corrected names its own score, the other one of the tie that the two are tied no longer."""
    world = appeals.county([("n1", "u000", "重"), ("n2", "u001", "重")], 2)
    first = er.Decision(units=("u000", "u001"), **appeals.ABOUT)
    before = appeals.evaluate(world, RULES, [first])
    changes = er.regrade(before, [adjust("u000", "events", "0"), revoke(first)]).changes
    assert {change.unit: change.why for change in changes if change.what == "grade"} == {
        "u000": "由更正引起，本单位得分变动",
        "u001": "本单位得分未变，因单位0（u000）得分变动，不再同分",
    }


def test_who_compares_with_others_changes_too():
    """A mark that rests on other units changes with their records, and says so."""
    item = replace(worlds.item(worlds.events, "10", "a", no_cases="zero"), formula=RelativeToBest(value=Count()))
    rules = worlds.ruleset(("a", [item]))
    world = appeals.county([("n1", "u000", "轻"), ("n2", "u001", "轻"), ("n3", "u001", "轻")], 3)
    before = er.evaluate(rules, worlds.roster(3), world.evidence(rules))
    changes = er.regrade(before, [withdraw("n3")]).changes
    marks = {change.unit: (change.before, change.after, change.why) for change in changes if change.what == "mark"}
    words = "本单位未作更正；该项与其他单位比较计分，单位1（u001）更正后随之变动"
    assert marks == {"u000": ("5.00", "10.00", words)}
    grade = next(change for change in changes if (change.unit, change.what) == ("u000", "rank"))
    assert grade.why == "因本单位得分随之变动，由第 2 名变为第 1 名"


def test_a_restriction_that_ends_is_the_correction_itself():
    """Where no score changes but a cap does, the grade changes because of the correction, others by seats."""
    params = worlds.None_()
    cap = CapRule(
        criterion=grave_event,
        params=params,
        formula=grave_event.formula(params),
        at_best="good",
        at_worst=None,
        clause="",
        quotes=(),
        place=NOWHERE,
    )
    rules = replace(worlds.ruleset(("a", [worlds.item(worlds.ratings, "10", "a")])), caps=(cap,))
    scores = [
        {"number": f"r{at}", "unit": f"u{at:03}", "score": str(90 - at), "on": worlds.YEAR.first} for at in range(5)
    ]
    world = appeals.county([("n1", "u000", "重")], 5).having("rating", scores)
    before = er.evaluate(rules, worlds.roster(5), world.evidence(rules))
    regrading = er.regrade(before, [withdraw("n1")])
    assert [(change.unit, change.what, change.before, change.after, change.why) for change in regrading.changes] == [
        ("u000", "grade", "good", "excellent", "由更正引起（会议纪要〔2026〕1号），等次限制随之变动"),
        (
            "u001",
            "grade",
            "excellent",
            "good",
            "本单位得分未变，仍为第 2 名，因单位0（u000）更正后名额有变",
        ),
    ]


def test_who_is_graded_may_change():
    """A sign-off that is withdrawn brings a unit back among the graded ones, and the seats with it."""
    rows = {
        "认定编号": "1",
        "单位": "u002",
        "指标": "events",
        "理由": "无此职能",
        "认定人": "某甲",
        "认定日期": "2025-03-01",
    }
    frames = {id: frame for id, frame in appeals.county([], 3).frames().items() if id != "rating"}
    frames |= {"not-applicable": pl.DataFrame([rows])}
    before = er.evaluate(RULES, worlds.roster(3), er.Evidence.from_frames(frames, RULES, worlds.roster(3)))
    assert before.standings["grade"][2] is None
    regrading = er.regrade(before, [withdraw("1", "not-applicable")])
    own = {
        change.what: (change.before, change.after, change.why) for change in regrading.changes if change.unit == "u002"
    }
    assert own["rank"] == (None, "1", "本单位改为定等次")
    back = er.regrade(before, [revoke(withdraw("1", "not-applicable"))], [withdraw("1", "not-applicable")])
    own = {change.what: (change.before, change.after, change.why) for change in back.changes if change.unit == "u002"}
    assert own["rank"] == ("1", None, "本单位不再定等次")
    assert "u002" not in back.alone.grades


def test_without_grades_there_are_no_outcomes():
    """At mid-year marks and totals change, and nobody has a grade."""
    half = er.Period.half(2025, 1)
    world = appeals.county([("n1", "u000", "重")], 2)
    before = er.evaluate(RULES, worlds.roster(2), world.evidence(RULES), half)
    regrading = er.regrade(before, [withdraw("n1")])
    assert [change.what for change in regrading.changes] == ["mark", "total"]
    assert (regrading.alone, regrading.outcomes, regrading.others_moved) == (None, (), ())


def test_bad_rows_stay_set_aside():
    """A provisional evaluation is regraded as provisional."""
    world = appeals.county([("n1", "u000", "重"), ("n2", "nobody", "重")], 2)
    before = er.evaluate(RULES, worlds.roster(2), world.evidence(RULES), set_aside=True)
    regrading = er.regrade(before, [withdraw("n1")])
    assert regrading.after.status == "provisional"
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.regrade(before, [withdraw("n2")])
    assert codes(caught) == ["correction-key-unknown"]


def test_evidence_that_no_longer_suffices_leaves_no_grades():
    """Where the ruleset admits no result without records, withdrawing them ends the grades and says so."""
    items = [worlds.item(worlds.events, "5", "a", no_cases="error")]
    rules = worlds.ruleset(("a", items))
    world = appeals.county([("n1", "u000", "轻"), ("n2", "u001", "重")], 2)
    before = er.evaluate(rules, worlds.roster(2), world.evidence(rules))
    regrading = er.regrade(before, [withdraw("n1")])
    assert (regrading.after.status, regrading.alone) == ("incomplete", None)
    grades = [change for change in regrading.changes if change.what == "grade"]
    assert [(change.unit, change.after, change.why) for change in grades] == [
        ("u000", None, "评价不完整，暂不定等次"),
        ("u001", None, "评价不完整，暂不定等次"),
    ]
    again = er.regrade(before, [rewrite(world.rows["event"][1] | {"kind": "轻"})], [withdraw("n1")])
    assert again.before.status == "incomplete"


def test_problems_of_corrections_are_all_said_at_once():
    """The same thing corrected twice, nothing to revoke, and records that are not there, in one run."""
    world = appeals.county([("n1", "u000", "重")], 3)
    before = appeals.evaluate(world, RULES, [])
    act = adjust("u000", "events", "59")
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.regrade(
            before,
            [
                act,
                adjust("u000", "events", "58"),
                withdraw("n1"),
                rewrite(world.rows["event"][0] | {"kind": "轻"}),
                revoke(adjust("u001", "events", "58")),
                withdraw("n7"),
                adjust("u007", "events", "58"),
            ],
        )
    assert codes(caught) == [
        "correction-twice",
        "correction-twice",
        "revocation-unknown",
        "correction-key-unknown",
        "adjustment-unit-unknown",
    ]
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.regrade(before, [withdraw("")])
    assert codes(caught) == ["grading-not-text"]


def test_the_same_correction_is_not_made_twice():
    """What is in force word for word is refused; other words or points take its place."""
    act = adjust("u009", "events", "49")
    for before, earlier in ((TEN, [act]), (ladder([5000, 4900]), [])):
        again = act if earlier else before.decisions[-1]
        with pytest.raises(er.EfficiencyRulesError) as caught:
            er.regrade(before, [again], earlier)
        assert codes(caught) == ["correction-in-force"]
    assert er.regrade(TEN, [adjust("u009", "events", "48")], [act]).changes[0].before == "49.00"


def test_corrections_are_plain_data_and_back():
    """Every kind is printed as a mapping that parses to the same correction."""
    about = appeals.ABOUT
    every = (
        withdraw("n1"),
        er.Replacement(type="event", key="n1", record={"编号": "n1"}, **about),
        er.Revocation(type="event", key="n1", **about),
        er.Revocation(unit="u000", criterion="events", **about),
        er.Revocation(units=("u000", "u001"), **about),
        adjust("u000", "events", "1.5"),
        er.Decision(units=("u000", "u001"), **about),
    )
    data = [one.to_dict() for one in every]
    assert parse_corrections(data) == every
    record = {"编号": 7, "合格": True, "复核": False, "备注": None}
    (read,) = parse_corrections([{"kind": "replacement", "type": "event", "key": 7, "record": record, **about}])
    assert (read.key, read.record) == ("7", {"编号": "7", "合格": "是", "复核": "否", "备注": ""})


def test_arguments_of_other_types_are_named():
    """Plain data is no correction, a text no list of them or of units."""
    about = appeals.ABOUT
    for wrong, code in (
        ([{"kind": "withdrawal", "type": "event", "key": "n1", **about}], "argument-type"),
        ("x", "argument-type"),
        ([er.Decision(units="abc", **about)], "grading-not-list"),
        ([er.Revocation(units="abc", **about)], "grading-not-list"),
    ):
        with pytest.raises(er.EfficiencyRulesError) as caught:
            er.regrade(TEN, wrong)
        assert codes(caught) == [code]


def test_malformed_corrections_are_all_named():
    """Each problem names the correction by its number and the key."""
    about = appeals.ABOUT
    found = check_corrections(
        [
            5,
            {"type": "event"},
            {"kind": ["tie"], **about},
            {"kind": "withdrawl", **about},
            {"kind": "withdrawal", "type": "", "key": True, "record": {}, **about},
            {"kind": "replacement", "type": "event", "key": "n", "record": [], **about},
            {"kind": "replacement", "type": "event", "key": "n", "record": {"编号": 1.5}, **about},
            {"kind": "revocation", "type": "event", "unit": "u", **about},
            {"kind": "revocation", "units": [1], **about},
            {"kind": "revocation", "units": "u000", **about},
        ]
    )
    assert [(problem.code, problem.facts["key"]) for _, problem in found] == [
        ("grading-not-mapping", "第 1 条更正"),
        ("grading-key-missing", "第 2 条更正"),
        ("grading-value-unknown", "第 3 条更正的 kind"),
        ("grading-value-unknown", "第 4 条更正的 kind"),
        ("grading-key-unknown", "第 5 条更正的 record"),
        ("grading-not-text", "第 5 条更正的 type"),
        ("grading-not-text", "第 5 条更正的 key"),
        ("grading-not-mapping", "第 6 条更正的 record"),
        ("replacement-value", "第 7 条更正的 record.编号"),
        ("revocation-subject", "第 8 条更正"),
        ("grading-not-text", "第 9 条更正的 units[0]"),
        ("grading-not-list", "第 10 条更正的 units"),
    ]
    for _, problem in found:
        assert problem.text("zh") != problem.text("en")
    assert [problem.code for _, problem in check_corrections("x")] == ["grading-not-list"]
