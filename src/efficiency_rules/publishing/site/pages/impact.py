"""The page of an impact: who moves because of a change of the rules, tried on a roster and its ledgers."""

from dataclasses import dataclass

from efficiency_rules.changes.impact import impact
from efficiency_rules.evaluation.digests import of_evidence, of_roster
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.publishing.impact_page import impact_fragment
from efficiency_rules.publishing.search import Entry
from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.page import Crumb, Page
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.units import Roster


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Two rulesets, and the roster and ledgers on which they are tried; `title` is what the roster is called."""

    old: Ruleset
    new: Ruleset
    roster: Roster
    evidence: Evidence
    title: str

    @property
    def address(self) -> str:
        """The address of its page."""
        return addresses.impact(self.old, self.new)

    def made_from(self) -> dict[str, object]:
        """Return what the page depends on, as plain data."""
        return {
            "rulesets": [self.old.id, self.old.digest, self.new.id, self.new.digest],
            "roster": [self.title, of_roster(self.roster)],
            "evidence": dict(of_evidence(self.evidence)),
        }


def impact_page(trial: Trial, *, difference: bool) -> Page:
    """Return the page of a trial; `difference` says whether the site has the page of what changed."""
    old, new = trial.old, trial.new
    data = impact(old, new, trial.roster, trial.evidence).to_dict()
    changes = addresses.difference(old, new) if difference else ""
    movers = [unit["name"] for unit in data["units"] if unit["grade"]["before"] != unit["grade"]["after"]]
    title = f"影响测算：{old.id} → {new.id}"
    crumbs = [Crumb("首页", "Start", ""), Crumb(new.title, new.id, addresses.year(new))]
    crumbs += [Crumb("变动", "Changes", changes)] if difference else []
    return Page(
        address=trial.address,
        template="impact.html",
        title=title,
        context={
            "fragment": impact_fragment(data, roster=trial.title),
            "old": old,
            "new": new,
            "old_address": addresses.year(old),
            "new_address": addresses.year(new),
            "difference": changes,
            "crumbs": [*crumbs, Crumb("影响", "Impact")],
        },
        data={"schema": "efficiency-rules/site-impact/1", "roster": trial.title, "impact": data},
        entry=Entry(
            address=trial.address,
            title=title,
            clause=trial.title,
            text=" ".join([*movers, *(step["zh"] for step in data["steps"])]),
            year=new.year,
            kind="impact",
            status=new.status,
        ),
    )
