"""results.md: the folder it describes is the folder that is written, and its county comes out as it says."""

import csv
import json
import re
from decimal import Decimal

import pytest

import efficiency_rules as er
from efficiency_rules.evaluation.folder import write_result
from efficiency_rules.evidence.reporting import REJECTED


@pytest.fixture(scope="session")
def described(page, backticked):
    """Files and their columns, as the page describes them."""
    rows = page("results.md").table("Files and columns")
    return {row["file"].strip("`"): (backticked(row["columns"]), row) for row in rows}


@pytest.fixture(scope="session")
def written(qinghe, tmp_path_factory):
    """The result folder of a copy of the county with one bad row, set aside."""
    folder = qinghe.folder
    roster = er.read_roster(folder / "roster.csv", qinghe.ruleset)
    ledgers = tmp_path_factory.mktemp("spoiled")
    for path in (folder / "ledgers").iterdir():
        (ledgers / path.name).write_bytes(path.read_bytes())
    with (ledgers / "培训台账.csv").open("a", encoding="utf-8") as file:
        file.write("T5,无此单位,2025-11-15,5,5\n")
    evidence = er.read_evidence(ledgers, qinghe.ruleset, roster)
    evaluation = er.evaluate(qinghe.ruleset, roster, evidence, set_aside=True)
    out = tmp_path_factory.mktemp("out") / "result"
    return write_result(evaluation, out, circumstances={"at": "2026-01-15T09:00:00+08:00"})


def header(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def test_the_folder_holds_what_the_page_lists(written, described):
    """A result with every kind of content has the files of the table, no more and no fewer."""
    assert {path.name for path in written.iterdir()} == set(described)


def test_columns_are_those_of_the_files(written, described):
    """Each CSV has the columns that the page lists, standings one more for each area."""
    for name, (columns, _) in described.items():
        if name.endswith(".csv"):
            more = ["office", "inspection"] if name == "standings.csv" else []
            assert header(written / name) == columns + more, name
    assert list(REJECTED) == described["rejected.csv"][0]


def test_the_receipt_holds_what_the_page_lists(page, written):
    """The keys of receipt.json are those of the table, in the same order."""
    told = [row["key"].strip("`") for row in page("results.md").table("The receipt (凭证)")]
    assert list(json.loads((written / "receipt.json").read_text("utf-8"))) == told


def test_the_certificate_holds_what_the_page_lists(page, written):
    """The keys of a jurisdiction in grading.json are those of the table, in the same order, in the format named."""
    told = [row["key"].strip("`") for row in page("results.md").table("The certificate of the grades (评等凭据)")]
    certificate = json.loads((written / "grading.json").read_text("utf-8"))
    assert list(certificate) == ["schema", "status", "jurisdictions"]
    assert f"`{certificate['schema']}`" in page("results.md").text
    assert f'"{certificate["schema"]}"' in page("grading.md").text
    for one in certificate["jurisdictions"].values():
        assert list(one) == told


def test_a_half_year_certifies_no_grades(qinghe, tmp_path):
    """An interim result has a receipt and no certificate."""
    folder = write_result(qinghe.evaluate(er.Period.half(2025, 1)), tmp_path / "half", circumstances={})
    assert (folder / "receipt.json").is_file()
    assert not (folder / "grading.json").exists()


def test_standings_come_out_as_the_page_says(page, qinghe):
    """Areas, totals, ranks and grades of the five units are those of the evaluation."""
    told = page("results.md").table("A county of five units")
    for row, found in zip(told, qinghe.evaluate().standings.to_dicts(), strict=True):
        assert row == {name: "" if found[name] is None else str(found[name]) for name in row}


def test_both_best_units_wait(qinghe):
    """The seats are 1, 2, 2, 0 and the tie lies on the first line."""
    evaluation = qinghe.evaluate()
    assert evaluation.status == "undecided"
    (grading,) = evaluation.graded.gradings.values()
    assert list(grading.seats.values()) == [1, 2, 2, 0]
    assert [row["unit"] for row in evaluation.standings.to_dicts() if row["on_line"]] == ["u04", "u05"]


def test_the_decision_settles_the_tie(page, qinghe):
    """The decisions file of the page is read and places the two units as the page says."""
    evaluation = qinghe.evaluate(decided=True)
    grades = dict(zip(evaluation.standings["unit"], evaluation.standings["grade"], strict=True))
    assert evaluation.status == "final"
    assert (grades["u05"], grades["u04"]) == ("excellent", "good")
    assert "u05 is `excellent` and u04 `good`" in page("results.md").text


def test_lines_of_the_worked_unit_are_those_of_the_page(page, qinghe):
    """Full points, lines with their records, and marks of 青石镇 are those of the evaluation, and add up."""
    evaluation = qinghe.evaluate()
    marks = {row["criterion"]: row for row in evaluation.marks.to_dicts() if row["unit"] == "u01"}
    lines = [row for row in evaluation.lines.to_dicts() if row["unit"] == "u01"]
    for row in page("results.md").table("How lines add up"):
        mark = marks[row["criterion"]]
        assert (str(mark["full"]), str(mark["points"])) == (row["full"], row["mark"])
        told = re.findall(r"([−+])([0-9.]+) \(([^)]+)\)", row["lines"])
        found = [line for line in lines if line["criterion"] == row["criterion"]]
        assert [Decimal(sign.replace("−", "-") + points) for sign, points, _ in told] == [x["points"] for x in found]
        for (_, _, record), line in zip(told, found, strict=True):
            assert line["evidence"] == record or (not line["evidence"] and line["reason"].startswith(record))
        assert mark["full"] + sum(line["points"] for line in found) == mark["points"]


def test_every_status_of_a_result_is_named(page):
    """The receipt's table names all statuses."""
    from typing import get_args

    from efficiency_rules.evaluation.evaluation import Status

    row = next(r for r in page("results.md").table("The receipt (凭证)") if r["key"] == "`status`")
    assert [status for status in get_args(Status) if f"`{status}`" not in row["holds"]] == []


def test_the_explanation_names_the_unit_and_every_line(qinghe):
    """The explanation of 青石镇 shows the lines of the page."""
    words = str(qinghe.evaluate().explain("u01"))
    assert "青石镇" in words
    assert all(f"依据：{key}" in words for key in ("L2", "L3", "F1", "F2"))
    assert "扣完为止" in words
