"""Seats of groups that add up to the county's: exact shares rounded at the least cost (分组名额与全县名额一致)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from efficiency_rules.errors import GradingError, Problem

Table = list[tuple[int, ...]]
Chain = tuple[tuple[int, int, int], ...]
"""Moves, each a group, the grade where it gives up a seat, and the grade where it gets one."""
Moves = dict[tuple[int, int], tuple[int, int]]
"""The best move from one grade to another: what it gains, and the group that makes it."""


def reconciled(
    sizes: Mapping[str, int], shares: Sequence[Fraction], seats: Sequence[int], order: Sequence[str] = ()
) -> dict[str, tuple[int, ...]]:
    """Return the seats of each group, one entry a grade, best grade first (docs/grading.md, section 3).

    `sizes` are units by group, `shares` exact and summing to 1, `seats` those of the whole county. Rows sum to
    the group's size, columns to `seats`, every cell is the floor or the ceiling of share x size, and no such
    table has a smaller sum of squared differences from share x size (controlled rounding). Of tables that cost
    the same, the first group in `order` whose rows differ gets the one with more seats in the better grade.

    Raises GradingError: `groups-not-reconcilable` when there is no such table, `group-order-needed` when several
    cost the same and `order` is empty, `group-not-in-order` when `order` leaves out a group of `sizes`, needed or
    not. At most groups x grades / 2 steps of (groups + grades) x grades**2 comparisons: six groups of four grades
    take well under a millisecond, forty of four two, ten of ten about ten (measured).
    """
    absent = sorted(group for group in sizes if group not in order) if order else []
    ranked = sorted(sizes) if absent or not order else sorted(sizes, key=order.index)
    roundings = _roundings([sizes[group] for group in ranked], shares)
    table = _cheapest(roundings, seats, towards_better=True)
    other = table if order else _cheapest(roundings, seats, towards_better=False)
    facts: dict[str, object] = {
        "sizes": [f"{group} {sizes[group]}" for group in ranked],
        "shares": [str(share) for share in shares],
        "seats": list(seats),
    }
    problems = []
    if absent:
        problems.append(Problem("group-not-in-order", facts={**facts, "missing": absent, "order": list(order)}))
    if table is None or other is None:
        raise GradingError([*problems, Problem("groups-not-reconcilable", facts=facts)])
    if table != other:
        problems.append(Problem("group-order-needed", facts=facts | _differences(ranked, table, other)))
    if problems:
        raise GradingError(problems)
    rows = dict(zip(ranked, table, strict=True))
    return {group: rows[group] for group in sizes}


@dataclass(frozen=True, slots=True)
class _Rounding:
    """The exact shares of one group: floors, remainders by grade as whole numbers, how many cells go up."""

    floors: tuple[int, ...]
    remainders: Mapping[int, int]
    ups: int


def _roundings(sizes: Sequence[int], shares: Sequence[Fraction]) -> list[_Rounding]:
    unit = lcm(*(share.denominator for share in shares))
    rows = [[divmod(int(share * unit) * size, unit) for share in shares] for size in sizes]
    return [
        _Rounding(
            floors=(floors := tuple(floor for floor, _ in row)),
            remainders={grade: remainder for grade, (_, remainder) in enumerate(row) if remainder},
            ups=size - sum(floors),
        )
        for size, row in zip(sizes, rows, strict=True)
    ]


def _cheapest(roundings: Sequence[_Rounding], seats: Sequence[int], *, towards_better: bool) -> Table | None:
    """Return the cheapest table, one row a group, or None where there is none.

    Rounding a cell of remainder f up instead of down changes its squared difference by 1 - 2f, and the number of
    cells that go up is given: the cheapest table is the one with the greatest sum of their remainders. It is found
    without trying any table: first every group rounds its own largest remainders up, the best table for whatever
    columns result. Then, while the columns are not `seats`, one seat passes from a grade that has too many to one
    that has too few along the chain of moves that loses least. Each step again gives the best table for its columns
    (successive shortest paths: Ahuja, Magnanti, Orlin, Network Flows, 1993, section 9.7).
    """
    weights = _weights(roundings, len(seats), towards_better=towards_better)
    ups = [
        set(sorted(weight, key=weight.__getitem__, reverse=True)[: rounding.ups])
        for weight, rounding in zip(weights, roundings, strict=True)
    ]
    surplus = [
        sum(rounding.floors[grade] + (grade in up) for rounding, up in zip(roundings, ups, strict=True)) - seat
        for grade, seat in enumerate(seats)
    ]
    while any(surplus):
        chain = _best_chain(_best_moves(weights, ups), surplus)
        if not chain:
            return None
        for group, loser, winner in chain:
            ups[group] ^= {loser, winner}
        surplus[chain[0][1]] -= 1
        surplus[chain[-1][2]] += 1
    return [
        tuple(floor + (grade in up) for grade, floor in enumerate(rounding.floors))
        for rounding, up in zip(roundings, ups, strict=True)
    ]


def _weights(roundings: Sequence[_Rounding], grades: int, *, towards_better: bool) -> list[dict[int, int]]:
    """Return what rounding up is worth, by group and grade: no two sets of cells are worth the same.

    The remainder comes first. Behind it every cell has a binary digit of its own, earlier groups and better
    grades the higher ones: sets with equal remainders compare like their cells read in that order.
    """
    digits = len(roundings) * grades
    sign = 1 if towards_better else -1
    return [
        {
            grade: (remainder << digits) + sign * (1 << (digits - 1 - group * grades - grade))
            for grade, remainder in rounding.remainders.items()
        }
        for group, rounding in enumerate(roundings)
    ]


def _best_moves(weights: Sequence[Mapping[int, int]], ups: Sequence[set[int]]) -> Moves:
    """Return the best move between any two grades: one group rounds a cell down there and a cell up here."""
    best: Moves = {}
    for group, (weight, up) in enumerate(zip(weights, ups, strict=True)):
        for loser in up:
            for winner in weight.keys() - up:
                move = (weight[winner] - weight[loser], group)
                best[loser, winner] = max(move, best.get((loser, winner), move))
    return best


def _best_chain(moves: Moves, surplus: Sequence[int]) -> Chain:
    """Return the chain of most gain from a grade with seats too many to one with too few, empty where none leads.

    Bellman and Ford: no cycle of moves gains anything, since the table is the best for its columns, so the best
    chain passes every grade once at most. No group can enter a grade and leave it again on one chain: its cell there
    is either up or down.
    """
    chains: dict[int, tuple[int, Chain]] = {grade: (0, ()) for grade, over in enumerate(surplus) if over > 0}
    for _ in surplus[1:]:
        for (loser, winner), (gain, group) in moves.items():
            if loser in chains:
                so_far, chain = chains[loser]
                longer = (so_far + gain, (*chain, (group, loser, winner)))
                chains[winner] = max(longer, chains.get(winner, longer))
    arrived = [chains[grade] for grade, over in enumerate(surplus) if over < 0 and grade in chains]
    return max(arrived, default=(0, ()))[1]


def _differences(groups: Sequence[str], one: Table, other: Table) -> dict[str, object]:
    """Return the facts of two tables of equal cost: the groups whose rows differ, and these rows in each."""
    apart = [at for at in range(len(groups)) if one[at] != other[at]]
    return {
        "groups": [groups[at] for at in apart],
        "one": [_row_text(groups[at], one[at]) for at in apart],
        "other": [_row_text(groups[at], other[at]) for at in apart],
    }


def _row_text(group: str, row: Sequence[int]) -> str:
    return " ".join([group, *map(str, row)])
