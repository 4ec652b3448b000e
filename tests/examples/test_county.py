"""The fictional county: what it holds and what its evaluation must show."""

import statistics
from collections import Counter
from datetime import date
from pathlib import Path

from fiction.records import county_records
from fiction.units import county

import efficiency_rules as er
from efficiency_rules.evidence.builtin import BUILT_IN
from efficiency_rules.evidence.tables import read_tables


def test_county_has_96_units_in_five_groups(roster: er.Roster) -> None:
    """The roster holds 96 units, of all five kinds of the plan's section 三."""
    groups = {"town": 18, "department": 30, "subordinate": 32, "enterprise": 8, "stationed": 8}
    assert Counter(unit.group for unit in roster) == groups


def test_county_has_no_mistakes(evidence: er.Evidence) -> None:
    """Readable mess is no error: nothing is reported but notices."""
    assert [str(problem) for problem in evidence.problems if problem.severity != "info"] == []


def test_every_evidence_type_is_there(ruleset: er.Ruleset, evidence: er.Evidence) -> None:
    """There is a ledger of every type the criteria read, one of them nil, and of the built-in types."""
    types = {*ruleset.evidence_types, *(type.id for type in BUILT_IN)}
    assert set(evidence.ledgers) == types
    assert [id for id, ledger in evidence.ledgers.items() if not len(ledger.unit)] == ["conduct-notice"]


def test_there_are_about_60_records_a_unit(evidence: er.Evidence) -> None:
    """A unit has between 50 and 70 records on average, and none is without any."""
    counts = Counter(unit for ledger in evidence.ledgers.values() for unit in ledger.unit.tolist())
    assert len(counts) == 96
    assert 50 * 96 <= counts.total() <= 70 * 96


def test_no_row_is_lost(evidence: er.Evidence) -> None:
    """Every record that the county wrote is used; only rows of sums are set aside; nothing is rejected."""
    written = sum(len(records) for records in county_records(county()).values())
    used, aside, rejected = (
        sum(getattr(reading, what) for reading in evidence.readings) for what in ("used", "set_aside", "rejected")
    )
    sums = sum(int(p.facts["found"]) for p in evidence.problems if p.code == "rows-sums")
    assert (used, aside, rejected) == (written, sums, 0)
    assert sum(reading.rows for reading in evidence.readings) == written + sums
    assert sums > 12


def test_records_are_read_as_they_were_meant(evidence: er.Evidence, roster: er.Roster) -> None:
    """Whatever the style of its file, each cell is read as the value that the county meant."""
    for id, records in county_records(county()).items():
        ledger = evidence.ledgers[id]
        keys = [column.name for column in ledger.type.key_columns()]
        unit = ledger.type.unit_column().name
        rows = ledger.frame.to_dicts()
        for row, at in zip(rows, ledger.unit.tolist(), strict=True):
            row[unit] = roster.units[at].id
        percents = [column.name for column in ledger.type.columns if column.kind == "percent"]
        meant = [dict(record) for record in records]
        for record in meant:
            record.update({name: er.Percent(str(record[name])).ticks for name in percents})
        by_key = {tuple(str(row[key]) for key in keys): row for row in rows}
        assert by_key == {tuple(str(record[key]) for key in keys): record for record in meant}, id


def test_seats_are_those_of_96_units(evaluation: er.Evaluation) -> None:
    """20, 40, 30 and 10 per cent of 96 units are 19, 38, 29 and 10 seats, and every unit is graded."""
    assert evaluation.graded is not None
    (grading,) = evaluation.graded.gradings.values()
    assert dict(grading.seats) == {"excellent": 19, "good": 38, "fair": 29, "poor": 10}
    assert len(grading.placements) == 96


def test_one_tie_waits_and_its_decision_settles_it(
    examples: Path, ruleset: er.Ruleset, roster: er.Roster, evidence: er.Evidence, evaluation: er.Evaluation
) -> None:
    """Two departments tie for the last seat of 优秀; with the recorded decision nothing is open."""
    assert evaluation.status == "undecided"
    waiting = evaluation.standings.filter(evaluation.standings["grade"].is_null())
    assert waiting["unit"].to_list() == ["D14", "D15"]
    assert waiting["rank"].to_list() == [19, 19]
    assert waiting["total"].n_unique() == 1
    decisions = er.read_decisions(examples / "county" / "decisions.yaml")
    decided = er.evaluate(ruleset, roster, evidence, decisions=decisions)
    assert decided.status == "final"
    assert decided.graded is not None
    (grading,) = decided.graded.gradings.values()
    given = Counter(placement.grade for placement in grading.placements)
    assert given == {"excellent": 19, "good": 38, "fair": 29, "poor": 10}
    grades = {placement.unit: placement.grade for placement in grading.placements}
    assert (grades["D15"], grades["D14"]) == ("excellent", "good")


def test_totals_tell_the_units_apart(evaluation: er.Evaluation) -> None:
    """Totals lie between about 70 and 98 points, about 5 points apart."""
    totals = [float(total) for total in evaluation.standings["total"]]
    assert min(totals) > 68
    assert max(totals) < 99
    assert 4 < statistics.stdev(totals) < 6.5


def test_every_state_of_a_mark_occurs(evaluation: er.Evaluation) -> None:
    """Some marks are scored, some do not apply, some have no cases, some too little data."""
    states = {"scored", "not-applicable", "no-cases", "insufficient-data"}
    assert set(evaluation.marks["state"]) == states


def test_unit_founded_in_the_year_is_evaluated(roster: er.Roster, evaluation: er.Evaluation) -> None:
    """A unit founded in April has no earlier records and a total all the same."""
    assert roster["S17"].active_from == date(2025, 4, 1)
    assert evaluation.standings.filter(evaluation.standings["unit"] == "S17")["total"].null_count() == 0


def test_half_year_gives_an_interim_report(ruleset: er.Ruleset, roster: er.Roster, evidence: er.Evidence) -> None:
    """The first half of the year can be evaluated alone, without grades and without problems."""
    interim = er.evaluate(ruleset, roster, evidence, er.Period.half(2025, 1))
    assert (interim.status, interim.graded, interim.problems) == ("interim", None, ())


def test_ledgers_are_messy(examples: Path) -> None:
    """CSV files come in GB18030, in UTF-8 and in UTF-8 with a BOM."""
    starts = set()
    for path in (examples / "county" / "ledgers").glob("*.csv"):
        content = path.read_bytes()
        try:
            content.decode("utf-8")
            starts.add("BOM" if content.startswith(b"\xef\xbb\xbf") else "UTF-8")
        except UnicodeDecodeError:
            content.decode("gb18030")
            starts.add("GB18030")
    assert starts == {"BOM", "UTF-8", "GB18030"}


def test_every_table_says_that_it_is_fictional(examples: Path) -> None:
    """The first row of every sheet and file says 虚构数据."""
    folder = examples / "county"
    for path in (folder / "roster.xlsx", *(folder / "ledgers").glob("*.[cx]*")):
        for table in read_tables(path).tables:
            assert "虚构数据" in table.rows[0][0], (path.name, table.sheet)


def test_examples_travel_with_the_bundle(examples: Path) -> None:
    """Both folders are package data of the bundle and stay small."""
    import efficiency_rules_jingbian

    home = Path(efficiency_rules_jingbian.__file__).parent / "examples"
    for name in ("county", "county-with-mistakes"):
        assert (examples / name).resolve() == (home / name).resolve()
    assert sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) < 1_500_000
