"""`new` on the command line: what it prints, in both languages, and how it ends."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from efficiency_rules.cli.main import main
from efficiency_rules.scaffolds.families import FAMILIES


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in an empty folder; bundles that were imported from it are forgotten."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield tmp_path
    for name in [name for name in sys.modules if name.partition(".")[0] == "lilac_rules"]:
        del sys.modules[name]


def run(capsys: Any, *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["bundle", "criterion", "ruleset", "county"])
def test_every_kind_has_help_in_both_languages(capsys: Any, lang: str, kind: str) -> None:
    """The help of each kind is in the language, its -h too, and the group lists it."""
    code, out, _ = run(capsys, "--lang", lang, "new", kind, "-h")
    assert code == 0
    assert ("显示帮助并退出" if lang == "zh" else "show this help and exit") in out
    assert "Show this message" not in out
    assert f"\n  {kind} " in run(capsys, "--lang", lang, "new", "--help")[1]


def test_the_help_of_criterion_lists_all_families(capsys: Any) -> None:
    """Each family stands with its words on a line of its own."""
    _, out, _ = run(capsys, "--lang", "zh", "new", "criterion", "-h")
    lines = [line.split() for line in out.splitlines()]
    assert [[name, family.zh] for name, family in FAMILIES.items() if [name, family.zh] not in lines] == []


def test_a_bundle_says_its_files_and_the_next_three_commands(capsys: Any, inside: Path) -> None:
    """Files on stdout, the commands on stderr; the bundle passes `test` and `check` without an installation."""
    code, out, err = run(capsys, "--lang", "en", "new", "bundle", "lilac-rules", "--year", "2025")
    assert code == 0
    assert sorted(out.split()) == sorted(str(path.relative_to(inside)) for path in inside.rglob("*") if path.is_file())
    commands = [line.strip() for line in err.partition("next:")[2].strip().splitlines()]
    assert commands == [
        "pip install --editable lilac-rules",
        "efficiency-rules test lilac-rules",
        "efficiency-rules check lilac-rules",
    ]
    assert run(capsys, "test", "lilac-rules")[:2] == (0, "5 passed, 0 failed\n")
    assert run(capsys, "check", "lilac-rules")[0] == 0
    assert run(capsys, "test", "lilac-rules/src/lilac_rules/cases/closed-on-time.cases.yaml")[0] == 0


def test_a_file_is_checked_with_the_bundle_it_stands_in(capsys: Any) -> None:
    """The command that `check` names for the numbers that wait works before the bundle is installed; cases do too."""
    run(capsys, "new", "bundle", "lilac-rules", "--year", "2025")
    said = run(capsys, "--lang", "en", "check", "lilac-rules")[2]
    named = said.partition("efficiency-rules check ")[2].split()[0]
    code, _, said = run(capsys, "--lang", "en", "check", named)
    assert code == 0
    assert said.count("[ruleset-number-waits]") == 11
    assert run(capsys, "check", "lilac-rules/src/lilac_rules/cases/closed-on-time.cases.yaml")[0] == 0


def test_a_folder_may_be_named(capsys: Any, inside: Path) -> None:
    """--dir says where."""
    assert run(capsys, "new", "bundle", "lilac-rules", "--year", "2025", "--dir", "a/b")[0] == 0
    assert (inside / "a" / "b" / "pyproject.toml").is_file()


def test_criterion_and_ruleset_go_into_the_bundle(capsys: Any, inside: Path) -> None:
    """By --bundle or in the folder itself; what got further lines is said."""
    run(capsys, "new", "bundle", "lilac-rules", "--year", "2025")
    asked = ["visits", "--family", "per-event", "--bundle", "lilac-rules"]
    code, out, err = run(capsys, "--lang", "zh", "new", "criterion", *asked)
    assert code == 0
    assert "lilac-rules/src/lilac_rules/__init__.py" in out
    assert "加了两行" in err
    code, out, _ = run(capsys, "new", "ruleset", "lilac", "2027", "--from", "lilac/2025", "--bundle", "lilac-rules")
    assert (code, out) == (0, "lilac-rules/src/lilac_rules/rulesets/lilac/2027.yaml\n")
    assert run(capsys, "new", "ruleset", "plum", "2027", "--bundle", "lilac-rules")[0] == 0
    assert run(capsys, "check", "lilac-rules")[0] == 0
    assert run(capsys, "test", "lilac-rules")[0] == 0


def test_a_county_is_checked_as_it_is(capsys: Any, inside: Path) -> None:
    """Untouched it ends with 1, for want of units; nothing else is wrong."""
    assert run(capsys, "new", "county", "county", "--ruleset", "jingbian/2025")[0] == 0
    code, _, err = run(
        capsys, "--lang", "zh", "evaluate", "jingbian/2025", "--roster", "county/roster.xlsx",
        "--evidence", "county/ledgers", "--out", "county/result",
    )  # fmt: skip
    assert code == 1
    assert "单位名册只有表头，有 0 个单位" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bundle", "Lilac_Rules"], "lilac-rules"),
        (["bundle", "json"], "json-rules"),
        (["criterion", "Visits"], "visits"),
        (["criterion", "visits"], "new bundle"),
        (["criterion", "work-style", "--edition", "2025"], "work-style-2"),
        (["ruleset", "丁香", "2025"], "qinghe"),
        (["ruleset", "lilac", "25"], "2025"),
        (["ruleset", "lilac", "2025"], "--bundle"),
        (["ruleset", "lilac", "2025", "--from", "jingbian/2025"], "--bundle"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_made_is_told_and_nothing_is_written(
    capsys: Any, inside: Path, lang: str, arguments: list[str], words: str
) -> None:
    """Exit code 2, a message with what to write instead, and an empty folder."""
    code, out, err = run(capsys, "--lang", lang, "new", *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert ("没有写入任何文件" if lang == "zh" else "nothing was written") in err
    assert list(inside.iterdir()) == []


def test_an_unknown_ruleset_is_told(capsys: Any, inside: Path) -> None:
    """`--from` and `--ruleset` name what exists, and nothing is written."""
    code, _, err = run(capsys, "new", "county", "county", "--ruleset", "jingbain/2025")
    assert (code, list(inside.iterdir())) == (1, [])
    assert "jingbian" in err


def test_a_second_time_is_refused(capsys: Any, inside: Path) -> None:
    """Every file in the way is named."""
    run(capsys, "new", "bundle", "lilac-rules", "--year", "2025")
    before = {path: path.read_bytes() for path in inside.rglob("*") if path.is_file()}
    code, _, err = run(capsys, "--lang", "en", "new", "bundle", "lilac-rules", "--year", "2025")
    assert code == 2
    assert err.count("is never overwritten") == len(before)
    assert {path: path.read_bytes() for path in inside.rglob("*") if path.is_file()} == before


def test_a_broken_project_file_is_told(capsys: Any, inside: Path) -> None:
    """Neither `new` nor `test` calls it our fault."""
    (inside / "pyproject.toml").write_text("[project", "utf-8")
    assert run(capsys, "new", "criterion", "visits")[0] == 2
    assert run(capsys, "test", ".")[0] == 2
