"""A ruleset file as read, before any plugin is needed: enough to choose the one in force."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Place, Problem, RulesetError
from efficiency_rules.period import Period
from efficiency_rules.rulesets.checks import check_parts
from efficiency_rules.rulesets.checksums import compare, note_unlisted
from efficiency_rules.rulesets.grading_notes import note_grading
from efficiency_rules.rulesets.model import SourceDocument, Status, ruleset_id
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.structure import Parts, read_parts
from efficiency_rules.rulesets.waiting import note_waiting
from efficiency_rules.strict_yaml import examine

ARGUMENTS = ".equivalent.yaml"
"""How the name of a file ends that argues about a ruleset instead of being one (docs/mutation.md)."""


def is_ruleset_file(path: Path) -> bool:
    """Say whether a YAML file of a folder of rulesets is one by its name: not its cases and not its arguments."""
    return not path.name.endswith((".cases.yaml", ARGUMENTS))


@dataclass(frozen=True, slots=True)
class RulesetDocument:
    """A ruleset file whose structure holds; `notes` are warnings and what still waits for the county."""

    scheme: str
    year: int
    revision: int
    status: Status
    title: str
    document: SourceDocument
    valid: Period
    file: str
    digest: str
    notes: tuple[Problem, ...] = field(repr=False)
    parts: Parts = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        """`scheme/year`, with `-rN` behind it from the second revision on."""
        return ruleset_id(self.scheme, self.year, self.revision)

    @property
    def outright(self) -> str:
        """`scheme/year-rN`, the first revision too: the name that means this file, whatever is in force."""
        return f"{self.scheme}/{self.year}-r{self.revision}"


def read_document(path: Path) -> RulesetDocument:
    """Return the document in a file; raises RulesetError with all problems that show without plugins.

    A published file that is not what CHECKSUMS says it was is one of them. `digest` is the SHA-256 of the file's
    bytes, in hexadecimal.
    """
    content, problems = read_bytes(path)
    return _document(content, str(path), problems)


def document_of(content: bytes, file: str) -> RulesetDocument:
    """Return the document that these bytes of `file` hold, whether or not the file is on this machine.

    Raises RulesetError as `read_document` does.
    """
    return _document(content, file, Problems())


def _document(content: bytes, file: str, problems: Problems) -> RulesetDocument:
    parts = examine_parts(content, file, {}, problems)
    if parts is None or problems.errors:
        raise RulesetError(problems.errors)
    head, source = parts.head, parts.document
    return RulesetDocument(
        scheme=head.get("scheme"),
        year=head.get("year"),
        revision=head.get("revision", 1),
        status=head.get("status"),
        title=head.get("title"),
        document=SourceDocument(
            source.get("name"), source.get("number", ""), source.get("issued_on"), source.get("note", "")
        ),
        valid=Period(head.get("valid_from"), head.get("valid_to")),
        file=file,
        digest=hashlib.sha256(content).hexdigest(),
        notes=tuple(problems.found),
        parts=parts,
    )


def read_bytes(path: Path) -> tuple[bytes, Problems]:
    """Return a file's bytes, or none and the problem of a file that cannot be read."""
    problems = Problems()
    try:
        return path.read_bytes(), problems
    except OSError as error:
        problems.add("yaml-unreadable", Place(str(path)), found=path.name, reason=type(error).__name__)
        return b"", problems


def examine_parts(content: bytes, file: str, criteria: Mapping[str, Criterion], problems: Problems) -> Parts | None:
    """Return the parts of a file's bytes, None where its structure cannot be told; notes all problems.

    `criteria` (by `id@edition`) only give what waits for the county the words of its item; there may be none.
    """
    if problems.found:
        return None
    left_out = compare(content, Path(file), problems)
    document, found = examine(content, file)
    problems.found.extend(found)
    if document is None or document.data is None:
        return None
    parts = read_parts(Node.root(document), problems)
    check_parts(parts, problems)
    note_waiting(parts, criteria, problems)
    note_grading(parts, problems)
    if left_out and parts.head.get("status") == "published":
        note_unlisted(content, Path(file), problems)
    return parts
