"""Draws graded at once: equal to `grade` on every draw of counties with any policies, and really at once."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

import numpy as np
import pytest
from grading_counties import county
from hypothesis import given, settings
from hypothesis import strategies as st
from jingbian_example import ruleset

import efficiency_rules as er
from efficiency_rules.changes.trying import Draws, Grades, Place, grades_in
from efficiency_rules.errors import GradingError
from efficiency_rules.grading import GradeScheme, Standing, grade

RULES = ruleset()


def drawn(random: Random, standings: Sequence[Standing], times: int) -> list[list[Standing]]:
    """Return the same units some times: the first draw as they are, the others with numbers of one another."""
    draws = [list(standings)]
    for _ in range(times - 1):
        keys = random.choices([one.keys for one in standings], k=len(standings))
        draws.append([replace(one, keys=key) for one, key in zip(standings, keys, strict=True)])
    return draws


def placed(standings: Sequence[Standing], scheme: GradeScheme, home: dict[str, str]) -> Place:
    """Return the place of these units under a scheme, by jurisdiction."""
    roster = er.Roster([er.Unit(one.unit, one.unit, one.group or "town", home[one.unit]) for one in standings])
    return Place.of(replace(RULES, grading=scheme), roster)


def matrices(draws: Sequence[Sequence[Standing]], scheme: GradeScheme, out: set[tuple[int, str]]) -> Draws:
    """Return draws as matrices of hundredths."""

    def matrix(values: list[list[int]]) -> np.ndarray:
        return np.array(values, dtype=np.int64).reshape(len(draws), len(draws[0]))

    last = len(scheme.grades) - 1
    return Draws(
        keys=[
            matrix([[int(Decimal(one.keys[at]) * 100) for one in draw] for draw in draws])
            for at in range(1 + len(scheme.breaks))
        ],
        best=matrix([[scheme.order[one.best] if one.best else 0 for one in draw] for draw in draws]),
        worst=matrix([[scheme.order[one.worst] if one.worst else last for one in draw] for draw in draws]),
        graded=matrix([[(row, one.unit) not in out for one in draw] for row, draw in enumerate(draws)]).astype(bool),
    )


def expected(draw: Sequence[Standing], scheme: GradeScheme, home: dict[str, str], out: set[str]) -> Grades:
    """Return what `grade` finds, jurisdiction by jurisdiction; units in `out` have no grade."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(out, ())
    for place in sorted(set(home.values())):
        here = [one for one in draw if home[one.unit] == place and one.unit not in out]
        grading = grade(here, scheme)
        found |= {one.unit: possible for one, possible in zip(here, grading.possible, strict=True)}
    return tuple(found[one.unit] for one in draw)


@settings(max_examples=settings().max_examples * 6)
@given(st.integers(0, 2**32))
def test_every_draw_is_what_grade_finds(seed):
    """Whatever the policies, restrictions, thresholds, ties and jurisdictions, and whoever is not graded."""
    random = Random(seed)
    mapping, standings = county(random, most=14)
    standings = sorted(standings, key=lambda one: one.unit)
    scheme = GradeScheme.parse(mapping)
    several = scheme.counts is None and random.random() < 0.4
    home = {one.unit: random.choice("甲乙") if several else "甲" for one in standings}
    draws = drawn(random, standings, 6) if standings else [[]]
    away = {(row, one.unit) for row in range(len(draws)) for one in standings if several and random.random() < 0.1}
    place = placed(standings, scheme, home)
    wanted, refused = [], []
    for row, draw in enumerate(draws):
        out = {unit for at, unit in away if at == row}
        try:
            wanted.append((row, expected(draw, scheme, home, out)))
        except GradingError as error:
            refused.append((row, [problem.code for problem in error.problems]))
    found = matrices(draws, scheme, away)
    kept = [row for row, _ in wanted]
    assert grades_in(place, rows_of(found, kept)) == [grades for _, grades in wanted]
    for row, codes in refused:
        with pytest.raises(GradingError) as caught:
            grades_in(place, rows_of(found, [row]))
        assert [problem.code for problem in caught.value.problems] == codes


def rows_of(draws: Draws, rows: list[int]) -> Draws:
    """Return some of the draws."""
    return Draws([key[rows] for key in draws.keys], draws.best[rows], draws.worst[rows], draws.graded[rows])


@pytest.mark.parametrize("policy", [{}, {"pool": "by-group"}, {"base": "exclude-forced"}, {"restrictions": "after"}])
def test_ties_that_wait_vetoes_and_caps_are_graded_at_once(monkeypatch, policy):
    """Nothing of what a plain county has goes through `grade` draw by draw: that it is fast hangs on this."""
    monkeypatch.setattr(Place, "outcome", None)
    fixed = {"pool": "all", "base": "all", "restrictions": "fill", "seats": "largest-remainder", "then": "decide"}
    mapping, standings = county(Random(7), most=40, limits=False, grades=4, **(fixed | policy))
    scheme = GradeScheme.parse(mapping)
    standings = [replace(one, group="town") for one in sorted(standings, key=lambda one: one.unit)]
    # One veto and one cap; nobody else has their numbers.
    vetoed = replace(standings[0], keys=("99.5", *standings[0].keys[1:]), best="poor", worst="poor")
    capped = replace(standings[1], keys=("99", *standings[1].keys[1:]), best="good")
    home = dict.fromkeys((one.unit for one in standings), "甲")
    draws = [[vetoed, capped, *rest] for rest in drawn(Random(8), standings[2:], 30)]
    wanted = [expected(draw, scheme, home, set()) for draw in draws]
    assert any(len(possible) > 1 for grades in wanted for possible in grades)
    assert grades_in(placed(standings, scheme, home), matrices(draws, scheme, set())) == wanted
