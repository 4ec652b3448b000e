"""The manifest: which files a site holds, and from what each part of it was made."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from efficiency_rules.errors import EvaluationError, Place, Problem
from efficiency_rules.publishing.search import Entry
from efficiency_rules.publishing.site.documents import Document

MANIFEST = "manifest.json"
_PAGES = ("index.html", "index.json", "ledgers/*.xlsx", ".*.new")
SCHEMA = "efficiency-rules/site-manifest/1"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site that is made together: the key of all it was made from, its files with their digests, and
    what the search knows of it."""

    key: str
    files: Mapping[str, str]
    entries: tuple[Entry, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the section as plain data."""
        entries = [[one.address, one.title, one.clause, one.text, one.year, one.kind] for one in self.entries]
        return {"key": self.key, "files": dict(sorted(self.files.items())), "entries": entries}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Section":
        """Return a section from plain data."""
        names = ("address", "title", "clause", "text", "year", "kind")
        entries = tuple(Entry(**dict(zip(names, row, strict=True))) for row in data["entries"])
        return cls(data["key"], data["files"], entries)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The sections of a site by name, and what was read of its rulesets, by the key of all that it rests on.

    Empty where there is no site yet.

    `finished` is false while a build is at work, and after one that was interrupted: the folder then holds other things
    what the sections say.
    """

    sections: Mapping[str, Section]
    documents: Mapping[str, Document]
    finished: bool = True

    @classmethod
    def read(cls, out: Path) -> "Manifest":
        """Return the manifest of the site in a folder.

        Raises EvaluationError when the folder holds files and no manifest of ours.
        """
        if not out.exists() or (out.is_dir() and not any(out.iterdir())):
            return cls({}, {})
        try:
            data = json.loads((out / MANIFEST).read_text("utf-8"))
            if data["schema"] != SCHEMA:
                raise KeyError(data["schema"])
            sections = {name: Section.from_dict(section) for name, section in data["sections"].items()}
            documents = {key: Document.from_dict(one) for key, one in data.get("documents", {}).items()}
            return cls(sections, documents, data["finished"] is True)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EvaluationError(Problem("site-not-ours", Place(str(out)), {"found": str(out)})) from error

    def files(self, out: Path) -> dict[str, str]:
        """Return the digest of every file of the site in `out`, by address.

        After an interrupted build the files are read, and whatever is called like a page counts as one.
        """
        listed = {name: digest for section in self.sections.values() for name, digest in section.files.items()}
        if self.finished:
            return listed
        pages = {path.relative_to(out).as_posix() for pattern in _PAGES for path in out.rglob(pattern)}
        there = (name for name in sorted(pages | set(listed)) if (out / name).is_file())
        return {name: digest_of((out / name).read_bytes()) for name in there}

    def content(self) -> bytes:
        """Return the manifest as bytes."""
        sections = {name: section.to_dict() for name, section in sorted(self.sections.items())}
        documents = {key: one.to_dict() for key, one in sorted(self.documents.items())}
        data = {"schema": SCHEMA, "finished": self.finished, "documents": documents, "sections": sections}
        return to_json(data, indent=1) + b"\n"


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def write(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or as it was before."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
    os.replace(fresh, path)


def remove(out: Path, gone: Iterable[str]) -> int:
    """Remove files that no page is made of any more, and the folders they leave empty; return how many."""
    count = 0
    for address in sorted(gone):
        path = out / address
        path.unlink(missing_ok=True)
        count += 1
        for folder in path.parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()
    return count
