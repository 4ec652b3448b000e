"""The history: it only grows, and whatever is done to its files is noticed and named."""

import json
import os
from hashlib import sha256

import appeals
import pytest
from appeals import adjust, codes, revoke, withdraw
from hypothesis import given
from hypothesis import strategies as st

import efficiency_rules as er
from efficiency_rules.changes import history as module
from efficiency_rules.changes.digest import content_digest
from efficiency_rules.changes.history import check_history

RULES = appeals.rules()
WORLD = appeals.county([("n1", "u000", "重"), ("n2", "u001", "轻"), ("n3", "u002", "重")], 4)
FIRST = appeals.evaluate(WORLD, RULES)
STEPS = ([withdraw("n1")], [adjust("u001", "events", "58"), adjust("u002", "awards", "1")], [revoke(withdraw("n1"))])


def written(folder):
    """Write three entries and return their files."""
    for corrections in STEPS:
        er.append_history(folder, er.regrade(FIRST, corrections, er.read_history(folder).corrections))
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """The bytes of a history of three entries, by file name."""
    return {path.name: path.read_bytes() for path in written(tmp_path_factory.mktemp("kept") / "history")}


def put(folder, files):
    """Write these files into an empty folder."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_entries_follow_on_each_other(kept, tmp_path):
    """Three files, each with its number, the digest of the one before, and the digests of both results."""
    assert list(kept) == ["000001.json", "000002.json", "000003.json"]
    contents = [json.loads(content) for content in kept.values()]
    digests = [sha256(content).hexdigest() for content in kept.values()]
    assert [content["seq"] for content in contents] == [1, 2, 3]
    assert [content["previous"] for content in contents] == ["", *digests[:2]]
    assert [content["before"] for content in contents[1:]] == [content["after"] for content in contents[:2]]
    assert contents[0]["before"] == content_digest(FIRST)
    history = er.read_history(put(tmp_path, kept))
    assert history.head == digests[2]
    assert history.corrections == tuple(one for step in STEPS for one in step)
    assert [entry.file for entry in history.entries] == list(kept)


def test_the_changes_are_on_record(kept):
    """An entry tells what changed and for whom, as the regrading does."""
    content = json.loads(kept["000001.json"])
    regrading = er.regrade(FIRST, STEPS[0])
    assert content["changes"] == [change.to_dict() for change in regrading.changes]
    assert content["appellants"] == ["u000"]
    assert [one["unit"] for one in content["others_moved"]] == [one.unit for one in regrading.others_moved]


def test_no_folder_is_an_empty_history(tmp_path):
    """Before the first entry there is nothing, and the first evaluation is what holds."""
    history = er.read_history(tmp_path / "none")
    assert (history.entries, history.head, history.corrections) == ((), "", ())
    check_history(history, FIRST)


@given(st.data())
def test_any_flipped_bit_is_noticed(kept, tmp_path_factory, data):
    """One bit changed in any entry, the last one too, and reading names that file."""
    folder = tmp_path_factory.mktemp("flipped")
    name = data.draw(st.sampled_from(sorted(kept)))
    at, bit = data.draw(st.integers(0, len(kept[name]) - 1)), data.draw(st.integers(0, 7))
    content = bytearray(kept[name])
    content[at] ^= 1 << bit
    put(folder, kept | {name: bytes(content)})
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.read_history(folder)
    assert any(problem.facts["found"] == name for problem in caught.value.problems)


def test_missing_reordered_and_foreign_files(kept, tmp_path):
    """What is missing, changed places, or does not belong there is named, all at once."""
    first, second, third = kept.values()

    def found(files):
        with pytest.raises(er.EfficiencyRulesError) as caught:
            er.read_history(put(tmp_path, files))
        return [(problem.code, problem.facts["found"]) for problem in caught.value.problems]

    assert found({"000002.json": second, "000003.json": third}) == [("history-missing", "000001.json")]
    assert found({"000001.json": first, "000003.json": third}) == [("history-missing", "000002.json")]
    swapped = {"000001.json": second, "000002.json": first, "000003.json": third}
    assert found(swapped) == [("history-unreadable", "000001.json"), ("history-unreadable", "000002.json")]
    assert found(kept | {"extra.json": b"{}"}) == [("history-file-strange", "extra.json")]
    assert found({"000001.json": b"[]"}) == [("history-unreadable", "000001.json")]


def test_an_entry_made_to_fit_its_own_digest_breaks_the_chain(kept, tmp_path):
    """Whoever rewrites an entry with a right digest of its own is betrayed by the next one."""
    other = tmp_path / "other"
    er.append_history(other, er.regrade(FIRST, [withdraw("n2")]))
    forged = (other / "000001.json").read_bytes()
    folder = tmp_path / "history"
    folder.mkdir()
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.read_history(put(folder, kept | {"000001.json": forged}))
    assert codes(caught) == ["history-changed"]
    assert caught.value.problems[0].facts == {"found": "000002.json", "other": "000001.json"}


def test_a_published_head_proves_what_came_before(kept, tmp_path):
    """With the digest of any entry the history reads on; cut off before it, it does not."""
    heads = [sha256(content).hexdigest() for content in kept.values()]
    put(tmp_path, kept)
    assert all(er.read_history(tmp_path, head).head == heads[2] for head in heads)
    (tmp_path / "000003.json").unlink()
    er.read_history(tmp_path)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.read_history(tmp_path, heads[2])
    assert codes(caught) == ["history-head"]


def test_a_result_that_does_not_follow_is_refused(kept, tmp_path):
    """A regrading of another result, or one that leaves earlier corrections out, is not appended."""
    put(tmp_path, kept)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.append_history(tmp_path, er.regrade(FIRST, [adjust("u003", "awards", "1")]))
    assert codes(caught) == ["history-other-result"]
    assert len(list(tmp_path.iterdir())) == 3


def test_two_writers_do_not_overwrite_each_other(kept, tmp_path, monkeypatch):
    """An entry that appears between reading and writing stays as it is, and nothing is left behind."""
    put(tmp_path, {"000001.json": kept["000001.json"]})
    regrading = er.regrade(FIRST, STEPS[1], STEPS[0])
    read = module.read_history

    def late(folder, head=""):
        history = read(folder, head)
        (tmp_path / "000002.json").write_bytes(b"somebody else")
        return history

    monkeypatch.setattr(module, "read_history", late)
    with pytest.raises(er.EfficiencyRulesError) as caught:
        er.append_history(tmp_path, regrading)
    assert codes(caught) == ["history-moved-on"]
    assert (tmp_path / "000002.json").read_bytes() == b"somebody else"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["000001.json", "000002.json"]


@pytest.mark.parametrize("broken", ["fsync", "link"])
def test_a_failed_write_leaves_the_old_state(kept, tmp_path, monkeypatch, broken):
    """A full disk at any step leaves the history as it was."""
    put(tmp_path, {"000001.json": kept["000001.json"]})
    regrading = er.regrade(FIRST, STEPS[1], STEPS[0])

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, full)
    with pytest.raises(OSError, match="No space"):
        er.append_history(tmp_path, regrading)
    assert [path.name for path in tmp_path.iterdir()] == ["000001.json"]


def test_the_leavings_of_a_crash_are_passed_over(kept, tmp_path):
    """A temporary file of a writer that was killed is no entry."""
    put(tmp_path, kept | {".abc.tmp": b"{"})
    assert len(er.read_history(tmp_path).entries) == 3
