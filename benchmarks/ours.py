"""The engine's work, step by step as `evaluate` does it, so that each step can be timed alone."""

from collections.abc import Sequence

from benchmarks.workload import Workload
from efficiency_rules.evaluation.applicability import Applicability, applicability
from efficiency_rules.evaluation.containment import Failure
from efficiency_rules.evaluation.facts import Gathered, Wanted, gather_facts
from efficiency_rules.evaluation.gather import records_in
from efficiency_rules.evaluation.grades import Graded, grade_all
from efficiency_rules.evaluation.marking import Marks, mark_item, quantum
from efficiency_rules.evaluation.totals import Totals, add_up

Facts = list[Gathered | Failure | None]


def resolve(workload: Workload) -> Applicability:
    """Return what applies to whom: by unit, before any record is read."""
    return applicability(workload.ruleset, workload.roster, None)


def gather(workload: Workload) -> Facts:
    """Return the facts of all items, from the records of the period."""
    records = {id: records_in(ledger, workload.ruleset.valid) for id, ledger in workload.evidence.ledgers.items()}
    wanted = [Wanted(item.criterion.reads, item.formula, item.full) for item in workload.ruleset.items]
    return gather_facts(wanted, records, workload.roster)


def mark(workload: Workload, applies: Applicability, facts: Facts) -> list[Marks]:
    """Return the marks of all items; raises RuntimeError when one of them has a problem."""
    marks = []
    for item, found in zip(workload.ruleset.items, facts, strict=True):
        one, problems = mark_item(workload.ruleset, workload.roster, item, found, applies, True)
        if problems:
            raise RuntimeError("; ".join(problem.text("en") for problem in problems))
        marks.append(one)
    return marks


def total(workload: Workload, marks: Sequence[Marks]) -> Totals:
    """Return areas and totals."""
    return add_up(workload.ruleset, marks, len(workload.roster))


def grade(workload: Workload, applies: Applicability, marks: Sequence[Marks], totals: Totals) -> Graded:
    """Return placements, with the laws run on them."""
    ruleset = workload.ruleset
    return grade_all(ruleset, workload.roster, applies, marks, totals, [], [], quantum(ruleset))
