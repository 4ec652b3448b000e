"""New criteria: a template for every family, and each of them passes at once."""

import re
from pathlib import Path

import pytest
from mypy import api

from efficiency_rules import formulas
from efficiency_rules.scaffolds.bundle_folder import find_bundle
from efficiency_rules.scaffolds.criteria import NewCriterion, new_criterion
from efficiency_rules.scaffolds.families import FAMILIES
from efficiency_rules.scaffolds.naming import ScaffoldError
from efficiency_rules.scaffolds.rendering import families
from efficiency_rules.scaffolds.rulesets import new_ruleset
from efficiency_rules.testing.cases import case_files, run_cases
from efficiency_rules.testing.running import run_suite
from efficiency_rules.testing.subject import Subject


def asked(family: str, id: str = "") -> NewCriterion:
    """Return what is asked for of a family."""
    return NewCriterion(id or f"try-{family}", family=family, title=f"试{family}", edition=2026)


@pytest.fixture(scope="module")
def all_families(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with a new criterion of every family."""
    from efficiency_rules.scaffolds.bundles import new_bundle

    folder = tmp_path_factory.mktemp("families")
    new_bundle("fresh-rules", folder=folder, year=2025)
    for family in FAMILIES:
        new_criterion(asked(family), folder)
    return folder


def test_every_family_has_a_template() -> None:
    """The templates, the words and the library's families are the same seventeen."""
    kebab = {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", family.__name__).lower() for family in formulas.FAMILIES}
    assert set(FAMILIES) == set(families()) == kebab


def test_all_of_them_pass_their_cases(all_families: Path, open_bundle) -> None:
    """Every case passes, every criterion is named by the bundle, and each has two cases at least."""
    with open_bundle(all_families) as bundle:
        files = case_files([all_families])
        results = {path.name: run_cases(path, bundle.everything) for path in files}
        assert list(bundle.own.criteria) == sorted(["closed-on-time@2025", *(f"try-{name}@2026" for name in FAMILIES)])
    assert [problem.text() for found in results.values() for one in found for problem in one.problems] == []
    assert min(len(results[f"try-{name}.cases.yaml"]) for name in FAMILIES) >= 2


def test_all_of_them_keep_what_every_criterion_keeps(all_families: Path, open_bundle) -> None:
    """The conformance suite finds nothing against any template, with parameters and ledgers drawn from its types."""
    with open_bundle(all_families) as bundle:
        failed = [
            outcome.text()
            for criterion in bundle.own.criteria.values()
            for outcome in run_suite(Subject(criterion, examples=2)).values()
            if outcome.failed
        ]
    assert failed == []


def test_all_of_them_type_check(all_families: Path) -> None:
    """mypy --strict has nothing to say about the generated Python."""
    options = ["--strict", "--config-file=", f"--cache-dir={all_families / 'mypy'}"]
    said, errors, code = api.run([*options, str(all_families / "src")])
    assert (code, errors) == (0, ""), said


def test_the_item_of_the_cases_file_fits_the_ruleset(all_families: Path, open_bundle) -> None:
    """What the cases file offers to paste into a ruleset is an item that `check` has nothing against."""
    from efficiency_rules.rulesets.checking import check_ruleset

    ruleset = (all_families / "src/fresh_rules/rulesets/fresh/2025.yaml").read_text("utf-8")
    item = re.search(r"      - use:.*?(?=^grading:)", ruleset, re.DOTALL | re.MULTILINE)
    assert item is not None
    with open_bundle(all_families) as bundle:
        for family in FAMILIES:
            cases = (all_families / f"src/fresh_rules/cases/try-{family}.cases.yaml").read_text("utf-8")
            if family == "grade-cap":
                assert "grading.caps" in cases
                continue
            offered = re.sub(r"^#", "", cases.partition("items）：\n")[2], flags=re.MULTILINE)
            full = re.search(r"full: (\S+)", offered)
            assert full is not None
            text = ruleset.replace(item[0], offered).replace("full_marks: 10", f"full_marks: {full[1]}")
            file = all_families / f"{family}.yaml"
            file.write_text(re.sub(r"^    full: 10$", f"    full: {full[1]}", text, flags=re.MULTILINE), "utf-8")
            found = [one.text() for one in check_ruleset(file, bundle.everything.criteria) if one.severity == "error"]
            assert found == [], family


def test_the_bundle_is_told_in_two_lines(fresh: Path) -> None:
    """The hooks have an import and a name more, everything else is to the letter."""
    hooks = find_bundle(fresh).hooks
    before = hooks.read_text("utf-8").splitlines()
    made = new_criterion(asked("bands"), fresh)
    after = hooks.read_text("utf-8").splitlines()
    added = ["    from fresh_rules.try_bands import try_bands", "        try_bands,"]
    assert [line for line in after if line not in before] == added
    assert [line for line in after if line in before] == before
    assert (made.amended, made.notices, len(made.files), len(made.next)) == ((hooks,), (), 3, 3)


def test_an_unusual_list_is_left_to_the_author(fresh: Path) -> None:
    """Where the list is made otherwise, the files are written and the lines to add are told."""
    hooks = find_bundle(fresh).hooks
    text = re.sub(r"return \[\n.*?\]", "return list(everything())", hooks.read_text("utf-8"), count=1, flags=re.DOTALL)
    hooks.write_text(text, "utf-8")
    made = new_criterion(asked("bands"), fresh)
    (notice,) = made.notices
    assert (notice.code, notice.severity, made.amended) == ("new-not-listed", "warning", ())
    assert "from fresh_rules.try_bands import try_bands" in notice.hint("en")
    assert hooks.read_text("utf-8") == text


def test_an_edition_that_nobody_says_is_that_of_the_newest_ruleset(fresh: Path) -> None:
    """The rubric says which year it is, no clock; a bundle without rulesets has to be told."""
    first, second, third = (
        NewCriterion(id, family="bands", title="试", edition=None) for id in ("one", "two", "three")
    )
    new_criterion(first, fresh)
    assert "edition=2025" in (fresh / "src/fresh_rules/one.py").read_text("utf-8")
    new_ruleset("fresh", 2031, folder=fresh)
    new_criterion(second, fresh)
    assert "edition=2031" in (fresh / "src/fresh_rules/two.py").read_text("utf-8")
    for file in find_bundle(fresh).rulesets:
        file.unlink()
    with pytest.raises(ScaffoldError, match="new-edition-open"):
        new_criterion(third, fresh)


@pytest.mark.parametrize("id", ["closed-on-time", "cases", "date", "points", "column", "params"])
def test_a_name_that_is_taken_is_refused(fresh: Path, id: str) -> None:
    """By a file, by a folder, or by what a criterion's file imports: nothing is written."""
    before = {path: path.read_bytes() for path in fresh.rglob("*") if path.is_file()}
    with pytest.raises(ScaffoldError, match=r"new-exists|new-name-taken"):
        new_criterion(asked("shortfall", id), fresh)
    assert {path: path.read_bytes() for path in fresh.rglob("*") if path.is_file()} == before


def test_the_county_bundle_takes_one_more(open_bundle, tmp_path: Path, root: Path, jingbian) -> None:
    """A large bundle with folders, modules and attributes in its list gets a criterion that passes, too."""
    import shutil

    copy = tmp_path / "jingbian"
    shutil.copytree(root / "plugins" / "efficiency-rules-jingbian", copy)
    new_criterion(asked("per-event"), copy)
    with open_bundle(copy, jingbian) as bundle:
        assert len(bundle.own.criteria) == len(jingbian.criteria) + 1
        cases = run_cases(find_bundle(copy).cases / "try-per-event.cases.yaml", bundle.everything)
    assert [result.problems for result in cases] == [()] * 3
