"""`check`: all problems of rulesets, bundles, rosters, ledgers and decisions at once."""

from pathlib import Path

import click

from efficiency_rules.cli.main import FOUND, OK, Language
from efficiency_rules.cli.options import ROSTER, format_option, path_option
from efficiency_rules.cli.printing import print_problems, say

_PATHS = {
    "zh": "计分细则（.yaml）、算例、裁定、更正、名册、台账文件夹、规则包文件夹",
    "en": "rulesets (.yaml), cases, decisions, corrections, rosters, ledger folders, bundle folders",
}
_RULESET = {"zh": "检查名册与台账所依据的计分细则", "en": "the ruleset that rosters and ledgers are checked against"}
_SUMMARY = {
    "zh": "检查了 {n} 项：{errors} 处错误，{warnings} 处提醒，{infos} 条说明",
    "en": "checked {n}; errors: {errors}, warnings: {warnings}, notes: {infos}",
}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(paths: tuple[Path, ...], ruleset: str | None, roster: Path | None, format_: str) -> int:
        import json

        from efficiency_rules.cli.checking import check_paths

        order = ("error", "warning", "info")
        problems = sorted(check_paths(paths, ruleset, roster), key=lambda problem: order.index(problem.severity))
        if format_ == "sarif":
            from efficiency_rules.cli.sarif import sarif

            click.echo(json.dumps(sarif(problems, lang), ensure_ascii=False, indent=2))
        else:
            print_problems(problems, lang, format_)
        counts = [sum(p.severity == kind for p in problems) for kind in order]
        say(_SUMMARY, lang, n=len(paths), errors=counts[0], warnings=counts[1], infos=counts[2])
        return FOUND if counts[0] else OK

    existing = click.Path(exists=True, path_type=Path)
    return click.Command(
        "check",
        callback=run,
        params=[
            click.Argument(["paths"], nargs=-1, required=True, type=existing, metavar="PATH..."),
            click.Option(["--ruleset"], help=_RULESET[lang]),
            path_option("--roster", ROSTER, lang),
            format_option(lang, "sarif"),
        ],
        epilog=f"PATH  {_PATHS[lang]}",
    )
