"""Writing: all files or none, and never over one that is there."""

from pathlib import Path

import pytest

from efficiency_rules.scaffolds.naming import ScaffoldError
from efficiency_rules.scaffolds.writing import Amendment, write_new


def everything(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, and its folders."""
    found = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*"))}
    return {name: path.read_bytes() if path.is_file() else b"" for name, path in found.items()}


def test_files_and_folders_are_written(tmp_path: Path) -> None:
    """Folders are made as they are needed; an amended file holds its new content."""
    (tmp_path / "old").write_bytes(b"1")
    write_new({tmp_path / "a" / "b" / "c": b"2"}, {tmp_path / "old": Amendment(b"1", b"3")})
    assert everything(tmp_path) == {"a": b"", "a/b": b"", "a/b/c": b"2", "old": b"3"}


def test_every_file_that_is_there_is_named_and_none_written(tmp_path: Path) -> None:
    """All files in the way are told at once; the others are not written, nor is their folder made."""
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(b"mine")
    before = everything(tmp_path)
    with pytest.raises(ScaffoldError) as caught:
        write_new({tmp_path / name: b"theirs" for name in ("new/three", "two", "one")})
    assert [problem.facts["found"] for problem in caught.value.problems] == ["one", "two"]
    assert everything(tmp_path) == before


def test_a_link_to_nowhere_is_a_file_that_is_there(tmp_path: Path) -> None:
    """A dangling link is not written through."""
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ScaffoldError, match="new-exists"):
        write_new({tmp_path / "link": b"x"})
    assert not (tmp_path / "nowhere").exists()


def test_what_was_written_is_taken_away_when_something_fails(tmp_path: Path) -> None:
    """A file in the place of a folder stops the writing half-way: nothing of it stays."""
    (tmp_path / "blocked").write_bytes(b"a file")
    before = everything(tmp_path)
    with pytest.raises(OSError, match="blocked"):
        write_new({tmp_path / "made" / "first": b"1", tmp_path / "blocked" / "second": b"2"})
    assert everything(tmp_path) == before


def test_a_file_that_somebody_changed_meanwhile_is_not_amended(tmp_path: Path) -> None:
    """Then nothing is written at all, and amendments made until then are taken back."""
    for name in ("first", "second"):
        (tmp_path / name).write_bytes(b"1")
    before = everything(tmp_path)
    changes = {tmp_path / "first": Amendment(b"1", b"2"), tmp_path / "second": Amendment(b"0", b"2")}
    with pytest.raises(ScaffoldError, match="new-changed-meanwhile"):
        write_new({tmp_path / "new" / "file": b"x"}, changes)
    assert everything(tmp_path) == before
