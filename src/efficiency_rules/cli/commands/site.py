"""`site build`: the rule site, as a folder of pages."""

from pathlib import Path

import click

from efficiency_rules.cli.main import COMMANDS, OK, Language, help_option

_BUILD = {"zh": "生成细则网站", "en": "build the rule site"}
_OUT = {"zh": "网站文件夹", "en": "folder of the site"}
_RULESETS = {"zh": "另加的细则文件（YAML）", "en": "more ruleset files (YAML)"}
_BUILT = {
    "zh": "{pages} 页：写入 {written} 个文件，{kept} 个没有变化，删去 {removed} 个。打开 {out}/index.html",
    "en": "{pages} pages: {written} files written, {kept} unchanged, {removed} removed. Open {out}/index.html",
}


def command(lang: Language) -> click.Command:
    """Return the group in one language."""

    def build(out: Path, rulesets: tuple[Path, ...]) -> int:
        from efficiency_rules.plugins.host import load_plugins
        from efficiency_rules.publishing.site.building import build_site
        from efficiency_rules.publishing.site.sources import sources_of

        catalog = load_plugins()
        built = build_site(sources_of(catalog, rulesets), catalog, out, COMMANDS)
        words = _BUILT[lang].format(
            pages=built.pages, written=built.written, kept=built.kept, removed=built.removed, out=out
        )
        click.echo(words)
        return OK

    made = click.Command(
        "build",
        callback=build,
        help=_BUILD[lang] + ("。" if lang == "zh" else "."),
        params=[
            click.Option(
                ["--out"],
                type=click.Path(path_type=Path),
                default=Path("build/site"),
                show_default=True,
                help=_OUT[lang],
            ),
            click.Argument(["rulesets"], nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[FILE]..."),
            help_option(lang),
        ],
        epilog=f"FILE  {_RULESETS[lang]}",
    )
    return click.Group("site", commands=[made])
