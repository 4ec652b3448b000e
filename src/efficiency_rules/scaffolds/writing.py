"""Writing new files, all of them or none; what is there is never overwritten."""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from efficiency_rules.errors import Place, Problem
from efficiency_rules.scaffolds.naming import ScaffoldError


@dataclass(frozen=True, slots=True)
class Amendment:
    """A file that gets further lines: what it held when they were worked out, and what it is to hold."""

    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: new files, files that got further lines, notices, and the commands that come next."""

    files: tuple[Path, ...]
    amended: tuple[Path, ...] = ()
    notices: tuple[Problem, ...] = ()
    next: tuple[str, ...] = field(default=())


def write_new(files: Mapping[Path, bytes], amendments: Mapping[Path, Amendment] | None = None) -> None:
    """Write new files and add to others; raises ScaffoldError, and leaves nothing, where one of the new ones is there.

    Raises OSError when a file cannot be written; what was written until then is taken away again.
    """
    there = sorted(path for path in files if path.exists() or path.is_symlink())
    if there:
        raise ScaffoldError(Problem("new-exists", Place(str(path)), {"found": path.name}) for path in there)
    written: list[Path] = []
    folders: list[Path] = []
    amended: list[tuple[Path, bytes]] = []
    try:
        for path, content in files.items():
            folders += _make_folders(path.parent)
            with path.open("xb") as file:
                written.append(path)
                file.write(content)
        for path, change in (amendments or {}).items():
            if path.read_bytes() != change.before:
                raise ScaffoldError(Problem("new-changed-meanwhile", Place(str(path)), {"found": path.name}))
            _replace(path, change.after)
            amended.append((path, change.before))
    except BaseException:
        for path, before in amended:
            _replace(path, before)
        for path in written:
            path.unlink(missing_ok=True)
        for folder in reversed(folders):
            # Somebody else's file may have come into it meanwhile.
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _make_folders(folder: Path) -> list[Path]:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir()
    return list(reversed(missing))


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        beside.chmod(path.stat().st_mode)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
