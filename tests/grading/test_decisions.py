"""Decisions: a person orders a tie, and only a tie that needs it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efficiency_rules.errors import GradingError
from efficiency_rules.grading import Decision, GradeScheme, Standing, check_decisions, check_laws, grade

Scheme = Callable[..., GradeScheme]
Standings = Callable[..., list[Standing]]


def decide(*units: str, document: str = "会议纪要〔2026〕1号") -> Decision:
    return Decision(
        units=units, by="某甲", role="专班组长", on="2026-01-20", reason="年终评价得分高者在前", document=document
    )


def codes(standings: list[Standing], scheme: GradeScheme, *decisions: Decision) -> list[str]:
    with pytest.raises(GradingError) as raised:
        grade(standings, scheme, decisions)
    return [problem.code for problem in raised.value.problems]


def test_a_decision_orders_the_tie(scheme_of: Scheme, standings_of: Standings) -> None:
    """The tied units get their grades in the decided order; the tie stays on record as decided."""
    standings = standings_of({"a": 95, "b": 90, "c": 90, "d": 90, "e": 70})
    grading = grade(standings, scheme_of(), [decide("d", "b", "c")])
    assert [one.grade for one in grading.placements] == ["excellent", "good", "fair", "good", "fair"]
    assert [one.rank for one in grading.placements] == [1, 2, 2, 2, 5]
    assert not any(one.on_line for one in grading.placements)
    assert grading.open_ties == ()
    (tie,) = grading.ties
    assert tie.decision == decide("d", "b", "c")
    assert tie.possible == (("good", "fair"),) * 3
    assert (
        "与另外 2 个单位同分，先后按 2026-01-20 的裁定（会议纪要〔2026〕1号）；未进入“良好”"
        in grading.placements[2].why
    )


def test_one_of_two_ties_decided(scheme_of: Scheme, standings_of: Standings) -> None:
    """Deciding one tie leaves the other open."""
    scheme = scheme_of(("1/4", "1/4", "1/4", "1/4"))
    standings = standings_of({"a": 9, "b": 9, "c": 5, "d": 5})
    grading = grade(standings, scheme, [decide("b", "a")])
    assert [one.grade for one in grading.placements] == ["good", "excellent", None, None]
    assert [tie.open for tie in grading.ties] == [False, True]


def test_a_restricted_unit_in_a_decided_tie(scheme_of: Scheme, standings_of: Standings) -> None:
    """A decision never lifts a restriction: a capped unit put first still leaves the place to the next."""
    standings = standings_of({"a": (90, "good", None), "b": 90, "c": 90, "d": 60})
    scheme = scheme_of(("1/4", "1/4", "1/4", "1/4"))
    decision = decide("a", "c", "b")
    grading = grade(standings, scheme, [decision])
    assert [one.grade for one in grading.placements] == ["good", "fair", "excellent", "poor"]
    assert check_laws(standings, scheme, grading) == []


def test_unknown_unit(scheme_of: Scheme, standings_of: Standings) -> None:
    """A decision about a unit that is not graded is refused, with the nearest id."""
    standings = standings_of({"town-1": 90, "town-2": 90})
    with pytest.raises(GradingError) as raised:
        grade(standings, scheme_of(), [decide("town-1", "tow-2")])
    (problem,) = raised.value.problems
    assert problem.code == "decision-unit-unknown"
    assert "town-2" in problem.text()


def test_stale_decisions(scheme_of: Scheme, standings_of: Standings) -> None:
    """A decision whose units are no longer tied, or no longer the whole tie, is refused by name."""
    scheme = scheme_of(("1/3", "1/3", "1/3"))
    standings = standings_of({"a": 90, "b": 90, "c": 90})
    assert codes(standings, scheme, decide("a", "b")) == ["decision-not-whole-tie"]
    moved = standings_of({"a": 90, "b": 90, "c": 89})
    assert codes(moved, scheme, decide("a", "b", "c")) == ["decision-not-tied"]


def test_unused_decision(scheme_of: Scheme, standings_of: Standings) -> None:
    """A decision about a tie that no line falls into is refused."""
    standings = standings_of({"a": 95, "b": 90, "c": 90, "d": 80})
    assert codes(standings, scheme_of(), decide("c", "b")) == ["decision-unused"]


def test_contradictory_decisions(scheme_of: Scheme, standings_of: Standings) -> None:
    """Two decisions about one tie are refused, even when they agree."""
    standings = standings_of({"a": 90, "b": 90})
    scheme = scheme_of(("1/2", "1/2"))
    assert codes(standings, scheme, decide("a", "b"), decide("b", "a")) == ["decision-contradictory"]
    with pytest.raises(GradingError) as raised:
        grade(standings, scheme, [decide("a", "b", document="甲"), decide("a", "b", document="乙")])
    assert raised.value.problems[0].what().startswith("第 2 条裁定（乙）与第 1 条裁定（甲）")


def test_all_problems_of_decisions_at_once(scheme_of: Scheme, standings_of: Standings) -> None:
    """Every bad decision is named in one run."""
    standings = standings_of({"a": 95, "b": 90, "c": 90, "d": 80})
    found = codes(standings, scheme_of(), decide("x", "y"), decide("a", "b"), decide("b", "c"))
    assert found == ["decision-unit-unknown", "decision-unit-unknown", "decision-not-tied", "decision-unused"]


def test_parse_and_back() -> None:
    """A decision is read from plain data and printed as it was, a YAML date as ISO text."""
    data = decide("a", "b").to_dict()
    assert Decision.parse(data) == decide("a", "b")
    assert Decision.parse({**data, "on": date(2026, 1, 20)}).to_dict() == data
    assert check_decisions([data, data]) == []


def test_decisions_made_in_python_are_checked_too(scheme_of: Scheme, standings_of: Standings) -> None:
    """A decision without a basis, or of one unit, is refused however it was made."""
    standings = standings_of({"a": 90, "b": 90})
    bad = Decision(units=("a",), by="", role="组长", on="2026-1-20", reason="会议", document="一")
    assert codes(standings, scheme_of(), bad) == ["decision-units-few", "decision-date-invalid", "grading-not-text"]


bounds = st.sampled_from([(None, None)] * 4 + [("good", None), ("poor", "poor"), (None, "fair"), ("good", "good")])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(88, 91), bounds), min_size=1, max_size=12), st.data())
def test_decisions_settle_everything(
    scheme_of: Scheme, rows: list[tuple[int, tuple[str | None, str | None]]], data: st.DataObject
) -> None:
    """Once each open tie is decided every unit has a grade that was possible before, and all laws hold."""
    scheme = scheme_of()
    standings = [
        Standing(unit=f"u{at}", keys=(str(total),), best=best, worst=worst)
        for at, (total, (best, worst)) in enumerate(rows)
    ]
    undecided = grade(standings, scheme)
    decisions: list[Decision] = []
    grading = undecided
    while grading.open_ties:
        units: Any = data.draw(st.permutations(grading.open_ties[0].units))
        decisions.append(decide(*units))
        grading = grade(standings, scheme, decisions)
    for one, before in zip(grading.placements, undecided.possible, strict=True):
        assert one.grade in before
    assert check_laws(standings, scheme, grading) == []
