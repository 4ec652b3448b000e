"""Mutants: every change of one operator, number or keyword that cosmic-ray makes in a module."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

PACKAGE = Path(__file__).parents[2] / "src/efficiency_rules"

COMPARISON, BINARY, UNARY = "ReplaceComparisonOperator_", "ReplaceBinaryOperator_", "ReplaceUnaryOperator_"
KINDS = (
    *(COMPARISON + kind for kind in ("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is")),
    *(COMPARISON + kind for kind in ("Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt")),
    *(BINARY + kind for kind in ("Add_Sub", "Sub_Add", "Mul_Add", "Mul_FloorDiv", "FloorDiv_Mul", "Div_Mul")),
    *(BINARY + kind for kind in ("Mod_FloorDiv", "Pow_Mul", "BitAnd_BitOr", "LShift_RShift", "RShift_LShift")),
    *(UNARY + kind for kind in ("USub_UAdd", "Delete_Not", "Delete_USub")),
    *("AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "NumberReplacer", "ZeroIterationForLoop"),
)
"""What is changed: the other kinds change the same places more coarsely, or change annotations (`|`)."""

GUARDS = ("strict=", "@dataclass(", "repr=False")
"""Lines whose True and False only guard against mistakes of ours: `strict` of a zip of equal lengths, `frozen` and
`slots`, and long fields that a repr leaves out."""

REMEMBERS = "@lru_cache("
"""A line whose numbers only say how much is remembered."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change in one line."""

    module: Path
    function: str
    operator: str
    line: int
    before: str
    after: str
    code: str
    number: int = 1
    """Counts the mutants of one function that read the same."""

    @property
    def name(self) -> str:
        """What survivors.txt calls it: stays the same when lines move, and is no other mutant's."""
        again = f"  (no. {self.number})" if self.number > 1 else ""
        place = f"{self.module.relative_to(PACKAGE)} {self.function}"
        return f"{place} {self.operator}: {self.before}  ->  {self.after}{again}"

    def __str__(self) -> str:
        return f"line {self.line}: {self.name}"


def mutants_of(module: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its lines."""
    code = module.read_text("utf-8")
    functions = _functions(ast.parse(code))
    nodes = list(ast_nodes(get_ast(code)))
    found = [mutant for name in operator_names() for mutant in _changes(module, code, nodes, name)]
    seen: Counter[str] = Counter()
    for one in sorted(found, key=lambda one: (one.line, one.operator)):
        named = replace(one, function=functions.get(one.line, "-"))
        seen[named.name] += 1
        yield replace(named, number=seen[named.name])


def _changes(module: Path, code: str, nodes: Sequence[Any], operator: str) -> Iterator[Mutant]:
    kind = operator.removeprefix("core/")
    if kind not in KINDS:
        return
    made = get_operator(operator)()
    for occurrence in range(sum(len(list(made.mutation_positions(node))) for node in nodes)):
        mutated = mutate_code(code, made, occurrence)
        if mutated is None or mutated == code:
            continue
        pairs = zip(code.splitlines(), mutated.splitlines(), strict=False)
        line, (before, after) = next((at, pair) for at, pair in enumerate(pairs, 1) if pair[0] != pair[1])
        if not _only_guards(kind, before) and _is_python(mutated):
            yield Mutant(module, "-", kind, line, before.strip(), after.strip(), mutated)


def _only_guards(kind: str, line: str) -> bool:
    if REMEMBERS in line:
        return True
    return kind in ("ReplaceTrueWithFalse", "ReplaceFalseWithTrue") and any(word in line for word in GUARDS)


def _is_python(code: str) -> bool:
    """Say whether it can be compiled: `{*facts}` among keys and values cannot."""
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


def _functions(tree: ast.AST, above: str = "") -> dict[int, str]:
    """Return the innermost function or class of each line, by its dotted name."""
    found: dict[int, str] = {}
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            name = f"{above}{node.name}"
            found |= dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), name)
            found |= _functions(node, f"{name}.")
        else:
            found |= _functions(node, above)
    return found
