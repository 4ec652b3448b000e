"""A new county: blank tables that the reader reads, and nothing that is forgotten counts as nil."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

import efficiency_rules as er
from efficiency_rules.errors import InputError
from efficiency_rules.evidence.builtin import BUILT_IN
from efficiency_rules.evidence.roster import COLUMNS
from efficiency_rules.scaffolds.blank_tables import BlankTable, Heading, csv_bytes, xlsx_bytes
from efficiency_rules.scaffolds.counties import FORMATS, new_county
from efficiency_rules.scaffolds.naming import ScaffoldError


@pytest.fixture(scope="module")
def ruleset(jingbian: er.Catalog) -> er.Ruleset:
    """The county's ruleset, with 26 ledgers."""
    return jingbian.ruleset("jingbian", er.Period.year(2025))


@pytest.fixture(scope="module", params=FORMATS)
def county(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, ruleset: er.Ruleset) -> Path:
    """A new county, untouched, in each kind of files."""
    folder: Path = tmp_path_factory.mktemp("county") / "new"
    new_county(folder, ruleset, name="jingbian/2025", format=request.param)
    return folder


def roster(ruleset: er.Ruleset) -> er.Roster:
    """Return a roster of one unit."""
    group = next(iter(ruleset.groups))
    return er.Roster([er.Unit("T01", "青石镇", group)])


def test_there_is_a_blank_ledger_of_every_type(county: Path, ruleset: er.Ruleset) -> None:
    """Every type that an evaluation reads has a table, called by its title."""
    titles = {type.title for type in (*ruleset.evidence_types.values(), *BUILT_IN)}
    assert {path.stem for path in (county / "blank-ledgers").iterdir()} == titles


def test_the_blank_ledgers_are_read_without_a_word(county: Path, ruleset: er.Ruleset) -> None:
    """Each is recognised, its headings are found below title and notes, and it has no rows."""
    evidence = er.read_evidence(county / "blank-ledgers", ruleset, roster(ruleset))
    assert evidence.problems == ()
    assert set(evidence.ledgers) == {*ruleset.evidence_types, *(type.id for type in BUILT_IN)}
    assert {(reading.rows, reading.heading_row) for reading in evidence.readings} == {(0, 3)}


def test_an_untouched_county_lacks_its_units(county: Path, ruleset: er.Ruleset) -> None:
    """The blank roster is one without units, and nothing else is wrong with it."""
    (file,) = county.glob("roster.*")
    with pytest.raises(InputError) as caught:
        er.read_roster(file, ruleset)
    assert [problem.code for problem in caught.value.problems] == ["roster-without-units"]


def test_what_was_not_handed_in_is_missing_and_never_nil(county: Path, ruleset: er.Ruleset) -> None:
    """With units and no ledgers the evaluation is incomplete, and every item says which ledger is missing."""
    units = roster(ruleset)
    evidence = er.read_evidence(county / "ledgers", ruleset, units)
    assert (evidence.problems, dict(evidence.ledgers)) == ((), {})
    evaluation = er.evaluate(ruleset, units, evidence)
    assert (evaluation.status, evaluation.graded) == ("incomplete", None)
    told = " ".join(problem.text() for problem in evaluation.problems)
    assert [type.title for type in ruleset.evidence_types.values() if type.title not in told] == []


def test_a_row_below_the_headings_is_read(tmp_path: Path, ruleset: er.Ruleset) -> None:
    """A blank CSV ledger with a row added is a ledger with that record, its unit and its days."""
    new_county(tmp_path, ruleset, name="jingbian/2025", format="csv")
    blank = tmp_path / "blank-ledgers" / "12345热线工单台账.csv"
    filled = tmp_path / "ledgers" / blank.name
    filled.write_bytes(blank.read_bytes() + "20250301000001,青石镇,2025年3月7日,2025-03-06\r\n".encode())
    evidence = er.read_evidence(tmp_path / "ledgers", ruleset, roster(ruleset))
    assert evidence.problems == ()
    frame = evidence.ledgers["hotline-ticket"].frame
    assert frame.select("ticket", "due_on").rows() == [("20250301000001", date(2025, 3, 7))]
    assert isinstance(frame, pl.DataFrame)


def test_the_roster_has_all_columns_and_offers_the_groups(tmp_path: Path, ruleset: er.Ruleset) -> None:
    """The headings are the roster's, in order; the titles of the groups stand above their column."""
    new_county(tmp_path, ruleset, name="jingbian/2025", format="xlsx")
    sheet = CalamineWorkbook.from_path(tmp_path / "roster.xlsx").get_sheet_by_index(0).to_python()
    assert sheet[2] == [column.heading for column in COLUMNS]
    assert all(title in str(sheet[1][2]) for title in ruleset.groups.values())


def test_the_instructions_name_every_ledger_and_criterion(county: Path, ruleset: er.Ruleset) -> None:
    """Titles, ids, headings (those that must be filled in starred) and what each ledger is for."""
    text = (county / "README.md").read_text("utf-8")
    for type in ruleset.evidence_types.values():
        assert f"| {type.title} | `{type.id}` |" in text
        assert all(f"{one.heading}{'' if one.optional else '*'}" in text for one in type.columns)
    assert [item.title for item in ruleset.items if item.title not in text] == []
    assert "--ruleset jingbian/2025" in text


def test_a_ruleset_file_is_named_from_inside_the_county(
    tmp_path: Path, ruleset: er.Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands of the instructions work in the county's own folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "2025.yaml").write_text("", "utf-8")
    new_county(Path("counties/one"), ruleset, name="rules/2025.yaml", format="csv")
    assert "--ruleset ../../rules/2025.yaml" in Path("counties/one/README.md").read_text("utf-8")


def test_nothing_is_overwritten(county: Path, ruleset: er.Ruleset) -> None:
    """A second county in the same folder is refused, and every file stays."""
    before = {path: path.read_bytes() for path in county.rglob("*") if path.is_file()}
    (file,) = county.glob("roster.*")
    with pytest.raises(ScaffoldError, match="new-exists"):
        new_county(county, ruleset, name="jingbian/2025", format=file.suffix[1:])
    assert {path: path.read_bytes() for path in county.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes])
def test_blank_tables_are_the_same_bytes_each_time(make, monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock stands in a file; choices too long for a cell's list are left to the note."""
    table = BlankTable(
        "表", "标题", (Heading("甲", "必填", ("长" * 200, "短" * 200)), Heading("乙", "可空", ("是", "否")))
    )
    assert make(table) == make(table)
    assert xlsxwriter.__name__ == "xlsxwriter"
