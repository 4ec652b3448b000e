"""Speed of grading alone: `python -m benchmarks.grading`. Seconds of the fastest round; processor seconds beside.

One county of 100 units, six reconciled groups, 3,000 jurisdictions of 100, 300,000 units in one pool; the same with
every sentence read, since sentences are made when they are asked for; and the laws that run on every result. Invented
totals with two decimals from a seeded generator.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from benchmarks.tables import markdown
from efficiency_rules.grading import GradeScheme, Standing, check_laws, grade
from efficiency_rules.grading.proof import prove

PLAN = {
    "grades": [
        {"id": id, "title": title, "share": share}
        for id, title, share in (
            ("excellent", "优秀", "20%"),
            ("good", "良好", "40%"),
            ("fair", "一般", "30%"),
            ("poor", "较差", "10%"),
        )
    ],
    "seats": "largest-remainder",
    "ties": {"break": [], "then": "decide"},
}
GROUPS = ("town", "department", "subordinate", "enterprise", "stationed", "bureau")


def county(random: Random, units: int) -> list[Standing]:
    """Return invented standings with totals from 60.00 to 100.00."""
    return [
        Standing(unit=f"u{at}", keys=(f"{random.randint(6_000, 10_000) / 100:.2f}",), group=random.choice(GROUPS))
        for at in range(units)
    ]


def timed(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the seconds of the fastest round by the clock and by the processor."""
    found = []
    for _ in range(rounds):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        found.append((time.perf_counter() - clock, time.process_time() - processor))
    return min(one for one, _ in found), min(other for _, other in found)


def main() -> None:
    """Print one row a task."""
    random = Random(2025)
    scheme = GradeScheme.parse(PLAN)
    rule = scheme.rule
    # The scheme remembers its proof, which has to be a part of what is measured.
    assert rule is not None
    reconciled = GradeScheme.parse(PLAN | {"pool": "by-group-reconciled", "group_order": list(GROUPS)})
    small, large = county(random, 100), county(random, 300_000)
    many = [county(random, 100) for _ in range(3_000)]
    graded = grade(small, scheme)
    tasks: Sequence[tuple[str, float | None, Callable[[], object], int]] = [
        ("100 units", 0.002, lambda: grade(small, scheme), 50),
        ("100 units in six reconciled groups", 0.010, lambda: grade(small, reconciled), 50),
        ("3,000 jurisdictions of 100", 3.0, lambda: [grade(one, scheme) for one in many], 3),
        ("300,000 units in one pool", 1.0, lambda: grade(large, scheme), 5),
        ("100 units, and the sentence of each", None, lambda: tuple(grade(small, scheme).placements), 50),
        ("3,000 jurisdictions, and all sentences", None, lambda: [tuple(grade(c, scheme).placements) for c in many], 3),
        ("300,000 units, and all sentences", None, lambda: tuple(grade(large, scheme).placements), 5),
        ("loading the scheme with its proof", 0.050, lambda: (GradeScheme.parse(PLAN), prove(rule)), 20),
        ("all laws on 100 units", 0.010, lambda: check_laws(small, scheme, replace(graded)), 50),
    ]
    rows = []
    for name, target, work, rounds in tasks:
        clock, processor = timed(work, rounds)
        wanted = "" if target is None else f"{target * 1000:.0f}"
        rows.append([name, f"{clock * 1000:.1f}", f"{processor * 1000:.1f}", wanted])
    print(markdown(["task", "clock ms", "processor ms", "target ms"], rows))


if __name__ == "__main__":
    main()
