"""The benchmark measures what it says: the same marks from all competitors, and files that hold the workload."""

import polars as pl
import pytest
from benchmarks import bench, files, fused_polars, hand_numpy, ours, peers, workload
from benchmarks.answers import Answers, of_marks
from benchmarks.timing import Times

import efficiency_rules as er

UNITS = 50


@pytest.fixture(scope="module")
def work():
    return workload.make(UNITS)


@pytest.fixture(scope="module")
def answers(work):
    return of_marks(ours.mark(work, ours.resolve(work), ours.gather(work)))


@pytest.fixture(scope="module")
def given(work):
    return peers.given(work)


@pytest.mark.parametrize("engine", bench.ENGINES)
@pytest.mark.parametrize("peer", peers.PEERS)
def test_polars_gives_the_same_marks(answers, given, peer, engine):
    """The fused group-bys answer every mark of every unit as the engine does, whatever frames they are given."""
    lent = given[peer]
    assert answers.differences(fused_polars.score(lent.ledgers, lent.units, engine)) == []


@pytest.mark.parametrize("peer", ["index", "ordered"])
def test_numpy_gives_the_same_marks(answers, given, peer):
    """The program written by hand answers every mark of every unit as the engine does, in any order of records."""
    assert answers.differences(hand_numpy.score(given[peer].ledgers, UNITS)) == []


def test_the_peers_are_given_what_the_report_says(work, given):
    """Records stand by key or by unit; units are numbers or ids; choices are Enum or text; dates are dates."""
    frames = {peer: lent.ledgers["bench-inspection"] for peer, lent in given.items()}
    for peer in ("index", "ids", "text"):
        assert frames[peer].get_column("finding").is_sorted()
    assert frames["ordered"].get_column("unit").is_sorted()
    assert not frames["index"].get_column("unit").is_sorted()
    dtypes = {peer: frame.select("unit", "severity", "inspected_on").dtypes for peer, frame in frames.items()}
    severity = work.evidence.ledgers["bench-inspection"].frame.get_column("severity").dtype
    assert dtypes["index"] == dtypes["ordered"] == [pl.Int32, severity, pl.Date]
    assert dtypes["ids"] == [pl.String, severity, pl.Date]
    assert dtypes["text"] == [pl.String, pl.String, pl.Date]


def test_a_different_mark_is_noticed(answers):
    """One hundredth of a point at one unit is a difference."""
    points = {name: values.copy() for name, values in answers.points.items()}
    points["task-delay"][3] += 1
    (found,) = answers.differences(Answers(points, answers.counted))
    assert found.startswith("task-delay: 1 units differ, unit 3")


def test_the_steps_are_those_of_evaluate(work):
    """What is timed step by step gives the totals and grades that `evaluate` gives."""
    applies = ours.resolve(work)
    marks = ours.mark(work, applies, ours.gather(work))
    totals = ours.total(work, marks)
    evaluation = er.evaluate(work.ruleset, work.roster, work.evidence)
    assert totals.total.tolist() == evaluation.totals.total.tolist()
    assert ours.grade(work, applies, marks, totals) == evaluation.graded


def test_the_files_hold_the_workload(work, answers, tmp_path):
    """Read back from its CSV files, the county has the same marks."""
    files.write(work, tmp_path)
    roster = er.read_roster(tmp_path / "roster.csv", work.ruleset)
    evidence = er.read_evidence(tmp_path / "ledgers", work.ruleset, roster)
    assert [problem.code for problem in evidence.problems] == []
    evaluation = er.evaluate(work.ruleset, roster, evidence)
    assert answers.differences(of_marks(evaluation.marking)) == []


def test_the_report_says_what_was_held():
    """A target is held or not by the ratios of the fastest rounds."""
    fast, slow = Times((1.0, 2.0), (1.0, 2.0)), Times((4.5, 9.0), (4.5, 9.0))
    times = {"ours": fast, "numpy": fast}
    times |= {f"{peer} {engine}": slow for peer in peers.PEERS for engine in bench.ENGINES}
    times["index streaming"] = Times((3.5, 9.0), (3.5, 9.0))
    stages = dict.fromkeys(("resolve", "gather", "mark", "total", "grade", "evaluate", "lines"), slow)
    text = bench.report([bench.Result(10_000, 600_000, 9, (), times, stages)], 2)
    assert "| 10,000 | at least 4.0 times faster than fused Polars: index | 3.50 | no |" in text
    assert "| 10,000 | at least 4.0 times faster than fused Polars: text | 4.50 | yes |" in text
    assert "| 10,000 | lines at most 4.0 times gathering and marking | 4.50 | no |" in text
    assert "| 10,000 | lines at most 4.0 times `evaluate` | 1.00 | yes |" in text
