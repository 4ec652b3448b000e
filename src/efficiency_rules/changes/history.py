"""History: a folder of corrections that only ever grows, each entry holding the digest of the one before (更正历史)."""

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from efficiency_rules.changes.corrections import Correction
from efficiency_rules.changes.digest import content_digest
from efficiency_rules.changes.inputs import parse_corrections
from efficiency_rules.changes.regrade import Regrading
from efficiency_rules.errors import EfficiencyRulesError, EvaluationError, InputError, Problem, not_of
from efficiency_rules.evaluation import digests
from efficiency_rules.evaluation.evaluation import Evaluation

SCHEMA = "efficiency-rules/history/1"

_NAME = re.compile(r"[0-9]{6}\.json")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its number from 1, the SHA-256 of its bytes, its corrections, and the results around them."""

    seq: int
    digest: str
    before: str
    after: str
    corrections: tuple[Correction, ...]
    content: Mapping[str, Any]

    @property
    def file(self) -> str:
        """The name of its file."""
        return _file(self.seq)


@dataclass(frozen=True, slots=True)
class History:
    """All entries in order; what holds now is the first evaluation with all their corrections."""

    entries: tuple[Entry, ...]

    @property
    def head(self) -> str:
        """The digest of the last entry, which proves all of them; empty before the first."""
        return self.entries[-1].digest if self.entries else ""

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """All corrections, in the order in which they were made."""
        return tuple(one for entry in self.entries for one in entry.corrections)


def read_history(folder: Path | str, head: str = "") -> History:
    """Return the history in a folder, none where there is no folder yet.

    `head` is a digest that was published: it must be that of an entry, or the end has been cut off. Raises
    InputError with every entry that is missing, damaged, or does not follow on the one before it.
    """
    if wrong := [*not_of(Path | str, "Path | str", folder=folder), *not_of(str, "str", head=head)]:
        raise InputError(wrong)
    folder = Path(folder)
    found = sorted(path for path in folder.glob("*.json") if not path.name.startswith(".")) if folder.is_dir() else []
    problems = [_problem("history-file-strange", path.name) for path in found if not _NAME.fullmatch(path.name)]
    named = {int(path.stem): path for path in found if _NAME.fullmatch(path.name)}
    problems += [_problem("history-missing", _file(seq)) for seq in range(1, max(named, default=0)) if seq not in named]
    entries: list[Entry] = []
    for seq, path in sorted(named.items()):
        try:
            entry = _read(path.read_bytes(), seq)
        except (ValueError, KeyError, TypeError, AttributeError, EfficiencyRulesError):
            problems.append(_problem("history-unreadable", path.name))
            continue
        last = entries[-1] if entries else None
        if seq == 1 or (last is not None and last.seq == seq - 1):
            follows = last is None or entry.before == last.after
            if entry.content["previous"] != ("" if last is None else last.digest) or not follows:
                problems.append(_problem("history-changed", path.name, other=_file(seq - 1) if last else "—"))
        entries.append(entry)
    if head and head not in [entry.digest for entry in entries]:
        problems.append(_problem("history-head", head, expected=entries[-1].digest if entries else "—"))
    if problems:
        raise InputError(problems)
    return History(tuple(entries))


def check_history(history: History, before: Evaluation) -> None:
    """Raise EvaluationError unless `before` is the result that the history ends with."""
    if history.entries and history.entries[-1].after != content_digest(before):
        raise EvaluationError(Problem("history-other-result", facts={"other": history.entries[-1].file}))


def append_history(folder: Path | str, regrading: Regrading) -> Entry:
    """Write a regrading as the next entry of the history in a folder, and return it.

    An entry appears whole or not at all and never takes the place of another. Raises InputError when the
    history is damaged or another entry was written meanwhile, EvaluationError when it ends with another result.
    """
    if wrong := not_of(Regrading, "Regrading", regrading=regrading):
        raise InputError(wrong)
    history = read_history(folder)
    folder = Path(folder)
    check_history(history, regrading.before)
    seq = len(history.entries) + 1
    told = regrading.to_dict()
    content = {
        "schema": SCHEMA,
        "seq": seq,
        "previous": history.head,
        "before": told["before"],
        "after": told["after"],
        "corrections": told["corrections"],
        "appellants": told["appellants"],
        "changes": told["changes"],
        "others_moved": told["others_moved"],
        "outcomes": [outcome["kind"] for outcome in told["outcomes"]],
    }
    written = _bytes({**content, "digest": digests.of_data(content)})
    folder.mkdir(parents=True, exist_ok=True)
    _place(written, folder / _file(seq))
    return _read(written, seq)


def _file(seq: int) -> str:
    return f"{seq:06}.json"


def _problem(code: str, found: str, **more: str) -> Problem:
    return Problem(code, facts={"found": found, **more})


def _bytes(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n").encode()


def _read(written: bytes, seq: int) -> Entry:
    """Return the entry that these bytes are; raises an error of many kinds when they are none."""
    content = json.loads(written)
    rest = {key: value for key, value in content.items() if key != "digest"}
    # Exactly what we write, to the last bit, under its own number and with its own digest.
    if _bytes(content) != written or content["digest"] != digests.of_data(rest) or content["seq"] != seq:
        raise ValueError(f"not entry {seq}")
    if content["schema"] != SCHEMA:
        raise ValueError(f"not {SCHEMA}")
    corrections = parse_corrections(content["corrections"])
    return Entry(seq, digests.of_bytes(written), content["before"], content["after"], corrections, content)


def _place(content: bytes, target: Path) -> None:
    """Put a new file in place, whole or not at all; raises InputError when there is one already."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        _without_overwriting(Path(name), target)
    except FileExistsError as error:
        raise InputError(_problem("history-moved-on", target.name)) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _without_overwriting(source: Path, target: Path) -> None:
    if os.name == "nt":
        # There a rename never takes the place of a file.
        source.rename(target)
        return
    os.link(source, target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
