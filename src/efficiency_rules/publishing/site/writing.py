"""Writing: section by section into the folder of the site, the manifest last."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from os.path import isfile, join
from pathlib import Path

from efficiency_rules.publishing.search import Entry, index_script
from efficiency_rules.publishing.site.documents import Document
from efficiency_rules.publishing.site.manifest import MANIFEST, Manifest, Section, digest_of, remove, write
from efficiency_rules.publishing.site.page import Page
from efficiency_rules.publishing.site.rendering import Rendering

Parts = tuple[Iterable[Page], Mapping[str, bytes]]
"""The pages of a section, and its other files."""

_INDEX = "search-index.js"


class Writer:
    """Writes a site over an earlier one; files whose bytes are the same are not touched."""

    def __init__(self, out: Path, rendering: Rendering, before: Manifest, documents: Mapping[str, Document]) -> None:
        """`before` is the manifest of the earlier site, `documents` go into the new one."""
        self._out = out
        self._rendering = rendering
        self._documents = documents
        self._before = before
        self._known = self._before.files(out)
        # From here on the folder is not what its manifest says, until `finish`.
        write(out / MANIFEST, replace(self._before, finished=False).content())
        self._sections: dict[str, Section] = {}
        self.pages = self.written = self.kept = 0

    def section(self, name: str, key: str, make: Callable[[], Parts]) -> None:
        """Add a section; it is made only when its key is not that of the earlier site, or a file of it is gone."""
        earlier = self._before.sections.get(name)
        if earlier is not None and earlier.key == key and self._before.finished and self._whole(earlier):
            self._sections[name] = earlier
            self.kept += len(earlier.files)
            self.pages += sum(file.endswith(".html") for file in earlier.files)
            return
        files: dict[str, str] = {}
        entries: list[Entry] = []
        pages, others = make()
        for page in pages:
            entries += [page.entry] if page.entry is not None else []
            for address, content in self._rendering.files(page):
                files[address] = self._put(address, content)
            self.pages += 1
        for address, content in others.items():
            files[address] = self._put(address, content)
        self._sections[name] = Section(key, files, tuple(entries))

    def finish(self) -> int:
        """Write the index of the search and the manifest, remove what is no page any more; return how many files."""
        entries = [entry for section in self._sections.values() for entry in section.entries]
        index = {_INDEX: self._put(_INDEX, index_script(entries))}
        made = Manifest({**self._sections, "search": Section("", index, ())}, self._documents)
        removed = remove(self._out, set(self._known) - set(made.files(self._out)))
        write(self._out / MANIFEST, made.content())
        return removed

    def _whole(self, section: Section) -> bool:
        # Ten thousand files: a Path for each takes longer than to look.
        return all(isfile(join(self._out, file)) for file in section.files)

    def _put(self, address: str, content: bytes) -> str:
        digest = digest_of(content)
        if self._known.get(address) == digest and (self._out / address).is_file():
            self.kept += 1
        else:
            write(self._out / address, content)
            self.written += 1
        return digest
