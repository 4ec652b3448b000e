"""`test --mutate`: what it prints as table, CSV and JUnit XML, and its exit codes."""

import csv
import io
import shutil
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

import efficiency_rules as er
from efficiency_rules.cli.main import main
from efficiency_rules.cli.mutating import mutations, print_mutations
from efficiency_rules.testing.mutation.mutation import Mutation

CANTEENS = Path(__file__).parents[1] / "acceptance" / "canteens"
RULESET = Path("src/canteen_rules/rulesets/canteens/2025.yaml")
UNNOTICED = "areas.meals.items.menu-bonus.params.points.区级: 5 -> 6"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The canteens' bundle, one of whose cases is wrong and therefore notices nothing."""
    folder = tmp_path_factory.mktemp("mutating") / "canteens"
    shutil.copytree(CANTEENS, folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    case = folder / "src/canteen_rules/cases/menu-bonus.cases.yaml"
    text = case.read_text("utf-8")
    assert "points: 5" in text
    case.write_text(text.replace("points: 5", "points: 6"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def found(bundle: Path) -> Mutation:
    """The mutation test of its one ruleset."""
    (mutation,) = mutations([bundle / RULESET], er.load_plugins((), discover=False))
    assert UNNOTICED in [outcome.mutant.name for outcome in mutation.survivors]
    return mutation


def line_of(bundle: Path) -> int:
    """Return the line of the ruleset that sets the points of 区级."""
    (line,) = [at for at, text in enumerate((bundle / RULESET).read_text("utf-8").splitlines(), 1) if "区级: 5" in text]
    return line


@pytest.mark.parametrize(
    ("lang", "proposed", "score"),
    [("zh", "能发现它的算例", "未发现 {survived}，"), ("en", "a case that would notice it", "unnoticed {survived};")],
)
def test_the_table_lists_survivors(bundle, found, capsys, lang, proposed, score):
    """Each survivor with file, line and column, the case to paste below it, and the score; all on stdout."""
    print_mutations([found], lang, "table")
    said = capsys.readouterr()
    assert said.err == ""
    lines = said.out.splitlines()
    (at,) = [number for number, line in enumerate(lines) if line.endswith(f": {UNNOTICED}")]
    assert lines[at].startswith(f"{bundle / RULESET}:{line_of(bundle)}:")
    assert proposed in lines[at + 1]
    proposal = found.proposals[UNNOTICED].splitlines()
    assert lines[at + 2 : at + 2 + len(proposal)] == [f"        {line}" for line in proposal]
    assert len([line for line in lines if line.startswith(str(bundle))]) == len(found.survivors)
    noticed, could = found.score
    assert lines[-1].startswith("canteens/2025")
    assert f"{noticed}/{could}" in lines[-1].replace("／", "/")
    assert score.format(survived=len(found.survivors)) in lines[-1]


def test_csv_has_a_row_a_change(found, capsys):
    """Every change with its fate, by whom, and the proposed case of survivors; the score is on stderr."""
    print_mutations([found], "en", "csv")
    said = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert list(rows[0]) == ["place", "change", "fate", "by", "case"]
    assert [row["change"] for row in rows] == [outcome.mutant.name for outcome in found.outcomes]
    assert Counter(row["fate"] for row in rows) == found.counts
    assert {row["change"]: row["case"] for row in rows if row["case"]} == found.proposals
    assert all(row["by"] for row in rows if row["fate"] != "survived")
    assert said.err.startswith("canteens/2025: ")


def test_junit_fails_where_nobody_noticed(bundle, found, capsys):
    """A test a change, a failure a survivor, with its place and the proposed case; the command ends with 1."""
    assert main(["--lang", "en", "test", "--mutate", str(bundle), "--format", "junit"]) == 1
    suite = ElementTree.fromstring(capsys.readouterr().out)
    assert suite.tag == "testsuite"
    assert int(suite.attrib["tests"]) == len(suite) == len(found.outcomes)
    assert {case.attrib["classname"] for case in suite} == {"canteens/2025"}
    failures = {case.attrib["name"]: case[0] for case in suite if len(case)}
    assert int(suite.attrib["failures"]) == len(failures)
    assert {name: failure.text for name, failure in failures.items()} == found.proposals
    assert f"2025.yaml:{line_of(bundle)}:" in failures[UNNOTICED].attrib["message"]


@pytest.mark.parametrize(("lang", "words"), [("zh", "没有可以检验的细则"), ("en", "there is none to change")])
def test_without_a_bound_case_there_is_nothing_to_change(tmp_path, capsys, lang, words):
    """Cases with numbers of their own test no ruleset: the command could not run."""
    case = "criterion: hotline-mailbox-resolution@2025\nparams: {target: 98%, per_point: 0.5}\nfull: 25\n"
    case += "cases:\n  - {name: 没有工单, ledger: [], state: no-cases}\n"
    (tmp_path / "own.cases.yaml").write_text(case, "utf-8")
    assert main(["--lang", lang, "test", "--mutate", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
