"""Every mistake in a ruleset file is found: its code, line, column and what it says."""

from collections.abc import Callable

import pytest

from efficiency_rules.errors import Problem

Check = Callable[[str], list[Problem]]

# What is written in the example, what stands there instead (^ marks the place of the problem), the code,
# and facts the problem must name.
MISTAKES: list[tuple[str, str, str, dict[str, object]]] = [
    # keys
    ("full_marks:", "^full_mark:", "ruleset-key-unknown", {"near": ["full_marks"]}),
    ("scorer: 评价组", "^scorre: 评价组", "ruleset-key-unknown", {"near": ["scorer"]}),
    ("full: 28\n", "full: 28\n    ^colour: red\n", "ruleset-key-unknown", {"found": "colour"}),
    ("{value: 4, basis: assumption}", "{value: 4, ^bassis: assumption}", "ruleset-key-unknown", {"near": ["basis"]}),
    ("  pool: all", "  ^pol: all", "ruleset-key-unknown", {"near": ["pool"]}),
    ("at_best: good, params", "^at_bst: good, params", "ruleset-key-unknown", {"found": "at_bst"}),
    ("share: 30%", "^shaer: 30%", "ruleset-key-unknown", {}),
    ("share: 30%", "share: 30%, ^colour: red", "ruleset-key-unknown", {}),
    ("schema: efficiency-rules/ruleset/1\n", "", "ruleset-key-missing", {"missing": "schema"}),
    ("        method: year_end\n", "", "ruleset-key-missing", {"missing": "method"}),
    (", scorer: 评价组", "", "ruleset-key-missing", {"missing": "scorer", "where": "methods.year_end"}),
    ("  seats: largest-remainder\n", "", "seats-missing", {}),
    ("{when: fraud-verified@2025, at", "^{at", "grading-key-missing", {"missing": "when"}),
    ("year: 2025\n", "year: 2025\n^year: 2025\n", "yaml-duplicate-key", {"first": 3}),
    # types of values
    ("schema: efficiency-rules/ruleset/1", "schema: ^efficiency-rules/ruleset/2", "ruleset-choice", {}),
    ("scheme: jingbian", "scheme: ^靖边", "ruleset-id", {"found": "靖边"}),
    ("  stationed: {", "  ^Stationed: {", "ruleset-id", {"found": "Stationed"}),
    ("year: 2025", "year: ^02025", "ruleset-type", {"found": "02025", "expected": "整数"}),
    ("revision: 1", "revision: ^0", "ruleset-range", {"found": "0"}),
    ("status: provisional", "status: ^Provisional", "ruleset-choice", {"near": ["provisional"]}),
    ("title: 履行职责情况", "title: ^2025", "ruleset-type", {"found": "2025"}),
    ("title: 履行职责情况", "title:^", "ruleset-empty", {}),
    ("title: 履行职责情况", "title: ^''", "ruleset-empty", {}),
    ("issued_on: 2025-04-21", "issued_on: ^2025-02-30", "ruleset-day", {"found": "2025-02-30"}),
    ("valid_to: 2025-12-31", "valid_to: ^2025-12-31T00:00:00", "ruleset-day", {}),
    ("valid_to: 2025-12-31", "valid_to: ^20251231", "ruleset-day", {"found": "20251231"}),
    ("precision: 0.01", "precision: ^0.05", "ruleset-choice", {"found": "0.05"}),
    ("rounding: half-up", "rounding: ^half-even", "ruleset-choice", {"near": ["half-up"]}),
    ("{title: 镇街, counted: true}", "{title: 镇街, counted: ^yes}", "ruleset-type", {"found": "yes"}),
    ("{title: 镇街, counted: true}", "^镇街", "ruleset-not-mapping", {"found": "镇街"}),
    ("  - id: completion", "  - ^x\n  - id: completion", "ruleset-not-mapping", {"found": "x"}),
    ("due: [H1, year]", "due: [H1, ^H2]", "ruleset-choice", {"found": "H2"}),
    ("due: [year]", "due: ^year", "ruleset-type", {"found": "year"}),
    ("due: [year]", "due: ^[]", "ruleset-empty", {}),
    ("use: rule-breaches@2025", "use: ^rule-breaches", "ruleset-use", {"found": "rule-breaches"}),
    ("use: rule-breaches@2025", "use: ^rule-breaches@latest", "ruleset-use", {}),
    ("quote: [是否存在推诿扯皮, 是否兑现承诺]", "quote: ^''", "ruleset-empty", {}),
    ("quote: [是否存在推诿扯皮, 是否兑现承诺]", "quote: [是否存在推诿扯皮, ^'']", "ruleset-empty", {}),
    ("quote: [是否存在推诿扯皮, 是否兑现承诺]", "quote: ^[]", "ruleset-empty", {}),
    ("basis: statute", "basis: ^law", "ruleset-choice", {"found": "law"}),
    ("source: 会议纪要", "source: ^2025", "ruleset-type", {"found": "2025"}),
    # points
    ("value: 4, basis", "value: ^4e0, basis", "points-not-exact", {"found": "4e0"}),
    ("value: 4, basis", "value: ^'４', basis", "points-not-exact", {"found": "４"}),
    ("value: 4, basis", "value: ^4.00000, basis", "points-not-exact", {"found": "4.00000"}),
    ("value: 4, basis", "value: ^.nan, basis", "points-not-exact", {"found": ".nan"}),
    ("value: 4, basis", "value: ^1_0, basis", "points-not-exact", {"found": "1_0"}),
    ("value: 4, basis", "value: ^10000000000000, basis", "points-not-exact", {}),
    ("value: 4, basis", "value: ^true, basis", "ruleset-type", {"found": "true"}),
    ("value: 4, basis", "value: ^-4, basis", "ruleset-range", {"found": "-4"}),
    ("value: 4, basis", "value: ^４, basis", "yaml-full-width", {"expected": "4"}),
    ("full_marks: {", "full_marks^：{", "yaml-full-width", {"expected": ":"}),
    ("min_applicable: {value: 50%", "min_applicable: {value: ^50", "ruleset-type", {"found": "50"}),
    ("min_applicable: {value: 50%", "min_applicable: {value: ^101%", "ruleset-range", {"found": "101%"}),
    # dates
    ("valid_from: 2025-01-01", "valid_from: ^2026-01-01", "ruleset-validity", {}),
    ("year: 2025", "year: ^2024", "ruleset-year-outside", {"found": 2024}),
    # sums
    ("{value: 100, basis: plan}", "{value: ^99, basis: plan}", "ruleset-areas-sum",
     {"found": "100", "expected": "99", "sum": "28 + 72", "difference": "1", "more": "多"}),
    ("full: 24\n", "full: 23.5\n", "ruleset-items-sum",
     {"found": "27.5", "expected": "28", "sum": "4 + 23.5", "difference": "0.5", "more": "少"}),
    ("share: 30%", "share: 30.5%", "grade-shares-sum", {}),
    # references
    ("applies_to: [town, department]", "applies_to: [town, ^departmet]", "ruleset-group-unknown",
     {"near": ["department"]}),
    ("applies_to: [town, department]", "applies_to: [^town，department]", "ruleset-group-unknown", {}),
    ("method: year_end", "method: ^yearend", "ruleset-method-unknown", {"near": ["year_end"]}),
    ("consequences: [commendation]", "consequences: [^comendation]", "ruleset-consequence-unknown",
     {"near": ["commendation"]}),
    ('"method:year_end"', '^"method:year_and"', "ruleset-tie-key-unknown",
     {"expected": "method:daily、method:year_end"}),
    ('"area:completion"', '^"area:nowhere"', "ruleset-tie-key-unknown", {}),
    ("{grade: excellent,", "{grade: ^excelent,", "grade-unknown", {}),
    ("at_best: good", "at_best: ^god", "grade-unknown", {}),
    ("at_least: 90}", "at_least: ^100.5}", "ruleset-threshold-above-full", {"full": "100"}),
    ("id: duty-performance", "id: completion", "ruleset-twice", {"found": "completion", "first": 24}),
    ("title: 县政府工作部门", "title: ^镇街", "ruleset-twice", {"first": 14}),
    ("{no-cases: {value: rescale-area", "{no-cases: {value: ^resacle-area", "ruleset-choice",
     {"near": ["rescale-area", "rescale-whole"]}),
    ("data-missing: zero", "^data-mising: zero", "ruleset-key-unknown", {"near": ["data-missing"]}),
    ("data-missing: zero", "^failed: zero", "ruleset-key-unknown", {"found": "failed"}),
    # criteria
    ("rule-breaches@2025", "^rule-breeches@2025", "ruleset-criterion-unknown", {"near": ["rule-breaches"]}),
    ("task-completion@2026", "^task-completion@2025", "ruleset-edition-unknown",
     {"expected": "task-completion@2024、task-completion@2026"}),
    ("fraud-verified@2025", "^fraud-verifed@2025", "ruleset-criterion-unknown", {"near": ["fraud-verified"]}),
    ("fraud-verified@2025, at_best: good, params: {at_least: 2}",
     "^rule-breaches@2025, at_best: good, params: {costs: {refused: 2, late: 1}}", "ruleset-cap-no-grade-cap",
     {"found": "PerEvent"}),
    # parameters
    ("          min_cases:", "          ^min_case:", "ruleset-param-unknown", {"near": ["min_cases"]}),
    ("          floor: 1", "          floor: 1\n          ^ceiling: 2", "ruleset-param-unknown",
     {"found": "ceiling", "expected": "costs、floor"}),
    ("          per_point:", "          ^per_piont:", "ruleset-param-unknown", {"near": ["per_point"]}),
    ("at_least: 80%, ", "^atleast: 80%, ", "ruleset-param-unknown", {"near": ["at_least"]}),
    ("{at_least: 80%, points", "^{points", "ruleset-param-missing", {"missing": "bands.1.at_least"}),
    ("{value: 10, basis", "{value: ^ten, basis", "ruleset-param-invalid", {"found": "ten", "expected": "整数"}),
    ("{value: 10, basis", "{value: ^010, basis", "ruleset-param-invalid", {"found": "010"}),
    ("{value: 0.16, basis", "{value: ^1/6, basis", "points-not-exact", {"found": "1/6"}),
    ("{value: 100%, basis", "{value: ^98 percent, basis", "percent-not-exact", {}),
    ("params: {at_least: 2}", "params: {at_least: ^两}", "ruleset-param-invalid", {"found": "两"}),
    ("params: {at_least: 2}", "params: ^2", "ruleset-type", {"found": "2"}),
    ("costs: {value: {refused: 5, late: 0.5}, basis: statute}", "costs: ^5", "ruleset-param-invalid", {"found": "5"}),
    ("late: 0.5", "late: ^x", "points-not-exact", {"found": "x"}),
    ("        params:\n          bands:", "        params:\n          since: ^2025-13-01\n          bands:",
     "ruleset-param-invalid", {"found": "2025-13-01", "expected": "日期，如 2025-01-31"}),
    # formulas
    ("{value: 100%, basis", "{value: ^120%, basis", "formula-out-of-range", {}),
    ("floor: 1\n", "floor: ^25\n", "formula-above-full", {}),
    (", late: 0.5", "", "level-missing", {}),
    # the document as a whole
    ("schema: efficiency-rules/ruleset/1\n", "\ttitle: x\n", "yaml-tab", {}),
]  # fmt: skip


def place_of(text: str) -> tuple[str, int, int]:
    """The text without the mark, and the line and column where it stood."""
    before, _, after = text.partition("^")
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize(("old", "new", "code", "facts"), MISTAKES)
def test_mistake(example: str, check: Check, old: str, new: str, code: str, facts: dict[str, object]) -> None:
    """One mistake gives one problem, at the very place, and it names what was found."""
    assert old in example
    text, line, column = place_of(example.replace(old, new, 1))
    problems = [problem for problem in check(text) if problem.severity == "error"]
    assert [problem.code for problem in problems] == [code]
    if "^" in new:
        assert (problems[0].place.line, problems[0].place.column) == (line, column)
    for name, value in facts.items():
        assert problems[0].facts[name] == value


def test_finer_than_the_precision(example: str, check: Check) -> None:
    """Full points with more decimals than a mark can have are refused, each at its place."""
    text = example.replace("precision: 0.01", "precision: 1").replace("full: 24\n", "full: 23.5\n")
    problems = check(text.replace("full: {value: 4,", "full: {value: 4.5,"))
    assert [problem.code for problem in problems] == ["ruleset-precision"] * 2
    assert [problem.facts["found"] for problem in problems] == ["4.5", "23.5"]
    assert problems[1].place.column == len("        full: ") + 1


def test_a_criterion_used_twice(example: str, check: Check) -> None:
    """A criterion cannot be scored twice, not even in two editions; the first use is named."""
    again = (
        "      - {use: task-completion@2024, method: daily, clause: 四, full: 0, "
        "params: {bands: [{at_least: 0%, points: 0}]}}\n"
    )
    (problem,) = check(example.replace("grading:\n", again + "grading:\n"))
    assert problem.code == "ruleset-item-twice"
    first = example[: example.index("task-completion@2026")].count("\n") + 1
    assert problem.facts == {"found": "task-completion", "first": first}
    assert (problem.place.line, problem.place.column) == (example[: example.index("grading:")].count("\n") + 1, 15)
