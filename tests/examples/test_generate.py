"""The generator writes what is kept, the same every time."""

from pathlib import Path

from fiction.books import roster_book
from fiction.folders import county_books
from fiction.units import county
from fiction.writing import book_bytes

from efficiency_rules.evidence.tables import read_tables


def contents(folder: Path) -> dict[str, object]:
    """Every file of a folder: a workbook as the cells of its sheets, anything else as its bytes."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".xlsx" and path.read_bytes().startswith(b"PK"):
            found[name] = [(table.sheet, table.rows) for table in read_tables(path).tables]
        elif path.is_file() and not path.read_bytes().startswith(b"PK"):
            found[name] = path.read_bytes()
        elif path.is_file():
            found[name] = "a workbook that is not called one"
    return found


def test_kept_files_are_what_the_generator_writes(examples: Path, regenerated: Path) -> None:
    """Generating into an empty folder gives the files of the tree, cell by cell."""
    for name in ("county", "county-with-mistakes"):
        kept, new = contents(examples / name), contents(regenerated / name)
        assert list(kept) == list(new)
        assert [file for file in kept if kept[file] != new[file]] == []


def test_workbooks_have_the_same_bytes_every_time(regenerated: Path) -> None:
    """Neither the clock nor anything else of the machine gets into a file."""
    for book in county_books():
        assert book_bytes(book) == (regenerated / "county" / "ledgers" / book.file).read_bytes(), book.file
    assert book_bytes(roster_book(county())) == (regenerated / "county" / "roster.xlsx").read_bytes()
