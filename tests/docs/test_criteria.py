"""criteria.md: the bundle it shows is loaded, checked and run as it stands on the page."""

import inspect
import json
import re
import runpy
from datetime import date
from typing import Literal

import pytest
from mypy import api
from pydantic import create_model

import efficiency_rules as er
from efficiency_rules import formulas
from efficiency_rules.cli.checking import check_bundle
from efficiency_rules.plugins import hooks
from efficiency_rules.plugins.hooks import HOOKS
from efficiency_rules.strict_yaml import examine
from efficiency_rules.testing.cases import case_files, run_cases
from efficiency_rules.testing.shape import EXPECTATIONS


@pytest.fixture(scope="session")
def smallest(tmp_path_factory, page, write):
    """The folder of the smallest complete bundle: the first version of each of its files."""
    names = {
        "qinghe_rules/__init__.py",
        "qinghe_rules/letters_on_time.py",
        "pyproject.toml",
        "qinghe_rules/cases/letters-on-time.cases.yaml",
    }
    first = {name: content for name, content in reversed(page("criteria.md").files) if name in names}
    assert set(first) == names
    return write(tmp_path_factory.mktemp("smallest"), first.items())


def test_every_block_is_executed(page):
    """Each Python block of the page is a named file of the bundle; each YAML block a file or the item."""
    text = page("criteria.md").text
    python = [content for name, content in page("criteria.md").files if name.endswith(".py")]
    assert re.findall(r"```python\n(.*?)```", text, re.DOTALL) == python


def test_the_smallest_bundle_loads_and_passes_its_cases(smallest, load):
    """The bundle offers its one criterion, and its cases pass."""
    catalog, _ = load(smallest)
    assert list(catalog.criteria) == ["letters-on-time@2025"]
    results = run_cases(smallest / "qinghe_rules/cases/letters-on-time.cases.yaml", catalog)
    assert [(result.passed, result.problems) for result in results] == [(True, ())] * 3


def test_check_finds_nothing_in_the_smallest_bundle(smallest, importable):
    """`check` follows the entry point of pyproject.toml and says no more than what it looked at."""
    with importable(smallest, "qinghe_rules"):
        (problem,) = check_bundle(smallest, er.load_plugins((), discover=False))
    assert (problem.code, problem.severity) == ("bundle-checked", "info")
    assert problem.facts == {"criteria": 1, "rulesets": 0, "cases": 3}


def test_a_criterion_takes_under_forty_lines(page):
    """The first criterion file is shorter than 40 lines of Python."""
    content = dict(reversed(page("criteria.md").files))["qinghe_rules/letters_on_time.py"]
    assert len([line for line in content.splitlines() if line.strip()]) < 40


def test_the_item_stands_in_the_ruleset(page):
    """The item that the page shows is the one of the ruleset page, to the letter."""
    item = re.search(r"```yaml\n( +- use:.*?)```", page("criteria.md").text, re.DOTALL)
    ruleset = dict(page("ruleset.md").files)["qinghe_rules/rulesets/qinghe/2025.yaml"]
    assert item is not None
    assert item[1] in ruleset


def test_hooks_are_documented_with_their_exact_arguments(page):
    """The table of hooks holds all hooks with the arguments and results of the hook specifications."""
    rows = page("criteria.md").table("The three hooks")
    told = [row["hook"].strip("`") for row in rows]
    expected = []
    for name in HOOKS:
        signature = inspect.signature(getattr(hooks, name))
        returned = inspect.formatannotation(signature.return_annotation)
        short = re.sub(r"[a-z_]+\.", "", returned)
        expected.append(f"{name}({', '.join(signature.parameters)}) -> {short}")
    assert told == expected


def test_every_family_is_in_the_table(page):
    """The table of families names each of them once."""
    rows = page("criteria.md").table("Families")
    told = [row["family"].strip("`") for row in rows]
    assert sorted(told) == sorted(family.__name__ for family in formulas.FAMILIES)


def test_the_fields_and_names_of_the_families_are_those_of_the_code(page, root):
    """The table of fields and of names for reasons is what docs/generate.py writes."""
    text = page("criteria.md").text
    assert text == runpy.run_path(str(root / "docs" / "generate.py"))["criteria_page"](text)
    rows = page("criteria.md").tables("Families")[1]
    assert [row[0].strip("`") for row in rows[1:]] == [family.__name__ for family in formulas.FAMILIES]
    assert "events_甲" in next(row[2] for row in rows if row[0] == "`PerEvent`")


def test_every_type_of_a_parameter_reads_what_stands_beside_it(page):
    """A parameter of each type of the table takes the YAML of its row."""
    names = {"Points": er.Points, "Percent": er.Percent, "date": date, "Literal": Literal}
    rows = page("criteria.md").table("Parameters")
    assert len(rows) > 10
    for row in rows:
        kind = eval(row["type"].strip("`").replace("\\|", "|"), names)
        params = create_model("P", __base__=er.Params, it=(kind, ...))
        document, problems = examine(f"it: {row['in the ruleset'].strip('`')}".encode(), "page")
        assert problems == []
        assert params.model_validate_json(json.dumps(document.data)).it is not None


def test_the_cases_of_the_page_pass(qinghe):
    """Every case that the page shows passes with the whole bundle, one with a record of 2024 too."""
    results = [result for path in case_files([qinghe.folder]) for result in run_cases(path, qinghe.catalog)]
    assert [(result.name, result.problems) for result in results if not result.passed] == []
    assert len(results) >= 7


def test_the_code_of_the_page_type_checks(qinghe):
    """mypy --strict, without any plugin, has nothing to say about the Python of the whole bundle."""
    files = [str(path) for path in sorted(qinghe.folder.rglob("*.py"))]
    assert len(files) >= 6
    options = ["--strict", "--config-file=", f"--cache-dir={qinghe.folder / 'mypy'}"]
    said, errors, code = api.run([*options, *files])
    assert (code, errors) == (0, ""), said


def test_every_expectation_of_a_case_is_named(page, backticked):
    """Whatever a case may compare is named on the page."""
    assert set(EXPECTATIONS) <= set(backticked(page("criteria.md").text))


def test_every_fact_and_cost_is_named(page):
    """All five reductions and all four kinds of costs are named on the page."""
    text = page("criteria.md").text
    facts = ["Count", "Sum", "Min", "Max", "CountDistinct"]
    assert all(hasattr(formulas, name) for name in facts)
    assert all(f"`{word}" in text for word in [*facts, "points`", "share`", "gain`", "best`"])


def test_the_whole_bundle_offers_all_its_criteria(qinghe):
    """The last version of the bundle brings five criteria and a ruleset."""
    names = ["letters-on-time", "permits-in-time", "service-lapses", "site-findings", "training-record"]
    assert list(qinghe.catalog.criteria) == [f"{name}@2025" for name in names]
    assert qinghe.ruleset.id == "qinghe/2025"


def test_evaluate_calls_no_hook_and_announce_does(qinghe):
    """The bundle learns of an evaluation when the catalog announces it, and not before."""
    evaluation = qinghe.evaluate()
    assert qinghe.module.finished == []
    assert qinghe.catalog.announce(evaluation) == []
    assert qinghe.module.finished == ["2025"]


def test_a_condition_and_its_opposite_are_false_for_null(qinghe):
    """What the page says about a missing reply holds for both conditions, and for the one written out."""
    import polars as pl

    from efficiency_rules.formulas import Costs, Count, Custom, Outcome
    from efficiency_rules.rulesets.pinning import Bound
    from efficiency_rules.testing.one_item import one_item_ruleset

    reply, due = pl.col("replied_on"), pl.col("due_on")
    facts = {"in_time": Count(reply <= due), "late": Count(reply > due), "open": Count(reply.is_null() | (reply > due))}
    letters = qinghe.catalog.criteria["letters-on-time@2025"]
    custom = Custom(
        own_facts=facts,
        own_mark=lambda found, full: Outcome(0 * found["cases"] + full),
        own_costs=Costs(pl.lit(1, pl.Int64), "share"),
        reason="{in_time} {late} {open}",
    )
    made = er.criterion("nulls", edition=1, title="空值", reads=letters.reads, params=er.Params)(_returning(custom))
    rules = one_item_ruleset(Bound(made, er.Params(), custom), er.Points(1))
    roster = er.Roster([er.Unit("u", "单位", "unit")])
    row = {"number": ["a"], "unit": ["u"], "due_on": ["2025-03-07"], "replied_on": [None]}
    frame = pl.DataFrame(row, schema_overrides={"replied_on": pl.String})
    evidence = er.Evidence.from_frames({"letter": frame}, rules, roster)
    assert er.evaluate(rules, roster, evidence).marks["reason"].to_list() == ["0 0 1"]


def _returning(formula):
    def build(params):
        """Return the formula."""
        return formula

    return build
