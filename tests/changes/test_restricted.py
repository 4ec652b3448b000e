"""Impact and robustness where restrictions act: 不得评优 and 直接较差, several jurisdictions, any choice of changes."""

from collections.abc import Sequence

import jsonschema
import pytest
from difference_counties import counties, made, texts
from difference_example import TEXT, load
from hypothesis import given
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.changes.impact.coalitions import Coalitions
from efficiency_rules.changes.trying import Keeper
from efficiency_rules.cli.impacting import print_impact
from efficiency_rules.cli.schemas import schema_of
from efficiency_rules.cli.shaking import print_robustness
from efficiency_rules.points import Percent

VETO = TEXT.replace("at_best: good", "at_best: poor").replace("弄虚作假的不得评优", "弄虚作假的直接评为较差")
"""The example with a veto (直接较差) where it has a cap (不得评优)."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder for rulesets."""
    return tmp_path_factory.mktemp("rulesets")


def placements(evaluation: er.Evaluation) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return rank and possible grades of every graded unit."""
    return {
        placement.unit: (placement.rank, possible)
        for grading in evaluation.graded.gradings.values()
        for placement, possible in zip(grading.placements, grading.possible, strict=True)
    }


def tried(work):
    """Return what a function returns, None where it is refused."""
    try:
        return work()
    except er.EfficiencyRulesError:
        return None


@given(texts(), texts(), st.data())
def test_any_choice_of_changes_is_what_evaluate_finds(folder, one, other, data):
    """Totals, ranks and grades of a choice of steps are those of the ruleset with exactly these changes, evaluated."""
    loaded = tried(lambda: (load(one, folder, "one.yaml"), load(other, folder, "other.yaml")))
    if loaded is None:
        return
    old, new = loaded
    roster, evidence = data.draw(counties(old, new))
    difference = er.diff(old, new)
    coalitions = Coalitions.of(difference, Keeper.of(roster, evidence, old.valid))
    mask = data.draw(st.integers(0, coalitions.all))
    chosen = [step for at, step in enumerate(coalitions.steps) if mask >> at & 1]
    evaluation = tried(lambda: er.evaluate(difference.applied(chosen), roster, evidence))
    situation = tried(lambda: coalitions.situation(mask))
    # A criterion that breaks leaves an evaluation without grades; there is nothing to compare then.
    assert (situation is None) == (evaluation is None or evaluation.graded is None)
    if situation is not None:
        assert (situation.ticks == evaluation.totals.total * evaluation.quantum).all()
        ranked = zip(situation.outcome.ranks, situation.outcome.grades, strict=True)
        found = dict(zip((unit.id for unit in roster), ranked, strict=True))
        assert found == dict.fromkeys(found, (0, ())) | placements(evaluation)


UNITS = {f"{place}{at}": ("town", place) for place in "甲乙" for at in range(5)}
"""Two jurisdictions of five: one excellent, two good, one or two fair, one poor where nothing ties or binds."""


def late(*breaches: str) -> dict[str, Sequence[tuple[str, object]]]:
    """Return letters on time and late, so that the units of a jurisdiction stand in their order, and problems."""
    letters = [(unit, 0) for unit in UNITS for _ in range(10)]
    letters += [(f"{place}{at}", 3) for place in "甲乙" for at in range(5) for _ in range(at)]
    return {"letter": letters, "breach": [(unit, "轻") for unit in breaches]}


@pytest.mark.parametrize(("text", "after"), [(TEXT, ("good",)), (VETO, ("poor",))])
def test_a_new_restriction_moves_its_own_jurisdiction_alone(folder, text, after):
    """The best unit of one jurisdiction falls to the cap or veto, others take its place, nobody moves elsewhere."""
    free = load(TEXT.replace("{at_least: 2}", "{at_least: 9}"), folder, "free.yaml")
    new = load(text, folder, "new.yaml")
    roster, evidence = made(UNITS, late("甲0", "甲0"), free, new)
    impact = er.impact(free, new, roster, evidence)
    before, now = impact.before.outcome, impact.after.outcome
    ids = [unit.id for unit in roster]
    assert before.grades[ids.index("甲0")] == ("excellent",)
    assert now.grades[ids.index("甲0")] == after
    assert {ids[at][0] for at in impact.moved_grade()} == {"甲"}
    assert now.ranks == before.ranks
    assert (impact.changed == 0).all()
    moved = impact.fair.grades.exact.sum(axis=0) / impact.fair.grades.denominator
    assert {ids[at] for at in moved.nonzero()[0]} == {ids[at] for at in impact.moved_grade()}


@pytest.mark.parametrize("text", [TEXT, VETO])
def test_every_lost_record_is_an_evaluation_without_it(folder, text):
    """One unit alone has records, two of them problems: what all units reach is what `evaluate` says without each."""
    rules = load(text, folder)
    rows = {"letter": [("甲0", 0), ("甲0", 3), ("甲0", 3)], "breach": [("甲0", "轻"), ("甲0", "轻")]}
    roster, evidence = made(UNITS, rows, rules, rules)
    wanted = {unit.id: set() for unit in roster}
    for ledger, found in rows.items():
        for at in range(len(found)):
            less = {**rows, ledger: [*found[:at], *found[at + 1 :]]}
            evaluation = er.evaluate(rules, *made(UNITS, less, rules, rules))
            for unit, (_, possible) in placements(evaluation).items():
                wanted[unit].add(possible)
    as_it_is = placements(er.evaluate(rules, roster, evidence))
    found = er.robustness(rules, roster, evidence, seed=3, draws=60, within=Percent("0%"))
    for unit in found.units:
        # Weights that may not differ are draws of the county as it is.
        assert {grades for grades, _ in unit.reached} == wanted[unit.unit] | {as_it_is[unit.unit][1]}
    assert len({grades for unit in found.units for grades, _ in unit.reached}) > 1


def test_a_veto_outlasts_the_loss_of_one_record_if_enough_are_left(folder):
    """Three problems where two are enough: poor in every draw; exactly two: poor only as long as both stay."""
    rules = load(VETO, folder)
    found = er.robustness(rules, *made(UNITS, late("甲0", "甲0", "甲0", "乙0", "乙0"), rules, rules), seed=1, draws=200)
    units = {unit.unit: unit for unit in found.units}
    firm, soft = ({one.kind: one for one in units[id].shaken} for id in ("甲0", "乙0"))
    assert units["甲0"].possible == units["乙0"].possible == ("poor",)
    assert [firm[kind].kept for kind in ("weights", "record")] == [200, 200]
    assert soft["weights"].kept == 200
    # Two of its twelve records are the problems.
    assert 10 < 200 - soft["record"].kept < 60


def test_jurisdictions_do_not_disturb_each_other(folder):
    """A jurisdiction without records keeps its grades, whatever the other one loses."""
    rules = load(TEXT, folder)
    rows = {ledger: [row for row in rows if row[0][0] == "甲"] for ledger, rows in late("甲0", "甲0").items()}
    found = er.robustness(rules, *made(UNITS, rows, rules, rules), seed=1, draws=50)
    away = [unit for unit in found.units if unit.unit[0] == "乙"]
    assert all(len(unit.reached) == 1 for unit in away)
    assert any(len(unit.reached) > 1 for unit in found.units if unit.unit[0] == "甲")


@pytest.fixture(scope="module")
def both(folder):
    """Impact and robustness of a county with a veto, as plain data."""
    old, new = load(TEXT, folder, "old.yaml"), load(VETO.replace("95%", "90%"), folder, "new.yaml")
    roster, evidence = made(UNITS | {"丙0": ("guest", "甲")}, late("甲0", "甲0"), old, new)
    impact = er.impact(old, new, roster, evidence).to_dict()
    return {
        "diff": er.diff(old, new).to_dict(),
        "impact": impact,
        "robustness": er.robustness(new, roster, evidence, seed=1, draws=20).to_dict(),
    }


@pytest.mark.parametrize("name", ["diff", "impact", "robustness"])
def test_what_is_printed_as_json_fits_its_schema(both, name):
    """The published schema says all of the keys and of which kind they are, nulls of ungraded units included."""
    schema = schema_of(name)
    jsonschema.Draft7Validator.check_schema(schema)
    assert list(jsonschema.Draft7Validator(schema).iter_errors(both[name])) == []
    for key in both[name]:
        less = {kept: value for kept, value in both[name].items() if kept != key}
        assert list(jsonschema.Draft7Validator(schema).iter_errors(less))
        assert list(jsonschema.Draft7Validator(schema).iter_errors(both[name] | {key: 0.5}))


def test_english_tables_of_an_impact(both, capsys):
    """An English reader is told who moves, by which change, and who waits or is not graded; numbers as in JSON."""
    print_impact(both["impact"], "table", "en")
    out = capsys.readouterr().out
    assert "the evidence of 2025 under both rulesets: qinghe/2025 -> qinghe/2025" in out
    assert "11 units:" in out
    assert "parts are Shapley values, exact" in out
    assert "Units whose grade changes" in out
    assert "not graded" in out
    assert "waiting for a decision:" in out
    assert not any(word in out for word in ("之前", "不定等次", "待裁定", "逐步", "夏普利"))


def test_english_tables_of_robustness(both, capsys):
    """An English reader is told draws, seed and assumption, and finds a column for every kind."""
    print_robustness(both["robustness"], "table", "en")
    out = capsys.readouterr().out
    assert "qinghe/2025: 20 draws of each kind (seed 1), weights within 10% (our assumption)" in out
    assert "a record less" in out
    assert "not graded" in out
    assert not any(word in out for word in ("不定等次", "待裁定", "少一条记录", "最怕"))
