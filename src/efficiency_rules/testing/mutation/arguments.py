"""Arguments: changes that are said to make no difference, each with its reason, in a file beside the ruleset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from efficiency_rules.errors import Place, Problem
from efficiency_rules.rulesets.document import ARGUMENTS, read_bytes
from efficiency_rules.rulesets.fields import read
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.shape import Key, Shape
from efficiency_rules.strict_yaml import examine

ARGUMENT: Shape = {
    "change": Key("text", "哪一处改动，照抄 test --mutate 的写法", "the change, as test --mutate writes it"),
    "reason": Key("text", "为什么结果不会不同", "why no result can differ"),
}

FILE: Shape = {"equivalent": Key("sections", "视为等价的改动", "changes that make no difference", shape=ARGUMENT)}


@dataclass(frozen=True, slots=True)
class Argument:
    """Why a change makes no difference, and where that is said."""

    reason: str
    place: Place


def arguments_file(ruleset: Path) -> Path:
    """Return where the arguments of a ruleset file stand: `2025.equivalent.yaml` beside `2025.yaml`."""
    return ruleset.with_name(ruleset.stem + ARGUMENTS)


def read_arguments(ruleset: Path) -> tuple[Mapping[str, Argument], list[Problem]]:
    """Return the arguments by the name of the change, and all problems of their file; none where there is no file."""
    path = arguments_file(ruleset)
    if not path.is_file():
        return {}, []
    content, problems = read_bytes(path)
    document, found = examine(content, str(path))
    problems.found.extend(found)
    if document is None or document.data is None:
        return {}, problems.found
    return _arguments(Node.root(document), problems), problems.found


def _arguments(root: Node, problems: Problems) -> dict[str, Argument]:
    entries = [read(node, ARGUMENT, problems) for node in read(root, FILE, problems).get("equivalent", ())]
    return {one.get("change", ""): Argument(one.get("reason", ""), one.place("change")) for one in entries}


def unused(arguments: Mapping[str, Argument], survivors: Sequence[str]) -> list[Problem]:
    """Return an error for each argument whose change is none, or is noticed by a case all the same."""
    return [
        Problem("mutation-argument-unused", argument.place, {"found": change})
        for change, argument in arguments.items()
        if change not in survivors
    ]
