"""Whatever is wrong with a cases file: problems with places, never an exception, never a bug of ours."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.messages.testing import WORDS
from efficiency_rules.testing.cases import run_cases

CRITERION = {
    "criterion": "breaches@2025",
    "params": {"light": 1, "grave": {"value": "2.5", "basis": "county"}},
    "full": 10,
    "cases": [
        {
            "name": "一",
            "ledger": [{"number": "a", "day": "2025-03-01", "kind": "轻", "people": 3, "settled": True}],
            "points": 9,
            "state": "scored",
            "reason": "扣 1 分",
            "lines": [-1],
        }
    ],
}

COUNTY = {
    "ruleset": "qinghe/2025",
    "period": 2025,
    "cases": [
        {
            "name": "一",
            "roster": [
                {"unit": "A", "name": "青石镇", "group": "town", "from": "2024-01-01", "jurisdiction": "东"},
                {"unit": "B", "name": "白杨镇", "group": "镇街", "to": "2025-12-31", "jurisdiction": "东"},
            ],
            "ledgers": {
                "breach": [{"number": "a", "unit": "A", "day": "2025-03-01", "kind": "轻", "cost": "0.5"}],
                "hotline-ticket": [
                    {"ticket": n, "unit": n, "due_on": "2025-03-01", "closed_on": "2025-03-01"} for n in "AB"
                ],
                "not-applicable": [],
            },
            "decisions": [],
            "standings": [{"unit": "A", "total": 99, "rank": 2, "grade": "poor"}],
            "seats": {"good": 1},
            "status": "final",
        }
    ],
}

ODD = [
    None,
    True,
    0,
    -1,
    10**11,
    "",
    "x",
    "2025-01-01",
    "1e9",
    "3.14159",
    "{found}",
    [],
    [None],
    [[]],
    {},
    {"a": 1},
    {"value": 1},
    {"value": None, "basis": "x"},
    {"value": [1], "note": 2},
]
"""Values that may stand where another one is expected."""


def paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    parts = list(data.items()) if isinstance(data, dict) else list(enumerate(data)) if isinstance(data, list) else []
    return [path, *(below for key, part in parts for below in paths(part, (*path, key)))]


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """A sound document with one to three values replaced, removed or put under another key."""
    data = copy.deepcopy(draw(st.sampled_from([CRITERION, COUNTY])))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(paths(data)[1:] or [()]))
        if not path:
            break
        holder = data
        for key in path[:-1]:
            holder = holder[key]
        damage = draw(st.sampled_from(["replace", "remove", "rename", "twice"]))
        if damage == "replace":
            holder[path[-1]] = copy.deepcopy(draw(st.sampled_from(ODD)))
        elif damage == "twice" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[path[-1]]))
        elif damage == "rename" and isinstance(holder, dict):
            holder[f"{path[-1]}s"] = holder.pop(path[-1])
        else:
            del holder[path[-1]]
    return data


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@example(data=CRITERION)
@example(data=COUNTY)
@given(data=damaged())
def test_damaged_files_give_problems_with_places(data: Any, catalog: er.Catalog, folder: Path) -> None:
    """Any damage gives results whose problems have a line and words in both languages, and none is our bug."""
    path = folder / "damaged.cases.yaml"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    results = run_cases(path, catalog)
    assert results
    if data in (CRITERION, COUNTY):
        assert [result.problems for result in results] == [()]
    for problem in (problem for result in results for problem in result.problems):
        assert problem.code != "case-broken"
        assert problem.place.file == str(path)
        assert problem.place.line
        assert problem.text("zh")
        assert problem.text("en")


@settings(max_examples=40)
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_give_problems(content: bytes, catalog: er.Catalog, folder: Path) -> None:
    """No content whatever raises; without a single sound case there is a failed result."""
    path = folder / "bytes.cases.yaml"
    path.write_bytes(content)
    results = run_cases(path, catalog)
    assert results
    assert not any(result.passed for result in results)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for damaged files."""
    return tmp_path_factory.mktemp("damaged")


def test_every_code_of_cases_is_met_in_a_test() -> None:
    """No problem of cases is worded that no test here produces."""
    files = [path for path in Path(__file__).parent.glob("test_*.py") if path.name != Path(__file__).name]
    tests = "".join(path.read_text(encoding="utf-8") for path in files)
    codes = [code for code in WORDS if code.startswith(("case-", "cases-"))]
    assert len(codes) > 10
    assert [code for code in codes if f'"{code}"' not in tests] == []
