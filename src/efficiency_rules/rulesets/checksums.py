"""CHECKSUMS: the SHA-256 of every published file of a folder of rulesets, compared whenever one is read."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from efficiency_rules.errors import Place, Problem
from efficiency_rules.rulesets.problems import Problems, shown

NAME = "CHECKSUMS"
"""The file's name; its lines are those of `sha256sum`, with paths relative to its folder."""

_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](\S.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the digest that a file was published with, the file relative to the folder, and the line."""

    digest: str
    name: str
    line: int


def checksums_over(path: Path) -> Path | None:
    """Return the CHECKSUMS of a ruleset file: in its own folder, else in the one above; None where there is none."""
    folder = path.resolve().parent
    return next((one / NAME for one in (folder, folder.parent) if (one / NAME).is_file()), None)


def read_checksums(file: Path) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a CHECKSUMS file in its order, and a problem for each line that is none."""
    entries: dict[str, Entry] = {}
    problems = []
    for number, text in enumerate(file.read_text("utf-8-sig", errors="replace").splitlines(), 1):
        if not text.strip() or text.startswith("#"):
            continue
        place, match = Place(str(file), number), _LINE.fullmatch(text.rstrip())
        if match is None:
            problems.append(Problem("checksum-line", place, {"found": shown(text)}))
        elif match[2] in entries:
            problems.append(Problem("checksum-twice", place, {"found": match[2], "first": entries[match[2]].line}))
        else:
            entries[match[2]] = Entry(match[1].lower(), match[2], number)
    return list(entries.values()), problems


def compare(content: bytes, path: Path, problems: Problems) -> bool:
    """Say whether a CHECKSUMS over a ruleset file leaves it out; notes an error where its bytes were changed."""
    file = checksums_over(path)
    if file is None:
        return False
    name = _relative(path, file)
    entry = next((one for one in read_checksums(file)[0] if one.name == name), None)
    if entry is not None and (digest := _digest(content)) != entry.digest:
        problems.found.append(_changed(path, file, entry, digest))
    return entry is None


def note_unlisted(content: bytes, path: Path, problems: Problems) -> None:
    """Note a published file that the CHECKSUMS over it leaves out, with the line that it lacks."""
    file = checksums_over(path)
    assert file is not None
    facts = {"file": path.name, "checksums": str(file), "expected": f"{_digest(content)}  {_relative(path, file)}"}
    problems.add("checksum-unlisted", Place(str(path)), **facts)


def check_frozen(path: Path) -> list[Problem]:
    """Return the problem of a published ruleset file that has no CHECKSUMS over it, with the line one would hold."""
    if checksums_over(path) is not None:
        return []
    folder = path.resolve().parent
    line = f"{_digest(path.read_bytes())}  {folder.name}/{path.name}"
    facts = {"file": path.name, "found": folder.name, "expected": line}
    return [Problem("checksum-none", Place(str(path)), facts)]


def check_listing(file: Path) -> list[Problem]:
    """Return what is wrong with a CHECKSUMS file itself: lines, and files that it lists and that are gone."""
    entries, problems = read_checksums(file)
    gone = [one for one in entries if not (file.parent / one.name).is_file()]
    for one in gone:
        facts = {"file": one.name, "checksums": str(file)}
        problems.append(Problem("checksum-missing", Place(str(file), one.line), facts))
    return sorted(problems, key=lambda problem: problem.place.line or 0)


def check_published(file: Path) -> list[Problem]:
    """Return everything that is wrong with a CHECKSUMS file and with the files that it lists."""
    problems = Problems(check_listing(file))
    for entry in read_checksums(file)[0]:
        path = file.parent / entry.name
        if path.is_file() and (digest := _digest(path.read_bytes())) != entry.digest:
            problems.found.append(_changed(path, file, entry, digest))
    return problems.found


def listings_over(paths: Iterable[Path]) -> list[Path]:
    """Return the CHECKSUMS files of ruleset files, each once, in the order of their paths."""
    return sorted({file for path in paths if (file := checksums_over(path)) is not None})


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _relative(path: Path, file: Path) -> str:
    return path.resolve().relative_to(file.parent).as_posix()


def _changed(path: Path, file: Path, entry: Entry, digest: str) -> Problem:
    facts = {"file": entry.name, "checksums": str(file), "expected": entry.digest, "found": digest}
    return Problem("checksum-changed", Place(str(path)), facts)
