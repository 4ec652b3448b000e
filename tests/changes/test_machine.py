"""Corrections and appeals in any order: what holds now is the fold of the history, checked against plain rows."""

import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import appeals
import pytest
import worlds
from appeals import adjust, codes, revoke, rewrite, withdraw
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import efficiency_rules as er
from efficiency_rules.changes.digest import content_digest

RULES = appeals.rules()
SIZE = 5
FIRST_DAY = worlds.YEAR.first
WORLD = appeals.county(
    [(f"n{at}", f"u{at % 4:03}", "轻重"[at % 2]) for at in range(7)],
    SIZE,
    tickets=[
        {"number": f"t{at}", "unit": "u001", "due_on": FIRST_DAY, "closed_on": FIRST_DAY if at else None}
        for at in range(3)
    ],
    awards=[{"number": "a0", "unit": "u002", "level": "省级", "on": FIRST_DAY}],
)
FIRST = appeals.evaluate(WORLD, RULES)
OTHER_KIND = {"轻": "重", "重": "轻"}
FULL = {"events": 6000, "tickets": 700, "awards": 200}

events = st.sampled_from(WORLD.rows["event"])
marks = st.tuples(st.sampled_from([f"u{at:03}" for at in range(SIZE)]), st.sampled_from(sorted(FULL)))


class Corrections(RuleBasedStateMachine):
    """A history of corrections, and a model: the rows as they would stand and the marks as they are set."""

    def __init__(self):
        super().__init__()
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name) / "history"
        self.records = {}
        self.adjusted = {}

    def teardown(self):
        self.scratch.cleanup()

    def rows(self, records):
        """Return the county as if its ledger had been written with these corrections."""
        kept = []
        for row in WORLD.rows["event"]:
            act = records.get(row["number"])
            if act is None:
                kept.append(row)
            elif act.kind == "replacement":
                kept.append(row | {"kind": act.record["kind"]})
        return WORLD.having("event", kept)

    def idle(self, records, adjusted):
        """Return the adjustments that would change nothing."""
        computed = appeals.computed(self.rows(records))
        return [at for at, act in adjusted.items() if computed[at] == Fraction(act.points)]

    def correct(self, corrections, records, adjusted):
        """Make corrections and hold the result against the model, whose new state is given."""
        earlier = er.read_history(self.folder).corrections
        if any(act in [*self.records.values(), *self.adjusted.values()] for act in corrections):
            with pytest.raises(er.EfficiencyRulesError) as caught:
                er.regrade(FIRST, corrections, earlier)
            assert set(codes(caught)) == {"correction-in-force"}
            return None
        idle = self.idle(records, adjusted)
        if idle:
            with pytest.raises(er.EfficiencyRulesError) as caught:
                er.regrade(FIRST, corrections, earlier)
            assert codes(caught) == ["adjustment-idle"] * len(idle)
            return None
        regrading = er.regrade(FIRST, corrections, earlier)
        plain = appeals.evaluate(self.rows(records), RULES, list(adjusted.values()))
        assert content_digest(regrading.after) == content_digest(plain)
        er.append_history(self.folder, regrading)
        self.records, self.adjusted = records, adjusted
        return regrading

    @rule(row=events)
    def withdraw_a_record(self, row):
        """A record goes; withdrawn or replaced before, this is what holds."""
        act = withdraw(row["number"])
        self.correct([act], self.records | {row["number"]: act}, self.adjusted)

    @rule(row=events)
    def replace_a_record(self, row):
        """A record gets its other content."""
        act = rewrite(row | {"kind": OTHER_KIND[row["kind"]]})
        self.correct([act], self.records | {row["number"]: act}, self.adjusted)

    @rule(at=marks, share=st.integers(0, 100))
    def adjust_a_mark(self, at, share):
        """A mark is set, whatever was set before."""
        act = adjust(*at, str(Decimal(FULL[at[1]] * share // 100) / 100))
        self.correct([act], self.records, self.adjusted | {at: act})

    @precondition(lambda self: self.records or self.adjusted)
    @rule(data=st.data())
    def revoke_one(self, data):
        """One correction that holds is taken back."""
        key = data.draw(st.sampled_from(sorted([*self.records, *self.adjusted], key=str)))
        act = (self.records | self.adjusted)[key]
        records = {at: one for at, one in self.records.items() if at != key}
        adjusted = {at: one for at, one in self.adjusted.items() if at != key}
        self.correct([revoke(act)], records, adjusted)

    @rule(row=events, at=marks, share=st.integers(0, 100))
    def a_correction_and_its_reversal_give_the_same_content(self, row, at, share):
        """Corrected and revoked, the content is what it was, and the history is longer by two."""
        before, entries = self.now(), len(er.read_history(self.folder).entries)
        fresh = [
            act
            for act in (withdraw(row["number"]), adjust(*at, str(Decimal(FULL[at[1]] * share // 100) / 100)))
            if (act.key not in self.records if act.kind == "withdrawal" else at not in self.adjusted)
        ]
        if not fresh:
            return
        held = self.records, self.adjusted
        records = held[0] | {act.key: act for act in fresh if act.kind == "withdrawal"}
        adjusted = held[1] | {at: fresh[-1]} if fresh[-1].kind == "adjustment" else held[1]
        if self.correct(fresh, records, adjusted) is None:
            return
        self.correct([revoke(act) for act in fresh], *held)
        assert content_digest(self.now()) == content_digest(before)
        assert len(er.read_history(self.folder).entries) == entries + 2

    @rule(row=events, at=marks, share=st.integers(0, 100))
    def disjoint_corrections_commute(self, row, at, share):
        """Two corrections of different things give the same together and one after the other, in either order."""
        one, other = withdraw(row["number"]), adjust(*at, str(Decimal(FULL[at[1]] * share // 100) / 100))
        records, adjusted = self.records | {row["number"]: one}, self.adjusted | {at: other}
        states = [(records, adjusted), (records, self.adjusted), (self.records, adjusted)]
        held = [*self.records.values(), *self.adjusted.values()]
        if one in held or other in held or any(self.idle(*state) for state in states):
            return
        earlier = er.read_history(self.folder).corrections
        orders = ([one, other], [other, one])
        together = {content_digest(er.regrade(FIRST, order, earlier).after) for order in orders}
        apart = {content_digest(er.regrade(FIRST, order[1:], [*earlier, order[0]]).after) for order in orders}
        assert len(together | apart) == 1

    def now(self):
        """Return what holds: the fold of the history over the first evaluation."""
        (*earlier, last) = er.read_history(self.folder).corrections or (None,)
        return FIRST if last is None else er.regrade(FIRST, [last], earlier).after

    @invariant()
    def what_holds_is_the_fold_of_the_history(self):
        """Files only grow in number; totals are those of the model, and lines add up."""
        files = sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []
        assert files == [f"{at:06}.json" for at in range(1, len(files) + 1)]
        evaluation = self.now()
        if files:
            assert er.read_history(self.folder).entries[-1].after == content_digest(evaluation)
        wanted = appeals.computed(self.rows(self.records))
        wanted |= {at: Fraction(act.points) for at, act in self.adjusted.items()}
        sums = {}
        for line in evaluation.lines.to_dicts():
            sums[line["unit"], line["criterion"]] = sums.get((line["unit"], line["criterion"]), 0) + line["points"]
        for row in evaluation.marks.to_dicts():
            at = (row["unit"], row["criterion"])
            assert (None if row["points"] is None else Fraction(row["points"])) == wanted[at]
            if row["points"] is not None:
                assert row["full"] + sums.get(at, 0) == row["points"]
        totals = appeals.totals(wanted)
        ranks = appeals.ranks(totals)
        distinct = len(set(totals.values())) == SIZE
        grades = appeals.grades(totals) if distinct else {}
        for row in evaluation.standings.to_dicts():
            assert Fraction(row["total"]) == totals[row["unit"]]
            assert row["rank"] == ranks[row["unit"]]
            assert not distinct or row["grade"] == grades[row["unit"]]


Corrections.TestCase.settings = settings(max_examples=settings().max_examples // 5, stateful_step_count=8)
TestCorrections = Corrections.TestCase
