"""Checking a formula's expressions before any record is read: known columns, elementwise, exact.

Needs polars 1.30 or newer: the expression is read in its JSON form, and whatever is not known there is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from string import Formatter
from typing import Any

import numpy as np
import polars as pl
from pydantic_core import from_json

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas import FAMILIES, PerUnit
from efficiency_rules.criteria.levels import Levels
from efficiency_rules.criteria.operations import Finding, inspect
from efficiency_rules.criteria.written import Part, composed, written
from efficiency_rules.errors import NOWHERE, Place, Problem, near
from efficiency_rules.evidence.types import EvidenceType, Kind

_TYPES: Mapping[Kind, Any] = {
    "text": pl.String,
    "choice": pl.String,
    "integer": pl.Int64,
    "points": pl.Int64,
    "percent": pl.Int64,
    "flag": pl.Boolean,
    "day": pl.Date,
}
"""How a ledger's columns arrive in an expression; the unit column does not."""

_RESERVED = ("cases", "cohort", "group", "full", "points", "lost")
"""Names that facts and figures share with the engine."""

_SAID = {
    "column": "expression-column-unknown",
    "operation": "expression-not-allowed",
    "float": "expression-not-exact",
}


def check_formula(formula: Formula | PerUnit, evidence: type[EvidenceType], place: Place = NOWHERE) -> list[Problem]:
    """Return every problem of a formula over the ledger it reads; empty when there is none.

    Checked: each expression (existing columns, allowed elementwise operations, no float, the right type), the
    choices that points are given to, and the names in the reasons. What is wrong in several expressions is one
    problem that names them all. A PerUnit function has no expressions: nothing to check.
    """
    if isinstance(formula, PerUnit):
        return []
    checker = _Checker(formula, evidence, place)
    # A family composes sound expressions soundly: its author hears of what was written, under its own name.
    parts = written(formula) if type(formula) in FAMILIES else composed(formula)
    return [*checker.names(), *checker.expressions(parts), *checker.levels(), *checker.words()]


@dataclass(frozen=True, slots=True)
class _Checker:
    formula: Formula
    evidence: type[EvidenceType]
    place: Place

    def names(self) -> Iterator[Problem]:
        for name in self.formula.facts():
            if name in _RESERVED:
                yield self._problem("fact-name-taken", found=name)

    def expressions(self, parts: Iterable[Part]) -> list[Problem]:
        """Return the problems of these expressions, each mistake once, with the names of all parts that hold it."""
        found: dict[tuple[str, str], tuple[Problem, list[str]]] = {}
        for part in parts:
            for problem in self._expression(part):
                mistake = (problem.code, str(problem.facts["found"]))
                found.setdefault(mistake, (problem, []))[1].append(part.name)
        return [replace(one, facts={**one.facts, "part": "、".join(names)}) for one, names in found.values()]

    def levels(self) -> Iterator[Problem]:
        offered = getattr(self.formula, "levels", None)
        levels: Levels | None = offered() if offered else None
        name = None if levels is None else _plain_column(levels.column)
        choices = {column.name: column.choices for column in self.evidence.columns if column.kind == "choice"}
        if levels is None or name not in choices:
            return
        known = choices[name]
        expected = "、".join(known)
        for level in levels.ticks:
            if level not in known:
                facts = {"found": level, "column": name, "expected": expected, "near": near(level, known)}
                yield self._problem("level-unknown", **facts)
        if levels.complete and levels.where is None:
            for level in known:
                if level not in levels.ticks:
                    yield self._problem("level-missing", found=level, column=name)

    def words(self) -> Iterator[Problem]:
        columns = [column.name for column in self.evidence.columns if column.kind != "unit"]
        yield from self._words("line", self.formula.costs().reason, columns)
        zeros = {name: np.zeros(1, dtype=np.int64) for name in (*self.formula.facts(), "cases", "cohort", "group")}
        try:
            figures = list(self.formula.figures(zeros, 0))
        except Exception as error:
            yield self._problem("figures-failed", found=f"{type(error).__name__}: {error}")
            return
        yield from self._words("reason", self.formula.reason, [*zeros, *figures, "full", "points", "lost"])

    def _words(self, part: str, template: str, known: Iterable[str]) -> Iterator[Problem]:
        names = sorted(set(known))
        try:
            found = [name for _, name, _, _ in Formatter().parse(template) if name is not None]
        except ValueError as error:
            yield self._problem("reason-not-readable", part=part, found=str(error))
            return
        for name in found:
            if name not in names:
                expected = "、".join(names)
                facts = {"part": part, "found": name, "expected": expected, "near": near(name, names)}
                yield self._problem("reason-name-unknown", **facts)

    def _expression(self, part: Part) -> Iterator[Problem]:
        schema = {c.name: _TYPES[c.kind] for c in self.evidence.columns if c.kind != "unit"}
        findings = list(dict.fromkeys(inspect(part.expression, schema)))
        yield from (self._said(finding, list(schema)) for finding in findings)
        if findings:
            return
        expected = " / ".join(str(kind) for kind in part.wanted)
        try:
            # Plans the query without running it.
            found: Any = pl.LazyFrame(schema=schema).select(part.expression.alias("it")).collect_schema()["it"]
        except pl.exceptions.PolarsError as error:
            found = str(error).splitlines()[0]
        if found not in part.wanted:
            yield self._problem("expression-type", found=str(found), expected=expected)

    def _said(self, finding: Finding, columns: list[str]) -> Problem:
        about, found = finding
        if about == "column" and found == self.evidence.unit_column().name:
            return self._problem("expression-unit-column", found=found)
        near_to = near(found, columns) if about == "column" else []
        facts = {"evidence": self.evidence.title, "expected": "、".join(columns), "near": near_to}
        return self._problem(_SAID[about], found=found, **facts)

    def _problem(self, code: str, **facts: object) -> Problem:
        return Problem(code, self.place, {"formula": type(self.formula).__name__} | facts)


def _plain_column(expression: pl.Expr) -> str | None:
    """Return the column's name when the expression is nothing but a column."""
    try:
        node = from_json(expression.meta.serialize(format="json"))
    except pl.exceptions.PolarsError:
        return None
    return node.get("Column") if isinstance(node, dict) else None
