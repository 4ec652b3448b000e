"""The result folder: written whole or not at all."""

import csv
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl
from pydantic_core import to_json

from efficiency_rules.errors import EvaluationError, Place, Problem
from efficiency_rules.evaluation import contents, digests
from efficiency_rules.evaluation.grades import Graded
from efficiency_rules.evaluation.stages import Watch, nobody
from efficiency_rules.units import Roster

if TYPE_CHECKING:
    from efficiency_rules.evaluation.evaluation import Evaluation

Tables = Literal["csv", "parquet"]

_KINDS: tuple[Tables, ...] = ("csv", "parquet")

MARKER = "receipt.json"
"""A folder that holds it is a finished result."""

ANNOTATED = "annotated"
"""The folder of annotated copies inside a result folder."""

_TABLES = ("standings", "marks", "lines", "sources")

_MORE = ("changes", "outcomes")
REGRADING = "regrading.json"
"""What stands beside the result of a regrading."""


_SYSTEM_SAID = re.compile(r"\(os error ([0-9]+)\)")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a regrading puts beside its result: the tables `changes` and `outcomes`, and all of it as plain data."""

    changes: pl.DataFrame
    outcomes: pl.DataFrame
    regrading: Mapping[str, Any]


def write_result(
    evaluation: "Evaluation",
    out: Path,
    tables: Tables = "csv",
    circumstances: Mapping[str, Any] | None = None,
    beside: Beside | None = None,
    watch: Watch = nobody,
) -> Path:
    """Write standings, marks, lines, sources, grading, receipt and what was rejected; return the folder.

    `circumstances` (time, operator, host) stand apart in the receipt: all else is the same for the same input.
    `beside` is what a regrading adds; `watch` is told the stages lines and write as they come.
    Raises EvaluationError when `out` is there and is no earlier result.
    """
    files = result_files(evaluation, tables, circumstances, beside, watch=watch)
    with watch("write"):
        return replace_folder(out, files)


def result_files(
    evaluation: "Evaluation",
    tables: Tables = "csv",
    circumstances: Mapping[str, Any] | None = None,
    beside: Beside | None = None,
    made: Mapping[str, pl.DataFrame] | None = None,
    watch: Watch = nobody,
) -> dict[str, bytes]:
    """Return the files of a result folder by name; the receipt holds the digests of what the others hold.

    Where records stood and what is wrong with them depends on the files they came in: these digests are among the
    circumstances, as are those of the files' bytes. `made` are its tables by name, where they have been made already.
    Raises EvaluationError when there are no such `tables`.
    """
    check_tables(tables)
    graded = evaluation.graded
    gradings = _gradings(evaluation.roster, graded) if graded else {}
    files: dict[str, bytes] = {}
    content: dict[str, str] = {}
    places: dict[str, str] = {}
    for name, table in _made(evaluation, made, watch):
        with watch("write"):
            files |= _table(name, table, tables)
            (places if name == "sources" else content)[name] = contents.of_texts(contents.texts_of(table))
    if gradings:
        about = {"schema": "efficiency-rules/grading/2", "status": evaluation.status}
        grading = about | {"jurisdictions": gradings}
        files["grading.json"] = json_bytes(grading)
        content["grading"] = digests.of_data(grading)
    if beside is not None:
        for name, table in (("changes", beside.changes), ("outcomes", beside.outcomes)):
            files |= _table(name, table, tables)
            content[name] = contents.of_texts(contents.texts_of(table))
        files[REGRADING] = json_bytes(beside.regrading)
        content["regrading"] = digests.of_data(beside.regrading)
    if evaluation.evidence.problems or evaluation.problems:
        files["problems.csv"] = problems_csv([*evaluation.evidence.problems, *evaluation.problems])
        places["problems"] = contents.of_texts(contents.read_texts(files["problems.csv"]))
    if evaluation.evidence.rejected.height:
        files |= _table("rejected", evaluation.evidence.rejected, "csv")
        places["rejected"] = contents.of_texts(contents.texts_of(evaluation.evidence.rejected))
    receipt = evaluation.receipt.to_dict() | {"tables": content}
    written = {name: digests.of_bytes(file) for name, file in files.items()}
    files[MARKER] = json_bytes(contents.sealed(receipt, {**(circumstances or {}), "tables": places, "files": written}))
    return files


def check_tables(tables: str) -> None:
    """Raise EvaluationError unless tables are written as `tables`."""
    if tables not in _KINDS:
        raise EvaluationError(Problem("tables-unknown", facts={"found": tables, "expected": _KINDS}))


def no_result(folder: Path) -> Problem:
    """Return why a folder without a receipt is no result folder."""
    # Beside tables, problems.csv holds warnings of a result that has lost its receipt.
    if (folder / "problems.csv").is_file() and not any(folder.glob("standings.*")):
        return Problem("result-blocked", facts={"found": str(folder)})
    if first := min((path.parent for path in folder.glob(f"*/{MARKER}")), default=None):
        return Problem("result-by-jurisdiction", facts={"found": str(folder), "first": str(first)})
    return Problem("result-missing", facts={"found": str(folder)})


def tables_of(evaluation: "Evaluation") -> dict[str, pl.DataFrame]:
    """Return the tables of a result by name: standings, marks, lines and sources."""
    return {name: getattr(evaluation, name) for name in _TABLES}


def _made(
    evaluation: "Evaluation", made: Mapping[str, pl.DataFrame] | None, watch: Watch
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the tables one after the other: those that are made already, or each when its turn comes."""
    for name in _TABLES:
        with watch("lines"):
            table: pl.DataFrame = getattr(evaluation, name) if made is None else made[name]
        yield name, table


def _gradings(roster: Roster, graded: Graded) -> dict[str, dict[str, Any]]:
    """Return the certificate of each jurisdiction, with its units that are evaluated but not graded."""
    outside = {place: list[dict[str, str]]() for place in graded.gradings}
    for left in sorted(graded.ungraded, key=lambda left: left.unit):
        outside[roster[left.unit].jurisdiction].append({"unit": left.unit, "why": left.why})
    return {place: grading.to_dict() | {"ungraded": outside[place]} for place, grading in graded.gradings.items()}


def _table(name: str, table: pl.DataFrame, kind: Tables) -> dict[str, bytes]:
    if kind == "parquet":
        buffer = io.BytesIO()
        table.write_parquet(buffer)
        return {f"{name}.parquet": buffer.getvalue()}
    return {f"{name}.csv": csv_of(table)}


def csv_of(table: pl.DataFrame) -> bytes:
    """Return a table as CSV with BOM, safe to open in a spreadsheet."""
    buffer = io.BytesIO()
    contents.harmless(table).write_csv(buffer, include_bom=True, line_terminator="\r\n")
    return buffer.getvalue()


def all_problems(raised: Sequence[Problem], others: Iterable[Problem]) -> list[Problem]:
    """Return the problems that an error brought, and behind them the others that are not among them."""
    # A bad ledger has tens of thousands: each is compared with those of its place only.
    at: dict[tuple[str, Place], list[Problem]] = {}
    for problem in raised:
        at.setdefault((problem.code, problem.place), []).append(problem)
    return [*raised, *(problem for problem in others if problem not in at.get((problem.code, problem.place), ()))]


def problems_csv(problems: Iterable[Problem]) -> bytes:
    """Return problems as CSV with BOM, one row a problem."""
    columns = ["severity", "code", "file", "sheet", "cell", "line", "column", "found", "expected", "message", "hint"]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\r\n")
    writer.writeheader()
    for problem in problems:
        told = problem.to_dict()
        writer.writerow({name: _escaped(told[name]) for name in columns})
    return buffer.getvalue().encode("utf-8-sig")


def _escaped(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in set("=+-@\t\r＝") else value


def json_bytes(data: Mapping[str, Any]) -> bytes:
    """Return plain data as the JSON of a result folder."""
    # The standard library writes indented JSON in plain Python, ten times as slow.
    return to_json(data, indent=2) + b"\n"


def replace_folder(out: Path, files: Mapping[str, bytes]) -> Path:
    """Put a folder with these files at `out`: the old one stays until the new one is complete.

    Raises EvaluationError when `out` holds anything but an earlier result, OSError naming it when it cannot be written.
    """
    check_out(out)
    with writing(out):
        return _replaced(out, files)


def _replaced(out: Path, files: Mapping[str, bytes]) -> Path:
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        fresh.chmod(0o755)
        put_files(fresh, files)
        if out.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
            out.rename(old / out.name)
            fresh.rename(out)
            shutil.rmtree(old)
        else:
            fresh.rename(out)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return out


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Raise OSError that names `folder` where what is written inside cannot be: a full disk does not say of which file.

    Polars wraps what the system said in words of its own.
    """
    try:
        yield
    except (OSError, pl.exceptions.ComputeError) as error:
        code = getattr(error, "errno", None)
        said = _SYSTEM_SAID.search(str(error))
        number = int(said[1]) if said and code is None else code
        reason = os.strerror(number) if number else str(error).partition("\n")[0]
        raise OSError(number, reason, str(folder)) from error


def put_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into an existing folder, safe on disk when it returns."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())


def check_out(out: Path) -> None:
    """Raise EvaluationError when `out` is a file or holds files that no evaluation wrote."""
    if not out.exists():
        return
    strange = [out.name] if not out.is_dir() else [path.name for path in out.iterdir() if not _ours(path)]
    if strange:
        raise EvaluationError(
            Problem("out-not-a-result", facts={"found": str(out), "files": "、".join(sorted(strange))})
        )


def check_apart(out: Path, evidence: Path | str) -> None:
    """Raise EvaluationError when `out` lies in the evidence folder: the next evaluation would meet it there."""
    if out.resolve().is_relative_to(Path(evidence).resolve()):
        raise EvaluationError(Problem("out-in-evidence", facts={"found": str(out), "folder": str(evidence)}))


def holds_result(out: Path) -> bool:
    """Say whether there is a finished result at `out`."""
    return (out / MARKER).is_file()


def _ours(path: Path) -> bool:
    tables = [f"{name}.{kind}" for name in (*_TABLES, *_MORE) for kind in ("csv", "parquet")]
    if path.name == ANNOTATED:
        return path.is_dir() and all(copy.name.endswith(".问题.xlsx") for copy in path.iterdir())
    return path.name in (*tables, "problems.csv", "rejected.csv", "grading.json", REGRADING, MARKER)
