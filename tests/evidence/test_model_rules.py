"""Rules of a model: which rows its validators are called for."""

from datetime import date

import polars as pl
import worlds
from pydantic import field_validator

import efficiency_rules as er
from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.formulas import PerEvent


def called_for(condition: pl.Expr | None, kinds: list[str]) -> tuple[list[str], list[str]]:
    """The rows that a validator of a ledger is called for, and those that it refuses; it refuses the grave ones."""
    seen: list[str] = []

    class Seen(er.EvidenceType, id="seen", title="所见"):
        """One row, and a rule that keeps what it sees."""

        number: str = er.column("编号", key=True)
        unit: er.UnitId = er.column("单位")
        on: date = er.column("日期", dated=True)
        kind: str = er.column("程度")

        def check(cls, kind: str) -> str:
            seen.append(kind)
            if kind.startswith("重"):
                raise ValueError("重")
            return kind

        _kind = field_validator("kind")(check if condition is None else er.only_where(condition)(check))
        del check

    class None_(er.Params):
        """No parameters."""

    @er.criterion("seen", edition=2025, title="所见", reads=Seen, params=None_)
    def rule(p: None_) -> PerEvent:
        """Each costs a point."""
        return PerEvent(points=er.Points(1))

    assert isinstance(rule, Criterion)
    rules = worlds.ruleset(("a", [worlds.item(rule, "5", "a")]))
    rows = [(str(at), "u000", "2025-03-01", kind) for at, kind in enumerate(kinds)]
    frame = pl.DataFrame(rows, schema=["number", "unit", "on", "kind"], orient="row")
    evidence = er.Evidence.from_frames({"seen": frame}, rules, worlds.roster(1))
    assert {problem.code for problem in evidence.problems} <= {"row-refused"}
    return seen, evidence.rejected["content"].str.extract("kind=(.*)").to_list()


KINDS = ["轻一", "重一", "轻二", "重二", "轻三"]


def test_a_validator_is_called_for_every_row_unless_it_says_otherwise():
    """Nobody can know what it refuses."""
    assert called_for(None, KINDS) == (KINDS, ["重一", "重二"])


def test_a_validator_is_called_only_where_it_can_refuse():
    """Its words stand at the same rows, and the other rows cost no call."""
    assert called_for(pl.col("kind").str.starts_with("重"), KINDS) == (["重一", "重二"], ["重一", "重二"])
    assert called_for(pl.col("kind").str.contains("[二三]"), KINDS) == (["轻二", "重二", "轻三"], ["重二"])


def test_a_ledger_without_suspects_costs_no_call():
    """All rows are good, and the validator is never called."""
    assert called_for(pl.col("kind").str.starts_with("重"), ["轻一", "轻二"]) == ([], [])
