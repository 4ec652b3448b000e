"""The command line: languages, exit codes, and what each command prints."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from efficiency_rules.cli.main import COMMANDS, language, main

ROOT = Path(__file__).parents[2]
RULESET = ROOT / "rulesets" / "jingbian" / "2025.yaml"


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(capsys, lang, command):
    """--help prints the command's words in the language asked for."""
    code, out, _ = run(capsys, "--lang", lang, command, "--help")
    assert code == 0
    assert COMMANDS[command][lang] in out


def test_lang_may_stand_anywhere(capsys):
    """--lang behind the command means the same."""
    assert run(capsys, "list", "--help", "--lang", "en") == run(capsys, "--lang", "en", "list", "--help")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB"}, "zh"),
    ],
)
def test_the_language_comes_from_the_locale_else_chinese(environment, expected):
    """Without --lang the locale decides; one that names no language means Chinese."""
    assert language([], environment) == expected


def test_an_unknown_command_could_not_run(capsys):
    """A wrong call exits with 2."""
    assert run(capsys, "evaluat")[0] == 2


def test_list_names_rulesets_and_criteria(capsys):
    """The list holds the rulesets, the 27 criteria of 2025 and the four editions of the example 2026."""
    code, out, _ = run(capsys, "list", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert [row["id"] for row in rows if row["kind"] == "ruleset"] == ["jingbian/2025", "jingbian/2026"]
    assert len([row for row in rows if row["kind"] == "criterion"]) == 27 + 4


def test_show_tells_rule_ledger_parameters_and_their_basis(capsys):
    """A criterion is shown with its columns and every parameter with its source."""
    code, out, _ = run(capsys, "show", "hotline-mailbox-resolution", "--on", "2025-06-30", "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert data["criterion"] == "hotline-mailbox-resolution@2025"
    assert data["evidence"]["id"] == "hotline-ticket"
    (use,) = data["used_by"]
    assert use["params"]["per_point"] == "0.16"
    assert use["basis"]["params.per_point"]["basis"] == "common-practice"


def test_show_of_an_unknown_criterion_suggests_one(capsys):
    """A misspelt id exits with 1 and names the near one."""
    code, _, err = run(capsys, "show", "hotline-mailbox-resolutoin")
    assert code == 1
    assert "hotline-mailbox-resolution" in err


def test_show_before_the_first_edition_finds_nothing(capsys):
    """As of a date before any edition there is none."""
    assert run(capsys, "show", "work-style", "--on", "2020-01-01")[0] == 1


@pytest.mark.parametrize(
    "name", ["ruleset", "cases", "decisions", "roster", "result", "impact", "hotline-ticket", "not-applicable"]
)
def test_every_schema_is_json(capsys, name):
    """schema prints a JSON Schema of draft 07."""
    code, out, _ = run(capsys, "schema", name)
    assert code == 0
    assert json.loads(out)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_an_unknown_schema_lists_the_known_ones(capsys):
    """A wrong name exits with 1 and names the schemas."""
    code, _, err = run(capsys, "--lang", "en", "schema", "rulset")
    assert code == 1
    assert "ruleset" in err


def test_check_lists_every_number_that_waits_for_the_county(capsys):
    """The provisional ruleset has no error; its assumptions are notes, each with line and column."""
    code, out, _ = run(capsys, "check", RULESET, "--format", "json")
    problems = json.loads(out)
    assert code == 0
    assert "error" not in {problem["severity"] for problem in problems}
    waiting = [problem for problem in problems if problem["code"] == "ruleset-number-waits"]
    assert len(waiting) > 80
    assert all(problem["line"] and problem["column"] for problem in waiting)


def test_check_of_a_broken_ruleset_reports_all_at_once(capsys, tmp_path):
    """Several mistakes give several errors in one run, and exit code 1."""
    text = RULESET.read_text("utf-8")
    text = text.replace("method: half_year", "metod: half_year", 1).replace(
        "share: {value: 20%", "share: {value: 25%", 1
    )
    text = text.replace("decision-implementation@2025", "decision-implementation@2024", 1)
    (tmp_path / "broken.yaml").write_text(text, "utf-8")
    code, out, _ = run(capsys, "check", tmp_path / "broken.yaml", "--format", "json")
    errors = {problem["code"] for problem in json.loads(out) if problem["severity"] == "error"}
    assert code == 1
    assert len(errors) >= 3


def test_check_as_sarif(capsys):
    """SARIF holds one result a problem with its region."""
    code, out, _ = run(capsys, "check", RULESET, "--format", "sarif")
    (run_,) = json.loads(out)["runs"]
    assert code == 0
    assert run_["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] > 0


def test_check_of_the_bundle_folder(capsys):
    """A bundle folder is loaded by itself: hooks, criteria, rulesets and cases are checked."""
    assert run(capsys, "check", ROOT / "plugins" / "efficiency-rules-jingbian")[0] == 0


def test_check_of_something_else(capsys, tmp_path):
    """A path that is nothing we know is an error that says so."""
    (tmp_path / "notes.txt").write_text("x")
    code, out, _ = run(capsys, "check", tmp_path / "notes.txt", "--format", "json")
    assert (code, json.loads(out)[0]["code"]) == (1, "check-unknown-kind")


def test_the_bundles_cases_pass(capsys):
    """`test` without paths runs the cases of all installed bundles."""
    code, out, _ = run(capsys, "test")
    assert code == 0
    assert out.strip().endswith("0 failed")


def test_a_failing_case_names_file_line_and_both_values(capsys, tmp_path):
    """A wrong expectation exits with 1 and shows what was expected and found, also as JUnit."""
    (tmp_path / "wrong.cases.yaml").write_text(
        "criterion: work-style@2025\n"
        "params: {absence_or_discipline: 1, meeting_absence: 1, meeting_late: 0.5}\n"
        "full: 2\n"
        "cases:\n"
        "  - name: 没有记录\n"
        "    ledger: []\n"
        "    state: scored\n",
        "utf-8",
    )
    code, _, err = run(capsys, "test", tmp_path)
    assert code == 1
    assert "wrong.cases.yaml:7:12" in err or "wrong.cases.yaml" in err
    code, out, _ = run(capsys, "test", tmp_path, "--format", "junit")
    assert code == 1
    assert 'failures="1"' in out


def test_doctor_finds_everything(capsys):
    """doctor lists versions and bundles and exits with 0."""
    code, out, _ = run(capsys, "doctor", "--format", "json")
    assert code == 0
    assert {"polars", "efficiency-rules-jingbian 0.1.0"} <= {row["thing"] for row in json.loads(out)}


def test_help_imports_nothing_heavy():
    """`--help` must be quick: no dataframe, no NumPy, no pydantic is imported for it."""
    program = (
        "import sys; from efficiency_rules.cli.main import main; main(['--help']);"
        "print(sorted({'polars', 'numpy', 'pydantic', 'pluggy', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


def test_an_interrupt_exits_with_130(capsys, monkeypatch):
    """Ctrl-C is 130."""

    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("efficiency_rules.plugins.host.load_plugins", interrupted)
    assert run(capsys, "list")[0] == 130


def test_a_bug_exits_with_3_and_asks_for_a_report(capsys, monkeypatch):
    """Anything unexpected is our fault and says so."""

    def broken(*arguments, **options):
        raise ZeroDivisionError("bug")

    monkeypatch.setattr("efficiency_rules.plugins.host.load_plugins", broken)
    code, _, err = run(capsys, "--lang", "en", "list")
    assert code == 3
    assert "please report" in err
