"""Building a site: the same bytes again, only what changed anew, never over foreign files."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from efficiency_rules.cli.main import COMMANDS, main
from efficiency_rules.errors import EvaluationError
from efficiency_rules.publishing.site import writing
from efficiency_rules.publishing.site.building import build_site
from efficiency_rules.publishing.site.sources import Source, sources_of


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(sources, catalog, out):
    return build_site(sources, catalog, out, COMMANDS)


def test_a_second_build_elsewhere_gives_the_same_bytes(site, catalog, tmp_path):
    """Nothing of a page depends on the day, the folder or an earlier build."""
    build(sources_of(catalog)[::-1], catalog, tmp_path / "again")
    assert content(tmp_path / "again") == content(site)


def test_a_rebuild_touches_nothing_that_did_not_change(site, catalog, tmp_path):
    """Files of the same bytes stay as they lie."""
    out = tmp_path / "site"
    shutil.copytree(site, out)
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    built = build(sources_of(catalog), catalog, out)
    assert (built.written, built.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.html")} == stamps


def test_one_changed_ruleset_is_made_anew_and_nothing_else(site, catalog, tmp_path, monkeypatch):
    """An incremental build equals a whole one, and makes only the sections of the changed ruleset."""
    out = tmp_path / "site"
    shutil.copytree(site, out)
    changed = [_retitled(one) if one.ruleset.year == 2026 else one for one in sources_of(catalog)]
    made = []
    section = writing.Writer.section
    monkeypatch.setattr(
        writing.Writer,
        "section",
        lambda self, name, key, make: section(self, name, key, lambda: made.append(name) or make()),
    )
    build(changed, catalog, out)
    assert [name for name in made if name.startswith("ruleset:")] == ["ruleset:jingbian/2026"]
    build(changed, catalog, tmp_path / "whole")
    assert content(out) == content(tmp_path / "whole")


def _retitled(source: Source) -> Source:
    ruleset, text = source.load()
    changed = replace(ruleset, title="另一个标题（2026年，示例草案）")
    return replace(source, key="changed", load=lambda: (changed, text))


def test_pages_of_a_ruleset_that_is_gone_are_removed(site, catalog, tmp_path):
    """Only files that the site itself wrote are removed; empty folders go with them."""
    out = tmp_path / "site"
    shutil.copytree(site, out)
    (out / "jingbian/2026/note.txt").write_text("kept")
    built = build([one for one in sources_of(catalog) if one.ruleset.year == 2025], catalog, out)
    assert built.removed > 50
    assert [path.name for path in (out / "jingbian/2026").iterdir()] == ["note.txt"]
    assert not (out / "diff").exists()


def test_a_folder_with_other_files_is_refused(catalog, tmp_path, capsys):
    """Whatever lies there stays, and the error says what to do."""
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(EvaluationError, match="site-not-ours"):
        build(sources_of(catalog), catalog, tmp_path)
    assert content(tmp_path) == {"letter.txt": b"mine"}
    assert main(["site", "build", "--out", str(tmp_path), "--lang", "en"]) == 2
    assert "choose another folder" in capsys.readouterr().err


def test_a_build_that_is_interrupted_is_finished_by_the_next(site, catalog, tmp_path, monkeypatch):
    """The manifest comes last: pages that were lost or half replaced are made again."""
    out = tmp_path / "site"
    shutil.copytree(site, out)
    changed = [_retitled(one) if one.ruleset.year == 2026 else one for one in sources_of(catalog)]
    put, count = writing.Writer._put, []

    def failing(self, address, content):
        count.append(address)
        if len(count) == 10:
            raise KeyboardInterrupt
        return put(self, address, content)

    with monkeypatch.context() as patch:
        patch.setattr(writing.Writer, "_put", failing)
        with pytest.raises(KeyboardInterrupt):
            build(changed, catalog, out)
    build(changed, catalog, out)
    build(changed, catalog, tmp_path / "whole")
    assert content(out) == content(tmp_path / "whole")


def _interrupted(monkeypatch, after: int, run) -> None:
    """Run a build that is ended before it writes its file number `after`."""
    put, count = writing.Writer._put, []

    def failing(self, address, content):
        count.append(address)
        if len(count) == after:
            raise KeyboardInterrupt
        return put(self, address, content)

    with monkeypatch.context() as patch:
        patch.setattr(writing.Writer, "_put", failing)
        with pytest.raises(KeyboardInterrupt):
            run()


def test_a_first_build_that_is_interrupted_is_finished_by_the_next(catalog, site, tmp_path, monkeypatch):
    """The folder is ours from the first file on; pages that nobody makes any more are removed."""
    out = tmp_path / "site"
    both = sources_of(catalog)
    _interrupted(monkeypatch, 150, lambda: build(both, catalog, out))
    assert len(content(out)) > 100
    one = [source for source in both if source.ruleset.year == 2026]
    build(one, catalog, out)
    build(one, catalog, tmp_path / "whole")
    assert content(out) == content(tmp_path / "whole")


def test_going_back_after_an_interrupted_build_leaves_no_page_of_it(site, catalog, tmp_path, monkeypatch):
    """Pages that were replaced already are not taken for those of the earlier build."""
    out = tmp_path / "site"
    shutil.copytree(site, out)
    changed = [_retitled(one) for one in sources_of(catalog)]
    _interrupted(monkeypatch, 40, lambda: build(changed, catalog, out))
    assert content(out) != content(site)
    build(sources_of(catalog), catalog, out)
    assert content(out) == content(site)


OTHERS = ("mynotes/index.html", "mynotes/index.json", "mynotes/ledgers/own.xlsx", "jingbian/2025/.draft.new", "own.txt")


@pytest.mark.parametrize("after", [2, 150])
def test_files_of_others_stay_after_an_interrupted_build(catalog, site, tmp_path, monkeypatch, after):
    """Whatever they are called and wherever they lie: only what a build noted before it wrote is ours."""
    out = tmp_path / "site"
    _interrupted(monkeypatch, after, lambda: build(sources_of(catalog), catalog, out))
    for address in OTHERS:
        (out / address).parent.mkdir(parents=True, exist_ok=True)
        (out / address).write_text("mine")
    build(sources_of(catalog), catalog, out)
    assert content(out) == content(site) | dict.fromkeys(OTHERS, b"mine")


@pytest.mark.parametrize("first", [True, False])
def test_half_a_file_of_an_interrupted_build_is_cleared_away(catalog, site, tmp_path, monkeypatch, first):
    """A build that ended between writing a file and putting it in its place leaves nothing behind for good."""
    out = tmp_path / "site"
    if not first:
        shutil.copytree(site, out)
        (out / "jingbian/2025/grading/index.html").unlink()
    replaced = os.replace

    def ended(fresh, path):
        if "grading" in str(path):
            raise KeyboardInterrupt
        replaced(fresh, path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", ended)
        with pytest.raises(KeyboardInterrupt):
            build(sources_of(catalog), catalog, out)
    assert list(out.rglob(".index.html.new"))
    build(sources_of(catalog), catalog, out)
    assert content(out) == content(site)


def test_a_file_of_somebody_else_where_a_page_has_to_lie_is_refused(catalog, site, tmp_path):
    """It stays as it is; once it is moved away the next build makes the whole site."""
    out = tmp_path / "site"
    build([one for one in sources_of(catalog) if one.ruleset.year == 2025], catalog, out)
    other = out / "jingbian/2026/index.html"
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    with pytest.raises(EvaluationError, match=r"jingbian/2026/index\.html.*site-file-not-ours"):
        build(sources_of(catalog), catalog, out)
    assert other.read_text() == "mine"
    other.unlink()
    build(sources_of(catalog), catalog, out)
    assert content(out) == content(site)


def _emptied(page: Path) -> None:
    page.write_bytes(b"")


def _emptied_long_ago(page: Path) -> None:
    page.write_bytes(b"")
    os.utime(page, (0, 0))


def _edited_to_equal_length(page: Path) -> None:
    page.write_bytes(page.read_bytes().replace("靖边".encode(), "定边".encode()))


@pytest.mark.parametrize("damaged", [Path.unlink, _emptied, _emptied_long_ago, _edited_to_equal_length])
@pytest.mark.parametrize("address", ["jingbian/2025/index.html", "search-index.js"])
def test_a_damaged_page_is_made_again(catalog, site, tmp_path, damaged, address):
    """The site is the same bytes again, and nothing but the damaged file is written."""
    out = tmp_path / "site"
    shutil.copytree(site, out)
    damaged(out / address)
    assert content(out) != content(site)
    built = build(sources_of(catalog), catalog, out)
    assert (built.written, built.removed) == (1, 0)
    assert content(out) == content(site)


def test_a_copy_whose_files_are_newer_than_its_manifest_is_kept(catalog, site, tmp_path):
    """A copy gives every file another time; their bytes are the same, so nothing is written."""
    out = tmp_path / "site"
    shutil.copytree(site, out, copy_function=shutil.copyfile)
    os.utime(out / "manifest.json", (0, 0))
    assert build(sources_of(catalog), catalog, out).written == 0


def test_json_stands_beside_every_page(tried_site, pages):
    """Each is an object that names its schema."""
    for path in pages:
        data = json.loads((tried_site / path).with_suffix(".json").read_text("utf-8"))
        assert data["schema"].startswith("efficiency-rules/")


def test_the_command_builds_and_says_what_it_did(tmp_path, capsys):
    """In both languages, with the file to open."""
    assert main(["site", "build", "--out", str(tmp_path / "a")]) == 0
    assert f"打开 {tmp_path / 'a'}/index.html" in capsys.readouterr().out
    assert main(["site", "build", "--out", str(tmp_path / "a"), "--lang", "en"]) == 0
    assert "0 files written" in capsys.readouterr().out
