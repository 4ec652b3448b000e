"""The laws every grading obeys, written from the policy's words: each returns what it finds broken.

A law takes the standings, the scheme and the grading, and returns one sentence a breach, none where it
holds. A broken law is a mistake of this library, never of the county.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from efficiency_rules.grading.placement import Grading
from efficiency_rules.grading.placement import grade as grade_anew
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Bounds, Standing

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
    """The seats of all grades sum to the number of units that the shares refer to, in every pool."""
    breaches = []
    for group, members in _pools(standings, scheme).items():
        seats = _seats(grading, group)
        base = len(_based(standings, scheme, members))
        if seats is not None and sum(seats) != base:
            breaches.append(f"名额之和 {sum(seats)} 不等于计入的单位数 {base}")
    return breaches


def quota(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """Every grade has the floor or the ceiling of its exact share in seats, in every pool and in the county.

    Counts that a document decided, and shares whose paradox a document accepts, are outside this law; so is
    the county where every group has seats of its own.
    """
    if scheme.rule is None or scheme.seats == "explicit" or scheme.accept_paradox:
        return []
    pools = _pools(standings, scheme)
    tables = [
        (len(_based(standings, scheme, members)), _seats(grading, group) or ()) for group, members in pools.items()
    ]
    if scheme.pool == "by-group-reconciled":
        tables.append((sum(base for base, _ in tables), tuple(grading.seats.values())))
    breaches = []
    for base, seats in tables:
        for each, share, given in zip(scheme.grades, scheme.rule.shares, seats, strict=True):
            exact = share * base
            if abs(given - exact) >= 1:
                breaches.append(f"“{each.title}”名额 {given} 不是应得数 {exact} 的上下取整")
    return breaches


def seats_respected(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """Grades are filled from the best down: each with all better ones holds its cumulative seats.

    Filled: fewer where not enough units may get them, more only where units may get no worse grade. After:
    any unit at the edge of what it may get can have moved there. Units that wait may go either way, and an
    automatic tie policy may be off by less than a block; so each count is then only bounded.
    """
    breaches: list[str] = []
    if scheme.rule is None:
        return breaches
    all_bounds, all_placed, all_keys = _bounds(standings, scheme), _placed(scheme, grading), _keys(standings, scheme)
    for group, members in _pools(standings, scheme).items():
        seats = _seats(grading, group) or ()
        based = _based(standings, scheme, members)
        bounds, placed = [all_bounds[at] for at in based], [all_placed[at] for at in based]
        largest = max([1, *Counter(all_keys[at] for at in based).values()])
        slack = 0 if scheme.then == "decide" else largest - 1
        under = slack if scheme.then != "promote" else 0
        over = slack if scheme.then != "demote" else 0
        count = _filled if scheme.restrictions == "fill" else _moved
        for level, wanted in enumerate(accumulate(seats)):
            least, most = count(bounds, placed, level)
            if not least - over <= wanted <= most + under:
                title = scheme.grades[level].title
                breaches.append(f"评为“{title}”及以上的单位应为 {wanted} 个，评等结果只说得通 {least} 至 {most} 个")
    return breaches


def _filled(bounds: Sequence[Bounds], placed: Sequence[int | None], level: int) -> tuple[int, int]:
    """Return the least and the most seats of a grade and all better ones that explain these placements."""
    waiting = sum(grade is None for grade in placed)
    above = sum(grade is not None and grade < level for grade in placed)
    here = sum(grade == level for grade in placed)
    bound = sum(worst == level == grade for (_, worst), grade in zip(bounds, placed, strict=True))
    eligible = sum(best <= level for best, _ in bounds)
    least = above + here
    most = above + here + waiting
    if least <= above + bound:
        # All placed here were bound to be: the seats may have been used up before.
        least = 0
    if most >= eligible:
        # Nobody is left who may get it: any number of seats explains that.
        most = len(placed)
    return least, most


def _moved(bounds: Sequence[Bounds], placed: Sequence[int | None], level: int) -> tuple[int, int]:
    """The same where restrictions act afterwards: who stands at the edge of its bounds may come from beyond."""
    waiting = sum(grade is None for grade in placed)
    rows = [(best, worst, grade) for (best, worst), grade in zip(bounds, placed, strict=True) if grade is not None]
    least = sum(grade <= level and grade != worst for _, worst, grade in rows)
    most = sum(grade <= level or grade == best for best, _, grade in rows) + waiting
    return least, most


def monotone(standings: Sequence[Standing], scheme: GradeScheme, grading: Grading) -> list[str]:
    """No unit stands below a unit of its pool with a lower key, except for a restriction of one of the two."""
    breaches = []
    bounds, placed, keys = _bounds(standings, scheme), _placed(scheme, grading), _keys(standings, scheme)
    for members in _pools(standings, scheme).values():
        for level, each in enumerate(scheme.grades):
            inside, outside = [], []
            for at in members:
                (best, worst), grade = bounds[at], placed[at]
                if grade == level and worst > level:
                    inside.append(keys[at])
                elif grade is not None and grade > level and best <= level:
                    outside.append(keys[at])
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
        group = standing.group if scheme.pool != "all" else None
        if standing.unit not in decided and found.setdefault((group, key, bounds), placed) != placed:
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
    """Grading the units in reverse and with the ids handed round changes nothing else."""
    names = [standing.unit for standing in standings]
    handed = dict(zip(names, [*names[1:], *names[:1]], strict=True))
    anew = grade_anew(
        [replace(standing, unit=handed[standing.unit]) for standing in reversed(standings)],
        scheme,
        [replace(one, units=tuple(handed[unit] for unit in one.units)) for one in reversed(grading.decisions)],
    )
    before = [(handed[one.unit], one.rank, one.grade, one.on_line) for one in grading.placements]
    after = [(one.unit, one.rank, one.grade, one.on_line) for one in reversed(anew.placements)]
    return [] if before == after else ["颠倒单位的先后、更换单位编号，评等结果就不同"]


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


def _pools(standings: Sequence[Standing], scheme: GradeScheme) -> dict[str | None, list[int]]:
    """Return the positions of the units that are graded among themselves, by group."""
    pools: dict[str | None, list[int]] = {}
    for at, standing in enumerate(standings):
        pools.setdefault(None if scheme.pool == "all" else standing.group, []).append(at)
    return pools


def _based(standings: Sequence[Standing], scheme: GradeScheme, members: Sequence[int]) -> list[int]:
    """Return the positions of the units that the shares refer to: without the forced ones where they are outside."""
    if scheme.base == "all":
        return list(members)
    bounds = _bounds(standings, scheme)
    return [at for at in members if bounds[at][0] != bounds[at][1]]


def _seats(grading: Grading, group: str | None) -> tuple[int, ...] | None:
    return next(pool.seats for pool in grading.pools if pool.group == group)


def _keys(standings: Sequence[Standing], scheme: GradeScheme) -> list[tuple[Decimal, ...]]:
    """Return the full keys, higher is better; copy_negate is exact where unary minus would round."""
    lower = [False, *(key.better == "lower" for key in scheme.breaks)]
    # Keys repeat: every distinct one is read once.
    read = {
        texts: tuple(
            Decimal(text).copy_negate() if flip else Decimal(text) for text, flip in zip(texts, lower, strict=True)
        )
        for texts in {tuple(standing.keys) for standing in standings}
    }
    return [read[tuple(standing.keys)] for standing in standings]


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
