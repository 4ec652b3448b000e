"""Every link of the site leads to something, and nothing leads out of its folder."""

import posixpath
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

_REFERS = {"href", "src", "action", "poster", "data", "srcset"}


class Links(HTMLParser):
    """What a page refers to, and the ids it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        self.targets += [value for name, value in attrs if name in _REFERS]


def test_every_link_and_every_anchor_resolves(tried_site, pages):
    """Links name files, so that they work from a folder; a part of a page that a link names is there."""
    read = {path: Links(html) for path, html in pages.items()}
    broken = []
    for path, links in read.items():
        for target in links.targets:
            file = urlsplit(target)
            meant = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file.path))) if file.path else path
            )
            if not (tried_site / meant).is_file() or (file.fragment and unquote(file.fragment) not in read[meant].ids):
                broken.append((path, target))
    assert broken == []
    assert sum(len(links.targets) for links in read.values()) > 1000


def test_nothing_leads_out_of_the_folder(pages):
    """No page refers to a scheme, a host or a folder above the root; no style or script is inside a page."""
    for path, html in pages.items():
        links = Links(html)
        for target in links.targets:
            assert not urlsplit(target).scheme, (path, target)
            assert not target.startswith(("/", "\\")), (path, target)
            assert target.count("../") <= path.count("/"), (path, target)
        assert "<style" not in html
        assert " style=" not in html
        assert html.count("<script") == html.count(" defer></script>") + html.count('<script type="application/json"')


def test_ids_of_a_page_are_unique(pages):
    """An anchor means one place."""
    for path, html in pages.items():
        ids = Links(html).ids
        assert len(ids) == len(set(ids)), (path, [one for one in ids if ids.count(one) > 1])
