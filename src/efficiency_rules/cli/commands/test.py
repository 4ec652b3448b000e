"""`test`: run the cases of criteria and rulesets."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from efficiency_rules.cli.main import COULD_NOT, FOUND, OK, Language
from efficiency_rules.cli.options import format_option
from efficiency_rules.cli.printing import print_problems, print_rows

if TYPE_CHECKING:
    from efficiency_rules.plugins.catalog import Catalog
    from efficiency_rules.testing.results import CaseResult

_PATHS = {
    "zh": "*.cases.yaml 文件或文件夹，规则包不必先安装；省略时运行各规则包的算例",
    "en": "case files or folders, of bundles that need not be installed; default: the bundles' own",
}
_NONE = {"zh": "没有找到 *.cases.yaml", "en": "no *.cases.yaml found"}
_MUTATE = {
    "zh": "把细则逐处改动一步，看算例是否发现；PATH 也可以是细则文件",
    "en": "change the ruleset one step at a time and see whether its cases notice; PATH may be a ruleset file",
}
_UNBOUND = {
    "zh": "没有算例写明 ruleset，没有可以检验的细则",
    "en": "no case names a ruleset, so there is none to change",
}
_TITLES = {
    "zh": {"file": "文件", "case": "算例", "outcome": "结果", "message": "说明"},
    "en": {"file": "file", "case": "case", "outcome": "outcome", "message": "message"},
}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(paths: tuple[Path, ...], mutate: bool, format_: str) -> int:
        from efficiency_rules.plugins.host import load_plugins
        from efficiency_rules.testing.junit import junit

        catalog = load_plugins()
        asked = list(paths) or [Path(bundle.file).parent for bundle in catalog.bundles if bundle.file]
        if mutate:
            return _mutated(asked, catalog, lang, format_)
        results = [result for path in asked for result in _results(path, catalog)]
        if not results:
            click.echo(_NONE[lang], err=True)
            return COULD_NOT
        failed = [result for result in results if not result.passed]
        if format_ == "junit":
            click.echo(junit(results, lang))
        elif format_ == "table":
            for result in failed:
                click.echo(f"{result.place}  {result.name}", err=True)
                print_problems(result.problems, lang)
            click.echo(f"{len(results) - len(failed)} passed, {len(failed)} failed")
        else:
            rows = [
                {
                    "file": str(result.place),
                    "case": result.name,
                    "outcome": "passed" if result.passed else "failed",
                    "message": " ".join(problem.text(lang) for problem in result.problems),
                }
                for result in results
            ]
            print_rows(rows, _TITLES[lang], format_)
        return FOUND if failed else OK

    argument = click.Argument(["paths"], nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
    mutate = click.Option(["--mutate"], is_flag=True, help=_MUTATE[lang])
    params = [argument, mutate, format_option(lang, "junit")]
    return click.Command("test", callback=run, params=params, epilog=f"PATH  {_PATHS[lang]}")


def _mutated(paths: list[Path], catalog: "Catalog", lang: Language, format: str) -> int:
    from efficiency_rules.cli.mutating import mutations, print_mutations

    found = list(mutations(paths, catalog))
    if not found:
        click.echo(_UNBOUND[lang], err=True)
        return COULD_NOT
    print_mutations(found, lang, format)
    return FOUND if any(one.survivors or one.problems for one in found) else OK


def _results(path: Path, installed: "Catalog") -> "list[CaseResult]":
    """Return the results of a file or folder; one of a bundle's folder is tested with the bundle as it stands there."""
    from efficiency_rules.cli.bundle_folders import known_to
    from efficiency_rules.testing.cases import case_files, run_cases
    from efficiency_rules.testing.named_ruleset import Known

    known = Known()
    with known_to(path, installed) as catalog:
        return [result for file in case_files([path]) for result in run_cases(file, catalog, known)]
