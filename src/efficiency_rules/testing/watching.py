"""Watching an author's code: which clocks, sources of randomness, files and networks its calls lead to."""

import builtins
import os
import random
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import Any, Literal

import numpy
import polars
import pydantic

import efficiency_rules

_CALENDARS = {"today", "now", "utcnow"}
_CLOCKS = {"time", "monotonic", "perf_counter", "process_time", "thread_time"}
_CLOCKS |= {f"{clock}_ns" for clock in _CLOCKS} | {"sleep", "localtime", "gmtime", "ctime"}
_SYSTEM = {"urandom", "getrandom", "getenv", "system"}
_NETWORK = {"_socket", "_ssl"}
_MODULES = {module.__file__: module.__name__ for module in (random, secrets, socket, subprocess, tempfile, uuid)}
_ENVIRONMENT = {type(os.environ).__getitem__.__code__, os.getenv.__code__}
_TRUSTED = tuple(Path(str(module.__file__)).parent for module in (efficiency_rules, numpy, polars, pydantic))

Owner = Literal["author", "trusted"]


@dataclass(slots=True)
class Watch:
    """What the code below `home` did: what it called, and from which file and line, each once."""

    home: Path
    found: dict[tuple[str, str], None] = field(default_factory=dict)
    _owners: dict[str, Owner | None] = field(default_factory=dict)
    _threads: threading.local = field(default_factory=threading.local)

    def hook(self, frame: FrameType, event: str, arg: Any) -> None:
        """Take note of one profiling event; for `sys.setprofile`."""
        # Whose code is running, one entry a Python call.
        stack: list[Owner] = self._threads.__dict__.setdefault("stack", ["trusted"])
        if event == "call":
            self._note(_python_call(frame), frame.f_back, stack)
            stack.append(self._owner(frame.f_code.co_filename) or stack[-1])
        elif event == "return" and len(stack) > 1:
            stack.pop()
        elif event == "c_call":
            self._note(_builtin_call(arg), frame, stack)

    def _note(self, what: str, frame: FrameType | None, stack: list[Owner]) -> None:
        if not what or stack[-1] != "author":
            return
        while frame is not None and self._owner(frame.f_code.co_filename) != "author":
            frame = frame.f_back
        if frame is not None:
            self.found[what, f"{frame.f_code.co_filename}:{frame.f_lineno}"] = None

    def _owner(self, file: str) -> Owner | None:
        """Say whose code a file is: the author's, that of a trusted library, or of whoever calls it."""
        if file not in self._owners:
            self._owners[file] = self._told_apart(file)
        return self._owners[file]

    def _told_apart(self, file: str) -> Owner | None:
        if file.startswith("<"):
            # Importing a module opens files and asks for times.
            return "trusted" if file.startswith("<frozen importlib") else None
        if Path(file).resolve().is_relative_to(self.home):
            return "author"
        return "trusted" if any(Path(file).is_relative_to(folder) for folder in _TRUSTED) else None


def _python_call(frame: FrameType) -> str:
    if frame.f_code in _ENVIRONMENT:
        return "os.environ"
    module = _MODULES.get(frame.f_code.co_filename)
    return f"{module}.{frame.f_code.co_name}" if module else ""


def _builtin_call(function: Any) -> str:
    name = str(getattr(function, "__name__", ""))
    owner, module = getattr(function, "__self__", None), str(getattr(function, "__module__", ""))
    if isinstance(owner, type) and issubclass(owner, date | datetime) and name in _CALENDARS:
        return f"{owner.__name__}.{name}"
    if isinstance(owner, random.Random):
        return f"random.{name}"
    if function is builtins.open:
        return "open"
    if (module == "time" and name in _CLOCKS) or (module in ("posix", "nt") and name in _SYSTEM):
        return f"{module}.{name}"
    return f"socket.{name}" if module in _NETWORK else ""


@contextmanager
def watching(home: Path) -> Iterator[Watch]:
    """Watch every call that the code below `home` leads to, in this thread and in those started meanwhile.

    Seen: Python functions, and functions written in C that Python code calls. Not seen: what a library written in C
    does inside, what was read when a module was imported before, and what polars, numpy, pydantic and
    efficiency_rules do on their own account. No other profiler may be running.
    """
    watch = Watch(home)
    before_in_threads = threading.getprofile()
    threading.setprofile(watch.hook)
    sys.setprofile(watch.hook)
    try:
        yield watch
    finally:
        sys.setprofile(None)
        threading.setprofile(before_in_threads)
