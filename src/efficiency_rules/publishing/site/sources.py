"""The rulesets of a site: those of the installed bundles and more files, each read and bound only when asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from efficiency_rules.evaluation.digests import of_bytes, of_data
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.checksums import checksums_over
from efficiency_rules.rulesets.document import read_document
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.pinning import Sound


@dataclass(frozen=True, slots=True)
class Source:
    """A ruleset file; `key` is the digest of its bytes and of the CHECKSUMS over it.

    `load` reads and binds it once; it returns the ruleset, and the name of the file with the plan's text (None where
    none is named). It raises RulesetError where the file does not hold.
    """

    file: Path
    key: str
    load: Callable[[], tuple[Ruleset, str | None]]

    @property
    def ruleset(self) -> Ruleset:
        """The ruleset, read now if it was not before."""
        return self.load()[0]

    def plan(self, text: str | None) -> str | None:
        """Return the plan's text in the file of this name; None where none is named or it cannot be read."""
        if text is None:
            return None
        try:
            return (self.file.resolve().parent / text).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None


def sources_of(catalog: Catalog, files: Iterable[Path] = ()) -> list[Source]:
    """Return the rulesets of a catalog and of these files.

    Raises RulesetError when one of the catalog that was published is gone.
    """
    sound: Sound = {}
    all_files = [*catalog.files(), *files]
    return [Source(file, _key(file), cache(partial(_load, catalog, file, sound))) for file in all_files]


def _key(file: Path) -> str:
    listing = checksums_over(file)
    inside = None if listing is None else file.resolve().relative_to(listing.parent).as_posix()
    try:
        return of_data(
            [of_bytes(file.read_bytes()), inside, None if listing is None else of_bytes(listing.read_bytes())]
        )
    except OSError:
        # Said when it is loaded.
        return ""


def _load(catalog: Catalog, file: Path, sound: Sound) -> tuple[Ruleset, str | None]:
    document = read_document(file)
    text = document.parts.document.get("text")
    return catalog.bound(document, sound), None if text is None else str(text)
