"""Reference pages as Markdown, made from the code: families, hooks, keys of rulesets and cases, commands."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import click

from efficiency_rules.cli.main import COMMANDS, Language, program
from efficiency_rules.formulas import FAMILIES
from efficiency_rules.plugins import hooks
from efficiency_rules.rulesets.shape import ORIGIN, RULESET, Key, Shape
from efficiency_rules.testing.mutation.arguments import FILE
from efficiency_rules.testing.shape import BOUND_FILE, COUNTY_FILE, CRITERION_FILE

_REQUIRED = "†"
_WRITTEN = "Written by `docs/generate.py` from the code; do not edit."

FAMILY_TITLES: Mapping[str, str] = {
    "Bands": "分档得分",
    "Bonus": "加分",
    "Checklist": "要素检查",
    "Custom": "自定义公式",
    "GiveBack": "整改返还",
    "GradeCap": "等次限制",
    "PerEvent": "按件扣分",
    "PerUnit": "逐单位函数",
    "Proportional": "按比例得分",
    "RankBased": "按名次得分",
    "RaterMean": "评分人平均",
    "RelativeToBest": "与最好的相比",
    "SamplePassRate": "抽样合格率",
    "Shortfall": "低于目标扣分",
    "Steps": "按级扣分",
    "SurveyMean": "问卷平均",
    "Veto": "一票否决",
}
"""The Chinese name of every family."""


def families_page() -> str:
    """Return the page of all formula families: what each says of itself, with its worked table."""
    see = "Fields and names for reasons: [criteria](../criteria.md#families)."
    parts = ["# Formula families (计分公式)", f"{_WRITTEN} {see}"]
    for family in sorted(FAMILIES, key=lambda one: one.__name__):
        parts += [f"## {family.__name__} ({FAMILY_TITLES[family.__name__]})", inspect.cleandoc(family.__doc__ or "")]
    return "\n\n".join(parts) + "\n"


def hooks_page() -> str:
    """Return the page of the hooks with their exact arguments and results."""
    promise = f"The whole contract, version {hooks.CONTRACT}; arguments are only ever added."
    parts = ["# Hooks (接口)", f"{_WRITTEN} {promise}"]
    for name in hooks.HOOKS:
        hook = getattr(hooks, name)
        parts += [f"## {name}", f"```python\n{signature(hook)}\n```", inspect.cleandoc(hook.__doc__ or "")]
    return "\n\n".join(parts) + "\n"


def signature(hook: Callable[..., Any]) -> str:
    """Return a hook as it is called, without the modules of its types."""
    told = re.sub(r"[a-z_]+\.", "", str(inspect.signature(hook)).replace("'", ""))
    return f"{getattr(hook, '__name__', '')}{told}"


def keys_page() -> str:
    """Return the page of all keys of ruleset files, case files and files of arguments, in both languages."""
    files = {
        "The ruleset file (计分细则)": RULESET,
        "The origin of a value (数值的依据)": ORIGIN,
        "Cases of a criterion (指标的算例)": CRITERION_FILE,
        "Cases of a criterion in a ruleset (细则中指标的算例)": BOUND_FILE,
        "Cases of a county (全县算例)": COUNTY_FILE,
        "Arguments about changes (视为等价的改动)": FILE,
    }
    marks = f"`[]` is each element, `*` each id; {_REQUIRED} is required."
    parts = ["# Keys of YAML files (YAML 的键)", f"{_WRITTEN} {marks}"]
    for title, shape in files.items():
        rows = "\n".join(_key_row(path, key) for path, key in key_rows(shape))
        parts += [f"## {title}", f"| key | value | 中文 | English |\n|---|---|---|---|\n{rows}"]
    return "\n\n".join(parts) + "\n"


def key_rows(shape: Shape, above: str = "") -> Iterator[tuple[str, Key]]:
    """Yield every key with the way to it, such as `areas[].items[].full`."""
    for name, key in shape.items():
        path = f"{above}{name}"
        yield path, key
        if key.shape is not None:
            below = {"sections": f"{path}[].", "table": f"{path}.*."}.get(key.kind, f"{path}.")
            yield from key_rows(key.shape, below)


def _key_row(path: str, key: Key) -> str:
    return f"| `{path}`{_REQUIRED if key.required else ''} | {_kind(key)} | {_cell(key.zh)} | {_cell(key.en)} |"


def _kind(key: Key) -> str:
    return " \\| ".join(f"`{choice}`" for choice in key.choices) if key.choices else key.kind


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")


def commands_page() -> str:
    """Return the page of all commands: what each does, its arguments and options, in both languages."""
    parts = ["# Commands (命令)", f"{_WRITTEN} `--lang zh|en` stands anywhere."]
    for name, words in COMMANDS.items():
        parts += [f"## {name}", f"{words['zh']} / {words['en']}", *command_parts(name)]
    return "\n\n".join(parts) + "\n"


def command_parts(name: str) -> Iterator[str]:
    """Yield the usage of a command and of those below it, with a table of its options."""
    yield from _parts(f"efficiency-rules {name}", *(_command(name, lang) for lang in ("zh", "en")))


def _command(name: str, lang: Language) -> click.Command:
    group = program(lang)
    found = group.get_command(click.Context(group), name)
    assert found is not None
    return found


def _parts(path: str, zh: click.Command, en: click.Command) -> Iterator[str]:
    context = click.Context(zh, info_name=path)
    yield f"    {path} {' '.join(zh.collect_usage_pieces(context))}"
    options = [(one, other) for one, other in zip(zh.params, en.params, strict=True) if isinstance(one, click.Option)]
    if options:
        rows = (f"| `{', '.join(one.opts)}` | {_help(one)} | {_help(other)} |" for one, other in options)
        yield "| option | 中文 | English |\n|---|---|---|\n" + "\n".join(rows)
    if isinstance(zh, click.Group) and isinstance(en, click.Group):
        for name in zh.commands:
            yield from _parts(f"{path} {name}", zh.commands[name], en.commands[name])


def _help(option: click.Parameter) -> str:
    return _cell(str(getattr(option, "help", "") or ""))


PAGES: Mapping[str, Callable[[], str]] = {
    "families.md": families_page,
    "hooks.md": hooks_page,
    "keys.md": keys_page,
    "commands.md": commands_page,
}
"""The generated pages of docs/reference by their file names."""
