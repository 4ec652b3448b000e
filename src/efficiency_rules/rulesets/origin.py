"""Where a number comes from: its basis, its source and a note (依据)."""

from dataclasses import dataclass
from typing import Literal, get_args

Basis = Literal["plan", "statute", "common-practice", "assumption", "county"]
"""plan: the plan's own text; statute: a law or regulation; common-practice: a public rubric elsewhere;
assumption: ours; county: confirmed by the county."""

BASES: tuple[Basis, ...] = get_args(Basis)

WAITING: tuple[Basis | None, ...] = (None, "assumption", "common-practice")
"""What still waits for the county; None is a number without any basis."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The basis of a value (None where none is written), its source and a note."""

    basis: Basis | None = None
    source: str = ""
    note: str = ""

    @property
    def waits(self) -> bool:
        """Say whether the county has yet to confirm the value."""
        return self.basis in WAITING


NO_ORIGIN = Origin()
