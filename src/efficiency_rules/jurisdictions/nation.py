"""A nation: every jurisdiction of a roster evaluated into a partitioned folder, what is unchanged kept."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

import efficiency_rules
from efficiency_rules.errors import EvaluationError, Problem
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.contents import of_texts, sealed, texts_of
from efficiency_rules.evaluation.evaluation import offered_periods
from efficiency_rules.evaluation.folder import Tables, problems_csv
from efficiency_rules.evidence.ledgers import types_read
from efficiency_rules.grading import Decision
from efficiency_rules.jurisdictions.census import Census, Units, read_units, take_census
from efficiency_rules.jurisdictions.one import PROBLEMS, Asked, JurisdictionResult, ask
from efficiency_rules.jurisdictions.parting import batches, part, rows_of
from efficiency_rules.jurisdictions.rows import JurisdictionRows
from efficiency_rules.jurisdictions.sources import HOME, UNIT, find_sources
from efficiency_rules.jurisdictions.store import Store
from efficiency_rules.jurisdictions.summary import (
    Row,
    blocked_row,
    finished_row,
    left_over_row,
    summary_files,
    summary_of,
)
from efficiency_rules.jurisdictions.together import answer_together
from efficiency_rules.period import Period
from efficiency_rules.rulesets.model import Ruleset

SCHEMA = "efficiency-rules/nation/1"

Progress = Callable[[int, int], None]
"""Told how many jurisdictions are done, and of how many."""


@dataclass(frozen=True, slots=True, eq=False)
class Nation:
    """What a run over many jurisdictions left in its folder."""

    out: Path
    summary: pl.DataFrame
    """One row a jurisdiction: status, units, records, seats, open ties, problems, digest and key."""
    computed: tuple[str, ...]
    """The jurisdictions that were computed; the others had a result of the very same inputs already."""

    @property
    def complete(self) -> bool:
        """Whether every jurisdiction of the roster has a result of this run, and no other is left over."""
        return set(self.summary["result"]) == {"current"} and "incomplete" not in self.summary["status"]


def evaluate_jurisdictions(
    ruleset: Ruleset,
    roster: Path | str,
    evidence: Path | str,
    out: Path | str,
    *,
    period: Period | None = None,
    decisions: Sequence[Act] = (),
    set_aside: bool = False,
    tables: Tables = "parquet",
    circumstances: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Nation:
    """Evaluate every jurisdiction of `roster` by itself into the folder `out`, one folder each.

    `evidence` is a folder of Parquet files. A jurisdiction whose result is there already, of the same inputs, is not
    computed again; one that problems stand in the way of does not keep the others from theirs. Raises InputError or
    EvaluationError, before anything is written, for what concerns all of them.
    """
    period = period or ruleset.valid
    if period not in offered_periods(ruleset):
        facts = {"found": period.id, "expected": "、".join(one.id for one in offered_periods(ruleset))}
        raise EvaluationError(Problem("period-outside", facts=facts | {"ruleset": ruleset.id}))
    units = read_units(Path(roster))
    census = take_census(find_sources(Path(evidence), types_read(ruleset)), units)
    run = _Run(ruleset, units, census, period, _by_home(decisions, units), set_aside, tables, Store(Path(out)))
    with run.store.opened():
        rows, computed = run.all(progress or (lambda done, of: None))
        left = [name for name in run.store.jurisdictions() if name not in units.counts]
        summary = summary_of([*rows, *(left_over_row(run.store, name) for name in left)], ruleset)
        receipt = _receipt(run, summary, left)
        run.store.close(summary_files(summary, tables), _json(sealed(receipt, circumstances or {})))
    return Nation(Path(out), summary, tuple(computed))


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    ruleset: Ruleset
    units: Units
    census: Census
    period: Period
    decisions: Mapping[str, Sequence[Act]]
    set_aside: bool
    tables: Tables
    store: Store

    def all(self, progress: Progress) -> tuple[list[Row], list[str]]:
        """Evaluate batch by batch; return a row of the summary each, and who was computed."""
        planned = batches(self.units, self.census)
        parted = self.store.work / "rows"
        broken: dict[str, list[Problem]] = {name: list(found) for name, found in self.census.broken.items()}
        for name, found in part(planned, self.units, self.census, parted).items():
            broken.setdefault(name, []).extend(found)
        rows: list[Row] = []
        computed: list[str] = []
        for number, names in enumerate(planned):
            waiting: list[Asked] = []
            for one in rows_of(number, names, self.units, self.census, parted):
                if one.jurisdiction in broken:
                    files = {PROBLEMS: problems_csv(broken[one.jurisdiction])}
                    rows.append(self._put(JurisdictionResult(one.jurisdiction, "blocked", "", {}, files)))
                    continue
                asked = self._ask(one)
                if self.store.kept(one.jurisdiction, asked.key, self.set_aside, self.tables):
                    self.store.clear(one.jurisdiction)
                    rows.append(finished_row(self.store, one.jurisdiction, self.units.counts[one.jurisdiction]))
                else:
                    waiting.append(asked)
            progress(len(rows), len(self.units.counts))
            for result in answer_together(self.ruleset, waiting, set_aside=self.set_aside):
                rows.append(self._put(result))
                computed.append(result.jurisdiction)
                progress(len(rows), len(self.units.counts))
        return rows, sorted(computed)

    def _ask(self, rows: JurisdictionRows) -> Asked:
        decisions = self.decisions.get(rows.jurisdiction, ())
        return ask(self.ruleset, rows, period=self.period, decisions=decisions, tables=self.tables)

    def _put(self, result: JurisdictionResult) -> Row:
        name, units = result.jurisdiction, self.units.counts[result.jurisdiction]
        if result.status == "blocked":
            self.store.block(name, result.files)
            return blocked_row(self.store, name, units, result.key)
        self.store.finish(name, result.files)
        return finished_row(self.store, name, units)


def _by_home(decisions: Sequence[Act], units: Units) -> dict[str, list[Act]]:
    """Return the decisions by jurisdiction: the one that all their units are in.

    Raises EvaluationError naming every decision whose units are in none, or in several.
    """
    if not decisions:
        return {}
    if units.homes is None:
        raise EvaluationError(Problem("decisions-units-shared", facts={"found": units.shared}))
    named = {unit for act in decisions for unit in _units_of(act)}
    homes = dict(units.homes.filter(pl.col(UNIT).is_in(sorted(named))).select(UNIT, HOME).iter_rows())
    found: dict[str, list[Act]] = {}
    lost = []
    for act in decisions:
        places = {homes.get(unit) for unit in _units_of(act)}
        place = places.pop()
        if places or place is None:
            lost.append(Problem("decision-nowhere", facts={"found": "、".join(_units_of(act))}))
        else:
            found.setdefault(place, []).append(act)
    if lost:
        raise EvaluationError(lost)
    return found


def _units_of(act: Act) -> tuple[str, ...]:
    return act.units if isinstance(act, Decision) else (act.unit,)


def _receipt(run: _Run, summary: pl.DataFrame, left: Sequence[str]) -> dict[str, Any]:
    """Return what nation.json says: what all results have in common, and the digest of the summary."""
    ruleset = run.ruleset
    return {
        "schema": SCHEMA,
        "library": {"name": "efficiency-rules", "version": efficiency_rules.__version__},
        "period": run.period.id,
        "ruleset": {"id": ruleset.id, "digest": ruleset.digest, "chosen": ruleset.chosen},
        "set_aside": run.set_aside,
        "tables": run.tables,
        "statuses": dict(sorted(Counter(summary["status"]).items())),
        "not_in_roster": list(left),
        "summary": of_texts(texts_of(summary)),
    }


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
