"""Mutation testing of what decides grades: `python tests/mutation/run.py [MODULE ...]` (`make mutation`).

Every mutant has to fail a test that runs the statement it changes. Survivors are printed, and kept in survivors.txt
together with the argument why each of them is equivalent; an argument for a mutant that is killed or no longer made is
an error too.
"""

import argparse
import math
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from mutants import PACKAGE, mutants_of
from warm import collected, measured, survives

ROOT = PACKAGE.parents[1]
SURVIVORS = Path(__file__).with_name("survivors.txt")
TESTS = ("tests/grading", "tests/test_grading_checker.py", "tests/test_points.py")


def arguments(text: str) -> dict[str, str]:
    """Return the argument for each mutant of survivors.txt, by its name: the comment that stands above it."""
    found: dict[str, str] = {}
    argument, fresh = "", True
    for line in filter(None, text.splitlines()):
        if line.startswith("#"):
            argument, fresh = (line if fresh else f"{argument} {line}"), False
        else:
            found[line], fresh = argument, True
    return found


def reports(session: pytest.Session, modules: Sequence[Path], most: float) -> Iterator[str]:
    """Yield what is wrong in each module as it is found, then its row; `most` bounds the seconds of tests a mutant."""
    base = measured(session, modules)
    yield f"{len(session.items)} tests, {sum(base.seconds.values()):.0f} s"
    yield "| module | mutants | killed | argued | seconds |\n|---|---|---|---|---|"
    argued = arguments(SURVIVORS.read_text("utf-8"))
    for module in modules:
        started = time.monotonic()
        here = f"{module.relative_to(PACKAGE)}"
        mutants = list(mutants_of(module))
        alive = set()
        for one in mutants:
            if survives(one, session, base, most):
                alive.add(one.name)
                if one.name not in argued:
                    yield f"survives: {one}"
        for name in argued:
            if name.startswith(f"{here} ") and name not in alive:
                yield f"argued, but killed or no longer made: {name}"
        numbers = (len(mutants), len(mutants) - len(alive), len(alive & argued.keys()))
        yield f"| `{here}` | {' | '.join(map(str, numbers))} | {time.monotonic() - started:.0f} |"


def main() -> int:
    """Run all mutants of the modules; return 1 when one survives unargued, or an argument has lost its mutant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", type=Path, help="files under src/efficiency_rules")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="files or folders of tests")
    parser.add_argument("--seconds", type=float, default=math.inf, help="of tests for each mutant, the quickest first")
    chosen = parser.parse_args()
    modules = [path.resolve() for path in chosen.modules]
    modules = modules or [*sorted((PACKAGE / "grading").glob("[!_]*.py")), PACKAGE / "points.py"]
    os.chdir(ROOT)
    terminal = sys.stdout

    def told(session: pytest.Session) -> bool:
        good = True
        for line in reports(session, modules, chosen.seconds):
            print(line, file=terminal, flush=True)
            good = good and not line.startswith(("survives", "argued"))
        return good

    return 0 if collected(chosen.tests, told) else 1


if __name__ == "__main__":
    sys.exit(main())
