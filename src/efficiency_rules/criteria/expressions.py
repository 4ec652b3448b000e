"""Checking a formula's expressions before any record is read: known columns, elementwise, exact.

Needs polars 1.30 or newer: the expression is read in its JSON form, and whatever is not known there is refused.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

import numpy as np
import polars as pl

from efficiency_rules.criteria.facts import Count, CountDistinct
from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.criteria.levels import Levels
from efficiency_rules.criteria.operations import Finding, inspect
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

    Checked: each expression of facts and costs (existing columns, allowed elementwise operations, no float,
    the right type), the choices that points are given to, and the names in the reasons. A PerUnit function
    has no expressions: nothing to check.
    """
    if isinstance(formula, PerUnit):
        return []
    checker = _Checker(formula, evidence, place)
    return [*checker.facts(), *checker.costs(), *checker.levels(), *checker.words()]


@dataclass(frozen=True, slots=True)
class _Checker:
    formula: Formula
    evidence: type[EvidenceType]
    place: Place

    def facts(self) -> Iterator[Problem]:
        for name, fact in self.formula.facts().items():
            if name in _RESERVED:
                yield self._problem("fact-name-taken", found=name)
            if fact.where is not None:
                yield from self._expression(f"{name}.where", fact.where, (pl.Boolean,))
            if not isinstance(fact, Count):
                any_type = (pl.Int64, pl.Int32, pl.Boolean, pl.Date, pl.String)
                wanted = any_type if isinstance(fact, CountDistinct) else (pl.Int64, pl.Int32)
                yield from self._expression(f"{name}.value", fact.value, wanted)

    def costs(self) -> Iterator[Problem]:
        yield from self._expression("costs", self.formula.costs().weight, (pl.Int64, pl.Int32))

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

    def _expression(self, part: str, expression: pl.Expr, wanted: tuple[Any, ...]) -> Iterator[Problem]:
        schema = {c.name: _TYPES[c.kind] for c in self.evidence.columns if c.kind != "unit"}
        findings = list(dict.fromkeys(inspect(expression, schema)))
        yield from (self._said(part, finding, list(schema)) for finding in findings)
        if findings:
            return
        expected = " / ".join(str(kind) for kind in wanted)
        try:
            # Plans the query without running it.
            found: Any = pl.LazyFrame(schema=schema).select(expression.alias("it")).collect_schema()["it"]
        except pl.exceptions.PolarsError as error:
            found = str(error).splitlines()[0]
        if found not in wanted:
            yield self._problem("expression-type", part=part, found=str(found), expected=expected)

    def _said(self, part: str, finding: Finding, columns: list[str]) -> Problem:
        about, found = finding
        if about == "column" and found == self.evidence.unit_column().name:
            return self._problem("expression-unit-column", part=part, found=found)
        near_to = near(found, columns) if about == "column" else []
        facts = {"part": part, "evidence": self.evidence.title, "expected": "、".join(columns), "near": near_to}
        return self._problem(_SAID[about], found=found, **facts)

    def _problem(self, code: str, **facts: object) -> Problem:
        return Problem(code, self.place, {"formula": type(self.formula).__name__} | facts)


def _plain_column(expression: pl.Expr) -> str | None:
    """Return the column's name when the expression is nothing but a column."""
    try:
        node = json.loads(expression.meta.serialize(format="json"))
    except pl.exceptions.PolarsError:
        return None
    return node.get("Column") if isinstance(node, dict) else None
