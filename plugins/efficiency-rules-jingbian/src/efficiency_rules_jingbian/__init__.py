"""The bundle of 靖边县: the criteria and rulesets of its plan for evaluating government efficiency."""

from collections.abc import Iterable
from pathlib import Path

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the 27 criteria of 2025, in the order of the plan's section 四, then the editions of the example 2026."""
    from efficiency_rules_jingbian.administrative_efficiency import (
        accountability_systems,
        approval_streamlining,
        one_thing_service,
        processing_efficiency,
        processing_efficiency_2026,
        promise_shortening_2026,
        service_efficiency_satisfaction,
    )
    from efficiency_rules_jingbian.conduct_and_service import (
        eight_rules_and_burden,
        four_difficulties,
        one_stop_service_2026,
        one_window,
        service_attitude_satisfaction,
        work_style,
    )
    from efficiency_rules_jingbian.duty_performance import (
        decision_implementation,
        hotline_mailbox_resolution,
        hotline_mailbox_resolution_2026,
        innovation_breakthrough,
        key_task_completion,
        responsible_leader_assessment,
    )
    from efficiency_rules_jingbian.government_openness import (
        disclosure_mechanism,
        disclosure_requests,
        service_guide_disclosure,
        statutory_disclosure,
    )
    from efficiency_rules_jingbian.institutions_and_complaints import (
        complaint_channels,
        complaint_handling,
        efficiency_institutions,
        rectification_follow_up,
    )
    from efficiency_rules_jingbian.lawful_administration import (
        case_file_quality,
        charges_and_levies,
        enforcement_misconduct,
        statutory_authority_procedure,
    )

    return [
        decision_implementation.decision_implementation,
        key_task_completion.key_task_completion,
        innovation_breakthrough.innovation_breakthrough,
        hotline_mailbox_resolution.hotline_mailbox_resolution,
        responsible_leader_assessment.responsible_leader_assessment,
        approval_streamlining.approval_streamlining,
        processing_efficiency.processing_efficiency,
        accountability_systems.accountability_systems,
        one_thing_service.one_thing_service,
        service_efficiency_satisfaction.service_efficiency_satisfaction,
        statutory_disclosure.statutory_disclosure,
        service_guide_disclosure.service_guide_disclosure,
        disclosure_mechanism.disclosure_mechanism,
        disclosure_requests.disclosure_requests,
        statutory_authority_procedure.statutory_authority_procedure,
        case_file_quality.case_file_quality,
        enforcement_misconduct.enforcement_misconduct,
        charges_and_levies.charges_and_levies,
        work_style.work_style,
        eight_rules_and_burden.eight_rules_and_burden,
        one_window.one_window,
        four_difficulties.four_difficulties,
        service_attitude_satisfaction.service_attitude_satisfaction,
        efficiency_institutions.efficiency_institutions,
        complaint_channels.complaint_channels,
        complaint_handling.complaint_handling,
        rectification_follow_up.rectification_follow_up,
        hotline_mailbox_resolution_2026.hotline_mailbox_resolution,
        processing_efficiency_2026.processing_efficiency,
        promise_shortening_2026.promise_shortening,
        one_stop_service_2026.one_stop_service,
    ]


@hookimpl
def provide_rulesets() -> Iterable[Path]:
    """Return the folder of the rulesets, one folder a scheme and one file a year."""
    return [Path(__file__).parent / "rulesets"]
