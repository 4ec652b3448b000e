"""linting.md: every finding of the linter has its section, and its examples are what they say."""

import re

from efficiency_rules.messages import catalogue, linting


def sections(page):
    """Return the text below each heading that is a code."""
    text = page("linting.md").text
    heads = [*re.finditer(r"^#+ (.*)$", text, re.MULTILINE)]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    named = {head[1]: text[head.end() : end] for head, end in zip(heads, ends, strict=True)}
    return {title.strip("`"): body for title, body in named.items() if title.startswith("`")}


def test_every_finding_has_its_section(page):
    """One section a code, and no section of a code that does not exist."""
    assert set(sections(page)) == set(linting.WORDS)


def test_every_section_has_an_example_and_a_fix(page):
    """What it looks like, and what to do."""
    for code, body in sections(page).items():
        assert body.count("```") == 2, code
        assert body.count("**Fix:**") == 1, code


def test_what_check_has_already_is_named_by_its_code(page, backticked):
    """The codes that the page says are told elsewhere exist, and the linter's own all begin alike."""
    known = set(catalogue())
    words = {
        word
        for word in backticked(page("linting.md").text)
        if re.match(r"(ruleset|formula|bands|grade|rubric)-.", word)
    }
    assert {word for word in words if word not in known} == set()
    assert {code for code in known if code.startswith("rubric-")} == set(linting.WORDS)
