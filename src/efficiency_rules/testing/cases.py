"""Cases: examples of a criterion in words, run through the real engine.

A case hands records to one invented unit under a one-item ruleset and compares whatever it expects:
`points`, `state`, `reason` (contained), `lines` (the points of the lines, in order).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from efficiency_rules import strict_yaml
from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import EfficiencyRulesError, Place, Problem, near
from efficiency_rules.evaluation.evaluation import Evaluation, evaluate
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.period import Period
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.points import Points
from efficiency_rules.strict_yaml import Document
from efficiency_rules.testing.one_item import one_item_ruleset
from efficiency_rules.units import Roster, Unit

EXPECTATIONS = ("points", "state", "reason", "lines")
"""What a case may compare; a case that compares nothing is an error."""

UNIT = "case-unit"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of one case: passed when there are no problems."""

    file: str
    name: str
    place: Place
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Whether every expectation of the case holds."""
        return not self.problems


def case_files(paths: list[Path]) -> list[Path]:
    """Return the `*.cases.yaml` files of these files and folders, sorted."""
    files: set[Path] = set()
    for path in paths:
        files |= set(path.rglob("*.cases.yaml")) if path.is_dir() else {path}
    return sorted(files)


def run_cases(path: Path, catalog: Catalog) -> list[CaseResult]:
    """Return the result of every case of a file, in its order; a file that cannot be used is one failed result."""
    try:
        document = strict_yaml.read(path)
        criterion, params, full = _header(document, catalog)
    except EfficiencyRulesError as error:
        return [CaseResult(str(path), path.name, Place(str(path)), error.problems)]
    cases = document.data["cases"]
    return [_run(document, number, criterion, params, full) for number in range(len(cases))]


def _header(document: Document, catalog: Catalog) -> tuple[Criterion, Any, Points]:
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get("cases"), list) or not data["cases"]:
        raise EfficiencyRulesError(Problem("cases-shape", document.place(())))
    problems = [
        Problem("cases-key", document.place((key,), key=True), {"found": key, "near": near(key, _KEYS)})
        for key in data
        if key not in _KEYS
    ]
    name = str(data.get("criterion", ""))
    if name not in catalog.criteria:
        facts = {"found": name, "near": near(name, catalog.criteria)}
        raise EfficiencyRulesError([*problems, Problem("cases-criterion", document.place(("criterion",)), facts)])
    criterion = catalog.criteria[name]
    try:
        params = criterion.params.model_validate(data.get("params") or {})
        full = Points(data.get("full", ""))
    except ValueError as error:
        place = document.place(("params",))
        problems.append(Problem("cases-params", place, {"found": str(error).replace("\n", " ")}))
        raise EfficiencyRulesError(problems) from None
    if problems:
        raise EfficiencyRulesError(problems)
    return criterion, params, full


_KEYS = ("criterion", "params", "full", "cases")


def _run(document: Document, number: int, criterion: Criterion, params: Any, full: Points) -> CaseResult:
    case = document.data["cases"][number]
    place = document.place(("cases", number))
    name = str(case.get("name", "")) if isinstance(case, dict) else ""
    problems = list(_shape_problems(document, number, case))
    if not problems:
        try:
            evaluation = _evaluate(case, criterion, params, full)
            problems = list(_differences(document, number, case, evaluation))
        except EfficiencyRulesError as error:
            problems = list(error.problems)
    return CaseResult(document.file, name or f"#{number + 1}", place, tuple(problems))


def _shape_problems(document: Document, number: int, case: object) -> Iterator[Problem]:
    place = document.place(("cases", number))
    if not isinstance(case, dict) or not isinstance(case.get("ledger"), list) or not case.get("name"):
        yield Problem("case-shape", place)
        return
    known = ("name", "ledger", *EXPECTATIONS)
    for key in case:
        if key not in known:
            facts = {"found": key, "expected": "、".join(known), "near": near(key, known)}
            yield Problem("case-key", document.place(("cases", number, key), key=True), facts)
    if not any(key in case for key in EXPECTATIONS):
        yield Problem("case-compares-nothing", place, {"expected": "、".join(EXPECTATIONS)})


def _evaluate(case: Mapping[str, Any], criterion: Criterion, params: Any, full: Points) -> Evaluation:
    ruleset = one_item_ruleset(criterion, params, full)
    roster = Roster([Unit(UNIT, "算例单位", "unit")])
    reads = criterion.reads
    unit = reads.unit_column().name
    names = [column.name for column in reads.columns]
    rows = [{unit: UNIT, **row} for row in case["ledger"]]
    unknown = sorted({key for row in rows for key in row} - set(names))
    if unknown:
        facts = {"found": "、".join(unknown), "expected": "、".join(names), "near": near(unknown[0], names)}
        raise EfficiencyRulesError(Problem("case-column", facts=facts))
    columns = {name: pl.Series([_text(row.get(name)) for row in rows], dtype=pl.String) for name in names}
    evidence = Evidence.from_frames({reads.id: pl.DataFrame(columns)}, ruleset, roster)
    evaluation = evaluate(ruleset, roster, evidence, _ANY_TIME)
    if evaluation.problems:
        raise EfficiencyRulesError(evaluation.problems)
    return evaluation


_ANY_TIME = Period.parse("1900-01-01..2199-12-31")


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "是" if value else "否"
    return None if value is None else str(value)


def _differences(document: Document, number: int, case: Mapping[str, Any], evaluation: Evaluation) -> Iterator[Problem]:
    mark = evaluation.marks.row(0, named=True)
    lines = [str(Points(points)) for points in evaluation.lines.get_column("points")]
    got = {
        "points": "—" if mark["points"] is None else str(Points(mark["points"])),
        "state": mark["state"],
        "reason": mark["reason"],
        "lines": "、".join(lines),
    }
    for key in EXPECTATIONS:
        if key not in case:
            continue
        wanted = case[key]
        if key == "reason":
            same = str(wanted) in got["reason"]
        elif key == "points":
            same = str(Points(wanted)) == got["points"]
        elif key == "lines":
            wanted = "、".join(str(Points(line)) for line in wanted)
            same = wanted == got["lines"]
        else:
            same = str(wanted) == got[key]
        if not same:
            facts = {"what": key, "expected": wanted, "found": got[key]}
            yield Problem("case-differs", document.place(("cases", number, key)), facts)
