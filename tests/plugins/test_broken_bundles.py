"""Bundles that are broken on purpose, installed as a user would: each is refused or contained, with one clear error."""

import importlib
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

import efficiency_rules as er
from efficiency_rules.cli.checking import check_bundle
from efficiency_rules.errors import EfficiencyRulesError, PluginError, Problem, RulesetError
from efficiency_rules.testing.in_time import ends_in_time
from efficiency_rules.testing.subject import Subject

HERE = Path(__file__).parent
BROKEN = HERE / "broken"

REFUSED = {
    "import_error": ("bundle-import", "import_error_rules/__init__.py:5"),
    "duplicate": ("criterion-listed-twice", "duplicate-visits@2025"),
    "unknown_hook": ("bundle-hook", "provide_criterions"),
    "wrong_contract": ("bundle-contract", "99"),
}
"""Refused when bundles are loaded: the problem, and what else the error names."""

CONTAINED = {
    "raises": ("ZeroDivisionError: no visits were planned", "raises_rules/visits.py:30"),
    "returns_float": ("a mark must be made of whole numbers, found float64", "returns_float_rules/visits.py"),
    "above_full": ("lies outside 0 to 40000 ticks", "above_full_rules/visits.py"),
    "mutates": ("assignment destination is read-only", "mutates_rules/visits.py:30"),
    "mutates_records": ("Instance is frozen", "mutates_records_rules/visits.py:30"),
}
"""Contained while scoring: the cause, and the file (with its line where it was raised there)."""

RULESET = """schema: efficiency-rules/ruleset/1
scheme: plum
year: 2025
status: provisional
title: 青梅县计分细则
document: {name: 青梅县办法}
valid_from: 2025-01-01
valid_to: 2025-12-31
full_marks: 8
units: {town: {title: 镇街}}
methods: {daily: {title: 日常, clause: 一, due: [H1, year], scorer: 中心}}
areas:
  - id: style
    title: 作风
    clause: 二
    full: 8
    items:
      - {use: sound-visits@2025, method: daily, clause: 二, full: 4, params: {per_missed: 1}}
      - {use: BROKEN-visits@2025, method: daily, clause: 二, full: 4, params: {per_missed: 1}}
grading:
  seats: largest-remainder
  ties: {break: [], then: decide}
  grades: [{id: good, title: 良好, share: 50%}, {id: poor, title: 较差, share: 50%}]
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return a function that installs bundles of this folder: a path entry and the metadata that pip writes."""
    packages: set[str] = set()

    def make(*folders: Path) -> None:
        for folder in folders:
            project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
            entries = project["entry-points"]["efficiency_rules"]
            info = tmp_path / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
            info.mkdir()
            (info / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", "utf-8")
            lines = "\n".join(f"{name} = {value}" for name, value in entries.items())
            (info / "entry_points.txt").write_text(f"[efficiency_rules]\n{lines}\n", "utf-8")
            monkeypatch.syspath_prepend(str(folder))
            packages.update(entries.values())
        monkeypatch.syspath_prepend(str(tmp_path))
        importlib.invalidate_caches()

    yield make
    for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
        del sys.modules[name]


def ruleset(name: str, tmp_path: Path, catalog: er.Catalog) -> er.Ruleset:
    """Return a ruleset of two items, a sound one and that of the broken bundle."""
    path = tmp_path / "2025.yaml"
    path.write_text(RULESET.replace("BROKEN", name.replace("_", "-")), "utf-8")
    return er.load_ruleset(path, catalog)


def evaluated(name: str, rules: er.Ruleset) -> er.Evaluation:
    """Return an evaluation of two units, one of which missed a visit."""
    roster = er.Roster([er.Unit("a", "青石镇", "town"), er.Unit("b", "白杨镇", "town")])
    rows = {"number": ["1", "2"], "unit": ["a", "b"], "day": ["2025-03-01"] * 2, "missed": ["是", "否"]}
    frames = {f"{id}-visit": pl.DataFrame(rows) for id in ("sound", name.replace("_", "-"))}
    return er.evaluate(rules, roster, er.Evidence.from_frames(frames, rules, roster))


def only(error: EfficiencyRulesError) -> Problem:
    (problem,) = error.problems
    assert problem.text("zh")
    assert problem.text("en")
    return problem


def test_every_broken_bundle_is_tried() -> None:
    """No folder of broken bundles is without its test."""
    assert {path.name for path in BROKEN.iterdir()} == {*REFUSED, *CONTAINED, "wrong_columns", "hangs"}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_at_start(name: str, install: Install) -> None:
    """With a broken bundle installed nothing starts, and the one error names it, its file and what is wrong."""
    install(BROKEN / name, HERE / "sound")
    with pytest.raises(PluginError) as caught:
        er.load_plugins()
    problem = only(caught.value)
    code, named = REFUSED[name]
    assert problem.code == code
    for words in (problem.text("zh"), problem.text("en")):
        assert name.replace("_", "-") in words
        assert f"{name}_rules" in words
        assert named in words.replace("\\", "/")


@pytest.mark.parametrize("name", REFUSED)
def test_check_says_the_same_of_its_folder(name: str, install: Install) -> None:
    """`check` of the folder gives the same problem as the start with the bundle installed."""
    catalog = er.load_plugins()
    (problem,) = check_bundle(BROKEN / name, catalog)
    assert problem.code == REFUSED[name][0]


def test_wrong_columns_are_refused_with_the_ruleset(install: Install, tmp_path: Path) -> None:
    """A formula that reads a column which is not there is refused before any record is read: criterion, file, line."""
    install(BROKEN / "wrong_columns", HERE / "sound")
    with pytest.raises(RulesetError) as caught:
        ruleset("wrong_columns", tmp_path, er.load_plugins())
    problem = only(caught.value)
    assert problem.code == "expression-column-unknown"
    assert problem.place.line == RULESET.splitlines().index(next(r for r in RULESET.splitlines() if "BROKEN" in r)) + 1
    for named in (
        "absent",
        "missed",
        "wrong-columns-rules 1.0",
        "wrong-columns-visits@2025",
        "wrong_columns_rules/visits.py",
    ):
        assert named in problem.text("zh").replace("\\", "/")


@pytest.mark.parametrize("name", CONTAINED)
def test_it_is_contained_while_scoring(name: str, install: Install, tmp_path: Path) -> None:
    """Its marks are failed, the sound criterion is scored, there are no grades, and the one error names it."""
    install(BROKEN / name, HERE / "sound")
    evaluation = evaluated(name, ruleset(name, tmp_path, er.load_plugins()))
    (problem,) = evaluation.problems
    cause, file = CONTAINED[name]
    assert problem.code == "criterion-failed"
    for words in (problem.text("zh"), problem.text("en")):
        for named in (f"{name.replace('_', '-')}-rules 1.0", f"{name.replace('_', '-')}-visits@2025", cause, file):
            assert named in words.replace("\\", "/")
    assert (evaluation.status, evaluation.graded) == ("incomplete", None)
    marks = evaluation.marks.select("unit", "criterion", "state", "points").rows()
    assert [(unit, state, str(points)) for unit, id, state, points in marks if id == "sound-visits"] == [
        ("a", "scored", "3.00"),
        ("b", "scored", "4.00"),
    ]
    assert {state for _, id, state, _ in marks if id != "sound-visits"} == {"failed"}


def test_nothing_that_a_criterion_may_touch_can_be_changed(install: Install, tmp_path: Path) -> None:
    """The evidence is the same after two criteria tried to write into it."""
    for name in ("mutates", "mutates_records"):
        folder = tmp_path / name
        folder.mkdir()
        if name == "mutates":
            install(BROKEN / name, BROKEN / "mutates_records", HERE / "sound")
        evaluation = evaluated(name, ruleset(name, folder, er.load_plugins()))
        ledger = evaluation.evidence.ledgers[f"{name.replace('_', '-')}-visit"]
        assert ledger.frame.get_column("missed").to_list() == [True, False]


def test_one_that_hangs_is_stopped_by_the_test_kit(install: Install) -> None:
    """`evaluate` would wait for ever; the suite tries it in another process, stops it and names the line."""
    install(BROKEN / "hangs", HERE / "sound")
    catalog = er.load_plugins()
    problem = ends_in_time(Subject(catalog.criteria["hangs-visits@2025"]), seconds=1)
    assert problem is not None
    assert (problem.code, problem.severity) == ("suite-hangs", "error")
    for words in (problem.text("zh"), problem.text("en")):
        for named in ("hangs-rules 1.0", "hangs-visits@2025", "hangs_rules/visits.py:"):
            assert named in words.replace("\\", "/")
    assert ends_in_time(Subject(catalog.criteria["sound-visits@2025"]), seconds=30) is None
