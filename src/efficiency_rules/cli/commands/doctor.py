"""`doctor`: versions, plugins and what else decides whether the program runs well here."""

import click

from efficiency_rules.cli.main import FOUND, OK, Language
from efficiency_rules.cli.options import format_option
from efficiency_rules.cli.printing import print_problems, print_rows

_PACKAGES = (
    "efficiency-rules",
    "polars",
    "numpy",
    "pydantic",
    "pluggy",
    "PyYAML",
    "click",
    "rich",
    "python-calamine",
    "xlsxwriter",
    "chinesecalendar",
)
_TITLES = {
    "zh": {"thing": "项目", "state": "状态", "detail": "说明"},
    "en": {"thing": "item", "state": "state", "detail": "detail"},
}
_MISSING = {"zh": "未安装", "en": "not installed"}
_CALENDAR = {"zh": "工作日历收录到 {year} 年", "en": "working days known up to {year}"}
_BUNDLE = {"zh": "规则包 {name}：{n} 个指标", "en": "bundle {name}: {n} criteria"}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(format_: str) -> int:
        import importlib.metadata
        import platform
        import sys

        from efficiency_rules.errors import PluginError
        from efficiency_rules.plugins.host import load_plugins

        rows = [{"thing": "Python", "state": "ok", "detail": platform.python_version()}]
        rows.append({"thing": "stdout", "state": "ok", "detail": str(sys.stdout.encoding)})
        for package in _PACKAGES:
            try:
                rows.append({"thing": package, "state": "ok", "detail": importlib.metadata.version(package)})
            except importlib.metadata.PackageNotFoundError:
                rows.append({"thing": package, "state": "missing", "detail": _MISSING[lang]})
        rows.append({"thing": "calendar", "state": "ok", "detail": _CALENDAR[lang].format(year=_last_year())})
        problems = []
        try:
            catalog = load_plugins()
            for bundle in catalog.bundles:
                owned = sum(home == bundle for home in catalog.homes.values())
                words = _BUNDLE[lang].format(name=bundle.name, n=owned)
                rows.append({"thing": bundle.title, "state": "ok", "detail": words})
        except PluginError as error:
            problems = list(error.problems)
        print_rows(rows, _TITLES[lang], format_)
        print_problems(problems, lang)
        return FOUND if problems or any(row["state"] != "ok" for row in rows) else OK

    return click.Command("doctor", callback=run, params=[format_option(lang)])


def _last_year() -> int:
    from efficiency_rules.period import last_calendar_year

    return last_calendar_year()
