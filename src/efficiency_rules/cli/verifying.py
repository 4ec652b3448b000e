"""Verifying a result folder: the checks of its own files, and the replay where the inputs are given."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from efficiency_rules.cli.evaluating import find_ruleset
from efficiency_rules.cli.main import COULD_NOT, FOUND, OK, Language
from efficiency_rules.cli.printing import print_problems, print_rows, print_table, say
from efficiency_rules.errors import EfficiencyRulesError, InputError
from efficiency_rules.evaluation.evaluation import evaluate
from efficiency_rules.evaluation.inputs import read_decisions
from efficiency_rules.evaluation.replaying import differences, obstacles
from efficiency_rules.evaluation.verifying import Check, Files, checked, read_files, verify
from efficiency_rules.evidence.reading import read_evidence
from efficiency_rules.evidence.roster import read_roster_with_notices
from efficiency_rules.jurisdictions.verifying import in_its_folder
from efficiency_rules.period import Period
from efficiency_rules.plugins.host import load_plugins

_TITLES = {
    "digests": {"zh": "内容摘要", "en": "digests of every file"},
    "sums": {"zh": "逐级加总", "en": "lines, marks, areas and totals add up"},
    "tables": {"zh": "各表与凭证", "en": "tables and receipt agree"},
    "standings": {"zh": "得分表与等次评定", "en": "standings and grading.json agree"},
    "receipt": {"zh": "凭证与等次评定", "en": "receipt and grading.json agree"},
    "grading": {"zh": "独立程序核对等次", "en": "stand-alone checker of grades"},
    "folder": {"zh": "文件夹与辖区", "en": "the folder is called as its jurisdiction"},
    "replay": {"zh": "重演", "en": "replay"},
}
_VERDICTS = {
    "passed": {"zh": "通过", "en": "passed"},
    "failed": {"zh": "不符", "en": "failed"},
    "unable": {"zh": "无法核对", "en": "could not be checked"},
    "not-applicable": {"zh": "不适用", "en": "not applicable"},
}
_REPLAYS = {
    "passed": {"zh": "完全相同（IDENTICAL）", "en": "IDENTICAL"},
    "failed": {"zh": "不同（DIFFERENT）", "en": "DIFFERENT"},
    "unable": {"zh": "无法重演（CANNOT）", "en": "CANNOT"},
}
_HEADINGS = {"zh": ["核对", "结论"], "en": ["check", "verdict"]}
_DIGEST = {
    "zh": "凭证的摘要是 {digest}，请与公布的核对：改动文件的人也能重写文件中的摘要",
    "en": "digest of the receipt: {digest}; compare it with the published one: a forger can write new digests",
}
_COLUMNS = ("check", "verdict", "severity", "code", "file", "message", "hint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a result was made of, for a replay; without `ruleset` the one that the receipt names."""

    roster: Path
    evidence: Path
    decisions: Path | None
    ruleset: str | None


def verify_folder(folder: Path, inputs: Inputs | None, *, format: str, lang: Language) -> int:
    """Verify a result folder, print what was found and return the exit code."""
    try:
        files = read_files(folder)
    except InputError as error:
        print_problems(error.problems, lang)
        return COULD_NOT
    checks = [*verify(files), *in_its_folder(folder, files)]
    if inputs is not None:
        checks.append(_replay(files, inputs))
    _print(checks, files, format, lang)
    verdicts = {check.verdict for check in checks}
    return FOUND if "failed" in verdicts else COULD_NOT if "unable" in verdicts else OK


def _replay(files: Files, inputs: Inputs) -> Check:
    """Evaluate the inputs again and compare, where they are those of the result."""
    receipt = files.receipt
    try:
        told = receipt.get("ruleset")
        named = told if isinstance(told, dict) else {}
        ruleset = find_ruleset(inputs.ruleset or str(named.get("id")), load_plugins())
        roster, _ = read_roster_with_notices(inputs.roster, ruleset)
        evidence = read_evidence(inputs.evidence, ruleset, roster)
        decisions = read_decisions(inputs.decisions) if inputs.decisions else ()
        found = obstacles(files, ruleset, evidence, decisions)
        if any(problem.severity == "error" for problem in found):
            return Check("replay", "unable", tuple(found))
        set_aside = any(problem.severity == "error" for problem in evidence.problems)
        period = Period.parse(str(receipt.get("period")))
        # Why it was chosen depends on how it was named, now and then.
        ruleset = replace(ruleset, chosen=str(named.get("chosen")))
        evaluation = evaluate(ruleset, roster, evidence, period, decisions, set_aside=set_aside)
    except EfficiencyRulesError as error:
        return Check("replay", "unable", tuple(error.problems))
    return checked("replay", [*found, *differences(files, evaluation)], files)


def _print(checks: Sequence[Check], files: Files, format: str, lang: Language) -> None:
    digest = str(files.receipt.get("digest", ""))
    if format == "json":
        data = [
            {
                "check": check.name,
                "verdict": check.verdict,
                "problems": [problem.to_dict(lang) for problem in check.problems],
            }
            for check in checks
        ]
        click.echo(json.dumps({"digest": digest, "checks": data}, ensure_ascii=False, indent=2))
        return
    if format == "csv":
        rows = [
            {"check": check.name, "verdict": check.verdict} | (problem.to_dict(lang) if problem else {})
            for check in checks
            for problem in check.problems or (None,)
        ]
        print_rows(
            [{name: row.get(name, "") for name in _COLUMNS} for row in rows],
            dict(zip(_COLUMNS, _COLUMNS, strict=True)),
            format,
        )
        return
    words = [[_TITLES[check.name][lang], _verdict(check)[lang]] for check in checks]
    print_table(_HEADINGS[lang], words)
    for check in checks:
        print_problems(check.problems, lang)
    if digest:
        say(_DIGEST, lang, digest=digest)


def _verdict(check: Check) -> dict[str, str]:
    return (_REPLAYS if check.name == "replay" else _VERDICTS)[check.verdict]
