"""Engine against the stand-alone checker: two programs from one page, written without looking at each other.

These are numbers 3 and 16 of the invariants that the research on reliability lists.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from grading_counties import IDS, county, decided

from efficiency_rules.errors import GradingError
from efficiency_rules.grading import GradeScheme, check_scheme, grade
from efficiency_rules.grading_checker import check_jurisdiction, prove

REFUSED = {"groups-not-reconcilable"}
"""What a county with unusual shares is rightly refused for; groups always have an order here."""


def certificate(seed: int) -> dict[str, Any] | None:
    """One jurisdiction of grading.json as it is read back, some of its ties decided; None where it is refused."""
    random = Random(seed)
    mapping, standings = county(random)
    scheme = GradeScheme.parse(mapping)
    try:
        grading = grade(standings, scheme, decided(random, standings, scheme))
    except GradingError as error:
        if {problem.code for problem in error.problems} != REFUSED:
            raise AssertionError(f"seed {seed}") from error
        return None
    data: dict[str, Any] = json.loads(json.dumps({**grading.to_dict(), "ungraded": []}))
    return data


def found(data: dict[str, Any]) -> list[str]:
    """What the checker finds wrong; notes say only that not every order of ties was tried."""
    return [finding.text("en") for finding in check_jurisdiction(data, proof=False) if not finding.is_note]


def check(seeds: range) -> None:
    for seed in seeds:
        data = certificate(seed)
        if data is not None:
            findings = found(data)
            assert findings == [], f"seed {seed}: {findings[:3]}"


def test_two_thousand_counties() -> None:
    """The checker finds nothing wrong with any grading of 2,000 random counties under all policies and methods."""
    check(range(2_000))


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_a_hundred_thousand_counties(part: int) -> None:
    """The same for 100,000 more."""
    check(range(2_000 + part * 25_000, 2_000 + (part + 1) * 25_000))


def check_proofs(seeds: range) -> None:
    for seed in seeds:
        mapping, _ = county(Random(seed), most=0)
        policy = GradeScheme.parse(mapping).policy()
        policy.pop("accept_paradox", None)
        refused = [problem.code for _, problem in check_scheme(policy) if problem.severity == "error"]
        findings = [finding.code for finding in prove(policy)]
        assert bool(refused) == bool(findings), f"seed {seed}: {refused} {findings}"


def test_proofs_agree() -> None:
    """The engine refuses shares when loaded exactly where the checker's own proof for N = 0..1000 fails."""
    check_proofs(range(100))


@pytest.mark.long
def test_many_proofs_agree() -> None:
    """The same for 3,000 more schemes."""
    check_proofs(range(100, 3_100))


def tampered(data: dict[str, Any], random: Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the certificate with one thing wrong, and which."""
    grades = [entry["id"] for entry in data["policy"]["grades"]]
    at = random.randrange(len(data["units"]))
    unit = data["units"][at]
    for id in (*IDS, None):
        if id != unit["grade"] and (id is None or id in grades):
            wrong = deepcopy(data)
            wrong["units"][at]["grade"] = id
            yield f"grade {id} of {unit['unit']}", wrong
    for name, place, key in (("rank", "units", "rank"), ("base", "pools", "base"), ("placed", "county", "placed")):
        wrong = deepcopy(data)
        random.choice(wrong[place])[key] += 1
        yield name, wrong
    if any(data["ties"]):
        wrong = deepcopy(data)
        wrong["ties"].pop(random.randrange(len(wrong["ties"])))
        yield "tie left out", wrong


def test_the_checker_sees_what_is_wrong() -> None:
    """A grade, rank, base or count that is changed, or a tie left out, is found: agreement above is no blindness."""
    random = Random(0)
    seen = set()
    for seed in range(150):
        data = certificate(seed)
        if data is None or not data["units"]:
            continue
        for name, wrong in tampered(data, random):
            seen.add(name.split()[0])
            assert found(wrong), f"seed {seed}: {name}"
    assert seen == {"grade", "rank", "base", "placed", "tie"}
