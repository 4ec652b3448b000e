"""A new criterion in `provide_criteria`: two lines more, everything else to the letter."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.scaffolds.registering import registered

HEAD = '"""A bundle (包)."""\n\n\n@hookimpl\ndef provide_criteria():\n    """Return 指标."""\n'
NAME = "new_one"
LINE = "    from pack.new_one import new_one\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("    return []\n", f"{LINE}\n    return [new_one]\n"),
        ("    return [a.b]  # 注\n", f"{LINE}\n    return [a.b, new_one]  # 注\n"),
        (
            "    import a\n\n    return [\n        a.b,  # 注\n        a.c,\n    ]\n",
            f"    import a\n{LINE}\n    return [\n        a.b,  # 注\n        a.c,\n        new_one,\n    ]\n",
        ),
        (
            "    from pack import (\n        a,\n    )\n\n    return [\n        a\n    ]\n",
            f"    from pack import (\n        a,\n    )\n{LINE}\n    return [\n        a,\n        new_one\n    ]\n",
        ),
        ("    甲 = 1; return [甲]\n", None),
    ],
)
def test_the_lines_stand_where_an_author_would_write_them(body: str, expected: str | None) -> None:
    """Behind the last import and at the end of the list, in the list's own layout."""
    found = registered(HEAD + body, "pack.new_one", NAME)
    assert found is not None
    ast.parse(found)
    if expected is not None:
        assert found == HEAD + expected


@pytest.mark.parametrize(
    "source",
    [
        "",
        "def provide_criteria(:",
        "def provide_rulesets():\n    return []\n",
        HEAD + "    return sorted([])\n",
        HEAD + "    yield 1\n",
        HEAD + "    return [*a] + [b]\n",
    ],
)
def test_a_list_that_is_not_written_out_is_left_alone(source: str) -> None:
    """None says that the author has to name the criterion."""
    assert registered(source, "pack.new_one", NAME) is None


def test_lines_end_as_they_did() -> None:
    """A file with the line ends of Windows keeps them; other signs that part lines elsewhere part none here."""
    source = HEAD + "    return [a]  # \x0c \u2028\n"
    found = registered(source.replace("\n", "\r\n"), "pack.new_one", NAME)
    assert found == (HEAD + LINE + "\n    return [a, new_one]  # \x0c \u2028\n").replace("\n", "\r\n")


@given(st.lists(st.sampled_from(["a", "b.c", "名", "d[0]", "*e"]), max_size=5), st.booleans(), st.booleans())
def test_whatever_the_layout_the_list_ends_with_the_new_name(entries: list[str], lines: bool, comma: bool) -> None:
    """The list has one entry more, the last one; the others are as they were, in their order."""
    end = "," if comma and entries else ""
    inside = "\n        " + ",\n        ".join(entries) + end + "\n    " if lines else ", ".join(entries) + end
    source = f"{HEAD}    return [{inside}]\n"
    found = registered(source, "pack.new_one", NAME)
    assert found is not None
    (hook,) = (node for node in ast.parse(found).body if isinstance(node, ast.FunctionDef))
    last = hook.body[-1]
    assert isinstance(last, ast.Return)
    assert isinstance(last.value, ast.List)
    assert [ast.unparse(one) for one in last.value.elts] == [*entries, NAME]
