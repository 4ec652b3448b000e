"""The 27 criteria of 2025 and the editions of the example 2026: one file each, cases for each."""

import re
from pathlib import Path

import pytest

import efficiency_rules as er
from efficiency_rules import strict_yaml
from efficiency_rules.formulas import Formula
from efficiency_rules.testing.cases import case_files, run_cases

IDS = [
    "decision-implementation",
    "key-task-completion",
    "innovation-breakthrough",
    "hotline-mailbox-resolution",
    "responsible-leader-assessment",
    "approval-streamlining",
    "processing-efficiency",
    "accountability-systems",
    "one-thing-service",
    "service-efficiency-satisfaction",
    "statutory-disclosure",
    "service-guide-disclosure",
    "disclosure-mechanism",
    "disclosure-requests",
    "statutory-authority-procedure",
    "case-file-quality",
    "enforcement-misconduct",
    "charges-and-levies",
    "work-style",
    "eight-rules-and-burden",
    "one-window",
    "four-difficulties",
    "service-attitude-satisfaction",
    "efficiency-institutions",
    "complaint-channels",
    "complaint-handling",
    "rectification-follow-up",
]

NEWER = {
    "hotline-mailbox-resolution-2026": "hotline-mailbox-resolution@2026",
    "processing-efficiency-2026": "processing-efficiency@2026",
    "promise-shortening": "promise-shortening@2026",
    "one-stop-service": "one-stop-service@2026",
}
"""The editions of the example 2026, by the name of their cases."""

CASES = {id: f"{id}@2025" for id in IDS} | NEWER
"""All criteria, by the name of their cases."""

COUNTIES = [
    "jingbian-2025.cases.yaml",
    "jingbian-2025-policies.cases.yaml",
    "jingbian-2025-H1.cases.yaml",
    "jingbian-2026.cases.yaml",
]
"""Cases of a whole county under a ruleset."""


def test_all_criteria_of_the_proposal_are_there(catalog: er.Catalog, ruleset: er.Ruleset) -> None:
    """The bundle brings the 27 criteria, edition 2025, each pinned once by the ruleset, and those of the example."""
    assert len(IDS) == 27
    assert sorted(catalog.criteria) == sorted(CASES.values())
    assert [item.id for item in ruleset.items] == IDS


def test_one_file_a_criterion(catalog: er.Catalog, ruleset: er.Ruleset, package: Path) -> None:
    """Every edition stands in a file of its own, named after its criterion, in the folder of its area."""
    for item in ruleset.items:
        file = package / item.area.replace("-", "_") / f"{item.id.replace('-', '_')}.py"
        assert Path(item.criterion.file) == file
    files = {path for path in package.glob("*/*.py") if path.name != "__init__.py"}
    assert len(files) == len(catalog.criteria)


def test_criterion_files_are_short(catalog: er.Catalog) -> None:
    """A criterion is less than 40 lines of Python, its evidence type and parameters included, its words apart."""
    for criterion in catalog.criteria.values():
        source = Path(criterion.file).read_text(encoding="utf-8")
        lines = [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith('"""')]
        assert len(lines) < 40, criterion.file


def test_every_parameter_says_what_it_is(catalog: er.Catalog) -> None:
    """Every parameter bears its meaning in Chinese, on one line."""
    said = {
        f"{criterion.name} {name}": field.description or ""
        for criterion in catalog.criteria.values()
        for name, field in criterion.params.model_fields.items()
    }
    assert [name for name, words in said.items() if not re.fullmatch(r"[^\n]*[\u4e00-\u9fff][^\n]*", words)] == []


def test_every_line_says_what_it_is_about(ruleset: er.Ruleset) -> None:
    """The words of a line name the record by its key, and what of the record decided, whatever the criterion."""
    for item in ruleset.items:
        assert isinstance(item.formula, Formula)
        words = item.formula.costs().reason
        named = set(re.findall(r"{(\w+)}", words))
        key = item.criterion.reads.key_columns()[0].name
        assert key in named, item.id
        assert len(words.replace(f"{{{key}}}", "").strip()) >= 3, item.id


def test_criteria_use_public_names_only(package: Path) -> None:
    """What every author copies imports the library's public modules and nothing from inside."""
    for path in package.rglob("*.py"):
        imported = re.findall(r"^\s*(?:from|import) (efficiency_rules[.\w]*)", path.read_text("utf-8"), re.MULTILINE)
        inside = [m for m in imported if m not in ("efficiency_rules", "efficiency_rules.formulas")]
        assert [m for m in inside if not m.startswith("efficiency_rules_jingbian")] == [], path


def test_ledgers_can_be_told_apart(ruleset: er.Ruleset) -> None:
    """No title or id of a ledger is part of another's, because files are recognised by them."""
    names = [name for reads in ruleset.evidence_types.values() for name in (reads.id, reads.title)]
    assert [(a, b) for a in names for b in names if a is not b and a in b] == []


def test_the_surveys_share_one_ledger(catalog: er.Catalog) -> None:
    """The two survey criteria read the same ledger, so that one questionnaire is handed in once."""
    read = [catalog.criteria[f"service-{what}-satisfaction@2025"].reads for what in ("efficiency", "attitude")]
    assert read[0] is read[1]


def test_cases_are_complete(catalog: er.Catalog, ruleset: er.Ruleset, package: Path) -> None:
    """Every criterion has a file of at least four cases: full marks, losses, and a ledger without its unit."""
    files = {path.name: path for path in case_files([package / "cases"])}
    fulls = {item.use: item.full for item in ruleset.items}
    assert sorted(set(files) - set(COUNTIES)) == sorted(f"{name}.cases.yaml" for name in CASES)
    for name, path in ((name, files[f"{name}.cases.yaml"]) for name in CASES):
        data = strict_yaml.read(path).data
        cases = data["cases"]
        full = er.Points(data["full"]) if "full" in data else fulls[CASES[name]]
        points = [er.Points(case["points"]) for case in cases if "points" in case]
        assert data["criterion"] == CASES[name]
        assert len(cases) >= 4, path.name
        assert full in points, path.name
        assert any(one < full for one in points), path.name
        assert {"ledger": [], "state": "no-cases"}.items() <= cases[-1].items(), path.name


@pytest.mark.parametrize("name", CASES)
def test_cases_hold(name: str, catalog: er.Catalog, package: Path) -> None:
    """Every case gives what was worked out by hand."""
    results = run_cases(package / "cases" / f"{name}.cases.yaml", catalog)
    assert [problem.text() for result in results for problem in result.problems] == []


@pytest.mark.parametrize("name", COUNTIES)
def test_cases_of_a_county_hold(name: str, catalog: er.Catalog, package: Path) -> None:
    """Every total, rank, grade and seat of an invented county is what was worked out by hand."""
    results = run_cases(package / "cases" / name, catalog)
    assert [problem.text() for result in results for problem in result.problems] == []


def test_the_plan_is_shipped_with_its_source(package: Path) -> None:
    """The plan's text travels with the bundle, and the README says where it was published."""
    plan = (package / "plan" / "jingbian-2025.txt").read_text(encoding="utf-8")
    assert "靖政办发〔2025〕7号" in plan
    readme = (package.parent.parent / "README.md").read_text(encoding="utf-8")
    assert "https://www.jingbian.gov.cn/zfxxgk/fdzdgknr/zfwj/jzbf/202504/t20250425_1993338.html" in readme
