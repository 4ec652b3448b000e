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
    (pool,) = data["pools"]
    assert (pool["group"], pool["units"], pool["base"]) == (None, 96, 96)
    assert pool["seats"][0] == {
        "grade": "excellent",
        "title": "优秀",
        "share": "20%",
        "exact": "96/5",
        "floor": 19,
        "remainder": "1/5",
        "given": 19,
        "placed": 19,
        "bent": [],
    }
    assert data["county"][0] == {"grade": "excellent", "exact": "96/5", "given": 19, "placed": 19}
    assert [seat["given"] for seat in pool["seats"]] == [19, 38, 29, 10]
    small = grade(standings_of({"a": 1}), scheme_of()).to_dict()
    assert [(seat["given"], seat["placed"]) for seat in small["pools"][0]["seats"]] == [(0, 0), (1, 1), (0, 0), (0, 0)]
    assert data["policy"] == scheme_of().policy()


def test_lines_name_both_sides(scheme_of: Scheme, standings_of: Standings) -> None:
    """A line shows the last units above and the first below that might have stood on the other side."""
    scheme = scheme_of(("1/5", "2/5", "2/5"))
    county: dict[str, Any] = {"a": (95, "good", None), "b": 90, "c": 80, "d": "80.0", "e": 70}
    first, second = grade(standings_of(county), scheme).to_dict()["pools"][0]["lines"]
    assert first == {
        "between": ["excellent", "good"],
        "above": {"rank": 2, "keys": ["90"], "units": ["b"]},
        "below": {"rank": 5, "keys": ["70"], "units": ["e"]},
        "waiting": [],
    }
    assert (second["above"]["units"], second["below"]["units"]) == (["b"], ["e"])
    assert second["waiting"] == ["c", "d"]
    empty = grade([], scheme).to_dict()["pools"][0]["lines"][0]
    assert (empty["above"], empty["below"]) == (None, None)


def test_lines_name_only_whom_they_concern(scheme_of: Scheme, standings_of: Standings) -> None:
    """Whoever can get no worse grade stands above no line, who can get no better one below none, and who waits for
    two grades waits at the line between them alone."""
    county: dict[str, Any] = {
        "a": (95, None, "good"),
        "b": 90,
        "c": 90,
        "d": (80, None, "fair"),
        "e": (70, "poor", None),
    }
    shares = ("1/5", "1/5", "2/5", "1/5")
    lines = grade(standings_of(county), scheme_of(shares)).to_dict()["pools"][0]["lines"]
    assert [line["waiting"] for line in lines] == [[], ["b", "c"], []]
    assert [(line["above"] or {}).get("units") for line in lines] == [["a"], None, None]
    assert [(line["below"] or {}).get("units") for line in lines] == [["d"], ["d"], None]
    three = grade(standings_of({"a": 9, "b": 9, "c": 9}), scheme_of(("1/3", "1/3", "1/3"))).to_dict()
    assert [line["waiting"] for line in three["pools"][0]["lines"]] == [["a", "b", "c"]] * 2


def test_open_and_decided_ties(scheme_of: Scheme, standings_of: Standings) -> None:
    """A tie shows its line, the seats left, the full key, each unit's possible grades and the decision."""
    scheme = scheme_of(("1/2", "1/2"))
    standings = standings_of({"b": "90.5", "a": "90.50"})
    tie = {
        "group": None,
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
    assert [line["above"]["units"] + line["below"]["units"] for line in decided["pools"][0]["lines"]] == [["b", "a"]]


def test_units_tell_everything(scheme_of: Scheme) -> None:
    """Each unit shows keys, group, restrictions, rank, grade and why; units stand by rank, then id."""
    standings = [
        Standing(unit="z", keys=("90",), group="town"),
        Standing(unit="y", keys=("90",), group="department", best="fair", worst="poor"),
        Standing(unit="x", keys=("95.5",)),
    ]
    lines = [{"grade": "excellent", "at_least": "60"}]
    data = grade(standings, scheme_of(("1/4", "1/4", "1/4", "1/4"), thresholds=lines)).to_dict()
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


def test_what_bends_the_seats(scheme_of: Scheme, standings_of: Standings) -> None:
    """Where placed units differ from the seats, what can have done it is named; elsewhere nothing is."""
    veto: dict[str, Any] = {**{f"u{at}": 90 - at for at in range(10)}, "u0": (90, "poor", "poor")}

    def bent(standings: list[Standing], **changes: Any) -> list[list[str]]:
        (pool,) = grade(standings, scheme_of(**changes)).to_dict()["pools"]
        return [seat["bent"] for seat in pool["seats"]]

    assert bent(standings_of(veto)) == [[], [], [], []]
    assert bent(standings_of(veto), restrictions="after") == [["restriction"], [], [], ["restriction"]]
    assert bent(standings_of(veto), base="exclude-forced") == [[], [], [], ["forced"]]
    equal = standings_of({f"u{at}": 90 for at in range(10)})
    assert bent(equal, ties={"break": [], "then": "majority"}) == [["tie"]] * 4
    assert bent(equal) == [["waiting"]] * 4


def test_a_table_for_every_group(scheme_of: Scheme) -> None:
    """By group every group has its own table, ranks and lines, and the county their sums."""
    rows = [(f"{group}{at}", group, 90 - at) for group, size in (("town", 3), ("department", 7)) for at in range(size)]
    standings = [Standing(unit=unit, keys=(str(total),), group=group) for unit, group, total in rows]
    data = grade(standings, scheme_of(pool="by-group"), groups={"town": "镇街"}).to_dict()
    assert [(pool["group"], pool["base"]) for pool in data["pools"]] == [("department", 7), ("town", 3)]
    assert [[seat["given"] for seat in pool["seats"]] for pool in data["pools"]] == [[1, 3, 2, 1], [1, 1, 1, 0]]
    assert [row["given"] for row in data["county"]] == [2, 4, 3, 1]
    assert [(row["unit"], row["rank"]) for row in data["units"]][6:] == [
        ("department6", 7),
        ("town0", 1),
        ("town1", 2),
        ("town2", 3),
    ]
    assert data["units"][7]["why"].startswith("总分 90，在“镇街”组内第 1 名（共 3 个单位）")
    assert data["units"][0]["why"].startswith("总分 90，在“department”组内第 1 名（共 7 个单位）")
