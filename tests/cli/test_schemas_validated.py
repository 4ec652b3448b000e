"""The published schemas under an independent validator: shipped files fit, typical mistakes do not."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import efficiency_rules_jingbian
from efficiency_rules.cli.schemas import schema_of
from efficiency_rules.strict_yaml import read

ROOT = Path(__file__).parents[2]
SHIPPED = [Path(efficiency_rules_jingbian.__file__).parent, ROOT / "examples", ROOT / "tests" / "acceptance"]
CASES = sorted(path for folder in SHIPPED for path in folder.rglob("*.cases.yaml"))
RULESETS = sorted(
    path
    for folder in SHIPPED
    for path in folder.rglob("*.yaml")
    if path not in CASES and "efficiency-rules/ruleset/1" in path.read_text("utf-8")
)


def mistakes(name: str, data: Any) -> list[str]:
    return [error.message for error in jsonschema.Draft7Validator(schema_of(name)).iter_errors(data)]


@pytest.mark.parametrize(
    "name", ["ruleset", "cases", "decisions", "corrections", "roster", "result", "diff", "impact", "robustness"]
)
def test_every_schema_is_one(name):
    """Each is a valid draft-07 schema by the meta-schema."""
    jsonschema.Draft7Validator.check_schema(schema_of(name))


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.parent.name + path.stem)
def test_shipped_rulesets_fit(path):
    """Every ruleset of the repository fits, its origins included."""
    assert mistakes("ruleset", read(path).data) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_shipped_cases_fit(path):
    """Every cases file of the repository fits exactly one of the three kinds."""
    assert mistakes("cases", read(path).data) == []


MISTAKES: dict[str, Callable[[Any], Any]] = {
    "unknown key": lambda data: data.update(precison="0.01"),
    "missing key": lambda data: data.pop("grading"),
    "status": lambda data: data.update(status="final"),
    "points as a list": lambda data: data.update(full_marks=[100]),
    "share without a sign": lambda data: data["grading"]["grades"][0].update(share="20"),
    "no id@edition": lambda data: data["areas"][0]["items"][0].update(use="hotline"),
    "policy": lambda data: data["missing"].update({"no-cases": "ignore"}),
    "basis": lambda data: data["areas"][0].update(full={"value": 28, "basis": "guess"}),
    "day": lambda data: data.update(valid_from="2025/01/01"),
    "tie policy": lambda data: data["grading"].update(ties={"break": [], "then": "coin"}),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_typical_mistakes_of_a_ruleset_do_not_fit(mistake):
    """An editor underlines what an author usually gets wrong."""
    data = copy.deepcopy(
        read(next(path for path in RULESETS if path.name == "2025.yaml" and "jingbian" in str(path))).data
    )
    assert mistakes("ruleset", data) == []
    MISTAKES[mistake](data)
    assert mistakes("ruleset", data)
