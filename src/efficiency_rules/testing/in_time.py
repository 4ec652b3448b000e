"""Whether a criterion comes to an end: tried in a process of its own, because a thread cannot be stopped."""

import faulthandler
import importlib
import multiprocessing
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem
from efficiency_rules.testing.subject import Subject
from efficiency_rules.testing.trials import CheckFailed, Scored, Trial, trials

_STARTING = 120
"""Seconds that another process may take to start and to import the criterion."""
_GRACE = 2
"""Seconds in which it writes down where it stands."""
_EXAMPLES = 3
_NO_NAME = ("指标不是模块里的一个名字，另一个进程导入不了", "it is no name of a module: no other process can import it")
_FRAME = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>[0-9]+)')


@dataclass(frozen=True, slots=True)
class Errand:
    """What another process needs to score a criterion: where to import it from, and how its suite draws examples."""

    module: str
    name: str
    settings: Mapping[str, Any]


def ends_in_time(subject: Subject, seconds: int) -> Problem | None:
    """Return None when a few examples are scored within so many seconds, counted from the import of the criterion.

    An error: it was stopped, with the line where it stood. A notice: it cannot be imported by another process.
    Whether it scores well is for the other checks.
    """
    errand = _errand(subject)
    if errand is None:
        return subject.not_applicable(*_NO_NAME)
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        here, there = multiprocessing.Pipe(duplex=False)
        process = _process((errand, seconds, str(trace), there))
        process.start()
        there.close()
        try:
            return _awaited(process, here, subject, seconds, trace)
        finally:
            process.kill()
            process.join()
            process.close()
            here.close()


def _process(args: tuple[Errand, int, str, Connection]) -> BaseProcess:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn").Process(target=_go, args=args, daemon=True)
    # One server imports the engine, once for all criteria of a session, and each process is a copy of it.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context.Process(target=_go, args=args, daemon=True)


def _awaited(process: BaseProcess, here: Connection, subject: Subject, seconds: int, trace: Path) -> Problem | None:
    started = here.poll(_STARTING) and _received(here)
    if not started:
        return subject.not_applicable("另一个进程导入不了它", "another process cannot import it")
    process.join(seconds + _GRACE)
    if process.exitcode is not None:
        return None
    return subject.problem("suite-hangs", seconds=seconds, at=_stands_at(trace, subject) or subject.criterion.file)


def _received(here: Connection) -> bool:
    try:
        return bool(here.recv())
    except EOFError:
        return False


def _errand(subject: Subject) -> Errand | None:
    build = subject.criterion.build
    module = sys.modules.get(str(build.__module__))
    for name, value in vars(module).items() if module is not None else ():
        if isinstance(value, Criterion) and value.build is build:
            kept = {"params": subject.params, "full": subject.full, "year": subject.year, "values": subject.values}
            return Errand(str(build.__module__), name, kept)
    return None


def _stands_at(trace: Path, subject: Subject) -> str:
    """Return the innermost line of the author's code at which the process stood."""
    text = trace.read_text("utf-8", "replace") if trace.is_file() else ""
    for frame in _FRAME.finditer(text):
        if subject.home is not None and Path(frame["file"]).resolve().is_relative_to(subject.home):
            return f"{frame['file']}:{frame['line']}"
    return ""


def _go(errand: Errand, seconds: int, trace: str, there: Connection) -> None:
    """Import the criterion, say so, and score a few examples; in the other process."""
    try:
        criterion = getattr(importlib.import_module(errand.module), errand.name)
    # The suite itself will meet it; here it only means that there is nothing to try.
    except Exception:
        there.send(False)
        return
    there.send(True)
    with Path(trace).open("w", encoding="utf-8") as file:
        faulthandler.dump_traceback_later(seconds, file=file)
        _score(Subject(criterion, **errand.settings))
        faulthandler.cancel_dump_traceback_later()


def _score(subject: Subject) -> None:
    def example(trial: Trial) -> None:
        try:
            Scored.of(trial)
        except CheckFailed:
            return

    quiet = settings(
        max_examples=_EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=[*HealthCheck],
    )
    try:
        quiet(given(trials(subject, []))(example))()
    # Whatever goes wrong goes wrong in the suite as well.
    except Exception:
        return
