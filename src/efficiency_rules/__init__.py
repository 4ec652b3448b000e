"""efficiency_rules: evidence about government bodies in; explained marks, totals and grades out.

The public names, nothing else. They are imported when first used, so that the command line starts fast.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from efficiency_rules.changes.corrections import Replacement as Replacement
    from efficiency_rules.changes.corrections import Revocation as Revocation
    from efficiency_rules.changes.corrections import Withdrawal as Withdrawal
    from efficiency_rules.changes.difference import Difference as Difference
    from efficiency_rules.changes.difference import diff as diff
    from efficiency_rules.changes.history import append_history as append_history
    from efficiency_rules.changes.history import read_history as read_history
    from efficiency_rules.changes.impact import Impact as Impact
    from efficiency_rules.changes.impact import impact as impact
    from efficiency_rules.changes.inputs import read_corrections as read_corrections
    from efficiency_rules.changes.regrade import Regrading as Regrading
    from efficiency_rules.changes.regrade import regrade as regrade
    from efficiency_rules.changes.robustness import Robustness as Robustness
    from efficiency_rules.changes.robustness import robustness as robustness
    from efficiency_rules.criteria.criterion import Criterion as Criterion
    from efficiency_rules.criteria.criterion import Deprecation as Deprecation
    from efficiency_rules.criteria.criterion import criterion as criterion
    from efficiency_rules.criteria.params import Params as Params
    from efficiency_rules.errors import EfficiencyRulesError as EfficiencyRulesError
    from efficiency_rules.errors import Problem as Problem
    from efficiency_rules.evaluation.adjustments import Adjustment as Adjustment
    from efficiency_rules.evaluation.evaluation import Evaluation as Evaluation
    from efficiency_rules.evaluation.evaluation import evaluate as evaluate
    from efficiency_rules.evaluation.explanation import Explanation as Explanation
    from efficiency_rules.evaluation.inputs import read_decisions as read_decisions
    from efficiency_rules.evaluation.receipt import Receipt as Receipt
    from efficiency_rules.evidence.ledgers import Evidence as Evidence
    from efficiency_rules.evidence.model_rules import only_where as only_where
    from efficiency_rules.evidence.reading import read_evidence as read_evidence
    from efficiency_rules.evidence.roster import read_roster as read_roster
    from efficiency_rules.evidence.types import EvidenceType as EvidenceType
    from efficiency_rules.evidence.types import UnitId as UnitId
    from efficiency_rules.evidence.types import column as column
    from efficiency_rules.grading import Decision as Decision
    from efficiency_rules.grading import GradeScheme as GradeScheme
    from efficiency_rules.grading import Grading as Grading
    from efficiency_rules.grading import Placement as Placement
    from efficiency_rules.grading import Standing as Standing
    from efficiency_rules.grading import grade as grade
    from efficiency_rules.jurisdictions.nation import evaluate_jurisdictions as evaluate_jurisdictions
    from efficiency_rules.jurisdictions.run import Nation as Nation
    from efficiency_rules.period import Period as Period
    from efficiency_rules.plugins.catalog import Catalog as Catalog
    from efficiency_rules.plugins.catalog import load_ruleset as load_ruleset
    from efficiency_rules.plugins.hooks import hookimpl as hookimpl
    from efficiency_rules.plugins.host import load_plugins as load_plugins
    from efficiency_rules.points import Percent as Percent
    from efficiency_rules.points import Points as Points
    from efficiency_rules.rulesets.model import Ruleset as Ruleset
    from efficiency_rules.units import Roster as Roster
    from efficiency_rules.units import Unit as Unit

__version__ = "0.1.0"

_HOMES = {
    "Adjustment": "evaluation.adjustments",
    "Catalog": "plugins.catalog",
    "Criterion": "criteria.criterion",
    "Decision": "grading",
    "Deprecation": "criteria.criterion",
    "Difference": "changes.difference",
    "EfficiencyRulesError": "errors",
    "Evaluation": "evaluation.evaluation",
    "Evidence": "evidence.ledgers",
    "EvidenceType": "evidence.types",
    "Explanation": "evaluation.explanation",
    "GradeScheme": "grading",
    "Grading": "grading",
    "Impact": "changes.impact",
    "Params": "criteria.params",
    "Nation": "jurisdictions.run",
    "Percent": "points",
    "Period": "period",
    "Placement": "grading",
    "Points": "points",
    "Problem": "errors",
    "Receipt": "evaluation.receipt",
    "Regrading": "changes.regrade",
    "Replacement": "changes.corrections",
    "Revocation": "changes.corrections",
    "Robustness": "changes.robustness",
    "Roster": "units",
    "Ruleset": "rulesets.model",
    "Standing": "grading",
    "Unit": "units",
    "UnitId": "evidence.types",
    "Withdrawal": "changes.corrections",
    "append_history": "changes.history",
    "column": "evidence.types",
    "criterion": "criteria.criterion",
    "diff": "changes.difference",
    "evaluate": "evaluation.evaluation",
    "evaluate_jurisdictions": "jurisdictions.nation",
    "grade": "grading",
    "hookimpl": "plugins.hooks",
    "impact": "changes.impact",
    "load_plugins": "plugins.host",
    "load_ruleset": "plugins.catalog",
    "only_where": "evidence.model_rules",
    "read_corrections": "changes.inputs",
    "read_decisions": "evaluation.inputs",
    "read_evidence": "evidence.reading",
    "read_history": "changes.history",
    "read_roster": "evidence.roster",
    "regrade": "changes.regrade",
    "robustness": "changes.robustness",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
