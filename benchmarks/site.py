"""The rule site at scale: `python -m benchmarks.site [--items 3000] [--out build/site_speed.md]`.

Rulesets of a made-up province (`province.py`) are built into pages by the command line, each run a process of its own:
reading alone, a first build, one with nothing changed, one with one ruleset changed, and that once more from nothing,
which must give the same bytes. The memory of reading alone is what the first build is held against.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks import province
from benchmarks.tables import markdown

BUILD, REBUILD, MEMORY = 20.0, 3.0, 60.0
_READ = """
import sys
from pathlib import Path
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.publishing.site.sources import sources_of
rulesets = [source.ruleset for source in sources_of(load_plugins(), map(Path, sys.argv[1:]))]
print(sum(len(one.items) for one in rulesets))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds by the clock and of processors, and its largest memory in MB."""

    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What was built and what each process took."""

    rulesets: int
    pages: int
    bytes: int
    runs: dict[str, Run]


def measure(items: int, room: Path) -> Measured:
    """Return the runs by name; AssertionError when a rebuild does not give the bytes of a build from nothing."""
    room.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=room) as name:
        folder = Path(name)
        files = province.write(folder, items)
        out, fresh = folder / "site", folder / "fresh"
        runs = {"reading and binding alone": _run([sys.executable, "-c", _READ, *map(str, files)])}
        runs["first build"] = _build(out, files)
        before = _content(out)
        runs["nothing changed"] = _build(out, files)
        assert _content(out) == before, "a build with nothing changed changed the site"
        changed = files[len(files) // 2]
        changed.write_text(changed.read_text("utf-8").replace("title: 虚构县", "title: 改名的虚构县", 1), "utf-8")
        runs["one ruleset changed"] = _build(out, files)
        runs["all of it from nothing"] = _build(fresh, files)
        content = _content(fresh)
        assert content != before, "the change does not show"
        assert _content(out) == content, "the rebuilt site is not the one that is built from nothing"
        pages = sum(path.endswith(".html") for path in content)
        size = sum(path.stat().st_size for path in fresh.rglob("*") if path.is_file())
        return Measured(len(files), pages, size, runs)


def _build(out: Path, files: Sequence[Path]) -> Run:
    command = Path(sys.executable).with_name("efficiency-rules")
    return _run([str(command), "site", "build", "--out", str(out), *map(str, files)])


def _run(command: Sequence[str]) -> Run:
    start = perf_counter()
    process = os.posix_spawn(
        command[0], list(command), os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, used = os.wait4(process, 0)
    if status:
        raise RuntimeError(f"ended with {os.waitstatus_to_exitcode(status)}: {' '.join(command[:5])}")
    return Run(perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _content(folder: Path) -> dict[str, str]:
    from efficiency_rules.evaluation.digests import of_bytes

    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): of_bytes(path.read_bytes()) for path in files}


def report(measured: Measured) -> str:
    """Return the report as Markdown."""
    rows = [_row(name, run) for name, run in measured.runs.items()]
    first, alone = measured.runs["first build"], measured.runs["reading and binding alone"]
    growth = first.memory - alone.memory
    return "\n".join(
        [
            f"# The rule site of {measured.rulesets} rulesets",
            "",
            f"{measured.pages} pages, {measured.bytes / 1e6:.0f} MB.",
            "",
            markdown(["process", "seconds", "processor seconds", "memory, MB"], rows),
            markdown(
                ["figure", "measured", "target", "held"],
                [
                    _held("first build, seconds", first.seconds, BUILD),
                    _held("memory beyond the rulesets, MB", growth, MEMORY),
                    _held("one ruleset changed, seconds", measured.runs["one ruleset changed"].seconds, REBUILD),
                ],
            ),
            "The rebuilt site has the bytes of the one that was built from nothing.",
            "",
        ]
    )


def _row(name: str, run: Run) -> list[str]:
    return [name, f"{run.seconds:.1f}", f"{run.processor:.1f}", f"{run.memory:.0f}"]


def _held(name: str, found: float, most: float) -> list[str]:
    return [name, f"{found:.1f}", f"under {most:.0f}", "yes" if found < most else "no"]


def main() -> None:
    """Measure, print the report and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=3000)
    parser.add_argument("--out", type=Path, default=Path("build/site_speed.md"))
    parser.add_argument("--room", type=Path, default=Path("build/bench"), help="where the site is built, and removed")
    asked = parser.parse_args()
    text = report(measure(asked.items, asked.room.resolve()))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
