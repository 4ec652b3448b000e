"""The grade scheme: grades with their shares, and every policy that decides who gets which (评等办法)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, Self, cast

from efficiency_rules.errors import GradingError
from efficiency_rules.grading.numbers import bare, count_of, decimal_text_of, share_of
from efficiency_rules.grading.scheme_check import check_scheme
from efficiency_rules.grading.seats import Method, SeatRule, SeatTie

Then = Literal["decide", "promote", "demote", "majority"]


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade (等次); `share` is its exact part of all units, `share_text` the way it was written.

    Both are empty in a scheme without shares.
    """

    id: str
    title: str
    share: Fraction | None
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
class Counts:
    """Seats that a document decided: one number a grade, best first, and the document's number."""

    document: str
    seats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GradeScheme:
    """How totals become grades; `grades` go from the best to the worst. docs/grading.md defines every policy.

    `seats` is None in a scheme without shares, where only restrictions bound a grade. `min_applicable` (a
    share) and `caps` are carried out by whoever makes the standings: a unit below the former has no
    standing, the latter arrive as `best` and `worst` of a standing. `corrections` says whose grade follows
    a correction, None where the ruleset leaves it open.
    """

    grades: tuple[Grade, ...]
    seats: Method | None
    breaks: tuple[TieKey, ...] = ()
    then: Then = "decide"
    pool: Literal["all", "by-group", "by-group-reconciled"] = "all"
    base: Literal["all", "exclude-forced"] = "all"
    seat_tie: SeatTie = "better"
    restrictions: Literal["fill", "after"] = "fill"
    at_most: tuple[str, ...] = ()
    counts: Counts | None = None
    group_order: tuple[str, ...] = ()
    accept_paradox: str = ""
    corrections: Literal["everyone", "appellant"] | None = None
    thresholds: tuple[Threshold, ...] = ()
    caps: tuple[Cap, ...] = ()
    clause: str = ""
    min_applicable: str = ""
    order: dict[str, int] = field(init=False, repr=False, compare=False)
    """Position of every grade id, 0 for the best."""
    rule: SeatRule | None = field(init=False, repr=False, compare=False)
    """How many of N units each grade holds; None without shares and counts."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", {grade.id: at for at, grade in enumerate(self.grades)})
        object.__setattr__(self, "rule", self._rule())

    def _rule(self) -> SeatRule | None:
        if self.seats is None:
            return None
        shares = tuple(grade.share for grade in self.grades if grade.share is not None)
        held = frozenset(self.order[id] for id in self.at_most)
        return SeatRule(self.seats, shares, self.seat_tie, held, self.counts.seats if self.counts else ())

    @classmethod
    def parse(cls, mapping: Mapping[str, Any]) -> Self:
        """Return the scheme of a ruleset's `grading:` mapping; raises GradingError with all its problems.

        Absent `pool`, `base`, `seat_tie` and `restrictions` mean all, all, better and fill; `policy()`
        always prints them. Shares that break the quota rule or harm a unit by another one joining are
        refused unless `accept_paradox` names the document that accepts it.
        """
        errors = [problem for _, problem in check_scheme(mapping) if problem.severity == "error"]
        if errors:
            raise GradingError(errors)
        ties = mapping.get("ties", {"break": (), "then": "decide"})
        named = {key: mapping[key] for key in _CHOICES if key in mapping}
        return cls(
            grades=tuple(_grade(entry) for entry in mapping["grades"]),
            seats=mapping.get("seats"),
            breaks=tuple(TieKey(entry["key"], entry["better"]) for entry in ties["break"]),
            then=ties["then"],
            at_most=tuple(mapping.get("at_most", ())),
            counts=_counts(mapping),
            group_order=tuple(mapping.get("group_order", ())),
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
        policy: dict[str, Any] = {"pool": self.pool, "base": self.base}
        if self.seats is not None:
            policy |= {"seats": self.seats, "seat_tie": self.seat_tie}
        policy["ties"] = {"break": [{"key": key.key, "better": key.better} for key in self.breaks], "then": self.then}
        policy["restrictions"] = self.restrictions
        policy["grades"] = [_grade_data(grade) for grade in self.grades]
        policy["thresholds"] = [{"grade": line.grade, "at_least": line.at_least} for line in self.thresholds]
        policy["caps"] = [_cap_data(cap) for cap in self.caps]
        if self.counts is not None:
            seats = {grade.id: count for grade, count in zip(self.grades, self.counts.seats, strict=True)}
            policy["counts"] = {"document": self.counts.document, **seats}
        for key in ("at_most", "group_order"):
            if ids := getattr(self, key):
                policy[key] = list(ids)
        for key in ("accept_paradox", "corrections", "clause", "min_applicable"):
            if text := getattr(self, key):
                policy[key] = text
        return policy


_CHOICES = ("pool", "base", "seat_tie", "restrictions", "accept_paradox", "corrections", "clause")


def _grade(entry: Mapping[str, Any]) -> Grade:
    share = bare(entry.get("share"))
    return Grade(
        id=entry["id"],
        title=entry["title"],
        share=share_of(share),
        share_text="" if share is None else str(share),
        consequences=tuple(entry.get("consequences", ())),
    )


def _counts(mapping: Mapping[str, Any]) -> Counts | None:
    if "counts" not in mapping:
        return None
    counts = mapping["counts"]
    return Counts(
        document=counts["document"],
        seats=tuple(cast(int, count_of(bare(counts[entry["id"]]))) for entry in mapping["grades"]),
    )


def _grade_data(grade: Grade) -> dict[str, Any]:
    share = {} if grade.share is None else {"share": grade.share_text}
    return {"id": grade.id, "title": grade.title, **share, "consequences": list(grade.consequences)}


def _cap_data(cap: Cap) -> dict[str, str]:
    bounds = {"at_best": cap.at_best, "at_worst": cap.at_worst}
    return {"when": cap.when, **{key: grade for key, grade in bounds.items() if grade is not None}}
