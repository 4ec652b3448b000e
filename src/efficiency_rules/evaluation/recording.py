"""Recording: a receipt agrees with itself, and with what the tables show of rows, groups, areas and human acts."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

import efficiency_rules
from efficiency_rules.errors import Place, Problem
from efficiency_rules.evaluation import digests
from efficiency_rules.evaluation.adding import POINTS, numbers
from efficiency_rules.evaluation.agreeing import GRADED, entries, is_graded, jurisdictions, receipt_problem
from efficiency_rules.evaluation.contents import harmless
from efficiency_rules.evaluation.receipt_keys import KEYS
from efficiency_rules.grading import LAWS

_SCHEMA = "efficiency-rules/receipt/1"
_STATUSES = (*GRADED, "interim", "incomplete")


def receipt_fits(
    tables: Mapping[str, pl.DataFrame], receipt: Mapping[str, Any], grading: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield where the receipt contradicts itself or the tables; `tables` hold every cell as text."""
    for key in sorted({*receipt} - {*KEYS}):
        yield receipt_problem(key, "有", "（无）")
    yield from _about(receipt)
    yield from _rows(tables, receipt)
    yield from _acts(receipt, grading)
    if "standings" in tables:
        yield from _units(tables["standings"], receipt)
    if "marks" in tables and {"unit", "criterion", "state", "points"} <= {*tables["marks"].columns}:
        yield from _areas(tables["marks"], receipt)
        yield from _adjusted(tables["marks"], receipt)


def _about(receipt: Mapping[str, Any]) -> Iterator[Problem]:
    about, ruleset = _mapping(receipt.get("about")), _mapping(receipt.get("ruleset"))
    criteria = [
        {"id": str(row.get("use")).partition("@")[0]} | {key: row.get(key) for key in ("title", "area", "clause")}
        for row in entries(receipt, "criteria")
    ]
    laws = [law.__name__ for law in LAWS] if is_graded(receipt) else []
    if _mapping(receipt.get("library")).get("version") != efficiency_rules.__version__ and laws:
        # Another version may have known other laws.
        laws = receipt.get("laws_checked") or laws
    pairs = {
        "schema": (receipt.get("schema"), _SCHEMA),
        "about.period": (about.get("period"), receipt.get("period")),
        "about.ruleset": (about.get("ruleset"), {key: ruleset.get(key) for key in ("id", "title")}),
        "about.criteria": (about.get("criteria"), criteria),
        "laws_checked": (receipt.get("laws_checked"), laws),
    }
    if receipt.get("status") not in _STATUSES:
        yield receipt_problem("status", receipt.get("status"), " / ".join(_STATUSES))
    for key, (found, expected) in pairs.items():
        if found != expected:
            yield receipt_problem(key, found, expected)


def _rows(tables: Mapping[str, pl.DataFrame], receipt: Mapping[str, Any]) -> Iterator[Problem]:
    """Rows are used, set aside or rejected; what was rejected is listed, and makes the result provisional."""
    rejected = 0
    for at, row in enumerate(entries(receipt, "rows")):
        rows, used, aside, bad = (_count(row.get(key)) for key in ("rows", "used", "set_aside", "rejected"))
        rejected += bad
        if rows != used + aside + bad:
            yield receipt_problem(f"rows[{at}].rows", row.get("rows"), f"{used} + {aside} + {bad}")
    listed = tables["rejected"].height if "rejected" in tables else 0
    if rejected != listed:
        yield Problem("verify-rejected", Place("rejected.csv"), {"found": listed, "expected": rejected})
    problems = tables.get("problems")
    errors = problems is not None and "severity" in problems.columns and "error" in problems["severity"]
    status = receipt.get("status")
    if (rejected or errors) and status in ("final", "undecided"):
        yield receipt_problem("status", status, "provisional")
    if status in ("provisional", "incomplete") and not errors:
        yield Problem("verify-problems-missing", Place("problems.csv"), {"found": status})


def _acts(receipt: Mapping[str, Any], grading: Mapping[str, Any]) -> Iterator[Problem]:
    """The decisions of grading.json and the adjustments make the digest; ties of an incomplete result are unknown."""
    if receipt.get("status") == "incomplete" or (is_graded(receipt) and not grading):
        return
    acts: list[Any] = [act for _, one in jurisdictions(grading) for act in entries(one, "decisions")]
    acts += entries(receipt, "adjustments")
    again = digests.of_data(sorted(acts, key=digests.canonical))
    told = _mapping(receipt.get("digests")).get("decisions")
    if told != again:
        yield receipt_problem("digests.decisions", told, again)


def _units(standings: pl.DataFrame, receipt: Mapping[str, Any]) -> Iterator[Problem]:
    """Groups are those of the ruleset; who was not evaluated has no row."""
    groups = _mapping(_mapping(receipt.get("about")).get("groups"))
    outside = _mapping(receipt.get("not_evaluated"))
    for line, row in enumerate(standings.iter_rows(named=True), 2):
        if row.get("group") not in groups:
            facts = {"unit": row.get("unit"), "column": "group", "found": row.get("group")}
            yield Problem("verify-cell", Place("standings", line), facts | {"expected": "、".join(map(str, groups))})
        if row.get("unit") in outside:
            yield Problem("verify-not-evaluated", Place("standings", line), {"unit": row.get("unit")})


def _areas(marks: pl.DataFrame, receipt: Mapping[str, Any]) -> Iterator[Problem]:
    """An area is worth the full points of its criteria that are due."""
    later = marks.group_by("criterion").agg(later=(pl.col("state") == "not-due").all())
    not_due = {*later.filter("later")["criterion"]}
    full: dict[str, Decimal] = {}
    for row in entries(receipt, "criteria"):
        worth = Decimal(0) if str(row.get("use")).partition("@")[0] in not_due else _points(row.get("full"))
        area = str(row.get("area"))
        full[area] = full.get(area, Decimal(0)) + worth
    for at, row in enumerate(entries(_mapping(receipt.get("about")), "areas")):
        if _points(row.get("full")) != full.get(str(row.get("id")), Decimal(0)):
            yield receipt_problem(f"about.areas[{at}].full", row.get("full"), full.get(str(row.get("id"))))


def _adjusted(marks: pl.DataFrame, receipt: Mapping[str, Any]) -> Iterator[Problem]:
    """An adjusted mark has the points of its adjustment; in an incomplete result it may wait."""
    acts = entries(receipt, "adjustments")
    if receipt.get("status") == "incomplete" or not acts:
        return
    keys = ["unit", "criterion"]
    texts = [[str(act.get(key)) for key in (*keys, "points")] for act in acts]
    adjusted = harmless(pl.DataFrame(texts, schema=dict.fromkeys((*keys, "points_"), pl.String), orient="row"))
    rows = numbers(marks, "points", suffix="_number").with_row_index("line", 2)
    made = adjusted.join(rows, keys, "left")
    wrong = made.filter(pl.col("points_number").ne_missing(pl.col("points_").cast(POINTS, strict=False)))
    for unit, criterion, new, line, found in wrong.select(*keys, "points_", "line", "points").iter_rows():
        facts = {"unit": unit, "column": f"points（{criterion}）", "found": found or "（空）", "expected": new}
        yield Problem("verify-cell", Place("marks", line), facts)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _count(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else -1


def _points(value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return Decimal(-1)
