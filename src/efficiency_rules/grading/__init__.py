"""Grading: seats, ties, placement and laws, pure Python on exact integers."""

from efficiency_rules.grading.decisions import Decision, check_decisions
from efficiency_rules.grading.laws import LAWS, check_laws
from efficiency_rules.grading.placed import Placement
from efficiency_rules.grading.placement import Grading, grade
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.scheme_check import check_scheme
from efficiency_rules.grading.standings import Standing
from efficiency_rules.grading.ties import Tie

__all__ = [
    "LAWS",
    "Decision",
    "GradeScheme",
    "Grading",
    "Placement",
    "Standing",
    "Tie",
    "check_decisions",
    "check_laws",
    "check_scheme",
    "grade",
]
