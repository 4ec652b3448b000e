"""What is dated after today: only the command line knows what day it is, so it warns and no result says so."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

from efficiency_rules.errors import Problem
from efficiency_rules.period import Period

BEIJING = timezone(timedelta(hours=8))


class Dated(Protocol):
    """A recorded act: an ISO date, and the document that it stands in."""

    @property
    def on(self) -> str: ...

    @property
    def document(self) -> str: ...


def today() -> date:
    """Return what day it is in Beijing, whatever the time zone of this machine."""
    return datetime.now(BEIJING).date()


def not_yet(acts: Iterable[Dated], today: date) -> list[Problem]:
    """Return a warning for each act that is dated after today: most likely its year is a slip."""
    # ISO days are in the order of their texts.
    return [
        Problem(
            "act-not-yet", facts={"document": act.document, "found": act.on, "today": str(today)}, severity="warning"
        )
        for act in acts
        if act.on > today.isoformat()
    ]


def not_over(period: Period, today: date) -> list[Problem]:
    """Return a warning where the period has not ended: its ledgers cannot be complete."""
    if period.last < today:
        return []
    facts = {"period": period.id, "last": str(period.last), "today": str(today)}
    return [Problem("period-not-over", facts=facts, severity="warning")]
