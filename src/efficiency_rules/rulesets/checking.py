"""Checking a ruleset file all the way: everything there is to say about it, in one run."""

from collections.abc import Mapping
from pathlib import Path

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.document import examine_parts, read_bytes
from efficiency_rules.rulesets.pinning import pin
from efficiency_rules.strict_yaml import in_order


def check_ruleset(path: Path, criteria: Mapping[str, Criterion]) -> list[Problem]:
    """Return everything there is to say about a ruleset file, by line: errors, warnings and information.

    Information is, in a draft or provisional file, everything that still waits for the county.
    """
    content, problems = read_bytes(path)
    parts = examine_parts(content, str(path), criteria, problems)
    if parts is not None:
        pin(parts, criteria, problems)
    return in_order(problems.found)
