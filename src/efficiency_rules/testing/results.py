"""What became of one case."""

from dataclasses import dataclass

from efficiency_rules.errors import Place, Problem


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: passed when there are no problems. `place` is where it stands in `file`."""

    file: str
    name: str
    place: Place
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Whether every expectation of the case holds."""
        return not self.problems
