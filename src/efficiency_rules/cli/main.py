"""The command line `efficiency-rules`: finds the language, the command and the exit code."""

import errno
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Literal

import click

from efficiency_rules.cli.chinese import in_chinese, speak_chinese

Language = Literal["zh", "en"]

OK, FOUND, COULD_NOT, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: fine; ran and found problems; could not run; our fault; interrupted."""

_REFUSALS = {
    *("out-in-evidence", "out-in-use", "out-not-a-result", "out-not-by-jurisdiction"),
    *("site-file-not-ours", "site-not-ours"),
    *("spark-failed", "spark-missing", "spark-unreachable", "storage-unreadable"),
}
"""Codes of what kept a command from its inputs: nothing was found in them."""

COMMANDS: Mapping[str, Mapping[Language, str]] = {
    "demo": {"zh": "在本机演示：评价一个虚构的县", "en": "evaluate a fictional county on this machine"},
    "evaluate": {"zh": "按计分细则评价名册中的单位", "en": "evaluate the units of a roster under a ruleset"},
    "regrade": {
        "zh": "更正与申诉：重新评定并列出全部变动",
        "en": "corrections and appeals: grade again and list every change",
    },
    "explain": {"zh": "说明一个单位的每一分", "en": "explain every point of one unit"},
    "verify": {
        "zh": "核对结果文件夹，给出输入则重演",
        "en": "verify a result folder, or replay it from its inputs",
    },
    "check": {
        "zh": "检查计分细则、规则包、名册、台账、裁定、更正",
        "en": "check rulesets, bundles, rosters, ledgers, decisions, corrections",
    },
    "diff": {"zh": "对比两份计分细则", "en": "compare two rulesets: what changed, in words"},
    "impact": {
        "zh": "同一套台账按两份细则各算一遍：谁的等次变动，因为哪处变动",
        "en": "the same evidence under two rulesets: who moves, and because of what",
    },
    "robustness": {
        "zh": "等次稳不稳：与界线的距离，稍有不同时等次变不变",
        "en": "how firm each grade is, and what small disturbances do",
    },
    "test": {"zh": "运行指标与细则的算例", "en": "run the cases of criteria and rulesets"},
    "new": {"zh": "新建指标、规则包、计分细则或县", "en": "make a new criterion, bundle, ruleset or county"},
    "list": {"zh": "列出已安装的细则与指标", "en": "list installed rulesets and criteria"},
    "show": {"zh": "查看一个指标或细则", "en": "show one criterion or ruleset"},
    "schema": {"zh": "输出 JSON Schema", "en": "print a JSON Schema"},
    "site": {"zh": "细则网站", "en": "the rule site"},
    "doctor": {"zh": "检查运行环境", "en": "check versions, plugins and fonts"},
}
"""All commands and what they do; their modules are imported only when called."""

_TITLE = {
    "zh": "按计分细则评价政府单位：计分、定等次，并说明每一分。",
    "en": "Score, grade and explain government bodies under a ruleset.",
}
_LANG = {"zh": "界面语言（默认按系统区域设置，否则中文）", "en": "language of messages (default: the locale, else zh)"}
_HELP = {"zh": "显示帮助并退出", "en": "show this help and exit"}
_TRY = {"zh": "用法见 {command} --help", "en": "Try {command} --help"}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_MAKE_ROOM: Mapping[Language, str] = {
    "zh": "腾出空间或换一个磁盘，再运行一次；已完成的结果没有动。",
    "en": "make room or take another disk, and run it again; results that were finished are as they were.",
}
_VERSION = {"zh": "显示版本并退出", "en": "show the version and exit"}


class Commands(click.Group):
    """The group of all commands, in one language; a command's module is imported when it is called."""

    lang: Language = "zh"

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"efficiency_rules.cli.commands.{name}")
        command: click.Command = module.command(self.lang)
        command.name = name
        command.help = COMMANDS[name][self.lang] + ("。" if self.lang == "zh" else ".")
        command.context_settings = {"max_content_width": 100}
        command.params.append(help_option(self.lang))
        if self.lang == "zh":
            speak_chinese(command)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section({"zh": "命令", "en": "Commands"}[self.lang]):
            formatter.write_dl([(name, words[self.lang]) for name, words in COMMANDS.items()])


def help_option(lang: Language) -> click.Option:
    """Return --help with words in our language; it takes the place of click's own."""

    def show(context: click.Context, option: click.Parameter, asked: bool) -> None:
        if asked and not context.resilient_parsing:
            click.echo(context.get_help())
            context.exit()

    names = ["-h", "--help"]
    return click.Option(names, is_flag=True, is_eager=True, expose_value=False, callback=show, help=_HELP[lang])


def program(lang: Language) -> Commands:
    """Return the whole command line in one language."""

    def version(context: click.Context, option: click.Parameter, asked: bool) -> None:
        if asked and not context.resilient_parsing:
            from efficiency_rules import __version__

            click.echo(f"efficiency-rules {__version__}")
            context.exit()

    group = Commands(
        "efficiency-rules",
        help=_TITLE[lang],
        context_settings={"max_content_width": 100},
        params=[
            click.Option(["--lang"], type=click.Choice(["zh", "en"]), help=_LANG[lang], expose_value=False),
            click.Option(
                ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=version, help=_VERSION[lang]
            ),
            help_option(lang),
        ],
    )
    group.lang = lang
    if lang == "zh":
        speak_chinese(group)
    return group


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language asked for with --lang, else that of the locale, else Chinese."""
    for at, argument in enumerate(arguments):
        asked = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and at + 1 < len(arguments):
            asked = arguments[at + 1]
        if asked in ("zh", "en"):
            return "en" if asked == "en" else "zh"
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "en" if locale.lower().startswith("en") else "zh"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; the console script passes it on."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    lang = language(arguments, os.environ)
    for stream in (sys.stdout, sys.stderr):
        # A GBK console must not end the program because of one character.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        result = program(lang).main(_lang_first(arguments), prog_name="efficiency-rules", standalone_mode=False)
        return int(result or OK)
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except click.ClickException as error:
        _show(error, lang)
        return COULD_NOT
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except Exception as error:
        return _failed(error, lang)


def _lang_first(arguments: Sequence[str]) -> list[str]:
    """Let --lang stand anywhere: put it before the command, where the group takes it."""
    rest, front = [], []
    skip = False
    for at, argument in enumerate(arguments):
        if skip:
            skip = False
        elif argument == "--lang" and at + 1 < len(arguments):
            front += [argument, arguments[at + 1]]
            skip = True
        elif argument.startswith("--lang="):
            front.append(argument)
        else:
            rest.append(argument)
    return [*front, *rest]


def _show(error: click.ClickException, lang: Language) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        # Nothing is wrong: a command that has others below it was asked for nothing, and says what there is.
        return error.show()
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(f"{context.get_usage()}\n", err=True)
    words = error.format_message()
    click.echo(f"错误：{in_chinese(words)}" if lang == "zh" else f"Error: {words}", err=True)
    if context is not None:
        click.echo(_TRY[lang].format(command=context.command_path), err=True)


def _failed(error: Exception, lang: Language) -> int:
    from efficiency_rules.errors import EfficiencyRulesError, PluginError

    if isinstance(error, EfficiencyRulesError):
        click.echo(error.text(lang), err=True)
        refused = all(problem.code in _REFUSALS for problem in error.problems)
        return COULD_NOT if refused or isinstance(error, PluginError) else FOUND
    if isinstance(error, OSError):
        words = {"zh": "无法读写", "en": "cannot read or write"}
        click.echo(f"{words[lang]} {error.filename}: {error.strerror}", err=True)
        if error.errno in _FULL:
            click.echo(_MAKE_ROOM[lang], err=True)
        return COULD_NOT
    import traceback

    traceback.print_exception(error)
    words = {
        "zh": "这是本软件的缺陷，请把以上内容连同 efficiency-rules doctor 的输出报告给我们。",
        "en": "This is our fault: please report the above with the output of `efficiency-rules doctor`.",
    }
    click.echo(words[lang], err=True)
    return OUR_FAULT
