"""The page of an impact in the site: made where evidence was given, found, led to, and made again only when it must."""

import json
import shutil
from dataclasses import replace

import pytest
from jingbian_example import COUNTY

from efficiency_rules.cli.main import COMMANDS, main
from efficiency_rules.evaluation.digests import canonical
from efficiency_rules.publishing.site import building
from efficiency_rules.publishing.site.sources import sources_of
from efficiency_rules.units import Roster

ADDRESS = "impact/jingbian-2025-jingbian-2026/index.html"
EVIDENCE = ["--roster", str(COUNTY / "roster.xlsx"), "--evidence", str(COUNTY / "ledgers")]
FICTION = "云泽县2025年度被评价单位名册（虚构数据，如有雷同纯属巧合）"


def test_the_page_says_whose_units_these_are(pages):
    """The words above the roster's headings stand on the page: the fictional county says that it is fictional."""
    assert FICTION in pages[ADDRESS]


def test_start_and_changes_lead_to_it(site, pages):
    """A reader of what changed finds who moves because of it; without evidence nothing leads there."""
    assert f'href="{ADDRESS}"' in pages["index.html"]
    changes = "diff/jingbian-2025-jingbian-2026/index.html"
    assert f'href="../../{ADDRESS}"' in pages[changes]
    assert "impact" not in (site / changes).read_text("utf-8")
    assert not (site / "impact").exists()


def test_json_beside_it_is_the_whole_impact(tried_site):
    """With the roster's title, so that a number never travels without where it is from."""
    data = json.loads((tried_site / ADDRESS).with_suffix(".json").read_text("utf-8"))
    assert (data["schema"], data["roster"]) == ("efficiency-rules/site-impact/1", FICTION)
    assert data["impact"]["schema"] == "efficiency-rules/impact/1"
    assert data["impact"]["counts"]["units"] == len(data["impact"]["units"]) == 96


def test_it_is_found_by_the_units_that_move(tried_site):
    """Their names are in the index of the search."""
    script = (tried_site / "search-index.js").read_text("utf-8")
    rows = json.loads(script[script.index("[") : script.rindex("]") + 1])
    (row,) = (row for row in rows if row[5] == "impact")
    assert row[0] == ADDRESS.removesuffix("index.html")
    assert "云泽县文化和旅游局" in row[3]


def test_it_depends_on_rules_units_records_and_their_title(trial):
    """Each of them is on the page, so another one makes another key."""
    some = next(id for id, ledger in trial.evidence.ledgers.items() if len(ledger.frame))
    fewer = {id: ledger for id, ledger in trial.evidence.ledgers.items() if id != some}
    others = [
        replace(trial, title="另一份名册"),
        replace(trial, roster=Roster(trial.roster.units[1:])),
        replace(trial, evidence=replace(trial.evidence, ledgers=fewer)),
        replace(trial, new=replace(trial.new, digest="changed")),
        replace(trial, old=replace(trial.old, digest="changed")),
    ]
    keys = [canonical(one.made_from()) for one in (trial, *others)]
    assert len(set(keys)) == len(keys)


class MadeAgainError(Exception):
    """The ledgers are tried again."""


def test_it_is_made_again_when_its_key_is_another(tried_site, catalog, trial, tmp_path, monkeypatch):
    """A page made from other words is not kept."""
    out = tmp_path / "site"
    shutil.copytree(tried_site, out)

    def again(trial, *, difference):
        raise MadeAgainError

    monkeypatch.setattr(building, "impact_page", again)
    with pytest.raises(MadeAgainError):
        building.build_site(sources_of(catalog), catalog, out, COMMANDS, [replace(trial, title="另一份名册")])


def test_the_command_tries_nothing_again_when_nothing_changed(tried_site, tmp_path, capsys):
    """The same files named on the command line make the same page, so it lies there already."""
    out = tmp_path / "site"
    shutil.copytree(tried_site, out)
    years = ["--impact", "jingbian/2025", "jingbian/2026"]
    assert main(["site", "build", "--out", str(out), *years, *years, *EVIDENCE, "--lang", "en"]) == 0
    assert "0 files written" in capsys.readouterr().out


def test_a_build_without_evidence_removes_the_page(site, tried_site, catalog, tmp_path):
    """The site is what it was before: the page, its style's reader and every way to it are gone."""
    out = tmp_path / "site"
    shutil.copytree(tried_site, out)
    assert building.build_site(sources_of(catalog), catalog, out, COMMANDS).removed == 2
    assert {path.relative_to(out) for path in out.rglob("*")} == {path.relative_to(site) for path in site.rglob("*")}
    assert (out / "index.html").read_bytes() == (site / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--impact", "jingbian/2025", "jingbian/2026"], "given together"),
        (EVIDENCE[:2], "given together"),
        (EVIDENCE, "given together"),
        (["--impact", "jingbian/2025", "jingbian/2031", *EVIDENCE], "it has: jingbian/2025, jingbian/2026"),
    ],
)
def test_half_of_what_it_needs_is_refused(arguments, words, tmp_path, capsys):
    """Nothing is written."""
    assert main(["site", "build", "--out", str(tmp_path / "out"), *arguments, "--lang", "en"]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
