"""The commands on the fictional county: evaluate, explain, check, demo."""

import csv
import json
import shutil
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from efficiency_rules.cli.main import main

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "examples" / "county"
MISTAKES = ROOT / "examples" / "county-with-mistakes"


def evaluate(out, *more, county=COUNTY):
    arguments = ["evaluate", "jingbian/2025", "--roster", county / "roster.xlsx", "--evidence", county / "ledgers"]
    return main([str(argument) for argument in [*arguments, "--out", out, *more]])


def rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """The county's result without any decision."""
    folder = tmp_path_factory.mktemp("county") / "result"
    assert evaluate(folder) == 0
    return folder


def test_the_result_folder_holds_what_the_contract_names(result):
    """All files are there, with their columns."""
    names = {path.name for path in result.iterdir()}
    assert {"standings.csv", "marks.csv", "lines.csv", "sources.csv", "grading.json", "receipt.json"} <= names
    columns = {name: list(rows(result, name)[0]) for name in ("standings", "marks", "lines", "sources")}
    assert columns["standings"][:8] == ["jurisdiction", "unit", "name", "group", "total", "rank", "grade", "on_line"]
    assert columns["marks"] == ["jurisdiction", "unit", "criterion", "edition", "state", "points", "full", "reason"]
    assert columns["lines"] == [
        "jurisdiction",
        "unit",
        "area",
        "criterion",
        "clause",
        "points",
        "reason",
        "evidence",
    ]
    assert columns["sources"] == ["evidence", "key", "file", "sheet", "row"]


def test_every_record_a_line_names_has_its_source(result):
    """Each evidence key of a line stands in sources.csv with file and row."""
    named = {(line["criterion"], line["evidence"]) for line in rows(result, "lines") if line["evidence"]}
    receipt = json.loads((result / "receipt.json").read_text("utf-8"))
    ledger = {criterion["use"].split("@")[0]: criterion["evidence"] for criterion in receipt["criteria"]}
    sources = {(row["evidence"], row["key"]): row for row in rows(result, "sources")}
    assert {(ledger[criterion], key) for criterion, key in named} == set(sources)
    assert all(row["file"] and int(row["row"]) > 1 for row in sources.values())


def test_what_is_written_adds_up(result):
    """Full points plus lines make marks, marks plus rescale lines areas, areas totals, in the files themselves."""
    area_of = {
        c["id"]: c["area"] for c in json.loads((result / "receipt.json").read_text("utf-8"))["about"]["criteria"]
    }
    told: dict[tuple[str, str], Decimal] = {}
    rescaled: dict[tuple[str, str], Decimal] = {}
    for line in rows(result, "lines"):
        book, key = (told, line["criterion"]) if line["criterion"] else (rescaled, line["area"])
        book[line["unit"], key] = book.get((line["unit"], key), Decimal(0)) + Decimal(line["points"])
    areas = dict(rescaled)
    for mark in rows(result, "marks"):
        if mark["points"]:
            key = (mark["unit"], mark["criterion"])
            assert Decimal(mark["full"]) + told.get(key, Decimal(0)) == Decimal(mark["points"])
            area = (mark["unit"], area_of[mark["criterion"]])
            areas[area] = areas.get(area, Decimal(0)) + Decimal(mark["points"])
    for row in rows(result, "standings"):
        names = sorted(set(area_of.values()))
        assert [Decimal(row[name]) for name in names] == [areas[row["unit"], name] for name in names]
        assert sum(Decimal(row[name]) for name in names) == Decimal(row["total"])


def test_a_tie_waits_and_a_decision_settles_it(result, tmp_path):
    """Two units on the line have no grade; with the recorded decision all are graded as ordered."""
    waiting = [row["unit"] for row in rows(result, "standings") if not row["grade"]]
    assert len(waiting) == 2
    assert all(row["on_line"] == "true" for row in rows(result, "standings") if row["unit"] in waiting)
    assert evaluate(tmp_path / "decided", "--decisions", COUNTY / "decisions.yaml") == 0
    grades = {row["unit"]: row["grade"] for row in rows(tmp_path / "decided", "standings")}
    counts = [list(grades.values()).count(grade) for grade in ("excellent", "good", "fair", "poor")]
    assert counts == [19, 38, 29, 10]
    before = {row["unit"]: row["grade"] for row in rows(result, "standings") if row["grade"]}
    assert before.items() <= grades.items()


def test_an_undecided_result_says_so(result):
    """The receipt names the open tie and the status."""
    receipt = json.loads((result / "receipt.json").read_text("utf-8"))
    assert receipt["status"] == "undecided"
    (ties,) = receipt["open_ties"].values()
    assert len(ties) == 1
    assert receipt["ruleset"]["chosen"]
    assert receipt["laws_checked"]


def test_the_half_year_has_no_grades(tmp_path):
    """2025-H1 scores what is due by then, sets later rows aside and grades nobody."""
    assert evaluate(tmp_path / "half", "--period", "2025-H1") == 0
    assert not (tmp_path / "half" / "grading.json").exists()
    standings = rows(tmp_path / "half", "standings")
    assert {row["grade"] for row in standings} == {""}
    assert all(Decimal(row["total"]) <= 47 for row in standings)
    states = {row["state"] for row in rows(tmp_path / "half", "marks") if row["criterion"] == "key-task-completion"}
    assert states == {"not-due"}
    receipt = json.loads((tmp_path / "half" / "receipt.json").read_text("utf-8"))
    assert receipt["status"] == "interim"
    assert sum(receipt["outside_period"].values()) > 1000


def test_mistakes_stop_the_evaluation(tmp_path, capsys):
    """Exit 1, problems.csv, an annotated copy of each ledger, and no standings."""
    out = tmp_path / "out"
    assert evaluate(out, county=MISTAKES) == 1
    assert {path.name for path in out.iterdir()} == {"problems.csv", "annotated"}
    problems = rows(out, "problems")
    assert len([row for row in problems if row["severity"] == "error"]) >= 20
    assert list((out / "annotated").glob("*.xlsx"))
    said = capsys.readouterr().err
    assert f"清单见 {out}/problems.csv，批注副本见 {out}/annotated" in said


def test_a_bad_run_never_costs_a_good_result(tmp_path, capsys):
    """When ledgers are wrong the earlier result stays as it is, and the problems go beside it."""
    out = tmp_path / "out"
    assert evaluate(out) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert evaluate(out, county=MISTAKES) == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert (tmp_path / "out-problems" / "problems.csv").is_file()
    assert "保留未动" in capsys.readouterr().err


def test_an_earlier_result_is_replaced_and_other_folders_are_not(tmp_path, capsys):
    """A result may be written over an earlier one; a folder with other files is left alone, exit 1."""
    out = tmp_path / "out"
    assert evaluate(out, county=MISTAKES) == 1
    assert evaluate(out) == 0
    assert (out / "standings.csv").exists()
    assert not (out / "problems.csv").exists() or "error" not in {row["severity"] for row in rows(out, "problems")}
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.docx").write_text("important")
    assert evaluate(other) == 2
    assert [path.name for path in other.iterdir()] == ["letter.docx"]
    (out / "我的批注.txt").write_text("important")
    assert evaluate(out) == 2
    assert "我的批注.txt" in capsys.readouterr().err
    assert (out / "我的批注.txt").read_text() == "important"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_result_never_goes_into_the_evidence_folder(tmp_path, capsys):
    """The next evaluation would meet it there: exit 2 before anything is written, by whatever path it is named."""
    county = tmp_path / "county"
    shutil.copytree(COUNTY, county)
    for out in (county / "ledgers" / "out", county / "ledgers" / "2025" / "out", county / "x" / ".." / "ledgers"):
        assert evaluate(out, county=county) == 2
        assert "[out-in-evidence]" in capsys.readouterr().err
    assert not [path for path in (county / "ledgers").iterdir() if path.is_dir()]


def test_annotated_copies_are_named_only_where_there_are_some(tmp_path, capsys):
    """Sound ledgers with a broken decisions file leave no copy, and nobody is sent to look for one."""
    decisions = tmp_path / "decisions.yaml"
    decisions.write_text("nonsense: 1\n", "utf-8")
    assert evaluate(tmp_path / "out", "--decisions", decisions) == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["problems.csv"]
    said = capsys.readouterr().err
    assert "problems.csv" in said
    assert "批注副本" not in said


def test_set_aside_goes_on_and_says_so(tmp_path):
    """--set-aside leaves bad rows out: provisional, rejected.csv holds them, the others are scored."""
    county = tmp_path / "county"
    shutil.copytree(COUNTY, county)
    ledger = county / "ledgers" / "督办件台账.csv"
    text = ledger.read_bytes()
    ledger.write_bytes(text + "JX-9999,不存在的镇,2025-03-05,按时完成\r\n".encode("gb18030"))
    assert evaluate(tmp_path / "strict", county=county) == 1
    out = tmp_path / "out"
    assert evaluate(out, "--set-aside", county=county) == 0
    assert json.loads((out / "receipt.json").read_text("utf-8"))["status"] == "provisional"
    assert len(rows(out, "rejected")) == 1
    reading = json.loads((out / "receipt.json").read_text("utf-8"))["rows"]
    assert all(table["rows"] == table["used"] + table["set_aside"] + table["rejected"] for table in reading)


def test_parquet_tables_hold_the_same(result, tmp_path):
    """--tables parquet writes the same standings with exact decimals."""
    assert evaluate(tmp_path / "parquet", "--tables", "parquet") == 0
    table = pl.read_parquet(tmp_path / "parquet" / "standings.parquet")
    assert [str(total) for total in table["total"]] == [row["total"] for row in rows(result, "standings")]


def test_explain_reads_the_result_folder(result, capsys):
    """explain by id and by name give the same; JSON adds up; one criterion can be asked for."""
    row = rows(result, "standings")[0]
    assert main(["explain", str(result), row["unit"]]) == 0
    by_id = capsys.readouterr().out
    assert main(["explain", str(result), row["name"]]) == 0
    assert capsys.readouterr().out == by_id
    assert row["total"] in by_id
    assert main(["explain", str(result), row["unit"], "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert sum(Decimal(area["total"]) for area in data["areas"]) == Decimal(data["total"])
    assert main(["explain", str(result), row["unit"], "work-style"]) == 0
    assert "工作作风" in capsys.readouterr().out


def test_explain_of_an_unknown_unit_suggests(result, capsys):
    """A misspelt name exits with 1 and suggests units."""
    assert main(["explain", str(result), "云泽县财政"]) == 1
    assert "是否想写" in capsys.readouterr().err


def test_explain_of_something_else(tmp_path, capsys):
    """A folder without a result is named as such."""
    assert main(["explain", str(tmp_path), "T01"]) == 1
    assert "receipt.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("receipt.json", b"{}"),
        ("receipt.json", b"{"),
        ("receipt.json", b"[]"),
        ("grading.json", b'{"jurisdictions": 1}'),
        ("standings.csv", "单位\n青石镇\n".encode("gb18030")),
        ("standings.csv", b"unit,name\nT01,a\n"),
        ("marks.csv", None),
        ("marks.csv", b""),
        ("lines.csv", b""),
        ("lines.csv", b'unit,criterion\nT01,"' + b"x" * 200_000),
        ("receipt.json", b"[" * 100_000),
    ],
)
def test_explain_of_a_folder_that_was_changed_says_so(result, tmp_path, capsys, name, content):
    """Emptied, cut short or saved by another program: it is told in one line, with what to do."""
    folder = shutil.copytree(result, tmp_path / "changed")
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    assert main(["explain", str(folder), "T01"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert ("[result-damaged]" in lines[0], "verify" in lines[0], len(lines)) == (True, True, 1)


def test_explain_of_a_state_that_nobody_knows_says_so(result, tmp_path, capsys):
    """A word of the tables that has no meaning is damage like any other."""
    folder = shutil.copytree(result, tmp_path / "changed")
    marks = folder / "marks.csv"
    marks.write_text(marks.read_text("utf-8-sig").replace("scored", "foo", 1), "utf-8-sig")
    assert main(["explain", str(folder), "T01"]) == 1
    assert "[result-damaged]" in capsys.readouterr().err


def test_check_takes_rosters_and_ledger_folders(capsys):
    """check on the county finds no error, on its twin with mistakes it does."""
    options = ["--ruleset", "jingbian/2025", "--roster", str(COUNTY / "roster.xlsx")]
    assert main(["check", str(COUNTY / "roster.xlsx"), str(COUNTY / "ledgers"), *options]) == 0
    assert main(["check", str(MISTAKES / "ledgers"), *options]) == 1
    assert main(["check", str(COUNTY / "decisions.yaml")]) == 0
    assert main(["check", str(COUNTY / "roster.xlsx"), str(COUNTY / "ledgers")]) == 0
    assert main(["check", str(COUNTY)]) == 0
    capsys.readouterr()
    assert main(["check", str(MISTAKES), "--format", "json"]) == 1
    assert len([row for row in json.loads(capsys.readouterr().out) if row["severity"] == "error"]) >= 20
    assert main(["check", str(COUNTY / "ledgers")]) == 1
    assert "--roster" in capsys.readouterr().err


def test_a_period_outside_the_ruleset_is_refused(tmp_path, capsys):
    """A year the ruleset does not cover exits with 1 and says so."""
    assert evaluate(tmp_path / "out", "--period", "2024") == 1
    assert "period-outside" in capsys.readouterr().err


def test_demo_shows_everything(tmp_path, capsys):
    """The demonstration prints seats, one unit's points, the open tie and where the mistakes are."""
    assert main(["demo", str(tmp_path / "demo")]) == 0
    captured = capsys.readouterr()
    for words in ("优秀", "20%", "19", "依据：", "待裁定", "annotated", "虚构"):
        assert words in captured.out + captured.err
    assert (tmp_path / "demo" / "result" / "standings.csv").is_file()
    assert (tmp_path / "demo" / "result-with-mistakes" / "problems.csv").is_file()


def test_explain_says_what_follows_from_the_grade(result, capsys):
    """A unit of the lowest grade is told the plan's words of section 八, one of the middle grades nothing."""
    by_grade = {row["grade"]: row["unit"] for row in rows(result, "standings")}
    assert main(["explain", str(result), by_grade["poor"]]) == 0
    assert "方案八(三)）：单位主要负责人要在县政府相关会议上作书面检查" in capsys.readouterr().out
    assert main(["explain", str(result), by_grade["fair"]]) == 0
    assert "结果应用" not in capsys.readouterr().out


def test_a_broken_ruleset_stops_the_evaluation_like_a_broken_ledger(tmp_path):
    """Exit 1 and problems.csv with line and column; nothing is graded."""
    text = (ROOT / "rulesets" / "jingbian" / "2025.yaml").read_text("utf-8")
    broken = tmp_path / "2025.yaml"
    broken.write_text(text.replace("full: {value: 28", "full: {value: 29", 1), "utf-8")
    arguments = ["evaluate", broken, "--roster", COUNTY / "roster.xlsx", "--evidence", COUNTY / "ledgers"]
    assert main([str(argument) for argument in [*arguments, "--out", tmp_path / "out"]]) == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["problems.csv"]
    assert all(row["line"] for row in rows(tmp_path / "out", "problems"))
