"""A warm pytest: everything is imported and collected once, and every mutant is tried in a fork of that."""

import ast
import gc
import importlib.abc
import importlib.util
import inspect
import io
import os
import pickle
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import CodeType, FunctionType
from typing import TypeVar

import coverage
import pytest
from mutants import PACKAGE, Mutant

OPTIONS = (
    *("-q", "-s", "--tb=no", "-m", "not long", "--hypothesis-profile=mutation"),
    *("-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain"),
)
PATIENCE = 3
"""A mutant that needs so many times a test's processor time, and two seconds, is an endless loop."""
MEMORY = 4 << 30
"""Bytes that a mutant may fill."""
REMEMBERING = type(lru_cache(len))
"""What `lru_cache` makes of a function."""
OURS = ("efficiency_rules", "efficiency_rules_jingbian", "tests")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measured:
    """What each test needs as the code is, by its node id: `seconds` of processor time, and the `lines` it runs."""

    seconds: Mapping[str, float]
    lines: Mapping[Path, Mapping[int, Sequence[str]]]


def collected(tests: Sequence[str], work: Callable[[pytest.Session], T]) -> T:
    """Return what `work` returns for the session in which pytest has collected these tests.

    Raises ValueError where pytest cannot collect them, or `work` fails.
    """
    found: list[T] = []

    class Worker:
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            if not session.testsfailed:
                found.append(work(session))
            return True

    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        pytest.main([*OPTIONS, *tests], plugins=[Worker()])
    if not found:
        raise ValueError(f"pytest did not come to an end:\n{said.getvalue()}")
    return found[0]


def measured(session: pytest.Session, modules: Sequence[Path]) -> Measured:
    """Return what the session's tests need and run; raises ValueError where one fails without any change."""
    result = _in_fork(lambda: _measured(session, modules))
    if not isinstance(result, Measured):
        raise ValueError(f"a test fails without any change: {result}")
    return result


def _measured(session: pytest.Session, modules: Sequence[Path]) -> Measured | str:
    seen = coverage.Coverage(data_file=None, config_file=False, include=[str(module) for module in modules])
    seconds = {}
    seen.start()
    for item, following in pairwise([*session.items, None]):
        _forget()
        before = time.process_time()
        seen.switch_context(item.nodeid)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return item.nodeid
        seconds[item.nodeid] = time.process_time() - before
    seen.stop()
    data = seen.get_data()
    return Measured(seconds, {module: data.contexts_by_lineno(str(module)) for module in modules})


def survives(mutant: Mutant, session: pytest.Session, base: Measured, most: float) -> bool:
    """Say whether a mutant passes every test that runs the statement it changes, in a fork of this process.

    The quickest tests come first. `most` bounds the processor time of the tests that are tried, in seconds.
    """
    statement = _statement(ast.parse(mutant.module.read_text("utf-8")), mutant.line)
    lines = base.lines[mutant.module]
    names = {name for line in statement for name in lines.get(line, ()) if name}
    if names and _inside_functions(mutant):
        chosen = _quickest(names, base, most)
        return bool(_in_fork(lambda: _put_in(mutant) and _passes(session, chosen, base)))
    # What runs at import only: everything of ours is imported anew.
    names = {name for tests in lines.values() for name in tests if name}
    chosen = _quickest(names, base, most)
    return not chosen or bool(_in_fork(lambda: _passes_anew(mutant, chosen, base)))


def _quickest(names: set[str], base: Measured, most: float) -> list[str]:
    chosen = []
    for name in sorted(names, key=lambda name: (base.seconds[name], name)):
        most -= base.seconds[name]
        if most < 0:
            break
        chosen.append(name)
    return chosen


def _passes(session: pytest.Session, names: Sequence[str], base: Measured) -> bool:
    items = {item.nodeid: item for item in session.items}
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    for item, following in pairwise([*(items[name] for name in names), None]):
        # The system ends an endless loop by its processor time: a busy machine makes no mutant look killed.
        limit = round(time.process_time() + 2 + PATIENCE * base.seconds[item.nodeid]) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return False
    return True


def _passes_anew(mutant: Mutant, names: Sequence[str], base: Measured) -> bool:
    for name in list(sys.modules):
        if name.partition(".")[0] in OURS:
            del sys.modules[name]
    sys.meta_path.insert(0, _Mutated(mutant))
    files = list(dict.fromkeys(name.partition("::")[0] for name in names))
    return collected(files, lambda session: _passes(session, names, base))


def _put_in(mutant: Mutant) -> bool:
    """Give the functions of the mutant's module their mutated code, wherever they have been imported to."""
    _forget()
    mutated = _codes(compile(mutant.code, str(mutant.module), "exec"))
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__code__.co_filename == str(mutant.module):
            function.__code__ = mutated.get(function.__code__.co_qualname, function.__code__)
    return True


def _forget() -> None:
    """Empty what functions remember: every test runs what it rests on, and no mutant is answered from before."""
    for function in gc.get_objects():
        if isinstance(function, REMEMBERING):
            function.cache_clear()


def _codes(code: CodeType) -> dict[str, CodeType]:
    """Return the code of the functions of a module and its classes, not of those inside functions."""
    found = {}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            is_function = inner.co_flags & inspect.CO_NEWLOCALS
            found |= {inner.co_qualname: inner} if is_function else _codes(inner)
    return found


def _inside_functions(mutant: Mutant) -> bool:
    """Say whether a mutant differs in the bodies of functions only: not in a default, a decorator, a constant."""
    return _without_bodies(mutant.module.read_text("utf-8")) == _without_bodies(mutant.code)


def _without_bodies(code: str) -> str:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body = []
    return ast.dump(tree)


def _statement(tree: ast.Module, line: int) -> range:
    """Return the lines of the innermost statement that holds a line; of one with a body those before the body."""
    spans = [
        (node.lineno, node.body[0].lineno if isinstance(getattr(node, "body", None), list) else node.end_lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt)
    ]
    start, end = min((span for span in spans if line in range(*span)), key=lambda span: span[1] - span[0])
    return range(start, end)


def _in_fork(work: Callable[[], T]) -> T | None:
    """Return what `work` returns in a copy of this process, None where it fails or the copy is ended."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            with open(writing, "wb") as pipe:
                pipe.write(pickle.dumps(work()))
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(process, 0)
    return pickle.loads(answer) if answer else None


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Imports one module from mutated source."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        self._name = ".".join(mutant.module.relative_to(PACKAGE.parent).with_suffix("").parts)

    def find_spec(self, name: str, path: object, target: object = None) -> object:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._mutant.module, loader=self)

    def get_filename(self, fullname: str) -> str:
        return str(self._mutant.module)

    def get_data(self, path: str) -> bytes:
        return self._mutant.code.encode("utf-8")

    def path_stats(self, path: str) -> dict[str, float]:
        raise OSError("never from a compiled file")
