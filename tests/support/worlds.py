"""A small invented world for tests: criteria of several families, a ruleset, random evidence, and an oracle.

The oracle is plain Python on Fractions, written from the words of the rules and not from the engine.
"""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import polars as pl
from hypothesis import strategies as st

from efficiency_rules import EvidenceType, Params, Percent, Points, UnitId, column, criterion
from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import NOWHERE
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.formulas import Bonus, PerEvent, PerUnit, RaterMean, Shortfall, UnitMark
from efficiency_rules.grading import GradeScheme
from efficiency_rules.period import Period
from efficiency_rules.rulesets.model import Area, Item, Method, Ruleset, SourceDocument, UnitGroup
from efficiency_rules.rulesets.origin import Origin
from efficiency_rules.units import Roster, Unit

YEAR = Period.year(2025)
EVENT_POINTS = {"轻": Fraction(1, 2), "重": Fraction(2)}
BONUS_POINTS = {"市级": Fraction(1), "省级": Fraction(3, 2), "国家级": Fraction(2)}


class Event(EvidenceType, id="event", title="问题台账"):
    """One problem found in one unit."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    kind: Literal["轻", "重"] = column("程度")
    on: date = column("日期", dated=True)


class Ticket(EvidenceType, id="ticket", title="工单台账"):
    """One ticket of one unit."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    due_on: date = column("时限", dated=True)
    closed_on: date | None = column("办结")


class Rating(EvidenceType, id="rating", title="评分台账"):
    """One rater's score of one unit."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    score: Points = column("评分", ge=0, le=100)
    on: date = column("日期", dated=True)


class Award(EvidenceType, id="award", title="表彰台账"):
    """One award of one unit."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    level: Literal["市级", "省级", "国家级"] = column("级别")
    on: date = column("日期", dated=True)


class None_(Params):
    """No parameters."""


@criterion("events", edition=2025, title="问题查处", reads=Event, params=None_)
def events(p: None_) -> PerEvent:
    """Each light problem costs 0.5 points, each grave one 2."""
    return PerEvent(points={"轻": Points("0.5"), "重": Points(2)}, kind=pl.col("kind"), line="{number}：{kind}")


@criterion("tickets", edition=2025, title="按时办结", reads=Ticket, params=None_)
def tickets(p: None_) -> Shortfall:
    """Full points at 95 % on time; every point below costs 0.13 points; fewer than 3 tickets are too few."""
    return Shortfall(
        hit=pl.col("closed_on") <= pl.col("due_on"), target=Percent("95%"), per_point=Points("0.13"), min_cases=3
    )


@criterion("ratings", edition=2025, title="评分", reads=Rating, params=None_)
def ratings(p: None_) -> RaterMean:
    """The mean of all scores."""
    return RaterMean(score=pl.col("score"), drop_when_more_than=None)


@criterion("awards", edition=2025, title="表彰", reads=Award, params=None_)
def awards(p: None_) -> Bonus:
    """The highest award counts."""
    points = {"市级": Points(1), "省级": Points("1.5"), "国家级": Points(2)}
    return Bonus(points=points, level=pl.col("level"), take="highest")


@criterion("last-event", edition=2025, title="最近问题", reads=Event, params=None_)
def last_event(p: None_) -> PerUnit:
    """One point is lost when the last problem (by number) is grave."""

    def mark(records: Any, full: Points) -> UnitMark:
        last = records[-1]
        if last.kind == "重":
            return UnitMark(Points(full - 1), "最后一件为重", {last.number: Points(1)})
        return UnitMark(full, "最后一件为轻")

    return PerUnit(function=mark)


CRITERIA = {c.name: c for c in (events, tickets, ratings, awards, last_event)}

GROUPS = {"town": UnitGroup("town", "镇街", True, Origin()), "office": UnitGroup("office", "部门", True, Origin())}
SCHEME = {
    "grades": [
        {"id": "excellent", "title": "优秀", "share": "20%"},
        {"id": "good", "title": "良好", "share": "40%"},
        {"id": "fair", "title": "一般", "share": "30%"},
        {"id": "poor", "title": "较差", "share": "10%"},
    ],
    "seats": "largest-remainder",
    "ties": {"break": [], "then": "decide"},
}


def item(
    made: Criterion,
    full: str,
    area: str,
    method: str = "daily",
    applies_to: tuple[str, ...] = ("town", "office"),
    **missing: str,
) -> Item:
    """Return an item with this criterion; `missing` gives policies, no_cases="full" and the like."""
    policies: dict[Any, Any] = {
        "not-applicable": "rescale-area",
        "no-cases": "full",
        "insufficient-data": "rescale-area",
        "data-missing": "error",
    }
    policies |= {state.replace("_", "-"): policy for state, policy in missing.items()}
    params = made.params()
    return Item(
        criterion=made,
        params=params,
        formula=made.formula(params),
        area=area,
        method=method,
        clause=f"四({area})",
        quotes=(),
        full=Points(full),
        applies_to=applies_to,
        missing=policies,
        origins={},
        place=NOWHERE,
    )


def ruleset(*areas: tuple[str, list[Item]], scheme: dict[str, Any] | None = None) -> Ruleset:
    """Return a ruleset with these areas; their points are the sums of their items'."""
    made = tuple(
        Area(id, f"内容{id}", f"四({id})", Points(sum(i.full for i in items)), tuple(items)) for id, items in areas
    )
    return Ruleset(
        scheme="test",
        year=2025,
        revision=1,
        status="draft",
        title="测试细则",
        document=SourceDocument("测试", "", None),
        valid=YEAR,
        full_marks=Points(sum(area.full for area in made)),
        places=2,
        units=GROUPS,
        methods={
            "daily": Method("daily", "日常检查", "五(一)", ("H1", "year"), ""),
            "year_end": Method("year_end", "年终评价", "五(三)", ("year",), ""),
        },
        areas=made,
        grading=GradeScheme.parse(scheme or SCHEME),
        grading_clause="六",
        min_applicable=Percent("50%"),
        caps=(),
        consequences={},
        origins={},
        file="",
        digest="",
    )


def standard() -> Ruleset:
    """Return the ruleset most tests use: two areas, five items, every policy that rescales."""
    return ruleset(
        ("a", [item(events, "5", "a"), item(tickets, "7", "a", no_cases="rescale-area")]),
        (
            "b",
            [
                item(ratings, "10", "b", "year_end", ("office",), not_applicable="rescale-whole", no_cases="zero"),
                item(awards, "2", "b", "year_end", no_cases="zero"),
                item(last_event, "3", "b"),
            ],
        ),
    )


def roster(size: int) -> Roster:
    """Return a roster of `size` units, town and office in turn."""
    return Roster(Unit(f"u{at:03}", f"单位{at}", ("town", "office")[at % 2]) for at in range(size))


DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@dataclass(frozen=True)
class World:
    """Rows of every ledger, one dict a record, for a roster of `size` units."""

    size: int
    rows: dict[str, list[dict[str, Any]]]

    def frames(self) -> dict[str, pl.DataFrame]:
        """Return one frame a ledger, in the order of the rows."""
        types = {"event": Event, "ticket": Ticket, "rating": Rating, "award": Award}
        return {
            id: pl.DataFrame(
                {
                    c.name: pl.Series([_text(row[c.name]) for row in self.rows[id]], dtype=pl.String)
                    for c in type.columns
                }
            )
            for id, type in types.items()
        }

    def evidence(self, rules: Ruleset) -> Evidence:
        """Return the evidence of the types that these rules read."""
        frames = {id: frame for id, frame in self.frames().items() if id in rules.evidence_types}
        return Evidence.from_frames(frames, rules, roster(self.size))

    def having(self, id: str, rows: list[dict[str, Any]]) -> "World":
        """Return the world with other rows in one ledger."""
        return replace(self, rows=self.rows | {id: rows})


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


@st.composite
def worlds(draw: Any, most_units: int = 8) -> World:
    """Return random evidence about a random number of units."""
    size = draw(st.integers(1, most_units))
    unit = st.integers(0, size - 1).map(lambda at: f"u{at:03}")

    def numbered(made: Any) -> Any:
        return st.lists(made, max_size=14).map(lambda rows: [{"number": f"n{at:03}", **r} for at, r in enumerate(rows)])

    return World(
        size,
        {
            "event": draw(numbered(st.fixed_dictionaries({"unit": unit, "kind": st.sampled_from("轻重"), "on": DAYS}))),
            "ticket": draw(
                numbered(st.fixed_dictionaries({"unit": unit, "due_on": DAYS, "closed_on": st.none() | DAYS}))
            ),
            "rating": draw(
                numbered(
                    st.fixed_dictionaries(
                        {"unit": unit, "score": st.integers(0, 10_000).map(lambda n: f"{n / 100:.2f}"), "on": DAYS}
                    )
                )
            ),
            "award": draw(
                numbered(
                    st.fixed_dictionaries({"unit": unit, "level": st.sampled_from(list(BONUS_POINTS)), "on": DAYS})
                )
            ),
        },
    )


def half_up(value: Fraction) -> Fraction:
    """Round to 0.01, a half up."""
    return Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)


def oracle(world: World) -> list[dict[str, Any]]:
    """Return marks (None: rescaled away), areas and total of every unit under `standard()`."""
    results = []
    for at in range(world.size):
        unit, office = f"u{at:03}", at % 2 == 1
        own = {id: [row for row in rows if row["unit"] == unit] for id, rows in world.rows.items()}
        found: dict[str, Fraction | None] = {}
        found["events"] = max(Fraction(0), 5 - sum(EVENT_POINTS[row["kind"]] for row in own["event"]))
        found["tickets"] = None
        if len(own["ticket"]) >= 3:
            hits = sum(row["closed_on"] is not None and row["closed_on"] <= row["due_on"] for row in own["ticket"])
            below = max(Fraction(0), 95 - Fraction(100 * hits, len(own["ticket"])))
            found["tickets"] = half_up(max(Fraction(0), 7 - Fraction("0.13") * below))
        found["ratings"] = None
        if office:
            scores = [Fraction(row["score"]) for row in own["rating"]]
            found["ratings"] = half_up(sum(scores) / len(scores) / 10) if scores else Fraction(0)
        found["awards"] = max((BONUS_POINTS[row["level"]] for row in own["award"]), default=Fraction(0))
        last = sorted(own["event"], key=lambda row: row["number"])[-1:]
        found["last-event"] = Fraction(2) if last and last[0]["kind"] == "重" else Fraction(3)
        area_a = found["events"] + found["tickets"] if found["tickets"] is not None else found["events"] * 12 / 5
        area_b = found["awards"] + found["last-event"] + (found["ratings"] or 0)
        # Ten of 27 points of a town leave for the whole: running sums are stretched from 17 to 27 points.
        stretch = Fraction(1) if office else Fraction(27, 17)
        both = half_up((area_a + area_b) * stretch)
        area_a = half_up(area_a * stretch)
        area_b = both - area_a
        results.append({"marks": found, "a": area_a, "b": area_b, "total": area_a + area_b})
    return results
