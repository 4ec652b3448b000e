"""efficiency_rules: evidence about government bodies in; explained marks, totals and grades out.

The public names, nothing else. They are imported when first used, so that the command line starts fast.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pluggy import HookimplMarker

    from efficiency_rules.criteria.criterion import Criterion as Criterion
    from efficiency_rules.criteria.criterion import criterion as criterion
    from efficiency_rules.criteria.params import Params as Params
    from efficiency_rules.errors import EfficiencyRulesError as EfficiencyRulesError
    from efficiency_rules.errors import Problem as Problem
    from efficiency_rules.evidence.types import EvidenceType as EvidenceType
    from efficiency_rules.evidence.types import UnitId as UnitId
    from efficiency_rules.evidence.types import column as column
    from efficiency_rules.period import Period as Period
    from efficiency_rules.points import Percent as Percent
    from efficiency_rules.points import Points as Points
    from efficiency_rules.units import Roster as Roster
    from efficiency_rules.units import Unit as Unit

    hookimpl: HookimplMarker

__version__ = "0.1.0"

_HOMES = {
    "Criterion": "criteria.criterion",
    "EfficiencyRulesError": "errors",
    "EvidenceType": "evidence.types",
    "Params": "criteria.params",
    "Percent": "points",
    "Period": "period",
    "Points": "points",
    "Problem": "errors",
    "Roster": "units",
    "Unit": "units",
    "UnitId": "evidence.types",
    "column": "evidence.types",
    "criterion": "criteria.criterion",
    "hookimpl": "plugins.hooks",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
