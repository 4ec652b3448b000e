"""The formula families: one frozen value each, exact in whole numbers."""

from efficiency_rules.criteria.formulas.band import Band
from efficiency_rules.criteria.formulas.bands import Bands
from efficiency_rules.criteria.formulas.bonus import Bonus
from efficiency_rules.criteria.formulas.checklist import Checklist
from efficiency_rules.criteria.formulas.custom import Custom
from efficiency_rules.criteria.formulas.give_back import GiveBack
from efficiency_rules.criteria.formulas.grade_cap import GradeCap
from efficiency_rules.criteria.formulas.per_event import PerEvent
from efficiency_rules.criteria.formulas.per_unit import PerUnit, UnitMark
from efficiency_rules.criteria.formulas.proportional import Proportional
from efficiency_rules.criteria.formulas.rank_based import RankBased
from efficiency_rules.criteria.formulas.rater_mean import RaterMean
from efficiency_rules.criteria.formulas.relative_to_best import RelativeToBest
from efficiency_rules.criteria.formulas.sample_pass_rate import SamplePassRate
from efficiency_rules.criteria.formulas.shortfall import Shortfall
from efficiency_rules.criteria.formulas.steps import Steps
from efficiency_rules.criteria.formulas.survey_mean import SurveyMean
from efficiency_rules.criteria.formulas.veto import Veto

FAMILIES = (
    Bands,
    Bonus,
    Checklist,
    Custom,
    GiveBack,
    GradeCap,
    PerEvent,
    PerUnit,
    Proportional,
    RankBased,
    RaterMean,
    RelativeToBest,
    SamplePassRate,
    Shortfall,
    Steps,
    SurveyMean,
    Veto,
)
"""Every formula family, in the order of their names."""

__all__ = [
    "FAMILIES",
    "Band",
    "Bands",
    "Bonus",
    "Checklist",
    "Custom",
    "GiveBack",
    "GradeCap",
    "PerEvent",
    "PerUnit",
    "Proportional",
    "RankBased",
    "RaterMean",
    "RelativeToBest",
    "SamplePassRate",
    "Shortfall",
    "Steps",
    "SurveyMean",
    "UnitMark",
    "Veto",
]
