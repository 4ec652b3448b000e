"""From files to a result folder, with what was read, graded and left open said on the way."""

import getpass
import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from efficiency_rules.cli.main import Language
from efficiency_rules.cli.printing import print_problems, print_table, say
from efficiency_rules.cli.today import BEIJING, not_over, not_yet, today
from efficiency_rules.errors import EfficiencyRulesError, Problem
from efficiency_rules.evaluation.evaluation import Evaluation, evaluate
from efficiency_rules.evaluation.folder import (
    ANNOTATED,
    all_problems,
    check_apart,
    check_out,
    holds_result,
    problems_csv,
    replace_folder,
    write_result,
)
from efficiency_rules.evaluation.inputs import read_decisions
from efficiency_rules.evaluation.stages import Watch, nobody
from efficiency_rules.evidence.annotate import annotate
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.evidence.reading import read_evidence
from efficiency_rules.evidence.roster import read_roster_with_notices
from efficiency_rules.period import Period
from efficiency_rules.plugins.catalog import Catalog, load_ruleset
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.rulesets.model import Ruleset

T = TypeVar("T")

_READ = {
    "zh": "读入 {files} 个表、{rows} 行：采用 {used} 行，撇开 {set_aside} 行，拒收 {rejected} 行",
    "en": "read {files} tables, {rows} rows: {used} used, {set_aside} set aside, {rejected} rejected",
}
_BLOCKED = {
    "zh": "有 {n} 处错误，未定等次。清单见 {out}/problems.csv{copies}",
    "en": "errors: {n}; nothing graded: see {out}/problems.csv{copies}",
}
_COPIES = {"zh": "，批注副本见 {folder}", "en": " and the annotated copies in {folder}"}
_KEPT = {"zh": "原有的结果保留未动。", "en": "the earlier result was left as it is."}
WRITTEN = {"zh": "结果写入 {out}", "en": "result written to {out}"}
_STATUS = {
    "final": {"zh": "全部单位已定等次", "en": "all units are graded"},
    "undecided": {
        "zh": "有并列跨等次线，等待人工裁定（见 grading.json 的 ties）：{units}",
        "en": "a tie lies across a line and waits for a decision (`ties` of grading.json): {units}",
    },
    "provisional": {
        "zh": "撇开了有错误的行（见 rejected.csv），结果为暂定",
        "en": "bad rows were set aside (see rejected.csv): the result is provisional",
    },
    "interim": {"zh": "半年评价只出报告，不定等次", "en": "an interim evaluation: no grades"},
    "incomplete": {"zh": "评价不完整，未定等次", "en": "the evaluation is incomplete: no grades"},
}


_OUTSIDE = {
    "zh": "已采用的行中有 {n} 行的日期不在评价周期 {period} 内，撇开未用",
    "en": "{n} of the rows used are dated outside the period {period} and were set aside",
}
NOT_PUBLISHED = {
    "zh": "注意：计分细则 {id} 尚未正式发布（{status}），其中有数字尚待县里确认；"
    "用 efficiency-rules check 可逐一列出，结果不宜公布",
    "en": "note: ruleset {id} is not published ({status}); efficiency-rules check lists what the county has to confirm",
}


def find_ruleset(name: str, catalog: Catalog) -> Ruleset:
    """Return the ruleset of this name, or of this YAML file; raises RulesetError."""
    if name.endswith((".yaml", ".yml")) or Path(name).is_file():
        return load_ruleset(name, catalog)
    return catalog.named(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What an evaluation is made of, as the command line names it."""

    ruleset: str
    roster: Path | str
    evidence: Path | str
    """A file and a folder; as text, addresses of a cluster's storage."""
    period: str | None = None
    decisions: Path | None = None
    set_aside: bool = False


def evaluate_files(
    inputs: Inputs, out: Path, *, tables: str, lang: Language, watch: Watch = nobody
) -> Evaluation | None:
    """Evaluate files into the folder `out`; None when problems stood in the way, which are then in `out`.

    `watch` is told every stage as it comes.
    """
    catalog = load_plugins()
    evaluation = evaluated(inputs, out, catalog, lang, lambda evaluation: evaluation, watch)
    if evaluation is None:
        return None
    print_problems(evaluation.problems, lang)
    write_result(evaluation, out, "parquet" if tables == "parquet" else "csv", circumstances(), watch=watch)
    print_problems(catalog.announce(evaluation), lang)
    say_result(evaluation, lang)
    say(WRITTEN, lang, out=out)
    return None if evaluation.status == "incomplete" else evaluation


def evaluated(
    inputs: Inputs,
    out: Path,
    catalog: Catalog,
    lang: Language,
    then: Callable[[Evaluation], T],
    watch: Watch = nobody,
) -> T | None:
    """Evaluate files and return what `then` makes of it; None when problems stood in the way of either.

    The problems are printed, and written where the result would have gone.
    """
    check_apart(out, inputs.evidence)
    check_out(out)
    evidence: Evidence | None = None
    try:
        with watch("read"):
            ruleset = find_ruleset(inputs.ruleset, catalog)
            asked = Period.parse(inputs.period) if inputs.period else None
            roster, notices = read_roster_with_notices(inputs.roster, ruleset)
            print_problems([notice for notice in notices if notice.severity != "info"], lang)
            evidence = read_evidence(inputs.evidence, ruleset, roster)
            _say_read(evidence, lang)
            decisions = read_decisions(inputs.decisions) if inputs.decisions else ()
        evaluation = evaluate(ruleset, roster, evidence, asked, decisions, set_aside=inputs.set_aside, watch=watch)
        made = then(evaluation)
    except EfficiencyRulesError as error:
        if any(problem.code == "law-broken" for problem in error.problems):
            raise
        _blocked(list(error.problems), evidence, Path(inputs.evidence), out, lang)
        return None
    ahead = [*not_over(evaluation.period, today()), *not_yet(decisions, today())]
    print_problems([*(p for p in evidence.problems if p.severity != "info"), *ahead], lang)
    return made


def circumstances() -> dict[str, str]:
    """Return when, by whom and where a result is made."""
    now = datetime.now(BEIJING)
    return {"at": now.isoformat(timespec="seconds"), "operator": getpass.getuser(), "host": platform.node()}


def _say_read(evidence: Evidence, lang: Language) -> None:
    readings = evidence.readings
    say(
        _READ,
        lang,
        files=len(readings),
        rows=sum(reading.rows for reading in readings),
        used=sum(reading.used for reading in readings),
        set_aside=sum(reading.set_aside for reading in readings),
        rejected=sum(reading.rejected for reading in readings),
    )


def _blocked(problems: list[Problem], evidence: Evidence | None, folder: Path, out: Path, lang: Language) -> None:
    print_problems(problems, lang)
    kept = holds_result(out)
    if kept:
        # A good result is never lost to a bad run: its problems go beside it.
        out = out.with_name(f"{out.name}-problems")
    everything = all_problems(problems, evidence.problems if evidence is not None else ())
    replace_folder(out, {"problems.csv": problems_csv(everything)})
    written = annotate(evidence, folder, out / ANNOTATED) if evidence is not None else []
    copies = _COPIES[lang].format(folder=out / ANNOTATED) if written else ""
    say(_BLOCKED, lang, n=sum(problem.severity == "error" for problem in problems), out=out, copies=copies)
    if kept:
        say(_KEPT, lang)


def say_result(evaluation: Evaluation, lang: Language) -> None:
    """Print the grade table on stdout, what is open on stderr."""
    if evaluation.graded is not None:
        titles = {grade.id: grade.title for grade in evaluation.ruleset.grading.grades}
        shares = {grade.id: grade.share_text for grade in evaluation.ruleset.grading.grades}
        for place, grading in evaluation.graded.gradings.items():
            given = [placement.grade for placement in grading.placements]
            rows = [
                [title, shares[id] or "—", str(grading.seats.get(id, "—")), str(given.count(id))]
                for id, title in titles.items()
            ]
            headings = {
                "zh": ["等次", "比例", "名额", "已定"],
                "en": ["grade", "share", "seats", "graded"],
            }[lang]
            print_table(headings, rows, title=place or None)
    say_status(evaluation, lang)


def say_status(evaluation: Evaluation, lang: Language) -> None:
    """Print what is open on stderr."""
    waiting = [
        placement.unit
        for grading in (evaluation.graded.gradings.values() if evaluation.graded else ())
        for placement in grading.placements
        if placement.grade is None
    ]
    say(_STATUS[evaluation.status], lang, units="、".join(waiting))
    if waiting and evaluation.status != "undecided":
        say(_STATUS["undecided"], lang, units="、".join(waiting))
    outside = sum(records.outside for records in evaluation.records.values())
    if outside:
        say(_OUTSIDE, lang, period=evaluation.period, n=outside)
    if evaluation.ruleset.status != "published":
        say(NOT_PUBLISHED, lang, status=evaluation.ruleset.status, id=evaluation.ruleset.id)
