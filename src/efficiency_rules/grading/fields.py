"""Fields of a document's mapping: their paths, and the problems of keys, lists, texts and choices."""

from collections.abc import Iterable, Mapping, Sequence
from types import UnionType
from typing import TypeGuard

from efficiency_rules.errors import Problem, did_you_mean, mistyped

Path = tuple[str | int, ...]
"""The way to a value inside a mapping: keys and list positions (from 0)."""

Findings = list[tuple[Path, Problem]]
"""Problems with the path each stands at, in the order of the document."""


def path_text(path: Path) -> str:
    """Return a path in the usual spelling, such as `grades[0].share`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def shown(value: object) -> str:
    """Return a value as a message shows it: text as it is, anything long cut short."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def finding(code: str, path: Path, **facts: object) -> tuple[Path, Problem]:
    """Return one problem at its path; `key` among its facts is the path as text."""
    return path, Problem(code, facts={"key": path_text(path), **facts})


def suggestion(word: object, known: Iterable[str]) -> dict[str, str]:
    """Return the facts `near_zh`, `near_en` (may be empty), `known_zh` and `known_en` of a misspelt word."""
    names = list(known)
    near_zh, near_en = did_you_mean(str(word), names, "zh"), did_you_mean(str(word), names, "en")
    return {
        "near_zh": f"{near_zh}；" if near_zh else "",
        "near_en": f"{near_en}; " if near_en else "",
        "known_zh": "、".join(names),
        "known_en": ", ".join(names),
    }


def check_mapping(value: object, path: Path, name: str) -> Findings:
    """Return a problem unless `value` is a mapping; `name` is shown where the path is empty."""
    wrong = Problem("grading-not-mapping", facts={"key": path_text(path) or name, "found": shown(value)})
    return [] if isinstance(value, Mapping) else [(path, wrong)]


def check_keys(
    mapping: Mapping[object, object],
    path: Path,
    name: str,
    required: Sequence[str],
    optional: Sequence[str] = (),
) -> Findings:
    """Return the unknown and the missing keys of a mapping."""
    findings: Findings = []
    known = (*required, *optional)
    for key in mapping:
        if key not in known:
            at = (*path, str(key))
            findings.append(finding("grading-key-unknown", at, found=shown(key), **suggestion(key, known)))
    for key in required:
        if key not in mapping:
            facts = {"key": path_text(path) or name, "missing": key}
            findings.append((path, Problem("grading-key-missing", facts=facts)))
    return findings


def is_list(value: object) -> TypeGuard[Sequence[object]]:
    """Say whether a value is a list of a document (a text is none)."""
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def check_list(value: object, path: Path) -> Findings:
    """Return a problem unless `value` is a list."""
    return [] if is_list(value) else [finding("grading-not-list", path, found=shown(value))]


def check_types(key: str, values: object, kind: type | UnionType, name: str) -> list[Problem]:
    """Return a problem unless the argument `key` is a list, or for each of its values that is no `kind`."""
    if not is_list(values):
        return [mistyped(key, f"Sequence[{name}]", values)]
    return [mistyped(f"{key}[{at}]", name, one) for at, one in enumerate(values) if not isinstance(one, kind)]


def is_text(value: object) -> TypeGuard[str]:
    """Say whether a value is text that is not empty and has no space around it."""
    return isinstance(value, str) and bool(value) and value == value.strip()


def check_text(value: object, path: Path) -> Findings:
    """Return a problem unless `value` is text that is not empty and has no space around it."""
    return [] if is_text(value) else [finding("grading-not-text", path, found=shown(value))]


def check_texts(value: object, path: Path) -> Findings:
    """Return the problems of a list of texts."""
    if not is_list(value):
        return check_list(value, path)
    return [found for at, text in enumerate(value) for found in check_text(text, (*path, at))]


def check_choice(value: object, path: Path, offered: Sequence[str]) -> Findings:
    """Return a problem unless `value` is one of `offered`."""
    if isinstance(value, str) and value in offered:
        return []
    return [finding("grading-value-unknown", path, found=shown(value), **suggestion(value, offered))]
