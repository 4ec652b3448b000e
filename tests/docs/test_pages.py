"""The pages hold together: links, paths, commands, and the docstrings of everything public."""

import ast
import inspect
import re
from pathlib import Path

import pytest

import efficiency_rules as er
from efficiency_rules.cli.main import COMMANDS

_FOLDERS = r"(?:src|tests|docs|plugins|rulesets|examples|benchmarks)/[^\s`*<>{}]*|\.ci/run|Makefile"


def test_every_internal_link_resolves(pages, slug):
    """A link inside the documentation leads to a file that exists, and its anchor to a heading of it."""
    for page in pages:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.text):
            if "://" in target:
                continue
            name, _, anchor = target.partition("#")
            file = (page.path.parent / name).resolve() if name else page.path
            assert file.exists(), f"{page.path.name}: {target}"
            if anchor:
                headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.MULTILINE)
                assert anchor in [slug(heading) for heading in headings], f"{page.path.name}: {target}"


def test_every_path_exists(pages, backticked, root):
    """A path of the repository named in backticks exists."""
    for page in pages:
        for word in backticked(page.text):
            if re.fullmatch(_FOLDERS, word):
                assert (root / word).exists(), f"{page.path.name}: {word}"


def test_the_index_names_every_page(pages, root):
    """docs/README.md links to every page and every decision record."""
    index = (root / "docs" / "README.md").read_text("utf-8")
    linked = {(root / "docs" / target).resolve() for target in re.findall(r"\]\(([^)#\s]+)\)", index)}
    assert {page.path.resolve() for page in pages} - linked == {(root / "docs" / "README.md").resolve()}


def test_every_command_is_named(pages, root):
    """Every command of the command line stands in the documentation or the README."""
    text = "\n".join([*(page.text for page in pages), (root / "README.md").read_text("utf-8")])
    assert [name for name in COMMANDS if f"efficiency-rules {name}" not in text] == []


def test_no_command_is_invented(pages):
    """Every command that the documentation names exists."""
    for page in pages:
        named = re.findall(r"^ {4}efficiency-rules ([a-z]+)|`efficiency-rules ([a-z]+)", page.text, re.MULTILINE)
        assert {word for pair in named for word in pair if word} <= set(COMMANDS), page.path.name


def test_chinese_sentences_use_full_width_punctuation(pages):
    """No half-width comma, semicolon or question mark stands between Chinese characters."""
    for page in pages:
        text = re.sub(r"```.*?```", "", page.text, flags=re.DOTALL)
        assert re.findall(r"[\u4e00-\u9fff][,;?!][\u4e00-\u9fff]", text) == [], page.path.name


@pytest.mark.parametrize("name", [name for name in er.__all__ if name != "__version__"])
def test_every_public_name_has_a_docstring(name):
    """A public name says what it is, in its own words and not in those dataclasses make up."""
    words = inspect.getdoc(getattr(er, name)) or ""
    if name == "UnitId":
        # An annotation cannot carry a docstring: its words stand behind it in the source.
        source = Path(er.__file__).parent / "evidence" / "types.py"
        words = _words_behind(source, name)
    assert words
    assert not words.startswith(f"{name}(")


def _words_behind(source: Path, name: str) -> str:
    body = ast.parse(source.read_text("utf-8")).body
    for at, statement in enumerate(body[:-1]):
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            return ast.unparse(body[at + 1])
    return ""


def test_decision_records_have_one_form(root):
    """Records are numbered from 0001 without a gap and say context, choice, consequences, alternatives."""
    records = sorted((root / "docs" / "decisions").glob("*.md"))
    for number, record in enumerate(records, 1):
        text = record.read_text("utf-8")
        assert record.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number:04} ")
        parts = re.findall(r"^\*\*(\w+)(?: tried)?(?:\.\*\*|\*\*)", text, re.MULTILINE)
        assert parts == ["Context", "Choice", "Consequences", "Alternatives"], record.name
