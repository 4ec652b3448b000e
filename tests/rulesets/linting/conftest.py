"""A small rubric of any formulas, written to a file and linted as `check` does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from efficiency_rules.criteria.criterion import Criterion, criterion
from efficiency_rules.criteria.params import Params
from efficiency_rules.errors import Problem
from efficiency_rules.evidence.types import EvidenceType, UnitId, column
from efficiency_rules.points import Percent
from efficiency_rules.rulesets.checking import check_ruleset

HEAD = """schema: efficiency-rules/ruleset/1
scheme: plum
year: 2025
status: provisional
title: 梅县细则（虚构）
document: {{name: 梅县方案（虚构）{text}}}
valid_from: 2025-01-01
valid_to: 2025-12-31
full_marks: {whole}
precision: {precision}
units:
  town: {{title: 镇街}}
  department: {{title: 部门}}
methods:
  daily: {{title: 日常, clause: 五(一), due: [year], scorer: 中心}}
areas:
"""
AREA = """  - id: area-{at}
    title: 内容{at}
    clause: {clause}
    full: {full}
    items:
"""
GRADING = """grading:
  clause: 六
  pool: all
  base: all
  min_applicable: 50%
  seats: largest-remainder
  seat_tie: better
  ties: {break: [], then: decide}
  restrictions: fill
  grades:
    - {id: good, title: 良好, share: 50%}
    - {id: fair, title: 一般, share: 50%}
"""


class Matter(EvidenceType, id="matter", title="事项台账"):
    """One matter with a bit of everything."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    due_on: date = column("时限", dated=True)
    closed_on: date | None = column("办结日")
    kind: Literal["甲", "乙", "丙"] = column("类别")
    late: bool = column("是否逾期")
    rude: bool = column("是否生硬")
    done: Percent = column("完成率", ge=0, le=100)
    people: int = column("人数", ge=0, le=50)
    photo: str | None = column("现场照片")


class Other(EvidenceType, id="other", title="另一台账"):
    """One record of another ledger."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    late: bool = column("是否逾期")


class Limits(Params):
    """Parameters that formulas may name."""

    min_cases: int = 1
    step: Percent = Percent("10%")


@dataclass(frozen=True)
class Scored:
    """An item of the small rubric: a formula, or a function from Limits to one."""

    formula: Any
    full: str = "4"
    title: str = "指标"
    reads: type[EvidenceType] = Matter
    clause: str = "四(一)"
    more: str = "quote: 原文"
    params: str = ""


Lint = Callable[..., list[Problem]]


@pytest.fixture(scope="session")
def matter() -> type[EvidenceType]:
    """The evidence type that items read."""
    return Matter


@pytest.fixture(scope="session")
def other() -> type[EvidenceType]:
    """Another evidence type."""
    return Other


@pytest.fixture(scope="session")
def scored() -> type[Scored]:
    """The items of the small rubric."""
    return Scored


@pytest.fixture(scope="session")
def lint(tmp_path_factory: pytest.TempPathFactory) -> Lint:
    """A function from items to what the linter says of a rubric of them, in one area a clause."""
    folder = tmp_path_factory.mktemp("rulesets")

    def found(
        *items: Any,
        plan: str | None = None,
        precision: str = "0.01",
        grading: str = GRADING,
        consequences: str = "",
        caps: Mapping[str, Any] | None = None,
    ) -> list[Problem]:
        entries = [item if isinstance(item, Scored) else Scored(item) for item in items]
        made = [_criterion(f"item-{at}", entry) for at, entry in enumerate(entries)]
        made += [_criterion(id, Scored(formula)) for id, formula in (caps or {}).items()]
        named = ""
        if plan is not None:
            (folder / "plan.txt").write_text(plan, "utf-8")
            named = ", text: plan.txt"
        # A file of its own for each rubric, so that the lines of several can be told.
        file = folder / f"rubric-{len(list(folder.iterdir()))}.yaml"
        file.write_text(_document(entries, named, precision) + grading + consequences, "utf-8")
        problems = check_ruleset(file, {one.name: one for one in made}, linted=True)
        assert [problem.text() for problem in problems if problem.severity == "error"] == []
        return [_worded(problem) for problem in problems if problem.code.startswith("rubric-")]

    return found


@pytest.fixture(scope="session")
def by_score() -> Callable[[str], str]:
    """A function that returns a `grading` section of grades by score, from the YAML of its thresholds."""

    def section(thresholds: str) -> str:
        head, _, _ = GRADING.partition("  seats:")
        grades = "  grades: [{id: good, title: 良好}, {id: fair, title: 一般}, {id: poor, title: 较差}]\n"
        return f"{head}  restrictions: fill\n{grades}  thresholds: {thresholds}\n"

    return section


@pytest.fixture(scope="session")
def line_of() -> Callable[[Problem], str]:
    """A function that returns the line of the file at which a problem stands, from its column on."""

    def line(problem: Problem) -> str:
        place = problem.place
        assert place.line is not None
        assert place.column is not None
        return Path(place.file).read_text("utf-8").splitlines()[place.line - 1][place.column - 1 :]

    return line


def _criterion(id: str, entry: Scored) -> Criterion:
    def build(p: Limits) -> Any:
        """A rule."""
        return entry.formula(p) if callable(entry.formula) else entry.formula

    return criterion(id, edition=2025, title=entry.title, reads=entry.reads, params=Limits)(build)


def _document(entries: Sequence[Scored], named: str, precision: str) -> str:
    clauses = list(dict.fromkeys(entry.clause for entry in entries))
    whole = sum(float(entry.full) for entry in entries)
    text = HEAD.format(text=named, whole=f"{whole:g}", precision=precision)
    for number, clause in enumerate(clauses):
        inside = [(at, entry) for at, entry in enumerate(entries) if entry.clause == clause]
        full = sum(float(entry.full) for _, entry in inside)
        text += AREA.format(at=number, clause=clause, full=f"{full:g}")
        for at, entry in inside:
            keys = ["method: daily", f"clause: {clause}", f"full: {entry.full}"]
            keys += [f"params: {{{entry.params}}}"] if entry.params else []
            keys += [entry.more] if entry.more else []
            text += f"      - use: item-{at}@2025\n" + "".join(f"        {key}\n" for key in keys)
    return text


def _worded(problem: Problem) -> Problem:
    assert problem.severity == "warning"
    assert problem.place.line
    for lang in ("zh", "en"):
        assert problem.what(lang)
        assert problem.hint(lang)
    problem.text("zh").encode("gb18030")
    return problem
