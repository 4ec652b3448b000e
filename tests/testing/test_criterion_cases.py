"""Cases of a criterion: what a case may write, and what is compared."""

from pathlib import Path

import pytest

import efficiency_rules as er
import efficiency_rules_jingbian
from efficiency_rules.testing.cases import case_files, run_cases
from efficiency_rules.testing.junit import junit

CONTRACT = """\
criterion: hotline-mailbox-resolution@2025
params: {target: 98%, per_point: 0.5, floor: 12.5}
full: 25
cases:
  - name: 75% 办结率扣 11.5 分
    ledger:
      - {ticket: a, due_on: 2025-03-01, closed_on: 2025-03-01}
      - {ticket: b, due_on: 2025-03-01, closed_on: 2025-02-20}
      - {ticket: c, due_on: 2025-03-01, closed_on: 2025-02-27}
      - {ticket: d, due_on: 2025-03-01, closed_on: 2025-03-09}
    points: 13.5
    reason: 按时办结 3／4 件
"""

HEAD = """\
criterion: breaches@2025
params: {light: 1, grave: 2.5}
full: 10
cases:
"""

TWO = """\
  - name: 一轻一重
    ledger:
      - {number: a, day: 2025-03-01, kind: 轻, settled: true, people: 3, cost: 0.16, share: 98%, note: 1.50}
      - {number: b, day: 2025-03-02, kind: 重}
"""


def test_the_sample_of_the_contract_runs_as_written(tmp_path: Path) -> None:
    """The sample that authors copy passes, word for word."""
    path = tmp_path / "sample.cases.yaml"
    path.write_text(CONTRACT, encoding="utf-8")
    catalog = er.load_plugins([efficiency_rules_jingbian], discover=False)
    (result,) = run_cases(path, catalog)
    assert (result.name, result.place.line, result.problems) == ("75% 办结率扣 11.5 分", 5, ())
    assert result.passed


@pytest.mark.parametrize(
    "expectation",
    [
        "points: 6.5",
        "points: 6.50",
        'points: "6.5"',
        "points: {value: 6.5, basis: county}",
        "state: scored",
        "reason: 扣 3.5 分",
        "lines: [-1, -2.5]",
        "lines: [-1.0, -2.50]",
    ],
)
def test_what_holds_passes(run, expectation):
    """Points, state, part of the reason and the lines in order are compared as numbers and words."""
    (result,) = run(f"{HEAD}{TWO}    {expectation}\n")
    assert result.problems == ()


@pytest.mark.parametrize(
    ("expectation", "column", "code", "expected", "got"),
    [
        ("points: 6.51", 13, "case-differs", "6.51", "6.5"),
        ("state: no-cases", 12, "case-differs", "no-cases", "scored"),
        ("reason: 扣 3 分", 13, "case-reason-differs", "扣 3 分", None),
        ("lines: [-2.5, -1]", 12, "case-differs", "-2.5、-1", "-1、-2.5"),
        ("lines: [-1]", 12, "case-differs", "-1", "-1、-2.5"),
        ("lines: []", 12, "case-differs", "—", "-1、-2.5"),
    ],
)
def test_what_differs_is_named_with_both_values(run, expectation, column, code, expected, got):
    """An expectation that does not hold fails at its own line and column, with both values and the engine's reason."""
    (result,) = run(f"{HEAD}{TWO}    {expectation}\n")
    (problem,) = result.problems
    assert (problem.code, problem.place.line, problem.place.column) == (code, 9, column)
    assert str(problem.facts["expected"]) == expected
    if got is not None:
        assert str(problem.facts["found"]) == got
    assert "扣 3.5 分" in problem.text() or expectation.startswith("lines")


def test_every_expectation_is_compared(run):
    """Four wrong expectations give four problems, each at its own line."""
    wrong = "    points: 1\n    state: no-cases\n    reason: 没有\n    lines: [1]\n"
    (result,) = run(HEAD + TWO + wrong)
    assert [problem.place.line for problem in result.problems] == [9, 10, 11, 12]


def test_a_ledger_without_records_is_a_unit_without_cases(run):
    """An empty list of records gives the state no-cases, one too few insufficient-data."""
    text = (
        "criterion: hotline@2025\n"
        "params: {target: 100%, per_point: 1, min_cases: 2}\n"
        "full: 10\n"
        "cases:\n"
        "  - {name: 无, ledger: [], state: no-cases}\n"
        "  - {name: 少, ledger: [{ticket: a, due_on: 2025-03-01}], state: insufficient-data}\n"
    )
    assert [result.problems for result in run(text)] == [(), ()]


def test_each_case_has_its_own_result(run):
    """One failing case leaves the others passed; results stand in the order of the file."""
    cases = "".join(
        f"  - {{name: 第{n}例, ledger: [{{number: a, day: 2025-01-0{n}, kind: 轻}}], points: {points}}}\n"
        for n, points in enumerate((9, 8, 9), 1)
    )
    results = run(HEAD + cases)
    assert [(result.name, result.passed) for result in results] == [("第1例", True), ("第2例", False), ("第3例", True)]


def test_parameters_may_be_left_out_where_the_criterion_needs_none_written(run):
    """Parameters with defaults need not be written; values may carry their origin as in a ruleset."""
    text = (
        "criterion: hotline@2025\n"
        "params:\n"
        "  target: {value: 100%, basis: assumption}\n"
        "  per_point: {value: 1, basis: common-practice, source: 某市}\n"
        "full: {value: 10, basis: assumption}\n"
        "cases:\n"
        "  - {name: 一, ledger: [{ticket: a, due_on: 2025-03-01, closed_on: 2025-03-02}], points: 0}\n"
    )
    assert [result.problems for result in run(text)] == [()]


def test_warnings_about_parameters_do_not_fail_a_case(run):
    """That one breach may cost more than the item is a warning of `check`, and no failed case."""
    cases = "  - {name: 一, ledger: [{number: a, day: 2025-03-01, kind: 重}], points: 0}\n"
    assert [result.problems for result in run(HEAD.replace("2.5", "25") + cases)] == [()]


def test_files_are_found_in_folders(tmp_path):
    """A folder stands for its `*.cases.yaml`, hidden folders left out; a file stands for itself; sorted, once each."""
    for name in ("b.cases.yaml", "sub/a.cases.yaml", ".venv/c.cases.yaml", "rules.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = case_files([tmp_path, tmp_path / "b.cases.yaml", tmp_path / "rules.yaml"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "b.cases.yaml",
        "rules.yaml",
        "sub/a.cases.yaml",
    ]


def test_junit_counts_and_names_cases(run):
    """JUnit XML holds every case, and the problems of failed ones."""
    results = run(HEAD + TWO + "    points: 1\n" + "  - {name: 无, ledger: [], state: no-cases}\n")
    text = junit(results, "zh")
    assert 'tests="2" failures="1"' in text
    assert "一轻一重" in text
    assert "[case-differs]" in text
