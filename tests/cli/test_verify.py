"""`verify`: every check with its verdict, the replay from the inputs, and the checker as a file alone."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from result_bytes import csv_of, json_of, resealed, rows_of

from efficiency_rules import grading_checker
from efficiency_rules.cli.main import main
from efficiency_rules.evaluation.verifying import read_files, verify

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "examples" / "county"
INPUTS = ("--roster", COUNTY / "roster.xlsx", "--evidence", COUNTY / "ledgers")
DECIDED = ("--decisions", COUNTY / "decisions.yaml")


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of the command line."""
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def evaluated(out: Path, *more: object) -> Path:
    """The result folder of the fictional county."""
    arguments = ["evaluate", "jingbian/2025", *INPUTS, "--out", out, *more]
    assert main([str(argument) for argument in arguments]) == 0
    return out


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional county's result with its decision."""
    return evaluated(tmp_path_factory.mktemp("county") / "result", *DECIDED)


def test_csv_and_parquet_have_the_same_digests(county: Path, tmp_path: Path) -> None:
    """The receipt does not tell in which format the tables were written, but for who wrote it when."""
    parquet = evaluated(tmp_path / "parquet", *DECIDED, "--tables", "parquet")
    first, second = (json.loads((folder / "receipt.json").read_bytes()) for folder in (county, parquet))
    assert first["circumstances"].pop("tables") == second["circumstances"].pop("tables")
    assert first | {"circumstances": None} == second | {"circumstances": None}
    assert {check.verdict for check in verify(read_files(parquet))} == {"passed"}


def test_every_check_is_named_with_its_verdict(capsys: pytest.CaptureFixture[str], county: Path) -> None:
    """Six checks pass, the digest to publish is printed, and the command ends with 0."""
    code, out, err = run(capsys, "verify", county)
    assert code == 0
    assert out.count("通过") == 6
    assert json.loads((county / "receipt.json").read_bytes())["digest"] in err


def test_the_same_inputs_give_the_same_bytes(capsys: pytest.CaptureFixture[str], county: Path) -> None:
    """Evaluated again from its files, the county's result is identical."""
    code, out, _ = run(capsys, "--lang", "en", "verify", county, *INPUTS, *DECIDED)
    assert (code, "IDENTICAL" in out) == (0, True)
    named_ruleset = ("--ruleset", ROOT / "rulesets" / "jingbian" / "2025.yaml")
    assert run(capsys, "verify", county, *INPUTS, *DECIDED, *named_ruleset)[0] == 0


@pytest.mark.parametrize("more", [("--tables", "parquet"), ("--period", "2025-H1")])
def test_parquet_and_half_years_are_replayed_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, more: tuple[str, ...]
) -> None:
    """Whatever the format of the tables and the period; a half-year has no grades to check."""
    out = evaluated(tmp_path / "result", *more)
    capsys.readouterr()
    assert run(capsys, "verify", out, *INPUTS)[0] == 0


@pytest.mark.parametrize(("lang", "said"), [("zh", "不适用"), ("en", "not applicable")])
def test_what_was_not_checked_has_not_passed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str, said: str
) -> None:
    """Without grades, the three checks against grading.json say so, and the command still ends with 0."""
    out = evaluated(tmp_path / "half", "--period", "2025-H1")
    capsys.readouterr()
    code, table, _ = run(capsys, "--lang", lang, "verify", out)
    assert (code, table.count(said)) == (0, 3)
    checks = {check.name: check.verdict for check in verify(read_files(out))}
    ungraded = dict.fromkeys(("standings", "receipt", "grading"), "not-applicable")
    assert checks == {"digests": "passed", "sums": "passed", "tables": "passed", **ungraded}


def test_a_rank_without_a_grading_is_still_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A rank in a half-year's standings is a finding, whether or not there is a grading.json to compare with."""
    out = evaluated(tmp_path / "half", "--period", "2025-H1")
    capsys.readouterr()
    rows = rows_of((out / "standings.csv").read_bytes())
    rows[1][rows[0].index("rank")] = "1"
    (out / "standings.csv").write_bytes(csv_of(rows))
    verdicts = {check.name: check.verdict for check in verify(read_files(out))}
    assert (verdicts["standings"], verdicts["receipt"]) == ("failed", "not-applicable")
    assert run(capsys, "verify", out)[0] == 1


def test_a_result_without_its_bad_rows_is_replayed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Rows that were set aside are set aside again; their list is part of the result."""
    mistakes = ROOT / "examples" / "county-with-mistakes"
    inputs = ("--roster", mistakes / "roster.xlsx", "--evidence", mistakes / "ledgers")
    main([str(part) for part in ("evaluate", "jingbian/2025", *inputs, "--set-aside", "--out", tmp_path / "result")])
    if not (tmp_path / "result" / "receipt.json").is_file():
        pytest.skip("the county with mistakes cannot be evaluated even without its bad rows")
    capsys.readouterr()
    assert run(capsys, "verify", tmp_path / "result", *inputs)[0] == 0
    (tmp_path / "result" / "rejected.csv").unlink()
    code, _, err = run(capsys, "verify", tmp_path / "result")
    assert (code, "rejected.csv" in err) == (1, True)


def replayed(capsys: pytest.CaptureFixture[str], folder: Path, *more: object) -> tuple[int, dict[str, Any]]:
    """Exit code and the check `replay` as data."""
    code, out, _ = run(capsys, "verify", folder, *INPUTS, *more, "--format", "json")
    return code, next(check for check in json.loads(out)["checks"] if check["check"] == "replay")


def test_the_first_difference_is_named(capsys: pytest.CaptureFixture[str], county: Path, tmp_path: Path) -> None:
    """One changed word differs in its table, row and column, and the receipt if it was made anew."""
    files = {path.name: path.read_bytes() for path in county.iterdir()}
    rows = rows_of(files["marks.csv"])
    rows[3][rows[0].index("reason")] = "另有原因"
    folder = tmp_path / "result"
    folder.mkdir()
    for name, content in resealed({**files, "marks.csv": csv_of(rows)}).items():
        (folder / name).write_bytes(content)
    code, replay = replayed(capsys, folder, *DECIDED)
    assert (code, replay["verdict"]) == (1, "failed")
    first, second = replay["problems"]
    assert (first["file"], first["found"]) == ("marks.csv", "另有原因")
    assert "row 3, reason" in first["message"]
    assert second["file"] == "receipt.json"
    assert "tables.marks" in second["message"]


def test_the_same_content_in_other_bytes_is_told(
    capsys: pytest.CaptureFixture[str], county: Path, tmp_path: Path
) -> None:
    """A table saved without its mark of UTF-8 and a JSON file in one line hold the same, in other bytes."""
    folder = Path(shutil.copytree(county, tmp_path / "result"))
    (folder / "lines.csv").write_bytes((folder / "lines.csv").read_bytes().removeprefix(b"\xef\xbb\xbf"))
    (folder / "grading.json").write_bytes(json.dumps(json.loads((folder / "grading.json").read_bytes())).encode())
    code, replay = replayed(capsys, folder, *DECIDED)
    assert (code, replay["verdict"]) == (1, "failed")
    assert [(one["code"], one["file"]) for one in replay["problems"]] == [
        ("verify-bytes", "lines.csv"),
        ("verify-bytes", "grading.json"),
    ]


def test_another_version_of_the_library_is_a_note(
    capsys: pytest.CaptureFixture[str], county: Path, tmp_path: Path
) -> None:
    """What else is the same is identical."""
    folder = Path(shutil.copytree(county, tmp_path / "result"))
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    receipt = json.loads(files["receipt.json"])
    receipt["library"]["version"] = "0.0.1"
    (folder / "receipt.json").write_bytes(resealed({**files, "receipt.json": json_of(receipt)})["receipt.json"])
    code, replay = replayed(capsys, folder, *DECIDED)
    assert (code, replay["verdict"]) == (0, "passed")
    assert [(one["code"], one["severity"]) for one in replay["problems"]] == [("verify-library-other", "info")]


def test_other_inputs_cannot_be_replayed(capsys: pytest.CaptureFixture[str], county: Path, tmp_path: Path) -> None:
    """Each input that is not the one evaluated is named; nothing else wrong, the command ends with 2."""
    code, replay = replayed(capsys, county)
    assert (code, replay["verdict"]) == (2, "unable")
    assert [one["message"].startswith("人工裁定") for one in replay["problems"]] == [True]
    rules = tmp_path / "other.yaml"
    rules.write_text((ROOT / "rulesets" / "jingbian" / "2025.yaml").read_text("utf-8") + "\n# later\n", "utf-8")
    code, replay = replayed(capsys, county, *DECIDED, "--ruleset", rules)
    assert (code, [one["message"][:4] for one in replay["problems"]]) == (2, ["计分细则"])
    code, replay = replayed(capsys, county, *DECIDED, "--ruleset", "jingbian/1999")
    assert (code, replay["verdict"]) == (2, "unable")
    ledgers = Path(shutil.copytree(COUNTY / "ledgers", tmp_path / "ledgers"))
    next(path for path in ledgers.iterdir() if path.suffix == ".csv").unlink()
    code, out, _ = run(capsys, "verify", county, *INPUTS[:2], "--evidence", ledgers, *DECIDED, "--format", "csv")
    replay_rows = [row for row in csv.DictReader(io.StringIO(out)) if row["check"] == "replay"]
    assert (code, {row["verdict"] for row in replay_rows}) == (2, {"unable"})


def test_no_result_cannot_be_verified(capsys: pytest.CaptureFixture[str], county: Path, tmp_path: Path) -> None:
    """A folder without a receipt is told from a result, and a replay needs roster and ledgers."""
    code, _, err = run(capsys, "verify", tmp_path)
    assert (code, "receipt.json" in err) == (2, True)
    folder = Path(shutil.copytree(county, tmp_path / "result"))
    (folder / "receipt.json").unlink()
    assert run(capsys, "verify", folder)[0] == 2
    (folder / "problems.csv").write_text("warning\n", "utf-8")
    code, _, err = run(capsys, "verify", folder)
    assert (code, "[result-missing]" in err) == (2, True)
    (folder / "standings.csv").unlink()
    code, _, err = run(capsys, "verify", folder)
    assert (code, "[result-blocked]" in err) == (2, True)
    assert run(capsys, "verify", county, *INPUTS[:2])[0] == 2
    assert run(capsys, "verify", county, *DECIDED)[0] == 2


def test_what_fails_ends_with_1_and_names_the_file(
    capsys: pytest.CaptureFixture[str], county: Path, tmp_path: Path
) -> None:
    """For people and machines, in both languages."""
    folder = Path(shutil.copytree(county, tmp_path / "result"))
    rows = rows_of((folder / "sources.csv").read_bytes())
    rows[1][rows[0].index("row")] += "1"
    (folder / "sources.csv").write_bytes(csv_of(rows))
    code, out, err = run(capsys, "verify", folder)
    assert (code, "不符" in out, "sources.csv" in err) == (1, True, True)
    assert "failed" in run(capsys, "--lang", "en", "verify", folder)[1]
    data = json.loads(run(capsys, "verify", folder, "--format", "json")[1])
    assert {check["check"]: check["verdict"] for check in data["checks"]}["digests"] == "failed"


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_a_number_of_no_value_is_found(
    capsys: pytest.CaptureFixture[str], county: Path, tmp_path: Path, number: str
) -> None:
    """JSON has no NaN: a certificate with one cannot be read, which is told of its file."""
    folder = Path(shutil.copytree(county, tmp_path / "result"))
    text = (folder / "grading.json").read_text("utf-8")
    assert '"base": 96' in text
    (folder / "grading.json").write_text(text.replace('"base": 96', f'"base": {number}', 1), "utf-8")
    code, _, err = run(capsys, "verify", folder)
    assert (code, "grading.json" in err) == (1, True)


@pytest.fixture
def alone() -> Callable[[Path], tuple[int, str]]:
    """Run the checker as a file, isolated from the library and from everything installed."""

    def check(file: Path) -> tuple[int, str]:
        command = [sys.executable, "-I", "-S", str(grading_checker.__file__), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout

    return check


def test_the_checker_runs_alone(county: Path, tmp_path: Path, alone: Callable[[Path], tuple[int, str]]) -> None:
    """Python and the file are enough: 0 for what was written, 1 for a changed grade."""
    code, out = alone(county / "grading.json")
    assert (code, "OK" in out) == (0, True)
    grading = json.loads((county / "grading.json").read_bytes())
    (certificate,) = grading["jurisdictions"].values()
    certificate["units"][-1]["grade"] = "excellent"
    (tmp_path / "grading.json").write_bytes(json_of(grading))
    code, out = alone(tmp_path / "grading.json")
    assert (code, certificate["units"][-1]["unit"] in out) == (1, True)
