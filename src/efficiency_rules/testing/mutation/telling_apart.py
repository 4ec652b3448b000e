"""The nearest input that tells a mutant from the original, written as a case ready to paste."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from efficiency_rules.evaluation.evaluation import Evaluation, evaluate
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.evidence.types import EvidenceType
from efficiency_rules.grading import GradeScheme, Standing, grade
from efficiency_rules.rulesets.model import Item, Ruleset
from efficiency_rules.testing.mutation.candidates import Candidate, Row, first_record, several_records, single_records
from efficiency_rules.testing.mutation.running import Outcome
from efficiency_rules.testing.one_item import Alone, item_alone
from efficiency_rules.testing.prepared import Binding
from efficiency_rules.units import Roster, Unit

_PLAIN = re.compile(r"[\w〔〕（）/.%+-][\w〔〕（）/.%+ -]*")
_MOST_UNITS = 200


def case_for(original: Ruleset, outcome: Outcome, bindings: Sequence[Binding]) -> str:
    """Return the text of a case that would notice a mutant, empty where the search found none.

    What it expects is what the original gives: to be worked out by hand before it is pasted.
    """
    mutated = outcome.ruleset
    if mutated is None:
        return ""
    name = outcome.mutant.name
    for item in original.items if outcome.mutant.items is not None else ():
        if item.id in (outcome.mutant.items or ()) and (text := _of_item(original, mutated, item, bindings, name)):
            return text
    return _of_seats(original.grading, mutated.grading) or _of_counties(original, mutated, bindings)


def _of_item(original: Ruleset, mutated: Ruleset, item: Item, bindings: Sequence[Binding], name: str) -> str:
    type = item.criterion.reads
    seeds = _seeds(type, item, bindings) or [first_record(type, original.valid.first)]
    for candidates in (list(single_records(seeds, type, _numbers(item))), list(several_records(seeds))):
        for candidate in _told_apart(item_alone(original, item.id), item_alone(mutated, item.id), type, candidates):
            alone = _evaluated(item_alone(original, item.id), type, [candidate])
            if not alone.evidence.problems:
                return _criterion_case(original, item, type, candidate, alone, name)
    return ""


def _seeds(type: type[EvidenceType], item: Item, bindings: Sequence[Binding]) -> list[Row]:
    """Return the different records that the cases of a criterion hold, in their order."""
    unit, keys = type.unit_column().name, [column.name for column in type.columns if column.key]
    found: dict[str, Row] = {}
    for binding in bindings:
        if binding.criterion == item.id:
            for row in binding.evidence.ledgers[type.id].frame.iter_rows(named=True):
                seed = {column.name: row.get(column.name) for column in type.columns if column.name != unit}
                found.setdefault(str({key: value for key, value in seed.items() if key not in keys}), seed)
    return list(found.values())


def _numbers(item: Item) -> Iterator[int]:
    for text in re.findall(r"\d+", item.params.model_dump_json()):
        yield int(text)


def _told_apart(
    one: Ruleset, other: Ruleset, type: type[EvidenceType], candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield the candidates whose marks or lines differ, in their order."""
    found = [_seen(_evaluated(ruleset, type, candidates)) for ruleset in (one, other)]
    for at, candidate in enumerate(candidates):
        if found[0].get(f"u{at}") != found[1].get(f"u{at}"):
            yield candidate


def _seen(evaluation: Evaluation) -> dict[str, Any]:
    """Return state, points and lines by unit."""
    lines: dict[str, list[Any]] = {}
    for unit, points in evaluation.lines.select("unit", "points").iter_rows():
        lines.setdefault(unit, []).append(points)
    marks = evaluation.marks.select("unit", "state", "points").iter_rows()
    return {unit: (state, points, lines.get(unit)) for unit, state, points in marks}


def _evaluated(ruleset: Ruleset, type: type[EvidenceType], candidates: Sequence[Candidate]) -> Evaluation:
    """Return the evaluation of candidates, each the ledger of a unit in a jurisdiction of its own."""
    roster = Roster([Unit(f"u{at}", f"算例{at}", "unit", f"j{at}") for at in range(len(candidates))])
    rows = [_row(row, type, at, number) for at, rows in enumerate(candidates) for number, row in enumerate(rows, 1)]
    schema = {column.name: pl.String for column in type.columns}
    evidence = Evidence.from_frames({type.id: pl.DataFrame(rows, schema=schema)}, Alone.of(type), roster)
    return evaluate(ruleset, roster, evidence, set_aside=True)


def _row(row: Row, type: type[EvidenceType], unit: int, number: int) -> dict[str, str | None]:
    cells = {column.name: _cell(row.get(column.name)) for column in type.columns}
    keys = [column.name for column in type.columns if column.key and column.kind == "text"]
    return cells | dict.fromkeys(keys[:1], f"{unit}-{number}") | {type.unit_column().name: f"u{unit}"}


def _cell(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def _criterion_case(
    ruleset: Ruleset, item: Item, type: type[EvidenceType], candidate: Candidate, alone: Evaluation, name: str
) -> str:
    mark = alone.marks.row(0, named=True)
    keys = [column.name for column in type.columns if column.key and column.kind == "text"][:1]
    rows = [{**row, **dict.fromkeys(keys, str(number))} for number, row in enumerate(candidate, 1)]
    expected = [f"    points: {mark['points']}"] if mark["state"] == "scored" else [f"    state: {mark['state']}"]
    if lines := alone.lines.get_column("points").to_list():
        expected.append(f"    lines: [{', '.join(str(points) for points in lines)}]")
    head = [f"criterion: {item.use}", f"ruleset: {ruleset.id}", "cases:", f"  - name: {json.dumps(name)}"]
    return "\n".join([*head, "    ledger:", *(f"      - {_flow(row)}" for row in rows), *expected])


def _flow(row: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in row.items() if value is not None) + "}"


def _scalar(value: Any) -> str:
    text = _cell(value) or ""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _of_seats(one: GradeScheme, other: GradeScheme) -> str:
    """Return the smallest number of units whose seats differ."""
    for count in range(1, _MOST_UNITS + 1) if one.rule != other.rule else ():
        found = [_seats(scheme, count) for scheme in (one, other)]
        if found[0] != found[1]:
            seats = ", ".join(f"{grade}: {number}" for grade, number in found[0].items())
            return f"# roster: {count}\n    seats: {{{seats}}}"
    return ""


def _seats(scheme: GradeScheme, count: int) -> Mapping[str, int]:
    others = ("0",) * len(scheme.breaks)
    standings = [Standing(f"u{at}", (str(_MOST_UNITS - at), *others), "group") for at in range(count)]
    return grade(standings, scheme).seats


def _of_counties(original: Ruleset, mutated: Ruleset, bindings: Iterable[Binding]) -> str:
    """Return an expectation that a county case of the ruleset lacks, though its ledgers tell the two apart."""
    for binding in bindings:
        if binding.criterion is None:
            rosters = binding.evidence.roster
            found = [evaluate(ruleset, rosters, binding.evidence).standings for ruleset in (original, mutated)]
            for one, other in zip(*(frame.iter_rows(named=True) for frame in found), strict=True):
                if one["total"] != other["total"]:
                    return f"    standings:\n      - {{unit: {one['unit']}, total: {one['total']}}}"
    return ""
