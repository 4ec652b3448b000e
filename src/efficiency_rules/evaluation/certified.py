"""A certified grading: the certificate of one jurisdiction beside what the grading was made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from efficiency_rules.grading import Decision, GradeScheme, Grading, Standing


@dataclass(frozen=True, slots=True)
class Certified:
    """What grading.json holds of one jurisdiction, with its scheme, standings and decisions."""

    certificate: Mapping[str, Any]
    scheme: GradeScheme
    standings: tuple[Standing, ...]
    decisions: tuple[Decision, ...]

    @classmethod
    def of_grading(cls, grading: Grading) -> Self:
        """Return a grading with its certificate."""
        return cls(grading.to_dict(), grading.scheme, grading.standings, grading.decisions)

    @classmethod
    def of_certificate(cls, certificate: Mapping[str, Any]) -> Self:
        """Return a certificate with what it was made of; raises GradingError where policy or decisions are none."""
        return cls(
            certificate,
            GradeScheme.parse(certificate["policy"]),
            tuple(
                Standing(row["unit"], tuple(row["keys"]), row["group"], row["best"], row["worst"])
                for row in certificate["units"]
            ),
            tuple(Decision.parse(decision) for decision in certificate["decisions"]),
        )

    def unit(self, unit: str) -> Mapping[str, Any] | None:
        """Return what the certificate says of a unit, None where it is not graded."""
        return next((row for row in self.certificate["units"] if row["unit"] == unit), None)

    def pool(self, group: str | None) -> Mapping[str, Any]:
        """Return the pool of a unit of this group."""
        wanted = None if self.scheme.pool == "all" else group
        return next(pool for pool in self.certificate["pools"] if pool["group"] == wanted)
