"""The certificate: plain data that says everything that decided a grading."""

import json
from collections.abc import Callable
from typing import Any

from efficiency_rules.grading import Decision, GradeScheme, Standing, grade

Scheme = Callable[..., GradeScheme]
Standings = Callable[..., list[Standing]]


def test_seats_with_their_arithmetic(scheme_of: Scheme, standings_of: Standings) -> None:
    """Each grade shows its exact share as a fraction, floor, remainder, seats given and units placed."""
    data = grade(standings_of({f"u{at}": 90 - at for at in range(96)}), scheme_of()).to_dict()
    assert data["units_counted"] == 96
    assert data["seats"][0] == {
        "grade": "excellent",
        "title": "优秀",
        "share": "20%",
        "exact": "96/5",
        "floor": 19,
        "remainder": "1/5",
        "given": 19,
        "placed": 19,
    }
    assert [seat["given"] for seat in data["seats"]] == [19, 38, 29, 10]
    small = grade(standings_of({"a": 1}), scheme_of()).to_dict()
    assert [(seat["given"], seat["placed"]) for seat in small["seats"]] == [(0, 0), (1, 1), (0, 0), (0, 0)]
    assert data["policy"] == scheme_of().policy()


def test_lines_name_both_sides(scheme_of: Scheme, standings_of: Standings) -> None:
    """A line shows the last units above and the first below that might have stood on the other side."""
    scheme = scheme_of(("1/5", "2/5", "2/5"))
    county: dict[str, Any] = {"a": (95, "good", None), "b": 90, "c": 80, "d": "80.0", "e": 70}
    first, second = grade(standings_of(county), scheme).to_dict()["lines"]
    assert first == {
        "between": ["excellent", "good"],
        "above": {"rank": 2, "keys": ["90"], "units": ["b"]},
        "below": {"rank": 5, "keys": ["70"], "units": ["e"]},
        "waiting": [],
    }
    assert (second["above"]["units"], second["below"]["units"]) == (["b"], ["e"])
    assert second["waiting"] == ["c", "d"]
    empty = grade([], scheme).to_dict()["lines"][0]
    assert (empty["above"], empty["below"]) == (None, None)


def test_open_and_decided_ties(scheme_of: Scheme, standings_of: Standings) -> None:
    """A tie shows its line, the seats left, the full key, each unit's possible grades and the decision."""
    scheme = scheme_of(("1/2", "1/2"))
    standings = standings_of({"b": "90.5", "a": "90.50"})
    tie = {
        "state": "open",
        "rank": 1,
        "keys": ["90.50"],
        "cutoffs": [{"between": ["excellent", "good"], "seats_left": 1}],
        "units": [{"unit": unit, "possible": ["excellent", "good"]} for unit in "ab"],
        "decision": None,
    }
    data = grade(standings, scheme).to_dict()
    assert (data["ties"], data["decisions"]) == ([tie], [])
    decision = Decision(units=("b", "a"), by="某甲", role="组长", on="2026-01-20", reason="会议议定", document="纪要")
    decided = grade(standings, scheme, [decision]).to_dict()
    assert decided["ties"] == [{**tie, "state": "decided", "decision": decision.to_dict()}]
    assert decided["decisions"] == [decision.to_dict()]
    assert [line["above"]["units"] + line["below"]["units"] for line in decided["lines"]] == [["b", "a"]]


def test_units_tell_everything(scheme_of: Scheme) -> None:
    """Each unit shows keys, group, restrictions, rank, grade and why; units stand by rank, then id."""
    standings = [
        Standing(unit="z", keys=("90",), group="town"),
        Standing(unit="y", keys=("90",), group="department", best="fair", worst="poor"),
        Standing(unit="x", keys=("95.5",)),
    ]
    data = grade(standings, scheme_of(("1/4", "1/4", "1/4", "1/4"))).to_dict()
    assert [unit["unit"] for unit in data["units"]] == ["x", "y", "z"]
    assert data["units"][1] == {
        "unit": "y",
        "group": "department",
        "keys": ["90"],
        "best": "fair",
        "worst": "poor",
        "rank": 2,
        "grade": "fair",
        "on_line": False,
        "possible": ["fair"],
        "why": "总分 90，第 2 名（共 3 个单位）；限定最高为“一般”；评为所允许的最高等次“一般”。",
    }


def test_plain_and_exact(scheme_of: Scheme, standings_of: Standings) -> None:
    """The certificate is JSON without any float."""
    data = grade(standings_of({"a": "90.1", "b": "90.1", "c": 3}), scheme_of()).to_dict()

    def walk(value: object) -> None:
        assert value is None or isinstance(value, (dict, list, str, int, bool))
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(inner)

    walk(data)
    assert json.loads(json.dumps(data)) == data
