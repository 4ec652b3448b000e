"""Verifying a result folder from its own files: digests, sums, agreement, and the stand-alone checker."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import polars as pl

from efficiency_rules.errors import InputError, Place, Problem
from efficiency_rules.evaluation import contents, digests
from efficiency_rules.evaluation.adding import sums
from efficiency_rules.evaluation.agreeing import is_graded, receipt_agrees, standings_agree
from efficiency_rules.evaluation.folder import MARKER, REGRADING, no_result
from efficiency_rules.evaluation.matching import tables_match
from efficiency_rules.evaluation.receipt_keys import missing_keys, nothing_to_compare
from efficiency_rules.evaluation.recording import receipt_fits
from efficiency_rules.grading_checker import check

Verdict = Literal["passed", "failed", "unable", "not-applicable"]

GRADING = "grading.json"
_JSON = {"grading": GRADING, "regrading": REGRADING}
_TABLES = ("standings", "marks", "lines", "sources", "problems", "rejected", "changes", "outcomes")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name (digests, sums, tables, standings, receipt, grading, replay), its verdict, and what it found.

    `unable` says that it could not be made; what is missing stands in `problems`, of this check or of another.
    `not-applicable` says that there is nothing to check: the result has no grades.
    """

    name: str
    verdict: Verdict
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Files:
    """A result folder as it is read: every file's bytes by name, and what could be read of them.

    `tables` hold every cell as text; `receipt` and `grading` are what the JSON files hold, empty where there is
    nothing to read; `unread` names the files that cannot be read, and why.
    """

    bytes: Mapping[str, bytes]
    tables: Mapping[str, pl.DataFrame]
    receipt: Mapping[str, Any]
    grading: Mapping[str, Any]
    unread: Mapping[str, str]


def read_files(folder: Path) -> Files:
    """Return the files of a result folder; raises InputError where there is no receipt."""
    if not (folder / MARKER).is_file():
        raise InputError(no_result(folder))
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file() and _ours(path.name)}
    tables: dict[str, pl.DataFrame] = {}
    data: dict[str, Mapping[str, Any]] = {}
    unread: dict[str, str] = {}
    for name, content in found.items():
        stem, _, kind = name.rpartition(".")
        try:
            if kind != "json":
                tables[stem] = contents.read_texts(content, parquet=kind == "parquet")
                continue
            read = contents.read_json(content)
        except (ValueError, RecursionError, pl.exceptions.PolarsError, OSError) as error:
            unread[name] = str(error).splitlines()[0]
            continue
        if isinstance(read, Mapping):
            data[name] = read
        else:
            unread[name] = type(read).__name__
    return Files(found, tables, data.get(MARKER, {}), data.get(GRADING, {}), unread)


def _ours(name: str) -> bool:
    stem, _, kind = name.rpartition(".")
    return name in (MARKER, *_JSON.values()) or (stem in _TABLES and kind in ("csv", "parquet"))


def verify(files: Files) -> list[Check]:
    """Return what the files of a folder say about themselves, one entry a check; each finds all it can.

    Where the receipt does not hold what the rest is compared with, that alone is told, and nothing is compared.
    """
    first = checked("digests", [*_digests(files), *_lacking(files)], files)
    last = _of_grades("grading", _grading(files), files)
    if nothing_to_compare(files.receipt):
        return [first, *(Check(name, "unable") for name in ("sums", "tables", "standings", "receipt")), last]
    return [
        first,
        checked("sums", sums(files.tables, files.receipt), files),
        checked("tables", _tables(files), files),
        _of_grades("standings", standings_agree(files.tables, files.receipt, files.grading), files),
        _of_grades("receipt", receipt_agrees(files.tables, files.receipt, files.grading), files),
        last,
    ]


def _lacking(files: Files) -> Iterable[Problem]:
    """Yield in one problem what a receipt that can be read does not hold."""
    missing = missing_keys(files.receipt)
    lacking = [*missing, *(path for path in nothing_to_compare(files.receipt) if path.split(".")[0] not in missing)]
    if lacking and MARKER not in files.unread:
        yield Problem("verify-receipt-incomplete", Place(MARKER), {"found": lacking})


def _tables(files: Files) -> Iterable[Problem]:
    """Compare the tables with the receipt, and the receipt with itself."""
    yield from tables_match(files.tables, files.receipt)
    yield from receipt_fits(files.tables, files.receipt, files.grading)


def _of_grades(name: str, problems: Iterable[Problem], files: Files) -> Check:
    """Return a check against grading.json: without that file nothing was checked, though faults may be found."""
    check = checked(name, problems, files)
    if GRADING in files.bytes or check.verdict == "failed":
        return check
    return replace(check, verdict="unable" if _wants_grading(files.receipt) else "not-applicable")


def _wants_grading(receipt: Mapping[str, Any]) -> bool:
    return is_graded(receipt) or "grading" in _mapping(receipt, "tables")


def checked(name: str, problems: Iterable[Problem], files: Files) -> Check:
    """Return a check that was made; problems of a table are put at its file."""
    kinds = {stem: name for name in files.bytes if (stem := name.rpartition(".")[0]) in files.tables}
    found = tuple(
        replace(problem, place=replace(problem.place, file=kinds.get(problem.place.file, problem.place.file)))
        for problem in problems
    )
    return Check(name, "failed" if any(problem.severity == "error" for problem in found) else "passed", found)


def _digests(files: Files) -> Iterable[Problem]:
    """Compare every file with its digest in the receipt, the receipt with its own."""
    for name, why in files.unread.items():
        yield Problem("verify-unreadable", Place(name), {"found": why})
    if MARKER not in files.unread:
        for key in contents.seals_broken(files.receipt):
            yield Problem("verify-receipt-changed", Place(MARKER), {"key": key})
    expected = {**_mapping(files.receipt, "tables"), **_mapping(files.receipt, "circumstances", "tables")}
    wanted: set[str] = set()
    for table, digest in expected.items():
        names = [_JSON[table]] if table in _JSON else [f"{table}.csv", f"{table}.parquet"]
        there = [name for name in names if name in files.bytes]
        wanted |= set(there[:1])
        if not there:
            yield Problem("verify-file-missing", Place(names[0]), {"found": " / ".join(names)})
        elif there[0] not in files.unread:
            again = _digest(files, table)
            if again != digest:
                yield Problem("verify-digest", Place(there[0]), {"found": again, "expected": digest})
    if not _mapping(files.receipt, "tables"):
        # Which files belong to the result nobody can say.
        return
    for name in sorted(set(files.bytes) - wanted - {MARKER}):
        yield Problem("verify-file-extra", Place(name), {"found": name})


def _digest(files: Files, table: str) -> str:
    if table in _JSON:
        return digests.of_data(contents.read_json(files.bytes[_JSON[table]]))
    return contents.of_texts(files.tables[table])


def _grading(files: Files) -> Iterable[Problem]:
    """Run the stand-alone checker on the certificate."""
    if GRADING not in files.bytes and _wants_grading(files.receipt):
        yield Problem("verify-grading-missing", Place(GRADING), {"found": str(files.receipt.get("status"))})
    elif GRADING not in files.bytes:
        yield Problem("verify-no-grading", Place(MARKER), severity="info")
    elif GRADING in files.unread:
        yield Problem("verify-unreadable", Place(GRADING), {"found": files.unread[GRADING]})
    else:
        for finding in check(dict(files.grading)):
            facts = {"found": finding.text("zh"), "found_en": finding.text("en")}
            yield Problem("verify-checker", Place(GRADING), facts, "info" if finding.is_note else "error")


def _mapping(data: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    """Return the mapping at a path, empty where there is none."""
    found: Any = data
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}
