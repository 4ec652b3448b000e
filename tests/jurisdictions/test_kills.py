"""Kills: whenever a run ends, each jurisdiction is there as a whole or as it was, and the next run ends it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nations
import pytest
import worlds
from nations import county

import efficiency_rules as er
from efficiency_rules.evaluation import folder as result_folder
from efficiency_rules.evaluation.verifying import read_files, verify
from efficiency_rules.jurisdictions import parting
from efficiency_rules.jurisdictions.names import PREFIX
from efficiency_rules.jurisdictions.verifying import verify_nation

RULES = worlds.ruleset(("a", [worlds.item(worlds.events, "5", "a")]))


class Killed(BaseException):
    """The process ends here: nothing behind it runs, as with SIGKILL."""


def run(folder: Path) -> er.Nation:
    """Evaluate what stands in a folder."""
    return er.evaluate_jurisdictions(RULES, folder / "roster.csv", folder / "ledgers", folder / "out")


def only_events(made: nations.Nation) -> nations.Nation:
    """The nation with one small ledger: what is tried here happens to folders."""
    made.rows = {"event": made.rows["event"]}
    return made


def changed(made: nations.Nation) -> None:
    """Spoil one county, mend another and change a third."""
    made.rows["event"] = [row for row in made.rows["event"] if row["kind"] != "怪"]
    made.rows["event"] += [
        {"number": "x", "kind": "怪", "on": "2025-03-01", "unit": "C000U00", "辖区": county(0)},
        {"number": "y", "kind": "轻", "on": "2025-03-01", "unit": "C002U00", "辖区": county(2)},
    ]


def assert_whole(out: Path) -> None:
    """Every folder of a jurisdiction holds a whole result, whatever happened."""
    for place in out.glob(f"{PREFIX}*"):
        assert {check.verdict for check in verify(read_files(place))} == {"passed"}


class Operations:
    """Counts what a run does to files, and kills it at one of them."""

    def __init__(self, monkeypatch, fatal: int | None) -> None:
        self.count = 0
        self.fatal = fatal
        for home, name in (
            (Path, "rename"),
            (Path, "mkdir"),
            (Path, "unlink"),
            (os, "replace"),
            (shutil, "rmtree"),
            (result_folder, "put_files"),
        ):
            monkeypatch.setattr(home, name, self.counted(getattr(home, name)))
        # The names under which the store took them in.
        from efficiency_rules.jurisdictions import store

        monkeypatch.setattr(store, "put_files", result_folder.put_files)

    def counted(self, operation):
        def instead(*arguments, **options):
            self.count += 1
            if self.count == self.fatal:
                if operation.__name__ == "put_files":
                    # Killed half-way: some of the files, and one of them cut off.
                    place, files = arguments
                    for name in list(files)[: len(files) // 2]:
                        (place / name).write_bytes(files[name][: len(files[name]) // 2])
                raise Killed
            return operation(*arguments, **options)

        return instead


@pytest.fixture
def two_runs(tmp_path):
    """A folder with the result of a first run and the inputs of a second one, and what that one gives undisturbed."""
    made = only_events(nations.nation(4))
    made.rows["event"] += [{"number": "x", "kind": "怪", "on": "2025-03-01", "unit": "C001U00", "辖区": county(1)}]
    made.write(tmp_path / "start")
    run(tmp_path / "start")
    changed(made)
    made.write(tmp_path / "start")
    shutil.copytree(tmp_path / "start", tmp_path / "undisturbed")
    run(tmp_path / "undisturbed")
    return tmp_path


def test_a_crash_between_any_two_file_operations_is_mended_by_the_next_run(two_runs, monkeypatch):
    """At each of them in turn: no half-written jurisdiction, and the bytes of an undisturbed run after one more."""
    monkeypatch.setattr(parting, "RECORDS_AT_ONCE", 40)
    expected = nations.bytes_of(two_runs / "undisturbed" / "out")
    fatal = 0
    while True:
        fatal += 1
        here = two_runs / "here"
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(two_runs / "start", here)
        with monkeypatch.context() as patch:
            operations = Operations(patch, fatal)
            try:
                run(here)
                break
            except Killed:
                pass
        assert_whole(here / "out")
        run(here)
        assert nations.bytes_of(here / "out") == expected
        assert not (here / "out" / ".work").exists()
    assert operations.count == fatal - 1 > 30


_RUN = """
import sys
sys.path[:0] = {paths!r}
from pathlib import Path
import test_kills
print("begun", flush=True)
test_kills.run(Path({folder!r}))
"""


def test_a_real_kill_leaves_no_half_written_jurisdiction(tmp_path):
    """SIGKILL at several moments of a subprocess; the run after all of them gives what an undisturbed one does."""
    made = only_events(nations.nation(30))
    made.write(tmp_path / "killed")
    made.write(tmp_path / "undisturbed")
    out = tmp_path / "killed" / "out"
    paths = [str(Path(__file__).parent), str(Path(nations.__file__).parent)]
    code = _RUN.format(paths=paths, folder=str(tmp_path / "killed"))
    finished = []
    for wanted in (1, 5, 12):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        while len(list(out.glob(f"{PREFIX}*"))) < wanted and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        process.stdout.close()
        assert_whole(out)
        assert not (out / "nation.json").exists()
        finished.append(len(list(out.glob(f"{PREFIX}*"))))
    assert finished == sorted(finished)
    assert 12 <= finished[-1] < 30
    last = run(tmp_path / "killed")
    assert len(last.computed) == 30 - finished[-1]
    run(tmp_path / "undisturbed")
    assert nations.bytes_of(out) == nations.bytes_of(tmp_path / "undisturbed" / "out")


def test_two_runs_at_once_are_refused(tmp_path):
    """The second one would take away what the first one has not finished."""
    only_events(nations.nation(2)).write(tmp_path)
    inside = []

    def meanwhile(done, of):
        with pytest.raises(er.EfficiencyRulesError, match="out-in-use"):
            run(tmp_path)
        inside.append(done)

    er.evaluate_jurisdictions(
        RULES, tmp_path / "roster.csv", tmp_path / "ledgers", tmp_path / "out", progress=meanwhile
    )
    assert inside[-1] == 2


def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path):
    """A document among the results is nobody's to take away."""
    only_events(nations.nation(2)).write(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.docx").write_bytes(b"mine")
    with pytest.raises(er.EfficiencyRulesError, match="out-not-by-jurisdiction"):
        run(tmp_path)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["notes.docx"]


def verdicts(out: Path) -> dict[str, set[str]]:
    """The verdicts of all checks by jurisdiction, those of the whole under the empty name."""
    return {one.jurisdiction: {check.verdict for check in one.checks} for one in verify_nation(out)}


def test_a_partitioned_folder_is_verified(tmp_path):
    """Untouched it passes; a changed mark, a result of another run and a changed summary are found where they are."""
    made = only_events(nations.nation(3))
    made.write(tmp_path)
    run(tmp_path)
    out = tmp_path / "out"
    assert verdicts(out) == {"": {"passed"}} | {name: {"passed"} for name in made.places}
    marks = out / f"{PREFIX}{county(1)}" / "marks.parquet"
    content = marks.read_bytes()
    shutil.copy(out / f"{PREFIX}{county(0)}" / "marks.parquet", marks)
    assert verdicts(out)[county(1)] == {"passed", "failed"}
    marks.write_bytes(content)
    kept = shutil.copytree(out / f"{PREFIX}{county(1)}", tmp_path / "kept")
    made.rows["event"] += [{"number": "n", "kind": "轻", "on": "2025-03-01", "unit": "C001U00", "辖区": county(1)}]
    made.write(tmp_path)
    run(tmp_path)
    shutil.rmtree(out / f"{PREFIX}{county(1)}")
    shutil.copytree(kept, out / f"{PREFIX}{county(1)}")
    assert verdicts(out) == {"": {"failed"}} | {name: {"passed"} for name in made.places}
    run(tmp_path)
    (out / "nation.json").unlink()
    assert verdicts(out)[""] == {"failed"}
