"""An argument of another type is named by every public function: which one, what was expected, what was given."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import worlds

import efficiency_rules as er

NUMBER: Any = 2
RULES, ROSTER = worlds.standard(), worlds.roster(2)
EVIDENCE = er.Evidence.from_frames({}, RULES, ROSTER)
CATALOG = er.load_plugins(discover=False)
WRONG: list[tuple[Callable[..., Any], list[str], list[Any]]] = [
    (er.load_plugins, ["bundles"], [None]),
    (er.load_plugins, ["bundles"], ["efficiency_rules_jingbian"]),
    (partial(er.load_plugins, discover=False, block=[5]), ["block"], []),
    (CATALOG.ruleset, ["scheme", "period"], [None, 2025]),
    (CATALOG.named, ["name"], [2025]),
    (er.load_ruleset, ["path", "catalog"], [RULES, "2025.yaml"]),
    (er.read_roster, ["path", "ruleset"], [None, "jingbian/2025"]),
    (er.read_evidence, ["folder", "ruleset", "roster"], [3, ROSTER, RULES]),
    (er.read_evidence, ["roster"], ["ledgers", RULES, "roster.xlsx"]),
    (er.Evidence.from_frames, ["ruleset", "roster"], [{}, ROSTER, RULES]),
    (er.Evidence.from_frames, ["frames", "ruleset"], [None, None, ROSTER]),
    (er.evaluate, ["ruleset", "roster", "evidence"], [None, EVIDENCE, ROSTER]),
    (er.diff, ["old", "new"], ["a.yaml", None]),
    (er.impact, ["new", "roster", "evidence"], [RULES, None, EVIDENCE, ROSTER]),
    (er.regrade, ["evaluation"], [EVIDENCE, []]),
    (er.read_decisions, ["path"], [None]),
    (er.read_corrections, ["path"], [[]]),
    (er.read_history, ["folder"], [None]),
    (er.append_history, ["regrading"], ["history", None]),
    (er.evaluate_jurisdictions, ["ruleset", "roster", "out"], [None, ROSTER, "ledgers", None]),
    (er.Period.parse, ["text"], [2025]),
    (er.Roster, ["units"], [None]),
    (er.Roster, ["units[1]"], [[er.Unit("u1", "甲", "town"), {"id": "u2"}]]),
    (er.Roster, ["Unit.id"], [[er.Unit("u1", "甲", "town"), er.Unit(NUMBER, "乙", "town")]]),
]


@pytest.mark.parametrize(("function", "names", "given"), WRONG)
def test_a_wrong_argument_is_named(function: Callable[..., Any], names: list[str], given: list[Any]) -> None:
    """All at once, and nothing else: no error from inside, of an attribute or a path that nobody asked for."""
    with pytest.raises(er.EfficiencyRulesError) as raised:
        function(*given)
    assert {problem.code for problem in raised.value.problems} == {"argument-type"}
    assert [problem.facts["key"] for problem in raised.value.problems] == names
