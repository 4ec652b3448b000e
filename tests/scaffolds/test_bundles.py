"""A new bundle: complete, passing, installable, and never over another one."""

import tomllib
from pathlib import Path

import pytest

import efficiency_rules as er
from efficiency_rules.cli.checking import check_bundle
from efficiency_rules.scaffolds.bundle_folder import find_bundle
from efficiency_rules.scaffolds.bundles import new_bundle
from efficiency_rules.scaffolds.naming import ScaffoldError
from efficiency_rules.testing.cases import case_files, run_cases


def test_a_new_bundle_passes_its_own_cases(fresh: Path, open_bundle) -> None:
    """Four cases of the criterion and one of a county pass, without an installation."""
    with open_bundle(fresh) as bundle:
        results = [result for path in case_files([fresh]) for result in run_cases(path, bundle.everything)]
        assert list(bundle.own.criteria) == ["closed-on-time@2025"]
        assert bundle.own.named("fresh/2025").status == "provisional"
    assert [problem.text() for result in results for problem in result.problems] == []
    assert len(results) == 5


def test_check_has_only_notes_about_it(fresh: Path, open_bundle, nothing: er.Catalog) -> None:
    """Nothing is wrong; its numbers wait, which is said in one line."""
    with open_bundle(fresh):
        found = check_bundle(fresh, nothing)
    assert {problem.severity for problem in found} == {"info"}
    assert {problem.code for problem in found} == {"ruleset-numbers-wait", "bundle-checked"}


def test_every_file_is_said(tmp_path: Path) -> None:
    """The files that are said are those that are there; three commands come next."""
    made = new_bundle("fresh-rules", folder=tmp_path / "x", year=2025)
    assert sorted(made.files) == sorted(path for path in (tmp_path / "x").rglob("*") if path.is_file())
    assert len(made.next) == 3


def test_the_project_says_what_it_needs(fresh: Path) -> None:
    """Entry point, package and the versions of the library stand in pyproject.toml."""
    project = tomllib.loads((fresh / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["name"] == "fresh-rules"
    assert project["project"]["entry-points"]["efficiency_rules"] == {"fresh": "fresh_rules"}
    major, minor = er.__version__.split(".")[:2]
    assert project["project"]["dependencies"] == [f"efficiency-rules>={major}.{minor},<{major}.{int(minor) + 1}"]
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["src/fresh_rules"]


def test_nothing_is_overwritten(fresh: Path) -> None:
    """A second bundle in the same folder is refused with every file in its way, and changes none."""
    before = {path: path.read_bytes() for path in fresh.rglob("*") if path.is_file()}
    with pytest.raises(ScaffoldError) as caught:
        new_bundle("fresh-rules", folder=fresh, year=2025)
    assert len(caught.value.problems) == len(before)
    assert {path: path.read_bytes() for path in fresh.rglob("*") if path.is_file()} == before


def test_the_first_criterion_may_be_called_otherwise(tmp_path: Path, open_bundle) -> None:
    """Where one of the usual name is installed it is refused; under another name everything passes."""
    with pytest.raises(ScaffoldError, match="new-criterion-twice"):
        new_bundle("fresh-rules", folder=tmp_path, year=2025, installed={"closed-on-time@2025"})
    assert list(tmp_path.iterdir()) == []
    new_bundle("fresh-rules", folder=tmp_path, year=2025, criterion="letters", installed={"closed-on-time@2025"})
    with open_bundle(tmp_path) as bundle:
        results = [result for path in case_files([tmp_path]) for result in run_cases(path, bundle.everything)]
        assert list(bundle.own.criteria) == ["letters@2025"]
    assert [result.problems for result in results] == [()] * 5


def test_a_folder_that_is_no_bundle_is_told(tmp_path: Path) -> None:
    """No project file, no entry point, a broken file, or a package that is not there."""

    def code(text: str | None) -> str:
        if text is not None:
            (tmp_path / "pyproject.toml").write_text(text, "utf-8")
        with pytest.raises(ScaffoldError) as caught:
            find_bundle(tmp_path)
        return caught.value.problems[0].code

    entry = '[project]\nname = "x"\n[project.entry-points.efficiency_rules]\nx = "x_rules"\n'
    assert [code(text) for text in (None, '[project]\nname = "x"\n', "[project", entry)] == [
        "new-no-bundle",
        "new-no-bundle",
        "project-broken",
        "new-no-package",
    ]


@pytest.mark.parametrize(
    ("entry", "file"),
    [
        ("x_rules", "x_rules/__init__.py"),
        ("x_rules", "src/x_rules/__init__.py"),
        ("x_rules.plugin:hooks", "src/x_rules/plugin.py"),
        ("x_rules.plugin", "src/x_rules/plugin/__init__.py"),
    ],
)
def test_the_hooks_are_where_the_entry_point_says(tmp_path: Path, entry: str, file: str) -> None:
    """With or without a src folder, in the package itself or in a module of it."""
    text = f'[project]\nname = "x"\n[project.entry-points.efficiency_rules]\nx = "{entry}"\n'
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text("", "utf-8")
    found = find_bundle(tmp_path)
    assert (found.hooks, found.package, found.home.name) == (tmp_path / file, "x_rules", "x_rules")
