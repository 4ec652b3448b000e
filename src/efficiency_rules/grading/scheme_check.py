"""Checks of a grade scheme as a document holds it: every problem with its path inside the mapping."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from efficiency_rules.grading.fields import (
    Findings,
    Path,
    check_choice,
    check_keys,
    check_list,
    check_mapping,
    check_text,
    check_texts,
    finding,
    is_list,
    shown,
    suggestion,
)
from efficiency_rules.grading.numbers import bare, decimal_text_of, share_of
from efficiency_rules.grading.policy_check import check_policies

CHOICES: dict[str, tuple[str, ...]] = {
    "pool": ("all", "by-group", "by-group-reconciled"),
    "base": ("all", "exclude-forced"),
    "seats": (
        "largest-remainder",
        "webster",
        "cumulative",
        "cumulative-floor",
        "cumulative-ceil",
        "at-most",
        "explicit",
    ),
    "seat_tie": ("better", "worse"),
    "restrictions": ("fill", "after"),
    "corrections": ("everyone", "appellant"),
}
THEN = ("decide", "promote", "demote", "majority")

_OPTIONAL = (
    *CHOICES,
    "ties",
    "at_most",
    "counts",
    "group_order",
    "accept_paradox",
    "thresholds",
    "caps",
    "clause",
    "min_applicable",
)
_ORIGIN = ("basis", "source", "note")
_CITED = ("clause", "quote", *_ORIGIN)
_TIE_KEY = re.compile(r"total|(area|method|item):[^\s:]+")


def check_scheme(mapping: object) -> Findings:
    """Return all problems of a ruleset's `grading:` mapping, each with its path inside the mapping."""
    if not isinstance(mapping, Mapping):
        return check_mapping(mapping, (), "grading")
    findings = check_keys(mapping, (), "grading", ("grades",), _OPTIONAL)
    for key, offered in CHOICES.items():
        if key in mapping:
            findings += check_choice(mapping[key], (key,), offered)
    for key in ("clause", "accept_paradox"):
        if key in mapping:
            findings += check_text(mapping[key], (key,))
    if "min_applicable" in mapping:
        findings += _check_share(mapping["min_applicable"], ("min_applicable",))
    if "grades" in mapping:
        findings += _check_grades(mapping["grades"])
    if "ties" in mapping:
        findings += _check_ties(mapping["ties"])
    order = _order(mapping.get("grades"))
    findings += _check_entries(mapping.get("thresholds", ()), "thresholds", lambda e, p: _check_threshold(e, p, order))
    findings += _check_threshold_order(mapping.get("thresholds", ()), order)
    findings += _check_entries(mapping.get("caps", ()), "caps", lambda e, p: _check_cap(e, p, order))
    return findings or check_policies(mapping)


def _check_entries(value: object, key: str, check: Callable[[Mapping[object, object], Path], Findings]) -> Findings:
    if not is_list(value):
        return check_list(value, (key,))
    findings: Findings = []
    for at, entry in enumerate(value):
        if isinstance(entry, Mapping):
            findings += check(entry, (key, at))
        else:
            findings += check_mapping(entry, (key, at), key)
    return findings


def _check_grades(value: object) -> Findings:
    if is_list(value) and not value:
        return [finding("grades-empty", ("grades",))]
    findings = _check_entries(value, "grades", _check_grade)
    if findings or not isinstance(value, Sequence):
        return findings
    for name in ("id", "title"):
        seen: set[object] = set()
        for at, entry in enumerate(value):
            if entry[name] in seen:
                findings.append(finding("grade-duplicate", ("grades", at, name), found=entry[name]))
            seen.add(entry[name])
    shares = [share_of(bare(entry["share"])) or Fraction(0) for entry in value if "share" in entry]
    if shares and len(shares) < len(value):
        without = [at for at, entry in enumerate(value) if "share" not in entry]
        findings += [finding("grade-share-missing", ("grades", at), found=value[at]["id"]) for at in without]
    elif shares and (total := sum(shares, Fraction(0))) != 1:
        findings.append(finding("grade-shares-sum", ("grades",), found=_sum_text(total)))
    return findings


def _sum_text(total: Fraction) -> str:
    percent = total * 100
    return f"{percent}%" if percent.denominator == 1 else str(total)


def _check_grade(entry: Mapping[object, object], path: Path) -> Findings:
    findings = check_keys(entry, path, "grades", ("id", "title"), ("share", "consequences", *_CITED))
    for key in ("id", "title"):
        if key in entry:
            findings += check_text(entry[key], (*path, key))
    if "share" in entry:
        findings += _check_share(entry["share"], (*path, "share"))
    if "consequences" in entry:
        findings += check_texts(entry["consequences"], (*path, "consequences"))
    return findings


def _check_share(value: object, path: Path) -> Findings:
    findings = _check_origin(value, path)
    if not findings and share_of(bare(value)) is None:
        findings.append(finding("grade-share-not-exact", path, found=shown(bare(value))))
    return findings


def _check_origin(value: object, path: Path) -> Findings:
    return check_keys(value, path, "", ("value",), _ORIGIN) if isinstance(value, Mapping) else []


def _check_ties(value: object) -> Findings:
    if not isinstance(value, Mapping):
        return check_mapping(value, ("ties",), "ties")
    findings = check_keys(value, ("ties",), "ties", ("break", "then"))
    if "then" in value:
        findings += check_choice(value["then"], ("ties", "then"), THEN)
    chain = value.get("break", ())
    if not is_list(chain):
        return findings + check_list(chain, ("ties", "break"))
    seen: set[object] = set()
    for at, entry in enumerate(chain):
        path: Path = ("ties", "break", at)
        if not isinstance(entry, Mapping):
            findings += check_mapping(entry, path, "break")
            continue
        findings += check_keys(entry, path, "break", ("key", "better"))
        if "better" in entry:
            findings += check_choice(entry["better"], (*path, "better"), ("higher", "lower"))
        if "key" in entry:
            findings += _check_tie_key(entry["key"], (*path, "key"), seen)
    return findings


def _check_tie_key(value: object, path: Path, seen: set[object]) -> Findings:
    if not isinstance(value, str) or not _TIE_KEY.fullmatch(value):
        return [finding("tie-key-unknown", path, found=shown(value))]
    if value in seen:
        return [finding("tie-key-duplicate", path, found=value)]
    seen.add(value)
    return []


def _order(grades: object) -> dict[str, int]:
    """Return the position of every grade id that can be read, best first."""
    if not is_list(grades):
        return {}
    ids = [entry.get("id") for entry in grades if isinstance(entry, Mapping)]
    return {grade: at for at, grade in enumerate(ids) if isinstance(grade, str)}


def _check_grade_id(value: object, path: Path, order: Mapping[str, int]) -> Findings:
    if isinstance(value, str) and value in order:
        return []
    return [finding("grade-unknown", path, found=shown(value), **suggestion(value, order))]


def _check_threshold(entry: Mapping[object, object], path: Path, order: Mapping[str, int]) -> Findings:
    findings = check_keys(entry, path, "thresholds", ("grade", "at_least"), _CITED)
    if "grade" in entry:
        findings += _check_grade_id(entry["grade"], (*path, "grade"), order)
        if order.get(str(entry["grade"])) == len(order) - 1:
            findings.append(finding("threshold-on-worst", (*path, "grade"), found=entry["grade"]))
    if "at_least" in entry:
        findings += _check_origin(entry["at_least"], (*path, "at_least"))
        if decimal_text_of(bare(entry["at_least"])) is None:
            findings.append(finding("threshold-not-exact", (*path, "at_least"), found=shown(bare(entry["at_least"]))))
    return findings


def _check_threshold_order(value: object, order: Mapping[str, int]) -> Findings:
    """Return the grades with two thresholds, and those that ask for more than a better grade does."""
    if not is_list(value):
        return []
    findings: Findings = []
    lines: dict[int, tuple[str, str, int]] = {}
    for at, entry in enumerate(value):
        if not isinstance(entry, Mapping) or str(entry.get("grade")) not in order:
            continue
        text = decimal_text_of(bare(entry.get("at_least")))
        if text is None:
            continue
        grade = str(entry["grade"])
        if order[grade] in lines:
            findings.append(finding("threshold-duplicate", ("thresholds", at, "grade"), found=grade))
        else:
            lines[order[grade]] = (text, grade, at)
    ordered = [lines[grade] for grade in sorted(lines)]
    for (above, better, _), (text, grade, at) in pairwise(ordered):
        if Decimal(text) > Decimal(above):
            facts = {"found": grade, "at_least": text, "better": better, "better_at_least": above}
            findings.append(finding("threshold-out-of-order", ("thresholds", at, "at_least"), **facts))
    return findings


def _check_cap(entry: Mapping[object, object], path: Path, order: Mapping[str, int]) -> Findings:
    findings = check_keys(entry, path, "caps", ("when",), ("at_best", "at_worst", *_CITED))
    if "when" in entry:
        findings += check_text(entry["when"], (*path, "when"))
    bounds = [key for key in ("at_best", "at_worst") if key in entry]
    if not bounds:
        findings.append(finding("cap-empty", path))
    for key in bounds:
        findings += _check_grade_id(entry[key], (*path, key), order)
    best, worst = (order.get(str(entry.get(key))) for key in ("at_best", "at_worst"))
    if best is not None and worst is not None and best > worst:
        facts = {"best": entry["at_best"], "worst": entry["at_worst"]}
        findings.append(finding("cap-contradictory", path, **facts))
    return findings
