"""The documents of a scheme one behind the other: gaps and overlaps between what is in force."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby, pairwise

from efficiency_rules.errors import Place, Problem
from efficiency_rules.rulesets.document import RulesetDocument
from efficiency_rules.rulesets.in_force import IN_FORCE


def check_succession(documents: Sequence[RulesetDocument]) -> list[Problem]:
    """Return a problem for each pair of documents of a scheme that does not meet; drafts do not count.

    Two that begin on one day and are no revisions of each other are an error, because nothing says which of them
    is in force. A gap or an overlap is a warning: an overlap has an answer, the newer one.
    """
    problems = []
    able = [one for one in documents if one.status in IN_FORCE]
    for _, group in groupby(sorted(able, key=lambda one: one.scheme), key=lambda one: one.scheme):
        own = sorted(group, key=lambda one: (one.valid.first, one.revision, one.id))
        problems += _rivals(own)
        # Of the revisions that begin on one day the highest is in force.
        heads = [list(same)[-1] for _, same in groupby(own, key=lambda one: one.valid.first)]
        problems += [problem for old, new in pairwise(heads) for problem in _meeting(old, new)]
    return problems


def _rivals(own: list[RulesetDocument]) -> list[Problem]:
    problems = []
    for first, same in groupby(own, key=lambda one: one.valid.first):
        rivals = list(same)
        revisions = {(one.year, one.revision) for one in rivals}
        if len(revisions) == len(rivals) and len({one.year for one in rivals}) == 1:
            continue
        found = "、".join(f"{one.id} ({one.file})" for one in rivals)
        expected = "；".join(f"{one.id} {one.valid.first}..{one.valid.last}" for one in own)
        facts = {"scheme": rivals[0].scheme, "period": first, "found": found, "expected": expected}
        problems.append(Problem("ruleset-two-in-force", Place(rivals[-1].file), facts))
    return problems


def _meeting(old: RulesetDocument, new: RulesetDocument) -> list[Problem]:
    follows = old.valid.last + timedelta(days=1)
    # A revision of the same year that begins later takes over on purpose.
    if new.valid.first == follows or (old.year == new.year and new.valid.first < follows):
        return []
    code = "ruleset-succession-gap" if new.valid.first > follows else "ruleset-succession-overlap"
    facts = {
        "scheme": old.scheme,
        "found": old.id,
        "last": old.valid.last,
        "next": new.id,
        "begins": new.valid.first,
    }
    return [Problem(code, Place(new.file), facts, "warning")]
