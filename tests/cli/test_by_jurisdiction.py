"""`evaluate --by-jurisdiction` and `verify` of what it wrote."""

import errno
import io
import os
import shutil
import sys
from pathlib import Path

import nations
import polars as pl
import pytest
from nations import RULES, county

import efficiency_rules as er
from efficiency_rules.cli import by_jurisdiction, checking, evaluating, verifying
from efficiency_rules.cli.main import main
from efficiency_rules.jurisdictions.names import folder_of
from efficiency_rules.jurisdictions.store import Store


@pytest.fixture
def nation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> nations.Nation:
    """A fictional nation of three counties, written to disk, and its ruleset under any name."""
    # Whoever takes the name from there takes it before it is replaced.
    assert checking.find_ruleset is verifying.find_ruleset is evaluating.find_ruleset
    monkeypatch.setattr(by_jurisdiction, "find_ruleset", lambda name, catalog: RULES)
    monkeypatch.setattr(evaluating, "find_ruleset", lambda name, catalog: RULES)
    made = nations.nation(3)
    made.write(tmp_path)
    return made


def evaluate(folder: Path, *more: str, lang: str = "en") -> int:
    """The exit code of an evaluation of what stands in a folder."""
    inputs = ["--roster", str(folder / "roster.csv"), "--evidence", str(folder / "ledgers")]
    return main(["--lang", lang, "evaluate", "test/2025", *inputs, "--out", str(folder / "out"), *more])


def test_every_county_has_a_folder_and_the_nation_a_summary(nation, tmp_path, capsys):
    """Exit code 0, how many have which status on stdout, what was kept and where it lies on stderr."""
    assert evaluate(tmp_path, "--by-jurisdiction", "--tables", "parquet") == 0
    said = capsys.readouterr()
    assert "graded" in said.out
    assert "3 jurisdictions: 3 computed, 0 unchanged and kept" in said.err
    assert (tmp_path / "out" / folder_of(county(1)) / "standings.parquet").exists()
    assert (tmp_path / "out" / "summary.parquet").exists()
    assert evaluate(tmp_path, "--by-jurisdiction", "--tables", "parquet", lang="zh") == 0
    assert "3 个辖区：本次计算 0 个，3 个输入未变、沿用已有结果" in capsys.readouterr().err


def test_a_blocked_county_is_named(nation, tmp_path, capsys):
    """Exit code 1: which one, where its problems are, and that its earlier result is still there."""
    assert evaluate(tmp_path, "--by-jurisdiction") == 0
    nation.rows["event"] += [{"number": "x", "kind": "怪", "on": "2025-03-01", "unit": "C001U00", "辖区": county(1)}]
    nation.write(tmp_path)
    capsys.readouterr()
    assert evaluate(tmp_path, "--by-jurisdiction") == 1
    said = capsys.readouterr().err
    assert f"blocked by problems: {county(1)}; see {tmp_path}/out/summary.csv" in said
    assert f"still holds their earlier results: {county(1)}" in said
    assert evaluate(tmp_path, "--by-jurisdiction", "--set-aside") == 0


def test_blocked_counties_are_neither_computed_nor_kept(nation, tmp_path, capsys):
    """By bad rows or by a damaged file of its own: what is said adds up."""
    assert evaluate(tmp_path, "--by-jurisdiction") == 0
    nation.rows["event"] += [{"number": "x", "kind": "怪", "on": "2025-03-01", "unit": "C001U00", "辖区": county(1)}]
    nation.write(tmp_path)
    own = tmp_path / "ledgers" / "event" / folder_of(county(2))
    own.mkdir(parents=True)
    (own / "part-0.parquet").write_bytes(b"nothing")
    capsys.readouterr()
    assert evaluate(tmp_path, "--by-jurisdiction") == 1
    assert "3 jurisdictions: 0 computed, 1 unchanged and kept, 2 blocked" in capsys.readouterr().err
    assert evaluate(tmp_path, "--by-jurisdiction", lang="zh") == 1
    assert "3 个辖区：本次计算 0 个，1 个输入未变、沿用已有结果，2 个有错误" in capsys.readouterr().err


def test_nothing_is_left_of_problems_that_are_over(nation, tmp_path):
    """An empty folder of problems would be looked into in vain."""
    good = list(nation.rows["event"])
    nation.rows["event"] += [{"number": "x", "kind": "怪", "on": "2025-03-01", "unit": "C001U00", "辖区": county(1)}]
    nation.write(tmp_path)
    assert evaluate(tmp_path, "--by-jurisdiction") == 1
    assert (tmp_path / "out" / "problems" / folder_of(county(1))).is_dir()
    nation.rows["event"] = good
    nation.write(tmp_path)
    assert evaluate(tmp_path, "--by-jurisdiction") == 0
    assert not (tmp_path / "out" / "problems").exists()


def test_a_run_that_ended_before_its_first_result_is_unfinished(nation, tmp_path, capsys, monkeypatch):
    """`verify` says to run it again, and does not ask for the folder that it was given."""

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "finish", killed)
        assert evaluate(tmp_path, "--by-jurisdiction") == 130
    capsys.readouterr()
    assert main(["--lang", "en", "verify", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert "[nation-unfinished]" in said
    assert "run it again with the same inputs" in said


def test_a_nation_is_no_result_of_one_county(nation, tmp_path, capsys):
    """`explain` names the folder of a county that it can be asked of."""
    assert evaluate(tmp_path, "--by-jurisdiction") == 0
    capsys.readouterr()
    out = tmp_path / "out"
    assert main(["--lang", "en", "explain", str(out), "C001U00"]) == 1
    assert f"name that of one jurisdiction, for example {out / folder_of(county(0))}" in capsys.readouterr().err
    assert main(["--lang", "en", "explain", str(out / folder_of(county(1))), "C001U00"]) == 0


def test_counties_without_a_ledger_are_told_where_it_says_so(nation, tmp_path, capsys):
    """Nothing stood in the way of their results, so these tell what they lack."""
    (tmp_path / "ledgers" / "event.parquet").unlink()
    assert evaluate(tmp_path, "--by-jurisdiction") == 1
    said = capsys.readouterr().err
    assert "incomplete, no grades: " in said
    assert "problems.csv in the folder of each" in said
    assert (tmp_path / "out" / folder_of(county(0)) / "problems.csv").exists()


def test_a_nation_never_goes_into_the_evidence_folder(nation, tmp_path, capsys):
    """The results would be read as ledgers by the next evaluation: exit 2, nothing written."""
    before = sorted((tmp_path / "ledgers").rglob("*"))
    assert evaluate(tmp_path, "--by-jurisdiction", "--out", str(tmp_path / "ledgers" / "out")) == 2
    assert "[out-in-evidence]" in capsys.readouterr().err
    assert sorted((tmp_path / "ledgers").rglob("*")) == before


def test_what_concerns_everybody_is_an_error_in_words(nation, tmp_path, capsys):
    """A ledger that is no Parquet: exit code 1, the file named, nothing written."""
    (tmp_path / "ledgers" / "event.csv").write_text("x", "utf-8")
    assert evaluate(tmp_path, "--by-jurisdiction", lang="zh") == 1
    assert "分辖区评价只读 Parquet 台账，文件夹中还有：event.csv" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_without_the_flag_all_are_in_one_folder(nation, tmp_path):
    """`evaluate` is what it was: one folder, the counties beside each other in each table, graded apart."""
    for row in (row for rows in nation.rows.values() for row in rows):
        row["number"] += row["unit"]
    nation.write(tmp_path)
    assert evaluate(tmp_path) == 0
    standings = (tmp_path / "out" / "standings.csv").read_text("utf-8-sig")
    assert all(name in standings for name in nation.places)
    assert not list((tmp_path / "out").glob("jurisdiction=*"))


def test_many_bad_rows_of_one_folder_are_told_without_comparing_each_with_all(nation, tmp_path, monkeypatch, capsys):
    """Comparisons grow with the number of problems, not with its square; all of them are in problems.csv."""
    compared = []
    equal = er.Problem.__eq__
    monkeypatch.setattr(er.Problem, "__eq__", lambda one, other: compared.append(one) or equal(one, other))
    bad = {"kind": "怪", "on": "2025-03-01", "unit": "C001U00", "辖区": county(1)}
    nation.rows = {id: [] for id in nation.rows} | {"event": [{"number": f"x{at}"} | bad for at in range(300)]}
    nation.write(tmp_path)
    assert evaluate(tmp_path) == 1
    assert "... and 100 more" in capsys.readouterr().err
    assert (tmp_path / "out" / "problems.csv").read_text("utf-8-sig").count("\nerror,") == 300
    assert len(compared) <= 300


def full(*_: object, **__: object) -> None:
    """A disk without room, as Python tells it: of which file it does not say."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def full_for_polars(frame: pl.DataFrame, file: object, **options: object) -> None:
    """The same as Polars tells it, for files; what is written into memory has room."""
    if isinstance(file, io.BytesIO):
        return _WRITE(frame, file, **options)
    raise pl.exceptions.ComputeError("parquet: underlying IO error: No space left on device (os error 28)")


_WRITE = pl.DataFrame.write_parquet


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("when", ["parting", "storing"])
def test_a_full_disk_is_told_with_its_folder_and_what_is_finished_stays(
    nation, tmp_path, capsys, monkeypatch, when, lang
):
    """Exit code 2 and what to do, no traceback; unfinished rows give their room back, and the next run goes on."""
    options = ("--by-jurisdiction", "--tables", "parquet")
    with monkeypatch.context() as patch:
        if when == "parting":
            patch.setattr(pl.DataFrame, "write_parquet", full_for_polars)
        else:
            done = []
            finish = Store.finish
            patch.setattr(Store, "finish", lambda *put: done.append(put) or finish(*put))
            sync = os.fsync
            patch.setattr(os, "fsync", lambda handle: sync(handle) if len(done) < 2 else full())
        assert evaluate(tmp_path, *options, lang=lang) == 2
    said = capsys.readouterr().err
    assert f"{tmp_path / 'out'}" in said
    assert os.strerror(errno.ENOSPC) in said
    assert {"zh": "腾出空间", "en": "make room"}[lang] in said
    assert "Traceback" not in said
    assert not (tmp_path / "out" / ".work").exists()
    finished = list((tmp_path / "out").glob("jurisdiction=*/receipt.json"))
    assert len(finished) == (0 if when == "parting" else 1)
    assert evaluate(tmp_path, *options) == 0
    assert f"{3 - len(finished)} computed, {len(finished)} unchanged and kept" in capsys.readouterr().err


def test_a_full_disk_is_told_with_the_folder_of_one_result(nation, tmp_path, capsys, monkeypatch):
    """Without the flag too; the folder that was to be is named, not the one beside it that is unfinished."""
    for row in (row for rows in nation.rows.values() for row in rows):
        row["number"] += row["unit"]
    nation.write(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert evaluate(tmp_path) == 2
    assert f"cannot read or write {tmp_path / 'out'}: " in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("how", [["--by-jurisdiction"], ["--engine", "local[1]"]])
def test_stages_of_many_jurisdictions_are_not_timed_and_it_is_said(nation, tmp_path, capsys, how):
    """`--profile` would be without an answer: exit code 2 before anything is read or written."""
    assert evaluate(tmp_path, "--profile", *how) == 2
    assert "--profile is for one result folder: leave it out here" in capsys.readouterr().err
    assert evaluate(tmp_path, "--profile", *how, lang="zh") == 2
    assert "--profile 只用于单个结果文件夹，这里请去掉" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_half_year_of_a_nation_fits_though_nobody_is_graded(nation, tmp_path, capsys):
    """What is not applicable stands in no jurisdiction's way, and the exit code is 0."""
    assert evaluate(tmp_path, "--by-jurisdiction", "--period", "2025-H1") == 0
    capsys.readouterr()
    assert main(["--lang", "en", "verify", str(tmp_path / "out")]) == 0
    assert "3 of 3 jurisdictions pass every check" in capsys.readouterr().err


def test_a_partitioned_folder_and_one_county_are_verified(nation, tmp_path, capsys):
    """The whole, and a county by itself; a changed file is found in its folder."""
    assert evaluate(tmp_path, "--by-jurisdiction") == 0
    out = tmp_path / "out"
    capsys.readouterr()
    assert main(["--lang", "en", "verify", str(out)]) == 0
    assert "3 of 3 jurisdictions pass every check" in capsys.readouterr().err
    assert main(["--lang", "en", "verify", str(out / folder_of(county(2)))]) == 0
    marks = out / folder_of(county(2)) / "marks.csv"
    marks.write_bytes(marks.read_bytes().replace(b"5.00", b"4.00", 1))
    capsys.readouterr()
    assert main(["--lang", "en", "verify", str(out)]) == 1
    said = capsys.readouterr().err
    assert f"{folder_of(county(2))}/marks.csv" in said
    assert "2 of 3 jurisdictions pass every check" in said


@pytest.mark.parametrize("tables", ["csv", "parquet"])
@pytest.mark.parametrize("period", ["2025", "2025-H1"])
def test_a_result_under_the_name_of_another_county_is_found(nation, tmp_path, capsys, tables, period):
    """A copied folder agrees with itself: only its name is wrong. `verify` says so, alone and among all."""
    options = ("--by-jurisdiction", "--tables", tables, "--period", period)
    assert evaluate(tmp_path, *options) == 0
    out = tmp_path / "out"
    before = nations.bytes_of(out / folder_of(county(2)))
    shutil.rmtree(out / folder_of(county(2)))
    shutil.copytree(out / folder_of(county(1)), out / folder_of(county(2)))
    said = f"the folder {folder_of(county(2))} holds the result of {county(1)}"
    for folder in (out / folder_of(county(2)), out):
        capsys.readouterr()
        assert main(["--lang", "en", "verify", str(folder)]) == 1
        assert said in capsys.readouterr().err
    assert main(["--lang", "en", "verify", str(out / folder_of(county(1)))]) == 0
    assert evaluate(tmp_path, *options) == 0
    assert "3 jurisdictions: 1 computed, 2 unchanged" in capsys.readouterr().err
    assert nations.bytes_of(out / folder_of(county(2))) == before


def test_the_result_of_another_county_is_no_earlier_result(nation, tmp_path, capsys):
    """A blocked county in whose folder another's result lies has none, nor does one that no roster names."""
    assert evaluate(tmp_path, "--by-jurisdiction") == 0
    out = tmp_path / "out"
    shutil.rmtree(out / folder_of(county(1)))
    for name in (county(1), "备份"):
        shutil.copytree(out / folder_of(county(0)), out / folder_of(name))
    nation.rows["event"] += [{"number": "x", "kind": "怪", "on": "2025-03-01", "unit": "C001U00", "辖区": county(1)}]
    nation.write(tmp_path)
    capsys.readouterr()
    assert evaluate(tmp_path, "--by-jurisdiction") == 1
    assert "earlier results" not in capsys.readouterr().err
    summary = {row["jurisdiction"]: row for row in pl.read_csv(out / "summary.csv").iter_rows(named=True)}
    assert (summary[county(1)]["result"], summary[county(1)]["digest"]) == ("none", None)
    assert (summary["备份"]["status"], summary["备份"]["digest"]) == ("not-in-roster", None)
    assert main(["--lang", "en", "verify", str(out)]) == 1
    assert capsys.readouterr().err.count(f"holds the result of {county(0)}") == 2


def test_a_replay_of_the_whole_is_refused_in_words(nation, tmp_path, capsys):
    """Running it again is the replay: exit code 2 and what to do."""
    assert evaluate(tmp_path, "--by-jurisdiction") == 0
    inputs = ["--roster", str(tmp_path / "roster.csv"), "--evidence", str(tmp_path / "ledgers")]
    assert main(["--lang", "en", "verify", str(tmp_path / "out"), *inputs]) == 2
    assert "run evaluate --by-jurisdiction on the same inputs" in capsys.readouterr().err


def test_progress_is_told_to_a_terminal_after_two_seconds(nation, tmp_path, capsys, monkeypatch):
    """A file or pipe sees none of it, nor does a terminal where it is quick."""
    assert evaluate(tmp_path, "--by-jurisdiction") == 0
    assert " of 3 jurisdictions\n" not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert evaluate(tmp_path, "--by-jurisdiction") == 0
    assert "3 of 3 jurisdictions\n" not in capsys.readouterr().err
    monkeypatch.setattr(by_jurisdiction, "_SILENT", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert evaluate(tmp_path, "--by-jurisdiction") == 0
    assert "3 of 3 jurisdictions\n" in capsys.readouterr().err
