"""The store: one folder a jurisdiction, there as a whole or not at all, whenever the process is killed.

OUT/jurisdiction=虚构县001/...            finished results only, each with its receipt
OUT/problems/jurisdiction=虚构县002/...   what stood in the way of the last run
OUT/summary.csv|parquet, OUT/nation.json  written last
OUT/.work/                                unfinished; the next run removes it
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from efficiency_rules.errors import EvaluationError, Problem
from efficiency_rules.evaluation import digests
from efficiency_rules.evaluation.contents import read_texts, seals_broken
from efficiency_rules.evaluation.folder import MARKER, check_out, put_files, writing
from efficiency_rules.evidence.tables import guarded
from efficiency_rules.jurisdictions.names import PREFIX, folder_of, jurisdiction_of
from efficiency_rules.jurisdictions.owners import others_in

NATION = "nation.json"
"""A partitioned folder that holds it is finished."""

PROBLEMS = "problems"
_WORK = ".work"
LOCK = ".lock"
"""It stays where any run has begun."""
SUMMARIES = ("summary.csv", "summary.parquet")


@dataclass(frozen=True, slots=True)
class Store:
    """The partitioned folder of results at `out`."""

    out: Path

    def place(self, jurisdiction: str) -> Path:
        """Return the folder of a jurisdiction's finished result."""
        return self.out / folder_of(jurisdiction)

    def problems_place(self, jurisdiction: str) -> Path:
        """Return the folder of what stood in the way of a jurisdiction."""
        return self.out / PROBLEMS / folder_of(jurisdiction)

    @property
    def work(self) -> Path:
        """The folder of what is unfinished; nothing in it survives the next run."""
        return self.out / _WORK

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Hold the folder for one run, cleared of what a killed one left behind.

        From here on it is unfinished: `close` says otherwise. Raises EvaluationError when it holds anything else, or
        another process is at work in it. Whatever is written into it raises OSError naming the folder where it cannot
        be: what was finished stays.
        """
        self._check()
        self.out.mkdir(parents=True, exist_ok=True)
        with (self.out / LOCK).open("w") as lock:
            if not _locked(lock.fileno()):
                raise EvaluationError(Problem("out-in-use", facts={"found": str(self.out)}))
            (self.out / NATION).unlink(missing_ok=True)
            shutil.rmtree(self.work, ignore_errors=True)
            self.work.mkdir()
            try:
                yield
            except OSError:
                # A full disk has to have room again for whoever clears it.
                shutil.rmtree(self.work, ignore_errors=True)
                raise
            shutil.rmtree(self.work, ignore_errors=True)

    def _check(self) -> None:
        if not self.out.exists():
            return
        known = (NATION, PROBLEMS, _WORK, LOCK, *SUMMARIES)
        names = [path.name for path in self.out.iterdir()] if self.out.is_dir() else [self.out.name]
        strange = sorted(name for name in names if name not in known and not name.startswith(PREFIX))
        if strange:
            facts = {"found": str(self.out), "files": "、".join(strange)}
            raise EvaluationError(Problem("out-not-by-jurisdiction", facts=facts))

    def jurisdictions(self) -> list[str]:
        """Return the jurisdictions that have a finished result here, in the order of their names."""
        found = (jurisdiction_of(path.name) for path in self.out.iterdir() if (path / MARKER).is_file())
        return sorted(name for name in found if name is not None)

    def receipt(self, jurisdiction: str) -> dict[str, Any] | None:
        """Return the receipt of a finished result; None where there is none, or it is not as it was written."""
        try:
            receipt = json.loads((self.place(jurisdiction) / MARKER).read_bytes())
        except (OSError, ValueError):
            return None
        return receipt if isinstance(receipt, dict) and not seals_broken(receipt) else None

    def own_receipt(self, jurisdiction: str) -> dict[str, Any] | None:
        """Return the receipt of a finished result as `receipt` does, None also where it is the result of another."""
        receipt = self.receipt(jurisdiction)
        return None if receipt is None or others_in(jurisdiction, self._standings(jurisdiction), receipt) else receipt

    def _standings(self, jurisdiction: str) -> pl.DataFrame | None:
        for kind in ("parquet", "csv"):
            file = self.place(jurisdiction) / f"standings.{kind}"
            if file.is_file():
                read = guarded(read_texts, file.read_bytes(), parquet=kind == "parquet")
                return None if isinstance(read, str) else read
        return None

    def kept(self, jurisdiction: str, key: str, set_aside: bool) -> bool:
        """Say whether there is a finished result of this key that a run like this one would give again.

        Every file has to be as it was written: a damaged one is made again.
        """
        receipt = self.receipt(jurisdiction)
        if receipt is None:
            return False
        inputs = receipt["circumstances"].get("inputs", {})
        if inputs.get("key") != key or (inputs.get("set_aside") and not set_aside):
            return False
        written = receipt["circumstances"].get("files", {})
        return bool(written) and all(
            self._holds(self.place(jurisdiction) / name, digest) for name, digest in written.items()
        )

    def _holds(self, file: Path, digest: str) -> bool:
        try:
            return digests.of_bytes(file.read_bytes()) == digest
        except OSError:
            return False

    def finish(self, jurisdiction: str, files: Mapping[str, bytes]) -> None:
        """Put a finished result in the place of what is there; whatever stood in its way is over."""
        self._put(self.place(jurisdiction), files)
        self.clear(jurisdiction)

    def block(self, jurisdiction: str, files: Mapping[str, bytes]) -> None:
        """Put what stood in the way beside the finished result of an earlier run, which is left as it is."""
        self._put(self.problems_place(jurisdiction), files)

    def clear(self, jurisdiction: str) -> None:
        """Remove what stood in the way of an earlier run."""
        place = self.problems_place(jurisdiction)
        if place.exists():
            place.rename(self._spare(place))

    def close(self, summaries: Mapping[str, bytes], nation: bytes) -> None:
        """Write the summary, and last of all what says that the run is finished."""
        with suppress(OSError):  # It is not empty: something stands in the way of somebody.
            (self.out / PROBLEMS).rmdir()
        for name in SUMMARIES:
            if name in summaries:
                self._put_file(name, summaries[name])
            else:
                (self.out / name).unlink(missing_ok=True)
        self._put_file(NATION, nation)

    def _put(self, place: Path, files: Mapping[str, bytes]) -> None:
        check_out(place)
        fresh = self._spare(place, "new")
        with writing(self.out):
            fresh.mkdir()
            put_files(fresh, files)
            place.parent.mkdir(exist_ok=True)
            if place.exists():
                place.rename(self._spare(place))
            fresh.rename(place)

    def _put_file(self, name: str, content: bytes) -> None:
        with writing(self.out):
            put_files(self.work, {name: content})
            os.replace(self.work / name, self.out / name)

    def _spare(self, place: Path, what: str = "old") -> Path:
        """Return a place in the folder of unfinished things that nothing else of this run uses."""
        kind = PROBLEMS if place.parent.name == PROBLEMS else "result"
        return self.work / f"{what}-{kind}-{place.name}"


def _locked(handle: int) -> bool:
    """Take the lock of an open file; it is given back when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows, which refuses by itself to rename what another process has open.
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
