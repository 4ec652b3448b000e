"""The pages of docs/ as data, and the invented county of 青禾县 that their examples build."""

import importlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import efficiency_rules as er

ROOT = Path(__file__).parents[2]

_BLOCK = re.compile(r"^`([^`\n]+)`\n\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)

Rows = list[list[str]]


@dataclass(frozen=True)
class Page:
    """One page: its text, the files it shows (several versions of one file in order), its tables by heading."""

    path: Path

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @property
    def files(self) -> list[tuple[str, str]]:
        return [(name, content) for name, _, content in _BLOCK.findall(self.text)]

    def tables(self, heading: str) -> list[Rows]:
        """Return the tables between a heading and the next one: rows of cells, heading row first."""
        match = next(m for m in _HEADING.finditer(self.text) if m[1] == heading)
        after = _HEADING.search(self.text, match.end())
        section = self.text[match.end() : after.start() if after else None]
        blocks = re.findall(r"(?:^\|.*\n?)+", section, re.MULTILINE)
        return [_rows(block) for block in blocks]

    def table(self, heading: str) -> list[dict[str, str]]:
        """Return the first table below a heading, one mapping a row."""
        first, *rows = self.tables(heading)[0]
        return [dict(zip(first, row, strict=True)) for row in rows]


def _rows(block: str) -> Rows:
    lines = [line.strip().strip("|") for line in block.strip().splitlines()]
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)] for line in lines]
    return [row for row in rows if not all(set(cell) <= set("-: ") and cell for cell in row)]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def page() -> Callable[[str], Page]:
    """Return a page of docs/ by its name."""
    return lambda name: Page(ROOT / "docs" / name)


@pytest.fixture(scope="session")
def pages() -> list[Page]:
    """All pages."""
    return [Page(path) for path in sorted((ROOT / "docs").rglob("*.md"))]


@pytest.fixture(scope="session")
def write() -> Callable[[Path, Any], Path]:
    """Return a function that writes files (names and contents) below a folder; a later version replaces one."""

    def write_files(folder: Path, files: Any) -> Path:
        for name, content in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        return folder

    return write_files


@contextmanager
def _importable(folder: Path, package: str) -> Iterator[Any]:
    """Import a package from a folder without leaving a trace in sys.modules."""
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(package)
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.split(".")[0] == package]:
            del sys.modules[name]


@pytest.fixture(scope="session")
def importable() -> Callable[[Path, str], AbstractContextManager[Any]]:
    """Return a context in which a package of a folder can be imported, and after which it is forgotten."""
    return _importable


@pytest.fixture(scope="session")
def load() -> Callable[[Path], tuple[er.Catalog, Any]]:
    """Return a function that loads the bundle `qinghe_rules` of a folder alone: its catalog and its module."""

    def load_bundle(folder: Path) -> tuple[er.Catalog, Any]:
        with _importable(folder, "qinghe_rules") as module:
            return er.load_plugins([module], discover=False), module

    return load_bundle


@dataclass(frozen=True)
class Qinghe:
    """The county of the pages: where its files are, its catalog, and the module of its bundle."""

    folder: Path
    catalog: er.Catalog
    module: Any

    @property
    def ruleset(self) -> er.Ruleset:
        return self.catalog.named("qinghe/2025")

    def evaluate(self, period: er.Period | None = None, decided: bool = False) -> er.Evaluation:
        """Return the evaluation of the county's files."""
        roster = er.read_roster(self.folder / "roster.csv", self.ruleset)
        evidence = er.read_evidence(self.folder / "ledgers", self.ruleset, roster)
        decisions = er.read_decisions(self.folder / "decisions.yaml") if decided else ()
        return er.evaluate(self.ruleset, roster, evidence, period, decisions)


@pytest.fixture(scope="session")
def qinghe(
    tmp_path_factory: pytest.TempPathFactory,
    page: Callable[[str], Page],
    write: Callable[[Path, Any], Path],
    load: Callable[[Path], tuple[er.Catalog, Any]],
) -> Qinghe:
    """The whole county: every file that criteria.md, ruleset.md and results.md show."""
    folder = tmp_path_factory.mktemp("qinghe")
    for name in ("criteria.md", "ruleset.md", "results.md"):
        write(folder, page(name).files)
    return Qinghe(folder, *load(folder))


@pytest.fixture(scope="session")
def backticked() -> Callable[[str], list[str]]:
    """Return a function that finds the words in backticks, outside of code blocks."""
    return lambda text: re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="session")
def slug() -> Callable[[str], str]:
    """Return a function from a heading to its anchor, as GitHub makes it."""

    def anchor(heading: str) -> str:
        kept = "".join(sign for sign in heading.lower() if sign.isalnum() or sign in " -_")
        return kept.replace(" ", "-")

    return anchor


@pytest.fixture(scope="session")
def resolve() -> Callable[[str], Any]:
    """Return a function that finds a dotted name below `efficiency_rules`; AttributeError when there is none."""

    def find(dotted: str) -> Any:
        parts = dotted.split(".")
        for size in range(len(parts), 0, -1):
            try:
                found: Any = importlib.import_module(".".join(["efficiency_rules", *parts[:size]]))
            except ModuleNotFoundError:
                continue
            for part in parts[size:]:
                fields: Mapping[str, Any] = getattr(found, "__dataclass_fields__", {})
                found = fields[part] if part in fields else getattr(found, part)
            return found
        raise AttributeError(dotted)

    return find
