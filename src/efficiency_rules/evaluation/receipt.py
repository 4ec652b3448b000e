"""The receipt: what was used, with digests, why this ruleset, and what still waits for a person (凭证)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import efficiency_rules
from efficiency_rules.evaluation import digests
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.adjustments import Adjustment
from efficiency_rules.evaluation.tables import about
from efficiency_rules.evidence.wording import days
from efficiency_rules.grading import LAWS

if TYPE_CHECKING:
    from efficiency_rules.evaluation.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of one evaluation; `to_dict` is what receipt.json holds."""

    content: Mapping[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Return the receipt as plain data."""
        return dict(self.content)


def receipt_of(evaluation: "Evaluation") -> Receipt:
    """Return the receipt of an evaluation."""
    ruleset, evidence = evaluation.ruleset, evaluation.evidence
    graded = evaluation.graded
    gradings = graded.gradings if graded else {}
    return Receipt(
        {
            "schema": "efficiency-rules/receipt/1",
            "library": {"name": "efficiency-rules", "version": efficiency_rules.__version__},
            "status": evaluation.status,
            "period": evaluation.period.id,
            "ruleset": {
                "id": ruleset.id,
                "revision": ruleset.revision,
                "status": ruleset.status,
                "title": ruleset.title,
                "document": f"{ruleset.document.name} {ruleset.document.number}".strip(),
                "digest": ruleset.digest,
                "chosen": ruleset.chosen,
            },
            "about": about(evaluation),
            "criteria": [_criterion(evaluation, number) for number in range(len(evaluation.marking))],
            "digests": {
                "roster": digests.of_roster(evidence.roster),
                "ledgers": dict(digests.of_evidence(evidence)),
                "decisions": digests.of_data(_sorted(evaluation.decisions)),
            },
            "adjustments": _sorted(act for act in evaluation.decisions if isinstance(act, Adjustment)),
            "rows": [
                {
                    "evidence": reading.type,
                    "file": reading.file,
                    "sheet": reading.sheet,
                    "rows": reading.rows,
                    "used": reading.used,
                    "set_aside": reading.set_aside,
                    "rejected": reading.rejected,
                }
                for reading in evidence.readings
            ],
            "outside_period": {id: r.outside for id, r in sorted(evaluation.records.items()) if r.outside},
            "seats": {place: dict(grading.seats) for place, grading in gradings.items()},
            "laws_checked": [law.__name__ for law in LAWS] if gradings else [],
            "open_ties": {place: _open(grading.to_dict()) for place, grading in gradings.items()},
            "not_evaluated": {
                unit.id: days(unit.active_from, unit.active_to)["expected"]
                for unit in evidence.roster
                if not unit.active_in(evaluation.period)
            },
            "evaluated_not_graded": {left.unit: left.why for left in graded.ungraded} if graded else {},
        }
    )


def _sorted(acts: Iterable[Act]) -> list[dict[str, Any]]:
    """Return acts as plain data, in an order that does not depend on that of the file."""
    return sorted((act.to_dict() for act in acts), key=digests.canonical)


def _criterion(evaluation: "Evaluation", number: int) -> dict[str, Any]:
    item = evaluation.marking[number].item
    return {
        "use": item.use,
        "title": item.title,
        "area": item.area,
        "method": item.method,
        "clause": item.clause,
        "full": str(item.full),
        "params": item.params.model_dump(mode="json"),
        "basis": {
            path: {"basis": origin.basis or "", "source": origin.source, "note": origin.note}
            for path, origin in item.origins.items()
        },
        "bundle": item.criterion.bundle,
        "evidence": item.criterion.reads.id,
    }


def _open(grading: dict[str, Any]) -> list[Any]:
    return [tie for tie in grading["ties"] if tie["state"] == "open"]
