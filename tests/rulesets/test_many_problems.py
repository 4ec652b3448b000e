"""A file with many mistakes: all are found in one run; any misspelt key is found with what was meant."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.rulesets.shape import (
    AREA,
    CAP,
    CONSEQUENCE,
    DOCUMENT,
    GRADE,
    GRADING,
    ITEM,
    METHOD,
    RULESET,
    UNIT,
    Shape,
)

TEN = [
    ("year: 2025", "year: ^2024", "ruleset-year-outside"),
    ("rounding: half-up", "^roundign: half-up", "ruleset-key-unknown"),
    ("due: [year]", "due: [^yaer]", "ruleset-choice"),
    ("    full: 28", "    full: ２８", "yaml-full-width"),
    ("applies_to: [town,", "applies_to: [^towm,", "ruleset-group-unknown"),
    ("min_cases: {value: 10", "min_cases: {value: ^many", "ruleset-param-invalid"),
    ("late: 0.5", "late: ^1/2", "points-not-exact"),
    ("use: task-completion@2026", "use: ^task-completion@2025", "ruleset-edition-unknown"),
    ("share: 30%", "share: 31%", "grade-shares-sum"),
    ("at_best: good", "at_best: ^goood", "grade-unknown"),
]


def test_ten_mistakes(example: str, check: Callable[[str], list[Problem]]) -> None:
    """Ten mistakes of ten kinds, from YAML to formulas, are ten problems, each at its place."""
    text = example
    for old, new, _ in TEN:
        assert old in text
        text = text.replace(old, new, 1)
    expected = []
    for _, new, code in TEN:
        written = new.replace("^", "")
        at = text.replace("^", "").index(written) + (new.index("^") if "^" in new else 0)
        before = text.replace("^", "")[:at]
        expected.append((code, before.count("\n") + 1, len(before) - before.rfind("\n") if "^" in new else None))
    found = {(problem.code, problem.place.line): problem.place.column for problem in check(text.replace("^", ""))}
    assert len(found) == len(TEN)
    for code, line, column in expected:
        if code != "grade-shares-sum":
            assert (code, line) in found
        if column is not None:
            assert found[code, line] == column


def test_problems_are_in_order(example: str, check: Callable[[str], list[Problem]]) -> None:
    """Problems come in the order of the file."""
    text = example
    for old, new, _ in TEN:
        text = text.replace(old, new.replace("^", ""), 1)
    places = [(problem.place.line or 0, problem.place.column or 0) for problem in check(text)]
    assert places == sorted(places)


# Where each section of the example starts, so that one of its keys can be misspelt there.
SECTIONS: list[tuple[str, Shape]] = [
    ("schema:", RULESET),
    ("document: {", DOCUMENT),
    ("  town: {", UNIT),
    ("  daily: {", METHOD),
    ("  - id: duty", AREA),
    ("      - use: hotline", ITEM),
    ("grading:\n", GRADING),
    ("    - {id: excellent", GRADE),
    ("    - {when: fraud", CAP),
    ("  commendation: {", CONSEQUENCE),
]

KEYS = [(start, key) for start, shape in SECTIONS for key in shape]


@st.composite
def typos(draw: st.DrawFn) -> tuple[str, str, str]:
    """A section, one of its keys, and that key with one letter left out, doubled, replaced or moved."""
    start, key = draw(st.sampled_from(KEYS))
    at = draw(st.integers(0, len(key) - 1))
    wrong = draw(
        st.sampled_from(
            [
                key[:at] + key[at + 1 :],
                key[: at + 1] + key[at:],
                key[:at] + "x" + key[at + 1 :],
                key[:at] + key[at + 1 : at + 2] + key[at : at + 1] + key[at + 2 :],
            ]
        )
    )
    return start, key, wrong


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(typos())
def test_any_typo(example: str, tmp_path: Path, typo: tuple[str, str, str]) -> None:
    """Any key with one wrong letter is one problem at that key, which suggests the right one."""
    start, key, wrong = typo
    section = example.index(start)
    position = next(
        (at for at in range(section, len(example)) if example.startswith(f"{key}:", at) and example[at - 1] in " {\n"),
        None,
    ) if not start.startswith(key) else section  # fmt: skip
    known = {key for shape_start, shape in SECTIONS if shape_start == start for key in shape}
    if position is None or not wrong.strip("_") or wrong in known:
        return
    path = tmp_path / "ruleset.yaml"
    path.write_text(example[:position] + wrong + example[position + len(key) :], encoding="utf-8")
    errors = [problem for problem in check_ruleset(path, {}) if problem.severity == "error"]
    mine = [problem for problem in errors if problem.code == "ruleset-key-unknown"]
    assert [problem.facts["found"] for problem in mine] == [wrong]
    before = example[:position]
    assert (mine[0].place.line, mine[0].place.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    near = mine[0].facts["near"]
    assert isinstance(near, list)
    assert key in near


@pytest.mark.parametrize("text", ["a: 1\n", "[]\n", "x\n", "areas: 1\nunits: []\ngrading: x\nmethods: {a: 1}\n"])
def test_not_a_ruleset(check: Callable[[str], list[Problem]], text: str) -> None:
    """A file that is no ruleset at all is told so, without a traceback."""
    assert check(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.data())
def test_any_damage(example: str, tmp_path: Path, data: st.DataObject) -> None:
    """A file with any line lost or any value replaced is judged without a traceback."""
    lines = example.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    junk = data.draw(st.sampled_from(["", "[]", "{}", "- x", "null", "0", "{value: 1}", "x: y", "'", "[1, {a: b}]"]))
    head, colon, _ = lines[at].partition(": ")
    lines[at] = data.draw(st.sampled_from([junk, f"{head}{colon}{junk}"]))
    path = tmp_path / "ruleset.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    for problem in check_ruleset(path, {}):
        assert problem.text("zh")
        assert problem.text("en")
