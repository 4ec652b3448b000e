"""Strict YAML under any text: it answers or refuses, and what it reads back is what was written."""

import json
import sys
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.errors import Problem
from efficiency_rules.strict_yaml import Document, YamlError, examine, parse
from efficiency_rules.strict_yaml.characters import is_hidden

SPICE = st.text(
    st.sampled_from("ab1 \n\t:：,，-－[]{}｛#&*!%|>'\"\\?@`~\u3000\u2028\u200b\r\ufeff\x00０％xU"), max_size=40
)
VISIBLE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Zs", "Cn", "Co"]).filter(
    lambda character: not is_hidden(character)
)


def parsed(text: str) -> tuple[Document | None, tuple[Problem, ...]]:
    try:
        return parse(text, "f.yaml"), ()
    except YamlError as error:
        return None, error.problems


@given(st.text(max_size=80) | SPICE)
def test_any_text(text: str) -> None:
    """Any text is read, or refused with problems that have words and a line; nothing else is raised."""
    document, problems = parsed(text)
    assert problems or (document is not None and document.data is not None)
    for problem in problems:
        assert problem.text("zh")
        assert problem.text("en")
        assert 1 <= (problem.place.line or 0) <= text.count("\n") + 1


TOKENS = st.lists(
    st.sampled_from("ax10中😀 \n-:,：{}[]'\"#?|>&*!~%@\\`=")
    | st.sampled_from(
        ["b: ", "- ", " #", "\n  ", "\n    ", "\n- ", "c: 1\n", "---", "...", "%YAML 1.1\n", "null", "<<: "]
    ),
    min_size=1,
    max_size=14,
).map("".join)
LINES = [
    line for path in sorted(Path(__file__).parents[1].rglob("*.yaml")) for line in path.read_text("utf-8").split("\n")
]


@given(TOKENS | st.lists(st.sampled_from(LINES) | TOKENS, max_size=6).map("\n".join))
def test_the_fast_parser_reads_what_the_other_one_reads(text: str) -> None:
    """libyaml is an aid and no second opinion: data, places and problems are those of PyYAML's own parser."""
    fast = examine(text.encode(), "f.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        slow = examine(text.encode(), "f.yaml")
    assert fast == slow
    assert repr(fast) == repr(slow)


@pytest.mark.parametrize("text", ["? -x", "- {c  k: 1, s: a?b}", "|+#a- #&a ~", "[a: , b]", "{a: # c\n }", "a: >-#b"])
def test_where_the_parsers_differ_the_careful_one_is_asked(text: str) -> None:
    """Texts whose places or errors libyaml sees otherwise."""
    test_the_fast_parser_reads_what_the_other_one_reads.hypothesis.inner_test(text)


def test_a_county_rubric_is_read_by_the_fast_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no mistake never meets the slow parser."""
    monkeypatch.setattr(yaml.SafeLoader, "__init__", None)
    example = Path(__file__).parents[1] / "acceptance/canteens/src/canteen_rules/rulesets/canteens/2025.yaml"
    document, problems = examine(example.read_bytes(), "f.yaml")
    assert document is not None
    assert not problems


@given(st.binary(max_size=60))
def test_any_bytes(content: bytes) -> None:
    """Any bytes are read, or something is said about them."""
    document, problems = examine(content, "f.yaml")
    assert problems or document is not None


KEYS = st.text(VISIBLE, min_size=1, max_size=6).filter(
    lambda key: key.strip() and all(unicodedata.normalize("NFKC", one) == one for one in key)
)
DATA = st.recursive(
    st.booleans() | st.integers(-(10**12) + 1, 10**12 - 1) | st.text(VISIBLE, max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4))
def test_json_reads_back(data: dict[str, object]) -> None:
    """JSON is YAML: whatever plain data is written as JSON reads back equal, with a place for every part."""
    by_form = {unicodedata.normalize("NFKC", key): key for key in data}
    data = {key: data[key] for key in by_form.values()}
    document, problems = parsed(json.dumps(data, ensure_ascii=False))
    if document is None:
        # Two keys that only look different, further down.
        assert {problem.code for problem in problems} == {"yaml-lookalike-key"}
        return
    assert document.data == data
    for key in data:
        assert document.place((key,)).line == 1
        assert document.place((key,)) != document.place((key,), key=True)


def test_every_hidden_character() -> None:
    """Every control, format, surrogate, separator and odd space character counts as hidden; plain text does not."""
    categories = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
    seen = {chr(point) for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)) in categories}
    allowed = {"\n", " ", "\u3000"}
    assert all(is_hidden(character) for character in seen - allowed)
    assert not any(is_hidden(character) for character in allowed | set("镇街（2025）“”、。％é𠮷"))
