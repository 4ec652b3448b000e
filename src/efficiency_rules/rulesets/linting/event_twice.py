"""Two items that count the same event."""

from collections.abc import Iterator
from itertools import combinations

from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.linting.losing import Events, events_of
from efficiency_rules.rulesets.linting.rubric import Entry, Rubric


def event_twice(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each pair of items of which every record that counts in one counts in the other as well.

    Both read one ledger, and both lose points by it (or both gain them). What two ledgers say of one event in the
    world cannot be seen here. Items of different unit groups do not meet.
    """
    for first, second in combinations(rubric.items, 2):
        if first.criterion.reads is not second.criterion.reads or not _meet(first, second):
            continue
        events, others = events_of(first), events_of(second)
        if events is not None and others is not None and _same(events, others, rubric):
            ledger, line = first.criterion.reads.title, first.place.line
            yield second.finding("rubric-event-twice", other=first.title, found=ledger, first=line)


def _same(one: Events, other: Events, rubric: Rubric) -> bool:
    if one.gains is not other.gains:
        return False
    here, there = one.marked(other, rubric.parts.head.get("valid_from"))
    return bool(here.any() and there.any() and ((here <= there).all() or (there <= here).all()))


def _meet(one: Entry, other: Entry) -> bool:
    groups = [{node.data for node in entry.fields.get("applies_to", ())} for entry in (one, other)]
    return not all(groups) or bool(groups[0] & groups[1])
