"""The benchmark measures what it says: the same marks from all competitors, and files that hold the workload."""

import polars as pl
import pytest
from benchmarks import explaining, files, fused_polars, hand_numpy, inputs, ours, peers, plain_python, workload
from benchmarks.answers import Answers
from benchmarks.ours import answers_of

import efficiency_rules as er

UNITS = 50


@pytest.fixture(scope="module")
def work():
    return workload.make(UNITS)


@pytest.fixture(scope="module")
def answers(work):
    return answers_of(ours.mark(work, ours.resolve(work), ours.gather(work)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return inputs.ready(UNITS, tmp_path_factory.mktemp("room"))


@pytest.fixture(scope="module")
def given(folder):
    return {peer: peers.given(folder, peer) for peer in peers.PEERS}


@pytest.mark.parametrize("engine", fused_polars.ENGINES)
@pytest.mark.parametrize("peer", peers.PEERS)
def test_polars_gives_the_same_marks(answers, given, peer, engine):
    """The fused group-bys answer every mark of every unit as the engine does, whatever frames they are given."""
    lent = given[peer]
    assert answers.differences(fused_polars.score(lent.ledgers, lent.units, engine)) == []


@pytest.mark.parametrize("peer", ["index", "ordered"])
def test_numpy_gives_the_same_marks(answers, given, peer):
    """The program written by hand answers every mark of every unit as the engine does, in any order of records."""
    assert answers.differences(hand_numpy.score(given[peer].ledgers, UNITS)) == []


@pytest.mark.parametrize("peer", peers.PEERS)
def test_plain_python_gives_the_same_marks(answers, given, peer):
    """The script answers every mark of every unit as the engine does, whatever frames its rows come from."""
    assert answers.differences(plain_python.prepare(given[peer])()) == []


@pytest.mark.parametrize("prepare", [ours.prepare, ours.prepare_explained])
def test_ours_answers_the_same_from_the_files(answers, folder, prepare):
    """Read from the folder that all contenders are given, with lines or without, the marks are those made in memory."""
    (score,) = prepare(folder).values()
    assert answers.differences(score()) == []


def test_the_folder_holds_the_workload(folder, work):
    """Ledger by ledger the records are those made in memory; the key, which nobody has to read, stands first."""
    frames = inputs.frames(folder)
    assert frames.keys() == work.evidence.ledgers.keys()
    for id, ledger in work.evidence.ledgers.items():
        assert frames[id].drop("unit").equals(ledger.frame)
        assert frames[id].get_column("unit").to_list() == ledger.unit.tolist()
        assert frames[id].columns[0] == ledger.type.key_columns()[0].name
    assert inputs.records_in(folder) == work.records == 60 * UNITS
    assert inputs.touched(folder) == sum(frame.drop(frame.columns[0]).estimated_size() for frame in frames.values())


def test_a_folder_is_made_once(tmp_path, monkeypatch):
    """What is there is used again; what was broken off is made anew, in stretches whose units and keys go on."""
    monkeypatch.setattr(inputs, "STRETCH", 20)
    folder = inputs.ready(50, tmp_path)
    frame = inputs.frames(folder)["bench-task"]
    assert frame.get_column("unit").is_sorted()
    assert frame.get_column("unit").max() == 49
    assert frame.get_column(frame.columns[0]).n_unique() == frame.height == 8 * 50
    before = (folder / "units").stat().st_mtime_ns
    assert (inputs.ready(50, tmp_path) / "units").stat().st_mtime_ns == before
    (folder / "units").unlink()
    (folder / "bench-task" / "rest").write_text("", encoding="ascii")
    inputs.ready(50, tmp_path)
    assert not (folder / "bench-task" / "rest").exists()
    assert inputs.frames(folder)["bench-task"].equals(frame)


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
    assert answers.differences(answers_of(evaluation.marking)) == []


def test_explaining_is_timed_beside_scoring(folder, monkeypatch):
    """In turns, as often as the one is the other."""
    monkeypatch.setattr(explaining, "ENOUGH", 0.0)
    found = explaining.measure(folder)
    assert found["lines"] > UNITS
    assert len(found["scoring"]) == len(found["explaining"]) == explaining.TURNS
