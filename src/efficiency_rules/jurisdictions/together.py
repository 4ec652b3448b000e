"""Several small jurisdictions at once: read, marked and explained together, graded and written each by itself.

What they share is the fixed cost of a hundred small queries. Whoever has anything unusual is answered alone, so the
bytes of each are those of `answer`, by whatever company it was in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
import polars as pl

from efficiency_rules.errors import EfficiencyRulesError, Problem
from efficiency_rules.evaluation import tables
from efficiency_rules.evaluation.acts import too_early
from efficiency_rules.evaluation.adjustments import Adjustment
from efficiency_rules.evaluation.applicability import Applicability, unknown_criteria
from efficiency_rules.evaluation.evaluation import Evaluation, Marked, conclude, mark_all
from efficiency_rules.evaluation.facts import Gathered
from efficiency_rules.evaluation.gather import records_in
from efficiency_rules.evaluation.marking import Marks
from efficiency_rules.evaluation.totals import add_up
from efficiency_rules.evidence.builtin import NotApplicable
from efficiency_rules.evidence.ledgers import Evidence, Ledger, Reading, types_read
from efficiency_rules.evidence.names import UnitNames
from efficiency_rules.evidence.reporting import REJECTED
from efficiency_rules.jurisdictions.one import Asked, JurisdictionResult, answer, finished, read_units, worth_knowing
from efficiency_rules.jurisdictions.reading import NamesTogether, read_together
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.units import Roster

_NOTHING = pl.DataFrame(schema=REJECTED)


def answer_together(
    ruleset: Ruleset, asked: Sequence[Asked], *, set_aside: bool = False
) -> Iterator[JurisdictionResult]:
    """Yield the result of each jurisdiction, in no particular order; they are asked for one period."""
    alone: list[Asked] = []
    alike: dict[tuple[object, ...], list[_Member]] = {}
    for one in asked:
        member = _member(ruleset, one)
        if member is None:
            alone.append(one)
        else:
            ledgers = one.rows.ledgers
            shape = tuple((id, tuple(frame.schema.items())) for id, frame in ledgers.items())
            alike.setdefault((*shape, one.tables), []).append(member)
    for members in alike.values():
        usual = members
        while len(usual) > 1:
            made = _together(ruleset, usual)
            if not isinstance(made, set):
                yield from made
                usual = []
                break
            alone += [member.asked for at, member in enumerate(usual) if at in made]
            usual = [member for at, member in enumerate(usual) if at not in made]
        alone += [member.asked for member in usual]
    for one in alone:
        yield answer(ruleset, one, set_aside=set_aside)


@dataclass(frozen=True, slots=True)
class _Member:
    """One jurisdiction among others, with nothing unusual in its roster."""

    asked: Asked
    roster: Roster
    notices: tuple[Problem, ...]


def _member(ruleset: Ruleset, asked: Asked) -> _Member | None:
    """Return a jurisdiction that may be evaluated with others; None where it has to be alone."""
    if any(isinstance(act, Adjustment) for act in asked.decisions):
        return None
    if (asked.decisions and not asked.period.covers(ruleset.valid)) or too_early(asked.decisions, asked.period):
        return None
    try:
        roster, notices = read_units(ruleset, asked.rows)
    except EfficiencyRulesError:
        return None
    if not all(unit.active_in(asked.period) for unit in roster) or set(asked.rows.ledgers) - set(types_read(ruleset)):
        return None
    return _Member(asked, roster, worth_knowing(notices))


def _together(ruleset: Ruleset, members: Sequence[_Member]) -> Iterator[JurisdictionResult] | set[int]:
    """Return the results of all members, each computed when it is asked for, or which of them have to be alone."""
    first = tuple(accumulate((len(member.roster) for member in members), initial=0))
    roster = Roster.together(member.roster for member in members)
    names = NamesTogether(roster, tuple(UnitNames.of(member.roster) for member in members), first)
    types = types_read(ruleset)
    ledgers: dict[str, Ledger] = {}
    unusual: set[int] = set()
    for id in members[0].asked.rows.ledgers:
        read = read_together(types[id], ruleset.valid, [member.asked.rows.ledgers[id] for member in members], names)
        if isinstance(read, set):
            unusual |= read
        else:
            ledgers[id] = read
    everyone = set(range(len(members)))
    if unusual or unknown_criteria(ruleset, ledgers.get(NotApplicable.id)):
        return unusual or everyone
    period = members[0].asked.period
    marked = mark_all(ruleset, roster, period, {id: records_in(ledger, period) for id, ledger in ledgers.items()})
    if marked.problems:
        return everyone
    return _one_by_one(ruleset, members, first, Evidence(ledgers, (), (), _NOTHING, roster), marked)


def _one_by_one(
    ruleset: Ruleset, members: Sequence[_Member], first: Sequence[int], evidence: Evidence, marked: Marked
) -> Iterator[JurisdictionResult]:
    """Yield the result of each member, whose units begin at `first`, from what all of them have in common."""
    period = members[0].asked.period
    whole = _whole(ruleset, evidence.roster, evidence, members[0].asked, marked)
    marks, lines = (_by_member(table, members) for table in (tables.marks(whole), tables.lines(whole)))
    for at, member in enumerate(members):
        units = slice(first[at], first[at + 1])
        own = {id: _slice(ledger, units) for id, ledger in evidence.ledgers.items()}
        readings = tuple(_reading(id, len(ledger.unit)) for id, ledger in sorted(own.items()))
        mine = Evidence(own, readings, member.notices, _NOTHING, member.roster)
        try:
            evaluation = conclude(
                ruleset, member.roster, mine, period, member.asked.decisions, _marks_of(marked, units, own, member)
            )
        except EfficiencyRulesError:
            yield answer(ruleset, member.asked)
            continue
        made = {"standings": tables.standings(evaluation), "marks": marks[at], "lines": lines[at]}
        yield finished(evaluation, member.asked, made | {"sources": tables.sources(evaluation)})


def _whole(ruleset: Ruleset, roster: Roster, evidence: Evidence, asked: Asked, marked: Marked) -> Evaluation:
    """Return the evaluation of all members as far as marks and lines need it: without grades."""
    totals = add_up(ruleset, marked.computed, len(roster))
    return Evaluation(
        ruleset=ruleset,
        roster=roster,
        evidence=evidence,
        period=asked.period,
        decisions=(),
        computed=marked.computed,
        adjusted={},
        marking=marked.computed,
        totals=totals,
        cap_facts=marked.caps,
        graded=None,
        applies=marked.applies,
        records=marked.records,
        problems=(),
        status="incomplete",
    )


def _by_member(table: pl.DataFrame, members: Sequence[_Member]) -> list[pl.DataFrame]:
    """Return a table that stands jurisdiction by jurisdiction as one table a member."""
    counted = dict(table.group_by("jurisdiction").len().iter_rows())
    parts, at = [], 0
    for member in members:
        rows = counted.get(member.asked.rows.jurisdiction, 0)
        parts.append(table.slice(at, rows).rechunk())
        at += rows
    return parts


def _slice(ledger: Ledger, units: slice) -> Ledger:
    low, high = np.searchsorted(ledger.unit, [units.start, units.stop]).tolist()
    return Ledger(ledger.type, ledger.frame.slice(low, high - low), ledger.unit[low:high] - units.start, None)


def _reading(id: str, rows: int) -> Reading:
    return Reading(id, "", id, rows, rows, 0, 0, 1)


def _marks_of(marked: Marked, units: slice, ledgers: Mapping[str, Ledger], member: _Member) -> Marked:
    """Return what totals, grades and receipt need to know of one member's units; its texts are made already."""
    applies = marked.applies
    return Marked(
        Applicability(
            group=applies.group[units],
            groups=applies.groups,
            jurisdiction=np.zeros(units.stop - units.start, dtype=np.int64),
            jurisdictions=(member.asked.rows.jurisdiction,),
            signed={},
        ),
        {id: records_in(ledger, member.asked.period) for id, ledger in ledgers.items()},
        tuple(_part(mark, units) for mark in marked.computed),
        tuple(
            Gathered({name: values[units] for name, values in cap.values.items()}) if isinstance(cap, Gathered) else cap
            for cap in marked.caps
        ),
        (),
    )


def _part(mark: Marks, units: slice) -> Marks:
    return replace(
        mark,
        state=mark.state[units],
        points=mark.points[units],
        counted=mark.counted[units],
        rescaled_whole=mark.rescaled_whole[units],
        facts={},
        by_unit={},
    )
