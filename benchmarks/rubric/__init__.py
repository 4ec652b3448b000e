"""The bundle of the benchmark: 24 criteria in six shapes over eight ledgers, and the ruleset that pins them."""

from collections.abc import Iterable
from pathlib import Path

from efficiency_rules import Criterion, hookimpl

RULESET = Path(__file__).parent / "workload-2025.yaml"


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the 24 criteria, shape by shape."""
    from benchmarks.rubric import bands, bonuses, events, raters, rates, surveys

    return [
        *(events.inspection_findings, events.inspection_unrectified),
        *(events.complaint_verified, events.complaint_unanswered),
        *(rates.ticket_on_time, rates.ticket_satisfied, rates.approval_on_time, rates.task_on_time),
        *(bands.approval_compression, bands.ticket_first_contact, bands.task_delay, bands.approval_visits),
        *(surveys.survey_attitude, surveys.survey_efficiency, surveys.survey_openness, surveys.survey_overall),
        *(raters.rating_duty, raters.rating_service, raters.rating_level, raters.rating_expert),
        *(bonuses.recognition_highest, bonuses.recognition_reported),
        *(bonuses.recognition_with_veto, bonuses.grave_finding),
    ]


@hookimpl
def provide_rulesets() -> Iterable[Path]:
    """Return the one ruleset."""
    return [RULESET]
