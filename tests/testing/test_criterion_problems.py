"""Mistakes in cases of a criterion: each is reported at its own line and column, all at once."""

import pytest

GOOD = """\
criterion: breaches@2025
params:
  light: 1
  grave: 2.5
full: 10
cases:
  - name: 一轻一重
    ledger:
      - {number: a, day: 2025-03-01, kind: 轻, people: 3}
      - {number: b, day: 2025-03-02, kind: 重}
    points: 6.5
"""

MISTAKES = {
    "neither kind": ("criterion: breaches@2025\n", "", [("cases-kind", 1, 1)]),
    "numbers beside a ruleset": (
        "full: 10",
        "ruleset: none.yaml",
        [("ruleset-key-unknown", 2, 1), ("cases-ruleset-missing", 5, 10)],
    ),
    "misspelt criterion": ("criterion:", "critereon:", [("ruleset-key-unknown", 1, 1)]),
    "no id@edition": ("breaches@2025", "breaches", [("ruleset-use", 1, 12)]),
    "criterion unknown": ("breaches@2025", "breachs@2025", [("ruleset-criterion-unknown", 1, 12)]),
    "edition unknown": ("breaches@2025", "breaches@2026", [("ruleset-edition-unknown", 1, 12)]),
    "unknown key of the file": ("full: 10", "full: 10\nfloor: 2", [("ruleset-key-unknown", 6, 1)]),
    "no full points": ("full: 10\n", "", [("ruleset-key-missing", 1, 1)]),
    "full not exact": ("full: 10", "full: 1e1", [("points-not-exact", 5, 7)]),
    "full below zero": ("full: 10", "full: -10", [("ruleset-range", 5, 7)]),
    "full no number": ("full: 10", "full: [10]", [("ruleset-type", 5, 7)]),
    "full too fine": ("full: 10", "full: 10.005", [("cases-too-fine", 5, 7)]),
    "parameter unknown": ("  grave: 2.5", "  grav: 2.5", [("ruleset-param-unknown", 4, 3)]),
    "parameter missing": ("  grave: 2.5\n", "", [("ruleset-param-missing", 3, 3)]),
    "parameter not exact": ("grave: 2.5", "grave: 2,5", [("points-not-exact", 4, 10)]),
    "parameter of another type": ("grave: 2.5", "grave: true", [("points-not-exact", 4, 10)]),
    "parameters no mapping": ("  light: 1\n  grave: 2.5\n", "  - 1\n", [("ruleset-type", 3, 3)]),
    "parameter refused by the formula": ("grave: 2.5", "grave: -2.5", [("formula-negative", 1, 12)]),
    "origin misspelt": ("grave: 2.5", "grave: {value: 2.5, basis: plann}", [("ruleset-choice", 4, 30)]),
    "no cases": (GOOD[GOOD.index("cases:") :], "", [("ruleset-key-missing", 1, 1)]),
    "cases empty": (GOOD[GOOD.index("cases:") :], "cases: []\n", [("cases-empty", 6, 8)]),
    "cases no list": (GOOD[GOOD.index("cases:") :], "cases: 3\n", [("ruleset-type", 6, 8)]),
    "case no mapping": (GOOD[GOOD.index("  - name") :], "  - 3\n", [("ruleset-not-mapping", 7, 5), "idle"]),
    "name missing": ("name: 一轻一重\n    ", "", [("ruleset-key-missing", 7, 5)]),
    "name a number": ("name: 一轻一重", "name: 12", [("ruleset-type", 7, 11)]),
    "name empty": ("name: 一轻一重", "name:", [("ruleset-empty", 7, 10)]),
    "misspelt key of a case": ("points: 6.5", "point: 6.5", [("ruleset-key-unknown", 11, 5)]),
    "no ledger": (GOOD[GOOD.index("    ledger") : GOOD.index("    points")], "", [("ruleset-key-missing", 7, 5)]),
    "ledger no list": (
        GOOD[GOOD.index("    ledger") : GOOD.index("    points")],
        "    ledger: 无\n",
        [("ruleset-type", 8, 13)],
    ),
    "points not exact": ("points: 6.5", "points: 6.50001", [("points-not-exact", 11, 13)]),
    "points too fine": ("points: 6.5", "points: 6.505", [("cases-too-fine", 11, 13)]),
    "points empty": ("points: 6.5", "points:", [("ruleset-type", 11, 12)]),
    "state unknown": ("points: 6.5", "state: score", [("ruleset-choice", 11, 12)]),
    "state that cannot be": ("points: 6.5", "state: data-missing", [("ruleset-choice", 11, 12)]),
    "reason empty": ("points: 6.5", 'reason: ""', [("ruleset-empty", 11, 13)]),
    "lines no list": ("points: 6.5", "lines: -1", [("ruleset-type", 11, 12)]),
    "line not exact": (
        "points: 6.5",
        "lines: [-1, 二, {a: 1}]",
        [("points-not-exact", 11, 17), ("points-not-exact", 11, 20)],
    ),
    "nothing compared": ("    points: 6.5\n", "", [("case-compares-nothing", 7, 5)]),
    "row no mapping": ("{number: b, day: 2025-03-02, kind: 重}", "b", [("case-row", 10, 9)]),
    "cell no value": ("people: 3", "people: [3, 4]", [("case-cell", 9, 55)]),
    "column unknown": ("people: 3", "peoples: 3", [("case-column", 9, 47)]),
    "column by its heading": ("people: 3", "人数: 3", [("case-column", 9, 47)]),
    "unit given": ("people: 3", "unit: case-unit", [("case-unit-given", 9, 47)]),
    "column missing": (", kind: 重", "", [("cell-blank", 10, 9)]),
    "cell empty": ("kind: 重", "kind: null", [("cell-blank", 10, 44)]),
    "choice unknown": ("kind: 重", "kind: 很重", [("choice-unknown", 10, 44)]),
    "day impossible": ("2025-03-02", "2025-02-30", [("day-impossible", 10, 26)]),
    "number out of bounds": ("people: 3", "people: 0", [("number-out-of-bounds", 9, 55)]),
    "no whole number": ("people: 3", "people: 1.5", [("integer-unreadable", 9, 55)]),
    "no percentage": ("people: 3", "share: 98", [("percent-unreadable", 9, 54)]),
    "no points": ("people: 3", "cost: 一元", [("points-unreadable", 9, 53)]),
    "no flag": ("people: 3", "settled: 半", [("flag-unreadable", 9, 56)]),
    "true in a column of numbers": ("people: 3", "people: true", [("integer-unreadable", 9, 55)]),
    "key twice": ("number: b", "number: a", [("key-repeated", 9, 18), ("key-repeated", 10, 18)]),
    "key of YAML twice": ("full: 10", "full: 10\nfull: 10", [("yaml-duplicate-key", 6, 1)]),
    "nothing in the file": (GOOD, "", [("yaml-empty", 1, 1)]),
    "a list": (GOOD, "- 1\n", [("cases-kind", 1, 1)]),
    "no YAML": (GOOD, "a: [1\n", [("yaml-bracket-open", 1, 4)]),
    "formula broken": ("breaches@2025", "broken-formula@2025", [("ruleset-criterion-broken", 1, 12)]),
    "parameter check broken": ("breaches@2025", "broken-params@2025", [("case-broken", 1, 12)]),
    "mark broken": ("breaches@2025", "broken-mark@2025", [("criterion-failed", 7, 5)]),
}
"""What is written instead of what, and the problems it gives: code, line, column."""


def test_without_a_mistake_there_is_no_problem(found):
    """The text that the mistakes are made in is sound."""
    assert found(GOOD) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_at_its_place(found, mistake):
    """Every mistake gives exactly its own problem, at its line and column."""
    old, new, expected = MISTAKES[mistake]
    assert GOOD.count(old) == 1
    assert found(GOOD.replace(old, new)) == [
        ("case-compares-nothing", *expected[0][1:]) if one == "idle" else one for one in expected
    ]


def test_a_file_that_cannot_be_read(catalog, tmp_path):
    """A file that is not there is one failed result."""
    from efficiency_rules.testing.cases import run_cases

    (result,) = run_cases(tmp_path / "none.cases.yaml", catalog)
    assert [problem.code for problem in result.problems] == ["yaml-unreadable"]


def test_all_mistakes_of_a_file_at_once(found):
    """Mistakes of YAML, head, cases and rows are reported together, in the order of their places."""
    text = (
        "criterion: breaches@2025\n"
        "params: {light: x, grav: 1}\n"
        "full: 1e3\n"
        "full: 2\n"
        "cases:\n"
        "  - name: 一\n"
        "    ledger: [{numbr: a, day: 二月, kind: 轻}]\n"
        "    pionts: 2\n"
        "  - name: 一\n"
        "    ledger: []\n"
    )
    assert found(text) == [
        ("points-not-exact", 2, 17),
        ("ruleset-param-unknown", 2, 20),
        ("points-not-exact", 3, 7),
        ("yaml-duplicate-key", 4, 1),
        ("case-column", 7, 15),
        ("day-unreadable", 7, 30),
        ("ruleset-key-unknown", 8, 5),
        ("case-compares-nothing", 9, 5),
        ("cases-twice", 9, 11),
    ]


def test_all_bad_cells_of_a_ledger_at_once(found):
    """Every bad cell is reported, and a record is not judged further than its row."""
    text = GOOD.replace("kind: 轻, people: 3", "kind: 中, people: 零").replace("2025-03-02", "三月二日")
    assert found(text) == [("choice-unknown", 9, 44), ("integer-unreadable", 9, 55), ("day-unreadable", 10, 26)]


def test_one_bad_case_does_not_hide_another(run):
    """A case whose records cannot be read fails alone; a second case of the same name fails at its name."""
    text = GOOD.replace("kind: 重", "kind: 中") + "  - {name: 无, ledger: [], state: no-cases}\n"
    assert [[problem.code for problem in result.problems] for result in run(text)] == [["choice-unknown"], []]


def test_unknown_names_come_with_suggestions(run):
    """Near names of criteria, parameters, keys and columns are suggested; a heading suggests its column."""
    for old, new, meant in (
        ("breaches@2025", "breachs@2025", "breaches"),
        ("grave: 2.5", "grav: 2.5", "grave"),
        ("points: 6.5", "pionts: 6.5", "points"),
        ("people: 3", "人数: 3", "people"),
        ("people: 3", "peple: 3", "people"),
    ):
        (result,) = run(GOOD.replace(old, new))
        (problem,) = result.problems
        assert meant in problem.facts["near"], new
        assert "是否想写" in problem.text()


def test_an_unknown_edition_lists_those_there_are(run):
    """The editions of the criterion that are installed are named."""
    (result,) = run(GOOD.replace("breaches@2025", "breaches@2026"))
    assert "breaches@2024、breaches@2025" in result.problems[0].text()


def test_a_formula_speaks_for_itself(run):
    """What a formula refuses is said in its words, at the parameter where it names one."""
    (result,) = run(GOOD.replace("grave: 2.5", "grave: -2.5"))
    assert "points[重] 为 -2.5" in result.problems[0].text()
    text = "criterion: hotline@2025\nparams: {target: 100%, per_point: -1}\nfull: 10\ncases:\n"
    (result,) = run(text + "  - {name: 无, ledger: [], state: no-cases}\n")
    (problem,) = result.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("formula-negative", 2, 35)


def test_a_repeated_key_names_the_other_line(run):
    """Two records with one key point to each other's line in the file, and columns bear the name used there."""
    (result,) = run(GOOD.replace("number: b", "number: a"))
    assert [str(problem.facts["other"]).rsplit(":", 2)[1:] for problem in result.problems] == [["10", "9"], ["9", "9"]]
    (result,) = run(GOOD.replace("kind: 重", "kind: 中"))
    assert result.problems[0].facts["column"] == "kind（程度）"


def test_the_first_of_two_names_is_told(run):
    """The second case of a name says in which line the first stands."""
    case = "  - {name: 无, ledger: [], state: no-cases}\n"
    results = run(GOOD + case + case)
    assert [result.passed for result in results] == [True, True, False]
    assert results[2].problems[0].facts == {"found": "无", "first": 12}


def test_what_a_criterion_raises_is_named(run):
    """A criterion that fails while scoring is one problem of the case, with the exception's words."""
    (result,) = run(GOOD.replace("breaches@2025", "broken-mark@2025"))
    assert "ZeroDivisionError: mark" in result.problems[0].text()
    (result,) = run(GOOD.replace("breaches@2025", "broken-params@2025"))
    assert "KeyError" in result.problems[0].text()
    assert "conftest.py" in result.problems[0].text()


def test_a_criterion_that_the_named_ruleset_does_not_pin(run):
    """Its numbers cannot be taken from there; the editions that the ruleset pins are suggested."""
    text = GOOD.replace("breaches@2025", "breaches@2024").replace(GOOD[GOOD.index("params") : GOOD.index("cases")], "")
    (result,) = run(text.replace("cases:", "ruleset: qinghe/2025\ncases:", 1))
    (problem,) = result.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("cases-not-pinned", 1, 12)
    assert "breaches@2025" in problem.text("zh")
