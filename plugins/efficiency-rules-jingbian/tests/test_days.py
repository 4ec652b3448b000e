"""Days of one record that cannot be: closed before received."""

from collections.abc import Mapping

import polars as pl
import pytest

import efficiency_rules as er

RECORDS: Mapping[str, dict[str, str]] = {
    "service-case": {
        "case": "1",
        "accepted_on": "2025-03-05",
        "promised_on": "2025-03-20",
        "closed_on": "2025-03-05",
        "special_days": "0",
    },
    "disclosure-request": {
        "request": "1",
        "received_on": "2025-03-05",
        "due_on": "2025-04-02",
        "extension": "0",
        "replied_on": "2025-03-05",
    },
    "complaint": {
        "complaint": "1",
        "received_on": "2025-03-05",
        "accepted_on": "2025-03-05",
        "due_on": "2025-04-05",
        "closed_on": "2025-03-05",
        "verified": "是",
    },
    "rectification-notice": {
        "notice": "1",
        "issued_on": "2025-03-05",
        "replied_on": "2025-03-05",
        "due_on": "2025-04-05",
        "closed_on": "2025-03-05",
    },
}
"""A record of each ledger that holds several days, all of them on one day."""

IMPOSSIBLE = [
    ("service-case", {"closed_on": "2025-03-04"}, "closed_on", "早于“受理时间”2025-03-05"),
    ("disclosure-request", {"replied_on": "2025-03-04"}, "replied_on", "早于“收到日期”2025-03-05"),
    ("complaint", {"accepted_on": "2025-03-04"}, "accepted_on", "早于“收到日期”2025-03-05"),
    ("complaint", {"accepted_on": "2025-03-07", "closed_on": "2025-03-06"}, "closed_on", "早于“受理日期”2025-03-07"),
    ("complaint", {"accepted_on": "", "closed_on": "2025-03-04"}, "closed_on", "早于“收到日期”2025-03-05"),
    ("rectification-notice", {"replied_on": "2025-03-04"}, "replied_on", "早于“发出日期”2025-03-05"),
    ("rectification-notice", {"closed_on": "2025-03-04"}, "closed_on", "早于“发出日期”2025-03-05"),
]
"""A change that makes a record impossible, the column at fault, and why."""


def read(ruleset: er.Ruleset, id: str, changed: Mapping[str, str]) -> er.Evidence:
    """Return the evidence of one record."""
    record = {"unit": "u", **RECORDS[id], **changed}
    names = [column.name for column in ruleset.evidence_types[id].columns]
    frame = pl.DataFrame({name: [record.get(name)] for name in names}, schema=dict.fromkeys(names, pl.String))
    return er.Evidence.from_frames({id: frame}, ruleset, er.Roster([er.Unit("u", "青石镇", "town")]))


@pytest.mark.parametrize("id", RECORDS)
def test_all_on_one_day_is_possible(ruleset: er.Ruleset, id: str) -> None:
    """A matter may be received and closed on one day, and one that is still open is closed on no day."""
    assert read(ruleset, id, {}).problems == ()
    days = [column.name for column in ruleset.evidence_types[id].columns if column.kind == "day" and column.optional]
    assert read(ruleset, id, dict.fromkeys(days, "")).problems == ()


@pytest.mark.parametrize(("id", "changed", "column", "reason"), IMPOSSIBLE)
def test_a_day_before_an_earlier_one_is_an_error(
    ruleset: er.Ruleset, id: str, changed: dict[str, str], column: str, reason: str
) -> None:
    """The row is refused at the cell of the later day, which says what day it lies before."""
    (problem,) = read(ruleset, id, changed).problems
    type = ruleset.evidence_types[id]
    assert (problem.code, problem.severity) == ("row-refused", "error")
    assert problem.place.cell == f"{'ABCDEFGHI'[[one.name for one in type.columns].index(column)]}2"
    assert problem.facts["reason"] == reason
    assert problem.facts["found"] == changed[column]
    assert f"“{type.column(column).heading}”" in problem.text()


def test_ledgers_without_such_days_are_read_without_a_call_a_row(ruleset: er.Ruleset) -> None:
    """Only these ledgers have rules of their own, because those take a Python call a record."""
    ruled = {id for id, type in ruleset.evidence_types.items() if type.__pydantic_decorators__.field_validators}
    assert ruled == set(RECORDS)
