"""The pytest plugin as an author runs it: cases as tests, and a suite of three lines."""

import subprocess
import sys
from pathlib import Path

import pytest

# Imported here, so that no inner session imports the engine anew.
from efficiency_rules.testing.checks import CHECKS

pytest_plugins = ["pytester"]

CASES = """criterion: one-window@2025
params: {item_not_in_hall: 0.5}
full: 2
cases:
  - name: 一项应进未进扣 0.5 分
    ledger: [{item: a, checked_on: 2025-03-01, status: 应进未进}]
    points: 1.5
  - name: 依规不进驻不扣分
    ledger: [{item: a, checked_on: 2025-03-01, status: 依规不进驻}]
    points: 1
"""

SUITE = """from visits import visits
from efficiency_rules.testing import CriterionSuite

class TestVisits(CriterionSuite):
    criterion = visits
"""

VISITS = '''from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, Percent, Points, UnitId, column, criterion
from efficiency_rules.formulas import FORMULA


class Visit(EvidenceType, id="visit", title="走访台账"):
    """One visit."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    people: int = column("人数", ge=0)


class Visits(Params):
    each: Points
    """每次扣分"""


@criterion("visits", edition=2025, title="走访", reads=Visit, params=Visits)
def visits(p: Visits):
    """Every visit costs points."""
    BODY
'''

PER_EVENT = ("PerEvent", 'return PerEvent(points=p.each, where=pl.col("people") > 2)')
RANKED = ("RankBased, Sum, Count", 'return RankBased(value=Count(), per_rank=Percent("2%"))')
FAILS = ("PerUnit, UnitMark", "return PerUnit(function=lambda rows, full: UnitMark(Points(rows[0].people), '走访'))")
HANGS = ("PerUnit", "\n    while True:\n        pass")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest with the plugin alone, as for somebody else's bundle."""
    plugin = ("-p", "efficiency_rules.testing.pytest_plugin", "-p", "no:cacheprovider", "-p", "no:xdist")
    return pytester.runpytest_inprocess(*plugin, "-W", "error", *arguments)


def write(pytester: pytest.Pytester, formula: str, body: str, more: str = "") -> None:
    pytester.makepyfile(
        visits=VISITS.replace("FORMULA", formula).replace("BODY", body),
        test_visits=SUITE + more,
        conftest="from hypothesis import settings\n"
        "settings.register_profile('few', max_examples=8)\nsettings.load_profile('few')\n",
    )
    pytester.makeini("[pytest]\npythonpath = .\n")


def test_cases_are_tests_named_by_their_words(pytester: pytest.Pytester) -> None:
    """Each case is an item of its words; a failing one shows expected, found, reason, file and line, no traceback."""
    path = pytester.path / "one-window.cases.yaml"
    path.write_text(CASES, "utf-8")
    result = run(pytester, "-v")
    result.assert_outcomes(passed=1, failed=1)
    text = result.stdout.str()
    assert "one-window.cases.yaml::一项应进未进扣 0.5 分 PASSED" in text
    assert "one-window.cases.yaml::依规不进驻不扣分 FAILED" in text
    assert f"{path}:10:13: points 应为“1”，实为“2”" in text
    assert "points should be “1” and is “2” (应进未进事项 0 项" in text
    assert "Traceback" not in text


def test_one_case_can_be_asked_for(pytester: pytest.Pytester) -> None:
    """A case is selected by its words, as any test."""
    (pytester.path / "one-window.cases.yaml").write_text(CASES, "utf-8")
    run(pytester, "-k", "应进未进扣").assert_outcomes(passed=1, deselected=1)


def test_a_file_that_cannot_be_used_is_one_failing_test(pytester: pytest.Pytester) -> None:
    """A cases file of an unknown criterion fails with its place and is not passed over."""
    (pytester.path / "strange.cases.yaml").write_text(CASES.replace("one-window", "one-windos"), "utf-8")
    result = run(pytester)
    result.assert_outcomes(failed=1)
    assert "strange.cases.yaml:1:" in result.stdout.str()
    assert "one-window" in result.stdout.str()


PROJECT = """[project]
name = "visits-rules"
version = "1.0"

[project.entry-points.efficiency_rules]
visits = "visits_rules"
"""
BUNDLE = """from efficiency_rules import hookimpl
from visits_rules.visits import visits

@hookimpl
def provide_criteria():
    return [visits]
"""
VISITS_CASES = """criterion: visits@2025
params: {each: 1}
full: 4
cases:
  - name: 走访一次
    ledger: [{number: a, day: 2025-03-01, people: 3}]
    points: 3
"""


REFUSED = BUNDLE.replace("visits]", "visits, 1]")


@pytest.mark.parametrize(("bundle", "outcome"), [(BUNDLE, "passed"), (REFUSED, "errors")])
def test_cases_of_a_bundle_that_is_not_installed(pytester: pytest.Pytester, bundle: str, outcome: str) -> None:
    """Cases find the bundle whose folder they stand in; one that is refused is an error with its own words."""
    package = pytester.path / "src" / "visits_rules"
    package.mkdir(parents=True)
    (pytester.path / "pyproject.toml").write_text(PROJECT, "utf-8")
    (package / "__init__.py").write_text(bundle, "utf-8")
    (package / "visits.py").write_text(VISITS.replace("FORMULA", PER_EVENT[0]).replace("BODY", PER_EVENT[1]), "utf-8")
    (package / "visits.cases.yaml").write_text(VISITS_CASES, "utf-8")
    result = run(pytester)
    result.assert_outcomes(**{outcome: 1})
    assert ("[criterion-not-one]" in result.stdout.str()) == (outcome == "errors")


def test_three_lines_give_all_checks(pytester: pytest.Pytester) -> None:
    """A class with a criterion has all checks; without a ruleset that pins it one does not apply, and says so."""
    write(pytester, *PER_EVENT)
    result = run(pytester, "-rs")
    result.assert_outcomes(passed=len(CHECKS), skipped=1)
    assert "没有计分细则引用这个指标" in result.stdout.str()


def test_what_a_family_makes_inapplicable_is_said(pytester: pytest.Pytester) -> None:
    """For a formula that ranks units two more checks do not apply, each with its reason."""
    write(pytester, *RANKED)
    result = run(pytester, "-rs")
    result.assert_outcomes(passed=len(CHECKS) - 2, skipped=3)
    assert "the mark rests on other units" in result.stdout.str()


def test_a_failing_check_shows_a_case(pytester: pytest.Pytester) -> None:
    """The smallest failing ledger is printed as a cases file would write it, once, without a traceback."""
    write(pytester, *FAILS)
    result = run(pytester)
    outcomes = result.parseoutcomes()
    assert outcomes["failed"] >= 1
    text = result.stdout.str()
    assert "criterion: visits@2025" in text
    assert 'ledger:\n  - {"number": "K01", "unit": "u1", "day": "2025-01-01", "people": "' in text
    assert "Traceback" not in text


def test_one_that_hangs_does_not_stop_the_run(pytester: pytest.Pytester) -> None:
    """Where building the formula does not end, one check says so with the line, and no other one is tried."""
    write(pytester, *HANGS, more="    seconds = 1\n")
    result = run(pytester)
    result.assert_outcomes(failed=len(CHECKS) + 1)
    # The summary at the end repeats the words, in full or cut short as the surroundings have it.
    text = result.stdout.str().partition("short test summary info")[0]
    assert "did not end within 1 seconds" in text
    assert "visits.py:2" in text
    assert text.count("see in_time") == len(CHECKS)


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own; what it prints is returned."""
    return subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)


BLOCKED = "import sys; sys.modules['pytest'] = sys.modules['hypothesis'] = None\n"


def test_a_missing_extra_is_named() -> None:
    """Without pytest or Hypothesis the suite cannot be had, and the error names the extra and how to install it."""
    result = python(f"{BLOCKED}from efficiency_rules.testing import CriterionSuite")
    assert result.returncode == 1
    assert "MissingExtra" in result.stderr
    assert 'pip install "efficiency-rules[test]"' in result.stderr
    assert "[test-extra-missing]" in result.stderr


def test_cases_run_without_pytest(tmp_path: Path) -> None:
    """The command `test` needs neither pytest nor Hypothesis."""
    path = tmp_path / "one-window.cases.yaml"
    path.write_text(CASES.replace("points: 1\n", "points: 2\n"), "utf-8")
    arguments = ["--lang", "en", "test", str(path)]
    result = python(f"{BLOCKED}from efficiency_rules.cli.main import main; sys.exit(main({arguments!r}))")
    assert (result.returncode, result.stderr) == (0, "")
    assert "2 passed" in result.stdout


def test_the_plugin_is_cheap_to_import() -> None:
    """pytest imports the plugin in every project: nothing heavy comes with it before a cases file is met."""
    code = "import sys, efficiency_rules.testing.pytest_plugin; print([n for n in sys.modules if n in HEAVY])"
    result = python(code.replace("HEAVY", "('polars', 'numpy', 'pydantic', 'hypothesis', 'yaml')"))
    assert (result.stdout.strip(), result.stderr) == ("[]", "")
