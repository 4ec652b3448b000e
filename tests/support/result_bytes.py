"""Result folders as bytes: written, changed in any place, sealed anew, and checked."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import worlds
from hypothesis import note

import efficiency_rules as er
from efficiency_rules.evaluation import contents, digests
from efficiency_rules.evaluation.folder import result_files
from efficiency_rules.evaluation.verifying import Check, read_files, verify


class Bytes(dict[str, bytes]):
    """The files of a folder by name; short in reports."""

    def __repr__(self) -> str:
        return "、".join(self)


def small_world() -> worlds.World:
    """A county of eight units, two of them not graded: losses, gains, rescaling, and a tie that waits."""
    days = {"due_on": worlds.YEAR.first, "on": worlds.YEAR.first}
    events = [{"number": f"e{at}", "unit": f"u00{at % 3}", "kind": "轻重"[at % 2], **days} for at in range(7)]
    tickets = [
        {"number": f"t{at}", "unit": f"u00{at % 4}", "closed_on": worlds.YEAR.first if at % 3 else None, **days}
        for at in range(16)
    ]
    ratings = [{"number": f"r{at}", "unit": f"u00{at}", "score": f"{70 + at % 4}.5", **days} for at in (1, 3)]
    ratings += [{"number": f"r{at}", "unit": f"u00{at}", "score": "85.5", **days} for at in (5, 7)]
    awards = [{"number": f"a{at}", "unit": f"u00{at}", "level": "省级", **days} for at in (0, 4)]
    return worlds.World(8, {"event": events, "ticket": tickets, "rating": ratings, "award": awards})


def small_evaluation() -> er.Evaluation:
    """The evaluation of the small county."""
    rules = worlds.standard()
    evaluation = er.evaluate(rules, worlds.roster(8), small_world().evidence(rules))
    assert evaluation.status == "undecided"
    return evaluation


def small_result() -> Bytes:
    """The files of its result."""
    return Bytes(result_files(small_evaluation(), circumstances={"operator": "某甲"}))


def checks(files: Mapping[str, bytes]) -> dict[str, Check]:
    """All checks of these files, by name."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return {check.name: check for check in verify(read_files(Path(folder)))}


def named(found: Mapping[str, Check]) -> set[str]:
    """The files that the checks which failed name."""
    failed = [check for check in found.values() if check.verdict == "failed"]
    return {problem.place.file for check in failed for problem in check.problems if problem.severity == "error"}


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of a CSV file, headings first."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def csv_of(rows: list[list[str]]) -> bytes:
    """A CSV file of these rows."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values of a JSON document, whole lists and mappings too."""
    if path:
        yield path
    if isinstance(data, (dict, list)):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield from leaves(data[key], (*path, key))


def spoiled(data: Any, random: Random) -> Any:
    """The document with one value replaced, or taken away."""
    changed = deepcopy(data)
    *path, last = random.choice(list(leaves(data)))
    inside = changed
    for key in path:
        inside = inside[key]
    old = inside[last]
    others = [value for value in (f"{old}1", None, 7, True, [], {}, ["x"], {"x": "y"}) if value != old or value is True]
    new = random.choice([value for value in others if (type(value), value) != (type(old), old)])
    note(f"{[*path, last]}: {str(old)[:60]!r} -> {new!r}")
    if random.random() < 0.2:
        del inside[last]
    else:
        inside[last] = new
    return changed


def json_of(data: Any) -> bytes:
    """A JSON file."""
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def resealed(files: Mapping[str, bytes]) -> Bytes:
    """The files with a receipt that fits them and knows of no other: what somebody does who knows how digests work."""
    receipt = json.loads(files["receipt.json"])
    circumstances = receipt.pop("circumstances")
    receipt.pop("digest")
    circumstances.pop("digest")
    for held in (receipt["tables"], circumstances["tables"]):
        for name in list(held):
            if f"{name}.json" in files:
                held[name] = digests.of_data(json.loads(files[f"{name}.json"]))
            elif f"{name}.csv" in files:
                held[name] = contents.of_texts(contents.read_texts(files[f"{name}.csv"]))
            else:
                del held[name]
    return Bytes({**files, "receipt.json": json_of(contents.sealed(receipt, circumstances))})


def codes(check: Check) -> set[str]:
    """The codes of what a check found."""
    return {problem.code for problem in check.problems}
