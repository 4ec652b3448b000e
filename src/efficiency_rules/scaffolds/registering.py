"""Naming a new criterion in `provide_criteria`: two lines more, everything else stays to the letter."""

import ast
from dataclasses import dataclass

HOOK = "provide_criteria"


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Text that comes in behind a place: line from 1, column in bytes."""

    line: int
    column: int
    text: str


def registered(source: str, module: str, name: str) -> str | None:
    """Return the source with `from module import name` in `provide_criteria` and `name` in the list it returns.

    None where the function is not there, or returns something else than a list written out.
    """
    if "\r\n" in source:
        found = registered(source.replace("\r\n", "\n"), module, name)
        return None if found is None else found.replace("\n", "\r\n")
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    hook = next((node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == HOOK), None)
    last = hook.body[-1] if hook is not None else None
    if hook is None or not isinstance(last, ast.Return) or not isinstance(last.value, ast.List):
        return None
    lines = source.split("\n")
    return _insert(source, [_imported(hook, last, lines, module, name), _listed(last.value, lines, name)])


def _imported(hook: ast.FunctionDef, last: ast.Return, lines: list[str], module: str, name: str) -> _Insertion:
    statement = f"from {module} import {name}"
    before = [node for node in hook.body if isinstance(node, ast.Import | ast.ImportFrom)]
    if before:
        node = before[-1]
        return _Insertion(
            node.end_lineno or node.lineno, node.end_col_offset or 0, f"\n{_indent(lines, node)}{statement}"
        )
    indent = _indent(lines, last)
    return _Insertion(last.lineno, last.col_offset, f"{statement}\n\n{indent}")


def _listed(listed: ast.List, lines: list[str], name: str) -> _Insertion:
    if not listed.elts:
        return _Insertion(listed.lineno, listed.col_offset + 1, name)
    node = listed.elts[-1]
    line, column = node.end_lineno or node.lineno, node.end_col_offset or 0
    if listed.lineno == listed.end_lineno:
        return _Insertion(line, column, f", {name}")
    return _Insertion(line, column, f",\n{_indent(lines, node)}{name}")


def _indent(lines: list[str], node: ast.stmt | ast.expr) -> str:
    line = lines[node.lineno - 1]
    return line[: len(line) - len(line.lstrip())]


def _insert(source: str, insertions: list[_Insertion]) -> str:
    lines = [line.encode() for line in source.split("\n")]
    for one in sorted(insertions, key=lambda one: (one.line, one.column), reverse=True):
        line = lines[one.line - 1]
        lines[one.line - 1] = line[: one.column] + one.text.encode() + line[one.column :]
    return b"\n".join(lines).decode()
