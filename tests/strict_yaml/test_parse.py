"""Strict YAML: what is read, and each refusal at its line and column."""

import time

import pytest

from efficiency_rules.strict_yaml import DEEPEST, MOST_CHARACTERS, MOST_VALUES, YamlError, parse


def problems(text: str) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(YamlError) as caught:
        parse(text, "f.yaml")
    for problem in caught.value.problems:
        assert problem.text("zh")
        assert problem.text("en")
    return [(one.code, one.place.line, one.place.column) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0", 0),
        ("12", 12),
        ("-7", -7),
        ("999999999999", 999999999999),
        ("9999999999999", "9999999999999"),
        ("-0", "-0"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("0.1", "0.1"),
        ("1.10", "1.10"),
        ("1e3", "1e3"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("12:30", "12:30"),
        ("20%", "20%"),
        ("2025-02-30", "2025-02-30"),
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("off", "off"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("true", True),
        ("false", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("''", ""),
        ("'~'", "~"),
    ],
)
def test_scalars(written: str, read: object) -> None:
    """Only canonical whole numbers, true, false and null are more than text, and only without quotes."""
    value = parse(f"a: {written}\n", "f.yaml").data["a"]
    assert value == read
    assert type(value) is type(read)


def test_structure() -> None:
    """Mappings, lists, both styles, paragraphs and comments are read; keys are always text."""
    text = (
        "# note\na: {b: [1, x], 2: y}\nc:\n- d: |\n    one\n     two\n  e: >-\n    three\n    four\n? f\n: 'g\n  h'\n"
    )
    assert parse(text, "f.yaml").data == {
        "a": {"b": [1, "x"], "2": "y"},
        "c": [{"d": "one\n two\n", "e": "three four"}],
        "f": "g h",
    }


def test_places() -> None:
    """A value, a key, a list position and what does not exist have a place; columns count characters."""
    document = parse("一: {二: [三, 四]}\nb:\n  - c: 1\n", "f.yaml")
    spots = {
        (): (1, 1),
        ("一",): (1, 4),
        ("一", "二", 1): (1, 12),
        ("b", 0): (3, 5),
        ("b", 0, "c"): (3, 8),
        ("b", 0, "missing", "deeper"): (3, 5),
        ("b", 7): (3, 3),
    }
    for path, spot in spots.items():
        place = document.place(path)
        assert (place.file, place.line, place.column) == ("f.yaml", *spot)
    key = document.place(("b", 0, "c"), key=True)
    assert (key.line, key.column) == (3, 5)
    assert document.place(("nothing",), key=True) == document.place(())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", [("yaml-duplicate-key", 2, 1)]),
        ("x: {a: 1, 'a': 2}\n", [("yaml-duplicate-key", 1, 11)]),
        ("1: a\n'1': b\n", [("yaml-duplicate-key", 2, 1)]),
        ("caf\u00e9: 1\ncafe\u0301: 2\n", [("yaml-lookalike-key", 2, 1)]),
        ("一般: 1\n\u2f00般: 2\n", [("yaml-lookalike-key", 2, 1)]),
        ("a:\n  \u2f00般: 2\n", [("yaml-full-width", 2, 3)]),
        ("ｓhare: 1\n", [("yaml-full-width", 1, 1)]),
        ("bands: {80％: 2}\n", [("yaml-full-width", 1, 9)]),
        ("a: x\u2028b: 2\n", [("yaml-hidden-character", 1, 5)]),
        ("a: x\u0085b\n", [("yaml-hidden-character", 1, 5)]),
        ("a: x\u200by\n", [("yaml-hidden-character", 1, 5)]),
        ("a: \u202ex\n", [("yaml-hidden-character", 1, 4)]),
        ("a: x\u00ad\n", [("yaml-hidden-character", 1, 5)]),
        ("a: x\u00a0y\n", [("yaml-hidden-character", 1, 5)]),
        ("a: x\x07\n", [("yaml-hidden-character", 1, 5)]),
        ("a: x\ry\n", [("yaml-hidden-character", 1, 5)]),
        ("a: x\ufeff\n", [("yaml-hidden-character", 1, 5)]),
        ("a: 1\nb: x\ufffd\n", [("yaml-hidden-character", 2, 5)]),
        ('a: "\\u202E"\n', [("yaml-hidden-character", 1, 4)]),
        ('"a\\u200b": 1\n', [("yaml-hidden-character", 1, 1)]),
        ("a:\n\tb: 1\n", [("yaml-tab", 2, 1)]),
        ("a:\tb\n", [("yaml-tab", 1, 3)]),
        ("a: １２\n", [("yaml-full-width", 1, 4)]),
        ("a: 98％\n", [("yaml-full-width", 1, 4)]),
        ("a: ٣\n", [("yaml-full-width", 1, 4)]),
        ("a: ２０２５-０１-０１\n", [("yaml-full-width", 1, 4)]),
        ("a: ｔｒｕｅ\n", [("yaml-full-width", 1, 4)]),
        ("title：x\n", [("yaml-full-width", 1, 6)]),
        ("a: 1\ntitle：x\nc: 3\n", [("yaml-full-width", 2, 6)]),
        ("a: {title：x, b: 1}\n", [("yaml-full-width", 1, 10)]),
        ("a: {b: 1，c: 2}\n", [("yaml-full-width", 1, 9)]),
        ("- a\n－ b\n", [("yaml-full-width", 2, 1)]),
        ("a: \u3000b\n", [("yaml-full-width-space", 1, 4)]),
        ("a:1\nb: 2\n", [("yaml-space-after-colon", 1, 2)]),
        ("a: {b:1}\n", [("yaml-space-after-colon", 1, 6)]),
        ("{a: 1, b}\n", [("yaml-value-missing", 1, 8)]),
        ("a: b\n  c\n", [("yaml-plain-over-lines", 1, 4)]),
        ("a: x\n  b：1\n", [("yaml-full-width", 2, 4)]),
        ("a: &b 1\nc: *b\n", [("yaml-anchor", 1, 4), ("yaml-alias", 2, 4)]),
        ("a: {b: 1}\n<<: {b: 2}\n", [("yaml-merge-key", 2, 1)]),
        ("a: !!python/object/apply:os.system [x]\n", [("yaml-tag", 1, 4)]),
        ("a: !mine 1\n", [("yaml-tag", 1, 4)]),
        ("a: !x!y 1\n", [("yaml-tag", 1, 4)]),
        ("%YAML 1.1\n---\na: 1\n", [("yaml-directive", 1, 1)]),
        ("a: 1\n---\nb: 2\n", [("yaml-several-documents", 2, 1)]),
        ("a: 1\n...\nb\n", [("yaml-after-end", 3, 1)]),
        ("", [("yaml-empty", 1, 1)]),
        ("# only a comment\n", [("yaml-empty", 1, 1)]),
        ("? [a]\n: 1\n", [("yaml-key-not-text", 1, 3)]),
        ("~: 1\n", [("yaml-key-not-text", 1, 1)]),
        ("'': 1\n", [("yaml-key-not-text", 1, 1)]),
        ("a: 1\nb\nc: 1\n", [("yaml-key-without-colon", 2, 1)]),
        ("a: b: c\n", [("yaml-colon-in-text", 1, 5)]),
        ("a:\n  b: 1\n c: 2\n", [("yaml-indentation", 3, 2)]),
        ("a: 1\n  b: 2\n", [("yaml-indentation", 2, 4)]),
        ("a: [1\nb: 2\n", [("yaml-bracket-open", 1, 4)]),
        ("a: 'x\nb: 2\n", [("yaml-quote-open", 1, 4)]),
        ("a: [1\n", [("yaml-bracket-open", 1, 4)]),
        ("a: %x\n", [("yaml-needs-quotes", 1, 4)]),
        ("a: @x\n", [("yaml-needs-quotes", 1, 4)]),
        ("a: >x\n", [("yaml-needs-quotes", 1, 5)]),
        ('a: "\\q"\n', [("yaml-escape", 1, 6)]),
        ('a: "\\UFFFFFFFF"\n', [("yaml-syntax", 1, 1)]),
    ],
)
def test_refusals(text: str, expected: list[tuple[str, int, int]]) -> None:
    """Whatever YAML makes ambiguous is refused, at its line and column."""
    assert problems(text) == expected


def test_all_at_once() -> None:
    """Slips that end YAML's own reading do not hide what comes after them, and columns stay the author's."""
    text = "a: {b: 1，c: １}\nd：5\ne:6\nf: 1\nf: &x 2\ng: {h：1, i: ２}\n"
    assert problems(text) == [
        ("yaml-full-width", 1, 9),
        ("yaml-full-width", 1, 13),
        ("yaml-full-width", 2, 2),
        ("yaml-space-after-colon", 3, 2),
        ("yaml-duplicate-key", 5, 1),
        ("yaml-anchor", 5, 4),
        ("yaml-full-width", 6, 6),
        ("yaml-full-width", 6, 13),
    ]


def test_full_width_names_the_ascii_form() -> None:
    """A full-width number is shown with what should stand there."""
    with pytest.raises(YamlError) as caught:
        parse("a: ９８．５％\n", "f.yaml")
    assert caught.value.problems[0].facts == {"found": "９８．５％", "expected": "98.5%"}
    assert "98.5%" in str(caught.value)


def test_equal_keys_name_both_lines() -> None:
    """A duplicate key names the line of the first, a look-alike the characters that differ."""
    with pytest.raises(YamlError) as caught:
        parse("a: 1\nb: 2\na: 3\n一: 4\n\u2f00: 5\n", "f.yaml")
    duplicate, lookalike = caught.value.problems
    assert duplicate.facts["first"] == 1
    assert lookalike.facts == {"found": "\u2f00", "other": "一", "first": 4, "points": "U+2F00"}


def test_deep_nesting_stops_early() -> None:
    """Three thousand brackets are refused at the limit, without walking them."""
    start = time.process_time()
    assert problems("[" * 3000) == [("yaml-too-deep", 1, DEEPEST + 1)]
    assert time.process_time() - start < 1


def test_deepest_is_allowed() -> None:
    """As many levels as the limit says are read."""
    assert parse("[" * DEEPEST + "]" * DEEPEST, "f.yaml").data


def test_billion_laughs_stays_small() -> None:
    """Aliases are never followed, so nothing can explode."""
    levels = ["a: &a [x, x]"] + [f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    found = problems("\n".join(levels) + "\n")
    assert {code for code, _, _ in found} == {"yaml-anchor", "yaml-alias"}
    assert len(found) == 9 + 16


def test_size_limits() -> None:
    """Too many characters and too many values are refused, and the limit is named."""
    with pytest.raises(YamlError) as caught:
        parse("#" * (MOST_CHARACTERS + 1), "f.yaml")
    assert caught.value.problems[0].code == "yaml-too-large"
    assert f"{MOST_CHARACTERS:,}" in str(caught.value)
    with pytest.raises(YamlError) as caught:
        parse("[" + "1," * (MOST_VALUES + 1) + "]", "f.yaml")
    assert [problem.code for problem in caught.value.problems] == ["yaml-too-many-values"]
