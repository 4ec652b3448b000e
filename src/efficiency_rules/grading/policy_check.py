"""Checks of how the policies of a grade scheme fit together, and the proof of its shares.

Every key of the mapping has been read and found well-formed before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from efficiency_rules.grading.fields import Findings, check_list, check_texts, finding, is_list, shown, suggestion
from efficiency_rules.grading.numbers import bare, count_of, share_of
from efficiency_rules.grading.proof import Breach, prove
from efficiency_rules.grading.seats import SeatRule


def check_policies(mapping: Mapping[str, Any]) -> Findings:
    """Return the problems of policies that contradict or miss one another, each with its path."""
    findings = [*_check_seats(mapping), *_check_groups(mapping), *_check_guarantees(mapping)]
    if any(problem.severity == "error" for _, problem in findings):
        return findings
    return findings + _check_proof(mapping)


def _shares(mapping: Mapping[str, Any]) -> bool:
    return any("share" in grade for grade in mapping["grades"])


def _check_seats(mapping: Mapping[str, Any]) -> Findings:
    method = mapping.get("seats")
    findings: Findings = []
    if method is None:
        if _shares(mapping):
            findings.append(finding("seats-missing", ()))
        elif not mapping.get("thresholds") and not mapping.get("caps"):
            findings.append(finding("grades-unlimited", ("grades",)))
    elif method != "explicit" and not _shares(mapping):
        findings.append(finding("seats-without-shares", ("seats",), found=method))
    if method is not None and "ties" not in mapping:
        findings.append(finding("grading-key-missing", (), key="grading", missing="ties"))
    for key, needed in (("at_most", "at-most"), ("counts", "explicit")):
        if method == needed and key not in mapping:
            findings.append(finding("grading-key-missing", (), key="grading", missing=key))
        elif method != needed and key in mapping:
            findings.append(finding("seats-key-unused", (key,), needed=needed, found=method or "—"))
    if method == "at-most" and "at_most" in mapping:
        findings += _check_at_most(mapping)
    if method == "explicit" and "counts" in mapping:
        findings += _check_counts(mapping)
    return findings


def _check_at_most(mapping: Mapping[str, Any]) -> Findings:
    named = mapping["at_most"]
    findings = check_texts(named, ("at_most",))
    if findings:
        return findings
    ids = [grade["id"] for grade in mapping["grades"]]
    for at, grade in enumerate(named):
        if grade not in ids:
            findings.append(finding("grade-unknown", ("at_most", at), found=shown(grade), **suggestion(grade, ids)))
        elif grade in named[:at]:
            findings.append(finding("grade-duplicate", ("at_most", at), found=grade))
    if not named:
        findings.append(finding("at-most-empty", ("at_most",)))
    elif not findings and not any(share_of(bare(g["share"])) for g in mapping["grades"] if g["id"] not in named):
        findings.append(finding("at-most-all", ("at_most",)))
    return findings


def _check_counts(mapping: Mapping[str, Any]) -> Findings:
    counts = mapping["counts"]
    if not isinstance(counts, Mapping):
        return [finding("grading-not-mapping", ("counts",), found=shown(counts))]
    ids = [grade["id"] for grade in mapping["grades"]]
    findings: Findings = []
    if not isinstance(counts.get("document"), str) or not counts["document"].strip():
        findings.append(finding("counts-document-missing", ("counts",)))
    for key in counts:
        if key != "document" and key not in ids:
            findings.append(finding("grade-unknown", ("counts", str(key)), found=shown(key), **suggestion(key, ids)))
    for id in ids:
        if id not in counts:
            findings.append(finding("grading-key-missing", ("counts",), missing=id))
        elif count_of(bare(counts[id])) is None:
            findings.append(finding("counts-not-whole", ("counts", id), found=shown(bare(counts[id]))))
    if mapping.get("pool", "all") != "all":
        findings.append(finding("counts-by-group", ("counts",), found=mapping["pool"]))
    return findings


def _check_groups(mapping: Mapping[str, Any]) -> Findings:
    pool = mapping.get("pool", "all")
    findings: Findings = []
    if pool == "by-group-reconciled" and not _shares(mapping):
        findings.append(finding("reconciled-without-shares", ("pool",)))
    if "group_order" not in mapping:
        return findings
    order = mapping["group_order"]
    if pool != "by-group-reconciled":
        return [*findings, finding("group-order-unused", ("group_order",), found=pool)]
    if not is_list(order):
        return findings + check_list(order, ("group_order",))
    findings += check_texts(order, ("group_order",))
    for at, group in enumerate(order):
        if group in order[:at]:
            findings.append(finding("group-order-duplicate", ("group_order", at), found=shown(group)))
    return findings


def _check_guarantees(mapping: Mapping[str, Any]) -> Findings:
    """Return a warning for every cap that keeps a unit from the worst grades while seats are filled.

    Source: a unit that a guarantee lifts leaves its place to a unit with a higher total.
    """
    ids = [grade["id"] for grade in mapping["grades"]]
    if mapping.get("restrictions", "fill") != "fill" or "seats" not in mapping:
        return []
    found = [
        finding("guarantee-may-push-down", ("caps", at, "at_worst"), found=cap["at_worst"], when=cap["when"])
        for at, cap in enumerate(mapping.get("caps", ()))
        if "at_worst" in cap and cap["at_worst"] != ids[-1]
    ]
    return [(path, replace(problem, severity="warning")) for path, problem in found]


def _check_proof(mapping: Mapping[str, Any]) -> Findings:
    """Return what the shares break for some number of units up to 1,000, unless a document accepts it."""
    method = mapping.get("seats")
    if method is None or method == "explicit" or "accept_paradox" in mapping:
        return []
    ids = [grade["id"] for grade in mapping["grades"]]
    rule = SeatRule(
        method=method,
        shares=tuple(share for grade in mapping["grades"] if (share := share_of(bare(grade["share"]))) is not None),
        seat_tie=mapping.get("seat_tie", "better"),
        at_most=frozenset(ids.index(grade) for grade in mapping.get("at_most", ())),
    )
    breach = _breach(rule)
    return [] if breach is None else [finding(_CODES[breach.kind], ("grades",), **_facts(breach, mapping, rule))]


@lru_cache(maxsize=64)
def _breach(rule: SeatRule) -> Breach | None:
    """Return the first breach of a rule: a document asks twice, and those of a province have their shares in common."""
    return prove(rule)


_CODES = {"quota": "shares-break-quota", "below": "shares-paradox-below", "above": "shares-paradox-above"}


def _facts(breach: Breach, mapping: Mapping[str, Any], rule: SeatRule) -> dict[str, object]:
    return {
        "method": mapping["seats"],
        "units": breach.units,
        "next_units": breach.units + 1,
        "counts": _counts_text(breach.counts),
        "next_counts": _counts_text(breach.next_counts or ()),
        "grade": mapping["grades"][breach.grade]["title"],
        "exact": str(rule.shares[breach.grade] * breach.units),
        "given": breach.counts[breach.grade],
    }


def _counts_text(counts: Sequence[int]) -> str:
    return " ".join(map(str, counts))
