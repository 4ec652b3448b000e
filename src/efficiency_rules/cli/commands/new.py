"""`new`: bundles, criteria, rulesets and counties from templates."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from efficiency_rules.cli.main import Language, help_option
from efficiency_rules.cli.options import RULESET, Words

if TYPE_CHECKING:
    from efficiency_rules.scaffolds.writing import Made

_KINDS: dict[str, Words] = {
    "bundle": {
        "zh": "新规则包：一个指标、它的算例、一份计分细则、测试",
        "en": "a bundle: one criterion, its cases, a ruleset, tests",
    },
    "criterion": {"zh": "在规则包里新加一个指标和它的算例", "en": "a criterion with its cases, in a bundle"},
    "ruleset": {
        "zh": "新计分细则（草稿）：从另一年复制，或最小的一份",
        "en": "a draft ruleset: a copy of another year, or the smallest one",
    },
    "county": {
        "zh": "新县：空白名册、每种台账一张空表、填报说明",
        "en": "a county: blank roster, one blank table a ledger, instructions",
    },
}
_NAME: Words = {"zh": "规则包名称，如 qinghe-rules", "en": "name of the bundle, such as qinghe-rules"}
_DIR: Words = {"zh": "写入此文件夹（默认与规则包同名）", "en": "folder to write (default: the bundle's name)"}
_YEAR: Words = {"zh": "年度（默认今年）", "en": "year (default: this year)"}
_FIRST: Words = {"zh": "第一个指标的编号", "en": "id of the first criterion"}
_ID: Words = {"zh": "指标编号，如 letters-on-time", "en": "id of the criterion, such as letters-on-time"}
_BUNDLE: Words = {"zh": "规则包的文件夹（默认当前文件夹）", "en": "folder of the bundle (default: this folder)"}
_FAMILY: Words = {"zh": "公式族", "en": "formula family"}
_TITLE: Words = {"zh": "指标的中文名称（默认同编号）", "en": "title of the criterion (default: its id)"}
_EDITION: Words = {"zh": "版次（默认同最新的计分细则）", "en": "edition (default: that of the newest ruleset)"}
_SCHEME: Words = {"zh": "方案代号，如 qinghe", "en": "scheme, such as qinghe"}
_FROM: Words = {
    "zh": "从这份细则复制：方案/年份，或 YAML 文件",
    "en": "copy this ruleset: scheme/year, or a YAML file",
}
_COUNTY: Words = {"zh": "写入此文件夹", "en": "folder to write"}
_TABLES: Words = {"zh": "空表的文件格式", "en": "kind of files of the blank tables"}


class _Kinds(click.Group):
    """What can be made, listed with a heading in our language."""

    lang: Language = "zh"

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section({"zh": "可以新建", "en": "Kinds"}[self.lang]):
            formatter.write_dl([(name, words[self.lang]) for name, words in _KINDS.items()])


def command(lang: Language) -> click.Command:
    """Return the group of commands in one language."""
    group = _Kinds("new", subcommand_metavar="KIND ...")
    group.lang = lang
    for make in (_bundle, _criterion, _ruleset, _county):
        kind = make(lang)
        kind.help = _KINDS[str(kind.name)][lang] + ("。" if lang == "zh" else ".")
        kind.params.append(help_option(lang))
        kind.context_settings = {"max_content_width": 100}
        group.add_command(kind)
    return group


def _bundle(lang: Language) -> click.Command:
    def run(name: str, folder: Path | None, year: int | None, criterion: str) -> int:
        from efficiency_rules.cli.making import installed, make, this_year
        from efficiency_rules.scaffolds.bundles import new_bundle

        where, first = folder or Path(name), year or this_year()
        known = installed().criteria
        return make(lambda: new_bundle(name, folder=where, year=first, criterion=criterion, installed=known), lang)

    params: list[click.Parameter] = [
        click.Argument(["name"]),
        _folder(["--dir", "folder"], _DIR[lang]),
        click.Option(["--year"], type=int, help=_YEAR[lang]),
        click.Option(["--criterion"], default="closed-on-time", show_default=True, help=_FIRST[lang]),
    ]
    return click.Command("bundle", callback=run, params=params, epilog=f"NAME  {_NAME[lang]}")


def _criterion(lang: Language) -> click.Command:
    from efficiency_rules.scaffolds.families import FAMILIES

    def run(id: str, bundle: Path, family: str, title: str | None, edition: int | None) -> int:
        from efficiency_rules.cli.making import installed, make
        from efficiency_rules.scaffolds.criteria import NewCriterion, new_criterion

        asked = NewCriterion(id, family=family, title=title or id, edition=edition)
        known = installed().criteria
        return make(lambda: new_criterion(asked, bundle, installed=known), lang)

    width = max(map(len, FAMILIES))
    words = "\n".join(
        f"{name:{width}}  {family.zh if lang == 'zh' else family.en}" for name, family in FAMILIES.items()
    )
    choice = click.Choice(list(FAMILIES))
    params: list[click.Parameter] = [
        click.Argument(["id"]),
        _folder(["--bundle"], _BUNDLE[lang], default=Path()),
        click.Option(
            ["--family"], type=choice, default="shortfall", show_default=True, metavar="FAMILY", help=_FAMILY[lang]
        ),
        click.Option(["--title"], help=_TITLE[lang]),
        click.Option(["--edition"], type=int, help=_EDITION[lang]),
    ]
    return click.Command("criterion", callback=run, params=params, epilog=f"ID  {_ID[lang]}\n\n\b\nFAMILY\n{words}")


def _ruleset(lang: Language) -> click.Command:
    def run(scheme: str, year: int, source: str | None, bundle: Path) -> int:
        from efficiency_rules.cli.making import installed, make
        from efficiency_rules.scaffolds.rulesets import find_document, new_ruleset

        known = installed()

        def scaffold() -> "Made":
            document = find_document(source, bundle, known) if source else None
            return new_ruleset(scheme, year, folder=bundle, source=document)

        return make(scaffold, lang)

    params: list[click.Parameter] = [
        click.Argument(["scheme"]),
        click.Argument(["year"], type=int),
        click.Option(["--from", "source"], help=_FROM[lang]),
        _folder(["--bundle"], _BUNDLE[lang], default=Path()),
    ]
    return click.Command("ruleset", callback=run, params=params, epilog=f"SCHEME  {_SCHEME[lang]}")


def _county(lang: Language) -> click.Command:
    def run(folder: Path, ruleset: str, format_: str) -> int:
        from efficiency_rules.cli.evaluating import find_ruleset
        from efficiency_rules.cli.making import installed, make
        from efficiency_rules.scaffolds.counties import new_county

        found = find_ruleset(ruleset, installed())
        return make(lambda: new_county(folder, found, name=ruleset, format=format_), lang)

    choice = click.Choice(["xlsx", "csv"])
    params: list[click.Parameter] = [
        click.Argument(["folder"], metavar="DIR", type=click.Path(path_type=Path)),
        click.Option(["--ruleset"], required=True, help=RULESET[lang]),
        click.Option(["--format", "format_"], type=choice, default="xlsx", show_default=True, help=_TABLES[lang]),
    ]
    return click.Command("county", callback=run, params=params, epilog=f"DIR  {_COUNTY[lang]}")


def _folder(names: list[str], help: str, default: Path | None = None) -> click.Option:
    return click.Option(names, type=click.Path(path_type=Path, file_okay=False), default=default, help=help)
