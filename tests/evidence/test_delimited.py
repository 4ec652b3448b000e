"""CSV files: encodings, quotes, ragged rows, and any bytes at all."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

HEAD = "工单编号,承办单位,办理时限,办结时间,级别,是否重复\n"
GOOD = "T1,青禾镇,2025-03-05,,一般,否\n"


@pytest.fixture
def problems(tmp_path: Path, read: Any) -> Any:
    """Return a function from a file's content to (code, line or cell) of all its problems."""

    def run(content: str | bytes) -> list[tuple[str, Any]]:
        raw = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "hotline-ticket.csv").write_bytes(raw)
        return [(one.code, one.place.line or one.place.cell) for one in read().problems]

    return run


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEAD + GOOD, []),
        (HEAD + "T1,青禾镇,2025-03-05,,一般\n", [("row-short", "F2")]),
        (HEAD + "T1,青禾镇,2025-03-05,,一般,否,,x\n" + GOOD.replace("T1", "T2"), [("row-long", "H2")]),
        (HEAD + "T1,青禾镇,2025-03-05,,一般,否,,\n", []),
        (HEAD + '"T1,青禾镇,2025-03-05,,一般,否\n' + GOOD, [("csv-broken", 2)]),
        (HEAD + '"T1"x,青禾镇,2025-03-05,,一般,否\n', [("csv-broken", 2)]),
        (HEAD + 'T1,青禾镇,"2025-03-05,,一般,否\n' + GOOD + 'T3,青禾镇,2025-03-05,"",一般,否\n', [("csv-broken", 2)]),
        (HEAD + 'T1,青禾镇,"2025-03-05,,一般,否\n' + GOOD + 'T3,青禾镇,"\n', [("csv-swallowed", 4)]),
        (HEAD + "T\x001,青禾镇,2025-03-05,,一般,否\n", [("csv-nul", 2)]),
        (HEAD.replace(",", ";") + GOOD.replace(",", ";"), [("csv-separator", "A1")]),
        (HEAD.replace(",", "\t") + GOOD.replace(",", "\t"), [("csv-separator", "A1")]),
        (b"\xff\xfe" + HEAD.encode("utf-16-le"), [("csv-encoding", "")]),
        (b"\x80\x80\xff", [("csv-encoding", "")]),
        ("随便写的\n", [("headings-missing", "")]),
        (HEAD + '="0012",青禾镇,2025-03-05,,一般,否\n', []),
    ],
)
def test_what_is_wrong_with_a_csv_is_said_at_its_place(problems: Any, content: Any, expected: Any) -> None:
    """Quotes, separators, encodings and ragged rows are errors; empty cells behind the last column are not."""
    assert problems(content) == expected


def test_a_guarded_number_keeps_its_zeros(tmp_path: Path, read: Any) -> None:
    """An export's ="0012" is the text 0012."""
    (tmp_path / "hotline-ticket.csv").write_text(HEAD + '"=""0012""",="001",2025-03-05,,一般,否\n', "utf-8")
    evidence = read()
    assert evidence.ledgers["hotline-ticket"].frame["ticket"].to_list() == ["0012"]
    assert evidence.ledgers["hotline-ticket"].unit.tolist() == [0]


def test_rows_are_counted_as_a_spreadsheet_counts_them(problems: Any) -> None:
    """Blank lines count; a line break inside quotes does not start a row."""
    content = "标题\n\n" + HEAD + '"T\n1",青禾镇,2025-03-05,,一般,否\n\nT2,某局,2025-03-05,,一般,否\n'
    assert problems(content) == [("unit-unknown", "B6")]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "surrogatepass"))
    )
)
@example(content=b'"')
@example(content=b"\xef\xbb\xbf")
def test_any_bytes_are_rows_or_problems(problems: Any, content: bytes) -> None:
    """No content of a CSV file makes reading raise, and none passes in silence."""
    found = problems(content)
    assert found or content.startswith(HEAD.encode())
