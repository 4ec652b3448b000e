"""Running the checks of a suite over drawn examples, each failing one down to its smallest example."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Flaky, Unsatisfiable

from efficiency_rules.errors import Problem
from efficiency_rules.testing.checks import CHECKS
from efficiency_rules.testing.subject import Subject
from efficiency_rules.testing.trials import CheckFailed, Scored, Trial, trials

_FIRST = "points"
"""The check that answers for criteria that cannot be scored at all."""

_ONCE = {name: check.once for name, check in CHECKS.items() if check.once is not None}
_EACH = {name: check.each for name, check in CHECKS.items() if check.each is not None}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a check: `problem` is None when it holds; `trial` is the smallest example that it fails on."""

    problem: Problem | None
    trial: Trial | None = None

    @property
    def failed(self) -> bool:
        """Whether the check does not hold; a problem that is only a notice says that it does not apply."""
        return self.problem is not None and self.problem.severity == "error"

    def text(self) -> str:
        """Return the problem in Chinese and English, and the example, as a cases file would write it."""
        if self.problem is None:
            return ""
        words = f"{self.problem.text('zh')}\n{self.problem.text('en')}"
        return words if self.trial is None else f"{words}\n\n{self.trial!r}"


def run_suite(subject: Subject) -> dict[str, Outcome]:
    """Return the outcome of every check by its name; nothing is raised, whatever the criterion does."""
    return {name: Outcome(check(subject)) for name, check in _ONCE.items()} | _over_examples(subject)


def _over_examples(subject: Subject) -> dict[str, Outcome]:
    """Meet every example once with all the checks, then look for the smallest example of each that failed."""
    met: dict[str, list[Outcome]] = {name: [] for name in _EACH}

    def example(trial: Trial) -> None:
        try:
            scored = Scored.of(trial)
        except CheckFailed as error:
            met[_FIRST].append(Outcome(error.problem, trial))
            return
        for name, check in _EACH.items():
            if len(met[name]) < (CHECKS[name].most or subject_most) and not any(one.failed for one in met[name]):
                met[name].append(_met(check, scored))

    subject_most = _most(subject)
    problem = _run(example, subject)
    if problem is not None:
        met[_FIRST].append(Outcome(problem))
    return {name: _summed(name, found, subject) for name, found in met.items()}


def _met(check: Callable[[Scored], Problem | None], scored: Scored) -> Outcome:
    try:
        return Outcome(check(scored), scored.trial)
    except CheckFailed as error:
        return Outcome(error.problem, scored.trial)


def _summed(name: str, found: list[Outcome], subject: Subject) -> Outcome:
    failed = next((one for one in found if one.failed), None)
    if failed is not None:
        return _smallest(name, failed, subject) if failed.trial is not None else failed
    if not found:
        return Outcome(subject.problem("suite-not-run", see=_FIRST))
    # It does not apply where it never did.
    return Outcome(None) if any(one.problem is None for one in found) else Outcome(found[0].problem)


def _smallest(name: str, failed: Outcome, subject: Subject) -> Outcome:
    """Return the outcome on the smallest failing example, or the one known where no other is found."""
    last = failed

    def example(trial: Trial) -> None:
        nonlocal last
        try:
            scored = Scored.of(trial)
        except CheckFailed as error:
            if name == _FIRST:
                last = Outcome(error.problem, trial)
                raise
            return
        outcome = _met(_EACH[name], scored)
        if outcome.failed:
            last = outcome
            raise CheckFailed(outcome.problem or subject.problem("suite-not-run", see=_FIRST))

    _run(example, subject)
    return last


def _run(example: Callable[[Trial], None], subject: Subject) -> Problem | None:
    """Run a function over examples; return why there could be none, or the problem that it raised at last."""
    refused: list[str] = []
    try:
        _settings(subject)(given(trials(subject, refused))(example))()
    except CheckFailed as error:
        return error.problem
    except Unsatisfiable:
        return subject.problem("suite-no-params", found=refused[-1] if refused else "—")
    except Flaky:
        # What is found on one try and not on the next is known from the first pass.
        return None
    return None


def _settings(subject: Subject) -> settings:
    return settings(
        max_examples=_most(subject),
        deadline=None,
        # Its keys are functions, and all criteria share ours. A failing example is printed as a case to be kept.
        database=None,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=[*HealthCheck],
    )


def _most(subject: Subject) -> int:
    return settings().max_examples if subject.examples is None else subject.examples
