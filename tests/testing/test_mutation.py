"""Mutation testing of rubrics: which changes are made, who notices them, and the case that would."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

import efficiency_rules as er
from efficiency_rules.cli.bundle_folders import opened
from efficiency_rules.rulesets.document import read_document
from efficiency_rules.testing.cases import case_files, read_cases, run_cases
from efficiency_rules.testing.mutation.mutants import mutants
from efficiency_rules.testing.mutation.mutation import Mutation, mutate
from efficiency_rules.testing.mutation.steps import moved, neighbours, one_step

CANTEENS = Path(__file__).parents[1] / "acceptance" / "canteens"
RULESET = "src/canteen_rules/rulesets/canteens/2025.yaml"


@pytest.mark.parametrize(
    ("value", "steps"),
    [
        (4, [5, 3]),
        ("0.16", ["0.17", "0.15"]),
        ("80%", ["81%", "79%"]),
        ("12.50", ["12.51", "12.49"]),
        (True, [False]),
        ("2025-03-01", ["2025-03-02", "2025-02-28"]),
        ("良好", []),
        (None, []),
    ],
)
def test_a_step_is_one_of_the_last_digit(value, steps):
    """Numbers, percentages, days and flags have steps; words have none."""
    assert one_step(value) == steps


def test_moved_numbers_are_written_like_the_original():
    """A whole number stays one where it can; a percentage keeps its sign."""
    assert [moved(4, Decimal(1)), moved(4, Decimal("0.5")), moved("20%", Decimal(-1))] == [5, "4.5", "19%"]


def test_neighbours_of_a_choice():
    """The next one, then the one before; a word that is no choice has none."""
    assert list(neighbours("b", ["a", "b", "c"])) == ["c", "a"]
    assert list(neighbours("a", ["a", "b"])) == ["b"]
    assert list(neighbours("z", ["a", "b"])) == []


@pytest.fixture
def bundle(tmp_path):
    """A copy of the canteens' bundle that may be changed."""
    return shutil.copytree(CANTEENS, tmp_path / "canteens", ignore=shutil.ignore_patterns(".*", "__pycache__"))


def mutation_of(bundle: Path) -> Mutation:
    with opened(bundle, er.load_plugins((), discover=False)) as found:
        cases = [case for file in case_files([bundle]) for case in read_cases(file, found.everything)]
        return mutate(bundle / RULESET, found.everything.criteria, cases)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_every_decision_of_the_document_is_changed_at_its_place(bundle):
    """Each mutant stands at the value it changes, and sums of points still hold."""
    text = (bundle / RULESET).read_text("utf-8").splitlines()
    document = read_document(bundle / RULESET).parts.head.node.document
    found = {mutant.name: mutant for mutant in mutants(document, {})}
    # precision 2, due 2, missing 1 + 2, full points 3, params 2 + 2 + 4, pool 2, least share 2, ties 1, fill 1, lines 4
    assert len(found) == 28
    weight = found["areas.safety.full: 120 -> 119"]
    changed = weight.applied(document).data
    assert [area["full"] for area in changed["areas"]] == [119, 81]
    assert [[item["full"] for item in area["items"]] for area in changed["areas"]] == [[119], [71, 10]]
    for mutant in found.values():
        line = text[mutant.place.line - 1][mutant.place.column - 1 :]
        assert line.startswith((mutant.before.strip("[]"), mutant.before)), mutant


def test_the_cases_of_the_bundle_notice_everything(bundle):
    """Nothing survives that is not argued, and every argument is used."""
    found = mutation_of(bundle)
    assert [outcome.mutant.name for outcome in found.survivors] == []
    assert found.problems == ()
    assert found.counts["argued"] == 4
    assert found.score[0] == found.score[1] > 15


def test_a_survivor_comes_with_a_case_that_notices_it(bundle):
    """Without its cases a parameter survives; the proposed case holds, and pasted in it kills the mutant."""
    (bundle / "src/canteen_rules/cases/canteens-2025.cases.yaml").unlink()
    (bundle / "src/canteen_rules/cases/canteens-2025-H1.cases.yaml").unlink()
    case = bundle / "src/canteen_rules/cases/kitchen-checklist.cases.yaml"
    case.write_text(case.read_text("utf-8").partition("  - name: 两次检查")[0], "utf-8")
    name = "areas.safety.items.kitchen-checklist.params.per_missing: 5 -> 6"
    proposal = mutation_of(bundle).proposals[name]
    assert "cold_storage: false" in proposal
    assert "points: 115" in proposal
    pasted = case.with_name("pasted.cases.yaml")
    pasted.write_text(proposal, "utf-8")
    after = mutation_of(bundle)
    assert name not in after.proposals
    assert next(one.by for one in after.outcomes if one.mutant.name == name).startswith(str(pasted))
    with opened(bundle, er.load_plugins((), discover=False)) as found:
        assert [result.problems for result in run_cases(pasted, found.everything)] == [()]


def test_a_case_that_does_not_hold_notices_nothing(bundle):
    """A wrong expectation differs under every mutant; it must not count as noticing."""
    change(bundle / "src/canteen_rules/cases/menu-bonus.cases.yaml", "points: 5", "points: 6")
    found = mutation_of(bundle)
    assert "areas.meals.items.menu-bonus.params.points.区级: 5 -> 6" in [one.mutant.name for one in found.survivors]


@pytest.mark.parametrize(
    ("old", "new"),
    [("grading.restrictions: fill -> after", "grading.restrictions: fill -> never"), ("fill -> after", "5 -> 6")],
)
def test_an_unused_argument_is_an_error(bundle, old, new):
    """An argument for a change that does not exist is reported at its line."""
    file = bundle / RULESET.replace(".yaml", ".equivalent.yaml")
    change(file, old, new)
    (problem,) = mutation_of(bundle).problems
    assert (problem.code, problem.place.line) == ("mutation-argument-unused", 9)


def test_an_argument_is_no_ruleset(bundle):
    """The file of arguments stands in the folder of rulesets without being read as one."""
    with opened(bundle, er.load_plugins((), discover=False)) as found:
        assert [path.name for path in found.own.ruleset_files] == ["2025.yaml"]
