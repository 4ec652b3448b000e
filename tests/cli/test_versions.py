"""Versions side by side, as the command line and the catalog show them: names, retirement, what is published."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import efficiency_rules as er
from efficiency_rules.cli.bundle_folders import opened
from efficiency_rules.cli.main import main

ROOT = Path(__file__).parents[2]
TOWN = ROOT / "examples" / "example-town"
RULESETS = Path("src/efficiency_rules_example_town/rulesets")
JINGBIAN = ROOT / "plugins/efficiency-rules-jingbian/src/efficiency_rules_jingbian"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the example bundle with published rulesets."""
    return Path(shutil.copytree(TOWN, tmp_path / "example-town"))


@pytest.fixture
def catalog(town: Path) -> Iterator[er.Catalog]:
    """The catalog of that copy alone."""
    with opened(town, er.load_plugins(discover=False)) as bundle:
        yield bundle.own


def codes(catalog: er.Catalog) -> list[str]:
    with pytest.raises(er.EfficiencyRulesError) as caught:
        catalog.ruleset("example-town", er.Period.year(2025))
    return [problem.code for problem in caught.value.problems]


def test_what_is_published_is_as_it_was() -> None:
    """Every file that a CHECKSUMS of this repository lists has the SHA-256 that it was published with."""
    listings = [TOWN / RULESETS / "CHECKSUMS", JINGBIAN / "rulesets" / "CHECKSUMS"]
    entries = [
        (file, *line.split()) for file in listings for line in file.read_text("utf-8").splitlines() if line[0] != "#"
    ]
    assert len(entries) == 2
    for file, digest, name in entries:
        assert hashlib.sha256((file.parent / name).read_bytes()).hexdigest() == digest


def test_the_revision_is_in_force(catalog: er.Catalog) -> None:
    """Of two published revisions the second holds, with its reason; the first is still there by its name."""
    ruleset = catalog.ruleset("example-town", er.Period.year(2025))
    assert ruleset.id == "example-town/2025-r2"
    assert "第 2 版" in ruleset.chosen
    assert catalog.named("example-town/2025").id == "example-town/2025-r2"
    first = catalog.named("example-town/2025-r1")
    assert (first.id, first.revision, first.chosen) == ("example-town/2025", 1, "按名称 example-town/2025-r1 指定")


def test_a_changed_byte_stops_the_catalog_and_the_check(
    town: Path, catalog: er.Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    """One byte more in a published file: no ruleset is chosen, and check ends with 1 and names file and digests."""
    file = town / RULESETS / "example-town" / "2025.yaml"
    was = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(file.read_bytes() + b" ")
    assert codes(catalog) == ["checksum-changed"]
    for path in (town, file, town / RULESETS, town / RULESETS / "CHECKSUMS"):
        code, out, err = run(capsys, "check", path)
        assert code == 1, path
        said = "".join((out + err).split())
        assert "checksum-changed" in said
        assert was in said
        assert hashlib.sha256(file.read_bytes()).hexdigest() in said
        assert "example-town/2025.yaml" in said


def test_a_published_file_that_is_gone(town: Path, catalog: er.Catalog, capsys: pytest.CaptureFixture[str]) -> None:
    """The first revision never takes the place of a second that was removed in silence."""
    (town / RULESETS / "example-town" / "2025-r2.yaml").unlink()
    with opened(town, er.load_plugins(discover=False)) as bundle:
        assert codes(bundle.own) == ["checksum-missing"]
    code, out, err = run(capsys, "check", town)
    assert code == 1
    assert "checksum-missing" in out + err


def test_published_and_not_frozen(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check of a bundle asks for CHECKSUMS where something is published, and tells the line to write."""
    (town / RULESETS / "CHECKSUMS").unlink()
    code, out, err = run(capsys, "check", town)
    digest = hashlib.sha256((town / RULESETS / "example-town" / "2025.yaml").read_bytes()).hexdigest()
    assert code == 1
    assert "checksum-none" in out + err
    assert digest in "".join((out + err).split())


def test_the_example_bundle_holds(capsys: pytest.CaptureFixture[str]) -> None:
    """The example bundle has no error, and its cases pass."""
    assert run(capsys, "check", TOWN)[0] == 0
    assert run(capsys, "test", TOWN)[0] == 0


def test_a_file_is_named_like_its_version(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is called 2025-r3.yaml and holds revision 2 is told what it should be called."""
    file = town / RULESETS / "example-town" / "2025-r2.yaml"
    other = file.with_name("2025-r3.yaml")
    other.write_bytes(file.read_bytes().replace(b"status: published", b"status: draft"))
    _, out, err = run(capsys, "check", other)
    assert "ruleset-file-name" in out + err
    assert "2025-r2.yaml" in out + err


def test_two_of_one_name(town: Path, catalog: er.Catalog) -> None:
    """Two drafts of one revision cannot be told apart by name; both files are told."""
    folder = town / RULESETS / "example-town"
    text = (
        (folder / "2025-r2.yaml").read_text("utf-8").replace("published", "draft").replace("revision: 2", "revision: 3")
    )
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(text, "utf-8")
    with opened(town, er.load_plugins(discover=False)) as bundle, pytest.raises(er.EfficiencyRulesError) as caught:
        bundle.own.named("example-town/2025-r3")
    (problem,) = caught.value.problems
    assert problem.code == "ruleset-named-twice"
    assert "a.yaml" in problem.text()
    assert "b.yaml" in problem.text()


@pytest.mark.parametrize(("lang", "words"), [("zh", "2026-01-01 起停用"), ("en", "retired from 2026-01-01")])
def test_list_and_show_tell_retirement(capsys: pytest.CaptureFixture[str], lang: str, words: str) -> None:
    """A retired edition is listed and shown with the day, the successor and, when shown, the reason."""
    _, out, _ = run(capsys, "--lang", lang, "list", "--format", "json")
    details = {row["id"]: row["detail"] for row in json.loads(out)}
    assert words in details["one-window@2025"]
    assert "one-stop-service@2026" in details["one-window@2025"]
    assert words not in details["one-stop-service@2026"]
    _, out, _ = run(capsys, "--lang", lang, "show", "one-window@2025")
    assert words in out
    assert "one-stop-service@2026" in out
    _, out, _ = run(capsys, "--lang", lang, "show", "jingbian/2025")
    assert words in out
    _, out, _ = run(capsys, "--lang", lang, "show", "jingbian/2026")
    assert words not in out


def test_show_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    """For systems retirement is data; both years that use an edition are named."""
    _, out, _ = run(capsys, "show", "one-window@2025", "--format", "json")
    data = json.loads(out)
    assert data["deprecated"]["since"] == "2026-01-01"
    assert data["deprecated"]["successor"] == "one-stop-service@2026"
    assert data["deprecated"]["reason"]
    assert [use["ruleset"] for use in data["used_by"]] == ["jingbian/2025"]
    _, out, _ = run(capsys, "show", "one-thing-service", "--format", "json")
    data = json.loads(out)
    assert data["deprecated"] is None
    assert [use["ruleset"] for use in data["used_by"]] == ["jingbian/2025", "jingbian/2026"]


def test_show_as_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    """As of a day in 2025 the edition of 2025 is shown, as of 2026 the new one; each can be asked for by name."""
    shown = {}
    for day in ("2025-06-30", "2026-06-30"):
        _, out, _ = run(capsys, "show", "processing-efficiency", "--on", day, "--format", "json")
        shown[day] = json.loads(out)["criterion"]
    assert shown == {"2025-06-30": "processing-efficiency@2025", "2026-06-30": "processing-efficiency@2026"}


def test_check_tells_retirement(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A copy of 2025 for 2026 is refused at the line of the retired criterion, with its successor; 2025 is not."""
    text = (JINGBIAN / "rulesets/jingbian/2025.yaml").read_text("utf-8")
    for old, new in (
        ("year: 2025", "year: 2026"),
        ("valid_from: 2025", "valid_from: 2026"),
        ("valid_to: 2025", "valid_to: 2026"),
    ):
        text = text.replace(old, new)
    copy = tmp_path / "2026.yaml"
    copy.write_text(text, "utf-8")
    code, out, err = run(capsys, "check", copy)
    assert code == 1
    assert "ruleset-edition-retired" in out + err
    assert "one-stop-service@2026" in out + err
    code, out, err = run(capsys, "check", JINGBIAN / "rulesets/jingbian/2025.yaml")
    assert code == 0
    assert "ruleset-edition-retires" in out + err


def test_a_successor_that_is_not_there(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check of a bundle tells what it retires, and is an error where the successor is not installed."""
    file = town / "src/efficiency_rules_example_town/street_checks.py"
    text = file.read_text("utf-8").replace("import EvidenceType", "import Deprecation, EvidenceType")
    retired = 'deprecated=Deprecation(since=date(2026, 1, 1), successor="street-checks@2026", reason="示例")'
    file.write_text(text.replace("params=StreetChecks)", f"params=StreetChecks, {retired})"), "utf-8")
    code, out, err = run(capsys, "check", town)
    assert code == 1
    assert "criterion-retired" in out + err
    assert "criterion-successor-unknown" in out + err
