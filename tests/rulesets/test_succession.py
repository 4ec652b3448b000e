"""The documents of a scheme in order: where they do not meet."""

from collections.abc import Callable
from pathlib import Path

import pytest

from efficiency_rules.rulesets.document import RulesetDocument, read_document
from efficiency_rules.rulesets.succession import check_succession

Write = Callable[..., RulesetDocument]


@pytest.fixture
def write(example: str, tmp_path: Path) -> Write:
    """A function that makes a document of a year, revision, status and days."""

    def document(
        year: int, first: str, last: str, *, revision: int = 1, status: str = "provisional", scheme: str = "jingbian"
    ) -> RulesetDocument:
        text = (
            example.replace("year: 2025", f"year: {year}")
            .replace("revision: 1", f"revision: {revision}")
            .replace("status: provisional", f"status: {status}")
            .replace("scheme: jingbian", f"scheme: {scheme}")
            .replace("valid_from: 2025-01-01", f"valid_from: {first}")
            .replace("valid_to: 2025-12-31", f"valid_to: {last}")
        )
        path = tmp_path / f"{scheme}-{year}-{revision}-{first}.yaml"
        path.write_text(text, encoding="utf-8")
        return read_document(path)

    return document


def codes(*documents: RulesetDocument) -> list[tuple[str, str]]:
    found = check_succession(documents)
    assert all(problem.text(lang) for problem in found for lang in ("zh", "en"))
    return [(problem.code, problem.severity) for problem in found]


def test_years_that_meet(write: Write) -> None:
    """Years that follow on each other, in whatever order they are given, and their revisions, are fine."""
    years = [write(year, f"{year}-01-01", f"{year}-12-31") for year in (2026, 2024, 2025)]
    revisions = [
        write(2025, "2025-01-01", "2025-12-31", revision=2),
        write(2025, "2025-07-01", "2025-12-31", revision=3),
    ]
    assert codes(*years, *revisions) == []


def test_gap_and_overlap(write: Write) -> None:
    """A gap and an overlap are warnings, told at the later document."""
    old, new = write(2025, "2025-01-01", "2025-12-31"), write(2026, "2026-02-01", "2026-12-31")
    assert codes(old, new) == [("ruleset-succession-gap", "warning")]
    (problem,) = check_succession([new, old])
    assert problem.place.file == new.file
    assert codes(write(2025, "2025-01-01", "2026-06-30"), new) == [("ruleset-succession-overlap", "warning")]


def test_rivals(write: Write) -> None:
    """Two of different years that begin on one day are an error, and so are two of one revision."""
    one = write(2025, "2025-01-01", "2026-12-31")
    assert ("ruleset-two-in-force", "error") in codes(one, write(2026, "2025-01-01", "2026-12-31"))
    assert ("ruleset-two-in-force", "error") in codes(one, one)


def test_drafts_and_other_schemes_do_not_count(write: Write) -> None:
    """A draft leaves no gap and closes none; each scheme is looked at alone."""
    old = write(2025, "2025-01-01", "2025-12-31")
    assert codes(old, write(2026, "2026-03-01", "2026-12-31", status="draft")) == []
    assert codes(old, write(2026, "2026-03-01", "2026-12-31", scheme="qinghe")) == []
