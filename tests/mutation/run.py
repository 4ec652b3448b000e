"""Mutation testing of what decides grades: `python tests/mutation/run.py [MODULE ...]` (`make mutation`).

cosmic-ray makes the mutants; every one runs in a forked process in which pytest is loaded already, against
the quick tests of its room, until the first failure. Survivors are printed, and kept in
tests/mutation/survivors.txt together with the argument why each of them is equivalent.
"""

import argparse
import importlib.abc
import importlib.util
import io
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/efficiency_rules"
SURVIVORS = Path(__file__).with_name("survivors.txt")
SECONDS = 120
"""A mutant that runs longer is an endless loop: killed."""

QUICK = ("problems", "laws", "placement", "certificate", "scheme", "decisions", "levels")
EQUIVALENT = ("strict=", "@dataclass(")
"""Lines that only guard against mistakes of ours: `strict` of a zip of equal lengths, `frozen` and `slots`."""

COMPARISONS = "ReplaceComparisonOperator_"
KINDS = (
    *(COMPARISONS + kind for kind in ("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is")),
    *(COMPARISONS + kind for kind in ("Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt")),
    *("ReplaceBinaryOperator_" + kind for kind in ("Add_Sub", "Sub_Add", "Mul_Add", "Mul_FloorDiv", "FloorDiv_Mul")),
    *(
        "ReplaceBinaryOperator_" + kind
        for kind in ("Div_Mul", "Mod_FloorDiv", "Pow_Mul", "BitAnd_BitOr", "LShift_RShift")
    ),
    *("ReplaceUnaryOperator_" + kind for kind in ("USub_UAdd", "Delete_Not", "Delete_USub")),
    *("AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "NumberReplacer", "ZeroIterationForLoop"),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one line of a module."""

    module: Path
    operator: str
    occurrence: int
    line: int
    before: str
    after: str
    code: str

    def __str__(self) -> str:
        return f"{self.module.relative_to(PACKAGE)}:{self.line} {self.operator}: {self.before}  ->  {self.after}"


def mutants_of(module: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its lines."""
    code = module.read_text("utf-8")
    nodes = list(ast_nodes(get_ast(code)))
    found = []
    for name in operator_names():
        operator = name.removeprefix("core/")
        if operator not in KINDS:
            continue
        made = get_operator(name)()
        spots = sum(len(list(made.mutation_positions(node))) for node in nodes)
        for occurrence in range(spots):
            mutated = mutate_code(code, made, occurrence)
            if mutated is not None and mutated != code:
                found.append(_mutant(module, operator, occurrence, code, mutated))
    found = [one for one in found if not _only_guards(one)]
    yield from sorted(found, key=lambda one: (one.line, one.operator, one.occurrence))


def _only_guards(mutant: Mutant) -> bool:
    return mutant.operator in ("ReplaceTrueWithFalse", "ReplaceFalseWithTrue") and any(
        word in mutant.before for word in EQUIVALENT
    )


def _mutant(module: Path, operator: str, occurrence: int, code: str, mutated: str) -> Mutant:
    pairs = zip(code.splitlines(), mutated.splitlines(), strict=False)
    line, (before, after) = next((at, pair) for at, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return Mutant(module, operator, occurrence, line, before.strip(), after.strip(), mutated)


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


def survivors(mutants: Sequence[Mutant], tests: Sequence[str], jobs: int) -> list[Mutant]:
    """Return the mutants that pass all tests, each tried in a process of its own, `jobs` at once."""
    waiting = list(reversed(mutants))
    running: dict[int, tuple[Mutant, float]] = {}
    alive = []
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[_start(mutant, tests)] = (mutant, time.monotonic() + SECONDS)
        time.sleep(0.01)
        for process, (mutant, end) in list(running.items()):
            done, status = os.waitpid(process, os.WNOHANG)
            if done and os.waitstatus_to_exitcode(status) == 0:
                alive.append(mutant)
            if not done and time.monotonic() > end:
                os.kill(process, signal.SIGKILL)
                done, _ = os.waitpid(process, 0)
            if done:
                del running[process]
    return sorted(alive, key=lambda one: (one.line, one.operator, one.occurrence))


def _start(mutant: Mutant, tests: Sequence[str]) -> int:
    """Fork a process that runs the tests against a mutant; its exit code is that of pytest."""
    process = os.fork()
    if process:
        return process
    sys.meta_path.insert(0, _Mutated(mutant))
    status = 1
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=mutation"]
            # Rewritten assertions would import the module past our finder.
            options.append("--assert=plain")
            status = int(pytest.main([*options, "-m", "not long", *tests]))
    finally:
        os._exit(status)


def quick_tests(module: Path) -> list[str]:
    """Return the module's own tests and the quick ones of its room: most mutants die here."""
    room = ROOT / "tests" / (module.parent.name if module.parent != PACKAGE else "")
    others = [room / f"test_{name}.py" for name in QUICK] if module.parent.name == "grading" else []
    named = [room / f"test_{module.stem}.py", *others]
    return [str(path) for path in dict.fromkeys(named) if path.is_file()]


def thorough_tests(module: Path) -> list[str]:
    """Return all tests of the module's room, those of the checker among them."""
    if module.parent.name != "grading":
        return [*quick_tests(module), str(ROOT / "tests/criteria")]
    return [str(ROOT / "tests/grading"), str(ROOT / "tests/test_grading_checker.py")]


def main() -> int:
    """Run all mutants of the modules; return 1 when one survives that survivors.txt does not argue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", type=Path, help="files under src/efficiency_rules")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="the quick tests only: what they leave is no survivor yet")
    chosen = parser.parse_args()
    modules = [path.resolve() for path in chosen.modules]
    modules = modules or [*sorted((PACKAGE / "grading").glob("[!_]*.py")), PACKAGE / "points.py"]
    os.chdir(ROOT)
    argued = SURVIVORS.read_text("utf-8") if SURVIVORS.is_file() else ""
    lost = []
    for module in modules:
        mutants = list(mutants_of(module))
        alive = survivors(mutants, quick_tests(module), chosen.jobs)
        if not chosen.quick:
            alive = survivors(alive, thorough_tests(module), chosen.jobs)
        new = [one for one in alive if str(one).split(" ", 1)[1] not in argued]
        lost += new
        print(
            f"{module.relative_to(PACKAGE)}: {len(mutants)} mutants, {len(alive)} survive, {len(new)} not argued",
            flush=True,
        )
        for one in new:
            print(f"    {one}", flush=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
