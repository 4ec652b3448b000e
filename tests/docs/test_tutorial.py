"""The tutorial and the how-to pages are followed to the letter: every command, file and change of theirs."""

import re
import runpy
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from efficiency_rules.cli.main import main
from efficiency_rules.scaffolds.families import FAMILIES
from efficiency_rules.testing.running import run_suite
from efficiency_rules.testing.subject import Subject

_BLOCK = re.compile(r"^(?:`([^`\n]+)`\n\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DONE_ELSEWHERE = ("python3", ".", "pytest")
"""Commands of the shell that a test does not need: its environment is there already."""

HOW_TO = ("new-year", "new-family", "custom-and-per-unit", "missing-data", "tests")


@dataclass
class Newcomer:
    """Somebody who does what a page says, in a folder of their own."""

    folder: Path
    here: Path
    pages: set[Path] = field(default_factory=set)

    def follow(self, page: Path) -> None:
        """Do everything that the code blocks of a page say, in order; nothing when it has been followed before."""
        if page in self.pages:
            return
        self.pages.add(page)
        named = ""
        for name, kind, content in _BLOCK.findall(page.read_text("utf-8")):
            named = name or named
            if kind == "sh":
                for line in content.splitlines():
                    self.run(shlex.split(line))
            elif kind == "diff":
                self.change(self.folder / named, content)
            elif name:
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / name).write_text(content, "utf-8")

    def run(self, words: list[str]) -> None:
        """Run one line of a shell."""
        command, *arguments = words
        if command == "efficiency-rules":
            self.forget()
            assert main(["--lang", "en", *arguments]) == 0, words
        elif command == "mkdir":
            (self.here / arguments[0]).mkdir()
        elif command == "cp":
            shutil.copy(self.here / arguments[0], self.here / arguments[1])
        elif words[:3] == ["pip", "install", "--editable"]:
            self.install(self.folder / arguments[-1].partition("[")[0])
        else:
            assert command in (*_DONE_ELSEWHERE, "pip", "cd"), words

    def change(self, file: Path, diff: str) -> None:
        """Apply a block of removed and added lines, which stand in the file once."""
        before = "".join(line[1:] for line in diff.splitlines(keepends=True) if line.startswith("-"))
        after = "".join(line[1:] for line in diff.splitlines(keepends=True) if line.startswith("+"))
        text = file.read_text("utf-8")
        assert text.count(before) == 1, (file, before)
        file.write_text(text.replace(before, after), "utf-8")

    def install(self, bundle: Path) -> None:
        """Make a bundle found, as an editable installation does."""
        about = self.folder / "site" / "first_rules-0.1.0.dist-info"
        if about.exists():
            return
        about.mkdir(parents=True)
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: first-rules\nVersion: 0.1.0\n", "utf-8")
        (about / "entry_points.txt").write_text("[efficiency_rules]\nfirst = first_rules\n", "utf-8")
        sys.path[:0] = [str(self.folder / "site"), str(bundle / "src")]

    def forget(self) -> None:
        """Start a command as a fresh process would, with nothing of the bundle imported."""
        for name in [name for name in sys.modules if name.partition(".")[0] == "first_rules"]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Newcomer]:
    """Somebody who has followed the tutorial to its end."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("newcomer")
        patch.chdir(folder)
        patch.setattr(sys, "path", [*sys.path])
        patch.setattr(sys, "dont_write_bytecode", True)
        person = Newcomer(folder, folder)
        person.follow(root / "docs" / "tutorial.md")
        yield person
        person.forget()


def test_the_tutorial_scores_the_example_county(newcomer: Newcomer) -> None:
    """Followed to the letter it ends with a result, in which 青禾镇 has the points that the page tells."""
    standings = (newcomer.folder / "result" / "standings.csv").read_text("utf-8-sig")
    assert "云泽县,T01,青禾镇人民政府,town,8.74," in standings
    assert len(standings.splitlines()) == 97


def test_the_tutorial_tells_what_the_commands_say(newcomer: Newcomer, root: Path, capsys) -> None:
    """The number of cases and the words of the explanation are those of the commands."""
    page = (root / "docs" / "tutorial.md").read_text("utf-8")
    capsys.readouterr()
    newcomer.run(["efficiency-rules", "explain", "result", "T01"])
    explained = capsys.readouterr().out
    assert "14／17 件" in explained
    assert "14 of 17 tickets" in page
    for number in ("82.35%", "1.26"):
        assert number in explained
        assert number in page
    newcomer.run(["efficiency-rules", "test", "first-rules/src/first_rules/cases/closed-on-time.cases.yaml"])
    newcomer.run(["efficiency-rules", "test", "first-rules/src/first_rules/cases/first-2025.cases.yaml"])
    passed = sum(int(count) for count in re.findall(r"(\d+) passed, 0 failed", capsys.readouterr().out))
    assert passed == 6
    assert "Six passed" in page


def test_a_wrong_expectation_is_told_as_the_tutorial_promises(newcomer: Newcomer, capsys) -> None:
    """Seven points instead of eight: the message names file and line, what was expected, what came out, and why."""
    file = newcomer.folder / "first-rules/src/first_rules/cases/closed-on-time.cases.yaml"
    text = file.read_text("utf-8")
    own = "      - {number: d, due_on: 2025-03-10}\n    points: "
    assert text.count(f"{own}8\n") == 1
    file.write_text(text.replace(f"{own}8\n", f"{own}7\n"), "utf-8")
    newcomer.forget()
    assert main(["--lang", "zh", "test", "first-rules"]) == 1
    said = capsys.readouterr().err
    file.write_text(text, "utf-8")
    assert re.search(r"closed-on-time\.cases\.yaml:\d+:\d+: .*7.*8.*按时办结 3／4 件", said)


def test_the_newcomer_writes_few_lines(root: Path) -> None:
    """The lines to be written are as many as the page says."""
    page = (root / "docs" / "tutorial.md").read_text("utf-8")
    changes = "".join(content for _, kind, content in _BLOCK.findall(page) if kind == "diff")
    added = [line for line in changes.splitlines() if line.startswith("+")]
    assert len(added) == 15
    assert "fifteen lines" in page


def test_both_languages_say_the_same_commands_and_changes(root: Path) -> None:
    """The Chinese tutorial has the code blocks of the English one, to the letter."""
    blocks = [_BLOCK.findall((root / "docs" / name).read_text("utf-8")) for name in ("tutorial.md", "tutorial.zh.md")]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) > 10


@pytest.mark.parametrize("name", HOW_TO)
def test_a_how_to_page_works_where_the_tutorial_ends(newcomer: Newcomer, root: Path, name: str) -> None:
    """Every command ends well, every file and change fits, and all cases of the bundle pass afterwards."""
    newcomer.follow(root / "docs" / "how-to" / f"{name}.md")
    newcomer.run(["efficiency-rules", "check", "first-rules"])


def test_the_suite_of_the_custom_page_holds(newcomer: Newcomer, root: Path) -> None:
    """What the page promises about one more record of its PerUnit formula is so."""
    newcomer.follow(root / "docs" / "how-to" / "custom-and-per-unit.md")
    newcomer.forget()
    names = runpy.run_path(str(newcomer.folder / "first-rules/tests/test_training_record.py"))
    suite = names["TestTrainingRecord"]
    outcomes = run_suite(Subject(suite.criterion, monotone=suite.monotone, examples=10))
    assert [outcome.text() for outcome in outcomes.values() if outcome.failed] == []
    assert outcomes["monotone"].problem is None


def test_every_how_to_page_is_followed(root: Path) -> None:
    """No page of the folder is left out."""
    assert sorted(path.stem for path in (root / "docs" / "how-to").glob("*.md")) == sorted(HOW_TO)


def test_the_families_of_the_page_are_those_that_new_offers(page) -> None:
    """The table of families names each with the words of the command's help."""
    rows = page("how-to/new-family.md").table("Take one that is there (现成的)")
    told = [(row["`--family`"].strip("`"), row["中文"], row["points"]) for row in rows]
    assert told == [(name, family.zh, family.en) for name, family in FAMILIES.items()]
