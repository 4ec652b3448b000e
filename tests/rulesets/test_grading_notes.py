"""Notes on a grading policy: what is unsaid, what small counties get, and an order of groups that is needed."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem, RulesetError
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.rulesets.document import read_document

ORDINARY = {"pool": "all", "base": "all", "seat_tie": "better", "restrictions": "fill"}

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
RECONCILED = PLAIN.replace("pool: all", "pool: by-group-reconciled")

Notes = Callable[..., list[Problem]]


@pytest.fixture
def notes(tmp_path: Path, criteria: Mapping[str, Criterion], graded: Callable[..., str]) -> Notes:
    """A function that returns what is said of a `grading` section, but for numbers that wait for the county."""

    def found(section: str, status: str = "provisional") -> list[Problem]:
        path = tmp_path / "ruleset.yaml"
        path.write_text(graded(section, status), encoding="utf-8")
        problems = check_ruleset(path, criteria)
        assert all(problem.text("zh") and problem.text("en") for problem in problems)
        return [problem for problem in problems if problem.code != "ruleset-number-waits"]

    return found


def of(code: str, problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.code == code]


def line_of(words: str, text: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize("status", ["draft", "provisional", "withdrawn", "published"])
@pytest.mark.parametrize("key", ORDINARY)
def test_an_unsaid_policy(notes: Notes, graded: Callable[..., str], key: str, status: str) -> None:
    """A policy left unsaid is told with what is applied: information, but an error in a published document."""
    section = "\n".join(line for line in PLAIN.splitlines() if not line.startswith(f"{key}:"))
    (problem,) = of("ruleset-policy-unsaid", notes(section, status))
    assert problem.facts == {"key": f"grading.{key}", "found": ORDINARY[key]}
    assert problem.severity == ("error" if status == "published" else "info")
    assert problem.place.line == line_of("grading:\n", graded(section, status)) + 1


def test_nothing_is_unsaid(notes: Notes) -> None:
    """Where all four are written nothing is said of them, published or not."""
    for status in ("draft", "published"):
        assert {problem.code for problem in notes(PLAIN, status)} == {"ruleset-small-county"}


def test_a_published_document_leaves_nothing_unsaid(graded: Callable[..., str], tmp_path: Path) -> None:
    """It cannot be read, even where a waiver covers its numbers; all unsaid policies are named."""
    start = PLAIN.index("grades:")
    text = graded("seats: largest-remainder\nties: {break: [], then: decide}\n" + PLAIN[start:], "published")
    text += 'waivers: [{paths: ["*"], document: 靖政办发〔2026〕3号}]\n'
    path = tmp_path / "ruleset.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        read_document(path)
    assert {problem.code for problem in caught.value.problems} == {"ruleset-policy-unsaid"}
    assert [problem.facts["key"] for problem in caught.value.problems] == [f"grading.{key}" for key in ORDINARY]
    path.write_text(text.replace("grading:\n", f"grading:\n{written(ORDINARY)}"), encoding="utf-8")
    assert read_document(path).status == "published"


def written(policies: Mapping[str, str]) -> str:
    return "".join(f"  {key}: {value}\n" for key, value in policies.items())


@pytest.mark.parametrize(
    ("method", "told"),
    [
        ("seats: largest-remainder", True),
        ("seats: webster", True),
        ("seats: cumulative", True),
        ("seats: at-most\nat_most: [excellent]", True),
        ("seats: cumulative-floor", False),
        ("seats: cumulative-ceil", False),
        ("seats: explicit\ncounts: {document: 1号, excellent: 1, good: 2, fair: 1, poor: 0}", False),
    ],
)
def test_a_seat_tie_where_none_exists(notes: Notes, method: str, told: bool) -> None:
    """`seat_tie` is asked for only by methods whose arithmetic can tie."""
    section = PLAIN.replace("seats: largest-remainder\nseat_tie: better", method)
    assert bool(of("ruleset-policy-unsaid", notes(section, "published"))) is told


def test_unsaid_beside_a_mistake(notes: Notes) -> None:
    """What is unsaid is told in the same run as a mistake in the section."""
    section = PLAIN.replace("base: all\n", "").replace("share: 10%", "share: 11%")
    codes = [problem.code for problem in notes(section, "published")]
    assert sorted(codes) == ["grade-shares-sum", "ruleset-policy-unsaid"]


def cumulative_seats(shares: Sequence[Fraction], units: int, raised: Fraction) -> list[int]:
    tops = [(part * units + raised).__floor__() for part in accumulate(shares)]
    return [top - above for above, top in pairwise([0, *tops])]


def remainder_seats(shares: Sequence[Fraction], units: int, raised: Fraction) -> list[int]:
    exact = [share * units for share in shares]
    seats = [part.__floor__() for part in exact]
    first = sorted(range(len(shares)), key=lambda at: (seats[at] - exact[at], at))
    return [seat + (at in first[: units - sum(seats)]) for at, seat in enumerate(seats)]


METHODS: dict[str, tuple[Callable[..., list[int]], Fraction]] = {
    "largest-remainder": (remainder_seats, Fraction(0)),
    "cumulative": (cumulative_seats, Fraction(1, 2)),
    "cumulative-floor": (cumulative_seats, Fraction(0)),
    "cumulative-ceil": (cumulative_seats, Fraction(99999, 100000)),
}


@pytest.mark.parametrize("status", ["draft", "published"])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("percents", [(20, 40, 30, 10), (10, 30, 50, 10), (1, 49, 50, 0)])
def test_small_counties(
    notes: Notes, graded: Callable[..., str], method: str, status: str, percents: Sequence[int]
) -> None:
    """For each grade that the smallest counties leave empty, the largest number of units up to which they do."""
    section = PLAIN.replace("largest-remainder", method)
    for percent, old in zip(percents, (20, 40, 30, 10), strict=True):
        section = section.replace(f"share: {old}%", f"share: {percent}.0%")
    seats, raised = METHODS[method]
    expected = []
    for grade, (title, percent) in enumerate(zip(("优秀", "良好", "一般", "较差"), percents, strict=True)):
        units = 0
        while percent and not seats([Fraction(part, 100) for part in percents], units + 1, raised)[grade]:
            units += 1
        if units:
            expected.append((title, units))
    found = of("ruleset-small-county", notes(section, status))
    assert [(problem.facts["grade"], problem.facts["found"]) for problem in found] == expected
    assert {problem.severity for problem in found} == {"info"}
    assert {problem.place.line for problem in found} == {line_of("{id: excellent", graded(section))}


@pytest.mark.parametrize(
    ("pool", "code"), [("by-group", "ruleset-small-group"), ("by-group-reconciled", "ruleset-small-county")]
)
def test_small_groups(notes: Notes, pool: str, code: str) -> None:
    """Where each group has seats of its own, it is the small group that is told; reconciled seats are the county's."""
    found = notes(PLAIN.replace("pool: all", f"pool: {pool}"))
    small = [problem for problem in found if problem.code.startswith("ruleset-small")]
    assert [(problem.code, problem.facts["grade"], problem.facts["found"]) for problem in small] == [
        (code, "优秀", 2),
        (code, "一般", 1),
        (code, "较差", 5),
    ]


BY_SCORE = """
pool: all
base: all
restrictions: fill
grades:
  - {id: pass, title: 合格}
  - {id: fail, title: 不合格}
thresholds: [{grade: pass, at_least: 60}]
"""
EXPLICIT = PLAIN.replace(
    "seats: largest-remainder",
    "seats: explicit\ncounts: {document: 靖政办发〔2026〕3号, excellent: 19, good: 38, fair: 29, poor: 10}",
)


@pytest.mark.parametrize("section", [BY_SCORE, EXPLICIT])
def test_seats_that_follow_no_share(notes: Notes, section: str) -> None:
    """Grades by score and counts that a document decided have no small counties, and nothing else to say."""
    assert notes(section, "draft") == []


@pytest.mark.parametrize("section", [PLAIN, EXPLICIT, BY_SCORE])
def test_a_paradox_accepted_for_nothing(notes: Notes, graded: Callable[..., str], section: str) -> None:
    """A document that accepts a paradox where there is none is a warning at its number."""
    section += "accept_paradox: 靖政办发〔2026〕3号\n"
    (problem,) = of("ruleset-paradox-unneeded", notes(section))
    assert (problem.severity, problem.facts) == ("warning", {"found": "靖政办发〔2026〕3号"})
    assert problem.place.line == line_of("accept_paradox", graded(section))
    assert problem.place.column == len("  accept_paradox: ") + 1


def test_a_paradox_accepted_for_cause(notes: Notes) -> None:
    """Where the shares have one, its acceptance is all that is needed."""
    section = PLAIN
    for old, new in (("20%", "5%"), ("40%", "5%"), ("30%", "15%"), ("10%}", "75%}")):
        section = section.replace(f"share: {old}", f"share: {new}")
    assert [problem.code for problem in notes(section) if problem.severity != "info"] == ["shares-paradox-below"]
    section += "accept_paradox: 靖政办发〔2026〕3号\n"
    assert [problem.code for problem in notes(section) if problem.severity != "info"] == []


def test_an_open_order_of_groups(notes: Notes, graded: Callable[..., str]) -> None:
    """Reconciling without an order of groups is a warning at `pool`: a tie of tables would stop the grading."""
    (problem,) = [one for one in notes(RECONCILED, "published") if one.severity != "info"]
    assert (problem.code, problem.severity) == ("ruleset-group-order-open", "warning")
    assert (problem.place.line, problem.place.column) == (line_of("  pool:", graded(RECONCILED)), len("  pool: ") + 1)


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("[department, town]", []),
        ("[stationed, town, department]", []),
        ("{value: [town, department], basis: county}", []),
        ("^[town]", [("ruleset-group-order-short", {"found": ["town"], "missing": ["department"]})]),
        ("^[]", [("ruleset-group-order-short", {"found": [], "missing": ["town", "department"]})]),
        ("[town, department, ^twon]", [("ruleset-group-unknown", {"near": ["town"], "key": "grading.group_order"})]),
        ("[town, department, ^town]", [("group-order-duplicate", {"found": "town"})]),
        ("^town", [("grading-not-list", {"found": "town"})]),
        ("[town, department, ^2]", [("grading-not-text", {"found": "2"})]),
    ],
)
def test_an_order_of_groups(
    notes: Notes, graded: Callable[..., str], order: str, found: list[tuple[str, dict[str, object]]]
) -> None:
    """It lists every group that is counted once and names only groups there are; each mistake has its place."""
    section = f"group_order: {order.replace('^', '')}\n" + RECONCILED.strip()
    problems = [problem for problem in notes(section) if problem.severity != "info"]
    assert [problem.code for problem in problems] == [code for code, _ in found]
    line = line_of("group_order", graded(section))
    for problem, (_, facts) in zip(problems, found, strict=True):
        assert {name: problem.facts[name] for name in facts} == facts
        assert (problem.place.line, problem.place.column) == (line, len("  group_order: ") + order.index("^") + 1)
