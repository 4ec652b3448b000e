"""PyYAML's syntax errors in words an author understands."""

from yaml.error import Mark, MarkedYAMLError

from efficiency_rules.errors import Problem
from efficiency_rules.strict_yaml.text import Text

_BY_PROBLEM = (
    ("could not find expected ':'", "yaml-key-without-colon", True),
    ("found unexpected end of stream", "yaml-quote-open", True),
    ("found unexpected document separator", "yaml-quote-open", True),
    ("expected ',' or ']'", "yaml-bracket-open", True),
    ("expected ',' or '}'", "yaml-bracket-open", True),
    ("that cannot start any token", "yaml-needs-quotes", False),
    ("unknown escape character", "yaml-escape", False),
    ("expected escape sequence", "yaml-escape", False),
    ("expected <block end>", "yaml-indentation", False),
    ("expected '<document start>'", "yaml-after-end", False),
    ("undefined tag handle", "yaml-tag", False),
    ("found undefined alias", "yaml-alias", False),
    ("expected alphabetic or numeric character", "yaml-needs-quotes", False),
    ("expected chomping or indentation indicators", "yaml-needs-quotes", False),
)
"""Part of PyYAML's words, our code, and whether the place is where the construct began."""


def syntax_problem(error: Exception, text: Text) -> Problem:
    """Return the problem that an exception of PyYAML's scanner or parser stands for."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem("yaml-syntax", text.place(0, 0), {"found": "", "detail": type(error).__name__})
    said = error.problem or ""
    mark: Mark = error.problem_mark
    if said.startswith("mapping values are not allowed"):
        before = text.line(mark.line)[: mark.column]
        code = "yaml-colon-in-text" if ": " in before else "yaml-indentation"
    else:
        code, at_start = next(
            ((code, at_start) for part, code, at_start in _BY_PROBLEM if part in said), ("yaml-syntax", False)
        )
        if at_start and error.context_mark is not None:
            mark = error.context_mark
    place = text.place(mark.line, mark.column)
    return Problem(code, place, {"found": text.line(mark.line).strip()[:60], "detail": said})
