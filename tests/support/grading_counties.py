"""Invented counties for grading: a random `grading:` section with any policies, and random units for it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from efficiency_rules.grading import Decision, GradeScheme, Standing, grade

IDS = ("excellent", "good", "fair", "poor", "bad")
GROUPS = ("town", "department", "enterprise", "stationed")
METHODS = ("largest-remainder", "webster", "cumulative", "cumulative-floor", "cumulative-ceil", "at-most")
POLICIES: Mapping[str, Sequence[str | None]] = {
    "seats": (*METHODS, *METHODS, "explicit", None),
    "seat_tie": ("better", "worse"),
    "then": ("decide", "decide", "decide", "promote", "demote", "majority"),
    "restrictions": ("fill", "after"),
    "base": ("all", "exclude-forced"),
    "pool": ("all", "all", "by-group", "by-group-reconciled"),
}
"""What is drawn for each policy where a test does not fix it."""

County = tuple[dict[str, Any], list[Standing]]


def county(random: Random, *, most: int = 40, limits: bool = True, strict: bool = False, **fixed: Any) -> County:
    """Return a `grading:` section and standings that fit it.

    `fixed` sets policies by name, the rest is drawn; `limits` allows restrictions and thresholds, `strict`
    makes all totals different. Shares are always accepted, so a test of the proof has to remove that.
    """
    drawn = {key: fixed.get(key, random.choice(values)) for key, values in POLICIES.items()}
    ids = IDS[: fixed.get("grades", random.randint(1, 5))]
    units = random.randint(0, most)
    span = units + 5 if strict else random.choice((0, 2, 5, 20))
    breaks = [] if strict else [random.choice(("higher", "lower")) for _ in range(random.randint(0, 2))]
    lines = _thresholds(random, ids, span) if limits else {}
    groups: Sequence[str | None] = GROUPS[: random.randint(1, 4)]
    if drawn["pool"] == "all":
        groups = (*groups, None)
    totals = random.sample(range(span), units) if strict else [random.randint(0, span) for _ in range(units)]
    names = random.sample(range(100, 100 + 2 * units), units)
    standings, base = [], 0
    for name, total in zip(names, totals, strict=True):
        # A threshold that the total misses must leave a grade open that a guarantee allows.
        missed = max((ids.index(id) + 1 for id, line in lines.items() if 2 * total < line), default=0)
        best, worst = _limits(random, len(ids), missed) if limits else (0, len(ids) - 1)
        bounds = (ids[best] if best else None, ids[worst] if worst < len(ids) - 1 else None)
        keys = (_written(random, total), *(str(random.randint(-1, 1)) for _ in breaks))
        standings.append(Standing(f"u{name}", keys, random.choice(groups), *bounds))
        base += drawn["base"] == "all" or max(best, missed) < worst
    section = _section(ids, drawn, breaks, lines)
    return section | _seats(random, ids, drawn, base), standings


def _thresholds(random: Random, ids: Sequence[str], span: int) -> dict[str, int]:
    """Return twice the total that some grades ask for; a better grade never asks for less."""
    named = [id for id in ids[:-1] if random.random() < 0.2]
    return dict(zip(named, sorted((random.randint(0, 2 * span) for _ in named), reverse=True), strict=True))


def _limits(random: Random, grades: int, missed: int) -> tuple[int, int]:
    """Return the best and the worst grade of a unit: a cap for one in four, a guarantee for one in six."""
    best = random.randrange(grades) if random.random() < 0.25 else 0
    worst = random.randrange(max(best, missed), grades) if random.random() < 0.15 else grades - 1
    return best, worst


def _written(random: Random, total: int) -> str:
    """Return half the total in any of its spellings."""
    half = Decimal(total) / 2 + 60
    return random.choice((str(half), f"{half:.1f}", f"{half:.2f}"))


def _section(
    ids: Sequence[str], drawn: Mapping[str, Any], breaks: Sequence[str], lines: Mapping[str, int]
) -> dict[str, Any]:
    keys = [{"key": f"item:{at}", "better": better} for at, better in enumerate(breaks)]
    return {
        "grades": [{"id": id, "title": f"等次{id}"} for id in ids],
        "ties": {"break": keys, "then": drawn["then"]},
        "thresholds": [{"grade": id, "at_least": str(Decimal(line) / 4 + 60)} for id, line in lines.items()],
        # Without shares, lines and caps a scheme would give everybody the best grade, and is refused.
        "caps": [{"when": "veto@2025", "at_best": ids[-1]}],
        **{key: drawn[key] for key in ("restrictions", "base", "pool")},
    }


def _seats(random: Random, ids: Sequence[str], drawn: Mapping[str, Any], base: int) -> dict[str, Any]:
    """Return what gives the seats; a method that does not go with the pool makes way for another."""
    method, pool = drawn["seats"], drawn["pool"]
    if method is None and pool != "by-group-reconciled":
        return {}
    if method == "explicit" and pool == "all":
        return {"seats": method, "counts": _counts(random, ids, base)}
    weights = [random.randint(0, 12) for _ in ids]
    favoured = random.randrange(len(ids))
    weights[favoured] += 1
    held = [id for id in ids if id != ids[favoured] and random.random() < 0.5]
    if method in (None, "explicit") or (method == "at-most" and not held):
        method = "cumulative"
    return {
        "grades": [
            {"id": id, "title": f"等次{id}", "share": f"{weight}/{sum(weights)}"}
            for id, weight in zip(ids, weights, strict=True)
        ],
        "seats": method,
        "seat_tie": drawn["seat_tie"],
        "accept_paradox": "纪要〔2026〕1号",
        **({"at_most": held} if method == "at-most" else {}),
        **({"group_order": random.sample(GROUPS, len(GROUPS))} if pool == "by-group-reconciled" else {}),
    }


def _counts(random: Random, ids: Sequence[str], units: int) -> dict[str, Any]:
    cuts = [0, *sorted(random.randint(0, units) for _ in ids[1:]), units]
    counts = {id: below - above for id, above, below in zip(ids, cuts, cuts[1:], strict=False)}
    return {"document": "纪要〔2026〕3号", **counts}


def decided(random: Random, standings: Sequence[Standing], scheme: GradeScheme) -> list[Decision]:
    """Return decisions that order some of the open ties, each drawn at random."""
    return [
        decision(random.sample(tie.units, len(tie.units)))
        for tie in grade(standings, scheme).open_ties
        if random.random() < 0.6
    ]


def decision(units: Sequence[str]) -> Decision:
    """Return a decision that puts these units in this order."""
    return Decision(units=tuple(units), by="某甲", role="专班组长", on="2026-01-20", reason="会议议定", document="纪要")
