"""The grade scheme: grades with their shares, and every policy that decides who gets which (评等办法)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, Self, cast

from efficiency_rules.errors import GradingError
from efficiency_rules.grading.numbers import bare, decimal_text_of, share_of
from efficiency_rules.grading.scheme_check import check_scheme
from efficiency_rules.grading.seats import SeatTie


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade (等次); `share` is its exact part of all units, `share_text` the way it was written."""

    id: str
    title: str
    share: Fraction
    share_text: str
    consequences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieKey:
    """One more thing to compare where totals are equal: what, and which direction is better."""

    key: str
    better: Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A total below `at_least` (decimal text, points) does not get this grade or a better one."""

    grade: str
    at_least: str


@dataclass(frozen=True, slots=True)
class Cap:
    """A finding (`when`) that bounds a unit's grade; whoever makes the standings applies it."""

    when: str
    at_best: str | None
    at_worst: str | None


@dataclass(frozen=True, slots=True)
class GradeScheme:
    """How totals become grades; `grades` go from the best to the worst and their shares sum to 1.

    `min_applicable` (a share) and `caps` are carried out by whoever makes the standings: a unit below the
    former has no standing, the latter arrive as `best` and `worst` of a standing.
    """

    grades: tuple[Grade, ...]
    seats: Literal["largest-remainder"]
    breaks: tuple[TieKey, ...] = ()
    then: Literal["decide"] = "decide"
    pool: Literal["all"] = "all"
    base: Literal["all"] = "all"
    seat_tie: SeatTie = "better"
    restrictions: Literal["fill"] = "fill"
    thresholds: tuple[Threshold, ...] = ()
    caps: tuple[Cap, ...] = ()
    clause: str = ""
    min_applicable: str = ""
    order: dict[str, int] = field(init=False, repr=False, compare=False)
    """Position of every grade id, 0 for the best."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", {grade.id: at for at, grade in enumerate(self.grades)})

    @classmethod
    def parse(cls, mapping: Mapping[str, Any]) -> Self:
        """Return the scheme of a ruleset's `grading:` mapping; raises GradingError with all its problems.

        Absent `pool`, `base`, `seat_tie` and `restrictions` mean all, all, better and fill; `policy()`
        always prints them.
        """
        findings = check_scheme(mapping)
        if findings:
            raise GradingError(problem for _, problem in findings)
        grades = tuple(
            Grade(
                id=entry["id"],
                title=entry["title"],
                share=cast(Fraction, share_of(bare(entry["share"]))),
                share_text=str(bare(entry["share"])),
                consequences=tuple(entry.get("consequences", ())),
            )
            for entry in mapping["grades"]
        )
        ties = mapping["ties"]
        named = {key: mapping[key] for key in ("pool", "base", "seat_tie", "restrictions", "clause") if key in mapping}
        return cls(
            grades=grades,
            seats=mapping["seats"],
            breaks=tuple(TieKey(entry["key"], entry["better"]) for entry in ties["break"]),
            then=ties["then"],
            thresholds=tuple(
                Threshold(entry["grade"], cast(str, decimal_text_of(bare(entry["at_least"]))))
                for entry in mapping.get("thresholds", ())
            ),
            caps=tuple(
                Cap(entry["when"], entry.get("at_best"), entry.get("at_worst")) for entry in mapping.get("caps", ())
            ),
            min_applicable=str(bare(mapping.get("min_applicable", ""))),
            **named,
        )

    def policy(self) -> dict[str, Any]:
        """Return every policy as plain data, defaults included; `parse` reads it back to an equal scheme."""
        policy: dict[str, Any] = {
            "pool": self.pool,
            "base": self.base,
            "seats": self.seats,
            "seat_tie": self.seat_tie,
            "ties": {"break": [{"key": key.key, "better": key.better} for key in self.breaks], "then": self.then},
            "restrictions": self.restrictions,
            "grades": [
                {
                    "id": grade.id,
                    "title": grade.title,
                    "share": grade.share_text,
                    "consequences": list(grade.consequences),
                }
                for grade in self.grades
            ],
            "thresholds": [{"grade": line.grade, "at_least": line.at_least} for line in self.thresholds],
            "caps": [_cap_data(cap) for cap in self.caps],
        }
        if self.clause:
            policy["clause"] = self.clause
        if self.min_applicable:
            policy["min_applicable"] = self.min_applicable
        return policy


def _cap_data(cap: Cap) -> dict[str, str]:
    bounds = {"at_best": cap.at_best, "at_worst": cap.at_worst}
    return {"when": cap.when, **{key: grade for key, grade in bounds.items() if grade is not None}}
