"""The stand-alone checker against certificates written by hand, true ones and ones with a single thing changed."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import FrozenInstanceError
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efficiency_rules import grading_checker
from efficiency_rules.grading_checker import Finding, check, check_jurisdiction, prove

Json = dict[str, Any]
GRADES = ["excellent", "good", "fair", "poor"]

POLICY = """{
  "clause": "六", "pool": "all", "base": "all", "seats": "largest-remainder", "seat_tie": "better",
  "ties": {"break": [], "then": "decide"}, "restrictions": "fill",
  "grades": [
    {"id": "excellent", "title": "优秀", "share": "20%"}, {"id": "good", "title": "良好", "share": "40%"},
    {"id": "fair", "title": "一般", "share": "30%"}, {"id": "poor", "title": "较差", "share": "10%"}],
  "thresholds": [], "caps": []
}"""

SEATS = """[
  {"grade": "excellent", "title": "优秀", "share": "20%", "exact": "2", "floor": 2, "remainder": "0", "given": 2,
   "placed": 2, "bent": []},
  {"grade": "good", "title": "良好", "share": "40%", "exact": "4", "floor": 4, "remainder": "0", "given": 4,
   "placed": 4, "bent": []},
  {"grade": "fair", "title": "一般", "share": "30%", "exact": "3", "floor": 3, "remainder": "0", "given": 3,
   "placed": 3, "bent": []},
  {"grade": "poor", "title": "较差", "share": "10%", "exact": "1", "floor": 1, "remainder": "0", "given": 1,
   "placed": 1, "bent": []}]"""

LINES = """[
  {"between": ["excellent", "good"], "above": {"rank": 2, "keys": ["98.00"], "units": ["u02"]},
   "below": {"rank": 3, "keys": ["97.00"], "units": ["u03"]}, "waiting": []},
  {"between": ["good", "fair"], "above": {"rank": 6, "keys": ["94.00"], "units": ["u06"]},
   "below": {"rank": 7, "keys": ["93.00"], "units": ["u07"]}, "waiting": []},
  {"between": ["fair", "poor"], "above": {"rank": 9, "keys": ["91.00"], "units": ["u09"]},
   "below": {"rank": 10, "keys": ["90.00"], "units": ["u10"]}, "waiting": []}]"""

COUNTY = """[
  {"grade": "excellent", "exact": "2", "given": 2, "placed": 2},
  {"grade": "good", "exact": "4", "given": 4, "placed": 4},
  {"grade": "fair", "exact": "3", "given": 3, "placed": 3}, {"grade": "poor", "exact": "1", "given": 1, "placed": 1}]"""


def unit(name: str, total: str, rank: int, grade: str | None, *possible: str, **more: Any) -> Json:
    """One entry of `units`; the grades after the first are those it can get while it waits."""
    entry = {"unit": name, "group": None, "keys": [total], "best": None, "worst": None, "rank": rank, "grade": grade}
    return entry | {"on_line": grade is None, "possible": list(possible or [grade]), "why": "？"} | more


def told(data: Json) -> Json:
    """The same with the reason of every unit in words: rank, the decision of its tie, grade or possible grades."""
    titles = {grade["id"]: grade["title"] for grade in data["policy"]["grades"]}
    for entry in data["units"]:
        group = None if data["policy"]["pool"] == "all" else entry["group"]
        size = sum(group in (None, other["group"]) for other in data["units"])
        inside = "" if group is None else f"在“{group}”组内"
        parts = [f"总分 {entry['keys'][0]}，{inside}第 {entry['rank']} 名（共 {size} 个单位）"]
        for one in data["decisions"]:
            if entry["unit"] in one["units"]:
                parts.append(f"先后按 {one['on']} 的裁定（{one['document']}）")
        possible = [titles[grade] for grade in entry["possible"]]
        parts.append(f"可能为{'、'.join(possible)}，待裁定" if entry["grade"] is None else f"评为“{possible[0]}”")
        entry["why"] = "；".join(parts) + "。"
    return data


def strict() -> Json:
    """Ten units, no ties, 2 4 3 1 seats: true in every statement."""
    grades = ["excellent"] * 2 + ["good"] * 4 + ["fair"] * 3 + ["poor"]
    units = [unit(f"u{i + 1:02}", f"{99 - i}.00", i + 1, grade) for i, grade in enumerate(grades)]
    pool = {"group": None, "units": 10, "base": 10, "seats": json.loads(SEATS), "lines": json.loads(LINES)}
    out = {"unit": "x1", "why": "适用分值不足"}
    county: Json = {"policy": json.loads(POLICY), "pools": [pool], "county": json.loads(COUNTY), "ties": []}
    return told(county | {"decisions": [], "units": units, "ungraded": [out]})


def tied() -> Json:
    """The same with u02 and u03 tied at 98.00 for the second seat of 优秀: both wait."""
    data = strict()
    both = ["excellent", "good"]
    data["units"][1:3] = [unit("u02", "98.00", 2, None, *both), unit("u03", "98.00", 2, None, *both)]
    for place in (data["pools"][0]["seats"], data["county"]):
        place[0]["placed"], place[1]["placed"] = 1, 3
    for seat in data["pools"][0]["seats"][:2]:
        seat["bent"] = ["waiting"]
    data["pools"][0]["lines"][0] = {
        "between": both,
        "above": {"rank": 1, "keys": ["99.00"], "units": ["u01"]},
        "below": {"rank": 4, "keys": ["96.00"], "units": ["u04"]},
        "waiting": ["u02", "u03"],
    }
    units = [{"unit": "u02", "possible": both}, {"unit": "u03", "possible": both}]
    cutoffs = [{"between": both, "seats_left": 1}]
    tie = {"group": None, "state": "open", "rank": 2, "keys": ["98.00"], "cutoffs": cutoffs, "units": units}
    data["ties"] = [tie | {"decision": None}]
    return told(data)


def decided() -> Json:
    """The same tie, decided for u03."""
    data = tied()
    decision = {"kind": "tie", "units": ["u03", "u02"], "by": "专班", "role": "会议", "on": "2026-01-15"}
    decision |= {"reason": "全年值守", "document": "青效〔2026〕1号"}
    data["decisions"] = [decision]
    data["ties"][0] |= {"state": "decided", "decision": deepcopy(decision)}
    data["units"][1:3] = [unit("u02", "98.00", 2, "good"), unit("u03", "98.00", 2, "excellent")]
    data["pools"][0]["seats"], data["county"] = json.loads(SEATS), json.loads(COUNTY)
    data["pools"][0]["lines"][0] |= {
        "above": {"rank": 2, "keys": ["98.00"], "units": ["u03"]},
        "below": {"rank": 2, "keys": ["98.00"], "units": ["u02"]},
        "waiting": [],
    }
    return told(data)


def capped() -> Json:
    """The ten with u01 不得评优, so that u03 gets the seat, and u06 良好 at worst, so that it stands at no line."""
    data = strict()
    data["units"][0] = unit("u01", "99.00", 1, "good", best="good")
    data["units"][2] = unit("u03", "97.00", 3, "excellent")
    data["units"][5] |= {"worst": "good"}
    lines = data["pools"][0]["lines"]
    lines[1]["above"] = {"rank": 5, "keys": ["95.00"], "units": ["u05"]}
    lines[0]["above"] = {"rank": 3, "keys": ["97.00"], "units": ["u03"]}
    lines[0]["below"] = {"rank": 4, "keys": ["96.00"], "units": ["u04"]}
    return told(data)


def outside(data: Json | None = None) -> Json:
    """Twelve under `exclude-forced`: the ten, and two vetoed units on top of one seat of 较差."""
    data = data or strict()
    data["policy"]["base"] = "exclude-forced"
    data["pools"][0]["units"] = 12
    veto = {"best": "poor", "worst": "poor"}
    data["units"].insert(10, unit("u11", "90.00", 10, "poor", **veto))
    data["units"].append(unit("u12", "89.00", 12, "poor", **veto))
    data["pools"][0]["seats"][3] |= {"placed": 3, "bent": ["forced"]}
    data["county"][3]["placed"] = 3
    return told(data)


GROUPS = """[
  {"group": "town", "units": 1, "base": 1, "lines": [
    {"between": ["pass", "fail"], "above": {"rank": 1, "keys": ["80"], "units": ["u1"]}, "below": null, "waiting": []}],
   "seats": [
    {"grade": "pass", "title": "合格", "share": "1/2", "exact": "1/2", "floor": 0, "remainder": "1/2", "given": 1,
     "placed": 1, "bent": []},
    {"grade": "fail", "title": "不合格", "share": "50%", "exact": "1/2", "floor": 0, "remainder": "1/2", "given": 0,
     "placed": 0, "bent": []}]},
  {"group": "bureau", "units": 1, "base": 1, "lines": [
    {"between": ["pass", "fail"], "above": null, "below": {"rank": 1, "keys": ["85"], "units": ["u2"]}, "waiting": []}],
   "seats": [
    {"grade": "pass", "title": "合格", "share": "1/2", "exact": "1/2", "floor": 0, "remainder": "1/2", "given": 0,
     "placed": 0, "bent": []},
    {"grade": "fail", "title": "不合格", "share": "50%", "exact": "1/2", "floor": 0, "remainder": "1/2", "given": 1,
     "placed": 1, "bent": []}]}]"""


def groups() -> Json:
    """Two groups of one unit share one seat of 合格: towns are named first."""
    data = strict()
    grades = [{"id": "pass", "title": "合格", "share": "1/2"}, {"id": "fail", "title": "不合格", "share": "50%"}]
    data["policy"] |= {"pool": "by-group-reconciled", "group_order": ["town"], "grades": grades}
    data["units"] = [unit("u2", "85", 1, "fail", group="bureau"), unit("u1", "80", 1, "pass", group="town")]
    data["county"] = [{"grade": grade["id"], "exact": "1", "given": 1, "placed": 1} for grade in grades]
    return told(data | {"pools": json.loads(GROUPS)})


def put(data: Json, path: str, value: Any) -> Json:
    """Return a copy in which one value is another; `DELETE` removes it."""
    data = deepcopy(data)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    holder: Any = data
    for step in way:
        holder = holder[step]
    if value is DELETE:
        del holder[last]
    else:
        holder[last] = value
    return data


DELETE: Any = object()
DECISION = decided()["decisions"][0]
TRUE: dict[str, Callable[[], Json]] = {
    "strict": strict,
    "tied": tied,
    "decided": decided,
    "capped": capped,
    "outside": outside,
    "outside, tied": lambda: outside(tied()),
    "groups": groups,
}

TAMPERED = [
    # case, what is changed, to what, code and path of a finding there must be
    ("strict", "units.1.grade", "good", "differs", "units[1].grade"),
    ("strict", "units.1.grade", None, "differs", "units[1].grade"),
    ("strict", "units.9.rank", 9, "differs", "units[9].rank"),
    ("strict", "units.9.rank", 10.0, "differs", "units[9].rank"),
    ("strict", "units.0.rank", True, "differs", "units[0].rank"),
    ("strict", "units.0.on_line", True, "differs", "units[0].on_line"),
    ("strict", "units.0.possible", ["excellent", "good"], "differs", "units[0].possible"),
    ("strict", "units.0.possible", DELETE, "differs", "units[0].possible"),
    ("strict", "units.0.keys", [99.0], "malformed", "units[0].keys[0]"),
    ("strict", "units.0.keys", [99], "malformed", "units[0].keys[0]"),
    ("strict", "units.0.keys", ["9e1"], "malformed", "units[0].keys[0]"),
    ("strict", "units.0.keys", ["９９"], "malformed", "units[0].keys[0]"),
    ("strict", "units.0.keys", ["99.00", "1"], "keys-count", "units[0].keys"),
    ("strict", "units.0.keys", ["97.50"], "differs", "units[0].rank"),
    ("strict", "units.0.best", "good", "differs", "units[0].grade"),
    ("strict", "units.0.best", "splendid", "malformed", "units[0].best"),
    ("strict", "units.0.best", DELETE, "missing", "units[0].best"),
    ("strict", "units.0.why", "总分 99.00", "why", "units[0].why"),
    ("strict", "units.0.why", "第 1 名", "why", "units[0].why"),
    ("strict", "units.0.why", "", "malformed", "units[0].why"),
    ("strict", "units.0.unit", "u02", "repeated", "units"),
    ("strict", "units.4", DELETE, "differs", "pools[0].units"),
    ("strict", "units.4", None, "malformed", "units[4]"),
    ("strict", "units", strict()["units"][::-1], "units-order", "units"),
    ("strict", "ungraded.0.unit", "u01", "both-lists", "ungraded"),
    ("strict", "ungraded.0.why", " ", "malformed", "ungraded[0].why"),
    ("strict", "pools", [], "pool-missing", "pools"),
    ("strict", "pools.0.group", "town", "pool-unknown", "pools[0].group"),
    ("strict", "pools.0.units", 9, "differs", "pools[0].units"),
    ("strict", "pools.0.base", 9, "differs", "pools[0].base"),
    ("strict", "pools.0.seats.0.given", 3, "differs", "pools[0].seats[0].given"),
    ("strict", "pools.0.seats.0.exact", "2.0", "differs", "pools[0].seats[0].exact"),
    ("strict", "pools.0.seats.0.floor", 1, "differs", "pools[0].seats[0].floor"),
    ("strict", "pools.0.seats.0.remainder", "1/5", "differs", "pools[0].seats[0].remainder"),
    ("strict", "pools.0.seats.0.placed", 3, "differs", "pools[0].seats[0].placed"),
    ("strict", "pools.0.seats.0.bent", ["restriction"], "bent", "pools[0].seats[0].bent"),
    ("strict", "pools.0.seats.0.share", "30%", "differs", "pools[0].seats[0].share"),
    ("strict", "pools.0.seats.0.title", "好", "differs", "pools[0].seats[0].title"),
    ("strict", "pools.0.seats.3", DELETE, "differs", "pools[0].seats"),
    ("strict", "pools.0.lines.0.above.rank", 1, "differs", "pools[0].lines[0].above"),
    ("strict", "pools.0.lines.0.below", None, "differs", "pools[0].lines[0].below"),
    ("strict", "pools.0.lines.0.between", ["good", "fair"], "differs", "pools[0].lines[0].between"),
    ("strict", "pools.0.lines.0.waiting", ["u02"], "differs", "pools[0].lines[0].waiting"),
    ("strict", "pools.0.lines.2", DELETE, "differs", "pools[0].lines"),
    ("strict", "county.0.given", 3, "differs", "county[0].given"),
    ("strict", "county.1.placed", 3, "differs", "county[1].placed"),
    ("strict", "county.2.exact", "3.0", "differs", "county[2].exact"),
    ("strict", "county.3", DELETE, "differs", "county"),
    ("strict", "ties", tied()["ties"], "tie-unknown", "ties[0].units"),
    ("strict", "decisions", [DECISION], "decision-stale", "decisions[0].units"),
    ("strict", "policy", DELETE, "missing", "policy"),
    ("strict", "policy.base", DELETE, "missing", "policy.base"),
    ("strict", "policy.seats", DELETE, "shares-seats", "policy.seats"),
    ("strict", "policy.seat_tie", DELETE, "missing", "policy.seat_tie"),
    ("strict", "policy.thresholds", DELETE, "missing", "policy.thresholds"),
    ("strict", "policy.ties.then", DELETE, "missing", "policy.ties.then"),
    ("strict", "policy.seats", "dhondt", "malformed", "policy.seats"),
    ("strict", "policy.quota", 1, "unknown-key", "policy.quota"),
    ("strict", "policy.ties.than", "x", "unknown-key", "policy.ties.than"),
    ("strict", "note", "x", "unknown-key", "note"),
    ("strict", "units.0.note", "x", "unknown-key", "units[0].note"),
    ("strict", "ungraded.0.note", "x", "unknown-key", "ungraded[0].note"),
    ("strict", "pools.0.note", "x", "unknown-key", "pools[0].note"),
    ("strict", "pools.0.seats.0.note", "x", "unknown-key", "pools[0].seats[0].note"),
    ("strict", "pools.0.lines.0.note", "x", "unknown-key", "pools[0].lines[0].note"),
    ("strict", "county.0.note", "x", "unknown-key", "county[0].note"),
    ("tied", "ties.0.note", "x", "unknown-key", "ties[0].note"),
    ("tied", "ties.0.units.0.note", "x", "unknown-key", "ties[0].units[0].note"),
    ("decided", "decisions.0.note", "x", "unknown-key", "decisions[0].note"),
    ("strict", "policy.grades.0.share", 0.2, "malformed", "policy.grades[0].share"),
    ("strict", "policy.grades.0.share", "21%", "shares-sum", "policy.grades"),
    ("strict", "policy.grades.0.share", DELETE, "shares-seats", "policy.seats"),
    ("strict", "policy.grades.1.id", "excellent", "repeated", "policy.grades"),
    ("strict", "policy.grades", [], "malformed", "policy.grades"),
    ("strict", "policy.thresholds", [{"grade": "poor", "at_least": "1"}], "threshold-worst", "policy.thresholds"),
    ("strict", "policy.thresholds", [{"grade": "best", "at_least": "1"}], "malformed", "policy.thresholds"),
    (
        "strict",
        "policy.thresholds",
        [{"grade": "excellent", "at_least": 98.5}],
        "malformed",
        "policy.thresholds[0].at_least",
    ),
    ("strict", "policy.thresholds", [{"grade": "excellent", "at_least": "98.5"}], "differs", "units[1].grade"),
    ("strict", "policy.seats", "explicit", "missing", "policy.counts"),
    ("strict", "policy.seats", "at-most", "missing", "policy.at_most"),
    ("tied", "units.1.grade", "excellent", "differs", "units[1].grade"),
    ("tied", "units.1.possible", ["excellent"], "differs", "units[1].possible"),
    ("tied", "units.1.possible", ["excellent", "good", "fair"], "differs", "units[1].possible"),
    ("tied", "units.1.possible", ["excellent", "excellent"], "differs", "units[1].possible"),
    ("tied", "units.1.possible", [], "differs", "units[1].possible"),
    ("tied", "units.1.on_line", False, "differs", "units[1].on_line"),
    ("tied", "ties", [], "tie-missing", "ties"),
    ("tied", "ties.0.state", "decided", "differs", "ties[0].state"),
    ("tied", "ties.0.rank", 3, "differs", "ties[0].rank"),
    ("tied", "ties.0.keys", ["97.00"], "differs", "ties[0].keys"),
    ("tied", "ties.0.group", "town", "differs", "ties[0].group"),
    ("tied", "ties.0.cutoffs.0.seats_left", 2, "differs", "ties[0].cutoffs"),
    ("tied", "ties.0.cutoffs", [], "differs", "ties[0].cutoffs"),
    ("tied", "ties.0.units.0.possible", ["good"], "differs", "ties[0].units[0].possible"),
    ("tied", "ties.0.units.1", DELETE, "tie-unknown", "ties[0].units"),
    ("tied", "ties.0.decision", DECISION, "differs", "ties[0].decision"),
    ("tied", "pools.0.seats.0.bent", [], "bent", "pools[0].seats[0].bent"),
    ("tied", "pools.0.lines.0.waiting", ["u02"], "differs", "pools[0].lines[0].waiting"),
    ("decided", "units.1.grade", "excellent", "differs", "units[1].grade"),
    ("decided", "decisions.0.units", ["u02", "u03"], "differs", "units[1].grade"),
    ("decided", "decisions.0.units", ["u03"], "decision-stale", "decisions[0].units"),
    ("decided", "decisions.0.units", ["u03", "u04"], "decision-stale", "decisions[0].units"),
    ("decided", "decisions.0.units", ["u03", "u99"], "decision-unknown", "decisions[0].units"),
    ("decided", "decisions.0.units", ["u03", "u03"], "repeated", "decisions[0].units"),
    ("decided", "decisions.0.reason", "", "malformed", "decisions[0].reason"),
    ("decided", "decisions.0.document", DELETE, "missing", "decisions[0].document"),
    ("decided", "decisions", [], "differs", "ties[0].state"),
    ("decided", "decisions", [DECISION, DECISION], "decision-twice", "decisions[1].units"),
    ("decided", "ties.0.state", "open", "differs", "ties[0].state"),
    ("decided", "ties.0.decision", None, "differs", "ties[0].decision"),
    ("decided", "ties.0.decision.units", ["u02", "u03"], "differs", "ties[0].decision"),
    ("decided", "ties.0.units.0.possible", ["fair"], "differs", "ties[0].units[0].possible"),
    ("capped", "units.0.grade", "excellent", "differs", "units[0].grade"),
    ("capped", "units.0.best", None, "differs", "units[0].grade"),
    ("capped", "policy.restrictions", "after", "differs", "units[2].grade"),
    ("groups", "units.1.group", None, "malformed", "units[1].group"),
    ("groups", "units", groups()["units"][::-1], "units-order", "units"),
    ("groups", "pools.0.seats.0.given", 0, "differs", "pools[0].seats[0].given"),
    ("groups", "pools.1", DELETE, "pool-missing", "pools"),
    ("groups", "pools.1.group", "town", "pool-unknown", "pools[1].group"),
    ("groups", "county.0.exact", "1/2", "differs", "county[0].exact"),
    ("groups", "policy.group_order", ["bureau"], "differs", "units[0].grade"),
    ("groups", "policy.group_order", DELETE, "table-choice", "policy.group_order"),
    ("groups", "policy.pool", "by-group", "differs", "county[0].given"),
    ("outside", "policy.base", "all", "differs", "pools[0].base"),
    ("outside", "pools.0.seats.3.bent", [], "bent", "pools[0].seats[3].bent"),
    ("outside", "pools.0.seats.3.bent", ["forced", "tie"], "bent", "pools[0].seats[3].bent"),
    ("outside", "units.10.best", None, "differs", "units[10].grade"),
]


@pytest.mark.parametrize("name", TRUE)
def test_true_certificates_have_no_findings(name: str) -> None:
    """A certificate in which everything is right is confirmed."""
    assert check_jurisdiction(TRUE[name]()) == []


@pytest.mark.parametrize(("name", "path", "value", "code", "where"), TAMPERED)
def test_one_changed_value_is_found(name: str, path: str, value: Any, code: str, where: str) -> None:
    """Whatever single value is changed, a finding names what is wrong and where."""
    found = check_jurisdiction(put(TRUE[name](), path, value), proof=False)
    assert (code, where) in [(finding.code, finding.path) for finding in found]
    for finding in found:
        assert all("\n" not in finding.text(lang) and finding.path in finding.text(lang) for lang in ("zh", "en"))


@pytest.mark.parametrize(
    ("name", "number", "words", "others"),
    [
        ("strict", 0, "总分 99.00，", "总分 9.00，"),
        ("strict", 0, "总分 99.00，", ""),
        ("strict", 0, "第 1 名", "第 10 名"),
        ("strict", 9, "第 10 名", "第 1 名"),
        ("strict", 9, "（共 10 个单位）", "（共 100 个单位）"),
        ("strict", 9, "（共 10 个单位）", ""),
        ("strict", 1, "评为“优秀”", "评为“良好”"),
        ("strict", 1, "评为“优秀”", "评为优秀"),
        ("strict", 1, "评为“优秀”", "评为所允许的最高等次“良好”，评为“优秀”"),
        ("strict", 1, "评为“优秀”", "直接定为“较差”"),
        ("strict", 1, "评为“优秀”", "可能为优秀、良好，待裁定"),
        ("strict", 1, "；评为", "；在“优秀”名额（3 个）之内，评为"),
        ("strict", 1, "；评为", "；在“特优”名额（2 个）之内，评为"),
        ("strict", 9, "；评为", "；未进入“一般”及以上名额（10 个），评为"),
        ("strict", 1, "；评为", "；先后按 2026-01-15 的裁定（青效〔2026〕1号）；评为"),
        ("strict", 1, "第 2 名", "在“镇街”组内第 2 名"),
        ("groups", 0, "在“bureau”组内", ""),
        ("groups", 0, "（共 1 个单位）", "（共 2 个单位）"),
        ("decided", 1, "2026-01-15", "2026-01-16"),
        ("decided", 1, "〔2026〕1号", "〔2026〕11号"),
        ("decided", 2, "先后按 2026-01-15 的裁定（青效〔2026〕1号）；", ""),
        ("tied", 1, "优秀、良好", "优秀、良好、一般"),
        ("tied", 1, "优秀、良好", "优秀"),
        ("tied", 1, "可能为优秀、良好，待裁定", "评为“良好”"),
    ],
)
def test_a_reason_says_what_the_policy_gives(name: str, number: int, words: str, others: str) -> None:
    """Total, rank, pool, seats, grade and decision are read as words: 第 1 名 is not found in 第 10 名."""
    data = TRUE[name]()
    why = data["units"][number]["why"]
    assert words in why
    data["units"][number]["why"] = why.replace(words, others)
    found = check_jurisdiction(data, proof=False)
    assert [(finding.code, finding.path) for finding in found] == [("why", f"units[{number}].why")]


@pytest.mark.parametrize(
    "more",
    [
        "在“优秀”名额（2 个）之内，",
        "未进入“良好”及以上名额（6 个），",
        "总分未达到“优秀”的分数线 99；限定最高为“良好”；",
        "与另外 1 个单位同分，等次界线落在其中，按“一并从优”办理；",
    ],
)
def test_the_rest_of_a_reason_is_free(more: str) -> None:
    """What else it says, and the numbers of seats that are true, is no finding; nor is what a document is called."""
    data = strict()
    data["units"][1]["why"] = data["units"][1]["why"].replace("；评为", f"；{more}评为")
    assert check_jurisdiction(data, proof=False) == []
    data = decided()
    data["decisions"][0]["document"] = data["ties"][0]["decision"]["document"] = (
        "关于评为“较差”（可能为一般）的裁定（二）"
    )
    assert check_jurisdiction(told(data), proof=False) == []


def leaves(value: Any, path: str = "") -> list[str]:
    """Return the path of every value inside a JSON value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inside = [leaf for key, part in parts for leaf in leaves(part, f"{path}.{key}" if path else str(key))]
    return [path, *inside] if path else inside


ANY = ("clause", "caps")
WRONG: list[Any] = [None, True, 0.5, "?", [], [{}]]
HARMLESS: list[tuple[str, str, Any]] = [
    ("units", "possible", []),
    ("ungraded", "ungraded", []),
    ("units", "worst", None),
]
FREE_TEXT = ("unit", "group", "by", "role", "on", "reason", "document", "why")


@pytest.mark.parametrize("name", ["decided", "outside, tied", "groups"])
def test_every_value_matters_and_none_crashes(name: str) -> None:
    """Each value of a certificate replaced by each kind of JSON is found, and never an exception."""
    data = TRUE[name]()
    for path in leaves(data):
        last = path.split(".")[-1]
        for wrong in WRONG:
            changed = put(data, path, wrong)
            found = check_jurisdiction(changed, proof=False)
            harmless = json.dumps(changed) == json.dumps(data) or last in ANY or (wrong == "?" and last in FREE_TEXT)
            # a set of one grade may be left out, nobody need be ungraded, best: poor leaves one worst
            harmless = harmless or (path.split(".")[0], last, wrong) in HARMLESS
            assert found or harmless, (path, wrong)
            assert all(isinstance(finding, Finding) for finding in found)


def test_findings_say_both_sides_and_the_arithmetic() -> None:
    """A finding is one line with unit, certificate, policy and arithmetic, in Chinese or English, and plain data."""
    found = check_jurisdiction(put(strict(), "units.1.grade", "good"))
    assert [finding.path for finding in found] == ["units[1].grade"]
    zh, en = found[0].text(), found[0].text("en")
    assert zh == (
        "u02，units[1].grade：等次与办法不符；证书：'good'；按办法：'excellent'；"
        "依据：total=98.00 rank=2 [excellent, poor] N=10 C=[2, 6, 9, 10] -> excellent"
    )
    assert "certificate: 'good'; policy: 'excellent'; because: total=98.00 rank=2" in en
    assert found[0].to_dict()["about"] == "u02"
    with pytest.raises(FrozenInstanceError):
        found[0].code = ""  # type: ignore[misc]
    zh.encode("gbk")


def answers(data: Json, part: str) -> list[str]:
    """Return what the checker would have written in all places whose path ends in `part`, in order."""
    found = check_jurisdiction(data, proof=False)
    return [finding.gives for finding in found if finding.path.endswith(part)]


def seats_of(policy: Json, n: int) -> list[int]:
    """Return the seats the checker gives n units without ties."""
    data = strict() | {"policy": policy, "units": [unit(f"u{i:04}", str(n - i), i + 1, None) for i in range(n)]}
    names = [grade["id"] for grade in policy["grades"]]
    data["pools"] = [{"group": None, "seats": [{"grade": name, "given": "?"} for name in names], "lines": []}]
    return [int(text) for text in answers(data, ".given") if text != "null"][: len(names)]


def policy(**more: Any) -> Json:
    """Return 20/40/30/10 with some keys changed; `shares` replaces the shares."""
    changed: Json = json.loads(POLICY) | {key: value for key, value in more.items() if key != "shares"}
    if "shares" in more:
        changed["grades"] = [{"id": f"g{i}", "title": f"等{i}", "share": s} for i, s in enumerate(more["shares"])]
    return changed


@pytest.mark.parametrize(
    ("method", "n", "seats"),
    [
        ("largest-remainder", 1, [0, 1, 0, 0]),
        ("largest-remainder", 5, [1, 2, 2, 0]),
        ("largest-remainder worse", 5, [1, 2, 1, 1]),
        ("largest-remainder worse", 15, [3, 6, 4, 2]),
        ("largest-remainder", 74, [15, 30, 22, 7]),
        ("webster", 9, [2, 3, 3, 1]),
        ("webster", 74, [15, 30, 22, 7]),
        ("webster", 75, [15, 30, 23, 7]),
        ("webster worse", 75, [15, 30, 22, 8]),
        ("cumulative", 4, [1, 1, 2, 0]),
        ("cumulative", 6, [1, 3, 1, 1]),
        ("cumulative", 74, [15, 29, 23, 7]),
        ("cumulative worse", 5, [1, 2, 1, 1]),
        ("cumulative-floor", 1, [0, 0, 0, 1]),
        ("cumulative-floor", 9, [1, 4, 3, 1]),
        ("cumulative-floor", 75, [15, 30, 22, 8]),
        ("cumulative-ceil", 1, [1, 0, 0, 0]),
        ("cumulative-ceil", 6, [2, 2, 2, 0]),
        ("at-most excellent", 3, [0, 2, 1, 0]),
        ("at-most excellent", 4, [0, 2, 2, 0]),
        ("at-most excellent", 74, [14, 30, 23, 7]),
        ("at-most excellent poor", 9, [1, 5, 3, 0]),
    ],
)
def test_seats_of_the_published_table(method: str, n: int, seats: list[int]) -> None:
    """Every method gives the counts of 20/40/30/10 that were measured before any of this was written."""
    name, *more = method.split()
    side = "worse" if more == ["worse"] else "better"
    assert seats_of(policy(seats=name, seat_tie=side, at_most=[m for m in more if m in GRADES]), n) == seats


def test_seats_written_out() -> None:
    """Written counts are taken as they are, and must give every grade a number, name a document and sum to N."""
    counts: Json = {"document": "青效〔2026〕2号", "excellent": 1, "good": 5, "fair": 4, "poor": 0}
    explicit = policy(seats="explicit", counts=counts)
    assert seats_of(explicit, 10) == [1, 5, 4, 0]
    for wrong, code in (({"poor": 1}, "counts-sum"), ({"poor": -1}, "counts"), ({"document": ""}, "counts")):
        data = put(strict(), "policy", explicit | {"counts": counts | wrong})
        assert [finding.code for finding in check_jurisdiction(data)] == [code]


def test_decile_table_of_32844_areas() -> None:
    """Ten grades of 10 % by cumulative floors give the published sizes of the deciles of 32,844 areas."""
    tenths = policy(seats="cumulative-floor", shares=["10%"] * 10)
    sizes = [3284, 3284, 3285, 3284, 3285, 3284, 3284, 3285, 3284, 3285]
    data = put(strict(), "policy", tenths)
    data["units"] = [unit(f"u{i:05}", str(40000 - i), i + 1, None) for i in range(32844)]
    data["pools"] = [{"group": None, "seats": [{"given": "?"}] * 10, "lines": []}]
    assert [int(text) for text in answers(data, ".given")[:10]] == sizes


def test_the_proof() -> None:
    """Shares that lose seats when a unit joins, or leave the quota, are refused unless a document accepts it."""
    assert prove(policy()) == []
    paradox = policy(shares=["30%", "50%", "15%", "5%"])
    (found,) = prove(paradox)
    assert (found.code, found.how) == ("paradox", "N=4 C=[1, 3, 4, 4]; N=5 C=[2, 3, 5, 5]") or "N=11" in found.how
    assert prove(paradox | {"accept_paradox": "青效〔2026〕3号"}) == []
    (quota,) = prove(policy(seats="at-most", at_most=["excellent", "poor"]))
    assert (quota.code, quota.about) == ("quota-rule", "good")
    assert "c=[1, 5, 3, 0] 2/5 x 9 = 18/5" in quota.how
    (quota,) = prove(policy(seats="at-most", at_most=["g0"], shares=["20%", "50%", "30%"]))
    assert quota.how == "N=4 c=[0, 3, 1] 1/2 x 4 = 2"
    for method in ("webster", "cumulative", "cumulative-floor", "cumulative-ceil"):
        assert prove(policy(seats=method)) == []
    assert [finding.code for finding in prove({"pool": 1})][:2] == ["malformed", "missing"]


def test_decisions_fit_a_whole_tie_that_needs_one() -> None:
    """A decision on a tie no line falls into is unused, and one on two of three tied units leaves one out."""
    data = strict()
    data["units"][4] = unit("u05", "96.00", 4, "good")
    data["decisions"] = [DECISION | {"units": ["u05", "u04"]}]
    told(data)
    assert [(f.code, f.path) for f in check_jurisdiction(data)] == [("decision-unused", "decisions[0].units")]
    data["units"][5] = unit("u06", "96.00", 4, "good")
    assert ("decision-part", "decisions[0].units") in [(f.code, f.path) for f in check_jurisdiction(data)]


def test_what_was_at_stake_may_be_told_of_a_decided_tie() -> None:
    """A decided tie lists the sets its units had before any decision, and not the one grade each has now."""
    after = decided()
    for entry, grade in zip(after["ties"][0]["units"], ["good", "excellent"], strict=True):
        entry["possible"] = [grade]
    assert check_jurisdiction(decided()) == []
    assert [(f.code, f.path) for f in check_jurisdiction(after)] == [
        ("differs", "ties[0].units[0].possible"),
        ("differs", "ties[0].units[1].possible"),
    ]


INTERVALS = [(best, worst) for best in range(3) for worst in range(best, 3)]
THREE = ["g0", "g1", "g2"]
County = tuple[list[int], list[tuple[int, int]], list[int]]


def fill(order: list[int], limits: list[tuple[int, int]], upto: list[int]) -> list[int]:
    """Place units in a strict order, word by word as section 4 says."""
    grade: dict[int, int] = {}
    for k in range(len(upto)):
        grade |= {u: k for u in order if u not in grade and limits[u][1] == k}
        for u in order:
            if u not in grade and limits[u][0] <= k and len(grade) < upto[k]:
                grade[u] = k
    return [grade[u] for u in range(len(order))]


def short_of_seats(
    order: list[int], block: list[int], limits: list[tuple[int, int]], upto: list[int]
) -> dict[int, int]:
    """Return the seats left of every grade in which they do not suffice for the units of a block that come up."""
    grades, short = fill(order, limits, upto), {}
    for k in range(len(upto)):
        held = [u for u in order if grades[u] < k or limits[u][1] <= k]
        ahead = [u for u in order[: min(map(order.index, block))] if u not in held and limits[u][0] <= k]
        come = [u for u in block if u not in held and limits[u][0] <= k]
        left = upto[k] - len(held) - len(ahead)
        if len(come) > left > 0:
            short[k] = left
    return short


@st.composite
def counties(draw: st.DrawFn) -> County:
    """Draw totals in few values, an interval for every unit, and seats of three grades."""
    n = draw(st.integers(2, 6))
    totals = sorted(draw(st.lists(st.integers(1, 3), min_size=n, max_size=n)), reverse=True)
    limits = draw(st.lists(st.sampled_from(INTERVALS), min_size=n, max_size=n))
    first = draw(st.integers(0, n))
    second = draw(st.integers(0, n - first))
    return totals, limits, [first, second, n - first - second]


def three_grades(totals: list[int], limits: list[tuple[int, int]], seats: list[int], **more: Any) -> Json:
    """Return a certificate whose only statements are the inputs."""
    data = strict()
    counts = dict(zip(THREE, seats, strict=True)) | {"document": "青效〔2026〕2号"}
    data["policy"] = policy(shares=["20%", "50%", "30%"], seats="explicit", counts=counts, **more)
    data["units"] = [
        unit(f"u{i}", str(total), 1 + sum(t > total for t in totals), "?", best=THREE[best], worst=THREE[worst])
        for i, (total, (best, worst)) in enumerate(zip(totals, limits, strict=True))
    ]
    data["pools"] = data["county"] = data["ungraded"] = []
    return data


def blocks_of(totals: list[int]) -> list[list[int]]:
    """Return the units of equal totals, the best first."""
    return [[i for i, t in enumerate(totals) if t == total] for total in sorted(set(totals), reverse=True)]


def orders_of(blocks: list[list[int]], fixed: dict[int, list[int]]) -> list[list[int]]:
    """Return every order of the units that keeps the blocks apart, and the fixed ones as they are."""
    ways = [[fixed[b]] if b in fixed else permutations(block) for b, block in enumerate(blocks)]
    return [[u for block in way for u in block] for way in product(*ways)]


def sets_of(
    orders: list[list[int]], limits: list[tuple[int, int]], upto: list[int], mode: str
) -> list[tuple[int, ...]]:
    """Return the grades of all units in every one of the orders, each outcome once."""
    free = [(0, len(upto) - 1)] * len(limits)
    outcomes = [fill(order, free if mode == "after" else limits, upto) for order in orders]
    clamped = {
        tuple(min(max(k, best), worst) for k, (best, worst) in zip(out, limits, strict=True)) for out in outcomes
    }
    return sorted(clamped)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(counties(), st.sampled_from(["fill", "after"]), st.randoms(use_true_random=False))
def test_ties_and_possible_grades_are_those_of_all_orders(county: County, mode: str, chance: Any) -> None:
    """Possible grades, open ties and seats left are those of trying every order, with and without a decision."""
    totals, limits, seats = county
    blocks, upto = blocks_of(totals), [seats[0], seats[0] + seats[1], len(totals)]
    fixed: dict[int, list[int]] = {}
    for _ in range(2):
        data = three_grades(totals, limits, seats, restrictions=mode)
        for order in fixed.values():
            data["decisions"] = [DECISION | {"units": [f"u{u}" for u in order]}]
        orders = orders_of(blocks, fixed)
        outcomes = sets_of(orders, limits, upto, mode)
        for u, entry in enumerate(data["units"]):
            entry["possible"] = [THREE[k] for k in sorted({out[u] for out in outcomes})]
            entry["grade"] = entry["possible"][0] if len(entry["possible"]) == 1 else None
            entry["on_line"] = entry["grade"] is None
        told(data)
        opened = {}
        for b, block in enumerate(blocks):
            others = {other: order for other, order in fixed.items() if other != b}
            for rest in orders_of([*blocks[:b], [], *blocks[b + 1 :]], others):
                at = sum(len(other) for other in blocks[:b])
                ways = [rest[:at] + list(way) + rest[at:] for way in permutations(block)]
                if len(sets_of(ways, limits, upto, mode)) > 1:
                    opened[b] = block
        found = check_jurisdiction(data, proof=False)
        assert [finding for finding in found if finding.path.startswith(("units", "decisions"))] == []
        missing = {finding.gives: finding.how for finding in found if finding.code == "tie-missing"}
        names = {repr([f"u{u}" for u in block]): b for b, block in opened.items()}
        assert missing.keys() == names.keys()
        for shown, b in names.items() if mode == "fill" else ():
            short: dict[int, int] = {}
            for order in orders:
                for k, left in short_of_seats(order, blocks[b], limits, upto).items():
                    short[k] = max(left, short.get(k, 0))
            assert missing[shown] == ", ".join(f"{THREE[k]} r={left}" for k, left in sorted(short.items()))
        if not opened:
            break
        b = chance.choice(sorted(opened))
        fixed = {b: chance.sample(opened[b], len(opened[b]))}


@pytest.mark.parametrize(
    ("then", "totals", "seats", "grades"),
    [
        ("promote", [3, 2, 2, 1], [2, 1, 1], [0, 0, 0, 2]),
        ("demote", [3, 2, 2, 1], [2, 1, 1], [0, 1, 1, 2]),
        ("majority", [3, 2, 2, 1], [2, 1, 1], [0, 0, 0, 2]),
        ("majority", [3, 2, 2, 2], [2, 2, 0], [0, 1, 1, 1]),
        ("majority", [3, 2, 2, 2, 1], [2, 1, 2], [0, 0, 0, 0, 2]),
        ("majority", [3, 3, 3, 3, 2], [1, 2, 2], [1, 1, 1, 1, 2]),
        ("demote", [3, 3, 3, 2, 1], [2, 1, 2], [1, 1, 1, 2, 2]),
        ("demote", [3, 3, 3, 3], [2, 1, 1], [2, 2, 2, 2]),
        ("promote", [3, 3, 3, 3], [1, 2, 1], [0, 0, 0, 0]),
        ("majority", [3, 3, 3, 3], [1, 1, 2], [2, 2, 2, 2]),
    ],
)
def test_automatic_policies(then: str, totals: list[int], seats: list[int], grades: list[int]) -> None:
    """Promote, demote and majority move whole blocks, worked out on paper."""
    data = three_grades(totals, [(0, 2)] * len(totals), seats, ties={"break": [], "then": then})
    for entry, k in zip(data["units"], grades, strict=True):
        entry |= {"grade": THREE[k], "possible": [THREE[k]]}
    told(data)
    assert check_jurisdiction(data, proof=False)[0].path == "pools"
    assert [f for f in check_jurisdiction(data, proof=False) if f.path.startswith("units")] == []
    data["decisions"] = [DECISION | {"units": [f"u{i}" for i, total in enumerate(totals) if totals.count(total) > 1]}]
    assert "decision-unused" in [finding.code for finding in check_jurisdiction(data, proof=False)]


def grouped(sizes: dict[str, int], **more: Any) -> Json:
    """Return a certificate by group whose statements about seats are all `?`."""
    data = strict()
    data["policy"] = policy(**({"pool": "by-group-reconciled"} | more))
    names = [grade["id"] for grade in data["policy"]["grades"]]
    data["units"] = [
        unit(f"{group}{i:02}", str(100 - i), i + 1, "?", group=group)
        for group in sorted(sizes)
        for i in range(sizes[group])
    ]
    data["pools"] = [{"group": group, "seats": [{"given": "?"} for _ in names], "lines": []} for group in sizes]
    return data


def test_groups_are_reconciled_with_the_county() -> None:
    """Even groups of 17, 26, 8 and 20 get the county's 14 28 21 8 apart, and 14 29 21 7 reconciled."""
    sizes = {"a": 17, "b": 26, "c": 8, "d": 20}
    apart = [int(text) for text in answers(grouped(sizes, pool="by-group"), ".given")[:16]]
    assert [sum(apart[k::4]) for k in range(4)] == [14, 28, 21, 8]
    found = check_jurisdiction(grouped(sizes, group_order=["d", "c", "b", "a"]), proof=False)
    given = [int(finding.gives) for finding in found if ".seats" in finding.path and finding.path.endswith(".given")]
    table = [given[i : i + 4] for i in range(0, 16, 4)]
    assert [sum(row) for row in table] == [17, 26, 8, 20]
    assert [sum(column) for column in zip(*table, strict=True)] == [14, 29, 21, 7]
    best = min(
        sum((10 * t - s * sum(row)) ** 2 for row in rows for t, s in zip(row, (2, 4, 3, 1), strict=True))
        for rows in tables(table)
    )
    assert best == sum((10 * t - s * sum(row)) ** 2 for row in table for t, s in zip(row, (2, 4, 3, 1), strict=True))


def tables(table: list[list[int]]) -> list[list[list[int]]]:
    """Return every table with the rows' and columns' sums of this one and cells of floor or ceiling."""
    found = []
    options = []
    for row in table:
        n = sum(row)
        cells = [range(s * n // 10, -(-s * n // 10) + 1) for s in (2, 4, 3, 1)]
        options.append([list(cell) for cell in product(*cells) if sum(cell) == n])
    for rows in product(*options):
        if all(sum(c) == sum(d) for c, d in zip(zip(*rows, strict=True), zip(*table, strict=True), strict=True)):
            found.append(list(rows))
    return found


def test_equal_tables_need_an_order_of_groups() -> None:
    """Two groups of one unit share one seat: the group named first gets it, and without an order it is an error."""
    sizes, halves = {"a": 1, "b": 1}, ["50%", "50%"]
    assert [f.code for f in check_jurisdiction(grouped(sizes, shares=halves), proof=False)] == ["table-choice"]
    for order, seats in ((["a", "b"], [1, 0, 0, 1]), (["b"], [0, 1, 1, 0])):
        data = grouped(sizes, shares=halves, group_order=order)
        assert [int(text) for text in answers(data, ".given")[:4]] == seats


def test_tie_breaks_and_exact_decimals() -> None:
    """A second key decides in its own direction, and digits beyond any float or default context count."""
    data = strict()
    data["policy"]["ties"]["break"] = [{"key": "item:letters", "better": "lower"}]
    long = "0." + "1" * 39
    for entry in data["units"]:
        entry["keys"].append("0")
    data["units"][1]["keys"] = ["98.00", long + "1"]
    data["units"][2]["keys"] = ["98.00", long + "2"]
    told(data)
    for line in data["pools"][0]["lines"]:
        line["above"]["keys"].append("0")
        line["below"]["keys"].append("0")
    data["pools"][0]["lines"][0]["above"]["keys"] = ["98.00", long + "1"]
    data["pools"][0]["lines"][0]["below"]["keys"] = ["98.00", long + "2"]
    assert check_jurisdiction(data) == []
    data["policy"]["ties"]["break"][0]["better"] = "higher"
    assert "units[1].rank" in [finding.path for finding in check_jurisdiction(data)]


def test_scores_alone() -> None:
    """Without shares and seats there is no limit: thresholds alone decide, and the arithmetic is empty."""
    data = strict()
    grades = [{"id": "pass", "title": "合格"}, {"id": "fail", "title": "不合格"}]
    data["policy"] = policy(grades=grades, thresholds=[{"grade": "pass", "at_least": 95}])
    del data["policy"]["seats"], data["policy"]["seat_tie"]
    for i, entry in enumerate(data["units"]):
        entry["grade"] = "pass" if i < 5 else "fail"
        entry["possible"] = [entry["grade"]]
    empty = dict.fromkeys(("share", "exact", "floor", "remainder", "given"))
    data["pools"][0]["seats"] = [
        {"grade": grade["id"], "title": grade["title"], **empty, "placed": 5, "bent": []} for grade in grades
    ]
    data["pools"][0]["lines"] = [
        {
            "between": ["pass", "fail"],
            "above": {"rank": 5, "keys": ["95.00"], "units": ["u05"]},
            "below": None,
            "waiting": [],
        }
    ]
    data["county"] = [{"grade": grade["id"], "exact": None, "given": None, "placed": 5} for grade in grades]
    told(data)
    assert check_jurisdiction(data) == []


def test_too_many_orders_are_said() -> None:
    """Where not every order can be tried a note says so, and what is certain is still found."""
    data = strict()
    names = [f"g{k}" for k in range(10)]
    data["policy"] = policy(shares=["10%"] * 10, seats="cumulative")
    limits = [(best, worst) for best in range(3) for worst in range(5, 10)] * 6
    data["units"] = [
        unit(f"u{i:02}", "50", 1, None, best=names[best], worst=names[worst]) for i, (best, worst) in enumerate(limits)
    ]
    data["units"][0]["grade"] = [["g0"]]
    found = check_jurisdiction(data, proof=False)
    notes = [finding for finding in found if finding.is_note]
    assert [note.code for note in notes] == ["runs-many"]
    assert {"unequal", "differs"} <= {finding.code for finding in found}
    assert "units[0].possible" in [finding.path for finding in found]


def whole(**counties: Json) -> Json:
    """Return a certificate of several jurisdictions."""
    return {"schema": "efficiency-rules/grading/2", "status": "final", "jurisdictions": counties}


def test_the_whole_file() -> None:
    """Jurisdictions are checked one by one, findings name theirs, and the status fits what waits."""
    assert check(whole(a=strict(), b=decided())) == []
    assert check(whole(a=strict(), b=tied()) | {"status": "undecided"}) == []
    (found,) = check(whole(a=strict(), b=put(decided(), "county.0.given", 9)))
    assert (found.jurisdiction, found.path) == ("b", "county[0].given")
    assert [f.code for f in check(whole(a=tied()))] == ["status"]
    assert [f.code for f in check(whole(a=strict()) | {"status": "undecided"})] == ["status"]
    assert [f.code for f in check(whole(a=strict()) | {"status": None})] == ["malformed"]
    assert [f.code for f in check(whole(a=put(strict(), "policy.seats", "at-most")))] == ["missing"]
    assert [f.code for f in check(json.loads('{"schema": "efficiency-rules/grading/1"}'))] == ["not-certificate"]
    assert [f.code for f in check(json.loads("[]"))] == ["not-certificate"]
    assert check(whole(a=json.loads("7")))[0].code == "malformed"
    assert [(f.code, f.path) for f in check(whole(a=strict()) | {"note": "x"})] == [("unknown-key", "note")]


def test_a_certificate_of_nobody_confirms_nothing(tmp_path: Path) -> None:
    """Without a jurisdiction there is a finding, in words, and the exit code is 1."""
    assert [(f.code, f.path) for f in check(whole())] == [("nothing", "jurisdictions")]
    file = tmp_path / "grading.json"
    file.write_text(json.dumps(whole()), encoding="utf-8")
    assert run(file, "--lang", "en") == (1, "jurisdictions: no jurisdiction: nothing was confirmed\n")
    file.write_text(json.dumps(whole(甲县=strict()) | {"note": "x"}), encoding="utf-8")
    code, out = run(file)
    assert (code, "note：不认识的键" in out) == (1, True)


def run(path: Path, *more: str) -> tuple[int, str]:
    """Run the file alone, as a person would."""
    command = [sys.executable, "-I", "-X", "utf8", str(grading_checker.__file__), str(path), *more]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_the_command(tmp_path: Path) -> None:
    """Run alone it exits 0 with OK, 1 with one line a finding, 2 with a sentence where there is nothing to check."""
    file = tmp_path / "grading.json"
    file.write_text(json.dumps(whole(甲县=strict())), encoding="utf-8")
    words = "甲县：单位 10 个，组 1 个，同分 0 组，裁定 0 条，不评等次 1 个"
    assert run(file) == (0, words + "（all, all, largest-remainder, fill, decide）：OK\n")
    assert run(file, "--lang", "en")[1].endswith("1 not graded (all, all, largest-remainder, fill, decide): OK\n")
    file.write_text(json.dumps(whole(甲县=put(strict(), "units.9.rank", 9))), encoding="utf-8")
    status, text = run(file, "--lang", "en")
    assert (status, text.count("\n")) == (1, 1)
    assert text.startswith("甲县, u10, units[9].rank: rank is not what the policy gives; certificate: 9; policy: 10")
    for wrong in ("[1, 2]", "{", '{"a": 1, "a": 2}', "[" * 100_000, '{"schema": "x"}'):
        file.write_text(wrong, encoding="utf-8")
        status, text = run(file)
        assert (status, text.count("\n")) == (2, 1), wrong
    assert run(tmp_path / "none.json")[0] == 2


def test_it_stands_alone() -> None:
    """The file imports the standard library only, and no float is written in it."""
    tree = ast.parse(Path(grading_checker.__file__).read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
    assert not any(isinstance(node, ast.Constant) and isinstance(node.value, float) for node in ast.walk(tree))
