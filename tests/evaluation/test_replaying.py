"""Replaying: the first difference of every file from what is evaluated again."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from result_bytes import Bytes, csv_of, rows_of, small_evaluation, small_result

import efficiency_rules as er
from efficiency_rules.errors import Problem
from efficiency_rules.evaluation.replaying import differences, obstacles
from efficiency_rules.evaluation.verifying import Files, read_files


@pytest.fixture(scope="module")
def evaluation() -> er.Evaluation:
    """A small county."""
    return small_evaluation()


@pytest.fixture(scope="module")
def small() -> Bytes:
    """The files of its result."""
    return small_result()


def read(files: Mapping[str, bytes]) -> Files:
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return read_files(Path(folder))


def apart(files: Mapping[str, bytes], evaluation: er.Evaluation) -> list[Problem]:
    return list(differences(read(files), evaluation))


def test_what_was_written_is_what_is_written_again(small: Bytes, evaluation: er.Evaluation) -> None:
    """No file differs, and nothing stands in the way."""
    assert apart(small, evaluation) == []
    assert obstacles(read(small), evaluation.ruleset, evaluation.evidence, ()) == []


def test_the_result_of_a_regrading_needs_its_corrections(small: Bytes, evaluation: er.Evaluation) -> None:
    """It is told that inputs alone cannot make it again."""
    found = obstacles(read({**small, "regrading.json": b"{}"}), evaluation.ruleset, evaluation.evidence, ())
    assert [(problem.code, problem.place.file) for problem in found] == [("verify-regraded", "regrading.json")]


def test_files_too_many_and_too_few_differ(small: Bytes, evaluation: er.Evaluation) -> None:
    """A file that only one of both has is named."""
    files = {name: content for name, content in small.items() if name != "lines.csv"}
    found = apart({**files, "rejected.csv": b"a\r\n"}, evaluation)
    assert [(problem.code, problem.place.file) for problem in found] == [
        ("verify-file-missing", "lines.csv"),
        ("verify-file-extra", "rejected.csv"),
    ]


def test_columns_and_rows_differ_by_name_and_number(small: Bytes, evaluation: er.Evaluation) -> None:
    """Other headings, a row less at the end, and another cell are told where they are."""
    head, *rows = rows_of(small["marks.csv"])
    wheres = []
    for changed in ([["x", *head[1:]], *rows], [head, *rows[:-1]], [head, [*rows[0][:-1], "x"], *rows[1:]]):
        (problem,) = apart({**small, "marks.csv": csv_of(changed)}, evaluation)
        wheres.append(problem.facts["where"])
    assert wheres == ["columns", f"row {len(rows)}", "row 1, reason"]
