"""New rulesets: the smallest one, and a copy for another year that changes nothing but its head."""

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules import Catalog, strict_yaml
from efficiency_rules.errors import RulesetError
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.rulesets.document import read_document
from efficiency_rules.scaffolds.naming import ScaffoldError
from efficiency_rules.scaffolds.ruleset_copy import Target, copied
from efficiency_rules.scaffolds.rulesets import find_document, flow, new_ruleset

HEAD = """\
# 说明
schema: efficiency-rules/ruleset/1
scheme: old
year: 2024        # 年度
status: {value: published, basis: county}
title: '旧县（2024年）'
valid_from: {value: 2024-02-29, basis: plan, note: 2024}
valid_to: "2024-12-31"
other: {old: 2024}   # old 2024
"""


def test_the_smallest_ruleset_pins_the_bundles_criterion(fresh: Path, open_bundle) -> None:
    """A draft with one item, its parameters and full points from the cases; `check` finds no error."""
    (file,) = new_ruleset("other", 2026, folder=fresh).files
    document = read_document(file)
    assert (document.id, document.status, document.revision) == ("other/2026", "draft", 1)
    with open_bundle(fresh) as bundle:
        found = check_ruleset(file, bundle.everything.criteria)
    assert [problem.text() for problem in found if problem.severity == "error"] == []


def test_a_copy_changes_the_head_and_nothing_else(fresh: Path, jingbian: Catalog) -> None:
    """Comments, origins, items and policies of the county's ruleset are the same to the letter."""
    source = find_document("jingbian/2025", fresh, jingbian)
    (file,) = new_ruleset("fresh", 2028, folder=fresh, source=source).files
    before, after = (Path(name).read_text("utf-8").splitlines() for name in (source.file, file))
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert all(line[2:].startswith(("# 草稿", "scheme", "year", "status", "title", "valid_")) for line in changed)
    document = read_document(file)
    assert (document.id, document.status, document.revision) == ("fresh/2028", "draft", 1)
    assert (str(document.valid.first), str(document.valid.last)) == ("2028-01-01", "2028-12-31")
    assert "2028年" in document.title
    # Editions may be retired by then, which `check` says.
    errors = [problem for problem in check_ruleset(file, jingbian.criteria) if problem.severity == "error"]
    assert {problem.code for problem in errors} <= {"ruleset-edition-retired"}


def test_every_spelling_of_a_value_is_changed_in_its_place() -> None:
    """Quoted, with an origin, with a comment behind; a leap day becomes the 28th; a revision is put in."""
    text = copied(HEAD, strict_yaml.parse(HEAD, "x"), "old/2024", Target("new", 2026))
    assert text.splitlines()[1:] == [
        "# 说明",
        "schema: efficiency-rules/ruleset/1",
        "scheme: new",
        "year: 2026        # 年度",
        "revision: 1",
        "status: {value: draft, basis: county}",
        "title: '旧县（2026年）'",
        "valid_from: {value: 2026-02-28, basis: plan, note: 2024}",
        'valid_to: "2026-12-31"',
        "other: {old: 2024}   # old 2024",
    ]


def test_a_value_over_several_lines_is_refused() -> None:
    """What does not stand in its place on one line is told, not guessed."""
    text = HEAD.replace("title: '旧县（2024年）'", "title: >-\n  旧县\n  2024年")
    with pytest.raises(ScaffoldError, match="new-head-unclear"):
        copied(text, strict_yaml.parse(text, "x"), "old/2024", Target("new", 2026))


@given(st.integers(2000, 2098), st.integers(2000, 2099))
def test_a_copy_of_any_year_is_of_that_year(old: int, new: int) -> None:
    """The data of the copy differs from the original's in its head alone."""
    text = HEAD.replace("2024-02-29", "2024-03-01").replace("2024", str(old))
    before = strict_yaml.parse(text, "x").data
    after = strict_yaml.parse(copied(text, strict_yaml.parse(text, "x"), "a", Target("b-c", new)), "x").data
    assert (after["scheme"], after["year"], after["revision"]) == ("b-c", new, 1)
    assert after["valid_from"]["value"] == f"{new}-03-01"
    assert after["valid_to"] == f"{new}-12-31"
    assert after["title"] == f"旧县（{new}年）"
    assert {key: after[key] for key in ("schema", "other")} == {key: before[key] for key in ("schema", "other")}


def test_a_ruleset_of_the_bundle_need_not_be_installed(fresh: Path, nothing: Catalog, tmp_path: Path) -> None:
    """The bundle's own rulesets come first, a file by its path works too, and an unknown name is told what exists."""
    assert find_document("fresh/2025", fresh, nothing).id == "fresh/2025"
    file = fresh / "src/fresh_rules/rulesets/fresh/2025.yaml"
    revision = file.with_name("2025-r2.yaml")
    revision.write_text(file.read_text("utf-8").replace("revision: 1", "revision: 2"), "utf-8")
    assert find_document("fresh/2025", fresh, nothing).id == "fresh/2025-r2"
    assert find_document(str(file), tmp_path, nothing).id == "fresh/2025"
    with pytest.raises(RulesetError):
        find_document("nowhere/2025", fresh, nothing)


def test_a_year_that_is_there_is_not_overwritten(fresh: Path) -> None:
    """The file is named, and stays."""
    with pytest.raises(ScaffoldError, match="new-exists"):
        new_ruleset("fresh", 2025, folder=fresh)


def test_without_a_criterion_there_is_no_smallest_ruleset(fresh: Path) -> None:
    """A bundle without cases is told what to make first."""
    for path in fresh.rglob("closed-on-time.cases.yaml"):
        path.unlink()
    with pytest.raises(ScaffoldError, match="new-no-criterion"):
        new_ruleset("fresh", 2026, folder=fresh)


def test_a_bundle_that_provides_no_rulesets_is_warned(fresh: Path) -> None:
    """The file is written, and what is missing to find it by its name is told."""
    hooks = fresh / "src" / "fresh_rules" / "__init__.py"
    hooks.write_text(hooks.read_text("utf-8").replace("provide_rulesets", "other"), "utf-8")
    made = new_ruleset("fresh", 2026, folder=fresh)
    assert [(one.code, one.severity) for one in made.notices] == [("new-rulesets-not-provided", "warning")]


plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.sampled_from(["95%", "0.2", "满意", "2025-01-01", "no", "true", "1", "a: b", "#", "", " x", "{", "null", '"']),
)
data = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("甲乙丙"), inner, max_size=3)
)


@given(data)
def test_parameters_on_one_line_read_as_the_same_data(value: object) -> None:
    """Whatever stands in the cases of a criterion stands in the item as the same data."""
    assert strict_yaml.parse(f"params: {flow(value)}", "x").data == {"params": value}
