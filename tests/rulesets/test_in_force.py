"""The document in force: the newest that has begun, never an older one in place of one that ended."""

import itertools
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from efficiency_rules.errors import RulesetError
from efficiency_rules.period import Period
from efficiency_rules.rulesets.document import RulesetDocument, read_document
from efficiency_rules.rulesets.in_force import in_force

Make = Callable[..., RulesetDocument]


@pytest.fixture
def make(example: str, tmp_path: Path) -> Make:
    """A function that makes a document of a scheme, year, revision, status and validity."""
    numbers = itertools.count()

    def document(
        year: int = 2025,
        *,
        revision: int = 1,
        status: str = "provisional",
        scheme: str = "jingbian",
        first: str = "",
        last: str = "",
    ) -> RulesetDocument:
        text = (
            example.replace("year: 2025", f"year: {year}")
            .replace("revision: 1", f"revision: {revision}")
            .replace("status: provisional", f"status: {status}")
            .replace("scheme: jingbian", f"scheme: {scheme}")
            .replace("valid_from: 2025-01-01", f"valid_from: {first or f'{year}-01-01'}")
            .replace("valid_to: 2025-12-31", f"valid_to: {last or f'{year}-12-31'}")
        )
        if status == "published":
            text += 'waivers: [{paths: ["*"], document: 靖政办发〔2026〕3号}]\n'
        path = tmp_path / f"{next(numbers)}.yaml"
        path.write_text(text, encoding="utf-8")
        return read_document(path)

    return document


def refusal(documents: list[RulesetDocument], period: str, scheme: str = "jingbian") -> tuple[str, str]:
    with pytest.raises(RulesetError) as caught:
        in_force(documents, scheme, Period.parse(period))
    (problem,) = caught.value.problems
    assert problem.text("en")
    return problem.code, problem.text("zh")


def test_the_only_one(make: Make) -> None:
    """The one document that covers a year or a half of it is chosen, and says why in both languages."""
    document = make()
    for period in ("2025", "2025-H1", "2025-H2", "2025-03-01..2025-03-31"):
        choice = in_force([document], "jingbian", Period.parse(period))
        assert choice.document is document
        for words in (choice.reason, choice.reason_en):
            assert "jingbian/2025" in words
            assert "2025-01-01" in words


def test_newest(make: Make) -> None:
    """Of two that have begun the newer holds, in whatever order they come."""
    old, new = make(2024, last="2026-12-31"), make(2025)
    assert in_force([old, new], "jingbian", Period.year(2025)).document is new
    assert in_force([new, old], "jingbian", Period.year(2025)).document is new
    assert in_force([new, old], "jingbian", Period.year(2024)).document is old


def test_never_an_older_one(make: Make) -> None:
    """When the newest has ended nothing is in force, even where an older one would still cover the period."""
    code, words = refusal([make(2024, last="2027-12-31"), make(2025)], "2026")
    assert code == "ruleset-ended"
    assert "jingbian/2025" in words
    assert "2025-12-31" in words


def test_not_all_of_the_period(make: Make) -> None:
    """A document that begins after the period's first day, or ends before its last, does not hold for it."""
    late = make(2025, first="2025-02-01")
    assert refusal([late], "2025")[0] == "ruleset-none-in-force"
    assert in_force([late], "jingbian", Period.half(2025, 2)).document is late
    assert refusal([make(2025, last="2025-11-30")], "2025")[0] == "ruleset-ended"


def test_highest_revision(make: Make) -> None:
    """Of the revisions of one year the highest holds, and the reason says so."""
    first, second = make(), make(revision=2)
    choice = in_force([second, first], "jingbian", Period.year(2025))
    assert choice.document is second
    assert "2" in choice.reason
    assert "revision 2" in choice.reason_en


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_drafts_do_not_count(make: Make, status: str) -> None:
    """Drafts and withdrawn documents are passed over; alone they are nothing, and are named."""
    other = make(revision=2, status=status)
    good = make()
    assert in_force([other, good], "jingbian", Period.year(2025)).document is good
    code, words = refusal([other], "2025")
    assert code == "ruleset-none-in-force"
    assert f"jingbian/2025-r2 {'草稿' if status == 'draft' else '已撤回'}" in words


def test_published_counts(make: Make) -> None:
    """A published document is in force like a provisional one."""
    document = make(status="published")
    assert in_force([document], "jingbian", Period.year(2025)).document is document


def test_two_candidates(make: Make) -> None:
    """Two documents equally in force are an error that names both, with their files."""
    twins = [make(), make()]
    code, words = refusal(twins, "2025")
    assert code == "ruleset-two-in-force"
    assert all(twin.file in words for twin in twins)
    other_year = [make(2025, first="2024-06-01"), make(2024, revision=2, first="2024-06-01", last="2025-12-31")]
    assert refusal(other_year, "2025")[0] == "ruleset-two-in-force"


def test_unknown_scheme(make: Make) -> None:
    """An unknown scheme is told which exist, and which it looks like."""
    code, words = refusal([make(), make(scheme="dingbian")], "2025", "jinbian")
    assert code == "ruleset-scheme-unknown"
    assert "jingbian" in words
    assert refusal([], "2025")[0] == "ruleset-scheme-unknown"


def test_before_the_first(make: Make) -> None:
    """A period before anything began has no document, and what exists is listed."""
    code, words = refusal([make(2025), make(2026)], "2024")
    assert code == "ruleset-none-in-force"
    assert "jingbian/2025" in words
    assert "jingbian/2026" in words


def test_gap(make: Make) -> None:
    """A period that touches days between two documents is told the days, and both documents."""
    documents = [make(2025, last="2025-10-31"), make(2026, first="2026-02-01")]
    for period in ("2025", "2026", "2025-11-15..2025-11-20"):
        code, words = refusal(documents, period)
        assert code == "ruleset-gap"
        assert "2025-11-01 至 2026-01-31" in words
        assert "jingbian/2025" in words
        assert "jingbian/2026" in words
    assert in_force(documents, "jingbian", Period.parse("2026-H2")).document is documents[1]


def test_a_period_across_two_documents(make: Make) -> None:
    """A period that begins under one document and ends under the next is told where to divide it."""
    documents = [make(2025), make(2026)]
    code, words = refusal(documents, "2025-07-01..2026-06-30")
    assert code == "ruleset-period-split"
    assert "2026-01-01" in words
    assert refusal([make(2025, last="2025-12-30"), make(2026)], "2025")[0] == "ruleset-gap"


def test_a_revision_that_begins_later(make: Make) -> None:
    """A revision in the middle of a year holds for what begins after it; the year stays with the first."""
    first, second = make(), make(revision=2, first="2025-07-01")
    assert in_force([first, second], "jingbian", Period.year(2025)).document is first
    assert in_force([first, second], "jingbian", Period.half(2025, 2)).document is second


def test_a_draft_does_not_close_a_gap(make: Make) -> None:
    """Beside a draft of the year asked for, the last document has still ended; the draft's own name is told."""
    code, words = refusal([make(2025), make(2026, status="draft")], "2026")
    assert code == "ruleset-ended"
    assert "jingbian/2026-r1 草稿" in words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(7, 12)), min_size=1, max_size=4, unique_by=lambda v: v[0]))
def test_against_the_definition(make: Make, spans: list[tuple[int, int]]) -> None:
    """For any documents that begin in different months, the answer is the definition's."""
    documents = [make(first=f"2025-{start:02}-01", last=f"2025-{end:02}-28") for start, end in spans]
    for month in range(1, 13):
        period = Period(date(2025, month, 1), date(2025, month, 28))
        begun = [one for one in documents if one.valid.first <= period.first]
        newest = max(begun, key=lambda one: one.valid.first) if begun else None
        if newest is not None and newest.valid.last >= period.last:
            assert in_force(documents, "jingbian", period).document is newest
        else:
            with pytest.raises(RulesetError):
                in_force(documents, "jingbian", period)
