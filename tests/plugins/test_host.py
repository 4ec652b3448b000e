"""Bundles: what is accepted, and how each broken one is refused by name."""

from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import worlds

import efficiency_rules as er
from efficiency_rules.errors import PluginError
from efficiency_rules.plugins.hooks import CONTRACT


def bundle(name="fine", **attributes):
    """A bundle as a module would be: hook implementations as attributes."""
    module = ModuleType(name)
    module.__file__ = f"{name}.py"
    vars(module).update(attributes)
    return module


def test_a_period_is_no_text():
    """What is in force is asked for a Period; a text is a problem in words."""
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.load_plugins(discover=False).ruleset("jingbian", "2025")
    assert [problem.code for problem in caught.value.problems] == ["argument-type"]


def provider(*criteria):
    @er.hookimpl
    def provide_criteria():
        return list(criteria)

    return provide_criteria


def refused(*bundles):
    with pytest.raises(PluginError) as caught:
        er.load_plugins(bundles, discover=False)
    return caught.value.problems


def test_every_criterion_is_its_own_plugin():
    """Each edition is registered with pluggy under id@edition and can be asked for alone."""
    catalog = er.load_plugins([bundle(provide_criteria=provider(worlds.events, worlds.tickets))], discover=False)
    assert list(catalog.criteria) == ["events@2025", "tickets@2025"]
    assert catalog.manager.get_plugin("events@2025").id == "events"
    assert catalog.criteria["events@2025"].bundle == "fine"


def test_a_criterion_can_be_blocked_alone():
    """A blocked criterion is missing from the catalog, all others stay."""
    catalog = er.load_plugins(
        [bundle(provide_criteria=provider(worlds.events, worlds.tickets))], discover=False, block=["events@2025"]
    )
    assert list(catalog.criteria) == ["tickets@2025"]
    assert catalog.manager.get_plugin("events@2025") is None


def test_two_catalogs_live_side_by_side():
    """Two embedders hold two catalogs in one process; neither sees the other's criteria."""
    one = er.load_plugins([bundle(provide_criteria=provider(worlds.events))], discover=False)
    other = er.load_plugins([bundle(provide_criteria=provider(worlds.tickets))], discover=False)
    assert (list(one.criteria), list(other.criteria)) == (["events@2025"], ["tickets@2025"])


def test_the_order_of_bundles_is_irrelevant():
    """The same bundles in another order make the same catalog."""
    bundles = [
        bundle("a", provide_criteria=provider(worlds.tickets)),
        bundle("b", provide_criteria=provider(worlds.events)),
    ]
    catalogs = [er.load_plugins(order, discover=False) for order in (bundles, bundles[::-1])]
    assert list(catalogs[0].criteria) == list(catalogs[1].criteria)


def test_a_bundle_that_offers_nothing_is_refused():
    """No criterion and no ruleset: refused by name."""
    (problem,) = refused(bundle("empty"))
    assert (problem.code, problem.facts["bundle"]) == ("bundle-empty", "empty")


def test_an_unknown_hook_is_refused():
    """A misspelt hook is named, with the hooks there are."""

    @er.hookimpl
    def provide_criterions():
        return [worlds.events]

    (problem,) = refused(bundle("typo", provide_criterions=provide_criterions))
    assert problem.code == "bundle-hook"
    assert "provide_criterions" in problem.text()
    assert "provide_criteria" in problem.facts["expected"]


def test_the_same_edition_twice_is_refused():
    """Two bundles with one id@edition: both are named."""
    (problem,) = refused(
        bundle("first", provide_criteria=provider(worlds.events)),
        bundle("second", provide_criteria=provider(worlds.events)),
    )
    assert problem.code == "criterion-twice"
    assert "first" in problem.text()
    assert "second" in problem.text()


def test_another_contract_is_refused():
    """A bundle written for a contract this library does not know is refused with both versions."""
    (problem,) = refused(
        bundle("future", provide_criteria=provider(worlds.events), EFFICIENCY_RULES_CONTRACT=CONTRACT + 1)
    )
    assert (problem.code, problem.facts["found"], problem.facts["expected"]) == (
        "bundle-contract",
        CONTRACT + 1,
        CONTRACT,
    )


def test_something_else_than_a_criterion_is_refused():
    """provide_criteria must return criteria, not the undecorated function."""
    (problem,) = refused(bundle("wrong", provide_criteria=provider(len)))
    assert problem.code == "criterion-not-one"


def test_a_bundle_that_raises_is_refused_and_named():
    """An exception while providing stops the start; it is never skipped."""

    @er.hookimpl
    def provide_criteria():
        raise RuntimeError("no licence")

    (problem,) = refused(bundle("broken", provide_criteria=provide_criteria))
    assert problem.code == "bundle-broken"
    assert "no licence" in problem.text("en")


def test_missing_rulesets_are_refused():
    """A ruleset path that does not exist is named."""

    @er.hookimpl
    def provide_rulesets():
        return [Path("nowhere/2025.yaml")]

    (problem,) = refused(bundle("paths", provide_rulesets=provide_rulesets))
    assert problem.code == "rulesets-not-there"


def test_an_import_error_of_an_installed_bundle_is_refused(monkeypatch):
    """An entry point that cannot be imported stops the start with its package and module."""

    class Entry:
        name, value, dist = "county", "county_bundle", SimpleNamespace(name="county-bundle", version="1.0")

        def load(self):
            raise ImportError("No module named 'county_bundle'")

    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [Entry()])
    with pytest.raises(PluginError) as caught:
        er.load_plugins()
    (problem,) = caught.value.problems
    assert problem.code == "bundle-import"
    assert "county-bundle 1.0" in problem.text()


def test_all_broken_bundles_are_reported_at_once():
    """Two broken bundles give two problems in one start."""
    assert [p.code for p in refused(bundle("a"), bundle("b", EFFICIENCY_RULES_CONTRACT=99))] == [
        "bundle-empty",
        "bundle-contract",
    ]


def test_a_bundle_is_told_of_a_finished_evaluation():
    """evaluation_finished gets the evaluation; a hook that raises is a warning and nothing more."""
    heard = []

    @er.hookimpl
    def evaluation_finished(evaluation):
        heard.append(evaluation)
        raise RuntimeError("mail server down")

    listener = bundle("listener", evaluation_finished=evaluation_finished, provide_criteria=provider(worlds.events))
    catalog = er.load_plugins([listener], discover=False)
    world = worlds.World(1, {"event": [], "ticket": [], "rating": [], "award": []})
    rules = worlds.standard()
    evaluation = er.evaluate(rules, worlds.roster(1), world.evidence(rules))
    (problem,) = catalog.announce(evaluation)
    assert (problem.code, problem.severity) == ("hook-failed", "warning")
    assert heard == [evaluation]
