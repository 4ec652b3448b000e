"""The comparison with what a user would pick instead: who is compared, what is timed, and what the page says of it."""

import json

import numpy as np
import pytest
from benchmarks import compare, contenders, ours, peers, plain_python, workload
from benchmarks.answers import Answers, of_marks
from benchmarks.comparison import Figures, Row, figures_of, page

UNITS = 30
OURS = Row(10_000, 600_000, "efficiency-rules", (0.5, 0.25, 0.75), 100_000_000)
SLOW = Row(10_000, 600_000, "zen-engine", (20.0, 10.0), 2_000_000_000)


@pytest.fixture(scope="module")
def work():
    return workload.make(UNITS)


@pytest.fixture(scope="module")
def answers(work):
    return of_marks(ours.mark(work, ours.resolve(work), ours.gather(work)))


@pytest.fixture
def saved(answers, tmp_path):
    contenders.save(answers, tmp_path / "answers.npz")
    return tmp_path / "answers.npz"


def figures(*rows, load=(0.2, 0.4)):
    return Figures("2 cores, invented", load, {"Python": "3.11"}, 3, rows)


@pytest.mark.parametrize("peer", ["index", "ordered", "ids", "text"])
def test_plain_python_gives_the_same_marks(work, answers, peer):
    """The script answers every mark of every unit as the engine does, whatever frames its rows come from."""
    assert answers.differences(plain_python.prepare(peers.given(work)[peer])()) == []


def test_answers_are_kept_for_other_processes(answers, saved):
    """What is read back has every point and every condition."""
    assert answers.differences(contenders.load(saved)) == []


def test_who_agrees_is_timed(saved):
    """A competitor with our answers has seconds and a peak of memory."""
    result = contenders.run("python", UNITS, saved)
    assert result.keys() == {"seconds", "peak"}
    assert result["seconds"] > 0


def test_who_disagrees_is_not_timed(answers, tmp_path):
    """One hundredth of a point at one unit is an error that names the item, and no time is taken."""
    points = {name: np.array(values) for name, values in answers.points.items()}
    points["task-delay"][3] += 1
    contenders.save(Answers(points, answers.counted), tmp_path / "answers.npz")
    result = contenders.run("python", UNITS, tmp_path / "answers.npz")
    assert result.keys() == {"error"}
    assert result["error"].startswith("task-delay: 1 units differ, unit 3")


def test_a_crash_is_the_error_of_one_competitor(tmp_path):
    """A process that ends with an exception, here for want of our answers, leaves its last line."""
    result = compare._one("numpy", 3, tmp_path / "missing.npz")
    assert result.keys() == {"error"}
    assert result["error"].startswith("FileNotFoundError")


def test_the_others_go_on_in_turns(monkeypatch):
    """Whoever failed once is not run again; the others have a time from every round, one after the other."""
    calls = []

    def one(name, units, answers):
        calls.append(name)
        return {"error": "lost"} if name == "duckdb" else {"seconds": float(len(calls)), "peak": len(calls)}

    monkeypatch.setattr(compare, "_one", one)
    rows = compare.measure(["ours", "duckdb", "python"], 100, 2, [])
    assert calls == ["ours", "duckdb", "python", "ours", "python"]
    assert rows == [
        Row(100, 6_000, "efficiency-rules", (1.0, 4.0), 4),
        Row(100, 6_000, "DuckDB", error="lost"),
        Row(100, 6_000, "plain Python", (3.0, 5.0), 5),
    ]


def test_five_minutes_are_the_limit(monkeypatch):
    """Who needs 10 s for 10,000 units is run at 300,000 (300 s) and extrapolated at 600,000 and beyond."""
    monkeypatch.setattr(compare, "_one", lambda name, units, answers: {"seconds": 1.0, "peak": 1})
    assert compare.measure(["zen"], 300_000, 1, [OURS, SLOW]) == [Row(300_000, 18_000_000, "zen-engine", (1.0,), 1)]
    (beyond,) = compare.measure(["zen"], 600_000, 1, [OURS, SLOW])
    assert beyond == Row(600_000, 36_000_000, "zen-engine", (600.0,), None, 10_000)
    (further,) = compare.measure(["zen"], 1_200_000, 1, [OURS, SLOW, beyond])
    assert (further.seconds, further.extrapolated_from) == ((1200.0,), 10_000)


def test_the_table_says_what_was_measured():
    """Best, median, ratio of the best and memory; `~` for what was extrapolated; an error in the place of a time."""
    far = Row(10_000, 600_000, "OpenFisca", (400.0,), None, 100)
    text = page(figures(OURS, SLOW, far, Row(10_000, 600_000, "pandas", error="MemoryError")))
    assert "## 10,000 units, 600,000 records" in text
    assert "| efficiency-rules | 0.2500 | 0.5000 | 1.00 | 100 |" in text
    assert "| zen-engine | 10.0000 | 15.0000 | 40.00 | 2,000 |" in text
    assert "| OpenFisca | ~400.0000 |  | ~1600.00 |  |" in text
    assert "| pandas | failed: MemoryError |  |  |  |" in text


def test_a_busy_machine_is_said():
    """Figures from a machine with other work are called provisional."""
    assert "provisional" not in page(figures(OURS))
    assert "provisional" in page(figures(OURS, load=(3.0, 0.4)))


def test_the_page_is_what_the_figures_render_to():
    """docs/benchmarks.md has no figure that is not in the raw ones: `python -m benchmarks.compare --page`."""
    kept = figures_of(json.loads(compare.FIGURES.read_text("utf-8")))
    assert compare.PAGE.read_text("utf-8") == page(kept)
    assert figures_of(json.loads(json.dumps(kept.to_json()))) == kept
