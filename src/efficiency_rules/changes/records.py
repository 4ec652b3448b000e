"""Records withdrawn or replaced: new evidence beside the old one, which stays as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import polars as pl

from efficiency_rules.changes.corrections import Replacement, Withdrawal
from efficiency_rules.errors import Place, Problem, near
from efficiency_rules.evidence.builtin import DECIDED_ONCE
from efficiency_rules.evidence.checking import Checked, Reads, check_table
from efficiency_rules.evidence.columns import schema
from efficiency_rules.evidence.headings import find_headings
from efficiency_rules.evidence.ledgers import Evidence, Ledger, types_read
from efficiency_rules.evidence.names import UnitNames
from efficiency_rules.evidence.reporting import cell_position
from efficiency_rules.evidence.tables import Table
from efficiency_rules.evidence.types import Model

_MOST_COMPARED = 10_000
"""Keys among which near ones are looked for: comparing a large ledger takes minutes."""


def units_of(evidence: Evidence, type: str, key: str) -> list[str]:
    """Return the units of the records with this key: one, as a rule, none where there is no such record."""
    ledger = evidence.ledgers.get(type)
    if ledger is None:
        return []
    return [evidence.roster.units[ledger.unit[at]].id for at in _positions(evidence, ledger, key)]


def corrected(
    evidence: Evidence, ruleset: Reads, corrections: Iterable[Withdrawal | Replacement]
) -> tuple[Evidence, list[Problem]]:
    """Return new evidence in which these records (each named once) are withdrawn or replaced, and all problems.

    A record that stands alone leaves an empty ledger behind, which is a reported nil.
    """
    types = types_read(ruleset)
    problems: list[Problem] = []
    edits: dict[str, _Edits] = {}
    for one in corrections:
        if one.type not in types:
            facts = {"document": one.document, "found": one.type}
            problems.append(
                Problem(
                    "correction-type-unknown", facts=facts | {"expected": list(types), "near": near(one.type, types)}
                )
            )
            continue
        at = _position(evidence, types[one.type], one, problems)
        if at is None:
            continue
        here = edits.setdefault(one.type, _Edits(set(), {}))
        if isinstance(one, Withdrawal):
            here.withdrawn.add(at)
        else:
            made = _checked(one, types[one.type], ruleset, evidence, problems)
            if made is not None and _fits(one, made, evidence.ledgers[one.type], at, problems):
                here.replaced[at] = (one, made)
    ledgers = {type: _edited(evidence.ledgers[type], here) for type, here in edits.items()}
    for ledger in ledgers.values():
        problems += _decided_twice(evidence, ledger)
    return replace(evidence, ledgers=MappingProxyType({**evidence.ledgers, **ledgers})), problems


@dataclass(frozen=True, slots=True)
class _Edits:
    """What happens to the records of one ledger, by their positions."""

    withdrawn: set[int]
    replaced: dict[int, tuple[Replacement, Checked]]


def _position(evidence: Evidence, type: Model, one: Withdrawal | Replacement, problems: list[Problem]) -> int | None:
    """Return where the record stands in its ledger, None and a problem where it cannot be told."""
    ledger = evidence.ledgers.get(type.id)
    at = [] if ledger is None else _positions(evidence, ledger, one.key)
    if len(at) == 1:
        return at[0]
    facts = {"document": one.document, "found": one.key, "ledger": type.title}
    if at:
        problems.append(Problem("correction-key-ambiguous", facts=facts | {"count": len(at)}))
    else:
        keys = [] if ledger is None or len(ledger.unit) > _MOST_COMPARED else _keys(evidence, ledger).to_list()
        problems.append(Problem("correction-key-unknown", facts=facts | {"near": near(one.key, keys)}))
    return None


def _positions(evidence: Evidence, ledger: Ledger, key: str) -> list[int]:
    return (_keys(evidence, ledger) == key).arg_true().to_list()


def _keys(evidence: Evidence, ledger: Ledger) -> pl.Series:
    """Return the key of each record as lines name it: its key columns joined by a slash, a unit by its id."""
    ids = pl.Series([unit.id for unit in evidence.roster], dtype=pl.String)
    parts = [
        pl.lit(ids.gather(pl.Series(ledger.unit))) if column.kind == "unit" else pl.col(column.name).cast(pl.String)
        for column in ledger.type.key_columns()
    ]
    return ledger.frame.select(pl.concat_str(parts, separator="/").alias("key")).to_series()


def _checked(
    one: Replacement, type: Model, ruleset: Reads, evidence: Evidence, problems: list[Problem]
) -> Checked | None:
    """Return the new record as a table of one row, None and its problems where it fails the checks of its type."""
    place = Place(f"更正（{one.document}）")
    written = {key: value or None for key, value in one.record.items()}
    names = frozenset(column.name for column in type.columns)
    headings = find_headings(Table(place.file, frame=_one_row(written)), type.columns, None, names)
    at: Mapping[str, int] = {} if headings is None else headings.at
    repeated = [] if headings is None else [one for one in headings.problems if one.code == "heading-repeated"]
    known = [column.heading for column in type.columns]
    found = [_repeated(problem, place, list(written)) for problem in repeated]
    found += [
        Problem("replacement-column-unknown", place, {"found": key, "expected": known, "near": near(key, known)})
        for number, key in enumerate(written)
        if number not in at.values() and key not in [problem.facts["found"] for problem in repeated]
    ]
    if not found:
        blank = {column.heading: None for column in type.columns if column.name not in at}
        table = Table(place.file, frame=_one_row(written | blank))
        made = check_table(table, type, {}, ruleset.valid, UnitNames.of(evidence.roster))
        found += [replace(problem, place=place) for problem in made.problems if problem.severity == "error"]
        found += [Problem(fault.code, place, fault.facts) for fault in made.faults]
        if not found:
            return made
    problems += found
    return None


def _repeated(problem: Problem, place: Place, keys: list[str]) -> Problem:
    """Return that two keys of a record mean one column, with the other key in place of its cell."""
    _, column = cell_position(str(problem.facts["expected"])) or (0, 0)
    return replace(problem, place=place, facts={**problem.facts, "expected": f"“{keys[column]}”"})


def _one_row(cells: Mapping[str, str | None]) -> pl.DataFrame:
    return pl.DataFrame({name: pl.Series([text], dtype=pl.String) for name, text in cells.items()})


def _fits(one: Replacement, made: Checked, ledger: Ledger, at: int, problems: list[Problem]) -> bool:
    """Say whether the new record has the unit and key of the old one and differs from it."""
    type = ledger.type
    old, new = ledger.frame[at], _row(type, made)
    found: list[Problem] = []
    about = {"document": one.document, "found": one.key}
    unit = type.unit_column()
    if int(made.values[unit.name][0]) != int(ledger.unit[at]):
        found.append(Problem("replacement-other", facts=about | {"column": unit.heading}))
    for column in type.key_columns():
        if column.kind != "unit" and old[column.name][0] != new[column.name][0]:
            found.append(Problem("replacement-other", facts=about | {"column": column.heading}))
    if not found and old.equals(new):
        found.append(Problem("replacement-idle", facts=about))
    problems += found
    return not found


def _row(type: Model, made: Checked) -> pl.DataFrame:
    return pl.DataFrame({name: made.values[name] for name in schema(type)}, schema=schema(type))


def _edited(ledger: Ledger, edits: _Edits) -> Ledger:
    """Return the ledger with these edits; its order stays, since a new record has the unit and key of the old."""
    frame, sources = ledger.frame, ledger.sources
    for at, (one, made) in edits.replaced.items():
        frame = pl.concat([frame[:at], _row(ledger.type, made), frame[at + 1 :]])
        if sources is not None:
            row = {"file": f"更正（{one.document}）", "sheet": "", "row": None}
            sources = pl.concat([sources[:at], pl.DataFrame([row], schema=sources.schema), sources[at + 1 :]])
    keep = np.ones(len(ledger.unit), dtype=bool)
    keep[sorted(edits.withdrawn)] = False
    rows = pl.Series(keep)
    kept = None if sources is None else sources.filter(rows)
    return replace(ledger, frame=frame.filter(rows), unit=ledger.unit[keep], sources=kept)


def _decided_twice(evidence: Evidence, ledger: Ledger) -> list[Problem]:
    """Return a problem for every pair on which a replaced sign-off decides a second time."""
    once = [name for name in DECIDED_ONCE.get(ledger.type.id, ()) if name != ledger.type.unit_column().name]
    if not once:
        return []
    ids = pl.Series("_unit", [evidence.roster.units[at].id for at in ledger.unit], dtype=pl.String)
    frame = ledger.frame.with_columns(ids, _keys(evidence, ledger).alias("_key"))
    repeated = frame.filter(pl.struct("_unit", *once).is_duplicated())
    return [
        Problem(
            "sign-off-repeated",
            facts={"found": list(names), "column": [ledger.type.unit_column().heading, *once], "other": keys},
        )
        for *names, keys in repeated.group_by("_unit", *once, maintain_order=True).agg("_key").iter_rows()
    ]
