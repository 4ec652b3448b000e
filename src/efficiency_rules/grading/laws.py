"""The laws every grading obeys, written from the policy's words: each returns what it finds broken.

A law takes the standings, the scheme and the grading, and returns one sentence a breach, none where it
holds. A broken law is a mistake of this library, never of the county.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from efficiency_rules.grading.placement import Grading
from efficiency_rules.grading.placement import grade as grade_anew
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Standing

Law = Callable[[Sequence[Standing], GradeScheme, Grading], list[str]]


def complete(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """Every unit has exactly one placement, with one grade of the scheme or waiting for a decision."""
    breaches = []
    if [one.unit for one in grading.placements] != [one.unit for one in standings]:
        breaches.append("评等结果与参评单位不一一对应")
    known = {each.id for each in scheme.grades}
    for one in grading.placements:
        if one.on_line != (one.grade is None) or (one.grade is not None and one.grade not in known):
            breaches.append(f"单位“{one.unit}”既没有一个有效等次，也没有标明待裁定")
    return breaches


def seats_sum(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """The seats of all grades sum to the number of units."""
    total = sum(grading.seats.values())
    return [] if total == len(standings) else [f"名额之和 {total} 不等于单位数 {len(standings)}"]


def quota(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """Every grade has the floor or the ceiling of its exact share in seats (quota rule)."""
    breaches = []
    for each in scheme.grades:
        exact: Fraction = each.share * len(standings)
        if abs(grading.seats[each.id] - exact) >= 1:
            breaches.append(f"“{each.title}”名额 {grading.seats[each.id]} 不是应得数 {exact} 的上下取整")
    return breaches


def seats_respected(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """Grades are filled from the best down: each with all better ones holds its cumulative seats.

    Fewer where not enough units may get them, more only where units may get no worse grade. Units that
    wait may go either way, so each count is then only bounded.
    """
    breaches = []
    bounds = _bounds(standings, scheme)
    placed = _placed(scheme, grading)
    waiting = sum(grade is None for grade in placed)
    seats = 0
    for level, each in enumerate(scheme.grades):
        seats += grading.seats[each.id]
        above = sum(grade is not None and grade < level for grade in placed)
        here = sum(grade == level for grade in placed)
        bound = sum(worst == level == grade for (_, worst), grade in zip(bounds, placed, strict=True))
        wanted = min(seats, sum(best <= level for best, _ in bounds))
        least, most = (max(above + bound, wanted), max(above + waiting + bound, wanted))
        if not least - waiting <= above + here <= most:
            breaches.append(f"评为“{each.title}”及以上的单位有 {above + here} 个，应为 {least} 个")
    return breaches


def monotone(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """No unit stands below a unit with a lower key, except for a restriction of one of the two."""
    breaches = []
    bounds = _bounds(standings, scheme)
    placed = _placed(scheme, grading)
    keys = _keys(standings, scheme)
    for level, each in enumerate(scheme.grades):
        inside, outside = [], []
        for key, (best, worst), grade in zip(keys, bounds, placed, strict=True):
            if grade == level and worst > level:
                inside.append(key)
            elif grade is not None and grade > level and best <= level:
                outside.append(key)
        if inside and outside and max(outside) > min(inside):
            breaches.append(f"有单位排序高于评为“{each.title}”的单位，却评为更差的等次")
    return breaches


def equals_get_equals(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """Units with equal keys and equal restrictions get the same grade, wait together, or were decided."""
    breaches = []
    decided = {unit for decision in grading.decisions for unit in decision.units}
    found: dict[object, int | None] = {}
    rows = zip(standings, _keys(standings, scheme), _bounds(standings, scheme), _placed(scheme, grading), strict=True)
    for standing, key, bounds, placed in rows:
        if standing.unit not in decided and found.setdefault((key, bounds), placed) != placed:
            breaches.append(f"单位“{standing.unit}”与全部排序依据相同的单位等次不同，又没有裁定")
    return breaches


def restrictions_respected(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """No unit gets a grade outside its restrictions or above a threshold its total misses."""
    breaches = []
    for standing, (best, worst), placed in zip(
        standings, _bounds(standings, scheme), _placed(scheme, grading), strict=True
    ):
        if placed is not None and not best <= placed <= worst:
            breaches.append(f"单位“{standing.unit}”的等次“{scheme.grades[placed].title}”超出限定")
    return breaches


def decisions_respected(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """In a decided tie nobody stands below a unit the decision puts later, except for a restriction."""
    breaches = []
    rows = zip(standings, _bounds(standings, scheme), _placed(scheme, grading), strict=True)
    named = {unit for decision in grading.decisions for unit in decision.units}
    known = {standing.unit: (bounds, placed) for standing, bounds, placed in rows if standing.unit in named}
    for decision in grading.decisions:
        # From the last to the first: for each grade, whether a later unit got it by its order.
        later: set[int] = set()
        for unit in reversed(decision.units):
            (best, worst), placed = known[unit]
            if placed is None:
                continue
            if any(best <= grade < placed for grade in later):
                breaches.append(f"单位“{unit}”的等次与裁定（{decision.document}）的先后不符")
            if worst > placed:
                later.add(placed)
    return breaches


def order_irrelevant(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """Grading the units in reverse, or with the ids handed round, changes nothing else."""
    breaches = []
    backwards = grade_anew(standings[::-1], scheme, grading.decisions[::-1])
    if backwards.placements[::-1] != grading.placements:
        breaches.append("颠倒单位的先后，评等结果就不同")
    names = [standing.unit for standing in standings]
    handed = dict(zip(names, [*names[1:], *names[:1]], strict=True))
    renamed = grade_anew(
        [replace(standing, unit=handed[standing.unit]) for standing in standings],
        scheme,
        [replace(one, units=tuple(handed[unit] for unit in one.units)) for one in grading.decisions],
    )
    if renamed.placements != tuple(replace(one, unit=handed[one.unit]) for one in grading.placements):
        breaches.append("更换单位编号，评等结果就不同")
    return breaches


LAWS: tuple[Law, ...] = (
    complete,
    seats_sum,
    quota,
    seats_respected,
    monotone,
    equals_get_equals,
    restrictions_respected,
    decisions_respected,
    order_irrelevant,
)


def check_laws(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """Return every breach of every law, each behind the law's name; empty where all hold."""
    breaches = complete(standings, scheme, grading)
    if breaches:
        # The other laws compare unit by unit.
        return [f"complete: {breach}" for breach in breaches]
    return [f"{law.__name__}: {breach}" for law in LAWS for breach in law(standings, scheme, grading)]


def _keys(standings: Sequence[Standing], scheme: GradeScheme) -> list[tuple[Decimal, ...]]:
    """Return the full keys, higher is better; copy_negate is exact where unary minus would round."""
    lower = [False, *(key.better == "lower" for key in scheme.breaks)]
    return [
        tuple(
            Decimal(text).copy_negate() if flip else Decimal(text)
            for text, flip in zip(standing.keys, lower, strict=True)
        )
        for standing in standings
    ]


def _bounds(standings: Sequence[Standing], scheme: GradeScheme) -> list[tuple[int, int]]:
    """Return the positions of the best and the worst grade each unit may get, thresholds included."""
    at = {each.id: position for position, each in enumerate(scheme.grades)}
    bounds = []
    for standing in standings:
        missed = [
            at[line.grade] + 1 for line in scheme.thresholds if Decimal(standing.keys[0]) < Decimal(line.at_least)
        ]
        best = max([at[standing.best] if standing.best else 0, *missed])
        bounds.append((best, at[standing.worst] if standing.worst else len(at) - 1))
    return bounds


def _placed(scheme: GradeScheme, grading: Grading) -> list[int | None]:
    """Return the position of each unit's grade, None while it waits."""
    at = {each.id: position for position, each in enumerate(scheme.grades)}
    return [None if one.grade is None else at[one.grade] for one in grading.placements]
