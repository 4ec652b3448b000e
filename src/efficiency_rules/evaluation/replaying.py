"""Replaying: whether the same inputs, evaluated again, give a result folder byte by byte."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import polars as pl

import efficiency_rules
from efficiency_rules.errors import Place, Problem
from efficiency_rules.evaluation import contents, digests
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.evaluation.folder import MARKER, REGRADING, result_files
from efficiency_rules.evaluation.verifying import Files
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.rulesets.model import Ruleset


def obstacles(files: Files, ruleset: Ruleset, evidence: Evidence, decisions: Sequence[Act]) -> list[Problem]:
    """Return why these inputs cannot be those of the result; another version of the library is only a note."""
    receipt = files.receipt
    used = _mapping(receipt.get("digests"))
    ledgers = dict(digests.of_evidence(evidence))
    acts = sorted((act.to_dict() for act in decisions), key=digests.canonical)
    pairs = [
        ("计分细则", "the ruleset", ruleset.digest, _mapping(receipt.get("ruleset")).get("digest")),
        ("单位名册", "the roster", digests.of_roster(evidence.roster), used.get("roster")),
        *(
            (f"台账 {id}", f"the ledger {id}", ledgers.get(id), _mapping(used.get("ledgers")).get(id))
            for id in sorted({*ledgers, *_mapping(used.get("ledgers"))})
        ),
        ("人工裁定", "the decisions", digests.of_data(acts), used.get("decisions")),
    ]
    found = [
        Problem("verify-input-other", Place(MARKER), {"what": zh, "what_en": en, "found": new, "expected": old})
        for zh, en, new, old in pairs
        if new != old
    ]
    if REGRADING in files.bytes:
        found.append(Problem("verify-regraded", Place(REGRADING)))
    version = _mapping(receipt.get("library")).get("version")
    if version != efficiency_rules.__version__:
        facts = {"found": efficiency_rules.__version__, "expected": version}
        found.append(Problem("verify-library-other", Place(MARKER), facts, "info"))
    return found


def differences(files: Files, evaluation: Evaluation) -> Iterator[Problem]:
    """Yield the first difference of every file from what the evaluation writes; nothing where all bytes are equal.

    The circumstances of the receipt are taken as they are; so is the version of the library, which is noted by
    `obstacles`.
    """
    circumstances = {
        key: value
        for key, value in _mapping(files.receipt.get("circumstances")).items()
        if key not in ("tables", "files", "digest")
    }
    tables = any(name.endswith(".parquet") for name in files.bytes)
    again = result_files(evaluation, "parquet" if tables else "csv", circumstances)
    for name in sorted({*files.bytes, *again}, key=lambda name: (name.endswith(".json"), name)):
        old, new = files.bytes.get(name), again.get(name)
        if old is None or new is None:
            code = "verify-file-missing" if old is None else "verify-file-extra"
            yield Problem(code, Place(name), {"found": name})
        elif old != new and name not in files.unread:
            yield from _difference(name, old, new)


def _difference(name: str, old: bytes, new: bytes) -> Iterator[Problem]:
    if name.endswith(".json"):
        first, second = contents.read_json(old), contents.read_json(new)
        if name == MARKER and _mapping(first.get("library")) != second["library"]:
            first, second = _unversioned(first), _unversioned(second)
        apart = next(_apart(first, second, ""), None)
        if apart is None and first != contents.read_json(old):
            return
    else:
        parquet = name.endswith(".parquet")
        apart = _cell(contents.read_texts(old, parquet=parquet), contents.read_texts(new, parquet=parquet))
    if apart is None:
        yield Problem("verify-bytes", Place(name), {"found": name})
    else:
        where, found, expected = apart
        facts = {"where": where, "found": _short(found), "expected": _short(expected)}
        yield Problem("verify-different", Place(name), facts)


def _unversioned(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """Return a receipt without the version of the library and the digests that cover it."""
    kept = {key: value for key, value in receipt.items() if key not in ("library", "digest")}
    circumstances = _mapping(kept.get("circumstances"))
    return kept | {"circumstances": {key: value for key, value in circumstances.items() if key != "digest"}}


Apart = tuple[str, object, object]
"""Where two files differ first, and what each holds there; None where one holds nothing."""


def _apart(one: object, other: object, path: str) -> Iterator[Apart]:
    """Yield the places where two JSON values differ, in the order of the second."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in [*other, *(key for key in one if key not in other)]:
            yield from _apart(one.get(key), other.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(one, list) and isinstance(other, list):
        for at, (left, right) in enumerate(zip_longest(one, other)):
            yield from _apart(left, right, f"{path}[{at}]")
    elif one != other or type(one) is not type(other):
        yield path, one, other


def _cell(one: pl.DataFrame, other: pl.DataFrame) -> Apart | None:
    """Return the first cell in which two tables differ, by row (from 1) and column."""
    if one.columns != other.columns:
        return "columns", "、".join(one.columns), "、".join(other.columns)
    for at, (left, right) in enumerate(zip_longest(one.iter_rows(), other.iter_rows()), 1):
        if left is None or right is None:
            return f"row {at}", left and "、".join(left), right and "、".join(right)
        for column, a, b in zip(one.columns, left, right, strict=True):
            if a != b:
                return f"row {at}, {column}", a, b
    return None


def _short(value: object) -> str:
    text = "（无）" if value is None else str(value)
    return text if len(text) <= 200 else f"{text[:200]}……"


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
