"""The folder of a site: which of its files are ours, and whether they still are as they were written."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from efficiency_rules.errors import EvaluationError, Place, Problem
from efficiency_rules.publishing.site.manifest import Manifest, Mark, mark_of

MANIFEST = "manifest.json"
UNFINISHED = "manifest.unfinished"
"""Lies in the folder while a build is at work, and after one that was interrupted: the addresses it began to write."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with the site of an earlier build, or with nothing yet.

    `begun` are addresses that an interrupted build may have written, beside those of the manifest. A file that is not
    newer than `settled` (nanoseconds of the file system's own clock) and has its size is as it was written; 0 after an
    interrupted build, which may have replaced any of them.
    """

    path: Path
    manifest: Manifest
    begun: frozenset[str]
    settled: int

    @classmethod
    def read(cls, path: Path) -> "Folder":
        """Return what an earlier build left in a folder.

        Raises EvaluationError when it holds files and neither a manifest of ours nor the note of an unfinished build.
        """
        if not path.exists() or (path.is_dir() and not any(path.iterdir())):
            return cls(path, Manifest({}, {}), frozenset(), 0)
        try:
            note = path / UNFINISHED
            if not note.exists():
                manifest = Manifest.of((path / MANIFEST).read_bytes())
                return cls(path, manifest, frozenset(), (path / MANIFEST).stat().st_mtime_ns)
            made = path / MANIFEST
            manifest = Manifest.of(made.read_bytes()) if made.exists() else Manifest({}, {})
            return cls(path, manifest, frozenset(filter(None, note.read_text("utf-8").split("\n"))), 0)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EvaluationError(Problem("site-not-ours", Place(str(path)), {"found": str(path)})) from error

    def begin(self) -> None:
        """Note that a build is at work, until `finish`."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / UNFINISHED).open("ab") as note:
            # Ends a line that a full disk cut short.
            note.write(b"\n")

    def holds(self, address: str, mark: Mark) -> bool:
        """Say whether a file lies there as it was written; it is read only where that cannot be told without."""
        file = os.path.join(self.path, address)
        try:
            # Ten thousand files: a Path for each takes longer than to look.
            found = os.stat(file)
        except FileNotFoundError:
            return False
        if found.st_size != mark[1]:
            return False
        return found.st_mtime_ns <= self.settled or mark_of(Path(file).read_bytes()) == mark

    def note(self, addresses: Iterable[str]) -> None:
        """Note files that are to be put here; one that no build of ours began stays, and is an EvaluationError."""
        new = [one for one in addresses if one not in self.begun and one not in self.manifest.files]
        for address in new:
            file = os.path.join(self.path, address)
            if os.path.exists(file):
                raise EvaluationError(Problem("site-file-not-ours", Place(file), {"found": address}))
        if new:
            with (self.path / UNFINISHED).open("ab") as note:
                note.write("".join(f"{one}\n" for one in new).encode())

    def put(self, address: str, content: bytes) -> None:
        """Write a file of the site that was noted before."""
        write(os.path.join(self.path, address), content)

    def finish(self, made: Manifest) -> int:
        """Remove files of ours that are none of the site any more, then write its manifest; return how many."""
        before = self.begun | set(self.manifest.files)
        removed = remove(self.path, before - set(made.files))
        if not self.settled:
            remove(self.path, map(_fresh, before))
        write(os.path.join(self.path, MANIFEST), made.content())
        (self.path / UNFINISHED).unlink()
        return removed


def write(path: str, content: bytes) -> None:
    """Write a file so that it is there as a whole or as it was before."""
    fresh = _fresh(path)
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        os.makedirs(folder, exist_ok=True)
    with open(fresh, "wb") as file:
        file.write(content)
    os.replace(fresh, path)


def remove(out: Path, gone: Iterable[str]) -> int:
    """Remove files that no page is made of any more, and the folders they leave empty; return how many."""
    count = 0
    for address in sorted(gone):
        path = out / address
        if not path.exists():
            continue
        path.unlink()
        count += 1
        for folder in path.parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()
    return count


def _fresh(path: str) -> str:
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.new")
