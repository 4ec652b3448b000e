"""Agreement: standings, marks and receipt of a result say what its grading.json says."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from efficiency_rules.errors import Place, Problem
from efficiency_rules.evaluation.adding import FIXED

GRADED = ("final", "undecided", "provisional")
"""The statuses of a result that has grades."""

Rows = Mapping[str, Mapping[str, str]]
"""The rows of the standings by unit, every cell as text."""


def standings_agree(
    tables: Mapping[str, pl.DataFrame], receipt: Mapping[str, Any], grading: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield where totals, ranks, grades and other keys of the tables are not those of grading.json."""
    table = tables.get("standings")
    if table is None or not set(FIXED) <= set(table.columns):
        return
    rows: Rows = {row["unit"]: row for row in table.iter_rows(named=True)}
    lines = {row["unit"]: line for line, row in enumerate(table.iter_rows(named=True), 2)}
    if len(rows) < table.height:
        yield Problem("verify-unit-twice", Place("standings"))
    ungraded = dict.fromkeys(rows)
    nowhere = dict.fromkeys(rows if grading else ())
    for place, certificate in jurisdictions(grading):
        marks = _marks(tables.get("marks"))
        breaks = _breaks(certificate)
        for placed in entries(certificate, "units"):
            unit = placed.get("unit")
            row = rows.get(unit) if isinstance(unit, str) else None
            if row is None:
                yield Problem("verify-unit-unknown", Place("grading.json"), {"found": unit})
                continue
            ungraded.pop(str(unit), None)
            nowhere.pop(str(unit), None)
            yield from _row_agrees(row, _expected(place, placed, row), lines[str(unit)])
            yield from _keys_agree(placed, row, breaks, marks, receipt)
        for left in entries(certificate, "ungraded"):
            unit = str(left.get("unit"))
            if unit not in rows:
                yield Problem("verify-unit-unknown", Place("grading.json"), {"found": left.get("unit")})
            else:
                nowhere.pop(unit, None)
                yield from _row_agrees(rows[unit], {"jurisdiction": place}, lines[unit])
    for unit in nowhere:
        yield Problem("verify-unit-nowhere", Place("standings", lines[unit]), {"found": unit})
    for unit in ungraded:
        yield from _row_agrees(rows[unit], {"rank": "", "grade": "", "on_line": "false"}, lines[unit])


def _expected(place: str, placed: Mapping[str, Any], row: Mapping[str, str]) -> dict[str, Any]:
    """Return the cells of a graded unit's row."""
    keys = placed.get("keys")
    total = keys[0] if isinstance(keys, list) and keys else None
    return {
        "jurisdiction": place,
        "group": placed.get("group"),
        "total": row["total"] if _equal(row["total"], total) else total,
        "rank": str(placed.get("rank")),
        "grade": placed.get("grade") or "",
        "on_line": "true" if placed.get("on_line") is True else "false",
    }


def _row_agrees(row: Mapping[str, str], expected: Mapping[str, Any], line: int) -> Iterator[Problem]:
    for column, value in expected.items():
        if row[column] != value:
            facts = {
                "unit": row["unit"],
                "column": column,
                "found": row[column] or "（空）",
                "expected": value or "（空）",
            }
            yield Problem("verify-standing", Place("standings", line), facts)


def _keys_agree(
    placed: Mapping[str, Any],
    row: Mapping[str, str],
    breaks: Sequence[str],
    marks: Mapping[tuple[str, str], str],
    receipt: Mapping[str, Any],
) -> Iterator[Problem]:
    """Compare the keys behind the total with areas and marks; a mark that does not count counts as zero."""
    keys = placed.get("keys")
    if not isinstance(keys, list) or len(keys) != len(breaks) + 1:
        return
    methods = {
        str(criterion.get("use")).partition("@")[0]: criterion.get("method")
        for criterion in entries(receipt, "criteria")
    }
    for key, found in zip(breaks, keys[1:], strict=True):
        kind, _, id = key.partition(":")
        if kind == "total":
            parts = [row["total"]]
        elif kind == "area":
            parts = [row.get(id, "")]
        else:
            chosen = [id] if kind == "item" else [item for item, method in methods.items() if method == id]
            parts = [marks.get((row["unit"], item), "") for item in chosen]
        numbers = [_number(part or "0") for part in parts]
        if any(number is None for number in numbers):
            continue
        expected = sum((number for number in numbers if number is not None), Decimal(0))
        if not _equal(str(expected), found):
            facts = {"unit": row["unit"], "column": key, "found": found, "expected": str(expected)}
            yield Problem("verify-key", Place("grading.json"), facts)


def receipt_agrees(
    tables: Mapping[str, pl.DataFrame], receipt: Mapping[str, Any], grading: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield where the receipt and grading.json differ: status, seats, ties, titles, consequences, ungraded units."""
    certificates = dict(jurisdictions(grading))
    graded = bool(grading)
    if graded and not is_graded(receipt):
        yield receipt_problem("status", receipt.get("status"), " / ".join(GRADED))
    expected: dict[str, Any] = {
        "status": grading.get("status") if graded else receipt.get("status"),
        "seats": {place: _seats(one) for place, one in certificates.items()},
        "open_ties": {
            place: [tie for tie in entries(one, "ties") if tie.get("state") == "open"]
            for place, one in certificates.items()
        },
        "evaluated_not_graded": {
            str(left.get("unit")): left.get("why") for one in certificates.values() for left in entries(one, "ungraded")
        },
    }
    for key, value in expected.items():
        if receipt.get(key) != value:
            yield receipt_problem(key, receipt.get(key), value)
    about = receipt.get("about")
    about = about if isinstance(about, Mapping) else {}
    if about.get("status") != receipt.get("status"):
        yield receipt_problem("about.status", about.get("status"), receipt.get("status"))
    titles, follows = about.get("grades"), about.get("consequences")
    for one in certificates.values():
        policy = one.get("policy")
        grades = entries(policy, "grades") if isinstance(policy, Mapping) else []
        named = {str(grade.get("id")): grade.get("title") for grade in grades}
        if titles != named:
            yield receipt_problem("about.grades", titles, named)
        count = {str(grade.get("id")): _length(grade.get("consequences")) for grade in grades}
        told = {grade: _length(those) for grade, those in follows.items()} if isinstance(follows, Mapping) else None
        if told != count:
            yield receipt_problem("about.consequences", told, count)
    table = tables.get("standings")
    places = set(table["jurisdiction"]) if table is not None and "jurisdiction" in table.columns else set(certificates)
    if graded and places != set(certificates):
        yield receipt_problem("jurisdiction", sorted(places), sorted(certificates))


def is_graded(receipt: Mapping[str, Any]) -> bool:
    """Say whether a result has grades, as its receipt tells."""
    return receipt.get("status") in GRADED


def receipt_problem(key: str, found: object, expected: object) -> Problem:
    """Return the problem of a value of the receipt."""
    facts = {"key": key, "found": _short(found), "expected": _short(expected)}
    return Problem("verify-receipt", Place("receipt.json"), facts)


def _length(value: object) -> int | None:
    return len(value) if isinstance(value, list) else None


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 200 else f"{text[:200]}……"


def _seats(certificate: Mapping[str, Any]) -> dict[str, Any]:
    rows = entries(certificate, "county")
    return {str(row.get("grade")): row.get("given") for row in rows if row.get("given") is not None}


def jurisdictions(grading: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the certificates of grading.json with their jurisdictions."""
    places = grading.get("jurisdictions")
    for place, certificate in places.items() if isinstance(places, Mapping) else ():
        if isinstance(certificate, Mapping):
            yield place, certificate


def _breaks(certificate: Mapping[str, Any]) -> list[str]:
    policy = certificate.get("policy")
    ties = policy.get("ties") if isinstance(policy, Mapping) else None
    return [str(entry.get("key")) for entry in entries(ties, "break")] if isinstance(ties, Mapping) else []


def entries(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return the mappings of a list, none where there is no such list."""
    found = data.get(key)
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []


def _marks(table: pl.DataFrame | None) -> dict[tuple[str, str], str]:
    if table is None or not {"unit", "criterion", "points"} <= set(table.columns):
        return {}
    rows = table.select("unit", "criterion", "points").iter_rows()
    return {(unit, criterion): points for unit, criterion, points in rows}


def _number(text: object) -> Decimal | None:
    try:
        return Decimal(text) if isinstance(text, str) else None
    except InvalidOperation:
        return None


def _equal(one: object, other: object) -> bool:
    first, second = _number(one), _number(other)
    return first is not None and first == second
