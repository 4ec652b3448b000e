"""CriterionSuite: a pytest class that tries a criterion with ledgers drawn from its evidence type."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, ClassVar

import pytest

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.points import Points
from efficiency_rules.rulesets.document import RulesetDocument
from efficiency_rules.testing.checks import CHECKS
from efficiency_rules.testing.in_time import ends_in_time
from efficiency_rules.testing.monotone import Monotone
from efficiency_rules.testing.running import Outcome, run_suite
from efficiency_rules.testing.subject import Subject


class CriterionSuite:
    """Checks that hold for every criterion: `class TestHotline(CriterionSuite): criterion = hotline`.

    Everything but `criterion` may be left out: parameters, full points and records are drawn by Hypothesis from the
    types. A check that the family of the formula makes inapplicable is reported as skipped, with the reason.
    """

    criterion: ClassVar[Criterion]
    params: ClassVar[Mapping[str, Any] | None] = None
    """Parameters as a ruleset writes them (`{"target": "98%"}`); None: every legal value is drawn."""
    full: ClassVar[Points | str | int | None] = None
    """Full points of the item, as a ruleset may write them (`10`, `"2.5"`); None: drawn."""
    year: ClassVar[int | None] = None
    """The year of the records; None: the edition."""
    values: ClassVar[Mapping[str, Sequence[Any]]] = {}
    """Values to draw for a column, by its name, where its type says too little."""
    examples: ClassVar[int | None] = None
    """How many examples; None: as many as the active Hypothesis profile says."""
    seconds: ClassVar[int | None] = 60
    """After how long a criterion that does not end is stopped; None: it is waited for, for ever."""
    monotone: ClassVar[Monotone | None] = None
    """What a Custom or PerUnit formula promises about one more record; families say it themselves."""
    rulesets: ClassVar[Sequence[RulesetDocument] | None] = None
    """Rulesets whose items must quote the plan; None: those in the folder of the criterion's package."""

    @pytest.fixture(scope="class")
    @classmethod
    def outcomes(cls) -> Mapping[str, Outcome]:
        """What became of every check, by its name: all of them meet the same examples."""
        said = {field.name: getattr(cls, field.name) for field in fields(Subject)}
        subject = Subject(**said | {"full": None if cls.full is None else Points(cls.full)})
        slow = None if cls.seconds is None else ends_in_time(subject, cls.seconds)
        in_time = Outcome(slow)
        not_run = Outcome(subject.problem("suite-not-run", see="in_time"))
        rest = dict.fromkeys(CHECKS, not_run) if in_time.failed else run_suite(subject)
        return {"in_time": in_time, **rest}

    def test_it_ends_in_time(self, outcomes: Mapping[str, Outcome]) -> None:
        """A few examples are scored within `seconds`; tried in another process, which can be stopped."""
        _report(outcomes["in_time"])

    def test_metadata(self, outcomes: Mapping[str, Outcome]) -> None:
        """Title, rule in words, source file, ledger and every parameter's meaning are there."""
        _report(outcomes["metadata"])

    def test_quotes(self, outcomes: Mapping[str, Outcome]) -> None:
        """Every item of the rulesets that pins the criterion quotes the plan."""
        _report(outcomes["quotes"])

    def test_default_parameters(self, outcomes: Mapping[str, Outcome]) -> None:
        """Every default of a parameter fits its type, its bounds and its validators; all together make a formula."""
        _report(outcomes["default_parameters"])

    def test_points(self, outcomes: Mapping[str, Outcome]) -> None:
        """Every mark lies between zero and the full points, in steps of 0.01; no record the type admits breaks it."""
        _report(outcomes["points"])

    def test_lines(self, outcomes: Mapping[str, Outcome]) -> None:
        """The lines of a unit add up from its full points to its mark, exactly."""
        _report(outcomes["lines"])

    def test_deterministic(self, outcomes: Mapping[str, Outcome]) -> None:
        """The same records give the same marks and reasons, also when the formula is built anew."""
        _report(outcomes["deterministic"])

    def test_row_order(self, outcomes: Mapping[str, Outcome]) -> None:
        """The order of the rows in the file is irrelevant to marks and lines."""
        _report(outcomes["row_order"])

    def test_other_units(self, outcomes: Mapping[str, Outcome]) -> None:
        """The records of other units are irrelevant to a unit's mark, where the family says so."""
        _report(outcomes["other_units"])

    def test_monotone(self, outcomes: Mapping[str, Outcome]) -> None:
        """One more record moves the mark in no other direction than the family says."""
        _report(outcomes["monotone"])

    def test_empty_ledger(self, outcomes: Mapping[str, Outcome]) -> None:
        """A ledger without records leaves every unit in the state no-cases; nothing fails."""
        _report(outcomes["empty"])

    def test_nothing_mutated(self, outcomes: Mapping[str, Outcome]) -> None:
        """Parameters and ledger are the same after scoring as before."""
        _report(outcomes["mutated"])

    def test_nothing_outside(self, outcomes: Mapping[str, Outcome]) -> None:
        """Neither building the formula nor scoring looks at a clock, a file, the network or a random number."""
        _report(outcomes["nothing_outside"])


def _report(outcome: Outcome) -> None:
    if outcome.failed:
        pytest.fail(outcome.text(), pytrace=False)
    if outcome.problem is not None:
        pytest.skip(f"{outcome.problem.what('zh')} {outcome.problem.what('en')}")
