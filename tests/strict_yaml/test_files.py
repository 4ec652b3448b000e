"""Files of YAML: encodings and files that cannot be read."""

from pathlib import Path

import pytest

from efficiency_rules.strict_yaml import YamlError, examine, read

TEXT = "标题: 镇街\n分值: 4\n"
DATA = {"标题": "镇街", "分值": 4}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8(tmp_path: Path, encoding: str) -> None:
    """UTF-8 is read with and without BOM, with either line end; the BOM takes no column."""
    path = tmp_path / "a.yaml"
    for text in (TEXT, TEXT.replace("\n", "\r\n")):
        path.write_bytes(text.encode(encoding))
        document = read(path)
        assert document.data == DATA
        assert document.file == str(path)
        assert (document.place(("标题",)).line, document.place(("标题",)).column) == (1, 5)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (("a: 1\n" + TEXT).encode("gb18030"), "yaml-gb18030", 2),
        (TEXT.encode("utf-16"), "yaml-utf16", None),
        ("a: 1\n".encode("utf-16-le"), "yaml-utf16", None),
        ("a: 1\n".encode("utf-16-be"), "yaml-utf16", None),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff\xff\xff", "yaml-encoding", 1),
    ],
)
def test_other_encodings(tmp_path: Path, content: bytes, code: str, line: int | None) -> None:
    """Other encodings are refused by their name, with the line of the first byte that does not fit."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    with pytest.raises(YamlError) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == (code, line)
    assert problem.text("zh") != problem.text("en")


def test_gb18030_says_how_to_convert(tmp_path: Path) -> None:
    """A GB18030 file is told how to become UTF-8."""
    path = tmp_path / "a.yaml"
    path.write_bytes(TEXT.encode("gb18030"))
    with pytest.raises(YamlError, match=r"GB18030.*iconv"):
        read(path)


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is a problem like any other."""
    with pytest.raises(YamlError) as caught:
        read(tmp_path / "none.yaml")
    assert caught.value.problems[0].code == "yaml-unreadable"


def test_examine_keeps_what_is_certain() -> None:
    """With problems the rest of the document is still there, so that its content can be checked too."""
    document, problems = examine(b"a: 1\na: 2\nb: {c: &x 3}\n", "f.yaml")
    assert document is not None
    assert document.data == {"a": 1, "b": {"c": 3}}
    assert [problem.code for problem in problems] == ["yaml-duplicate-key", "yaml-anchor"]
    assert examine(b"a: [1\n", "f.yaml")[0] is None
