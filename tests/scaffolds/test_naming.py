"""Names: what an id may be, what follows from it, and the good one that a bad one is told."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from efficiency_rules.scaffolds.naming import (
    ScaffoldError,
    check_edition,
    check_new,
    check_scheme,
    check_title,
    check_year,
    checked_names,
    id_problems,
    package_of,
    sample_year,
    scheme_of,
)

KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
KINDS = ["criterion", "bundle", "scheme"]


def test_all_names_follow_from_the_id() -> None:
    """Module, function, classes and evidence type are the id in their own spelling."""
    names = checked_names("letters-on-time-2")
    assert names.function == "letters_on_time_2"
    assert (names.params, names.record) == ("LettersOnTime2", "LettersOnTime2Record")
    assert names.record_id == "letters-on-time-2-record"
    assert (package_of("qinghe-county-rules"), scheme_of("qinghe-county-rules")) == ("qinghe_county_rules", "qinghe")


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("LettersOnTime", "letters-on-time"),
        ("letters_on_time", "letters-on-time"),
        ("letters on time!", "letters-on-time"),
        ("-letters", "letters"),
        ("2025-letters", "letters"),
        ("来文", "letters-on-time"),
        ("", "letters-on-time"),
        ("a" * 61, "a" * 60),
    ],
)
def test_a_bad_id_is_told_a_good_one(bad: str, good: str) -> None:
    """The message holds the nearest id that could be used, or an example where nothing is near."""
    with pytest.raises(ScaffoldError) as caught:
        checked_names(bad)
    (problem,) = caught.value.problems
    assert problem.code == "new-criterion-id"
    assert problem.facts["expected"] == good
    assert good in problem.hint("zh")
    assert good in problem.hint("en")


@given(st.text(max_size=80), st.sampled_from(KINDS))
def test_what_is_suggested_can_be_used(found: str, kind: str) -> None:
    """Whatever was written, the id in the message is one."""
    for problem in id_problems(found, kind):
        assert KEBAB.fullmatch(str(problem.facts["expected"]))
        assert id_problems(str(problem.facts["expected"]), kind) == []


@given(st.from_regex(KEBAB, fullmatch=True))
def test_an_id_is_good_when_it_is_lower_case_words(found: str) -> None:
    """Lower-case words joined by hyphens have no problem."""
    assume(len(found) <= 60)
    assert id_problems(found, "criterion") == []


@pytest.mark.parametrize(("bundle", "taken"), [("json", "json"), ("class", "class"), ("polars", "polars")])
def test_a_package_that_is_there_is_refused(bundle: str, taken: str) -> None:
    """A bundle may not be imported under a name that already means something."""
    with pytest.raises(ScaffoldError) as caught:
        package_of(bundle)
    assert [(one.code, one.facts["taken"]) for one in caught.value.problems] == [("new-name-taken", taken)]


def test_a_keyword_is_no_criterion() -> None:
    """A function cannot be called like a word of Python."""
    with pytest.raises(ScaffoldError, match="new-name-taken"):
        checked_names("lambda")


@pytest.mark.parametrize("title", ["", "  ", 'a"b', "a\\b", "a\nb", "a$b", "长" * 61])
def test_a_title_that_breaks_a_file_is_refused(title: str) -> None:
    """What could not stand between quotes on one line is no title."""
    with pytest.raises(ScaffoldError, match="new-title"):
        check_title(title)


@pytest.mark.parametrize("edition", [0, -1, 1_000_000])
def test_an_edition_no_criterion_may_have_is_refused(edition: int) -> None:
    """Editions are whole numbers from 1 to 999999."""
    with pytest.raises(ScaffoldError, match="new-edition"):
        check_edition(edition)


@pytest.mark.parametrize("year", [25, 1999, 2100])
def test_a_year_that_is_hardly_meant_is_refused(year: int) -> None:
    """A ruleset's year has four digits of this century."""
    with pytest.raises(ScaffoldError, match="new-year"):
        check_year(year)


def test_a_scheme_is_an_id() -> None:
    """The name of a scheme follows the same rule."""
    check_scheme("qinghe")
    with pytest.raises(ScaffoldError, match="new-scheme-id"):
        check_scheme("青禾")


def test_an_edition_that_is_installed_is_refused() -> None:
    """Two of the same `id@edition` would let nothing start any more; another edition is fine."""
    names = checked_names("letters")
    check_new(names, 2026, {"letters@2025"})
    with pytest.raises(ScaffoldError, match="new-criterion-twice"):
        check_new(names, 2025, {"letters@2025"})


def test_records_of_the_cases_are_of_a_year() -> None:
    """An edition that is no year has cases of 2025."""
    assert [sample_year(edition) for edition in (2031, 1, 999_999)] == [2031, 2025, 2025]
