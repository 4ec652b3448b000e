"""Shape two: a rate below its target costs points."""

import polars as pl

from benchmarks.rubric.ledgers import Approval, Task, Ticket
from efficiency_rules import Params, Percent, Points, criterion
from efficiency_rules.formulas import Shortfall


class Rate(Params):
    target: Percent
    per_point: Points
    min_cases: int


@criterion("ticket-on-time", edition=2025, title="工单按时办结", reads=Ticket, params=Rate)
def ticket_on_time(p: Rate) -> Shortfall:
    """Every percentage point of tickets closed late costs points."""
    hit = pl.col("closed_on") <= pl.col("due_on")
    return Shortfall(hit=hit, target=p.target, per_point=p.per_point, min_cases=p.min_cases)


@criterion("ticket-satisfied", edition=2025, title="工单满意", reads=Ticket, params=Rate)
def ticket_satisfied(p: Rate) -> Shortfall:
    """Every percentage point of dissatisfied callers costs points; callers who did not answer do not count."""
    answered = pl.col("satisfied").is_not_null()
    return Shortfall(
        hit=pl.col("satisfied"), of=answered, target=p.target, per_point=p.per_point, min_cases=p.min_cases
    )


@criterion("approval-on-time", edition=2025, title="办件按时办结", reads=Approval, params=Rate)
def approval_on_time(p: Rate) -> Shortfall:
    """Every percentage point of applications handled later than promised costs points."""
    hit = pl.col("used") <= pl.col("promised")
    return Shortfall(hit=hit, target=p.target, per_point=p.per_point, min_cases=p.min_cases)


@criterion("task-on-time", edition=2025, title="任务按时完成", reads=Task, params=Rate)
def task_on_time(p: Rate) -> Shortfall:
    """Every percentage point of tasks finished late costs points."""
    hit = pl.col("finished_on") <= pl.col("due_on")
    return Shortfall(hit=hit, target=p.target, per_point=p.per_point, min_cases=p.min_cases)
