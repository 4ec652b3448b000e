"""Checking a ruleset file all the way: everything there is to say about it, in one run."""

import re
from collections.abc import Mapping
from pathlib import Path

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.document import examine_parts, read_bytes
from efficiency_rules.rulesets.linting.linter import lint
from efficiency_rules.rulesets.linting.reading import read_plan
from efficiency_rules.rulesets.linting.rubric import rubric_of
from efficiency_rules.rulesets.pinning import pin
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.structure import Parts
from efficiency_rules.strict_yaml import in_order

_VERSION = re.compile(r"([0-9]{4})(?:-r([1-9][0-9]*))?\.ya?ml", re.ASCII)


def check_ruleset(path: Path, criteria: Mapping[str, Criterion], *, linted: bool = False) -> list[Problem]:
    """Return everything there is to say about a ruleset file, by line: errors, warnings and information.

    Information is, in a draft or provisional file, everything that still waits for the county. With `linted` the
    findings of the linter stand among them, which are warnings.
    """
    content, problems = read_bytes(path)
    parts = examine_parts(content, str(path), criteria, problems)
    if parts is not None:
        pins = pin(parts, criteria, problems)
        _check_name(path, parts, problems)
        if linted:
            problems.found.extend(lint(rubric_of(parts, pins, read_plan(parts, path, problems))))
    return in_order(problems.found)


def _check_name(path: Path, parts: Parts, problems: Problems) -> None:
    """A file that is named like a version holds that version: `2025.yaml`, a revision `2025-r2.yaml`."""
    match, year, revision = _VERSION.fullmatch(path.name), parts.head.get("year"), parts.head.get("revision", 1)
    if match is None or year is None or (int(match[1]), int(match[2] or 1)) == (year, revision):
        return
    expected = f"{year}-r{revision}.yaml" if revision > 1 else f"{year}.yaml"
    facts = {"file": path.name, "found": f"year: {year}, revision: {revision}", "expected": expected}
    problems.remark("warning", "ruleset-file-name", parts.head.place("year"), **facts)
