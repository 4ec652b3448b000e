"""Reading recorded decisions from a file."""

from pathlib import Path

from efficiency_rules import strict_yaml
from efficiency_rules.errors import InputError, Problem, not_of
from efficiency_rules.evaluation.acts import Act, check_acts, parse_acts


def read_decisions(path: Path | str) -> tuple[Act, ...]:
    """Return the decisions of a YAML file (`decisions:` a list), in the order written.

    Raises InputError with every problem, each with line and column.
    """
    if wrong := not_of(Path | str, "Path | str", path=path):
        raise InputError(wrong)
    document = strict_yaml.read(Path(path))
    data = document.data
    if not isinstance(data, dict) or list(data) != ["decisions"]:
        raise InputError(Problem("decisions-shape", document.place(())))
    problems = [
        Problem(problem.code, document.place(("decisions", *path)), problem.facts)
        for path, problem in check_acts(data["decisions"])
    ]
    if problems:
        raise InputError(problems)
    return parse_acts(data["decisions"])
