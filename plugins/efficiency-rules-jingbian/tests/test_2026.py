"""The example of a second year, 2026, beside 2025: a draft of ours, and everything a new year may change."""

from pathlib import Path

import pytest

import efficiency_rules as er


@pytest.fixture(scope="module")
def newer(catalog: er.Catalog) -> er.Ruleset:
    """The draft of 2026, by its name."""
    return catalog.named("jingbian/2026")


def by_use(ruleset: er.Ruleset) -> dict[str, str]:
    """Return the pinned editions by criterion."""
    return {item.id: item.use for item in ruleset.items}


def test_it_is_said_to_be_an_example(newer: er.Ruleset) -> None:
    """The file opens with it, the title says it, and the status is draft."""
    assert newer.status == "draft"
    assert "示例草案" in newer.title
    opening = Path(newer.file).read_text(encoding="utf-8").splitlines()[:3]
    assert opening[0].startswith("# 示例草案")
    assert "不是县里的文件" in "".join(opening)


def test_no_date_chooses_it(catalog: er.Catalog, newer: er.Ruleset) -> None:
    """A period never leads to the draft; its name does, and the reason says that it is a draft."""
    with pytest.raises(er.EfficiencyRulesError) as caught:
        catalog.ruleset("jingbian", er.Period.year(2026))
    (problem,) = caught.value.problems
    assert problem.code == "ruleset-ended"
    assert "jingbian/2026-r1 草稿" in problem.text()
    assert "草稿" in newer.chosen
    assert catalog.named("jingbian/2026-r1").digest == newer.digest
    assert catalog.ruleset("jingbian", er.Period.year(2025)).id == "jingbian/2025"


def test_editions(ruleset: er.Ruleset, newer: er.Ruleset) -> None:
    """Two formulas changed, one criterion is new, one retired for its successor; the rest is pinned as before."""
    old, new = by_use(ruleset), by_use(newer)
    assert {id for id in old if id in new and old[id] != new[id]} == {
        "hotline-mailbox-resolution",
        "processing-efficiency",
    }
    assert set(new) - set(old) == {"promise-shortening", "one-stop-service"}
    (retired,) = (item.criterion for item in ruleset.items if item.id not in new)
    assert retired.name == "one-window@2025"
    assert retired.deprecated is not None
    assert retired.deprecated.since == newer.valid.first
    assert retired.deprecated.successor == "one-stop-service@2026"
    assert retired.deprecated.successor in new.values()


def test_new_editions_stand_beside_the_old(catalog: er.Catalog) -> None:
    """Both editions are installed, in files of their own, and read the same ledger."""
    for id in ("hotline-mailbox-resolution", "processing-efficiency"):
        old, new = catalog.editions(id)
        assert (old.edition, new.edition) == (2025, 2026)
        assert old.file != new.file
        assert old.reads is new.reads


def test_numbers_methods_and_ties(ruleset: er.Ruleset, newer: er.Ruleset) -> None:
    """Several numbers changed, one item moved to another method, and ties are broken before anybody decides."""
    old = {item.use: item for item in ruleset.items}
    kept = [(old[item.use], item) for item in newer.items if item.use in old]
    changed = [a.id for a, b in kept if (a.full, a.params) != (b.full, b.params)]
    assert len(changed) >= 5
    assert [(a.id, a.method, b.method) for a, b in kept if a.method != b.method] == [
        ("efficiency-institutions", "half_year", "daily")
    ]
    assert ruleset.grading.breaks == ()
    assert len(newer.grading.breaks) == 2


def test_the_same_ledgers_serve_both_years(ruleset: er.Ruleset, newer: er.Ruleset) -> None:
    """No new ledger is asked for, so that one year's evidence can be looked at under both rulesets."""
    assert newer.evidence_types == ruleset.evidence_types


def test_every_number_has_a_basis_and_what_changed_is_called_an_example(ruleset: er.Ruleset, newer: er.Ruleset) -> None:
    """Nothing is without a basis; an origin that is not that of 2025 is an assumption."""
    found = newer.origins
    assert [name for name, origin in found.items() if origin.basis is None] == []
    changed = {name: o for name, o in found.items() if ruleset.origins.get(name) != o}
    assert {origin.basis for name, origin in changed.items() if "示例" in origin.note} == {"assumption"}
    assert sum("示例" in origin.note for origin in changed.values()) >= 20


def test_the_plan_is_still_quoted(newer: er.Ruleset, clauses: dict[str, str]) -> None:
    """Every item quotes the plan word for word, and every phrase that 2025 quotes is still quoted."""
    assert [(i.id, quote) for i in newer.items for quote in i.quotes if quote not in clauses[i.clause]] == []


def test_no_quote_is_lost(ruleset: er.Ruleset, newer: er.Ruleset) -> None:
    """What an item of 2025 quotes is quoted by an item of 2026."""
    assert {q for i in ruleset.items for q in i.quotes} <= {q for i in newer.items for q in i.quotes}
