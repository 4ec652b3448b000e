"""The engine's work, step by step as `evaluate` does it, so that each step can be timed alone."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import inputs, workload
from benchmarks.answers import Answers
from benchmarks.workload import Workload
from efficiency_rules import evaluate
from efficiency_rules.evaluation.applicability import Applicability, applicability
from efficiency_rules.evaluation.containment import Failure
from efficiency_rules.evaluation.facts import Gathered, Wanted, gather_facts
from efficiency_rules.evaluation.gather import records_in
from efficiency_rules.evaluation.grades import Graded, grade_all
from efficiency_rules.evaluation.marking import Marks, quantum
from efficiency_rules.evaluation.marking_items import mark_items
from efficiency_rules.evaluation.totals import Totals, add_up
from efficiency_rules.evidence.ledgers import Ledger

Facts = list[Gathered | Failure | None]


def resolve(work: Workload) -> Applicability:
    """Return what applies to whom: by unit, before any record is read."""
    return applicability(work.ruleset, work.roster, None)


def gather(work: Workload) -> Facts:
    """Return the facts of all items, from the records of the period."""
    records = {id: records_in(ledger, work.ruleset.valid) for id, ledger in work.evidence.ledgers.items()}
    wanted = [Wanted(item.criterion.reads, item.formula, item.full) for item in work.ruleset.items]
    return gather_facts(wanted, records, work.roster)


def mark(work: Workload, applies: Applicability, facts: Facts) -> list[Marks]:
    """Return the marks of all items; raises RuntimeError when one of them has a problem."""
    marks, problems = mark_items(work.ruleset, work.roster, facts, applies, work.ruleset.methods)
    if problems:
        raise RuntimeError("; ".join(problem.text("en") for problem in problems))
    return marks


def total(work: Workload, marks: Sequence[Marks]) -> Totals:
    """Return areas and totals."""
    return add_up(work.ruleset, marks, len(work.roster))


def grade(work: Workload, applies: Applicability, marks: Sequence[Marks], totals: Totals) -> Graded:
    """Return placements, with the laws run on them."""
    ruleset = work.ruleset
    return grade_all(ruleset, work.roster, applies, marks, totals, [], [], quantum(ruleset))


def answers_of(marks: Sequence[Marks]) -> Answers:
    """Return the marks as contenders answer."""
    return Answers({mark.item.id: mark.points for mark in marks}, {mark.item.id: mark.counted for mark in marks})


def loaded(folder: Path) -> Workload:
    """Return the county of a folder that `inputs` wrote, as it lies in memory when evidence has been read."""
    rules, people = workload.ruleset(), workload.roster(inputs.units_in(folder))
    ledgers = {}
    for id, frame in inputs.frames(folder).items():
        ledgers[id] = Ledger(rules.evidence_types[id], frame.drop("unit"), frame.get_column("unit").to_numpy(), None)
    return Workload(rules, people, workload.evidence_of(ledgers, people))


def prepare(folder: Path) -> Mapping[str, Callable[[], Answers]]:
    """Return what scores: what applies to whom, facts, marks."""
    work = loaded(folder)
    return {"": lambda: answers_of(mark(work, resolve(work), gather(work)))}


def prepare_explained(folder: Path) -> Mapping[str, Callable[[], Answers]]:
    """Return what scores and explains: the whole evaluation, grades and laws too, and every line as a table."""
    work = loaded(folder)

    def explained() -> Answers:
        evaluation = evaluate(work.ruleset, work.roster, work.evidence)
        if not evaluation.lines.height:
            raise RuntimeError("nothing was explained")
        return answers_of(evaluation.marking)

    return {"": explained}
