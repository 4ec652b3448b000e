"""Cases of a whole county: what is compared, and every mistake at its own line and column."""

import pytest

GOOD = """\
ruleset: qinghe/2025
period: 2025
cases:
  - name: 两个单位
    roster:
      - {unit: A, name: 青石镇, group: town}
      - {unit: B, name: 农事局, group: 部门}
    ledgers:
      breach:
        - {number: a, unit: A, day: 2025-03-01, kind: 重}
      hotline-ticket:
        - {ticket: a, unit: 青石镇, due_on: 2025-03-01, closed_on: 2025-03-01}
        - {ticket: b, unit: B, due_on: 2025-03-01, closed_on: 2025-02-01}
    standings:
      - {unit: B, total: 100, rank: 1, grade: 良好}
      - {unit: A, total: 90, rank: 2, grade: poor}
    seats: {good: 1, 较差: 1}
    status: final
"""
"""By hand: A loses 10 for one grave breach; each unit closed its one ticket in time."""

TIED = GOOD.replace("        - {number: a, unit: A, day: 2025-03-01, kind: 重}\n", "").replace(
    "      breach:\n", "      breach: []\n"
)

MISTAKES = {
    "ruleset unknown": ("qinghe/2025", "qinge/2025", [("ruleset-scheme-unknown", 1, 10)]),
    "ruleset not in force": ("qinghe/2025", "qinghe/2030", [("ruleset-ended", 1, 10)]),
    "ruleset no name": ("qinghe/2025", "qinghe", [("ruleset-unknown", 1, 10)]),
    "ruleset a number": ("qinghe/2025", "2025", [("ruleset-type", 1, 10)]),
    "no file": ("qinghe/2025", "rules/2025.yaml", [("cases-ruleset-missing", 1, 10)]),
    "key of the other kind": ("period: 2025", "full: 10", [("ruleset-key-unknown", 2, 1)]),
    "no period": ("period: 2025", "period: 2025-13", [("period-unknown", 2, 9)]),
    "another year": ("period: 2025", "period: 2026", [("period-outside", 2, 9)]),
    "roster missing": (GOOD[GOOD.index("    roster") : GOOD.index("    ledgers")], "", [("ruleset-key-missing", 4, 5)]),
    "name of a unit missing": (", name: 青石镇", "", [("ruleset-key-missing", 6, 9)]),
    "group unknown": ("group: town", "group: twon", [("ruleset-group-unknown", 6, 37)]),
    "key of a unit unknown": ("group: town", "grup: town", [("ruleset-key-unknown", 6, 30)]),
    "unit twice": ("unit: B, name", "unit: A, name", [("cases-twice", 7, 16)]),
    "no day": ("group: town", "group: town, from: 一月", [("ruleset-day", 6, 49)]),
    "days reversed": ("town}", "town, from: 2025-05-01, to: 2025-04-30}", [("unit-days", 6, 65)]),
    "ledger unknown": ("breach:", "breaches:", [("type-unknown", 9, 7)]),
    "missing ledger unknown": ("    standings:", "    missing: [breech]\n    standings:", [("type-unknown", 14, 15)]),
    "missing ledger with records": (
        "    standings:",
        "    missing: [hotline-ticket]\n    standings:",
        [("cases-twice", 14, 15)],
    ),
    "missing ledger twice": (
        GOOD[GOOD.index("      hotline-ticket") : GOOD.index("    standings")],
        "    missing: [hotline-ticket, hotline-ticket]\n",
        [("cases-twice", 11, 31)],
    ),
    "missing no list": ("    standings:", "    missing: breach\n    standings:", [("ruleset-type", 14, 14)]),
    "column unknown": ("kind: 重", "kinds: 重", [("case-column", 10, 49)]),
    "row no mapping": ("{number: a, unit: A, day: 2025-03-01, kind: 重}", "3", [("case-row", 10, 11)]),
    "unit of a row unknown": ("unit: A, day", "unit: C, day", [("unit-unknown", 10, 29)]),
    "unit of a row missing": ("unit: A, day", "day", [("cell-blank", 10, 11)]),
    "day of another year": ("day: 2025-03-01", "day: 2024-03-01", [("day-outside", 10, 37)]),
    "standing of an unknown unit": ("{unit: B, total", "{unit: Bb, total", [("case-unit-unknown", 15, 16)]),
    "standing twice": ("{unit: B, total", "{unit: A, total", [("cases-twice", 16, 16)]),
    "standing compares nothing": (", total: 90, rank: 2, grade: poor", "", [("case-compares-nothing", 16, 9)]),
    "total not exact": ("total: 90", "total: 9o", [("points-not-exact", 16, 26)]),
    "rank no number": ("rank: 2", "rank: 二", [("ruleset-type", 16, 36)]),
    "rank zero": ("rank: 2", "rank: 0", [("ruleset-range", 16, 36)]),
    "grade unknown": ("grade: poor", "grade: por", [("ruleset-choice", 16, 46)]),
    "grade of seats unknown": ("{good: 1", "{god: 1", [("ruleset-choice", 17, 13)]),
    "seats no number": ("{good: 1", "{good: 一", [("ruleset-type", 17, 19)]),
    "status unknown": ("status: final", "status: done", [("ruleset-choice", 18, 13)]),
    "status that cannot be": ("status: final", "status: provisional", [("ruleset-choice", 18, 13)]),
    "nothing compared": (GOOD[GOOD.index("    standings") :], "    seats: {}\n", [("case-compares-nothing", 4, 5)]),
    "no units": (
        GOOD[GOOD.index("    roster") :],
        "    roster: []\n    status: final\n",
        [("case-roster-empty", 5, 13)],
    ),
    "decision incomplete": (
        "    status: final",
        "    decisions: [{kind: tie, units: [A, B], by: 张三}]",
        [("grading-key-missing", 18, 17)] * 4,
    ),
    "decision not needed": (
        "    status: final",
        "    decisions: [{kind: tie, units: [A, B], by: 张三, role: 主任, on: 2026-01-20, reason: 略, document: 纪要}]",
        [("decision-not-tied", 18, 16)],
    ),
    "criterion signed off that is not there": (
        "      breach:\n",
        "      not-applicable:\n"
        "        - {number: x, unit: A, criterion: hotlin, reason: 无, by: 中心, signed_on: 2025-02-01}\n"
        "      breach:\n",
        [("sign-off-unknown", 10, 9)],
    ),
    "state without a policy": (
        "        - {ticket: b, unit: B, due_on: 2025-03-01, closed_on: 2025-02-01}\n",
        "",
        [("state-undeclared", 4, 5)],
    ),
}
"""What is written instead of what, and the problems it gives: code, line, column."""


def test_a_county_that_holds(run):
    """Totals, ranks, grades (ids or titles), seats and status are compared; names and titles serve as ids do."""
    assert [(result.name, result.problems) for result in run(GOOD)] == [("两个单位", ())]


def test_everything_that_differs_is_named(run):
    """Each wrong expectation fails at its own place, with both values and the engine's explanation."""
    text = GOOD.replace("total: 90, rank: 2, grade: poor", "total: 91, rank: 1, grade: good")
    text = text.replace("较差: 1", "较差: 0").replace("final", "undecided")
    (result,) = run(text)
    found = [
        (p.code, p.place.line, p.place.column, str(p.facts["expected"]), str(p.facts["found"])) for p in result.problems
    ]
    assert found == [
        ("case-differs", 16, 26, "91", "90"),
        ("case-differs", 16, 36, "1", "2"),
        ("case-differs", 16, 46, "good", "poor"),
        ("case-differs", 17, 26, "0", "1"),
        ("case-differs", 18, 13, "undecided", "final"),
    ]
    assert "履职 90" in result.problems[0].text()
    assert "A total" in result.problems[0].text()


def test_a_ledger_that_is_not_named_is_reported_nil(run):
    """Nobody has a record in a ledger that the case leaves out: no breach costs anything."""
    text = TIED.replace("      breach: []\n", "").replace(
        "total: 90, rank: 2, grade: poor", "total: 100, rank: 1, grade: null"
    )
    text = text.replace("rank: 1, grade: 良好", "rank: 1, grade: null").replace("final", "undecided")
    assert [result.problems for result in run(text)] == [()]


def test_a_ledger_may_be_missing(run):
    """A ledger that nobody handed in is not nil: the ruleset has no policy for it, so there is no total."""
    text = TIED.replace("      breach: []\n", "") + "    missing: [breach]\n"
    (result,) = run(text)
    assert [problem.code for problem in result.problems] == ["ledger-missing"]
    text = text[: text.index("    standings")] + "    standings: [{unit: A, total: null}]\n    status: incomplete\n"
    assert [result.problems for result in run(text + "    missing: [breach]\n")] == [()]


def test_an_open_tie_is_named(run):
    """Where a grade was expected and a tie waits, the units of the tie are told."""
    (result,) = run(TIED.replace("total: 90, rank: 2, grade: poor", "total: 100"))
    assert [(p.place.line, str(p.facts["found"])) for p in result.problems] == [(14, "—"), (17, "undecided")]
    assert "A、B" in result.problems[1].text()


def test_a_decision_orders_a_tie(run):
    """With a recorded decision over the whole tie the grades follow its order."""
    decision = "{kind: tie, units: [B, A], by: 张三, role: 主任, on: 2026-01-20, reason: 略, document: 纪要}"
    text = TIED.replace("total: 90, rank: 2", "total: 100, rank: 1") + f"    decisions: [{decision}]\n"
    assert [result.problems for result in run(text)] == [()]


def test_an_interim_evaluation_has_no_grades(run):
    """In a half-year ranks and grades are null and the status is interim; expected grades differ."""
    text = GOOD.replace("period: 2025", "period: 2025-H1")
    (result,) = run(text)
    assert [p.place.line for p in result.problems] == [15, 15, 16, 16, 17, 17, 18]
    standings = "      - {unit: A, total: 90, rank: null, grade: null}\n    status: interim\n"
    (result,) = run(text[: text.index("      - {unit: B, total")] + standings)
    assert result.problems == ()


def test_an_incomplete_evaluation_may_be_expected(run):
    """Where the ruleset has no policy for a state the case fails, unless it expects just that."""
    text = GOOD[: GOOD.index("        - {ticket: b")] + "    status: incomplete\n"
    assert [result.problems for result in run(text)] == [()]


def test_a_unit_that_does_not_exist_in_the_period(run):
    """A unit outside its days has no standing, and the message says why."""
    text = GOOD.replace("group: 部门}", "group: 部门, to: 2024-12-31}").replace(
        "        - {ticket: b, unit: B, due_on: 2025-03-01, closed_on: 2025-02-01}\n", ""
    )
    (result,) = run(text)
    assert "不存续" in result.problems[0].text()
    (result,) = run(text[: text.index("    standings:")] + "    standings:\n      - {unit: A, total: 90}\n")
    assert result.problems == ()


def test_seats_of_several_jurisdictions_are_taken_together(run):
    """Each jurisdiction is graded by itself; the seats of a case are those of all of them."""
    text = GOOD.replace("group: town}", "group: town, jurisdiction: 东}").replace("部门}", "部门, jurisdiction: 西}")
    text = text.replace("rank: 2, grade: poor", "rank: 1, grade: good").replace(
        "{good: 1, 较差: 1}", "{good: 2, poor: 0}"
    )
    assert [result.problems for result in run(text)] == [()]


def test_a_ruleset_beside_the_cases(run, rules, tmp_path):
    """A relative path is taken from the folder of the cases file."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "2025.yaml").write_bytes(rules.read_bytes())
    assert [result.problems for result in run(GOOD.replace("qinghe/2025", "rules/2025.yaml"))] == [()]


def test_problems_of_the_ruleset_stand_in_the_ruleset(run, rules, tmp_path):
    """A ruleset that does not hold is reported with its own file and lines, together with the cases' mistakes."""
    text = rules.read_text(encoding="utf-8").replace("full: 60", "full: 61").replace("light: 1", "lite: 1")
    (tmp_path / "broken.yaml").write_text(text, encoding="utf-8")
    (result,) = run(GOOD.replace("qinghe/2025", "broken.yaml").replace("rank: 2", "rank: 二"))
    files = {problem.code: problem.place.file.rpartition("/")[2] for problem in result.problems}
    assert files["ruleset-type"] == "example.cases.yaml"
    assert files["ruleset-items-sum"] == "broken.yaml"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_at_its_place(found, mistake):
    """Every mistake gives exactly its own problem, at its line and column."""
    old, new, expected = MISTAKES[mistake]
    assert GOOD.count(old) == 1
    assert found(GOOD.replace(old, new)) == expected


def test_a_ledger_that_is_no_list(found):
    """A ledger without records is written as an empty list; anything else is refused."""
    assert found(TIED.replace("breach: []", "breach:")) == [("ruleset-type", 9, 14)]
    assert found(TIED.replace("breach: []", "breach: 无")) == [("ruleset-type", 9, 15)]


def test_all_mistakes_at_once(found):
    """Mistakes of head, roster, ledgers and expectations of several cases are reported together."""
    text = (
        GOOD.replace("period: 2025", "period: 2025-H3").replace("kind: 重", "kinds: 重").replace("rank: 2", "rank: x")
    )
    text = text.replace("group: town", "group: city").replace("closed_on: 2025-02-01", "closed_on: 二月")
    text += "  - {name: 空, roster: []}\n"
    assert found(text) == [
        ("period-unknown", 2, 9),
        ("ruleset-group-unknown", 6, 37),
        ("case-column", 10, 49),
        ("day-unreadable", 13, 63),
        ("ruleset-type", 16, 36),
        ("case-compares-nothing", 19, 5),
        ("case-roster-empty", 19, 23),
    ]


def test_an_adjustment_sets_a_mark(run):
    """A recorded adjustment stands beside the ties of a case, and its problems at the decisions."""
    about = "by: 张三, role: 主任, on: 2026-01-20, reason: 略, document: 纪要"
    act = f"    decisions: [{{kind: adjustment, unit: A, criterion: breaches, points: 55, {about}}}]\n"
    (result,) = run(GOOD.replace("total: 90", "total: 95") + act)
    assert result.problems == ()
    (result,) = run(GOOD + act.replace("unit: A", "unit: C").replace("points: 55", "points: 61"))
    found = [(problem.code, problem.place.line) for problem in result.problems]
    assert found == [("adjustment-unit-unknown", 19), ("adjustment-outside", 19)]
