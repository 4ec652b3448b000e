"""corrections.md: its example is run, and what it says of kinds, files and outcomes is what the code does."""

from typing import get_args

import pytest

import efficiency_rules as er
from efficiency_rules.changes.outcomes import TITLES, Kind
from efficiency_rules.cli.act_schemas import corrections_schema


@pytest.fixture(scope="module")
def corrections(page, write, tmp_path_factory):
    """The corrections of the page."""
    folder = write(tmp_path_factory.mktemp("corrections"), page("corrections.md").files)
    return er.read_corrections(folder / "corrections.yaml")


@pytest.fixture(scope="module")
def regrading(qinghe, corrections):
    """What the corrections of the page change in the decided county."""
    return er.regrade(qinghe.evaluate(decided=True), corrections)


def test_the_changes_are_those_of_the_page(page, regrading):
    """Every row of the table, in the same order, with its reason."""
    told = page("corrections.md").table("The county again")
    found = regrading.table.select("unit", "what", "criterion", "before", "after", "why").to_dicts()
    assert told == found


def test_the_sentences_are_those_of_the_page(page, regrading):
    """Who else moves, and which seats are over or under when the appellants alone are corrected."""
    text = page("corrections.md").text
    assert f"> {regrading.said}" in text
    assert f"> {regrading.alone}" in text
    assert regrading.outcomes[0].strained == ()


def test_both_appellants_are_named(regrading):
    """The unit of the record and that of the mark appeal; the ruleset of the page leaves the outcome open."""
    assert regrading.appellants == ("u01", "u03")
    assert [outcome.kind for outcome in regrading.outcomes] == list(get_args(Kind))


def test_the_history_of_the_page_works(qinghe, corrections, tmp_path):
    """The lines of Python append one entry, and the revocation of both corrections gives the first result."""
    first = qinghe.evaluate(decided=True)
    history = er.read_history(tmp_path / "history")
    entry = er.append_history(tmp_path / "history", er.regrade(first, corrections, history.corrections))
    about = {"by": "青禾县效能评价专班", "role": "专班会议", "on": "2026-02-03", "reason": "复议", "document": "6号"}
    back = [
        er.Revocation(type="letter", key="L8", **about),
        er.Revocation(unit="u01", criterion="site-findings", **about),
    ]
    again = er.regrade(first, back, er.read_history(tmp_path / "history", entry.digest).corrections)
    assert again.to_dict()["after"] == entry.before


def test_every_kind_has_its_row(page):
    """The kinds of the table are those of the schema, with the same keys."""
    told = {
        row["kind" if "kind" in row else "`kind`"].strip("`"): row["names"]
        for row in page("corrections.md").table("What can be corrected")
    }
    shapes = corrections_schema()["properties"]["corrections"]["items"]["oneOf"]
    about = {"kind", "by", "role", "on", "reason", "document"}
    for shape in shapes:
        (kind,) = shape["properties"]["kind"]["enum"]
        assert all(f"`{key}`" in told[kind] for key in shape["properties"] if key not in about)
    assert set(told) == {shape["properties"]["kind"]["enum"][0] for shape in shapes}


def test_outcomes_have_the_titles_of_the_code(page):
    """Both words of `grading.corrections` stand there with their Chinese titles."""
    rows = page("corrections.md").table("Who else moves, and two outcomes")
    told = {row["`grading.corrections`"].strip("`"): row["中文"] for row in rows}
    assert {kind: told[kind] for kind in TITLES} == dict(TITLES)


def test_tables_beside_the_result_have_the_columns_of_the_page(page, backticked, regrading):
    """changes.csv and outcomes.csv have the columns that the page lists."""
    rows = {row["file"].strip("`"): backticked(row["holds"]) for row in page("corrections.md").table("What is written")}
    assert rows["changes.csv"] == regrading.table.columns
    assert rows["outcomes.csv"] == regrading.outcomes_table.columns
