"""ledgers.md: every example goes through the real reader."""

from datetime import date
from types import SimpleNamespace

import pytest
import xlsxwriter

import efficiency_rules as er
from efficiency_rules.evidence.builtin import NotApplicable
from efficiency_rules.evidence.layout import _KEYS
from efficiency_rules.evidence.roster import COLUMNS
from efficiency_rules.points import decimal_text


@pytest.fixture(scope="session")
def ruleset():
    """The ruleset of the commands on the page."""
    return er.load_plugins().named("jingbian/2025")


@pytest.fixture(scope="session")
def office(tmp_path_factory, page, write):
    """A folder with all files of the page."""
    return write(tmp_path_factory.mktemp("office"), page("ledgers.md").files)


@pytest.fixture(scope="session")
def roster(office, ruleset):
    """The roster of the page."""
    return er.read_roster(office / "名册.csv", ruleset)


class Everything(er.EvidenceType, id="everything", title="各种列的台账"):
    """One row with a column of each kind."""

    number: str = er.column("编号", key=True)
    unit: er.UnitId = er.column("单位")
    day: date = er.column("日期", dated=True)
    count: int = er.column("整数")
    points: er.Points = er.column("分值")
    percent: er.Percent = er.column("百分比")
    flag: bool = er.column("是否")


def test_roster_columns_are_all_explained(page):
    """The table of the roster has its headings, English names and what must be there."""
    told = [
        (row["表头"], row["英文名"].strip("`"), row["必填"]) for row in page("ledgers.md").table("单位名册 (Roster)")
    ]
    assert told == [(one.heading, one.name, "否" if one.optional else "是") for one in COLUMNS]


def test_the_roster_is_read(roster):
    """Four units, with aliases and the day on which one ended."""
    assert [unit.id for unit in roster] == ["D01", "D02", "T01", "T02"]
    assert roster["T01"].aliases == ("青石镇人民政府", "青石")
    assert roster["D02"].active_to == date(2025, 6, 30)


def test_the_messy_ledger_is_read(office, ruleset, roster):
    """The folder of the page gives three tickets, unit by unit, one sum row set aside, one nil, and no error."""
    evidence = er.read_evidence(office / "台账", ruleset, roster)
    assert [problem.code for problem in evidence.problems if problem.severity != "info"] == []
    (reading,) = evidence.readings
    assert (reading.type, reading.rows, reading.used, reading.set_aside) == ("hotline-ticket", 4, 3, 1)
    ledger = evidence.ledgers["hotline-ticket"]
    assert [roster.units[at].name for at in ledger.unit] == ["水务局", "青石镇", "青石镇"]
    assert ledger.frame["due_on"].to_list() == [date(2025, 3, 10), date(2025, 3, 5), date(2025, 3, 12)]
    assert ledger.frame["closed_on"].to_list() == [None, date(2025, 3, 4), date(2025, 3, 12)]
    assert evidence.ledgers["difficulty-finding"].frame.height == 0


def test_layout_keys_are_all_explained(page):
    """The table of ledgers.yaml names its keys."""
    assert [row["键"].strip("`") for row in page("ledgers.md").table("ledgers.yaml")] == list(_KEYS)


def test_spellings_mean_what_the_table_says(page, roster):
    """Each spelling of the table, in a ledger of its own, is read as the table says."""
    rules = SimpleNamespace(evidence_types={"everything": Everything}, valid=er.Period.year(2025), groups={})
    plain = {"单位": "T02", "日期": "2025-01-01", "整数": "1", "分值": "1", "百分比": "1%", "是否": "否"}
    import polars as pl

    for row in page("ledgers.md").table("读得懂的写法 (Readable mess)"):
        cells = plain | {"编号": "a", row["列的类型"]: row["写成"].strip("`")}
        frame = pl.DataFrame({heading: [cell] for heading, cell in cells.items()})
        evidence = er.Evidence.from_frames({"everything": frame}, rules, roster)
        assert {problem.code for problem in evidence.problems} <= {"days-with-times"}, row
        assert row["读作"] == _read_as(evidence.ledgers["everything"], row["列的类型"], roster)


def _read_as(ledger, kind, roster):
    if kind == "单位":
        return roster.units[ledger.unit[0]].name
    names = {"日期": "day", "整数": "count", "分值": "points", "百分比": "percent", "是否": "flag"}
    value = ledger.frame[names[kind]][0]
    if kind == "是否":
        return "是" if value else "否"
    if kind in ("分值", "百分比"):
        return decimal_text(value) + ("%" if kind == "百分比" else "")
    return str(value)


def test_errors_are_those_of_the_table(page, office, ruleset, roster):
    """The bad ledger has exactly the problems of the table, each at its cell, and one good row at most."""
    evidence = er.read_evidence(office / "有错误", ruleset, roster)
    errors = [problem for problem in evidence.problems if problem.severity == "error"]
    told = [(row["单元格"], row["代码"].strip("`")) for row in page("ledgers.md").table("错误怎么办 (Errors)")]
    assert sorted((problem.place.cell, problem.code) for problem in errors) == sorted(told)
    (unknown,) = [problem for problem in errors if problem.code == "unit-unknown"]
    assert "青石镇" in unknown.hint()
    with pytest.raises(er.EfficiencyRulesError):
        er.evaluate(ruleset, roster, evidence)


def test_rows_are_never_lost(office, ruleset, roster):
    """Rows read are used, set aside or rejected, and every rejected row is listed."""
    evidence = er.read_evidence(office / "有错误", ruleset, roster)
    (reading,) = evidence.readings
    assert reading.rows == reading.used + reading.set_aside + reading.rejected == 12
    assert evidence.rejected.height == reading.rejected


def test_merged_cells_count_for_every_row(tmp_path, ruleset, roster):
    """A workbook with a title, vertically merged units and a hidden row is read row by row, as the page says."""
    book = xlsxwriter.Workbook(str(tmp_path / "三月.xlsx"))
    sheet = book.add_worksheet("12345热线工单台账（3月）")
    sheet.write(0, 0, "三月工单")
    sheet.write_row(1, 0, ["工单号", "承办单位", "办理时限", "办结时间"])
    for at in range(3):
        sheet.write_row(2 + at, 0, [f"A{at}", "", "2025-03-05", "2025-03-04"])
    sheet.merge_range(2, 1, 4, 1, "青石")
    sheet.set_row(3, None, None, {"hidden": True})
    book.close()
    evidence = er.read_evidence(tmp_path, ruleset, roster)
    assert [problem.code for problem in evidence.problems] == ["rows-hidden"]
    assert [roster.units[at].id for at in evidence.ledgers["hotline-ticket"].unit] == ["T01"] * 3


def test_sign_off_columns_are_all_explained(page):
    """The table of 不适用认定 has the headings of the built-in ledger."""
    told = [row["表头"] for row in page("ledgers.md").table("不适用认定 (Not applicable)")]
    assert told == [one.heading for one in NotApplicable.columns]


def test_the_half_year_counts_due_items_and_gives_no_grades(qinghe):
    """A half-year evaluation is interim, leaves out later records, and marks year-end items as not due."""
    evaluation = qinghe.evaluate(er.Period.half(2025, 1))
    assert (evaluation.status, evaluation.graded) == ("interim", None)
    states = evaluation.marks.filter(evaluation.marks["criterion"] == "training-record")["state"]
    assert set(states) == {"not-due"}
    assert evaluation.receipt.to_dict()["outside_period"] == {"finding": 1, "letter": 2, "training-session": 4}
