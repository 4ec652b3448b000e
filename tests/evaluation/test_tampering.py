"""Folders that were changed and sealed again: what contradicts other data of the same folder is found and placed."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
import worlds
from result_bytes import (
    Bytes,
    checks,
    csv_of,
    json_of,
    resealed,
    rows_of,
    small_evaluation,
    small_result,
    small_world,
)

import efficiency_rules as er
from efficiency_rules.evaluation import contents
from efficiency_rules.evaluation.folder import Beside, result_files

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="module")
def small() -> Bytes:
    """The result of a small county."""
    return small_result()


def cells(table: str, where: dict[str, str], **values: str) -> Change:
    """Change cells of the first row that has these values."""

    def change(files: dict[str, bytes]) -> None:
        head, *rows = rows_of(files[f"{table}.csv"])
        row = next(row for row in rows if all(row[head.index(name)] == value for name, value in where.items()))
        for name, value in values.items():
            row[head.index(name)] = value
        files[f"{table}.csv"] = csv_of([head, *rows])

    return change


def more(table: str, *rows: list[str]) -> Change:
    """Add rows."""

    def change(files: dict[str, bytes]) -> None:
        files[f"{table}.csv"] = csv_of([*rows_of(files[f"{table}.csv"]), *rows])

    return change


def headed(table: str, *columns: str) -> Change:
    """Take columns away from a table, or add them, to have these."""

    def change(files: dict[str, bytes]) -> None:
        head, *rows = rows_of(files[f"{table}.csv"])
        cells = [dict(zip(head, row, strict=True)) for row in rows]
        files[f"{table}.csv"] = csv_of([list(columns), *([row.get(name, "好") for name in columns] for row in cells)])

    return change


def value(file: str, path: str, new: Any) -> Change:
    """Replace one value of a JSON file."""

    def change(files: dict[str, bytes]) -> None:
        data = json.loads(files[file])
        *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
        holder: Any = data
        for step in way:
            holder = holder[step]
        if new is GONE:
            del holder[last]
        else:
            holder[last] = new
        files[file] = json_of(data)

    return change


def gone(*names: str) -> Change:
    """Take files away."""

    def change(files: dict[str, bytes]) -> None:
        for name in names:
            del files[name]

    return change


def both(*changes: Change) -> Change:
    """Make one change after the other."""

    def change(files: dict[str, bytes]) -> None:
        for one in changes:
            one(files)

    return change


GONE: Any = object()
NO_GRADES = both(
    gone("grading.json"),
    *(value("receipt.json", key, {}) for key in ("seats", "open_ties", "evaluated_not_graded")),
)
GHOST = ["", "x9", "幽灵局", "town", "", "", "", "false", "", ""]


def found(files: Bytes, change: Change) -> list[tuple[str, str, str]]:
    """Check, code and place of everything found in a folder after a change."""
    changed = dict(files)
    change(changed)
    every = checks(resealed(changed))
    return [(check.name, one.code, str(one.place)) for check in every.values() for one in check.problems]


UNITS: list[tuple[Change, tuple[str, str, str]]] = [
    (more("standings", GHOST), ("standings", "verify-unit-nowhere", "standings.csv:10")),
    (more("standings", [*GHOST[:6], "good", *GHOST[7:]]), ("standings", "verify-standing", "standings.csv:10")),
    (cells("standings", {"unit": "u004"}, rank="1"), ("standings", "verify-standing", "standings.csv:6")),
    (cells("standings", {"unit": "u004"}, grade="excellent"), ("standings", "verify-standing", "standings.csv:6")),
    (cells("standings", {"unit": "u004"}, on_line="true"), ("standings", "verify-standing", "standings.csv:6")),
    (cells("standings", {"unit": "u004"}, jurisdiction="别县"), ("standings", "verify-standing", "standings.csv:6")),
    (gone("grading.json"), ("grading", "verify-grading-missing", "grading.json")),
    (NO_GRADES, ("grading", "verify-grading-missing", "grading.json")),
    (both(NO_GRADES, value("receipt.json", "status", "final")), ("grading", "verify-grading-missing", "grading.json")),
    (
        both(value("receipt.json", "status", "interim"), value("grading.json", "status", "interim")),
        ("receipt", "verify-receipt", "receipt.json"),
    ),
]


@pytest.mark.parametrize(("change", "expected"), UNITS)
def test_every_unit_is_graded_or_is_not(small: Bytes, change: Change, expected: tuple[str, str, str]) -> None:
    """Every row of the standings is in grading.json, which is there when the receipt's status says so."""
    assert expected in found(small, change)


def test_without_the_grading_that_should_be_there_nothing_is_called_inapplicable(small: Bytes) -> None:
    """The checks against a grading.json that was taken away failed, or could not be made."""
    changed = dict(small)
    NO_GRADES(changed)
    verdicts = {name: check.verdict for name, check in checks(resealed(changed)).items()}
    assert verdicts["grading"] == "failed"
    assert not {"passed", "not-applicable"} & {verdicts["standings"], verdicts["receipt"]}


MARKS = ("jurisdiction", "unit", "criterion", "edition", "state", "points", "full")
U001 = {"unit": "u001"}
EVENTS = U001 | {"criterion": "events"}
RESCALED = {"unit": "u000", "criterion": ""}
TABLES: list[tuple[Change, tuple[str, str]]] = [
    (cells("marks", EVENTS, jurisdiction="别县"), ("verify-cell", "marks.csv:7")),
    (cells("marks", EVENTS, edition="2019"), ("verify-cell", "marks.csv:7")),
    (cells("marks", EVENTS, state="xyz"), ("verify-cell", "marks.csv:7")),
    (cells("marks", EVENTS, full="6.00", points="3.50"), ("verify-cell", "marks.csv:7")),
    (cells("marks", EVENTS, points="5.50"), ("verify-cell", "marks.csv:7")),
    (cells("marks", EVENTS, points="-0.50"), ("verify-cell", "marks.csv:7")),
    (cells("marks", EVENTS, state="no-cases"), ("verify-state", "marks.csv:7")),
    (cells("marks", EVENTS, state="not-applicable"), ("verify-state", "marks.csv:7")),
    (cells("marks", EVENTS, state="not-due", points=""), ("verify-state", "marks.csv:7")),
    (cells("marks", EVENTS, state="failed", points=""), ("verify-state", "marks.csv:7")),
    (cells("marks", EVENTS, points=""), ("verify-state", "marks.csv:7")),
    (cells("marks", {"state": "no-cases", "points": "5.00"}, points="0.00"), ("verify-state", "marks.csv:17")),
    (cells("marks", EVENTS, reason=" "), ("verify-reason-missing", "marks.csv:7")),
    (cells("marks", EVENTS, criterion="tickets"), ("verify-mark-count", "marks.csv")),
    (cells("lines", EVENTS, jurisdiction="别县"), ("verify-cell", "lines.csv:11")),
    (cells("lines", EVENTS, area="b"), ("verify-cell", "lines.csv:11")),
    (cells("lines", EVENTS, clause="九(九)"), ("verify-cell", "lines.csv:11")),
    (cells("lines", EVENTS, reason=""), ("verify-reason-missing", "lines.csv:11")),
    (cells("lines", EVENTS, evidence="没有"), ("verify-source-missing", "lines.csv:11")),
    (cells("lines", RESCALED, area="c"), ("verify-cell", "lines.csv:9")),
    (cells("lines", RESCALED, clause="九"), ("verify-cell", "lines.csv:9")),
    (cells("lines", RESCALED, evidence="e1"), ("verify-cell", "lines.csv:9")),
    (more("lines", ["", "x9", "a", "", "四(a)", "1.00", "折算", ""]), ("verify-unit-unknown", "lines.csv:40")),
    (cells("sources", {"key": "e1"}, key="没有"), ("verify-source-alone", "sources.csv:5")),
    (cells("sources", {"key": "e1"}, file="没有.xlsx"), ("verify-source-unread", "sources.csv:5")),
    (gone("sources.csv"), ("verify-columns-missing", "sources")),
    (headed("marks", *MARKS), ("verify-columns-missing", "marks.csv")),
    (headed("marks", *MARKS, "reason", "note"), ("verify-columns-extra", "marks.csv")),
]


def read_from_files(before: er.Evaluation, decisions: Sequence[Any] = ()) -> er.Evaluation:
    """The same evaluation, its ledgers read from files."""
    evidence = before.evidence
    ledgers = {}
    for id, ledger in evidence.ledgers.items():
        places = {"file": f"{id}.csv", "sheet": "", "row": range(2, len(ledger.unit) + 2)}
        ledgers[id] = replace(ledger, sources=pl.DataFrame(places))
    readings = tuple(replace(reading, file=f"{reading.type}.csv") for reading in evidence.readings)
    read = replace(evidence, ledgers=ledgers, readings=readings)
    return er.evaluate(before.ruleset, before.roster, read, decisions=decisions)


@pytest.fixture(scope="module")
def sourced() -> Bytes:
    """The result of the same county, its ledgers read from files."""
    return Bytes(result_files(read_from_files(small_evaluation())))


ABOUT = {"by": "某甲", "role": "专班组长", "on": "2026-01-20", "reason": "经核实", "document": "会议纪要〔2026〕1号"}
TIE = er.Decision(units=("u007", "u005"), **ABOUT)
ADJUSTED = er.Adjustment(unit="u001", criterion="events", points="3.00", **ABOUT)


@pytest.fixture(scope="module")
def decided() -> Bytes:
    """The same with the tie decided and a mark adjusted."""
    return Bytes(result_files(read_from_files(small_evaluation(), [TIE, ADJUSTED])))


def regraded() -> Mapping[str, bytes]:
    """The result of a regrading in which one record is withdrawn, one replaced and one mark adjusted."""
    record = {"number": "e1", "unit": "u001", "kind": "轻", "on": "2025-01-01"}
    acts = [
        er.Withdrawal(type="event", key="e0", **ABOUT),
        er.Replacement(type="event", key="e1", record=record, **ABOUT),
        replace(ADJUSTED, criterion="tickets"),
    ]
    regrading = er.regrade(read_from_files(small_evaluation()), acts)
    beside = Beside(regrading.table, regrading.outcomes_table, regrading.to_dict())
    return result_files(regrading.after, beside=beside)


def half_a_year() -> Mapping[str, bytes]:
    """An evaluation without grades, and with marks that are not due."""
    one = small_evaluation()
    evaluation = er.evaluate(one.ruleset, one.roster, one.evidence, er.Period.half(2025, 1), [ADJUSTED])
    assert evaluation.status == "interim"
    return result_files(evaluation)


def provisional() -> Mapping[str, bytes]:
    """An evaluation for which a bad row was set aside."""
    rules, world = worlds.standard(), small_world()
    bad = world.rows["event"][0] | {"number": "e99", "unit": "nobody"}
    evidence = world.having("event", [*world.rows["event"], bad, bad | {"number": "", "kind": "?"}]).evidence(rules)
    evaluation = er.evaluate(rules, worlds.roster(world.size), evidence, set_aside=True)
    assert evaluation.status == "provisional"
    return result_files(evaluation)


def incomplete() -> Mapping[str, bytes]:
    """An evaluation that lacks a ledger."""
    one = small_evaluation()
    ledgers = {id: ledger for id, ledger in one.evidence.ledgers.items() if id != "event"}
    evaluation = er.evaluate(one.ruleset, one.roster, replace(one.evidence, ledgers=ledgers), decisions=[TIE])
    assert evaluation.status == "incomplete"
    return result_files(evaluation)


@pytest.mark.parametrize("make", [regraded, half_a_year, provisional, incomplete])
def test_a_true_result_of_any_kind_passes(make: Callable[[], Mapping[str, bytes]]) -> None:
    """Nothing is found in a result as it was written, whatever its status."""
    every = checks(make()).values()
    assert [one for check in every for one in check.problems if one.severity == "error"] == []
    assert {check.verdict for check in every} <= {"passed", "not-applicable"}


def test_tables_as_written_match(sourced: Bytes, decided: Bytes) -> None:
    """Every check passes and finds nothing."""
    assert found(sourced, both()) == []
    assert found(decided, both()) == []


@pytest.mark.parametrize(("change", "expected"), TABLES)
def test_tables_that_contradict_each_other_are_found(sourced: Bytes, change: Change, expected: tuple[str, str]) -> None:
    """What marks, lines and sources say of units and criteria is what standings, receipt and each other say."""
    assert ("tables", *expected) in found(sourced, change)


RECEIPT: list[tuple[Change, tuple[str, str]]] = [
    (value("receipt.json", path, new), ("verify-receipt", "receipt.json"))
    for path, new in [
        ("foo", 1),
        ("schema", "x/9"),
        ("status", "splendid"),
        ("rows/0/used", 1),
        ("rows/0/rejected", -1),
        ("laws_checked", []),
        ("period", "2024"),
        ("about/period", "2024"),
        ("about/ruleset/title", "正式细则"),
        ("ruleset/id", "other/2025"),
        ("about/areas/0/full", "30.00"),
        ("about/criteria/0/title", "另一项"),
        ("about/criteria/0/area", "b"),
        ("criteria/0/clause", "九"),
        ("digests/decisions", "0" * 64),
        ("adjustments", []),
    ]
]
RECEIPT += [
    (
        value("receipt.json", "rows/1", {"rows": 8, "used": 7, "set_aside": 0, "rejected": 1}),
        ("verify-rejected", "rejected.csv"),
    ),
    (value("receipt.json", "status", "provisional"), ("verify-problems-missing", "problems.csv")),
    (value("receipt.json", "not_evaluated", {"u001": "2025-07-01 起"}), ("verify-not-evaluated", "standings.csv:3")),
    (value("receipt.json", "about/groups", {"town": "镇街"}), ("verify-cell", "standings.csv:3")),
    (value("receipt.json", "adjustments/0/points", "2.00"), ("verify-cell", "marks.csv:7")),
    (value("receipt.json", "criteria/0/use", "events@2019"), ("verify-cell", "marks.csv:2")),
    (value("receipt.json", "criteria/0/full", "6"), ("verify-cell", "marks.csv:2")),
    (
        both(*(value("grading.json", f"jurisdictions//{at}/by", "某乙") for at in ("decisions/0", "ties/0/decision"))),
        ("verify-receipt", "receipt.json"),
    ),
]


@pytest.mark.parametrize(("change", "expected"), RECEIPT)
def test_a_receipt_that_contradicts_itself_or_the_tables_is_found(
    decided: Bytes, change: Change, expected: tuple[str, str]
) -> None:
    """Rows, period, ruleset, criteria, areas, laws, decisions and units of a receipt fit the rest of the folder."""
    assert ("tables", *expected) in found(decided, change)


@pytest.mark.parametrize("key", ["library", "digests", "status", "rows", "about", "criteria", "tables"])
def test_a_key_that_a_receipt_lacks_is_named(decided: Bytes, key: str) -> None:
    """Whether or not the tables can still be compared with what is left of the receipt."""
    receipt = json.loads(decided["receipt.json"])
    del receipt[key]
    every = checks({**decided, "receipt.json": json_of(receipt)})
    [told] = [one for check in every.values() for one in check.problems if one.code == "verify-receipt-incomplete"]
    assert (str(told.place), key in told.what("en")) == ("receipt.json", True)


@pytest.mark.parametrize("tables", [["x"], None, {}])
def test_where_no_digest_of_a_file_is_left_nothing_passes(decided: Bytes, tables: Any) -> None:
    """A receipt sealed again whose files have no digests proves none of them; the files are not called too many."""
    receipt = json.loads(decided["receipt.json"])
    content = {key: value for key, value in receipt.items() if key not in ("digest", "circumstances", "tables")}
    sealed = contents.sealed(content | ({} if tables is None else {"tables": tables}), {"at": "x"})
    marks = decided["marks.csv"].replace("分".encode(), "份".encode())
    every = checks({**decided, "marks.csv": marks, "receipt.json": json_of(sealed)})
    codes = [one.code for one in every["digests"].problems]
    assert (every["digests"].verdict, codes) == ("failed", ["verify-receipt-incomplete"])
    assert every["sums"].verdict == "unable"


@pytest.mark.parametrize(
    "receipt", ["{}", "{", "[]", '{"about": 3, "tables": []}', '{"about": {"areas": [{}], "criteria": []}, "rows": 1}']
)
def test_a_receipt_that_holds_next_to_nothing_is_told_in_a_few_lines(decided: Bytes, receipt: str) -> None:
    """All that it lacks at once; what would be compared with it is not called right, nor wrong in every row."""
    every = checks({**decided, "receipt.json": receipt.encode()})
    problems = [one for check in every.values() for one in check.problems if one.severity == "error"]
    assert len(problems) <= 2
    assert {one.place.file for one in problems} == {"receipt.json"}
    assert every["digests"].verdict == "failed"
    assert {every[name].verdict for name in ("sums", "tables", "standings", "receipt")} == {"unable"}


@pytest.mark.parametrize(
    "change",
    [
        cells("standings", {"unit": "u001"}, total="017.55"),
        cells("marks", EVENTS, full="05.00"),
        cells("lines", {"unit": "u000", "criterion": "events"}, points="-00.50"),
    ],
)
def test_points_are_written_in_one_way(decided: Bytes, change: Change) -> None:
    """Zeros in front of a number are not what an evaluation writes."""
    assert ("sums", "verify-not-number") in [one[:2] for one in found(decided, change)]


def test_a_consequence_that_one_file_leaves_out_is_found(decided: Bytes) -> None:
    """What follows from a grade stands in the receipt and in the policy."""
    told = value("receipt.json", "about/consequences/poor", [{"clause": "八", "quote": "作书面检查"}])
    assert ("receipt", "verify-receipt", "receipt.json") in found(decided, told)


def test_two_statuses_are_found(decided: Bytes) -> None:
    """The status stands twice in the receipt."""
    assert ("receipt", "verify-receipt", "receipt.json") in found(
        decided, value("receipt.json", "about/status", "undecided")
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (gone("problems.csv"), ("verify-problems-missing", "problems.csv")),
        (gone("rejected.csv"), ("verify-rejected", "rejected.csv")),
        (value("receipt.json", "status", "final"), ("verify-receipt", "receipt.json")),
    ],
)
def test_bad_rows_cannot_be_hidden(change: Change, expected: tuple[str, str]) -> None:
    """Where rows were set aside, their list, the problems and the status say so."""
    assert ("tables", *expected) in found(Bytes(provisional()), change)
