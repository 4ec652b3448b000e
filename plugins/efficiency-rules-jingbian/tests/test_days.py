"""Days of one record that cannot be: closed before received."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import efficiency_rules as er
from efficiency_rules_jingbian.days import days_in_order

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


DAYS = st.one_of(st.none(), st.dates(date(2025, 3, 1), date(2025, 3, 4)))


@given(st.lists(st.tuples(DAYS, DAYS, DAYS), min_size=1, max_size=8))
def test_only_records_that_may_be_impossible_are_looked_at_one_by_one(days: list[tuple[date | None, ...]]) -> None:
    """The rule says which rows it can refuse: exactly those that it refuses."""
    names = ("first", "second", "third")

    class Days(er.EvidenceType, id="days", title="日期"):
        """Three days of one record, and the rule."""

        number: str = er.column("编号", key=True)
        unit: er.UnitId = er.column("单位")
        on: date = er.column("日期", dated=True)
        first: date | None = er.column("一")
        second: date | None = er.column("二")
        third: date | None = er.column("三")
        _days = days_in_order(*names)

    (rule,) = Days.__pydantic_decorators__.field_validators.values()
    frame = pl.DataFrame([dict(zip(names, row, strict=True)) for row in days], schema=dict.fromkeys(names, pl.Date))
    suspected = frame.select(rule.func.__func__.__only_where__).to_series().fill_null(False).to_list()
    for row, suspect in zip(days, suspected, strict=True):
        values = dict(zip(names, row, strict=True)) | {"number": "1", "unit": "u", "on": date(2025, 3, 1)}
        try:
            Days.model_validate(values, by_name=True)
        except ValidationError:
            assert suspect
        else:
            assert not suspect


def test_ledgers_without_such_days_are_read_without_a_call_a_row(ruleset: er.Ruleset) -> None:
    """Only these ledgers have rules of their own."""
    ruled = {id for id, type in ruleset.evidence_types.items() if type.__pydantic_decorators__.field_validators}
    assert ruled == set(RECORDS)
