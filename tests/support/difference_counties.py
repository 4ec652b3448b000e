"""Invented counties for the example of two rulesets: few units, some ledgers, two jurisdictions, problems that cap."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from difference_example import EDITS, TEXT
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.changes.impact.reading import Together

Rows = Mapping[str, Sequence[tuple[str, Any]]]
"""The rows of each ledger: letters and replies are `(unit, days late)`, None where open; problems `(unit, kind)`."""


def texts() -> st.SearchStrategy[str]:
    """Return the example with any of the edits, in any order, as far as they can be made together."""

    def made(edits: Sequence[Any]) -> str:
        text = TEXT
        for edit in edits:
            text = edit.made(text) or text
        return text

    return st.lists(st.sampled_from(EDITS), max_size=10, unique_by=lambda edit: edit.name).map(made)


def made(
    units: Mapping[str, tuple[str, str]], rows: Rows, old: er.Ruleset, new: er.Ruleset
) -> tuple[er.Roster, er.Evidence]:
    """Return roster and evidence of units (id to group and jurisdiction) with these rows; ledgers without rows are nil.

    Both rulesets can be tried on it. Days lie in the period of the old one.
    """
    roster = er.Roster(er.Unit(id, f"虚构{id}", group, place) for id, (group, place) in units.items())
    reads = Together(old, new)
    frames = {id: frame(id, rows.get(id, ()), old.valid.first) for id in reads.evidence_types}
    evidence = er.Evidence.from_frames(frames, reads, roster)
    assert evidence.problems == ()
    return roster, evidence


def frame(ledger: str, rows: Sequence[tuple[str, Any]], first: dt.date) -> pl.DataFrame:
    """Return the rows of a ledger as a table of texts."""
    day = first + dt.timedelta(days=30)
    if ledger == "breach":
        found = [(str(at), unit, day.isoformat(), kind) for at, (unit, kind) in enumerate(rows)]
        names = ("number", "unit", "day", "kind")
    else:
        found = [
            (str(at), unit, day.isoformat(), None if late is None else (day + dt.timedelta(days=late)).isoformat())
            for at, (unit, late) in enumerate(rows)
        ]
        names = ("number", "unit", "due_on", "replied_on")
    return pl.DataFrame(found, schema=dict.fromkeys(names, pl.String), orient="row")


@st.composite
def counties(draw: st.DrawFn, old: er.Ruleset, new: er.Ruleset) -> tuple[er.Roster, er.Evidence]:
    """Return a county of two jurisdictions that either ruleset may be tried on."""
    groups = sorted(set(old.groups) & set(new.groups))
    names = [f"u{at}" for at in range(draw(st.integers(2, 9)))]
    units = {name: (draw(st.sampled_from(groups)), draw(st.sampled_from("甲乙"))) for name in names}
    unit = st.sampled_from(names)
    late = st.lists(st.tuples(unit, st.sampled_from((None, -1, 0, 3))), max_size=12)
    breaches = st.lists(st.tuples(unit, st.sampled_from("轻重")), max_size=8)
    return made(units, {"letter": draw(late), "reply": draw(late), "breach": draw(breaches)}, old, new)
