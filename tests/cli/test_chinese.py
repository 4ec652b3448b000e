"""Whoever mistypes a command line is told so in the language that was asked for."""

import re

import pytest

from efficiency_rules.cli.main import COMMANDS, main

SAID = {
    "没有选项 '--foo'。是否想写：'--out'。": ["evaluate", "--foo"],
    "没有选项 '--se'。是否想写其中之一：'--help', '--roster', '--seed'。": ["robustness", "--se"],
    "没有命令 'evalute'。": ["evalute"],
    "缺少选项 '--roster'。": ["evaluate", "jingbian/2025"],
    "缺少参数 'RULESET'。": ["evaluate"],
    "多出参数：b c。": ["list", "b", "c"],
    "选项 '--out' 后面缺少值。": ["evaluate", "jingbian/2025", "--out"],
    "选项 '--impact' 后面要有 2 个值。": ["site", "build", "--impact", "a"],
    "选项 '--set-aside' 不带值。": ["evaluate", "jingbian/2025", "--set-aside=1"],
    "'--tables' 的值不对：'xx' 不在可选的值之内：'csv', 'parquet'。": ["evaluate", "jingbian/2025", "--tables", "xx"],
    "'DIR' 的值不对：'nowhere' 不存在。": ["verify", "nowhere"],
    "'DIR' 的值不对：'README.md' 是文件，不是文件夹。": ["verify", "README.md"],
    "'--html' 的值不对：'.' 是文件夹，不是文件。": ["impact", "a", "b", "--html", "."],
    "'--draws' 的值不对：'many' 不是整数。": ["robustness", "a", "--draws", "many"],
    "'--draws' 的值不对：0 太小，至少为 1。": ["robustness", "a", "--draws", "0"],
}


@pytest.mark.parametrize("words", SAID)
def test_what_is_wrong_with_a_command_line_is_said_in_chinese(words, capsys):
    """All of it: usage, mistake and what to do; the exit code is 2."""
    assert main(["--lang", "zh", *SAID[words]]) == 2
    said = capsys.readouterr().err
    assert f"错误：{words}" in said
    # Names and addresses of commands, options and files are all that is left of other letters.
    assert not set(re.findall(r"[A-Za-z]{2,}", said)) & {"Usage", "Error", "OPTIONS", "Invalid", "Missing", "Did"}


@pytest.mark.parametrize("command", [[], ["site"], ["new"]])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_command_that_is_asked_for_nothing_says_what_there_is(command, lang, capsys, monkeypatch):
    """It is the first thing that many see: the help, and no word of a mistake."""
    monkeypatch.setenv("LC_ALL", f"{lang}.UTF-8")
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said.startswith("用法：" if lang == "zh" else "Usage: ")
    assert not re.search("错误：|Error:", said)


def test_english_stays_english(capsys):
    """The same mistakes, told in the words of click."""
    assert main(["--lang", "en", "evaluate", "--foo"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Usage: efficiency-rules evaluate [OPTIONS] RULESET")
    assert "Error: No such option '--foo'. Did you mean '--out'?" in said


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), ["site", "build"], ["new", "criterion"]])
def test_help_is_chinese_down_to_its_headings(command, capsys):
    """Of every command, and of those below it."""
    assert main(["--lang", "zh", *command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：efficiency-rules")
    assert "选项：" in said
    assert not re.findall(r"Usage|Options:|Commands:|\[OPTIONS\]|\[required\]|\[default", said)


@pytest.mark.parametrize(
    "command", [*([name] for name in COMMANDS), ["site", "build"], *(["new", kind] for kind in ("criterion", "county"))]
)
def test_the_values_of_options_are_chinese_and_their_words_stand_in_one_column(command, capsys):
    """What an option takes is said in Chinese; a Chinese letter takes two places of the column."""
    assert main(["--lang", "zh", *command, "--help"]) == 0
    lines = capsys.readouterr().out.partition("选项：\n")[2].partition("\n\n")[0].splitlines()
    rows = [re.fullmatch(r"(  -.+?  +)(\S.*)", line) for line in lines if line.startswith("  -")]
    names = [row[1] for row in rows if row is not None]
    assert not re.findall(r"TEXT|PATH|FILE|DIRECTORY|INTEGER|ADDRESS", "".join(names))
    wide = [len(name) + len(re.findall(r"[\u4e00-\u9fff]", name)) for name in names if len(name) <= 34]
    assert len(set(wide)) == 1
