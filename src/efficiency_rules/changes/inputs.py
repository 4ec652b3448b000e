"""Reading corrections, from plain data and from a file, with everything that is wrong with their form."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from efficiency_rules import strict_yaml
from efficiency_rules.changes.corrections import Correction, Replacement, Revocation, Withdrawal
from efficiency_rules.errors import EvaluationError, InputError, Problem, not_of
from efficiency_rules.evaluation.acts import numbered
from efficiency_rules.evaluation.adjustments import Adjustment, check_adjustment
from efficiency_rules.grading import Decision, check_decisions, fields
from efficiency_rules.grading.about import ABOUT, check_about
from efficiency_rules.grading.fields import (
    Findings,
    check_choice,
    check_keys,
    check_list,
    check_mapping,
    check_text,
    check_texts,
    finding,
    is_list,
    shown,
)


def read_corrections(path: Path | str) -> tuple[Correction, ...]:
    """Return the corrections of a YAML file (`corrections:` a list), in the order written.

    Raises InputError with every problem, each with line and column.
    """
    if wrong := not_of(Path | str, "Path | str", path=path):
        raise InputError(wrong)
    document = strict_yaml.read(Path(path))
    data = document.data
    if not isinstance(data, dict) or list(data) != ["corrections"]:
        raise InputError(Problem("corrections-shape", document.place(())))
    if data["corrections"] == []:
        # The history can only grow: an entry that corrects nothing would stay in it.
        raise InputError(Problem("corrections-empty", document.place(("corrections",))))
    problems = [
        Problem(problem.code, document.place(("corrections", *path)), problem.facts)
        for path, problem in check_corrections(data["corrections"])
    ]
    if problems:
        raise InputError(problems)
    return parse_corrections(data["corrections"])


def check_corrections(corrections: object) -> Findings:
    """Return all problems of a list of corrections as a document holds it, each with its path."""
    if not is_list(corrections):
        return [finding("grading-not-list", (), found=shown(corrections), key="corrections")]
    findings: Findings = []
    for at, entry in enumerate(corrections):
        findings += numbered(_check(entry, (at,)), "更正", "correction")
    return findings


def parse_corrections(corrections: Sequence[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """Return the corrections of a list, in the same order; raises EvaluationError with all problems."""
    findings = check_corrections(corrections)
    if findings:
        raise EvaluationError(problem for _, problem in findings)
    return tuple(_parse(entry) for entry in corrections)


def _check(entry: object, path: fields.Path) -> Findings:
    if not isinstance(entry, Mapping):
        return check_mapping(entry, path, "correction")
    kind = entry.get("kind")
    if "kind" not in entry:
        return check_keys(entry, path, "correction", ("kind",), tuple(str(key) for key in entry))
    if not isinstance(kind, str) or kind not in _CHECKS:
        return check_choice(kind, (*path, "kind"), tuple(_CHECKS))
    return _CHECKS[kind](entry, path)


def _check_tie(entry: Mapping[Any, object], path: fields.Path) -> Findings:
    return [((*path, *inside[1:]), problem) for inside, problem in check_decisions([entry])]


def _check_withdrawal(entry: Mapping[Any, object], path: fields.Path) -> Findings:
    findings = check_keys(entry, path, "withdrawal", ("kind", "type", "key", "on", *ABOUT))
    return findings + _check_names(entry, path, ("type", "key")) + check_about(entry, path)


def _check_replacement(entry: Mapping[Any, object], path: fields.Path) -> Findings:
    findings = check_keys(entry, path, "replacement", ("kind", "type", "key", "record", "on", *ABOUT))
    findings += _check_names(entry, path, ("type", "key"))
    if "record" in entry:
        record, at = entry["record"], (*path, "record")
        if not isinstance(record, Mapping):
            findings += check_mapping(record, at, "record")
        else:
            findings += [
                finding("replacement-value", (*at, str(key)), found=shown(value))
                for key, value in record.items()
                if not isinstance(value, (str, int)) and value is not None
            ]
    return findings + check_about(entry, path)


def _check_revocation(entry: Mapping[Any, object], path: fields.Path) -> Findings:
    naming = ("type", "key", "unit", "criterion", "units")
    findings = check_keys(entry, path, "revocation", ("kind", "on", *ABOUT), naming)
    named = {key for key in naming if key in entry}
    if named not in ({"type", "key"}, {"unit", "criterion"}, {"units"}):
        findings.append(finding("revocation-subject", path, found=tuple(sorted(named))))
    findings += _check_names(entry, path, naming[:-1])
    if "units" in entry:
        units, at = entry["units"], (*path, "units")
        findings += check_texts(units, at) if is_list(units) else check_list(units, at)
    return findings + check_about(entry, path)


def _check_names(entry: Mapping[Any, object], path: fields.Path, names: Sequence[str]) -> Findings:
    # A key made of digits alone is a number to YAML and meant as it stands.
    texts = {
        name: str(entry[name]) if name == "key" and _whole(entry[name]) else entry[name]
        for name in names
        if name in entry
    }
    return [found for name, value in texts.items() for found in check_text(value, (*path, name))]


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_CHECKS: Mapping[str, Callable[[Mapping[Any, object], fields.Path], Findings]] = {
    "withdrawal": _check_withdrawal,
    "replacement": _check_replacement,
    "revocation": _check_revocation,
    "adjustment": check_adjustment,
    "tie": _check_tie,
}


def _parse(entry: Mapping[str, Any]) -> Correction:
    if entry["kind"] == "adjustment":
        return Adjustment.parse(entry)
    if entry["kind"] == "tie":
        return Decision.parse(entry)
    texts: dict[str, Any] = {
        key: str(entry[key]) for key in ("type", "key", "unit", "criterion", "on", *ABOUT) if key in entry
    }
    if entry["kind"] == "withdrawal":
        return Withdrawal(**texts)
    if entry["kind"] == "replacement":
        return Replacement(record={key: _written(value) for key, value in entry["record"].items()}, **texts)
    return Revocation(units=tuple(entry.get("units", ())), **texts)


def _written(value: object) -> str:
    """Return a value of a YAML record as a cell of a ledger would hold it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
