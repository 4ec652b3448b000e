"""`regrade` on the fictional county: the result after corrections, the list of changes, the history."""

import csv
import json
from pathlib import Path

import pytest

from efficiency_rules.cli.main import main

COUNTY = Path(__file__).parents[2] / "examples" / "county"
ABOUT = "by: 云泽县专班, role: 专班会议, on: 2026-02-10, reason: 申诉成立, document: 云政效专班〔2026〕5号（虚构）"
ADJUSTED = f"  - {{kind: adjustment, unit: E07, criterion: innovation-breakthrough, points: 1.5, {ABOUT}}}\n"
REVOKED = f"  - {{kind: revocation, unit: E07, criterion: innovation-breakthrough, {ABOUT}}}\n"


@pytest.fixture
def regrade(tmp_path):
    """Return a function that regrades the county by the corrections written in this text."""

    def run(text, out, *more):
        (tmp_path / "corrections.yaml").write_text("corrections:\n" + text, "utf-8")
        arguments = ["regrade", "jingbian/2025", "--roster", COUNTY / "roster.xlsx", "--evidence", COUNTY / "ledgers"]
        arguments += ["--decisions", COUNTY / "decisions.yaml", "--corrections", tmp_path / "corrections.yaml"]
        return main([str(argument) for argument in [*arguments, "--out", tmp_path / out, *more]])

    return run


def rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_from_an_appeal_to_its_revocation(regrade, tmp_path, capsys):
    """An adjustment moves one other unit; taken back on the history, every standing is as before."""
    history = tmp_path / "history"
    assert regrade(ADJUSTED, "after", "--history", history, "--lang", "zh") == 0
    out, err = capsys.readouterr()
    assert "云泽县政务服务中心（S01）由“一般”变为“较差”，降 1 级" in err
    assert "两种结果都已列出" in err
    assert "全体重新评定" in out
    assert "只更正申诉单位" in out
    after = tmp_path / "after"
    changes = {(row["unit"], row["what"]): (row["before"], row["after"]) for row in rows(after, "changes")}
    assert changes["E07", "mark"] == ("0.00", "1.50")
    assert changes["E07", "grade"] == ("poor", "fair")
    assert changes["S01", "grade"] == ("fair", "poor")
    outcomes = {row["unit"]: row for row in rows(after, "outcomes")}
    assert [outcomes["S01"][name] for name in ("before", "everyone", "appellant")] == ["fair", "poor", "fair"]
    assert json.loads((after / "regrading.json").read_text("utf-8"))["appellants"] == ["E07"]
    receipt = json.loads((after / "receipt.json").read_text("utf-8"))
    assert [act["unit"] for act in receipt["adjustments"]] == ["E07"]
    head = err.rstrip().rpartition(" ")[2]

    assert regrade(ADJUSTED, "twice", "--history", history) == 1
    assert "[correction-in-force]" in capsys.readouterr().err
    assert regrade(REVOKED, "back", "--history", history, "--head", head, "--format", "json") == 0
    changes = json.loads(capsys.readouterr().out)
    assert [change["after"] for change in changes if (change["unit"], change["what"]) == ("S01", "grade")] == ["fair"]
    before = [row["before"] for row in rows(after, "outcomes")]
    assert [row["everyone"] for row in rows(tmp_path / "back", "outcomes")] == before
    assert sorted(path.name for path in history.iterdir()) == ["000001.json", "000002.json"]

    assert regrade(REVOKED, "lost", "--history", history, "--head", "0" * 64) == 1
    assert next(row["code"] for row in rows(tmp_path / "lost", "problems")) == "history-head"


def test_problems_are_written_where_the_result_would_have_gone(regrade, tmp_path, capsys):
    """Corrections that do not fit leave no result: every problem is printed and in problems.csv, exit 1."""
    wrong = ADJUSTED.replace("E07", "E77") + f"  - {{kind: withdrawal, type: key-task, key: ZD2025-30, {ABOUT}}}\n"
    assert regrade(wrong, "after") == 1
    found = [row["code"] for row in rows(tmp_path / "after", "problems") if row["severity"] == "error"]
    assert found == ["correction-key-unknown", "adjustment-unit-unknown"]
    assert "是否想写：ZD2025-" in capsys.readouterr().err


def test_a_later_evaluation_takes_the_folder_over(regrade, tmp_path):
    """A regraded result is a result: it may be written again, and explained."""
    assert regrade(ADJUSTED, "after") == 0
    assert main(["explain", str(tmp_path / "after"), "E07"]) == 0
    assert regrade(ADJUSTED, "after", "--tables", "parquet") == 0
    names = {path.name for path in (tmp_path / "after").iterdir()}
    assert {"changes.parquet", "outcomes.parquet", "regrading.json"} <= names
    assert "changes.csv" not in names


@pytest.mark.parametrize(
    ("text", "code"),
    [(f"corrections:\n{ADJUSTED}", 0), ("corrections:\n  - {kind: withdrawal}\n", 1), ("corrections:\nmore: 1\n", 1)],
)
def test_check_knows_corrections(tmp_path, capsys, text, code):
    """`check` reads a corrections file by its one key."""
    (tmp_path / "c.yaml").write_text(text, "utf-8")
    assert main(["check", str(tmp_path / "c.yaml")]) == code


def test_the_schema_of_corrections_names_every_kind(capsys):
    """`schema corrections` has one shape for each kind, three for what may be revoked."""
    assert main(["schema", "corrections"]) == 0
    shapes = json.loads(capsys.readouterr().out)["properties"]["corrections"]["items"]["oneOf"]
    kinds = [shape["properties"]["kind"]["enum"] for shape in shapes]
    assert kinds == [["tie"], ["adjustment"], ["withdrawal"], ["replacement"], *[["revocation"]] * 3]
