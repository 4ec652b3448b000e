"""An invented county: six units, three kinds of ledgers."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import model_validator

from efficiency_rules.evidence.reading import read_evidence
from efficiency_rules.evidence.types import EvidenceType, UnitId, column
from efficiency_rules.period import Period
from efficiency_rules.points import Percent, Points
from efficiency_rules.units import Roster, Unit


class HotlineTicket(EvidenceType, id="hotline-ticket", title="12345热线工单台账"):
    """One ticket assigned to one unit."""

    ticket: str = column("工单编号", key=True, also=["工单号"])
    unit: UnitId = column("承办单位")
    due_on: date = column("办理时限", dated=True)
    closed_on: date | None = column("办结时间")
    level: Literal["一般", "紧急"] = column("级别")
    repeated: bool = column("是否重复")


class SurveyRating(EvidenceType, id="survey-rating", title="满意度测评"):
    """The rating of one unit on one day."""

    unit: UnitId = column("单位", key=True)
    day: date = column("日期", key=True, dated=True)
    score: Points = column("得分", ge=0, le=100)
    rate: Percent = column("满意率", ge=0, le=100)
    answers: int = column("份数", ge=0)


class SpotCheck(EvidenceType, id="spot-check", title="明查暗访记录"):
    """One visit; the model has a rule of its own."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    seen_on: date = column("检查日期", dated=True)
    fixed_on: date | None = column("整改日期")

    @model_validator(mode="after")
    def fixed_after_seen(self) -> "SpotCheck":
        if self.fixed_on is not None and self.fixed_on < self.seen_on:
            raise ValueError("整改日期早于检查日期")
        return self


@dataclass(frozen=True)
class Rules:
    evidence_types: Mapping[str, type[EvidenceType]]
    valid: Period
    groups: Mapping[str, str]


@pytest.fixture(scope="session")
def ruleset() -> Rules:
    types = {type.id: type for type in (HotlineTicket, SurveyRating, SpotCheck)}
    return Rules(types, Period.year(2025), {"town": "镇街", "department": "县政府工作部门"})


@pytest.fixture(scope="session")
def roster() -> Roster:
    return Roster(
        [
            Unit("001", "青禾镇", "town", aliases=("青禾镇人民政府",)),
            Unit("002", "柳湾街道", "town"),
            Unit("003", "水务局", "department"),
            Unit("004", "农业农村局(乡村振兴局)", "department"),
            Unit("005", "综合服务中心", "department", parent="003"),
            Unit("006", "综合服务中心", "department", parent="004"),
            Unit("007", "石桥镇", "town", active_to=date(2025, 6, 30)),
        ]
    )


TICKET_HEADINGS = ["工单编号", "承办单位", "办理时限", "办结时间", "级别", "是否重复"]


def ticket(number: str = "T1", **changes: str) -> list[str]:
    cells = dict(zip(TICKET_HEADINGS, [number, "青禾镇", "2025-03-05", "2025-03-04", "一般", "否"], strict=True))
    return list({**cells, **changes}.values())


@pytest.fixture(name="ticket")
def _ticket() -> Callable[..., list[str]]:
    """Return a good ticket row; keyword arguments change cells by heading."""
    return ticket


@pytest.fixture(name="headings")
def _headings() -> list[str]:
    return list(TICKET_HEADINGS)


@pytest.fixture
def write_csv() -> Callable[..., Path]:
    def write(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
        with path.open("w", newline="", encoding=encoding) as file:
            csv.writer(file).writerows(rows)
        return path

    return write


@pytest.fixture
def read(tmp_path: Path, ruleset: Rules, roster: Roster) -> Callable[..., Any]:
    """Return a function that reads the test's folder as evidence."""
    return lambda folder=tmp_path: read_evidence(folder, ruleset, roster)


@pytest.fixture
def tickets(tmp_path: Path, write_csv: Callable[..., Path], read: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that writes rows under the headings of a ticket ledger and reads it."""

    def run(*rows: list[str]) -> Any:
        write_csv(tmp_path / "12345热线工单台账.csv", [TICKET_HEADINGS, *rows])
        return read()

    return run
