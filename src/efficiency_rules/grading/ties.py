"""Ties that a line between grades falls into: open until a Decision orders them, or decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from efficiency_rules.grading.decisions import Decision
from efficiency_rules.grading.levels import Outcome
from efficiency_rules.grading.pools import Pool
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Standing, key_text


@dataclass(frozen=True, slots=True)
class Cutoff:
    """One line inside a tie: below the grade `better`, whose seats left for the tied units are counted.

    Where the count depends on another open tie, it is the most there can be.
    """

    better: str
    worse: str
    seats_left: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Units of one pool (`group`, None for all) with equal full keys and a line among them.

    `units` in the order of their ids; `keys` is the full key they share; `possible` holds the grades each
    could get before any decision (after the other decisions where the tie is open), one entry a unit, best
    grade first; `decision` is None while the tie is open.
    """

    group: str | None
    units: tuple[str, ...]
    rank: int
    keys: tuple[str, ...]
    cutoffs: tuple[Cutoff, ...]
    possible: tuple[tuple[str, ...], ...]
    decision: Decision | None

    @property
    def open(self) -> bool:
        """Whether the tie waits for a decision."""
        return self.decision is None


def find_ties(
    standings: Sequence[Standing],
    scheme: GradeScheme,
    pool: Pool,
    undecided: Outcome,
    outcome: Outcome,
    decided: Mapping[int, Decision],
) -> list[Tie]:
    """Return all ties of a pool that a line falls into, best first: open ones of `outcome`, and decided ones.

    `undecided` is the outcome without decisions, `outcome` the one with them; `decided` maps blocks.
    Both outcomes name places by block.
    """
    open_blocks = {block for block, _ in outcome.cuts}
    members: dict[int, list[int]] = {block: [] for block in sorted(open_blocks | set(decided))}
    if not members:
        return []
    for at, block in enumerate(pool.blocks):
        if block in members:
            members[block].append(at)
    rank = dict(zip(pool.units, pool.ranks, strict=True))
    ids = [grade.id for grade in scheme.grades]
    ties = []
    for block, indices in members.items():
        known = undecided if block in decided else outcome
        ordered = sorted(indices, key=lambda at: standings[pool.contestants[at]].unit)
        tied = [standings[pool.contestants[at]] for at in ordered]
        ties.append(
            Tie(
                group=pool.group,
                units=tuple(standing.unit for standing in tied),
                rank=rank[pool.contestants[ordered[0]]],
                keys=tuple(key_text(texts) for texts in zip(*(standing.keys for standing in tied), strict=True)),
                cutoffs=tuple(
                    Cutoff(ids[grade], ids[grade + 1], seats)
                    for (place, grade), seats in sorted(known.cuts.items())
                    if place == block
                ),
                possible=tuple(tuple(ids[grade] for grade in known.possible[at]) for at in ordered),
                decision=decided.get(block),
            )
        )
    return ties
