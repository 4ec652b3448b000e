"""`site build`: the rule site, as a folder of pages."""

import gc
from pathlib import Path

import click

from efficiency_rules.cli.main import COMMANDS, OK, Language, help_option
from efficiency_rules.cli.options import EVIDENCE, ROSTER, path_option

_BUILD = {"zh": "生成细则网站", "en": "build the rule site"}
_OUT = {"zh": "网站文件夹", "en": "folder of the site"}
_IMPACT = {
    "zh": "另加一页：由 A 改为 B 谁会升降（可多次；A、B 如 jingbian/2025，须在网站内）",
    "en": "add the page of who moves from A to B (repeatable; rulesets of the site, such as jingbian/2025)",
}
_TOGETHER = {
    "zh": "--impact、--roster、--evidence 须同时给出",
    "en": "--impact, --roster and --evidence are given together",
}
_UNKNOWN = {"zh": "网站里没有细则 {id}；有：{known}", "en": "the site has no ruleset {id}; it has: {known}"}
_RULESETS = {"zh": "另加的细则文件（YAML）", "en": "more ruleset files (YAML)"}
_BUILT = {
    "zh": "{pages} 页：写入 {written} 个文件，{kept} 个没有变化，删去 {removed} 个。打开 {out}/index.html",
    "en": "{pages} pages: {written} files written, {kept} unchanged, {removed} removed. Open {out}/index.html",
}


def command(lang: Language) -> click.Command:
    """Return the group in one language."""

    def build(
        out: Path,
        impact: tuple[tuple[str, str], ...],
        roster: Path | None,
        evidence: Path | None,
        rulesets: tuple[Path, ...],
    ) -> int:
        from efficiency_rules.cli.publishing import trials
        from efficiency_rules.plugins.host import load_plugins
        from efficiency_rules.publishing.site.building import build_site
        from efficiency_rules.publishing.site.sources import sources_of

        # What a build makes stays or goes with its page: looking for cycles as often as usual is a tenth of the time.
        gc.set_threshold(10_000)
        if len({bool(impact), roster is not None, evidence is not None}) > 1:
            raise click.UsageError(_TOGETHER[lang])
        catalog = load_plugins()
        sources = sources_of(catalog, rulesets)
        # Rulesets are bound only when one of them is tried: an incremental build does without.
        known = {source.ruleset.id: source.ruleset for source in sources} if impact else {}
        for id in (id for pair in impact for id in pair if id not in known):
            raise click.UsageError(_UNKNOWN[lang].format(id=id, known=", ".join(known)))
        tried = [] if roster is None or evidence is None else trials(impact, known, roster, evidence)
        built = build_site(sources, catalog, out, COMMANDS, tried)
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
            click.Option(["--impact"], nargs=2, multiple=True, metavar="A B", help=_IMPACT[lang]),
            path_option("--roster", ROSTER, lang),
            path_option("--evidence", EVIDENCE, lang),
            click.Argument(["rulesets"], nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[FILE]..."),
            help_option(lang),
        ],
        epilog=f"FILE  {_RULESETS[lang]}",
    )
    return click.Group("site", commands=[made])
