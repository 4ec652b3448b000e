"""What click says of itself, in Chinese: headings of the help, and what is wrong with a command line."""

import re
import unicodedata
from collections.abc import Iterable

import click

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_USAGE = "用法："
_IN_USAGE = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]..."}
_VALUES = {
    "text": "文本",
    "path": "路径",
    "file": "文件",
    "directory": "文件夹",
    "integer": "整数",
    "integer range": "整数",
}
"""What the value of an option is, by the name of click's type."""

_REMARKS = ((r"\[required\]", "[必填]"), (r"\[default: (.+)\]", r"[默认：\1]"), (r"; x>=(\d+)\]", r"，至少 \1]"))

_WORDS = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"No such option (.+?)\.(?: (.+))?", "没有选项 {0}。{1}"),
        (r"No such command (.+?)\.(?: (.+))?", "没有命令 {0}。{1}"),
        (r"Did you mean (.+)\?", "是否想写：{0}。"),
        (r"\(Did you mean one of: (.+)\?\)", "是否想写其中之一：{0}。"),
        (r"Missing option (.+?)\.(?: (.+))?", "缺少选项 {0}。{1}"),
        (r"Missing argument (.+?)\.(?: (.+))?", "缺少参数 {0}。{1}"),
        (r"Choose from:\s*(.+)", "可选：{0}。"),
        (r"Missing command\.", "缺少命令。"),
        (r"Got unexpected extra arguments? \((.+)\)", "多出参数：{0}。"),
        (r"Option (.+) requires an argument\.", "选项 {0} 后面缺少值。"),
        (r"Option (.+) requires (\d+) arguments\.", "选项 {0} 后面要有 {1} 个值。"),
        (r"Option (.+) does not take a value\.", "选项 {0} 不带值。"),
        (r"Invalid value for (.+?): (.+)", "{0} 的值不对：{1}"),
        (r"(?:Path|File|Directory) (.+) does not exist\.", "{0} 不存在。"),
        (r"(?:Path|File|Directory) (.+) is a file\.", "{0} 是文件，不是文件夹。"),
        (r"(?:Path|File|Directory) (.+) is a directory\.", "{0} 是文件夹，不是文件。"),
        (r"(?:Path|File|Directory) (.+) is not readable\.", "{0} 不能读取，请核对权限。"),
        (r"(.+) is not one of (.+)\.", "{0} 不在可选的值之内：{1}。"),
        (r"(.+) does not match the formats? (.+)\.", "{0} 不是这种格式的日期：{1}。"),
        (r"(.+) is not a valid integer(?: range)?\.", "{0} 不是整数。"),
        (r"(.+) is not in the range x>=(.+)\.", "{0} 太小，至少为 {1}。"),
    )
)


def in_chinese(text: str) -> str:
    """Return what click says of a command line in Chinese; what is not among its known sentences stays as it is."""
    for pattern, words in _WORDS:
        if found := pattern.fullmatch(text.strip()):
            return words.format(*(in_chinese(part or "") for part in found.groups()))
    return text


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, chinese in _IN_USAGE.items():
            args = args.replace(english, chinese)
        super().write_usage(prog, args, prefix or _USAGE)

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        # Click counts letters: a Chinese one takes two places of a column.
        rows = list(rows)
        at = self.current_indent + min(max(_places(name) for name, _ in rows), col_max) + col_spacing
        for name, words in rows:
            head = f"{'':>{self.current_indent}}{name}"
            gap = at - _places(head)
            head += " " * gap if gap >= col_spacing else f"\n{'':>{at}}"
            lines = click.wrap_text(_remarked(words), max(self.width - at, 10), preserve_paragraphs=True).splitlines()
            self.write((head + f"\n{'':>{at}}".join(lines)).rstrip() + "\n")


def _places(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _remarked(words: str) -> str:
    for english, chinese in _REMARKS:
        words = re.sub(english, chinese, words)
    return words


class _Context(click.Context):
    formatter_class = _Formatter


def speak_chinese(command: click.Command) -> None:
    """Let a command, and all commands below it, say its usage, headings and values in Chinese."""
    command.context_class = _Context
    for option in command.params:
        if isinstance(option, click.Option) and option.metavar is None and not option.is_flag:
            option.metavar = _VALUES.get(option.type.name)
    for below in getattr(command, "commands", {}).values():
        speak_chinese(below)
