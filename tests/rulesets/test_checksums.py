"""CHECKSUMS: what is published never changes, and a change is told with file and digests."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem, RulesetError
from efficiency_rules.rulesets.checking import check_ruleset
from efficiency_rules.rulesets.checksums import check_frozen, check_published, checksums_over
from efficiency_rules.rulesets.document import read_document

Publish = Callable[..., Path]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def publish(example: str, tmp_path: Path) -> Publish:
    """A function that writes a published ruleset and, when asked, lists it in CHECKSUMS."""

    def write(*, listed: bool = True) -> Path:
        path = tmp_path / "rulesets" / "jingbian" / "2025.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = example.replace("status: provisional", "status: published")
        path.write_text(text + 'waivers: [{paths: ["*"], document: 某政办发〔2026〕3号}]\n', encoding="utf-8")
        if listed:
            lines = f"# as sha256sum writes it\n{sha256(path)}  jingbian/2025.yaml\n"
            (tmp_path / "rulesets" / "CHECKSUMS").write_text(lines, encoding="utf-8")
        return path

    return write


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(RulesetError) as caught:
        read_document(path)
    for problem in caught.value.problems:
        assert problem.text("zh")
        assert problem.text("en")
    return caught.value.problems


def test_unchanged(publish: Publish, criteria: Mapping[str, Criterion]) -> None:
    """A published file as it was listed is read, and its check has nothing to say of it."""
    path = publish()
    assert read_document(path).digest == sha256(path)
    assert [p for p in check_ruleset(path, criteria) if p.code.startswith("checksum")] == []
    assert check_published(path.parent.parent / "CHECKSUMS") == []
    assert check_frozen(path) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.integers(min_value=0), st.integers(1, 255))
def test_one_byte(publish: Publish, criteria: Mapping[str, Criterion], at: int, change: int) -> None:
    """Whatever byte is changed, reading and checking both say which file, what it was and what it is."""
    path = publish()
    was, content = sha256(path), bytearray(path.read_bytes())
    content[at % len(content)] ^= change
    path.write_bytes(content)
    for found in (problems_of(path), check_ruleset(path, criteria), check_published(path.parents[1] / "CHECKSUMS")):
        (problem,) = (one for one in found if one.code == "checksum-changed")
        assert problem.severity == "error"
        assert problem.place.file == str(path)
        assert (problem.facts["expected"], problem.facts["found"]) == (was, sha256(path))
        assert "jingbian/2025.yaml" in problem.text()
        assert was in problem.text()


def test_a_byte_behind_the_end(publish: Publish) -> None:
    """A comment or an empty line changes no number, and is a change."""
    path = publish()
    path.write_bytes(path.read_bytes() + b"\n")
    assert [problem.code for problem in problems_of(path)] == ["checksum-changed"]


def test_made_a_draft_again(publish: Publish) -> None:
    """What is listed was published, whatever its status says now."""
    path = publish()
    path.write_bytes(path.read_bytes().replace(b"status: published", b"status: withdrawn"))
    assert [problem.code for problem in problems_of(path)] == ["checksum-changed"]


def test_left_out(publish: Publish) -> None:
    """Where there is CHECKSUMS a published file must stand in it; the line that is missing is told."""
    path = publish()
    (path.parents[1] / "CHECKSUMS").write_text("# nothing\n", encoding="utf-8")
    (problem,) = problems_of(path)
    assert problem.code == "checksum-unlisted"
    assert f"{sha256(path)}  jingbian/2025.yaml" in problem.text()
    path.write_bytes(path.read_bytes().replace(b"status: published", b"status: provisional"))
    assert read_document(path).status == "provisional"


def test_nothing_freezes(publish: Publish) -> None:
    """A published file without any CHECKSUMS is read; what would freeze it is told to whoever asks."""
    path = publish(listed=False)
    assert read_document(path).status == "published"
    (problem,) = check_frozen(path)
    assert problem.code == "checksum-none"
    assert f"{sha256(path)}  jingbian/2025.yaml" in problem.text()
    assert "jingbian" in problem.text("en")


def test_beside_the_file(publish: Publish) -> None:
    """CHECKSUMS may stand in the file's own folder too, and a link leads to the folder of the file itself."""
    path = publish(listed=False)
    own = path.parent / "CHECKSUMS"
    own.write_text(f"{sha256(path)} *2025.yaml\n", encoding="utf-8")
    assert checksums_over(path) == own.resolve()
    assert read_document(path).status == "published"
    link = path.parents[2] / "linked.yaml"
    link.symlink_to(path)
    assert checksums_over(link) == own.resolve()


def test_gone_and_unreadable(publish: Publish) -> None:
    """A listed file that is gone, a line that is none and one that is there twice are told, each with its line."""
    file = publish().parents[1] / "CHECKSUMS"
    text = file.read_text("utf-8")
    file.write_text(text + "abc  x.yaml\n" + text.splitlines()[1] + "\n" + "0" * 64 + "  jingbian/2024.yaml\n", "utf-8")
    found = check_published(file)
    assert [(problem.code, problem.place.line) for problem in found] == [
        ("checksum-line", 3),
        ("checksum-twice", 4),
        ("checksum-missing", 5),
    ]
    assert all(problem.text(lang) for problem in found for lang in ("zh", "en"))
    assert "jingbian/2024.yaml" in found[2].text()
