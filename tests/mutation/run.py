"""Mutation testing of what decides grades: `python tests/mutation/run.py [MODULE ...]` (`make mutation`).

cosmic-ray makes the mutants; every one runs in a forked process in which pytest is loaded already, against
the quick tests of its room, until the first failure. Survivors are printed, and kept in
tests/mutation/survivors.txt together with the argument why each of them is equivalent; an argument for a
mutant that is killed or no longer made is an error too.
"""

import argparse
import ast
import importlib.abc
import importlib.util
import io
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/efficiency_rules"
SURVIVORS = Path(__file__).with_name("survivors.txt")
PATIENCE = 3
"""A mutant that takes so many times the processor time of the code as it is, and ten seconds, is an endless loop."""

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
    function: str
    operator: str
    occurrence: int
    line: int
    before: str
    after: str
    code: str
    number: int = 1
    """Counts the mutants of one function that read the same."""

    @property
    def name(self) -> str:
        """What survivors.txt calls it: stays the same when lines move, and is no other mutant's."""
        again = f"  (no. {self.number})" if self.number > 1 else ""
        place = f"{self.module.relative_to(PACKAGE)} {self.function}"
        return f"{place} {self.operator}: {self.before}  ->  {self.after}{again}"

    def __str__(self) -> str:
        return f"line {self.line}: {self.name}"


def mutants_of(module: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its lines."""
    code = module.read_text("utf-8")
    nodes = list(ast_nodes(get_ast(code)))
    functions = _functions(ast.parse(code))
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
                made_here = _mutant(module, operator, occurrence, code, mutated)
                found.append(replace(made_here, function=functions.get(made_here.line, "-")))
    found = [one for one in found if not _only_guards(one)]
    seen: Counter[str] = Counter()
    for one in sorted(found, key=lambda one: (one.line, one.operator, one.occurrence)):
        seen[one.name] += 1
        yield replace(one, number=seen[one.name])


def _functions(tree: ast.AST, above: str = "") -> dict[int, str]:
    """Return the innermost function or class of each line, by its dotted name."""
    found: dict[int, str] = {}
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            name = f"{above}{node.name}"
            found |= dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), name)
            found |= _functions(node, f"{name}.")
        else:
            found |= _functions(node, above)
    return found


def _only_guards(mutant: Mutant) -> bool:
    return mutant.operator in ("ReplaceTrueWithFalse", "ReplaceFalseWithTrue") and any(
        word in mutant.before for word in EQUIVALENT
    )


def _mutant(module: Path, operator: str, occurrence: int, code: str, mutated: str) -> Mutant:
    pairs = zip(code.splitlines(), mutated.splitlines(), strict=False)
    line, (before, after) = next((at, pair) for at, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return Mutant(module, "-", operator, occurrence, line, before.strip(), after.strip(), mutated)


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
    """Return the mutants that pass all tests, each tried in a process of its own, `jobs` at once.

    Raises ValueError where the code as it is fails: every mutant would look killed.
    """
    if not mutants:
        return []
    _, status, used = os.wait4(_start(None, tests, resource.RLIM_INFINITY), 0)
    if status:
        raise ValueError(f"the tests fail without any change: {', '.join(tests)}")
    seconds = 10 + round(PATIENCE * (used.ru_utime + used.ru_stime))
    waiting = list(reversed(mutants))
    running: dict[int, Mutant] = {}
    alive = []
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[_start(mutant, tests, seconds)] = mutant
        process, status = os.wait()
        mutant = running.pop(process)
        if status == 0:
            alive.append(mutant)
    return sorted(alive, key=lambda one: (one.line, one.operator, one.occurrence))


def _start(mutant: Mutant | None, tests: Sequence[str], seconds: int) -> int:
    """Fork a process that runs the tests against a mutant; its exit code is that of pytest.

    It is ended by the system after `seconds` of processor time: a busy machine makes no mutant look killed.
    """
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        if mutant:
            sys.meta_path.insert(0, _Mutated(mutant))
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


def main() -> int:
    """Run all mutants of the modules; return 1 when one survives unargued, or an argument has lost its mutant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", type=Path, help="files under src/efficiency_rules")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="the quick tests only: what they leave is no survivor yet")
    chosen = parser.parse_args()
    modules = [path.resolve() for path in chosen.modules]
    modules = modules or [*sorted((PACKAGE / "grading").glob("[!_]*.py")), PACKAGE / "points.py"]
    os.chdir(ROOT)
    argued = arguments(SURVIVORS.read_text("utf-8"))
    started = time.monotonic()
    wrong = 0
    for module in modules:
        mutants = list(mutants_of(module))
        alive = survivors(mutants, quick_tests(module), chosen.jobs)
        if not chosen.quick:
            alive = survivors(alive, thorough_tests(module), chosen.jobs)
        names = {one.name for one in alive}
        here = f"{module.relative_to(PACKAGE)}"
        new = [one for one in alive if one.name not in argued]
        stale = [name for name in argued if name.startswith(f"{here} ") and name not in names]
        wrong += len(new) + len(stale)
        print(f"{here}: {len(mutants)} mutants, {len(alive)} survive, {len(new)} not argued", flush=True)
        for one in new:
            print(f"    {one}", flush=True)
        for name in stale:
            print(f"    argued, but killed or no longer made: {name}", flush=True)
    print(f"{(time.monotonic() - started) / 60:.0f} minutes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
