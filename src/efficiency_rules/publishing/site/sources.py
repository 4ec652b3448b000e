"""The rulesets of a site: those of the installed bundles and more files, each with the text of its plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.document import RulesetDocument, read_document
from efficiency_rules.rulesets.model import Ruleset


@dataclass(frozen=True, slots=True)
class Source:
    """A ruleset, and the text of the plan that it names (None without)."""

    ruleset: Ruleset
    plan: str | None


def sources_of(catalog: Catalog, files: Iterable[Path] = ()) -> list[Source]:
    """Return the rulesets of a catalog and of these files; raises RulesetError where one does not hold."""
    documents = [*catalog.documents(), *(read_document(path) for path in files)]
    return [Source(catalog.bound(document), plan_text(document)) for document in documents]


def plan_text(document: RulesetDocument) -> str | None:
    """Return the text that `document.text` names; None where none is named or it cannot be read."""
    named = document.parts.document.get("text")
    if named is None:
        return None
    try:
        return (Path(document.file).resolve().parent / str(named)).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
