"""Many jurisdictions from the command line: evaluated into a partitioned folder, and verified in it."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from efficiency_rules.cli.evaluating import NOT_PUBLISHED, WRITTEN, Inputs, circumstances, find_ruleset
from efficiency_rules.cli.main import COULD_NOT, FOUND, OK, Language
from efficiency_rules.cli.printing import print_problems, print_table, say
from efficiency_rules.cli.today import not_over, not_yet, today
from efficiency_rules.evaluation.inputs import read_decisions
from efficiency_rules.jurisdictions.nation import Progress, evaluate_jurisdictions
from efficiency_rules.jurisdictions.run import Nation
from efficiency_rules.jurisdictions.verifying import verify_nation
from efficiency_rules.period import Period
from efficiency_rules.plugins.host import load_plugins

_SILENT = 2.0
"""Seconds without a word about progress."""
_SHOWN = 20

_PROGRESS = {"zh": "已评价 {done}／{of} 个辖区", "en": "{done} of {of} jurisdictions"}
_COMPUTED = {
    "zh": "{of} 个辖区：本次计算 {computed} 个，{kept} 个输入未变、沿用已有结果{blocked}",
    "en": "{of} jurisdictions: {computed} computed, {kept} unchanged and kept{blocked}",
}
_AND_BLOCKED = {"zh": "，{n} 个有错误", "en": ", {n} blocked"}
_STATUSES = {
    "final": {"zh": "已定等次", "en": "graded"},
    "undecided": {"zh": "有并列等待裁定", "en": "ties wait for a decision"},
    "provisional": {"zh": "暂定（撇开了有错误的行）", "en": "provisional (bad rows were set aside)"},
    "interim": {"zh": "半年评价，不定等次", "en": "interim, no grades"},
    "incomplete": {"zh": "不完整，未定等次", "en": "incomplete, no grades"},
    "blocked": {"zh": "有错误，未评价", "en": "blocked by problems"},
    "not-in-roster": {"zh": "名册中已没有，原结果保留未动", "en": "no longer in the roster, left as it is"},
}
_HEADINGS = {"zh": ["状态", "辖区"], "en": ["status", "jurisdictions"]}
_NAMED = {
    "zh": "{status}：{names}；见 {out}/summary.{kind}{more}",
    "en": "{status}: {names}; see {out}/summary.{kind}{more}",
}
_MORE = {
    "blocked": {"zh": " 和 {out}/problems", "en": " and {out}/problems"},
    "incomplete": {"zh": " 和各辖区文件夹中的 problems.csv", "en": " and problems.csv in the folder of each"},
    "not-in-roster": {"zh": "", "en": ""},
}
_EARLIER = {
    "zh": "这些辖区有错误，文件夹中仍是以前的结果：{names}",
    "en": "problems stand in the way of these, and the folder still holds their earlier results: {names}",
}
_VERIFIED = {"zh": "{passed}／{of} 个辖区全部通过", "en": "{passed} of {of} jurisdictions pass every check"}
_SUMMARY = {"zh": "汇总表与各辖区一致", "en": "the summary agrees with every jurisdiction"}


def evaluate_by_jurisdiction(
    inputs: Inputs, out: Path, *, tables: str, lang: Language, engine: str | None = None
) -> int:
    """Evaluate every jurisdiction of the roster into the folder `out`, say what came of it and return the exit code.

    `engine` is the address of a Spark cluster; without it this machine evaluates.
    """
    ruleset = find_ruleset(inputs.ruleset, load_plugins())
    evaluate = partial(evaluate_jurisdictions, progress=_progress(lang)) if engine is None else _on_spark(engine)
    decisions = read_decisions(inputs.decisions) if inputs.decisions else ()
    period = Period.parse(inputs.period) if inputs.period else ruleset.valid
    nation = evaluate(
        ruleset,
        inputs.roster,
        inputs.evidence,
        out,
        period=period,
        decisions=decisions,
        set_aside=inputs.set_aside,
        tables="parquet" if tables == "parquet" else "csv",
        circumstances=circumstances(),
    )
    _say(nation, tables, lang)
    print_problems([*not_over(period, today()), *not_yet(decisions, today())], lang)
    if ruleset.status != "published":
        say(NOT_PUBLISHED, lang, status=ruleset.status, id=ruleset.id)
    say(WRITTEN, lang, out=out)
    return OK if nation.complete else FOUND


def _on_spark(engine: str) -> Callable[..., Nation]:
    """Return what evaluates on a cluster; workers run this very Python unless PYSPARK_PYTHON says otherwise."""
    from efficiency_rules.cluster.evaluating import evaluate_jurisdictions_on_spark
    from efficiency_rules.cluster.sessions import spark_session

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return partial(evaluate_jurisdictions_on_spark, spark_session(engine))


def _progress(lang: Language) -> Progress | None:
    """Return what tells a terminal how far it is, after two seconds; None where nobody watches."""
    if not sys.stderr.isatty():
        return None
    began = time.monotonic()

    def tell(done: int, of: int) -> None:
        if time.monotonic() - began > _SILENT:
            click.echo(f"\r{_PROGRESS[lang].format(done=done, of=of)}", nl=done == of, err=True)

    return tell


def _say(nation: Nation, tables: str, lang: Language) -> None:
    statuses = Counter(nation.summary["status"])
    rows = [[_STATUSES[status][lang], str(statuses[status])] for status in _STATUSES if statuses[status]]
    print_table(_HEADINGS[lang], rows)
    of = nation.summary.height - statuses["not-in-roster"]
    blocked = set(nation.summary.filter(status="blocked")["jurisdiction"])
    computed = len(set(nation.computed) - blocked)
    more = _AND_BLOCKED[lang].format(n=len(blocked)) if blocked else ""
    say(_COMPUTED, lang, of=of, computed=computed, kept=of - computed - len(blocked), blocked=more)
    for status, where in _MORE.items():
        names = nation.summary.filter(status=status)["jurisdiction"].to_list()
        if names:
            said = _STATUSES[status][lang]
            more = where[lang].format(out=nation.out)
            say(_NAMED, lang, status=said, names=_listed(names), out=nation.out, kind=tables, more=more)
    earlier = nation.summary.filter(status="blocked", result="earlier")["jurisdiction"].to_list()
    if earlier:
        say(_EARLIER, lang, names=_listed(earlier))


def _listed(names: list[str]) -> str:
    return "、".join(names[:_SHOWN]) + ("……" if len(names) > _SHOWN else "")


def verify_partitioned(folder: Path, lang: Language) -> int:
    """Verify every jurisdiction of a partitioned folder and its summary; return the exit code."""
    verdicts: set[str] = set()
    passed = of = 0
    for one in verify_nation(folder):
        here = {check.verdict for check in one.checks}
        verdicts |= here
        if one.jurisdiction:
            of += 1
            passed += here <= {"passed", "not-applicable"}
        print_problems([p for check in one.checks for p in check.problems if p.severity != "info"], lang)
        if not one.jurisdiction and here == {"passed"}:
            say(_SUMMARY, lang)
    say(_VERIFIED, lang, passed=passed, of=of)
    return FOUND if "failed" in verdicts else COULD_NOT if "unable" in verdicts else OK
