"""Cases: examples of a criterion or of a whole county in words, run through the real engine.

A file with `criterion:` hands records to one invented unit under a one-item ruleset and compares `points`,
`state`, `reason` (contained) and `lines` (points, in order); the numbers are the file's own, or with `ruleset:`
beside it those of a ruleset. A file with `ruleset:` alone evaluates a small county and compares `standings`,
`seats` and `status`; ledgers that it does not name are reported nil. Whatever is written is compared.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from efficiency_rules.errors import EfficiencyRulesError, Place, Problem, near
from efficiency_rules.evaluation.containment import Failure, contained
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.document import read_bytes
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.strict_yaml import Document, examine, in_order
from efficiency_rules.testing import county_cases, criterion_cases
from efficiency_rules.testing.named_ruleset import Known
from efficiency_rules.testing.prepared import Binding, Prepared
from efficiency_rules.testing.results import CaseResult
from efficiency_rules.testing.shape import COUNTY_FILE, CRITERION_FILE

_KINDS = {"criterion": criterion_cases.prepare, "ruleset": county_cases.prepare}


def case_files(paths: list[Path]) -> list[Path]:
    """Return these files and the `*.cases.yaml` files of these folders, sorted; hidden folders are left out."""
    files: set[Path] = set()
    for path in paths:
        found = path.rglob("*.cases.yaml") if path.is_dir() else [path]
        files |= {file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts)}
    return sorted(files)


def run_cases(path: Path, catalog: Catalog, known: Known | None = None) -> list[CaseResult]:
    """Return the result of every case of a file, in its order; `known` as for `read_cases`.

    A file that cannot be used is one failed result with all its problems, those of its cases included. Nothing
    is raised: what a criterion raises is a problem too.
    """
    return [case.result() for case in read_cases(path, catalog, known)]


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file, ready to run: its name in words and where it stands."""

    name: str
    place: Place
    result: Callable[[], CaseResult]
    """Runs the case and returns what became of it."""
    binding: Binding | None = None
    """The ruleset that the case tests; None where its numbers are its own, or it cannot run."""


def read_cases(path: Path, catalog: Catalog, known: Known | None = None) -> list[Case]:
    """Return the cases of a file, in its order, read but not run.

    `known` remembers the rulesets that files of this catalog name, from one file to the next. A file that cannot be
    used is one case whose result holds all problems of the file. Nothing is raised.
    """
    content, problems = read_bytes(path)
    document = None
    if not problems.found:
        document, found = examine(content, str(path))
        problems.found.extend(found)
    prepared = (
        []
        if document is None or document.data is None
        else _prepare(document, catalog, {} if known is None else known, problems)
    )
    if problems.errors:
        everything = [*problems.errors, *(problem for case in prepared for problem in case.problems)]
        unusable = CaseResult(str(path), path.name, Place(str(path)), tuple(in_order(everything)))
        return [Case(path.name, Place(str(path)), lambda: unusable)]
    return [_case(str(path), case) for case in prepared]


def _case(file: str, case: Prepared) -> Case:
    binding = None if case.problems else case.binding
    return Case(case.name, case.place, partial(_result, file, case), binding)


def _prepare(document: Document, catalog: Catalog, known: Known, problems: Problems) -> list[Prepared]:
    kind = _kind(document, problems)
    if kind is None:
        return []
    prepared = contained(partial(_KINDS[kind], Node.root(document), catalog, known, problems))
    if isinstance(prepared, Failure):
        problems.found.append(_broken(prepared, document.place((kind,))))
        return []
    return prepared


def _kind(document: Document, problems: Problems) -> str | None:
    """Return the key that says what the cases are about, None where neither is written.

    A criterion may be tested with the numbers of a ruleset: then both are written.
    """
    keys: list[str] = list(document.data) if isinstance(document.data, dict) else []
    strange = [key for key in keys if key not in CRITERION_FILE and key not in COUNTY_FILE]
    kinds = [key for key in keys if key in _KINDS] or [kind for key in strange for kind in near(key, _KINDS, most=1)]
    if kinds:
        return "criterion" if "criterion" in kinds else kinds[0]
    problems.add("cases-kind", document.place(()), found="、".join(keys) or "—")
    return None


def _result(file: str, case: Prepared) -> CaseResult:
    if case.problems:
        return CaseResult(file, case.name, case.place, tuple(in_order(case.problems)))
    return CaseResult(file, case.name, case.place, tuple(_run(case)))


def _run(case: Prepared) -> list[Problem]:
    def run() -> list[Problem]:
        try:
            return list(case.run())
        except EfficiencyRulesError as error:
            return list(error.problems)

    found = contained(run)
    problems = [_broken(found, case.place)] if isinstance(found, Failure) else found
    return [problem if str(problem.place) else _at(problem, case.place) for problem in problems]


def _at(problem: Problem, place: Place) -> Problem:
    return Problem(problem.code, place, problem.facts, problem.severity)


def _broken(failure: Failure, place: Place) -> Problem:
    return Problem("case-broken", place, {"found": failure.words, "at": failure.at or "efficiency_rules"})
