"""Keys of records: several columns, the unit among them, and those a PerUnit function names."""

from datetime import date

import polars as pl
import pytest
import worlds

import efficiency_rules as er
from efficiency_rules.formulas import PerUnit, RaterMean, UnitMark
from efficiency_rules.points import Points


class Ballot(er.EvidenceType, id="ballot", title="测评票"):
    """One rater's score of one unit, known by unit and rater."""

    unit: er.UnitId = er.column("单位", key=True)
    rater: str = er.column("评分人", key=True)
    score: er.Points = er.column("评分", ge=0, le=100)
    on: date = er.column("日期", dated=True)


class Nothing(er.Params):
    """No parameters."""


@er.criterion("ballots", edition=2025, title="测评", reads=Ballot, params=Nothing)
def ballots(p: Nothing) -> RaterMean:
    """The mean of all scores."""
    return RaterMean(score=pl.col("score"))


@er.criterion("lowest-ballot", edition=2025, title="最低票", reads=Ballot, params=Nothing)
def lowest_ballot(p: Nothing) -> PerUnit:
    """One point is lost by the lowest ballot below 60."""

    def mark(records, full):
        lowest = min(records, key=lambda record: record.score)
        if lowest.score < 60:
            return UnitMark(Points(full - 1), "最低票不足 60 分", {f"{lowest.unit}/{lowest.rater}": Points(1)})
        return UnitMark(full, "各票均在 60 分以上")

    return PerUnit(function=mark)


RULES = worlds.ruleset(("a", [worlds.item(ballots, "10", "a"), worlds.item(lowest_ballot, "2", "a")]))
ROWS = pl.DataFrame(
    {
        "unit": ["u001", "u000", "u001", "u000"],
        "rater": ["甲", "乙", "乙", "甲"],
        "score": ["50", "100", "80", "90"],
        "on": ["2025-05-01"] * 4,
    }
)


def evaluated():
    roster = worlds.roster(2)
    return er.evaluate(RULES, roster, er.Evidence.from_frames({"ballot": ROWS}, RULES, roster))


def test_the_unit_may_be_part_of_the_key():
    """Lines name unit and rater, in key order within a unit."""
    lines = evaluated().lines
    own = lines.filter(lines["criterion"] == "ballots")
    assert own.select("unit", "evidence").rows() == [("u000", "u000/甲"), ("u001", "u001/乙"), ("u001", "u001/甲")]


def test_a_per_unit_function_names_records_by_the_same_keys():
    """What a PerUnit function costs stands at its record."""
    lines = evaluated().lines
    own = lines.filter(lines["criterion"] == "lowest-ballot")
    assert [(row["unit"], str(row["points"]), row["evidence"]) for row in own.to_dicts()] == [
        ("u001", "-1.00", "u001/甲")
    ]


def test_receipt_and_result_hold(tmp_path):
    """Digests and the result folder work with such a key."""
    evaluation = evaluated()
    assert len(evaluation.receipt.to_dict()["digests"]["ledgers"]["ballot"]) == 64
    assert (evaluation.write(tmp_path / "out") / "lines.csv").is_file()


def test_a_cost_of_an_unknown_record_is_a_failure():
    """A PerUnit function that names a record its unit does not have has failed."""

    @er.criterion("stranger", edition=2025, title="错记", reads=Ballot, params=Nothing)
    def stranger(p: Nothing) -> PerUnit:
        """Costs a record that is not there."""
        return PerUnit(function=lambda records, full: UnitMark(Points(0), "错记", {"nobody": Points(1)}))

    rules = worlds.ruleset(("a", [worlds.item(stranger, "2", "a")]))
    roster = worlds.roster(2)
    (problem,) = er.evaluate(rules, roster, er.Evidence.from_frames({"ballot": ROWS}, rules, roster)).problems
    assert problem.code == "criterion-failed"
    assert "nobody" in problem.text()


@pytest.mark.parametrize("reason", ["", "  "])
def test_points_lost_without_a_reason_are_a_failure(reason):
    """Whoever loses a point is told why; at full points there is nothing to tell."""

    @er.criterion("silent", edition=2025, title="无由", reads=Ballot, params=Nothing)
    def silent(p: Nothing) -> PerUnit:
        """Takes a point from whoever has two ballots, and says nothing."""
        return PerUnit(function=lambda records, full: UnitMark(Points(full - (len(records) > lost)), reason))

    rules = worlds.ruleset(("a", [worlds.item(silent, "2", "a")]))
    evidence = er.Evidence.from_frames({"ballot": ROWS}, rules, worlds.roster(2))
    lost = 99
    assert er.evaluate(rules, worlds.roster(2), evidence).problems == ()
    lost = 0
    (problem,) = er.evaluate(rules, worlds.roster(2), evidence).problems
    assert problem.code == "criterion-failed"
    assert "without a reason" in problem.text()
