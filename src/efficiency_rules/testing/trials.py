"""Trials: a criterion under some legal parameters with a ledger of drawn records, and what the engine makes of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from efficiency_rules.criteria.expressions import check_formula
from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.criteria.own_code import raised_in
from efficiency_rules.errors import Language, Problem
from efficiency_rules.evaluation.applicability import applicability
from efficiency_rules.evaluation.evaluation import Evaluation, evaluate
from efficiency_rules.evaluation.facts import Wanted, gather_facts
from efficiency_rules.evaluation.gather import records_in
from efficiency_rules.evaluation.marking import Marks, mark_item
from efficiency_rules.evidence.columns import schema
from efficiency_rules.evidence.ledgers import Evidence, Ledger
from efficiency_rules.points import Points
from efficiency_rules.rulesets.pinning import Bound
from efficiency_rules.testing.one_item import ANY_DAY, GROUPS, Alone, one_item_ruleset
from efficiency_rules.testing.params_drawn import constants, params_of, plain
from efficiency_rules.testing.rows_drawn import UNITS, Pools, Row, ledgers, text_of, texts_of
from efficiency_rules.testing.subject import Subject
from efficiency_rules.units import Roster, Unit

ROSTER = Roster(Unit(id, f"单位{at}", next(iter(GROUPS))) for at, id in enumerate(UNITS, 1))
"""The units of every trial."""

_FULL = ("1", "2", "2.5", "4", "5", "7.35", "10", "100")
_INDEX = {id: at for at, id in enumerate(UNITS)}


class CheckFailed(Exception):
    """A check found something wrong."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.text())


@dataclass(frozen=True, slots=True)
class Trial:
    """One example: parameters as a ruleset would write them, their formula, full points, and a ledger."""

    subject: Subject
    written: str
    """The parameters as JSON, written down before the formula was built from them."""
    bound: Bound
    full: Points
    rows: tuple[Row, ...]

    def __repr__(self) -> str:
        columns = self.subject.criterion.reads.columns
        rows = [{column.name: text_of(row[column.name], column) for column in columns} for row in self.rows]
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        ledger = "".join(f"\n  - {line}" for line in lines) or " []"
        return f"criterion: {self.subject.criterion.name}\nparams: {self.written}\nfull: {self.full}\nledger:{ledger}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # Hypothesis would print every field of the formula.
        printer.text(repr(self))

    @property
    def formula(self) -> Formula | PerUnit:
        """The formula under these parameters."""
        return self.bound.formula

    def rebuilt(self) -> Bound:
        """Return the criterion bound anew, from the parameters as they were written down."""
        return _bound(self.subject, self.written)

    def marks(self, rows: Sequence[Row] | None = None, bound: Bound | None = None) -> Marks:
        """Return the marks of all units, for these records and this binding instead of the trial's own.

        Raises CheckFailed when the criterion fails.
        """
        bound = bound or self.bound
        ledger = self.ledger(self.rows if rows is None else rows)
        ruleset = one_item_ruleset(bound, self.full)
        type = self.subject.criterion.reads
        (gathered,) = gather_facts(
            [Wanted(type, bound.formula, self.full)], {type.id: records_in(ledger, ANY_DAY)}, ROSTER
        )
        applies = applicability(ruleset, ROSTER, None)
        marks, problems = mark_item(ruleset, ROSTER, ruleset.items[0], gathered, applies, True)
        _refuse(self.subject, problems)
        return marks

    def ledger(self, rows: Sequence[Row]) -> Ledger:
        """Return these records as the engine keeps them."""
        type = self.subject.criterion.reads
        frame = pl.DataFrame({name: [row[name] for row in rows] for name in schema(type)}, schema=schema(type))
        unit = np.array([_INDEX[str(row[type.unit_column().name])] for row in rows], dtype=np.int32)
        return Ledger.in_order(type, frame, unit, None)

    def read(self, rows: Sequence[Row]) -> Evidence:
        """Return records as read from a file, every cell a text. Raises CheckFailed when one is refused."""
        type = self.subject.criterion.reads
        evidence = Evidence.from_frames({type.id: texts_of(rows, type)}, Alone.of(type), ROSTER)
        _refuse(self.subject, evidence.problems)
        return evidence

    def evaluation(self, evidence: Evidence) -> Evaluation:
        """Return a whole evaluation of this criterion alone. Raises CheckFailed when the criterion fails."""
        evaluation = evaluate(one_item_ruleset(self.bound, self.full), ROSTER, evidence)
        _refuse(self.subject, evaluation.problems)
        return evaluation


@dataclass(frozen=True, slots=True)
class Scored:
    """A trial with what the engine made of it."""

    trial: Trial
    evaluation: Evaluation
    """The whole evaluation, of records that were read as from a file."""
    marks: Marks
    """The marks of the same records, handed over without reading them."""
    ledger: Ledger
    frame: pl.DataFrame
    """A copy of the ledger's frame from before."""

    @classmethod
    def of(cls, trial: Trial) -> "Scored":
        """Return the trial scored; raises CheckFailed when a record is refused or the criterion fails."""
        evidence = trial.read(trial.rows)
        ledger = evidence.ledgers[trial.subject.criterion.reads.id]
        frame = ledger.frame.clone()
        return cls(trial, trial.evaluation(evidence), trial.marks(), ledger, frame)


def trials(subject: Subject, refused: list[str]) -> st.SearchStrategy[Trial]:
    """Return a strategy for trials of this criterion; why parameters were refused is added to `refused`.

    Parameters that the author gives are taken as they are: CheckFailed when they are not legal. Drawn ones that the
    model, the formula or the full points refuse are drawn anew.
    """
    type = subject.criterion.reads
    usual_pools = Pools(subject.values)
    drawn = params_of(subject.criterion.params, type)
    usual = ledgers(type, subject.period, usual_pools)

    @st.composite
    def trial(draw: st.DrawFn) -> Trial:
        written = json.dumps(plain(draw(drawn) if subject.params is None else subject.params), ensure_ascii=False)
        full = Points(draw(st.sampled_from(_FULL))) if subject.full is None else subject.full
        try:
            bound = _legal(subject, written, full)
        except CheckFailed as error:
            if subject.params is not None:
                raise
            refused.append(f"{written}: {error.problem.facts['found']}")
            assume(False)
            raise AssertionError("assume has left this example") from error
        texts, numbers = constants(bound.formula, type)
        pools = replace(usual_pools, texts=texts, numbers=numbers)
        rows = draw(usual if pools == usual_pools else ledgers(type, subject.period, pools))
        return Trial(subject, written, bound, full, rows)

    return trial()


def _legal(subject: Subject, written: str, full: Points) -> Bound:
    bound = _bound(subject, written)
    found = list(check_formula(bound.formula, subject.criterion.reads))
    judge = getattr(bound.formula, "problems", None)
    found += [] if judge is None else judge(full)
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        raise _not_legal(subject, written, "；".join(problem.what("zh") for problem in errors))
    return bound


def _bound(subject: Subject, written: str) -> Bound:
    criterion = subject.criterion
    try:
        params = criterion.params.model_validate_json(written)
        formula = criterion.formula(params)
    except ValidationError as error:
        raise _not_legal(subject, written, "；".join(one["msg"] for one in error.errors())) from error
    # Whatever an author's own code raises, these parameters make no formula.
    except Exception as error:
        at = raised_in(error, subject.home).at
        raise _not_legal(subject, written, f"{type(error).__name__}: {error} {at}".strip()) from error
    if isinstance(formula, type) or not isinstance(formula, Formula | PerUnit):
        raise _not_legal(subject, written, f"{subject.criterion.name} -> {formula!r}")
    return Bound(criterion, params, formula)


def _not_legal(subject: Subject, written: str, found: str) -> CheckFailed:
    return CheckFailed(subject.problem("suite-params-refused", written=written, found=found.replace("\n", " ")))


def _refuse(subject: Subject, problems: Sequence[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        found, found_en = ("；".join(_cause(problem, lang) for problem in errors) for lang in ("zh", "en"))
        raise CheckFailed(subject.problem("suite-failed", found=found, found_en=found_en))


def _cause(problem: Problem, lang: Language) -> str:
    if problem.code != "criterion-failed":
        return problem.what(lang)
    # The criterion is named already.
    return f"{problem.facts['found']} ({problem.facts['file']})"
