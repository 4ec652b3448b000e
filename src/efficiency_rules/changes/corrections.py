"""Corrections: recorded acts after an evaluation, on a record, a mark or a tie, or against an earlier one (更正)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from efficiency_rules.evaluation.adjustments import Adjustment
from efficiency_rules.grading import Decision
from efficiency_rules.grading.fields import is_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A record that no longer counts: the ledger is as if it had never held it.

    `type` is the evidence type's id, `key` the record's key as lines name it (several key columns joined by
    `/`); who, in which role, when (ISO date), why and the document are those of the act.
    """

    kind: Literal["withdrawal"] = "withdrawal"
    type: str
    key: str
    by: str
    role: str
    on: str
    reason: str
    document: str

    def to_dict(self) -> dict[str, Any]:
        """Return the withdrawal as plain data."""
        return {"kind": self.kind, "type": self.type, "key": self.key, **_about(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A record written anew: same unit and key, other content.

    `record` holds the whole record as text, by column name or Chinese heading; a column that is left out is
    blank, a whole number is taken as written. It is checked like any row of the ledger.
    """

    kind: Literal["replacement"] = "replacement"
    type: str
    key: str
    record: Mapping[str, str]
    by: str
    role: str
    on: str
    reason: str
    document: str

    def to_dict(self) -> dict[str, Any]:
        """Return the replacement as plain data."""
        # What is no mapping is for the checks of a correction to name.
        record = dict(self.record) if isinstance(self.record, Mapping) else self.record
        return {"kind": self.kind, "type": self.type, "key": self.key, "record": record, **_about(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """An earlier correction or decision taken back, named by what it is about.

    A record (`type` and `key`) stands again as it was handed in, a mark (`unit` and `criterion`) as it was
    computed, a tie (`units`, in any order) waits again.
    """

    kind: Literal["revocation"] = "revocation"
    type: str = ""
    key: str = ""
    unit: str = ""
    criterion: str = ""
    units: tuple[str, ...] = ()
    by: str
    role: str
    on: str
    reason: str
    document: str

    def to_dict(self) -> dict[str, Any]:
        """Return the revocation as plain data."""
        named = {key: getattr(self, key) for key in ("type", "key", "unit", "criterion") if getattr(self, key)}
        # A text is no list of units; the checks name it.
        units = list(self.units) if is_list(self.units) else self.units
        return {"kind": self.kind, **named, **({"units": units} if units else {}), **_about(self)}


Correction = Withdrawal | Replacement | Revocation | Adjustment | Decision
"""What `regrade` takes: corrections of records, marks and ties, and what takes one back."""

Subject = tuple[str, ...]
"""What a correction is about: ("record", type, key), ("mark", unit, criterion) or ("tie", *units, sorted)."""


def subject_of(correction: Correction) -> Subject:
    """Return the record, mark or tie a correction is about."""
    if isinstance(correction, Decision):
        return ("tie", *sorted(correction.units))
    if isinstance(correction, Adjustment):
        return ("mark", correction.unit, correction.criterion)
    if isinstance(correction, Revocation):
        if correction.units:
            return ("tie", *sorted(correction.units))
        if correction.unit:
            return ("mark", correction.unit, correction.criterion)
    return ("record", correction.type, correction.key)


def _about(act: Withdrawal | Replacement | Revocation) -> dict[str, str]:
    return {"by": act.by, "role": act.role, "on": act.on, "reason": act.reason, "document": act.document}
