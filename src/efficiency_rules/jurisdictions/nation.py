"""A nation: every jurisdiction of a roster evaluated into a partitioned folder, what is unchanged kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from efficiency_rules.errors import EvaluationError, Problem, not_of
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.folder import Tables, check_apart, problems_csv
from efficiency_rules.evidence.ledgers import types_read
from efficiency_rules.grading.fields import check_types
from efficiency_rules.jurisdictions.census import Census, read_units, take_census
from efficiency_rules.jurisdictions.one import PROBLEMS, Asked, JurisdictionResult, ask
from efficiency_rules.jurisdictions.parting import batches, part, rows_of
from efficiency_rules.jurisdictions.run import Nation, Run
from efficiency_rules.jurisdictions.sources import find_sources
from efficiency_rules.jurisdictions.summary import Row
from efficiency_rules.jurisdictions.together import answer_together
from efficiency_rules.period import Period
from efficiency_rules.rulesets.model import Ruleset

Progress = Callable[[int, int], None]
"""Told how many jurisdictions are done, and of how many."""


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
    EvaluationError, before anything is written, for what concerns all of them; OSError naming the folder when it cannot
    be written, what was finished stays.
    """
    wrong = [*not_of(Ruleset, "Ruleset", ruleset=ruleset), *not_of(Period | None, "Period", period=period)]
    wrong += not_of(Path | str, "Path | str", roster=roster, evidence=evidence, out=out)
    if wrong := [*wrong, *check_types("decisions", decisions, Act, "Decision | Adjustment")]:
        raise EvaluationError(wrong)
    check_apart(Path(out), evidence)
    units = read_units(Path(roster))
    census = take_census(find_sources(Path(evidence), types_read(ruleset)), units)
    run = Run.of(ruleset, units, out, period=period, decisions=decisions, set_aside=set_aside, tables=tables)
    with run.store.opened():
        rows, computed = _all(run, census, progress or (lambda done, of: None))
        return run.close(rows, computed, circumstances or {})


def _all(run: Run, census: Census, progress: Progress) -> tuple[list[Row], list[str]]:
    """Evaluate batch by batch; return a row of the summary each, and who was computed."""
    planned = batches(run.units, census)
    parted = run.store.work / "rows"
    broken: dict[str, list[Problem]] = {name: list(found) for name, found in census.broken.items()}
    for name, found in part(planned, run.units, census, parted).items():
        broken.setdefault(name, []).extend(found)
    rows: list[Row] = []
    computed: list[str] = []
    for number, names in enumerate(planned):
        waiting: list[Asked] = []
        for name in filter(broken.__contains__, names):
            files = {PROBLEMS: problems_csv(broken[name])}
            rows.append(run.put(JurisdictionResult(name, "blocked", "", {}, files)))
        whole = [name for name in names if name not in broken]
        for one in rows_of(number, whole, run.units, census, parted):
            decisions = run.decisions.get(one.jurisdiction, ())
            asked = ask(run.ruleset, one, period=run.period, decisions=decisions, tables=run.tables)
            if run.kept(one.jurisdiction, asked.key):
                rows.append(run.keep(one.jurisdiction))
            else:
                waiting.append(asked)
        progress(len(rows), len(run.units.counts))
        for result in _ahead(answer_together(run.ruleset, waiting, set_aside=run.set_aside)):
            rows.append(run.put(result))
            computed.append(result.jurisdiction)
            progress(len(rows), len(run.units.counts))
    return rows, computed


def _ahead(results: Iterator[JurisdictionResult]) -> Iterator[JurisdictionResult]:
    """Yield results, each computed while the one before it is stored: storing waits for the disk."""
    with ThreadPoolExecutor(1) as other:
        coming = other.submit(next, results, None)
        while (result := coming.result()) is not None:
            coming = other.submit(next, results, None)
            yield result
