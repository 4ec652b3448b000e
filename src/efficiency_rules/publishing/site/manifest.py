"""The manifest: which files a site holds, and from what each part of it was made."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_json

from efficiency_rules.publishing.search import FIELDS, Entry, row_of
from efficiency_rules.publishing.site.documents import Document

SCHEMA = "efficiency-rules/site-manifest/2"

Mark = tuple[str, int]
"""By what a file is known again: the SHA-256 of its bytes, and how many there are."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site that is made together: the key of all it was made from, its files with their marks, and what
    the search knows of it."""

    key: str
    files: Mapping[str, Mark]
    entries: tuple[Entry, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the section as plain data."""
        files = dict(sorted(self.files.items()))
        return {"key": self.key, "files": files, "entries": [row_of(one) for one in self.entries]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Section":
        """Return a section from plain data."""
        entries = tuple(Entry(**dict(zip(FIELDS, row, strict=True))) for row in data["entries"])
        files = {name: (str(digest), int(size)) for name, (digest, size) in data["files"].items()}
        return cls(data["key"], files, entries)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The sections of a site by name, and what was read of its rulesets, by the key of all that it rests on.

    Empty where there is no site yet. `files` are those of all sections.
    """

    sections: Mapping[str, Section]
    documents: Mapping[str, Document]
    files: Mapping[str, Mark] = field(init=False)

    def __post_init__(self) -> None:
        files = {name: mark for section in self.sections.values() for name, mark in section.files.items()}
        object.__setattr__(self, "files", files)

    @classmethod
    def of(cls, content: bytes) -> "Manifest":
        """Return the manifest from its bytes; raises ValueError, KeyError or TypeError when they are none of ours."""
        data = json.loads(content)
        if data["schema"] != SCHEMA:
            raise KeyError(data["schema"])
        sections = {name: Section.from_dict(section) for name, section in data["sections"].items()}
        documents = {key: Document.from_dict(one) for key, one in data["documents"].items()}
        return cls(sections, documents)

    def content(self) -> bytes:
        """Return the manifest as bytes."""
        sections = {name: section.to_dict() for name, section in sorted(self.sections.items())}
        documents = {key: one.to_dict() for key, one in sorted(self.documents.items())}
        data = {"schema": SCHEMA, "documents": documents, "sections": sections}
        return to_json(data, indent=1) + b"\n"


def mark_of(content: bytes) -> Mark:
    """Return by what a file of these bytes is known again."""
    return hashlib.sha256(content).hexdigest(), len(content)
