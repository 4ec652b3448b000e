"""A run over many jurisdictions: what one machine and a cluster do alike with the results that they are given."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

import efficiency_rules
from efficiency_rules.errors import EvaluationError, Problem
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.contents import of_texts, sealed, texts_of
from efficiency_rules.evaluation.evaluation import offered_periods
from efficiency_rules.evaluation.folder import Tables, check_tables, json_bytes, problems_csv
from efficiency_rules.evaluation.grades import nowhere
from efficiency_rules.grading import Decision
from efficiency_rules.jurisdictions.census import Units
from efficiency_rules.jurisdictions.one import PROBLEMS, JurisdictionResult
from efficiency_rules.jurisdictions.sources import HOME, UNIT
from efficiency_rules.jurisdictions.store import Store
from efficiency_rules.jurisdictions.summary import (
    Row,
    blocked_row,
    finished_row,
    left_over_row,
    summary_files,
    summary_of,
)
from efficiency_rules.period import Period
from efficiency_rules.rulesets.model import Ruleset

SCHEMA = "efficiency-rules/nation/1"


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


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One run: what is asked of every jurisdiction, and the store that takes the results."""

    ruleset: Ruleset
    units: Units
    period: Period
    decisions: Mapping[str, Sequence[Act]]
    """By jurisdiction."""
    set_aside: bool
    tables: Tables
    store: Store

    @classmethod
    def of(
        cls,
        ruleset: Ruleset,
        units: Units,
        out: Path | str,
        *,
        period: Period | None,
        decisions: Sequence[Act],
        set_aside: bool,
        tables: Tables,
    ) -> "Run":
        """Return a run; raises EvaluationError where it offers no such period or tables, or a decision is nowhere."""
        check_tables(tables)
        period = period or ruleset.valid
        if period not in offered_periods(ruleset):
            facts = {"found": period.id, "expected": "、".join(one.id for one in offered_periods(ruleset))}
            raise EvaluationError(Problem("period-outside", facts=facts | {"ruleset": ruleset.id}))
        return cls(ruleset, units, period, by_home(decisions, units), set_aside, tables, Store(Path(out)))

    def kept(self, jurisdiction: str, key: str) -> bool:
        """Say whether the store has a result of this key that the run would give again."""
        return self.store.kept(jurisdiction, key, self.set_aside)

    def keep(self, jurisdiction: str) -> Row:
        """Leave a result as it is; whatever stood in its way is over. Return its row of the summary."""
        self.store.clear(jurisdiction)
        return finished_row(self.store, jurisdiction, self.units.counts[jurisdiction])

    def put(self, result: JurisdictionResult) -> Row:
        """Store a result, or what stood in its way; return its row of the summary."""
        name, units = result.jurisdiction, self.units.counts[result.jurisdiction]
        if result.status == "blocked":
            self.store.block(name, result.files)
            return blocked_row(self.store, name, units, result.key)
        try:
            self.store.finish(name, result.files)
        except EvaluationError as error:
            # Somebody keeps files of their own in the folder of the result.
            self.store.block(name, {PROBLEMS: problems_csv(error.problems)})
            return blocked_row(self.store, name, units, result.key)
        return finished_row(self.store, name, units)

    def close(self, rows: Sequence[Row], computed: Sequence[str], circumstances: Mapping[str, str]) -> Nation:
        """Write the summary and say that the run is finished."""
        left = [name for name in self.store.jurisdictions() if name not in self.units.counts]
        summary = summary_of([*rows, *(left_over_row(self.store, name) for name in left)], self.ruleset)
        receipt = _receipt(self, summary, left)
        self.store.close(summary_files(summary, self.tables), json_bytes(sealed(receipt, circumstances)))
        return Nation(self.store.out, summary, tuple(sorted(computed)))


def by_home(decisions: Sequence[Act], units: Units) -> dict[str, list[Act]]:
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
            lost.append(nowhere(_units_of(act), set(units.homes[UNIT])))
        else:
            found.setdefault(place, []).append(act)
    if lost:
        raise EvaluationError(lost)
    return found


def _units_of(act: Act) -> tuple[str, ...]:
    return act.units if isinstance(act, Decision) else (act.unit,)


def _receipt(run: Run, summary: pl.DataFrame, left: Sequence[str]) -> dict[str, Any]:
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
