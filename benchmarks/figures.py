"""The raw figures: one JSON file, a part for each benchmark, with the machine and the versions it was taken on."""

import importlib.metadata
import json
import os
import platform
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

Part = Mapping[str, Any]
"""The figures of one benchmark: `taken` says on what, the rest is its own."""

KEPT = Path(__file__).parent / "figures.json"
"""The figures that the repository keeps: every number of the page comes from them."""
LATEST = Path("build/figures.json")


@dataclass(frozen=True, slots=True)
class Row:
    """One contender at one size: the seconds of each scoring and the most memory meanwhile in bytes.

    `most` is the most memory of the whole process, with what makes its tables and objects. `extrapolated_from` are
    the units from which all of them were scaled, and `reason` says why; `error` what went wrong.
    """

    units: int
    name: str
    seconds: tuple[float, ...] = ()
    peak: int | None = None
    most: int | None = None
    way: str = ""
    extrapolated_from: int | None = None
    reason: str = ""
    error: str = ""

    @property
    def best(self) -> float:
        """The seconds of the fastest scoring."""
        return min(self.seconds)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Row":
        """Return a row from plain data."""
        return cls(**{**data, "seconds": tuple(data["seconds"])})

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


class Watch:
    """Says at the end on what a benchmark was taken, and how long it took."""

    def __init__(self) -> None:
        self._began, self._load = time.monotonic(), os.getloadavg()[0]

    def taken(self, packages: Iterable[str]) -> dict[str, Any]:
        """Return the machine without its name, its load before and after, minutes, and the versions of packages."""
        versions = {"Python": platform.python_version()} | {name: _version(name) for name in packages if name}
        return {
            "machine": machine(),
            "load": [self._load, os.getloadavg()[0]],
            "minutes": (time.monotonic() - self._began) / 60,
            "versions": versions,
        }


def machine() -> str:
    """Return what the machine is, without its name."""
    model, cpuinfo = platform.machine(), Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = [line for line in cpuinfo.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else model
    return f"{os.cpu_count()} cores, {model}, {memory() / 2**30:.0f} GiB, {platform.system()}"


def memory() -> int:
    """Return the machine's memory in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def load(file: Path = KEPT) -> dict[str, Part]:
    """Return the parts of a file by name; none where there is no file."""
    parts: dict[str, Part] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return parts


def rows_of(part: Part) -> list[Row]:
    """Return the rows of a part."""
    return [Row.of(row) for row in part.get("rows", ())]


def put(file: Path, name: str, part: Part) -> None:
    """Put a part into a file; the others stay as they are."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(load(file) | {name: part}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    file.write_text(text, encoding="utf-8")
