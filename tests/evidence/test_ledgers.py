"""Whole folders: what is read, what is refused, and that nothing gets lost."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from efficiency_rules.errors import InputError
from efficiency_rules.evidence.ledgers import Ledger
from efficiency_rules.evidence.reading import read_evidence


def codes(evidence: Any, severity: str = "error") -> list[tuple[str, str]]:
    return [(one.code, one.place.cell) for one in evidence.problems if one.severity == severity]


def records(evidence: Any, type: str = "hotline-ticket") -> set[tuple[Any, ...]]:
    ledger = evidence.ledgers[type]
    return {(unit, *row) for unit, row in zip(ledger.unit.tolist(), ledger.frame.rows(), strict=True)}


def test_a_plain_ledger_becomes_typed_columns(tickets: Any, ticket: Any) -> None:
    """Dates, choices, flags and units arrive in the dtypes that formulas count on."""
    evidence = tickets(ticket("T1"), ticket("T2", 承办单位="003", 办结时间="", 级别="紧急", 是否重复="是"))
    ledger = evidence.ledgers["hotline-ticket"]
    assert evidence.problems == ()
    assert ledger.frame.schema == {
        "ticket": pl.String(),
        "due_on": pl.Date(),
        "closed_on": pl.Date(),
        "level": pl.Enum(["一般", "紧急"]),
        "repeated": pl.Boolean(),
    }
    assert ledger.frame.rows() == [
        ("T1", date(2025, 3, 5), date(2025, 3, 4), "一般", False),
        ("T2", date(2025, 3, 5), None, "紧急", True),
    ]
    assert ledger.unit.tolist() == [0, 2]
    assert str(ledger.unit.dtype) == "int32"
    assert ledger.sources.rows() == [("12345热线工单台账.csv", "", 2), ("12345热线工单台账.csv", "", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_title_rows_mess_and_sums_are_no_errors(
    tmp_path: Path, write_csv: Any, read: Any, ticket: Any, encoding: str
) -> None:
    """Titles, odd headings, blank rows, extra columns, sums and stray blanks are read; places stay exact."""
    rows = [
        ["县12345热线工单台账（2025年）", "", "", "", "", "", "", ""],
        ["单位：县热线办", "", "", "", "", "", "", ""],
        ["序号", " 工单 编号*", "承办\n单位", "办理时限：", "办结时间", "级 别", "是否重复", "备注"],
        ["1", *ticket("Ｔ１", 承办单位="青禾镇人民政府", 办理时限="２０２５年３月５日"), "a,b"],
        ["", "", "", "", "", "", "", ""],
        ["2", *ticket("T2", 承办单位=" 农业农村局（乡村 振兴局）", 办理时限="2025.3.5", 是否重复="√"), ""],
        ["小计", "", "", "", "2", "", "", ""],
        ["序号", " 工单 编号*", "承办\n单位", "办理时限：", "办结时间", "级 别", "是否重复", "备注"],
        ["3", *ticket("T3", 承办单位="不存在"), ""],
        ["合　计：", "", "", "", "3", "", "", ""],
        *[[""] * 8] * 50,
    ]
    write_csv(tmp_path / "12345热线工单台账-一季度.csv", rows, encoding)
    evidence = read()
    assert records(evidence) == {
        (0, "T1", date(2025, 3, 5), date(2025, 3, 4), "一般", False),
        (3, "T2", date(2025, 3, 5), date(2025, 3, 4), "一般", True),
    }
    assert codes(evidence) == [("unit-unknown", "C9")]
    assert codes(evidence, "info") == [("columns-extra", "A3"), ("rows-sums", "A7"), ("rows-headings", "A8")]
    reading = evidence.readings[0]
    assert (reading.rows, reading.used, reading.set_aside, reading.rejected) == (6, 2, 3, 1)
    assert evidence.ledgers["hotline-ticket"].sources["row"].to_list() == [4, 6]


@pytest.mark.parametrize(
    ("changes", "code", "cell"),
    [
        ({"承办单位": "青和镇"}, "unit-unknown", "B2"),
        ({"承办单位": "综合服务中心"}, "unit-ambiguous", "B2"),
        ({"承办单位": ""}, "cell-blank", "B2"),
        ({"承办单位": "石桥镇", "办理时限": "2025-07-01"}, "unit-not-active", "C2"),
        ({"办理时限": "2024-12-31"}, "day-outside", "C2"),
        ({"办理时限": "2026-01-01"}, "day-outside", "C2"),
        ({"办理时限": "2025-02-30"}, "day-impossible", "C2"),
        ({"办理时限": ""}, "cell-blank", "C2"),
        ({"办结时间": "昨天"}, "day-unreadable", "D2"),
        ({"办结时间": "#N/A"}, "cell-excel-error", "D2"),
        ({"办结时间": "=TODAY()"}, "cell-formula", "D2"),
        ({"级别": "特急"}, "choice-unknown", "E2"),
        ({"级别": ""}, "cell-blank", "E2"),
        ({"是否重复": "x"}, "flag-unreadable", "F2"),
        ({"工单编号": ""}, "cell-blank", "A2"),
        ({"工单编号": "1.5E+17"}, "id-shortened", "A2"),
        ({"工单编号": "1.5E17"}, "id-shortened", "A2"),
        ({"工单编号": "1.50e17"}, "id-shortened", "A2"),
        ({"工单编号": "########"}, "cell-too-narrow", "A2"),
        ({"承办单位": "########"}, "cell-too-narrow", "B2"),
        ({"办结时间": "########"}, "cell-too-narrow", "D2"),
        ({"工单编号": "#REF!"}, "cell-excel-error", "A2"),
    ],
)
def test_a_bad_cell_is_named_with_its_place(
    tickets: Any, ticket: Any, changes: dict[str, str], code: str, cell: str
) -> None:
    """One bad cell rejects its row, keeps the others and names the cell."""
    evidence = tickets(ticket("BAD", **changes), ticket("GOOD"))
    assert codes(evidence) == [(code, cell)]
    assert [row[1] for row in records(evidence)] == ["GOOD"]
    assert evidence.rejected.select("file", "row", "code").rows() == [("12345热线工单台账.csv", 2, code)]


@pytest.mark.parametrize("number", ["12E05", "1.5E-3", "E17", "1.5", "A#1", "#"])
def test_a_number_that_no_spreadsheet_has_cut_is_kept(tickets: Any, ticket: Any, number: str) -> None:
    """An E between digits, or a number sign, may be part of a number as the county writes it."""
    assert [row[1] for row in records(tickets(ticket(number)))] == [number]


@pytest.mark.parametrize("day", ["2025-01-01", "2025-06-30", "2025-07-01", "2025-12-31"])
def test_the_days_of_the_ruleset_are_inclusive(tickets: Any, ticket: Any, day: str) -> None:
    """The first and the last day of the year belong to it."""
    assert tickets(ticket("T1", 办理时限=day)).problems == ()


@pytest.mark.parametrize("day", ["2019-03-04", "2022-12-31", "2028-01-01", "2031-03-04"])
def test_days_far_from_the_year_are_used_with_a_warning(tickets: Any, ticket: Any, day: str) -> None:
    """A slip in the year of a day that places no record: one warning a column, with its rows and its first cell."""
    evidence = tickets(ticket("T1"), ticket("T2", 办结时间=day), ticket("T3", 办结时间=day))
    assert codes(evidence, "warning") == [("days-far", "D3")]
    (problem,) = evidence.problems
    assert problem.facts == {"column": "办结时间", "found": day, "count": 2, "rows": [3, 4], "years": 2}
    assert len(records(evidence)) == 3


@pytest.mark.parametrize("day", ["2023-01-01", "2027-12-31", ""])
def test_days_near_the_year_need_no_warning(tickets: Any, ticket: Any, day: str) -> None:
    """What began two years before, or ended two years later, is nothing unusual."""
    assert tickets(ticket("T1", 办结时间=day)).problems == ()


def test_all_bad_cells_of_a_row_are_reported_at_once(tickets: Any, ticket: Any) -> None:
    """The rest of a bad row and of the ledger is still checked."""
    evidence = tickets(ticket("T1", 承办单位="某局", 办理时限="x", 级别=""), ticket("T2", 是否重复="?"))
    assert codes(evidence) == [
        ("unit-unknown", "B2"),
        ("day-unreadable", "C2"),
        ("cell-blank", "E2"),
        ("flag-unreadable", "F3"),
    ]
    assert evidence.rejected["code"].to_list() == ["unit-unknown; day-unreadable; cell-blank", "flag-unreadable"]
    assert "hotline-ticket" not in evidence.ledgers


def test_near_names_are_suggested(tickets: Any, ticket: Any) -> None:
    """An unknown unit names what it may have meant, and is not matched by itself."""
    problem = tickets(ticket("T1", 承办单位="柳湾街道办"), ticket("T2")).problems[0]
    assert problem.facts["near"] == ["柳湾街道"]
    assert "柳湾街道" in problem.text()
    assert "柳湾街道" in problem.text("en")


def test_every_record_of_a_shared_key_is_refused(
    tmp_path: Path, write_csv: Any, read: Any, ticket: Any, headings: Any
) -> None:
    """Equal keys in any file of the type, equal rows too, reject all of them and name each other."""
    write_csv(tmp_path / "12345热线工单台账1.csv", [headings, ticket("A"), ticket("B"), ticket("Ａ")])
    write_csv(tmp_path / "12345热线工单台账2.csv", [headings, ticket("C"), ticket("B", 级别="紧急")])
    evidence = read()
    first, second = "12345热线工单台账1.csv", "12345热线工单台账2.csv"
    found = [(one.code, str(one.place), one.facts["other"]) for one in evidence.problems]
    assert found == [
        ("key-repeated", f"{first} > A2", f"{first} > A4"),
        ("key-repeated", f"{first} > A3", f"{second} > A3"),
        ("key-repeated", f"{first} > A4", f"{first} > A2"),
        ("key-repeated", f"{second} > A3", f"{first} > A3"),
    ]
    assert {row[1] for row in records(evidence)} == {"C"}


def test_an_empty_ledger_with_headings_is_reported_nil(tickets: Any) -> None:
    """Headings without records make a ledger of zero rows; no file at all makes none."""
    evidence = tickets()
    assert len(evidence.ledgers["hotline-ticket"].unit) == 0
    assert evidence.ledgers["hotline-ticket"].frame.height == 0
    assert "survey-rating" not in evidence.ledgers
    assert evidence.problems == ()


def test_a_file_without_anything_is_not_nil(tmp_path: Path, read: Any) -> None:
    """An empty file is an error: nobody can tell whether something was forgotten."""
    (tmp_path / "12345热线工单台账.csv").write_bytes(b"")
    evidence = read()
    assert codes(evidence) == [("ledger-empty", "")]
    assert dict(evidence.ledgers) == {}


def test_missing_and_repeated_headings_reject_the_table(tmp_path: Path, write_csv: Any, read: Any, ticket: Any) -> None:
    """Every missing or doubled heading is named; none of the rows is used or lost."""
    write_csv(
        tmp_path / "hotline-ticket.csv",
        [["工单号", "承办单位", "办理时间", "工单编号", "级别", "是否重复"], ticket("T1"), ticket("T2")],
    )
    evidence = read()
    assert codes(evidence) == [("heading-missing", "A1"), ("heading-misnamed", "C1"), ("heading-repeated", "D1")]
    assert {one.facts.get("expected") for one in evidence.problems} >= {"办理时限", "办结时间", "A1"}
    assert evidence.readings[0].rejected == evidence.readings[0].rows == 2
    assert evidence.rejected.height == 2


def test_a_model_with_rules_of_its_own_checks_rows(tmp_path: Path, write_csv: Any, read: Any) -> None:
    """A validator of the model refuses a row in its own words."""
    rows = [
        ["编号", "单位", "检查日期", "整改日期"],
        ["1", "水务局", "2025-03-05", "2025-03-01"],
        ["2", "水务局", "2025-03-05", ""],
        ["3", "水务局", "2025-03-05", "2025-03-05"],
    ]
    write_csv(tmp_path / "明查暗访记录.csv", rows)
    evidence = read()
    assert codes(evidence) == [("row-refused", "A2")]
    assert evidence.problems[0].facts["reason"] == "整改日期早于检查日期"
    assert {row[1] for row in records(evidence, "spot-check")} == {"2", "3"}


def test_numbers_are_exact_and_bounded(tmp_path: Path, write_csv: Any, read: Any) -> None:
    """Points and percentages arrive in ticks; what is negative, fractional, blank or unsigned is refused."""
    rows = [
        ["单位", "日期", "得分", "满意率", "份数"],
        ["青禾镇", "2025-01-01", "95.1", "98.5%", "12"],
        ["青禾镇", "2025-01-02", "95.12345", "0.98", "3.5"],
        ["青禾镇", "2025-01-03", "100.0001", "101%", "-1"],
        ["青禾镇", "2025-01-04", "", "", ""],
    ]
    write_csv(tmp_path / "满意度测评.csv", rows)
    evidence = read()
    assert codes(evidence) == [
        ("points-unreadable", "C3"),
        ("percent-unreadable", "D3"),
        ("integer-unreadable", "E3"),
        ("number-out-of-bounds", "C4"),
        ("number-out-of-bounds", "D4"),
        ("number-out-of-bounds", "E4"),
        ("cell-blank", "C5"),
        ("cell-blank", "D5"),
        ("cell-blank", "E5"),
    ]
    assert records(evidence, "survey-rating") == {(0, date(2025, 1, 1), 951_000, 985_000, 12)}


def test_a_heading_with_the_sign_makes_bare_numbers_percentages(tmp_path: Path, write_csv: Any, read: Any) -> None:
    """Under 满意率(%) the number 98.5 can only mean 98.5 %."""
    rows = [["单位", "日期", "得分", "满意率（%）", "份数"], ["青禾镇", "2025-01-01", "95", "98.5", "1"]]
    write_csv(tmp_path / "满意度测评.csv", rows)
    evidence = read()
    assert evidence.problems == ()
    assert evidence.ledgers["survey-rating"].frame["rate"].to_list() == [985_000]


def test_a_sum_word_does_not_hide_a_record(tickets: Any, ticket: Any) -> None:
    """A row that has a key is a record, whatever else it says."""
    evidence = tickets(ticket("T1", 承办单位="青禾镇合计"), ["合计", "", "", "", "", ""])
    assert codes(evidence) == [("unit-unknown", "B2")]
    assert evidence.readings[0].set_aside == 1


def test_a_folder_that_does_not_exist_raises(tmp_path: Path, ruleset: Any, roster: Any) -> None:
    """Only the folder itself can make reading fail."""
    with pytest.raises(InputError) as caught:
        read_evidence(tmp_path / "nowhere", ruleset, roster)
    assert [problem.code for problem in caught.value.problems] == ["folder-unreadable"]


CELL = st.sampled_from(
    [
        "",
        " ",
        "T1",
        "T2",
        "青禾镇",
        "水务局",
        "2025-03-05",
        "2024-03-05",
        "一般",
        "否",
        "合计",
        "小计",
        "=1",
        "#N/A",
        "，",
    ]
)
GOOD_ROW = st.tuples(
    st.text("ABC123", min_size=1, max_size=3),
    st.sampled_from(["青禾镇", "水务局", "002"]),
    st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(str),
    st.just(""),
    st.sampled_from(["一般", "紧急"]),
    st.sampled_from(["是", "否"]),
).map(list)


def test_records_stand_unit_by_unit_in_the_order_of_their_keys(
    tmp_path: Path, write_csv: Any, read: Any, ticket: Any, headings: Any
) -> None:
    """Whatever their order in the files, and each record keeps the place it was read from."""
    write_csv(
        tmp_path / "a-hotline-ticket.csv", [headings, ticket("T9", 承办单位="水务局"), ticket("T3"), ticket("T7")]
    )
    write_csv(tmp_path / "b-hotline-ticket.csv", [headings, ticket("T5"), ticket("T1", 承办单位="水务局")])
    ledger = read().ledgers["hotline-ticket"]
    assert list(zip(ledger.unit.tolist(), ledger.frame["ticket"], strict=True)) == [
        (0, "T3"),
        (0, "T5"),
        (0, "T7"),
        (2, "T1"),
        (2, "T9"),
    ]
    places = ledger.sources.select("file", "row").rows()
    assert places == [
        (f"{file}-hotline-ticket.csv", row) for file, row in (("a", 3), ("b", 2), ("a", 4), ("b", 3), ("a", 2))
    ]


def test_a_ledger_out_of_order_is_refused(tickets: Any, ticket: Any) -> None:
    """Gathering counts on the order of units, so a ledger cannot be made without it."""
    ledger = tickets(ticket("T1"), ticket("T2", 承办单位="003")).ledgers["hotline-ticket"]
    with pytest.raises(AssertionError, match="unit by unit"):
        Ledger(ledger.type, ledger.frame, ledger.unit[::-1], None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.one_of(GOOD_ROW, st.lists(CELL, max_size=8)), max_size=12))
def test_rows_in_are_rows_used_set_aside_and_rejected(
    tmp_path: Path, write_csv: Any, read: Any, headings: Any, rows: list[list[str]]
) -> None:
    """Whatever stands in the rows, each one that is not blank is counted once."""
    write_csv(tmp_path / "hotline-ticket.csv", [["标题"], headings, *rows])
    evidence = read()
    lines = [row for row in rows if any(cell.strip() for cell in row)]
    reading = evidence.readings[0]
    assert reading.rows == reading.used + reading.set_aside + reading.rejected == len(lines)
    assert reading.rejected == evidence.rejected.height
    used = evidence.ledgers.get("hotline-ticket")
    assert reading.used == (0 if used is None else len(used.unit))
    assert bool(reading.rejected) == any(problem.severity == "error" for problem in evidence.problems)
    if used is not None:
        for row in used.sources["row"].to_list():
            assert rows[row - 3][0].strip() in used.frame["ticket"].to_list()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(GOOD_ROW, max_size=12), seed=st.integers(0, 10**6), files=st.integers(1, 3))
def test_the_order_of_rows_and_files_does_not_matter(
    tmp_path: Path, write_csv: Any, read: Any, headings: Any, rows: list[list[str]], seed: int, files: int
) -> None:
    """The ledger, record by record, and the set of refused keys stay the same, however rows are ordered and split."""

    def run(parts: list[list[list[str]]], names: str) -> tuple[Any, Any]:
        for old in tmp_path.iterdir():
            old.unlink()
        for name, part in zip(names, parts, strict=False):
            write_csv(tmp_path / f"{name}-hotline-ticket.csv", [headings, *part])
        evidence = read()
        ledger = evidence.ledgers.get("hotline-ticket")
        found = None if ledger is None else (ledger.unit.tolist(), ledger.frame.rows())
        return found, sorted(evidence.rejected["content"].to_list())

    shuffled = random.Random(seed).sample(rows, len(rows))
    parts = [shuffled[at::files] for at in range(files)]
    assert run([rows], "a") == run(parts, "zyx")
