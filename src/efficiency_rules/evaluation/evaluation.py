"""The evaluation of a period: the one place where ruleset, roster, evidence and decisions meet.

read -> resolve -> gather facts -> mark -> total -> grade -> check the laws -> explain
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import polars as pl

from efficiency_rules.errors import EvaluationError, Problem, mistyped
from efficiency_rules.evaluation import tables
from efficiency_rules.evaluation.acts import Act, too_early
from efficiency_rules.evaluation.adjusting import Adjusted, adjust, adjustment_errors
from efficiency_rules.evaluation.adjustments import Adjustment
from efficiency_rules.evaluation.applicability import Applicability, applicability, check_groups, unknown_criteria
from efficiency_rules.evaluation.containment import Failure
from efficiency_rules.evaluation.facts import Gathered, Wanted, gather_facts
from efficiency_rules.evaluation.gather import Records, records_of
from efficiency_rules.evaluation.grades import Graded, grade_all
from efficiency_rules.evaluation.marking import Marks, quantum
from efficiency_rules.evaluation.marking_items import mark_items
from efficiency_rules.evaluation.stages import Watch, nobody
from efficiency_rules.evaluation.totals import Totals, add_up
from efficiency_rules.evidence.builtin import NotApplicable
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.evidence.wording import days
from efficiency_rules.grading import Decision, check_decisions
from efficiency_rules.grading.fields import check_types
from efficiency_rules.period import Period
from efficiency_rules.points import Points
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.units import Roster

if TYPE_CHECKING:
    from efficiency_rules.evaluation.explanation import Explanation
    from efficiency_rules.evaluation.receipt import Receipt

Status = Literal["final", "undecided", "provisional", "interim", "incomplete"]
"""final; undecided (a tie waits for a decision); provisional (rows were set aside); interim (not the whole
year, no grades); incomplete (a criterion failed or a ledger is missing, no grades)."""


Gather = Callable[[Sequence[Wanted], Mapping[str, Records], Roster], list[Gathered | Failure | None]]
"""How facts are had: from the records, or from what an earlier evaluation of the same evidence kept of them."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything an evaluation found; tables are made when asked for (评价结果)."""

    ruleset: Ruleset
    roster: Roster
    evidence: Evidence
    period: Period
    decisions: tuple[Act, ...]
    computed: tuple[Marks, ...]
    """The marks as the criteria give them, in document order."""
    adjusted: Adjusted
    marking: tuple[Marks, ...]
    """The marks that hold: as computed, but for those adjusted."""
    totals: Totals
    cap_facts: tuple[Gathered | Failure | None, ...]
    """The facts of the ruleset's caps, in document order."""
    graded: Graded | None
    applies: Applicability
    records: Mapping[str, Records]
    problems: tuple[Problem, ...]
    status: Status

    @property
    def quantum(self) -> int:
        """Ticks of the ruleset's precision."""
        return quantum(self.ruleset)

    @property
    def standings(self) -> pl.DataFrame:
        """One row a unit: jurisdiction, unit, name, group, total, rank, grade, on_line, one column an area."""
        return tables.standings(self)

    @property
    def marks(self) -> pl.DataFrame:
        """One row a unit and criterion: jurisdiction, unit, criterion, edition, state, points, full, reason."""
        return tables.marks(self)

    @property
    def lines(self) -> pl.DataFrame:
        """One row a lost (negative) or gained point: jurisdiction, unit, area, criterion, clause, points, reason,
        evidence."""
        return tables.lines(self)

    @property
    def sources(self) -> pl.DataFrame:
        """One row a record that a line names: evidence type, key, file, sheet, row."""
        return tables.sources(self)

    @property
    def receipt(self) -> "Receipt":
        """What was used, with digests, and why this ruleset."""
        from efficiency_rules.evaluation.receipt import receipt_of

        return receipt_of(self)

    def explain(self, unit: str) -> "Explanation":
        """Return every point of one unit: clause, arithmetic, evidence, distance to the next grade.

        The unit is given by id or name. Raises InputError when it was not evaluated.
        """
        from efficiency_rules.evaluation.explanation import explain

        return explain(self, unit)

    def write(self, out: Path | str) -> Path:
        """Write the result folder, all or nothing; raises EvaluationError when `out` holds something else."""
        from efficiency_rules.evaluation.folder import write_result

        if not isinstance(out, Path | str):
            raise EvaluationError(mistyped("out", "Path | str", out))
        return write_result(self, Path(out))


def evaluate(
    ruleset: Ruleset,
    roster: Roster,
    evidence: Evidence,
    period: Period | None = None,
    decisions: Sequence[Act] = (),
    *,
    set_aside: bool = False,
    watch: Watch = nobody,
    gather: Gather = gather_facts,
) -> Evaluation:
    """Return the evaluation of `roster` under `ruleset` in `period` (by default all of the ruleset's days).

    `decisions` are recorded acts: ties that were ordered (Decision) and marks that were adjusted (Adjustment).
    A period shorter than the ruleset's gives the interim evaluation: due items only, no grades. With
    `set_aside`, bad rows of the evidence are left out and the result is provisional; otherwise they are errors.
    `watch` is told the stages gather, mark, total and grade as they come (`efficiency_rules.evaluation.stages`).
    `gather` may hand in facts that were kept; they must be those that gather_facts would find.
    Raises EvaluationError with all problems of the input, GradingError when decisions do not fit.
    A criterion that fails does not raise: the result is incomplete and `problems` says why.
    """
    needed: Mapping[str, tuple[object, type]] = {
        "ruleset": (ruleset, Ruleset),
        "roster": (roster, Roster),
        "evidence": (evidence, Evidence),
    }
    wrong = [mistyped(name, kind.__name__, one) for name, (one, kind) in needed.items() if not isinstance(one, kind)]
    if not isinstance(period, Period | None):
        wrong.append(mistyped("period", "Period", period))
    wrong += check_types("decisions", decisions, Act, "Decision | Adjustment")
    if wrong:
        raise EvaluationError(wrong)
    period = period or ruleset.valid
    errors = input_errors(ruleset, roster, evidence, period, set_aside)
    ties = [act for act in decisions if isinstance(act, Decision)]
    adjustments = [act for act in decisions if isinstance(act, Adjustment)]
    errors += [problem for _, problem in check_decisions([tie.to_dict() for tie in ties])]
    errors += too_early(decisions, period)
    if ties and not period.covers(ruleset.valid):
        errors.append(Problem("decisions-interim", facts={"found": period.id, "count": len(ties)}))
    roster = roster.active_in(period)
    errors += adjustment_errors(ruleset, roster, adjustments)
    if errors:
        raise EvaluationError(errors)
    with watch("gather"):
        records = records_of(evidence, roster, period)
    marked = mark_all(ruleset, roster, period, records, watch, gather)
    return conclude(ruleset, roster, evidence, period, decisions, marked, watch)


@dataclass(frozen=True, slots=True)
class Marked:
    """What is known once every item has its marks, before decisions, totals and grades."""

    applies: Applicability
    records: Mapping[str, Records]
    computed: tuple[Marks, ...]
    """The marks as the criteria give them, in document order."""
    caps: tuple[Gathered | Failure | None, ...]
    """The facts of the rules that limit grades, in document order."""
    problems: tuple[Problem, ...]


def mark_all(
    ruleset: Ruleset,
    roster: Roster,
    period: Period,
    records: Mapping[str, Records],
    watch: Watch = nobody,
    gather: Gather = gather_facts,
) -> Marked:
    """Return the marks of all units of the roster, from the records of the period."""
    items = ruleset.items
    with watch("gather"):
        applies = applicability(ruleset, roster, records.get(NotApplicable.id))
        wanted = [Wanted(item.criterion.reads, item.formula, item.full) for item in items]
        wanted += [Wanted(cap.criterion.reads, cap.formula, Points(0)) for cap in ruleset.caps]
        gathered = gather(wanted, records, roster)
    problems = _signed_off_with_records(ruleset, roster, applies, gathered)
    due = _due(ruleset, period)
    with watch("mark"):
        computed, found = mark_items(ruleset, roster, gathered, applies, due)
        problems += found
        caps = tuple(gathered[len(items) :])
        problems += cap_problems(ruleset, caps)
    return Marked(applies, records, tuple(computed), caps, tuple(problems))


def conclude(
    ruleset: Ruleset,
    roster: Roster,
    evidence: Evidence,
    period: Period,
    decisions: Sequence[Act],
    marked: Marked,
    watch: Watch = nobody,
) -> Evaluation:
    """Return the evaluation of units that are marked: adjusted, added up and graded.

    Raises EvaluationError and GradingError as `evaluate` does.
    """
    ties = [act for act in decisions if isinstance(act, Decision)]
    adjustments = [act for act in decisions if isinstance(act, Adjustment)]
    with watch("mark"):
        adjusting = adjust(ruleset, roster, marked.computed, adjustments)
    problems = [*units_outside(evidence.roster, period), *marked.problems, *adjusting.problems]
    marks = adjusting.marks
    with watch("total"):
        totals = add_up(ruleset, marks, len(roster))
    graded = None
    whole = period.covers(ruleset.valid)
    if whole and not any(problem.severity == "error" for problem in problems):
        with watch("grade"):
            graded = grade_all(ruleset, roster, marked.applies, marks, totals, marked.caps, ties, quantum(ruleset))
    return Evaluation(
        ruleset=ruleset,
        roster=roster,
        evidence=evidence,
        period=period,
        decisions=tuple(decisions),
        computed=marked.computed,
        adjusted=adjusting.adjusted,
        marking=marks,
        totals=totals,
        cap_facts=marked.caps,
        graded=graded,
        applies=marked.applies,
        records=marked.records,
        problems=tuple(problems),
        status=_status(evidence, problems, whole, graded),
    )


def units_outside(roster: Roster, period: Period) -> list[Problem]:
    """Return a warning for every unit that exists on no day of the period: nobody evaluates it, no share counts it."""
    return [
        Problem(
            "unit-outside-period",
            facts={"unit": unit.id, "name": unit.name, "found": period.id, **days(unit.active_from, unit.active_to)},
            severity="warning",
        )
        for unit in roster
        if not unit.active_in(period)
    ]


def input_errors(
    ruleset: Ruleset, roster: Roster, evidence: Evidence, period: Period, set_aside: bool
) -> list[Problem]:
    """Return why these cannot be evaluated together."""
    errors = [] if set_aside else [problem for problem in evidence.problems if problem.severity == "error"]
    offered = offered_periods(ruleset)
    if period not in offered:
        facts = {"found": period.id, "expected": "、".join(one.id for one in offered), "ruleset": ruleset.id}
        errors.append(Problem("period-outside", facts=facts))
    if not len(roster.active_in(period)):
        errors.append(Problem("roster-empty", facts={"found": period.id}))
    errors += check_groups(ruleset, roster)
    errors += unknown_criteria(ruleset, evidence.ledgers.get(NotApplicable.id))
    if evidence.roster != roster:
        errors.append(Problem("evidence-other-roster"))
    return errors


def offered_periods(ruleset: Ruleset) -> list[Period]:
    """Return the periods a ruleset evaluates: all its days, and its year's first half where that lies in them."""
    first_half = Period.half(ruleset.year, 1)
    return [ruleset.valid, *([first_half] if ruleset.valid.covers(first_half) else [])]


def _signed_off_with_records(
    ruleset: Ruleset, roster: Roster, applies: Applicability, gathered: Sequence[Gathered | Failure | None]
) -> list[Problem]:
    """Return a warning for every signed-off unit that has records in the very ledger of that criterion."""
    problems = []
    for item, found in zip(ruleset.items, gathered, strict=False):
        if not isinstance(found, Gathered):
            continue
        for at, signed in sorted(applies.signed.get(item.id, {}).items()):
            count = int(found.values["cases"][at])
            if count:
                facts = {"unit": roster.units[at].name, "number": signed.number, "criterion": item.title}
                facts |= {"ledger": item.criterion.reads.title, "count": str(count)}
                problems.append(Problem("sign-off-with-records", facts=facts, severity="warning"))
    return problems


def _due(ruleset: Ruleset, period: Period) -> frozenset[str]:
    """Return the methods whose items are scored: all in the year, in a shorter period those due by its half."""
    if period.covers(ruleset.valid):
        return frozenset(ruleset.methods)
    return frozenset(id for id, method in ruleset.methods.items() if "H1" in method.due)


def cap_problems(ruleset: Ruleset, facts: Sequence[Gathered | Failure | None]) -> list[Problem]:
    """Return why the restrictions of a ruleset cannot be known from these facts, one entry a cap."""
    problems = []
    for rule, found in zip(ruleset.caps, facts, strict=True):
        about = {"criterion": rule.criterion.name, "title": rule.criterion.title}
        if found is None:
            reads = rule.criterion.reads
            problems.append(Problem("cap-ledger-missing", facts=about | {"ledger": f"{reads.title}（{reads.id}）"}))
        elif isinstance(found, Failure):
            about |= {"file": found.at or rule.criterion.file, "bundle": rule.criterion.bundle}
            problems.append(Problem("criterion-failed", facts=about | {"found": found.words}))
    return problems


def _status(evidence: Evidence, problems: Sequence[Problem], whole: bool, graded: Graded | None) -> Status:
    if any(problem.severity == "error" for problem in problems):
        return "incomplete"
    if not whole:
        return "interim"
    if any(problem.severity == "error" for problem in evidence.problems):
        return "provisional"
    if graded is not None and any(p.grade is None for g in graded.gradings.values() for p in g.placements):
        return "undecided"
    return "final"
