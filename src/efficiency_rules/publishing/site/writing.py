"""Writing: section by section into the folder of the site, the manifest last."""

from collections.abc import Callable, Iterable, Mapping

from efficiency_rules.publishing.search import Entry, index_script
from efficiency_rules.publishing.site.documents import Document
from efficiency_rules.publishing.site.folder import Folder
from efficiency_rules.publishing.site.manifest import Manifest, Mark, Section, mark_of
from efficiency_rules.publishing.site.page import Page
from efficiency_rules.publishing.site.rendering import Rendering

Parts = tuple[Iterable[Page], Mapping[str, bytes]]
"""The pages of a section, and its other files."""

_INDEX = "search-index.js"


class Writer:
    """Writes a site over an earlier one; files whose bytes are the same are not touched."""

    def __init__(self, folder: Folder, rendering: Rendering, documents: Mapping[str, Document]) -> None:
        """`folder` holds the earlier site, `documents` go into the manifest of the new one."""
        self._folder = folder
        self._rendering = rendering
        self._documents = documents
        self._sections: dict[str, Section] = {}
        self.pages = self.written = self.kept = 0
        folder.begin()

    def section(self, name: str, key: str, make: Callable[[], Parts]) -> None:
        """Add a section; it is made only when its key is not that of the earlier site, or a file of it is not whole."""
        earlier = self._folder.manifest.sections.get(name)
        if earlier is not None and earlier.key == key and self._whole(earlier):
            self._sections[name] = earlier
            self.kept += len(earlier.files)
            self.pages += sum(file.endswith(".html") for file in earlier.files)
            return
        files: dict[str, Mark] = {}
        entries: list[Entry] = []
        pages, others = make()
        for page in pages:
            entries += [page.entry] if page.entry is not None else []
            files |= self._put_all(dict(self._rendering.files(page)))
            self.pages += 1
        files |= self._put_all(others)
        self._sections[name] = Section(key, files, tuple(entries))

    def finish(self) -> int:
        """Write the index of the search and the manifest, remove what is no page any more; return how many files."""
        entries = [entry for section in self._sections.values() for entry in section.entries]
        index = self._put_all({_INDEX: index_script(entries)})
        return self._folder.finish(Manifest({**self._sections, "search": Section("", index, ())}, self._documents))

    def _whole(self, section: Section) -> bool:
        return all(self._folder.holds(address, mark) for address, mark in section.files.items())

    def _put_all(self, files: Mapping[str, bytes]) -> dict[str, Mark]:
        self._folder.note(files)
        return {address: self._put(address, content) for address, content in files.items()}

    def _put(self, address: str, content: bytes) -> Mark:
        mark = mark_of(content)
        if self._folder.manifest.files.get(address) == mark and self._folder.holds(address, mark):
            self.kept += 1
        else:
            self._folder.put(address, content)
            self.written += 1
        return mark
