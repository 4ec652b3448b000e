"""Verifying a partitioned folder: every jurisdiction by itself, and the summary against all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from efficiency_rules.errors import InputError, Place, Problem
from efficiency_rules.evaluation.contents import of_texts, read_json, read_texts, seals_broken
from efficiency_rules.evaluation.folder import MARKER
from efficiency_rules.evaluation.verifying import Check, Files, checked, read_files, verify
from efficiency_rules.jurisdictions.names import PREFIX, jurisdiction_of
from efficiency_rules.jurisdictions.owners import others_in
from efficiency_rules.jurisdictions.store import LOCK, NATION, SUMMARIES, Store


@dataclass(frozen=True, slots=True)
class Verified:
    """The checks of one jurisdiction, or of the whole folder where `jurisdiction` is empty."""

    jurisdiction: str
    checks: tuple[Check, ...]


def is_partitioned(folder: Path) -> bool:
    """Say whether a folder holds results by jurisdiction, finished or not."""
    # Whoever was killed before the first result left the lock.
    return any((folder / name).is_file() for name in (NATION, LOCK)) or any(folder.glob(f"{PREFIX}*/{MARKER}"))


def verify_nation(folder: Path) -> Iterator[Verified]:
    """Yield the checks of each jurisdiction's folder, those of the whole last.

    One jurisdiction is in memory at a time.
    """
    store = Store(folder)
    digests: dict[str, Any] = {}
    for name in store.jurisdictions():
        place = store.place(name)
        try:
            files = read_files(place)
        except InputError as error:
            yield Verified(name, (Check("digests", "unable", tuple(error.problems)),))
            continue
        digests[name] = files.receipt.get("digest")
        checks = [*verify(files), *in_its_folder(place, files)]
        yield Verified(name, tuple(_inside(check, place.name) for check in checks))
    found = tuple(_whole(folder, digests))
    yield Verified("", (Check("summary", "failed" if found else "passed", found),))


def in_its_folder(folder: Path, files: Files) -> list[Check]:
    """Return the check whether a folder that names a jurisdiction holds its result; none where it names none.

    A copy under another name agrees with itself in everything else.
    """
    named = folder.absolute().name
    jurisdiction = jurisdiction_of(named)
    if jurisdiction is None:
        return []
    found = others_in(jurisdiction, files.tables.get("standings"), files.receipt)
    problems = [Problem("result-of-other", Place(), {"found": found, "expected": named})] if found else []
    return [checked("folder", problems, files)]


def _inside(check: Check, folder: str) -> Check:
    """Return a check whose problems are placed in the jurisdiction's folder."""
    places = (replace(problem.place, file=f"{folder}/{problem.place.file}") for problem in check.problems)
    problems = (replace(problem, place=place) for problem, place in zip(check.problems, places, strict=True))
    return replace(check, problems=tuple(problems))


def _whole(folder: Path, digests: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what does not fit in nation.json, the summary and the receipts of the jurisdictions."""
    try:
        nation = read_json((folder / NATION).read_bytes())
    except OSError:
        yield Problem("nation-unfinished", Place(NATION), {"found": str(folder)})
        return
    except ValueError as error:
        yield Problem("verify-unreadable", Place(NATION), {"found": str(error)})
        return
    for key in seals_broken(nation):
        yield Problem("verify-receipt-changed", Place(NATION), {"key": key})
    name = next((name for name in SUMMARIES if (folder / name).is_file()), SUMMARIES[0])
    try:
        summary = read_texts((folder / name).read_bytes(), parquet=name.endswith(".parquet"))
        again = of_texts(summary)
    except (OSError, pl.exceptions.PolarsError) as error:
        yield Problem("verify-unreadable", Place(name), {"found": str(error)})
        return
    if again != nation.get("summary"):
        yield Problem("verify-digest", Place(name), {"found": again, "expected": nation.get("summary")})
    told = dict(summary.filter(pl.col("result") != "none").select("jurisdiction", "digest").iter_rows())
    for jurisdiction in sorted({*told, *digests}):
        if jurisdiction not in told:
            yield Problem("nation-not-in-summary", Place(name), {"found": jurisdiction})
        elif told[jurisdiction] != digests.get(jurisdiction):
            facts = {"found": jurisdiction, "digest": digests.get(jurisdiction), "expected": told[jurisdiction]}
            yield Problem("nation-result-other", Place(name), facts)
