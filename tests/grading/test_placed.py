"""Placements are made when they are read, once, and are otherwise like the tuple of them."""

import pickle
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.grading import GradeScheme, Grading, Standing, grade, placed

Scheme = Callable[..., GradeScheme]
Standings = Callable[..., list[Standing]]


@pytest.fixture
def grading(scheme_of: Scheme, standings_of: Standings) -> Grading:
    return grade(standings_of({"a": 9, "b": 8, "c": 7}), scheme_of(("1/3", "1/3", "1/3")))


def test_nothing_is_said_before_it_is_asked(monkeypatch: pytest.MonkeyPatch, grading: Grading) -> None:
    """Seats, ties and possible grades need no sentence; the first placement read makes all of them, for good."""
    said: list[str] = []

    def telling(self: placed.Wording, at: int, standing: Standing, *rest: object) -> str:
        said.append(standing.unit)
        return f"{standing.unit} {rest[0]}"

    monkeypatch.setattr(placed.Wording, "why", telling)
    assert (list(grading.seats.values()), grading.open_ties) == ([1, 1, 1], ())
    assert grading.possible == (("excellent",), ("good",), ("fair",))
    assert said == []
    assert grading.placements[1].why == "b 2"
    assert [one.why for one in grading.placements] == ["a 1", "b 2", "c 3"]
    assert said == ["a", "b", "c"]


def test_like_a_tuple(scheme_of: Scheme, standings_of: Standings, grading: Grading) -> None:
    """Length, slices, order, equality, hash and text are those of the tuple; so equal gradings stay equal."""
    everybody = tuple(grading.placements)
    assert (len(grading.placements), grading.placements[-1]) == (3, everybody[2])
    assert grading.placements[:2] == everybody[:2]
    assert list(reversed(grading.placements)) == list(reversed(everybody))
    assert everybody[0] in grading.placements
    assert grading.placements == everybody
    assert hash(grading.placements) == hash(everybody)
    assert repr(grading.placements) == repr(everybody)
    again = grade(standings_of({"a": 9, "b": 8, "c": 7}), scheme_of(("1/3", "1/3", "1/3")))
    assert again == grading
    assert again != replace(grading, placements=everybody[:2])
    assert grading.placements != list(everybody)


def test_they_travel(grading: Grading) -> None:
    """A grading that nobody has read is the same in another process."""
    assert pickle.loads(pickle.dumps(grading)).placements == grading.placements


def test_what_was_handed_in_may_change(scheme_of: Scheme, standings_of: Standings) -> None:
    """Placements tell of the units and titles that were graded, whatever becomes of the lists they stood in."""
    standings = [replace(row, group="g") for row in standings_of({"a": 9, "b": 8})]
    titles = {"g": "镇街"}
    grading = grade(standings, scheme_of(("1/2", "1/2"), pool="by-group"), groups=titles)
    standings.clear()
    titles.clear()
    assert [one.unit for one in grading.placements] == ["a", "b"]
    assert "在“镇街”组内第 1 名" in grading.placements[0].why


@given(totals=st.lists(st.integers(0, 30), min_size=1, max_size=40))
def test_without_restrictions_the_rank_tells_the_grade(scheme_of: Scheme, totals: list[int]) -> None:
    """Beside total and rank the sentence says whose seats were reached, as the seats and the rank alone tell it."""
    scheme = scheme_of(("20%", "40%", "40%"))
    grading = grade([Standing(f"u{at}", (str(total),)) for at, total in enumerate(totals)], scheme)
    first, second, _ = grading.seats.values()
    endings = {
        "excellent": f"在“优秀”名额（{first} 个）之内，评为“优秀”",
        "good": f"未进入“优秀”名额（{first} 个），在“良好”及以上名额（{first + second} 个）之内，评为“良好”",
        "fair": f"未进入“良好”及以上名额（{first + second} 个），评为“一般”",
    }
    for total, one in zip(totals, grading.placements, strict=True):
        rank = 1 + sum(other > total for other in totals)
        grade_of_rank = "excellent" if rank <= first else "good" if rank <= first + second else "fair"
        if not one.on_line:
            assert one.grade == grade_of_rank
            assert one.why == f"总分 {total}，第 {rank} 名（共 {len(totals)} 个单位）；{endings[grade_of_rank]}。"
