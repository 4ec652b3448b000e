"""Records withdrawn and replaced: the evidence is then as if the ledger had been written that way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import appeals
import polars as pl
import pytest
import worlds
from appeals import codes, rewrite, withdraw
from hypothesis import given
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.changes.records import corrected, units_of
from efficiency_rules.evaluation import digests

RULES = worlds.standard()
COUNTY = appeals.county([("n1", "u000", "轻"), ("n2", "u001", "重"), ("n3", "u001", "轻")], 3)
FOUND = {"number": "n2", "unit": "u001", "kind": "轻", "on": date(2025, 6, 1)}


def content(evidence):
    """Return the digest of every ledger."""
    return dict(digests.of_evidence(evidence))


def test_a_cell_may_be_a_whole_number():
    """A record given in Python holds the same as one in a file: numbers as written, None as a blank cell."""
    before = er.evaluate(RULES, worlds.roster(3), COUNTY.evidence(RULES))
    plain = rewrite(FOUND | {"on": "20250601"})
    numbers = replace(plain, record={**plain.record, "on": 20250601})
    assert er.regrade(before, [numbers]).to_dict() == er.regrade(before, [plain]).to_dict()


def test_a_record_that_is_no_mapping_is_named():
    """Given in Python as a list, it is a problem in words."""
    before = er.evaluate(RULES, worlds.roster(3), COUNTY.evidence(RULES))
    wrong = er.Replacement(type="event", key="n2", record=["x"], **appeals.ABOUT)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.regrade(before, [wrong])
    assert codes(caught) == ["grading-not-mapping"]


@given(worlds.worlds(), st.data())
def test_equals_evidence_written_that_way(world, data):
    """Any records withdrawn and replaced give the ledgers that rows without and with them give; the old stay."""
    evidence = world.evidence(RULES)
    before = content(evidence)
    acts, rows = [], {id: list(rows) for id, rows in world.rows.items()}
    for row in data.draw(
        st.lists(st.sampled_from(world.rows["event"]), unique_by=id) if rows["event"] else st.just([])
    ):
        other = row | {"kind": {"轻": "重", "重": "轻"}[row["kind"]]}
        if data.draw(st.booleans()):
            acts.append(withdraw(row["number"]))
            rows["event"].remove(row)
        else:
            acts.append(rewrite(other))
            rows["event"][rows["event"].index(row)] = other
    for row in data.draw(
        st.lists(st.sampled_from(world.rows["ticket"]), unique_by=id) if rows["ticket"] else st.just([])
    ):
        acts.append(withdraw(row["number"], "ticket"))
        rows["ticket"].remove(row)
    made, problems = corrected(evidence, RULES, data.draw(st.permutations(acts)))
    assert problems == []
    assert content(made) == content(worlds.World(world.size, rows).evidence(RULES))
    assert content(evidence) == before


def test_the_last_record_leaves_a_reported_nil():
    """A ledger without its only record is an empty ledger, not a missing one."""
    world = appeals.county([("n1", "u000", "轻")], 2)
    made, problems = corrected(world.evidence(RULES), RULES, [withdraw("n1")])
    assert problems == []
    assert made.ledgers["event"].frame.height == 0
    (mark, *_) = er.evaluate(RULES, worlds.roster(2), made).marks.to_dicts()
    assert (mark["state"], str(mark["points"])) == ("no-cases", "5.00")


def test_chinese_headings_do_as_well_and_a_blank_may_be_left_out():
    """A record is written under headings or names; an optional column that is left out is blank."""
    ticket = {"number": "t1", "unit": "u000", "due_on": date(2025, 5, 1), "closed_on": date(2025, 5, 1)}
    world = appeals.county([], 2, tickets=[ticket])
    act = er.Replacement(
        type="ticket", key="t1", record={"编号": "t1", "单位": "单位0", "时限": "2025年5月2日"}, **appeals.ABOUT
    )
    made, problems = corrected(world.evidence(RULES), RULES, [act])
    assert problems == []
    assert made.ledgers["ticket"].frame.rows() == [("t1", date(2025, 5, 2), None)]


def test_where_a_replaced_record_stands_is_its_document(tmp_path):
    """The new record is found in the document of the correction, the others where they stood."""
    (tmp_path / "问题台账.csv").write_text(
        "编号,单位,程度,日期\nn1,u000,轻,2025-01-01\nn2,u001,重,2025-01-01\n", "utf-8"
    )
    roster = worlds.roster(2)
    evidence = er.read_evidence(tmp_path, RULES, roster)
    made, problems = corrected(evidence, RULES, [rewrite(FOUND)])
    assert problems == []
    assert made.ledgers["event"].sources.rows() == [("问题台账.csv", "", 2), ("更正（会议纪要〔2026〕1号）", "", None)]
    gone, _ = corrected(evidence, RULES, [withdraw("n1")])
    assert gone.ledgers["event"].sources.rows() == [("问题台账.csv", "", 3)]


def test_problems_of_records_are_all_said_at_once():
    """Unknown types, keys and columns, failed checks, another unit or key, and no difference, in one run."""
    acts = [
        withdraw("n1", "evnt"),
        withdraw("n11"),
        withdraw("n1", "ticket"),
        rewrite(FOUND | {"kind": "中"}),
        rewrite(FOUND | {"number": "n3", "on": date(2024, 1, 1)}),
        er.Replacement(type="event", key="n1", record={"编号": "n1", "单位": "u000", "程度甲": "轻"}, **appeals.ABOUT),
    ]
    evidence = COUNTY.evidence(RULES)
    _, problems = corrected(evidence, RULES, acts)
    assert [problem.code for problem in problems] == [
        "correction-type-unknown",
        "correction-key-unknown",
        "correction-key-unknown",
        "choice-unknown",
        "day-outside",
        "replacement-column-unknown",
    ]
    assert problems[0].facts["near"] == ["event"]
    assert problems[1].facts["near"] == ["n1"]
    assert str(problems[3].place) == "更正（会议纪要〔2026〕1号）"
    moved = er.Replacement(
        type="event",
        key="n1",
        record={"编号": "n4", "单位": "u001", "程度": "轻", "日期": "2025-01-01"},
        **appeals.ABOUT,
    )
    same = rewrite(COUNTY.rows["event"][1])
    _, problems = corrected(evidence, RULES, [moved, same])
    assert [(problem.code, problem.facts.get("column")) for problem in problems] == [
        ("replacement-other", "单位"),
        ("replacement-other", "编号"),
        ("replacement-idle", None),
    ]
    _, problems = corrected(evidence, RULES, [er.Replacement(type="event", key="n1", record={}, **appeals.ABOUT)])
    assert {problem.code for problem in problems} == {"cell-blank"}
    twice = {"编号": "n1", "number": "n1", "单位": "u000", "程度": "轻", "日期": "2025-01-01"}
    _, problems = corrected(evidence, RULES, [er.Replacement(type="event", key="n1", record=twice, **appeals.ABOUT)])
    assert [(problem.code, problem.facts["expected"]) for problem in problems] == [("heading-repeated", "“编号”")]


class Visit(er.EvidenceType, id="visit", title="走访台账"):
    """One visit, known by unit and person together."""

    unit: er.UnitId = er.column("单位", key=True)
    person: str = er.column("人员", key=True)
    on: date = er.column("日期", dated=True)


@dataclass(frozen=True)
class _Reads:
    """What the checks know of a ruleset that reads visits."""

    evidence_types: Mapping[str, type[er.EvidenceType]]
    valid: er.Period = worlds.YEAR
    groups: Mapping[str, str] = field(default_factory=dict)


VISITS = _Reads({"visit": Visit})


def test_keys_of_several_columns_are_joined_as_lines_name_them():
    """A key column that holds the unit counts by its id."""
    rows = pl.DataFrame({"单位": ["单位0", "u001"], "人员": ["甲", "甲"], "日期": ["2025-01-01"] * 2})
    evidence = er.Evidence.from_frames({"visit": rows}, VISITS, worlds.roster(2))
    assert units_of(evidence, "visit", "u001/甲") == ["u001"]
    assert units_of(evidence, "visit", "u002/甲") == units_of(evidence, "visits", "x") == []
    made, problems = corrected(evidence, VISITS, [withdraw("u000/甲", "visit")])
    assert problems == []
    assert units_of(made, "visit", "u000/甲") == []


def test_an_ambiguous_key_is_not_guessed():
    """Where two records are called alike once their key columns are joined, neither is taken."""
    units = [er.Unit("a", "甲局", "town"), er.Unit("a/b", "乙局", "town")]
    rows = pl.DataFrame({"单位": ["a", "a/b"], "人员": ["b/c", "c"], "日期": ["2025-01-01"] * 2})
    evidence = er.Evidence.from_frames({"visit": rows}, VISITS, er.Roster(units))
    _, problems = corrected(evidence, VISITS, [withdraw("a/b/c", "visit")])
    assert [problem.code for problem in problems] == ["correction-key-ambiguous"]


def test_a_sign_off_may_not_decide_twice():
    """A sign-off rewritten to a criterion that another one covers is refused like two rows of a ledger."""
    rows = pl.DataFrame(
        {
            "认定编号": ["1", "2"],
            "单位": ["u000", "u000"],
            "指标": ["events", "tickets"],
            "理由": ["无此职能", "无此职能"],
            "认定人": ["某甲", "某甲"],
            "认定日期": ["2025-03-01", "2025-03-01"],
        }
    )
    frames = COUNTY.frames() | {"not-applicable": rows}
    evidence = er.Evidence.from_frames(frames, RULES, worlds.roster(3))
    record = dict(zip(rows.columns, rows.row(1), strict=True)) | {"指标": "events"}
    act = er.Replacement(type="not-applicable", key="2", record=record, **appeals.ABOUT)
    evaluation = er.evaluate(RULES, worlds.roster(3), evidence)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.regrade(evaluation, [act])
    assert codes(caught) == ["sign-off-repeated"]
    after = er.regrade(evaluation, [withdraw("2", "not-applicable")])
    assert after.appellants == ("u000",)


def test_a_file_without_corrections_is_refused(tmp_path):
    """The history can only grow: an entry that corrects nothing would stay in it."""
    file = tmp_path / "corrections.yaml"
    file.write_text("corrections: []\n", "utf-8")
    with pytest.raises(er.EfficiencyRulesError, match="corrections-empty"):
        er.read_corrections(file)
