"""Every key of the grading section: loaded as written, and each mistake in it at its line and column."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

import efficiency_rules as er
from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem, RulesetError
from efficiency_rules.grading.scheme import Counts
from efficiency_rules.grading.scheme_check import CHOICES, THEN, check_scheme
from efficiency_rules.points import Percent
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.rulesets.shape import GRADING, TIES

Check = Callable[[str], list[Problem]]
Graded = Callable[..., str]
Load = Callable[[str], er.Ruleset]

PLAIN = """
pool: all
base: all
seats: largest-remainder
seat_tie: better
ties: {break: [], then: decide}
restrictions: fill
grades:
  - {id: excellent, title: 优秀, share: 20%}
  - {id: good, title: 良好, share: 40%}
  - {id: fair, title: 一般, share: 30%}
  - {id: poor, title: 较差, share: 10%}
"""
BY_GROUP = PLAIN.replace("pool: all", "pool: by-group")
RECONCILED = PLAIN.replace("pool: all", "pool: by-group-reconciled\ngroup_order: [town, department]")
AT_MOST = PLAIN.replace("seats: largest-remainder", "seats: at-most\nat_most: [excellent]")
COUNTS = "counts: {document: 靖政办发〔2026〕3号, excellent: 19, good: 38, fair: 29, poor: 10}"
EXPLICIT = PLAIN.replace("seats: largest-remainder", f"seats: explicit\n{COUNTS}")
BY_SCORE = """
pool: by-group
base: all
restrictions: after
grades:
  - {id: good, title: 良好}
  - {id: pass, title: 合格}
  - {id: fail, title: 不合格}
thresholds: [{grade: good, at_least: 85}, {grade: pass, at_least: 60}]
"""
GUARANTEE = PLAIN + "caps: [{when: fraud-verified@2025, at_worst: good}]\n"
PARADOX = PLAIN.replace("20%", "5%").replace("40%", "30%").replace("title: 一般, share: 30%", "title: 一般, share: 55%")


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


@pytest.mark.parametrize("key", CHOICES)
@pytest.mark.parametrize("wrapped", [False, True])
def test_every_choice_is_read(graded: Graded, load: Load, key: str, wrapped: bool) -> None:
    """Each policy takes each of its values, bare or with an origin, and the scheme carries it."""
    sections = {"at-most": AT_MOST, "explicit": EXPLICIT, "by-group-reconciled": RECONCILED}
    for choice in CHOICES[key]:
        lines = [line for line in sections.get(choice, PLAIN).splitlines() if not line.startswith(f"{key}:")]
        value = f"{{value: {choice}, basis: county}}" if wrapped else choice
        assert getattr(load(graded("\n".join([*lines, f"{key}: {value}"]))).grading, key) == choice


@pytest.mark.parametrize("then", THEN)
def test_every_tie_policy_is_read(graded: Graded, load: Load, then: str) -> None:
    """`ties.then` takes each of its values."""
    assert load(graded(PLAIN.replace("then: decide", f"then: {then}"))).grading.then == then


def test_the_loader_offers_what_the_scheme_takes() -> None:
    """The keys of the file name the same choices as the grade scheme, and the same keys must be there."""
    assert {key: spec.choices for key, spec in GRADING.items() if spec.choices} == CHOICES
    assert TIES["then"].choices == THEN
    missing = [problem.facts["missing"] for _, problem in check_scheme({}) if problem.code == "grading-key-missing"]
    assert missing == [key for key, spec in GRADING.items() if spec.required] == ["grades"]


def test_groups_are_read(graded: Graded, load: Load) -> None:
    """Pools by group, and their order where they are reconciled."""
    assert load(graded(BY_GROUP)).grading.pool == "by-group"
    scheme = load(graded(RECONCILED)).grading
    assert (scheme.pool, scheme.group_order) == ("by-group-reconciled", ("town", "department"))


def test_seats_are_read(graded: Graded, load: Load) -> None:
    """Upper limits, counts with their document, and shares as fractions."""
    assert load(graded(AT_MOST)).grading.at_most == ("excellent",)
    scheme = load(graded(EXPLICIT)).grading
    assert scheme.counts == Counts("靖政办发〔2026〕3号", (19, 38, 29, 10))
    with_origins = EXPLICIT.replace("excellent: 19", "excellent: {value: 19, basis: county, note: 含一名递补}")
    assert load(graded(with_origins)).grading == scheme
    thirds = (
        PLAIN.replace("largest-remainder", "cumulative")
        .replace("share: 20%", "share: 1/3")
        .replace("share: 40%", "share: {value: 4/15, basis: county}")
    )
    assert [grade.share for grade in load(graded(thirds)).grading.grades] == [
        Fraction(1, 3),
        Fraction(4, 15),
        Fraction(3, 10),
        Fraction(1, 10),
    ]


def test_grades_by_score_are_read(graded: Graded, load: Load) -> None:
    """Without shares there are no seats: thresholds decide, and neither `seats` nor `ties` is needed."""
    scheme = load(graded(BY_SCORE)).grading
    assert (scheme.seats, scheme.rule, scheme.restrictions) == (None, None, "after")
    assert [(line.grade, line.at_least) for line in scheme.thresholds] == [("good", "85"), ("pass", "60")]
    assert [grade.share for grade in scheme.grades] == [None, None, None]


def test_the_other_keys_are_read(graded: Graded, load: Load) -> None:
    """The clause, the part that must apply, what follows a correction, and an accepted paradox."""
    ruleset = load(graded(PARADOX + "clause: 六\nmin_applicable: 60%\ncorrections: appellant\naccept_paradox: 3号\n"))
    assert (ruleset.grading_clause, ruleset.min_applicable) == ("六", Percent("60%"))
    assert (ruleset.grading.clause, ruleset.grading.min_applicable) == ("六", "60%")
    assert (ruleset.grading.corrections, ruleset.grading.accept_paradox) == ("appellant", "3号")
    assert load(graded(PLAIN)).grading.corrections is None


@pytest.mark.parametrize("section", [PLAIN, RECONCILED, AT_MOST, EXPLICIT, BY_SCORE, GUARANTEE])
def test_the_policy_says_the_whole_section(graded: Graded, load: Load, section: str) -> None:
    """Everything the section says of grading is in the policy, which is read back as the same scheme."""
    text = graded(section + "clause: ' 六 '\nmin_applicable: {value: 60.5%, basis: county}\ncorrections: everyone\n")
    scheme = load(text).grading
    assert er.GradeScheme.parse(scheme.policy()) == scheme
    said = {line.partition(":")[0].strip() for line in section.splitlines() if line[:1].isalpha()}
    assert said | {"clause", "min_applicable", "corrections"} <= set(scheme.policy())
    assert (scheme.policy()["clause"], scheme.policy()["min_applicable"]) == ("六", "60.5%")


MISTAKES: list[tuple[str, str, str, str]] = [
    # the section, what is written in it, what stands there instead (^ marks the place), the code
    (PLAIN, "pool: all", "pool: ^by-groups", "grading-value-unknown"),
    (PLAIN, "base: all", "base: ^exclude-force", "grading-value-unknown"),
    (PLAIN, "seats: largest-remainder", "seats: ^hamilton", "grading-value-unknown"),
    (PLAIN, "then: decide", "then: ^promotes", "grading-value-unknown"),
    (PLAIN, "restrictions: fill", "restrictions: fill\ncorrections: ^all", "grading-value-unknown"),
    (PLAIN, "seats: largest-remainder\n", "", "seats-missing"),
    (PLAIN, "ties: {break: [], then: decide}\n", "", "grading-key-missing"),
    (PLAIN, "share: 40%}", "share: ^40}", "grade-share-not-exact"),
    (PLAIN, "share: 40%}", "share: {value: ^4/0, basis: plan}}", "grade-share-not-exact"),
    (PLAIN, "{id: good, title: 良好, share: 40%}", "^{id: good, title: 良好}", "grade-share-missing"),
    (PLAIN.replace("10%", "11%"), "- {id: excellent", "^- {id: excellent", "grade-shares-sum"),
    (PLAIN, "pool: all", "pool: all\ngroup_order: ^[town, department]", "group-order-unused"),
    (PLAIN, "pool: all", "pool: all\nat_most: ^[excellent]", "seats-key-unused"),
    (PLAIN, "pool: all", f"pool: all\n{COUNTS.replace('counts: ', 'counts: ^')}", "seats-key-unused"),
    (PLAIN, "pool: all", "pool: all\naccept_paradox: ^''", "grading-not-text"),
    # a paradox stands at the grades
    (PARADOX, "- {id: excellent", "^- {id: excellent", "shares-paradox-above"),
    (PARADOX.replace("30%", "5%").replace("55%", "15%").replace("share: 10%", "share: 75%"),
     "- {id: excellent", "^- {id: excellent", "shares-paradox-below"),
    # at most
    (AT_MOST, "at_most: [excellent]\n", "", "grading-key-missing"),
    (AT_MOST, "[excellent]", "[excellent, ^excelent]", "grade-unknown"),
    (AT_MOST, "[excellent]", "[excellent, ^excellent]", "grade-duplicate"),
    (AT_MOST, "[excellent]", "^[]", "at-most-empty"),
    (AT_MOST, "[excellent]", "^[excellent, good, fair, poor]", "at-most-all"),
    (AT_MOST, "[excellent]", "^excellent", "grading-not-list"),
    # counts
    (EXPLICIT, COUNTS + "\n", "", "grading-key-missing"),
    (EXPLICIT, "{document: 靖政办发〔2026〕3号, excellent", "^{excellent", "counts-document-missing"),
    (EXPLICIT, "excellent: 19", "excellent: ^-1", "counts-not-whole"),
    (EXPLICIT, "excellent: 19", "excellent: {value: ^19.5, basis: county}", "counts-not-whole"),
    (EXPLICIT, "poor: 10}", "poor: 10, ^pour: 1}", "grade-unknown"),
    (EXPLICIT, COUNTS, "counts: ^96", "grading-not-mapping"),
    (EXPLICIT.replace("pool: all", "pool: by-group"), "counts: {", "counts: ^{", "counts-by-group"),
    # no shares
    (BY_SCORE, "base: all", "base: all\nseats: ^webster\nties: {break: [], then: decide}", "seats-without-shares"),
    (BY_SCORE, "by-group", "^by-group-reconciled\ngroup_order: [town, department]", "reconciled-without-shares"),
    (BY_SCORE, "at_least: 60", "at_least: ^86", "threshold-out-of-order"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "old", "new", "code"), MISTAKES)
def test_a_mistake_has_its_place(graded: Graded, check: Check, section: str, old: str, new: str, code: str) -> None:
    """One mistake is one error, at the line and column of what was written."""
    assert section.count(old) >= 1
    text = graded(section.replace(old, new, 1))
    before = text.partition("^")[0]
    problem = only([problem for problem in check(text.replace("^", "")) if problem.severity == "error"])
    assert problem.code == code
    if "^" in new:
        assert (problem.place.line, problem.place.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_counts_leave_out_a_grade(graded: Graded, check: Check) -> None:
    """Counts name every grade; the one left out is told at `counts`."""
    text = graded(EXPLICIT.replace(", fair: 29", ""))
    problem = only(check(text))
    assert (problem.code, problem.facts["missing"]) == ("grading-key-missing", "fair")
    assert problem.place.line == text[: text.index("counts:")].count("\n") + 1


def test_grades_that_nothing_limits(graded: Graded, check: Check) -> None:
    """Grades without shares, thresholds and caps would all be the best one: an error at the grades."""
    text = graded(BY_SCORE[: BY_SCORE.index("thresholds")])
    problem = only(check(text))
    assert (problem.code, problem.place.line) == ("grades-unlimited", text[: text.index("{id: good")].count("\n") + 1)


def test_a_guarantee_is_a_warning_at_the_cap(graded: Graded, check: Check, load: Load) -> None:
    """A guarantee while seats are filled is a warning at its grade, and the ruleset is loaded all the same."""
    text = graded(GUARANTEE)
    problem = only(check(text))
    assert (problem.code, problem.severity) == ("guarantee-may-push-down", "warning")
    before = text[: text.index("at_worst: ") + len("at_worst: ")]
    assert (problem.place.line, problem.place.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert load(text).caps[0].at_worst == "good"
    assert check(graded(GUARANTEE.replace("restrictions: fill", "restrictions: after"))) == []


def test_loading_accepts_warnings(graded: Graded, check: Check, load: Load) -> None:
    """Whatever is only a warning does not keep a ruleset from being used."""
    for section in (
        GUARANTEE,
        PLAIN + "accept_paradox: 3号\n",
        PLAIN.replace("pool: all", "pool: by-group-reconciled"),
    ):
        assert [problem.severity for problem in check(graded(section))] == ["warning"]
        assert load(graded(section)).id == "jingbian/2025"


def test_loading_refuses_errors(graded: Graded, load: Load) -> None:
    """Shares with a paradox are refused with the number of units and the counts, warnings beside them left out."""
    with pytest.raises(RulesetError) as caught:
        load(graded(PARADOX + "caps: [{when: fraud-verified@2025, at_worst: good}]\n"))
    problem = only(list(caught.value.problems))
    assert problem.code == "shares-paradox-above"
    assert {key: problem.facts[key] for key in ("units", "counts", "next_counts")} == {
        "units": 4,
        "counts": "0 1 2 1",
        "next_counts": "0 2 3 0",
    }


def test_what_waits_in_the_new_keys(tmp_path: Path, criteria: Mapping[str, Criterion], graded: Graded) -> None:
    """A share written as a fraction waits like any number; counts rest on the document they name."""
    section = EXPLICIT.replace("share: 20%", "share: 1/5").replace("good: 38", "good: {value: 38, basis: assumption}")
    path = tmp_path / "ruleset.yaml"
    path.write_text(graded(section), encoding="utf-8")
    waiting = [problem for problem in check_ruleset(path, criteria) if problem.code == "ruleset-number-waits"]
    keys = [str(problem.facts["key"]) for problem in waiting if str(problem.facts["key"]).startswith("grading.")]
    assert keys == ["grading.counts.good"] + [
        f"grading.grades.{grade}.share" for grade in ("excellent", "good", "fair", "poor")
    ]
