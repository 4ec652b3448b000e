"""The runner: who is run, in turns, who is extrapolated, and what is compared before anything is timed."""

import os
import subprocess
import sys

import numpy as np
import polars as pl
import pytest
from benchmarks import bandwidth, compare, contenders, end_to_end, inputs, nation, ours, spark
from benchmarks.answers import Answers
from benchmarks.figures import Row

UNITS = 30
OURS = Row(10_000, "ours", (0.5, 0.25, 0.75), 100_000_000)
SLOW = Row(10_000, "zen", (20.0, 10.0), 300_000_000, 400_000_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return inputs.ready(UNITS, tmp_path_factory.mktemp("room"))


@pytest.fixture(scope="module")
def answers(folder):
    return ours.prepare(folder)[""]()


@pytest.fixture
def saved(answers, tmp_path, monkeypatch):
    monkeypatch.setattr(contenders, "ENOUGH", 0.0)
    answers.save(tmp_path / "answers.npz")
    return tmp_path / "answers.npz"


def ran(seconds, peak=1, way=""):
    return {"seconds": [seconds], "peak": peak, "most": 2 * peak, "way": way}


def test_answers_are_kept_for_other_processes(answers, saved):
    """What is read back has every point and every condition."""
    assert answers.differences(Answers.load(saved)) == []


def test_who_agrees_is_timed(folder, saved):
    """A contender with our answers has the seconds of several scorings and a peak of memory."""
    result = contenders.run("python", folder, saved)
    assert result.keys() == {"seconds", "peak", "most", "way"}
    assert len(result["seconds"]) >= contenders.TURNS
    assert min(result["seconds"]) > 0
    assert result["most"] >= result["peak"] > 2**20


def test_the_faster_way_counts(folder, saved):
    """Polars answers with both engines, and the one that was faster is named."""
    assert contenders.run("polars-ordered", folder, saved)["way"] in ("in-memory", "streaming")


def test_who_disagrees_is_not_timed(folder, answers, tmp_path):
    """One hundredth of a point at one unit is an error that names the item, and no time is taken."""
    points = {name: np.array(values) for name, values in answers.points.items()}
    points["task-delay"][3] += 1
    Answers(points, answers.counted).save(tmp_path / "answers.npz")
    result = contenders.run("python", folder, tmp_path / "answers.npz")
    assert result.keys() == {"error"}
    assert result["error"].startswith("task-delay: 1 units differ, unit 3")


def test_a_crash_is_the_error_of_one_contender(folder, tmp_path):
    """A process that ends with an exception, here for want of our answers, leaves its last line."""
    result = compare.one("numpy", folder, tmp_path / "missing.npz")
    assert result.keys() == {"error"}
    assert result["error"].startswith("FileNotFoundError")


def test_the_others_go_on_in_turns(monkeypatch, tmp_path):
    """Whoever failed once is not run again; the others have times from every round, one after the other."""
    calls = []

    def one(name, folder, answers):
        calls.append(name)
        return {"error": "lost"} if name == "duckdb" else ran(float(len(calls)), len(calls), f"way {len(calls)}")

    monkeypatch.setattr(compare, "one", one)
    rows = compare.measure(["ours", "duckdb", "python"], 100, tmp_path, 2, [])
    assert calls == ["ours", "duckdb", "python", "ours", "python"]
    assert rows == [
        Row(100, "ours", (1.0, 4.0), 4, 8, "way 1"),
        Row(100, "duckdb", error="lost"),
        Row(100, "python", (3.0, 5.0), 5, 10, "way 3"),
    ]


def test_one_round_is_enough_for_who_is_slow(monkeypatch, tmp_path):
    """A contender whose process takes long gets no other round, ours does: all the others are compared with it."""
    monkeypatch.setattr(compare, "A_ROUND", -1.0)
    monkeypatch.setattr(compare, "one", lambda name, folder, answers: ran(1.0))
    rows = compare.measure(["ours", "python"], 100, tmp_path, 3, [])
    assert [len(row.seconds) for row in rows] == [3, 1]


def test_five_minutes_are_the_limit(monkeypatch, tmp_path):
    """Who needs 10 s for 10,000 units is run at 300,000 (300 s) and extrapolated at 600,000 and beyond."""
    monkeypatch.setattr(compare, "memory", lambda: 2**40)
    monkeypatch.setattr(compare, "one", lambda name, folder, answers: ran(1.0))
    assert compare.measure(["zen"], 300_000, tmp_path, 1, [OURS, SLOW]) == [Row(300_000, "zen", (1.0,), 1, 2)]
    (beyond,) = compare.measure(["zen"], 600_000, tmp_path, 1, [OURS, SLOW])
    assert beyond == Row(600_000, "zen", (600.0,), 18_000_000_000, 24_000_000_000, "", 10_000, "it would take 600 s")
    (further,) = compare.measure(["zen"], 1_200_000, tmp_path, 1, [OURS, SLOW, beyond])
    assert (further.seconds, further.extrapolated_from) == ((1200.0,), 10_000)


def test_memory_is_a_limit_too(monkeypatch):
    """Who would hold more than four fifths of the machine, getting ready or scoring, is not run; a small size predicts
    nothing."""
    monkeypatch.setattr(compare, "memory", lambda: 10 * 2**30)
    fits, large = (Row(10_000, "pandas", (1.0,), 1, 2**30 * most // 30) for most in (8, 9))
    assert compare.predicted("pandas", 300_000, [fits]) is None
    assert compare.predicted("pandas", 300_000, [large]).reason == "it would hold 9 GiB"
    assert compare.predicted("pandas", 300_000, [Row(100, "pandas", (60.0,), 1, 2**33)]) is None


def test_the_bandwidth_is_measured():
    """Bytes a second of two threads: more than any disk, less than any cache."""
    assert 1e8 < bandwidth.measured(rounds=1, bytes=2**20) < 1e13


@pytest.fixture(scope="module")
def small_nation(tmp_path_factory):
    folder = nation.ready(2, tmp_path_factory.mktemp("nations"))
    nation.CONTENDERS["by-jurisdiction"](folder)
    return folder


def test_scores_from_files_are_compared(small_nation):
    """Scores that are ours are no difference; one hundredth more at one unit is, and so is a unit that is missing."""
    marks = pl.read_parquet(sorted(small_nation.glob("by-jurisdiction/*/marks.parquet")))
    scores = marks.select("unit", "criterion", (pl.col("points").cast(pl.Float64).fill_null(0) * 100).round().cast(int))
    scores = scores.pivot("criterion", index="unit", values="points")
    (small_nation / "duckdb").mkdir()

    def found(theirs):
        theirs.write_parquet(small_nation / "duckdb" / "scores.parquet")
        return end_to_end.differences(small_nation, "by-jurisdiction")

    assert scores.shape == (200, 25)
    assert found(scores) == []
    assert found(scores.with_columns(pl.col("task-delay") + (pl.int_range(pl.len()) == 7).cast(int))) == [
        "1 scores of 4,800 differ from DuckDB's"
    ]
    assert found(scores.head(150)) != []


def test_the_nation_has_the_records_that_are_said(small_nation):
    """Two jurisdictions of 100 units, 60 records each, every unit in the roster once."""
    roster = pl.read_parquet(small_nation / "roster.parquet")
    assert roster["unit"].n_unique() == roster.height == 200
    assert roster["jurisdiction"].value_counts().sort("jurisdiction").rows() == [
        ("虚构县00000", 100),
        ("虚构县00001", 100),
    ]
    ledgers = [pl.read_parquet(path) for path in sorted(small_nation.glob("ledgers/*.parquet"))]
    assert sum(ledger.height for ledger in ledgers) == 200 * 60
    assert all(set(ledger["unit"]) <= set(roster["unit"]) for ledger in ledgers)


def test_a_run_from_files_that_fails_has_its_error(tmp_path):
    """A process that ends with an exception, here for want of a roster, leaves its last line."""
    assert "error" in end_to_end.one("at-once", tmp_path)


def test_memory_is_that_of_all_processes():
    """What a process that was started holds counts; one that ends with an error leaves its last words."""
    alone = spark.held(os.getpid())
    waits = "import sys; held = bytearray(64 * 2**20); print(flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", waits], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        together = spark.held(os.getpid())
        child.stdin.close()
    assert alone > 2**20
    assert together - alone > 60 * 2**20
    assert spark.run("local[2]", 100, [sys.executable, "-c", "raise SystemExit('lost')"]).error == "lost"


def test_results_of_a_cluster_are_compared_by_their_receipts(small_nation):
    """Each jurisdiction has the digest of its receipt, which covers all its tables."""
    found = spark.receipts_of(small_nation / "by-jurisdiction")
    assert list(found) == ["jurisdiction=虚构县00000", "jurisdiction=虚构县00001"]
    assert len(set(found.values())) == 2
