"""What `test --mutate` does: finds the rulesets that cases are bound to, and tells what became of each mutant."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import click

from efficiency_rules.cli.bundle_folders import opened
from efficiency_rules.cli.printing import print_problems, print_rows
from efficiency_rules.errors import Language
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.folders import bundle_around
from efficiency_rules.testing.cases import Case, case_files, read_cases
from efficiency_rules.testing.mutation.mutation import Mutation, mutate
from efficiency_rules.testing.named_ruleset import Known

_TITLES = {
    "zh": {"place": "位置", "change": "改动", "fate": "结果", "by": "由谁发现或理由", "case": "建议的算例"},
    "en": {"place": "place", "change": "change", "fate": "fate", "by": "by", "case": "proposed case"},
}
_SCORE = {
    "zh": "{ruleset}：{cases} 个算例，{all} 处改动；发现 {noticed}／{could}（{score}%），未发现 {survived}，"
    "另有装载时即被拒绝 {check}，已论证等价 {argued}",
    "en": "{ruleset}: {cases} cases, {all} changes; noticed {noticed}/{could} ({score}%), unnoticed {survived}; "
    "refused by the loader {check}, argued to be equivalent {argued}",
}
_PROPOSED = {
    "zh": "      能发现它的算例（先笔算，再抄入）：",
    "en": "      a case that would notice it (work it out by hand before you paste it):",
}
_NO_PROPOSAL = {
    "zh": "      附近没有找到能区分二者的台账；若确实等价，写入 {file} 并说明理由",
    "en": "      no input nearby tells them apart; if it is equivalent, argue it in {file}",
}


def mutations(paths: Sequence[Path], installed: Catalog) -> Iterator[Mutation]:
    """Yield the mutation test of every ruleset that the cases found below `paths` are bound to.

    A path may be a ruleset file: then only that one, with the cases of the bundle it stands in.
    """
    for path in paths:
        around = bundle_around(path)
        if around is None:
            yield from _of_path(path, path, installed)
        else:
            with opened(around, installed) as bundle:
                yield from _of_path(path, around, bundle.everything)


def _of_path(path: Path, home: Path, catalog: Catalog) -> Iterator[Mutation]:
    known: Known = {}
    only = path.resolve() if path.is_file() and not path.name.endswith(".cases.yaml") else None
    files = case_files([home if only else path])
    cases: list[Case] = [case for file in files for case in read_cases(file, catalog, known)]
    bound = [case.binding.ruleset.file for case in cases if case.binding is not None]
    for file in dict.fromkeys(Path(one) for one in bound):
        if only is None or file.resolve() == only:
            yield mutate(file, catalog.criteria, cases)


def print_mutations(found: Sequence[Mutation], lang: Language, format: str) -> None:
    """Print survivors with proposals and the score, or every mutant as rows or as JUnit XML."""
    if format == "junit":
        click.echo(_junit(found))
    elif format == "table":
        for mutation in found:
            _print_survivors(mutation, lang)
    else:
        print_rows([row for mutation in found for row in _rows(mutation)], _TITLES[lang], format)
    for mutation in found:
        print_problems(mutation.problems, lang)
        noticed, could = mutation.score
        facts = {fate: mutation.counts.get(fate, 0) for fate in ("check", "argued", "survived")}
        facts |= {"cases": mutation.cases, "all": len(mutation.outcomes), "noticed": noticed, "could": could}
        score = f"{1000 * noticed // could / 10:.1f}" if could else "100"
        click.echo(_SCORE[lang].format(ruleset=mutation.ruleset.id, score=score, **facts), err=format != "table")


def _print_survivors(mutation: Mutation, lang: Language) -> None:
    for outcome in mutation.survivors:
        click.echo(f"{outcome.mutant.place}: {outcome.mutant.name}")
        proposal = mutation.proposals.get(outcome.mutant.name, "")
        if proposal:
            click.echo(_PROPOSED[lang])
            click.echo("\n".join(f"        {line}" for line in proposal.splitlines()))
        else:
            click.echo(_NO_PROPOSAL[lang].format(file=Path(mutation.ruleset.file).stem + ".equivalent.yaml"))


def _rows(mutation: Mutation) -> Iterator[dict[str, Any]]:
    for outcome in mutation.outcomes:
        mutant = outcome.mutant
        yield {
            "place": str(mutant.place),
            "change": mutant.name,
            "fate": outcome.fate,
            "by": outcome.by,
            "case": mutation.proposals.get(mutant.name, ""),
        }


def _junit(found: Sequence[Mutation]) -> str:
    outcomes = [(mutation, outcome) for mutation in found for outcome in mutation.outcomes]
    failures = sum(len(mutation.survivors) for mutation in found)
    suite = ElementTree.Element(
        "testsuite", name="efficiency-rules mutants", tests=str(len(outcomes)), failures=str(failures)
    )
    for mutation, outcome in outcomes:
        case = ElementTree.SubElement(suite, "testcase", classname=mutation.ruleset.id, name=outcome.mutant.name)
        if outcome.fate == "survived":
            failure = ElementTree.SubElement(case, "failure", message=str(outcome.mutant.place))
            failure.text = mutation.proposals.get(outcome.mutant.name, "")
    return ElementTree.tostring(suite, encoding="unicode")
