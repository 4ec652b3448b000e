"""Verifying a folder from its own files: whatever is changed in it is found, and the file is named."""

import io
import json
from pathlib import Path
from random import Random

import polars as pl
import pytest
import worlds
from hypothesis import given, note
from hypothesis import strategies as st
from result_bytes import (
    Bytes,
    checks,
    codes,
    csv_of,
    json_of,
    named,
    resealed,
    rows_of,
    small_result,
    spoiled,
)

import efficiency_rules as er
from efficiency_rules.evaluation import contents

RANDOM = st.randoms(use_true_random=False)


@pytest.fixture(scope="module")
def small() -> Bytes:
    """The result of a small county."""
    return small_result()


def test_a_result_as_written_passes(small: Bytes) -> None:
    """Every check is named and passes, and nothing is found."""
    found = checks(small)
    assert list(found) == ["digests", "sums", "tables", "standings", "receipt", "grading"]
    assert {check.verdict for check in found.values()} == {"passed"}
    assert [problem for check in found.values() for problem in check.problems] == []


def test_resealing_what_was_not_changed_changes_nothing(small: Bytes) -> None:
    """The helper of these tests makes the receipt that was written."""
    assert json.loads(resealed(small)["receipt.json"]) == json.loads(small["receipt.json"])


@given(RANDOM)
def test_any_changed_cell_is_found(small: Bytes, random: Random) -> None:
    """One other character in one cell of one table: the check of digests fails and names the file."""
    name = random.choice(["standings.csv", "marks.csv", "lines.csv"])
    rows = rows_of(small[name])
    row, column = random.randrange(len(rows)), random.randrange(len(rows[0]))
    old = rows[row][column]
    rows[row][column] = random.choice([f"{old}0", f"{old} ", old[:-1] or "x", f"1{old}", "x"])
    if rows[row][column] == old:
        rows[row][column] += "x"
    note(f"{name} {row} {column}: {old!r} -> {rows[row][column]!r}")
    assert name in named(checks({**small, name: csv_of(rows)}))


@given(RANDOM)
def test_any_changed_value_of_the_receipt_is_found(small: Bytes, random: Random) -> None:
    """Whatever is replaced or taken away, circumstances too, nothing breaks and the receipt is named."""
    spoilt = json_of(spoiled(json.loads(small["receipt.json"]), random))
    assert "receipt.json" in named(checks({**small, "receipt.json": spoilt}))


@given(RANDOM)
def test_any_changed_value_of_the_grading_is_found(small: Bytes, random: Random) -> None:
    """Whatever is replaced or taken away, nothing breaks and grading.json is named."""
    spoilt = json_of(spoiled(json.loads(small["grading.json"]), random))
    assert "grading.json" in named(checks({**small, "grading.json": spoilt}))


@given(RANDOM)
def test_any_added_or_missing_row_is_found(small: Bytes, random: Random) -> None:
    """A row more, a row twice and a row less are found in any table."""
    name = random.choice(["standings.csv", "marks.csv", "lines.csv"])
    rows = rows_of(small[name])
    at = random.randrange(1, len(rows))
    more = random.choice([[], [rows[at]], [rows[at]] * 2, [["x"] * len(rows[0])], [rows[at], [""] * len(rows[0])]])
    if more == [rows[at]]:
        more = []
    assert name in named(checks({**small, name: csv_of([*rows[:at], *more, *rows[at + 1 :]])}))


@pytest.mark.parametrize("name", ["standings.csv", "marks.csv", "lines.csv", "sources.csv", "grading.json"])
def test_a_missing_file_is_found(small: Bytes, name: str) -> None:
    """The file that is not there is named."""
    assert name in named(checks({other: content for other, content in small.items() if other != name}))


@pytest.mark.parametrize("name", ["lines.parquet", "rejected.csv", "regrading.json"])
def test_a_file_too_many_is_found(small: Bytes, name: str) -> None:
    """A file that the receipt does not know is named, also a table that stands in two."""
    content = b"{}" if name.endswith("json") else small["lines.csv"]
    assert name in named(checks({**small, name: content}))


@pytest.mark.parametrize("name", ["standings.csv", "lines.csv", "grading.json", "receipt.json"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[1]", b'{"a": 1, "a": 2}', b'a,b\n"'])
def test_a_file_that_cannot_be_read_is_found(small: Bytes, name: str, content: bytes) -> None:
    """Nonsense in place of a file is a finding and no crash."""
    assert name in named(checks({**small, name: content}))


@given(RANDOM)
def test_the_order_of_rows_is_no_change(small: Bytes, random: Random) -> None:
    """Tables sorted in any way pass: digests are over sorted rows."""
    files = dict(small)
    for name in ("standings.csv", "marks.csv", "lines.csv"):
        head, *rows = rows_of(small[name])
        files[name] = csv_of([head, *random.sample(rows, len(rows))])
    assert {check.verdict for check in checks(files).values()} == {"passed"}


@given(st.lists(st.tuples(st.text(max_size=6), st.sampled_from(["=1", "'=1", "-x", '"', "a\r\nb", "", "，"]))))
def test_any_text_has_one_digest(rows: list[tuple[str, str]]) -> None:
    """Formulas, quotes, line ends and empty texts: a table read back from CSV or Parquet has the digest it had."""
    clean = [(left.replace("\0", "").replace("\r", "\n"), right) for left, right in rows]
    table = pl.DataFrame(clean, schema={"a": pl.String, "b": pl.String}, orient="row")
    buffer = io.BytesIO()
    table.write_parquet(buffer)
    digest = contents.of_texts(contents.texts_of(table))
    assert contents.of_texts(contents.read_texts(buffer.getvalue(), parquet=True)) == digest
    written = contents.harmless(table).write_csv(include_bom=True, line_terminator="\r\n").encode()
    assert contents.of_texts(contents.read_texts(written)) == digest


@given(RANDOM)
def test_points_that_do_not_add_up_are_found(small: Bytes, random: Random) -> None:
    """Another number of points anywhere fails the sums, whatever the digests say."""
    name, wanted = random.choice([("standings.csv", "total"), ("marks.csv", "points"), ("lines.csv", "points")])
    rows = rows_of(small[name])
    column = rows[0].index(wanted)
    places = [at for at in range(1, len(rows)) if rows[at][column]]
    row = rows[random.choice(places)]
    row[column] = random.choice([f"{float(row[column]) + 1:.2f}", "1e1", "３.00", "x", f"{row[column]}001"])
    found = checks(resealed({**small, name: csv_of(rows)}))
    assert found["digests"].verdict == "passed"
    assert found["sums"].verdict == "failed"


@pytest.mark.parametrize("column", ["a", "b"])
def test_an_area_that_does_not_add_up_is_found(small: Bytes, column: str) -> None:
    """An area's points must be those of its marks and rescale lines."""
    rows = rows_of(small["standings.csv"])
    rows[1][rows[0].index(column)] = "0.07"
    found = checks(resealed({**small, "standings.csv": csv_of(rows)}))["sums"]
    assert {problem.code for problem in found.problems} == {"verify-sum-area", "verify-sum-total"}


def test_lines_marks_and_units_out_of_nowhere_are_found(small: Bytes) -> None:
    """Rows of units and criteria that stand nowhere else do not pass for want of a partner."""
    lines = [*rows_of(small["lines.csv"]), ["", "u000", "a", "unknown", "", "-1.00", "x", ""]]
    assert "verify-line-alone" in codes(checks({**small, "lines.csv": csv_of(lines)})["sums"])
    marks = [*rows_of(small["marks.csv"]), ["", "nobody", "unknown", "2025", "scored", "1.00", "1.00", "x"]]
    found = codes(checks({**small, "marks.csv": csv_of(marks)})["sums"])
    assert {"verify-unit-unknown", "verify-criterion-unknown"} <= found


@pytest.mark.parametrize(
    ("column", "value"),
    [("rank", "7"), ("grade", "poor"), ("on_line", "true"), ("group", "office"), ("jurisdiction", "x")],
)
def test_standings_that_say_more_than_the_grading_are_found(small: Bytes, column: str, value: str) -> None:
    """Rank, grade and whatever else is in both must be the same."""
    rows = rows_of(small["standings.csv"])
    graded = next(row for row in rows[1:] if row[rows[0].index("grade")] not in ("", "poor") and row[3] == "town")
    graded[rows[0].index(column)] = value
    found = checks(resealed({**small, "standings.csv": csv_of(rows)}))["standings"]
    assert found.verdict == "failed"


def test_a_grade_changed_everywhere_is_found_by_the_checker(small: Bytes) -> None:
    """Standings, certificate and receipt agree on a better grade: the checker works it out again."""
    grading = json.loads(small["grading.json"])
    (certificate,) = grading["jurisdictions"].values()
    unit = next(row for row in reversed(certificate["units"]) if row["grade"])
    unit |= {"grade": "good", "possible": ["good"]}
    rows = rows_of(small["standings.csv"])
    row = next(row for row in rows if row[1] == unit["unit"])
    row[rows[0].index("grade")] = "good"
    found = checks(resealed({**small, "grading.json": json_of(grading), "standings.csv": csv_of(rows)}))
    assert {name for name, check in found.items() if check.verdict == "failed"} == {"grading"}
    assert named(found) == {"grading.json"}


@pytest.mark.parametrize("key", ["seats", "open_ties", "status", "evaluated_not_graded"])
def test_a_receipt_that_says_something_else_is_found(small: Bytes, key: str) -> None:
    """Seats, open ties, status and ungraded units of the receipt are those of grading.json."""
    receipt = json.loads(small["receipt.json"])
    receipt[key] = "final" if key == "status" else {"": {"excellent": 7}}
    found = checks(resealed({**small, "receipt.json": json_of(receipt)}))
    assert {name for name, check in found.items() if check.verdict == "failed"} == {"receipt"}


def test_tie_break_keys_are_those_of_the_tables(tmp_path: Path) -> None:
    """A key of an area, a method or an item that the tables do not give is found."""
    breaks = [{"key": key, "better": "higher"} for key in ("area:b", "method:daily", "item:events", "total")]
    rules = worlds.ruleset(
        ("a", [worlds.item(worlds.events, "5", "a"), worlds.item(worlds.last_event, "3", "a")]),
        ("b", [worlds.item(worlds.awards, "2", "b", "year_end", no_cases="zero")]),
        scheme=worlds.SCHEME | {"ties": {"break": breaks, "then": "decide"}},
    )
    rows = [{"number": "e1", "unit": "u000", "kind": "重", "on": worlds.YEAR.first}]
    world = worlds.World(4, {"event": rows, "ticket": [], "rating": [], "award": []})
    out = er.evaluate(rules, worlds.roster(4), world.evidence(rules)).write(tmp_path / "result")
    files = {path.name: path.read_bytes() for path in out.iterdir()}
    assert {check.verdict for check in checks(files).values()} == {"passed"}
    for at in range(1, 5):
        grading = json.loads(files["grading.json"])
        (certificate,) = grading["jurisdictions"].values()
        certificate["units"][0]["keys"][at] = "9.99"
        found = checks(resealed({**files, "grading.json": json_of(grading)}))["standings"]
        assert codes(found) == {"verify-key"}


def test_a_table_without_areas_adds_up_to_nothing(small: Bytes) -> None:
    """Columns taken away do not pass for want of anything to add."""
    rows = [row[:8] for row in rows_of(small["standings.csv"])]
    assert "verify-digest" in codes(checks({**small, "standings.csv": csv_of(rows)})["digests"])
    missing = [row[:4] for row in rows_of(small["standings.csv"])]
    assert codes(checks({**small, "standings.csv": csv_of(missing)})["sums"]) == {"verify-columns-missing"}


def test_keys_too_many_are_left_to_the_checker(small: Bytes) -> None:
    """A unit with a key that no policy names is the checker's finding."""
    grading = json.loads(small["grading.json"])
    (certificate,) = grading["jurisdictions"].values()
    certificate["units"][0]["keys"].append("1.00")
    found = checks(resealed({**small, "grading.json": json_of(grading)}))
    assert {name for name, check in found.items() if check.verdict == "failed"} == {"grading"}


def test_a_place_that_stands_in_one_of_both_only_is_found(small: Bytes) -> None:
    """The jurisdictions of the standings are those of grading.json."""
    grading = json.loads(small["grading.json"])
    grading["jurisdictions"] = {"别处": grading["jurisdictions"][""]}
    found = checks(resealed({**small, "grading.json": json_of(grading)}))
    assert found["receipt"].verdict == "failed"
    assert found["standings"].verdict == "failed"
