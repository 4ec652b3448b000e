"""One jurisdiction: from its rows to all files of its result, a pure function that runs anywhere."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import polars as pl

from efficiency_rules.errors import EfficiencyRulesError, Problem
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.contents import read_texts
from efficiency_rules.evaluation.evaluation import Evaluation, Status, evaluate
from efficiency_rules.evaluation.folder import (
    MARKER,
    Tables,
    all_problems,
    csv_of,
    problems_csv,
    result_files,
    tables_of,
)
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.evidence.reporting import REJECTED as REJECTED_ROWS
from efficiency_rules.evidence.reporting import cell_position
from efficiency_rules.evidence.roster import roster_from_frame
from efficiency_rules.jurisdictions.keys import key_of
from efficiency_rules.jurisdictions.rows import ROSTER, JurisdictionRows
from efficiency_rules.period import Period
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.units import Roster

PROBLEMS, REJECTED, GRADING = "problems.csv", "rejected.csv", "grading.json"


@dataclass(frozen=True, slots=True)
class JurisdictionResult:
    """The whole result of one jurisdiction: its tables, and the files of its folder byte by byte.

    `blocked` says that problems stood in the way: there is then no receipt, and no table but `problems` and `rejected`.
    """

    jurisdiction: str
    status: Status | Literal["blocked"]
    key: str
    """The digest of everything it was computed from."""
    tables: Mapping[str, pl.DataFrame]
    """standings, marks, lines and sources with the columns of a result folder; problems and rejected, all text, where
    there are any."""
    files: Mapping[str, bytes]
    """By name; the same bytes for the same inputs, whenever and wherever."""

    @property
    def grading(self) -> dict[str, Any] | None:
        """What grading.json holds; None where nothing was graded."""
        return _read(self.files.get(GRADING))

    @property
    def receipt(self) -> dict[str, Any] | None:
        """What receipt.json holds; None where the jurisdiction is blocked."""
        return _read(self.files.get(MARKER))


def _read(content: bytes | None) -> dict[str, Any] | None:
    return None if content is None else json.loads(content)


def evaluate_jurisdiction(
    ruleset: Ruleset,
    rows: JurisdictionRows,
    *,
    period: Period | None = None,
    decisions: Sequence[Act] = (),
    set_aside: bool = False,
    tables: Tables = "parquet",
) -> JurisdictionResult:
    """Return the result of one jurisdiction under `ruleset` in `period` (by default all of the ruleset's days).

    `decisions` are those of its own units. The order of rows makes no difference; the columns that no ledger reads are
    left out. It never raises for what stands in the rows: all problems are in the result, which is then blocked, or
    with `set_aside` goes on without the bad rows of the ledgers.
    """
    asked = ask(ruleset, rows, period=period, decisions=decisions, tables=tables)
    return answer(ruleset, asked, set_aside=set_aside)


@dataclass(frozen=True, slots=True)
class Asked:
    """One jurisdiction ready to be evaluated: its rows in their order, with the key of the result they will give."""

    rows: JurisdictionRows
    digests: Mapping[str, str]
    """Of the roster's rows and of each ledger's."""
    key: str
    period: Period
    decisions: tuple[Act, ...]
    tables: Tables


def ask(
    ruleset: Ruleset,
    rows: JurisdictionRows,
    *,
    period: Period | None = None,
    decisions: Sequence[Act] = (),
    tables: Tables = "parquet",
) -> Asked:
    """Return what `answer` evaluates; its key says whether there is a result of it already."""
    rows = rows.in_order(ruleset)
    digests = rows.digests()
    period = period or ruleset.valid
    key = key_of(ruleset, rows.jurisdiction, digests, period, decisions, tables)
    return Asked(rows, digests, key, period, tuple(decisions), tables)


def answer(ruleset: Ruleset, asked: Asked, *, set_aside: bool = False) -> JurisdictionResult:
    """Return the result of one jurisdiction, as `evaluate_jurisdiction` does."""
    rows = asked.rows
    evidence: Evidence | None = None
    try:
        roster, notices = read_units(ruleset, rows)
        evidence = Evidence.from_frames(rows.ledgers, ruleset, roster)
        evidence = replace(evidence, problems=(*worth_knowing(notices), *evidence.problems))
        evaluation = evaluate(ruleset, roster, evidence, asked.period, asked.decisions, set_aside=set_aside)
    except EfficiencyRulesError as error:
        return _blocked(asked, list(error.problems), evidence)
    return finished(evaluation, asked, tables_of(evaluation))


def read_units(ruleset: Ruleset, rows: JurisdictionRows) -> tuple[Roster, tuple[Problem, ...]]:
    """Return the units of a jurisdiction with notices about its roster rows; raises InputError with their problems."""
    units = rows.units.with_columns(pl.lit(rows.jurisdiction).alias("jurisdiction"))
    return roster_from_frame(units, ruleset, ROSTER)


def worth_knowing(notices: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the notices that stand in problems.csv."""
    return tuple(notice for notice in notices if notice.severity != "info")


def finished(evaluation: Evaluation, asked: Asked, made: Mapping[str, pl.DataFrame]) -> JurisdictionResult:
    """Return the result of an evaluation whose tables are made; its receipt names the key and what went into it."""
    inputs = {
        "key": asked.key,
        "rows": dict(asked.digests),
        "set_aside": any(problem.severity == "error" for problem in evaluation.evidence.problems),
    }
    files = result_files(evaluation, asked.tables, {"inputs": inputs}, made=made)
    return JurisdictionResult(asked.rows.jurisdiction, evaluation.status, asked.key, dict(made) | _texts(files), files)


def _blocked(asked: Asked, problems: Sequence[Problem], evidence: Evidence | None) -> JurisdictionResult:
    files = {PROBLEMS: problems_csv(all_problems(problems, evidence.problems if evidence is not None else ()))}
    # Without evidence it is the roster that could not be read.
    rejected = _bad_units(asked.rows.units, problems) if evidence is None else evidence.rejected
    if rejected.height:
        files[REJECTED] = csv_of(rejected)
    return JurisdictionResult(asked.rows.jurisdiction, "blocked", asked.key, _texts(files), files)


def _bad_units(units: pl.DataFrame, problems: Sequence[Problem]) -> pl.DataFrame:
    """Return the roster rows that these problems are about, as `rejected_rows` does those of a ledger."""
    why: dict[int, list[Problem]] = {}
    for problem in problems:
        position = cell_position(problem.place.cell) if problem.place.file == ROSTER else None
        # Rows of a frame count from 2, behind its headings.
        if position is not None and position[0] > 1:
            why.setdefault(position[0], []).append(problem)
    found = []
    for row, own in sorted(why.items()):
        codes = "; ".join(dict.fromkeys(problem.code for problem in own))
        messages = "；".join(problem.what() for problem in own)
        cells = units.row(row - 2, named=True).items()
        content = " | ".join(f"{heading}={value}" for heading, value in cells if value not in (None, ""))
        found.append((ROSTER, "", row, codes, messages, content))
    return pl.DataFrame(found, schema=REJECTED_ROWS, orient="row")


def _texts(files: Mapping[str, bytes]) -> dict[str, pl.DataFrame]:
    return {name.removesuffix(".csv"): read_texts(files[name]) for name in (PROBLEMS, REJECTED) if name in files}
