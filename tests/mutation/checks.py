"""The harness itself: mutants that are known to be caught, and known to change nothing, inside functions and outside.

Run by `make mutation` before any module; it needs what `make test` does not install.
"""

import pytest
from mutants import PACKAGE, Mutant, mutants_of
from run import arguments
from warm import collected, measured, survives

POINTS = PACKAGE / "points.py"
CHANGES = {
    "half down": ("2 * numerator + denominator", "2 * numerator - denominator", False),
    "sum turned round": ("2 * numerator + denominator", "denominator + 2 * numerator", True),
    "endless": ("text = str(value)", "while True: pass", False),
    "another tick": ("TICKS = 10_000", "TICKS = 10_001", False),
    "product turned round": ("WHOLE = 100 * TICKS", "WHOLE = TICKS * 100", True),
}


def mutant(before: str, after: str) -> Mutant:
    """The module with one text replaced."""
    code = POINTS.read_text("utf-8")
    start, _, _ = code.partition(before)
    return Mutant(POINTS, "-", "by hand", start.count("\n") + 1, before, after, code.replace(before, after, 1))


def test_fates() -> None:
    """What a test sees is killed, what nobody can see survives, an endless loop is ended."""

    def fates(session: pytest.Session) -> dict[str, bool]:
        base = measured(session, [POINTS])
        return {name: survives(mutant(*change), session, base, 60) for name, (*change, _) in CHANGES.items()}

    assert collected(["tests/test_points.py"], fates) == {name: lives for name, (*_, lives) in CHANGES.items()}


def test_what_cannot_be_collected_is_said() -> None:
    """Where pytest does not come to an end, nothing looks killed or alive."""
    with pytest.raises(ValueError, match="did not come to an end"):
        collected(["tests/no_such_test.py"], lambda session: True)


def test_names_are_nobody_elses() -> None:
    """Every mutant of a module has a name of its own."""
    names = [one.name for one in mutants_of(PACKAGE / "grading/levels.py")]
    assert len(names) == len(set(names)) > 100


def test_an_argument_stands_above_its_mutants() -> None:
    """The comment above a mutant is its argument, for all that follow it."""
    assert arguments("# a\n# b\nx\ny\n\n# c\nz\n") == {"x": "# a # b", "y": "# a # b", "z": "# c"}
