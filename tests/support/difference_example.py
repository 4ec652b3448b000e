"""An invented ruleset with something of everything, edits of its text that stay valid, and the bundle behind it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

import efficiency_rules as er
from efficiency_rules import EvidenceType, Params, Percent, Points, UnitId, column, criterion
from efficiency_rules.formulas import Bands, GradeCap, PerEvent, Shortfall


class Letter(EvidenceType, id="letter", title="来文台账"):
    """One letter."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    due_on: date = column("期限", dated=True)
    replied_on: date | None = column("回复")


class Reply(EvidenceType, id="reply", title="复函台账"):
    """One reply."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    due_on: date = column("期限", dated=True)
    replied_on: date | None = column("回复")


class Breach(EvidenceType, id="breach", title="问题台账"):
    """One problem."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    kind: Literal["轻", "重"] = column("程度")


class OnTime(Params):
    """Parameters of a rate."""

    target: Percent
    """目标按时率"""
    per_point: Points
    """每低一个百分点扣分"""
    floor: Points = Points(0)


class Weighted(Params):
    """Parameters of the later edition."""

    target: Percent
    """目标回复率"""
    lost: Points


class Costs(Params):
    """Points of each kind of problem."""

    costs: dict[str, Points]
    """每件扣分"""
    since: date | None = None


class Step(Params):
    """One band."""

    at_least: Percent
    points: Points


class Steps(Params):
    """Bands of a rate, the lowest first."""

    bands: tuple[Step, ...]
    """各档得分"""


class Times(Params):
    """How often it takes."""

    at_least: int = 1


@criterion("letters", edition=2025, title="来文办理", reads=Letter, params=OnTime)
def letters_2025(p: OnTime) -> Shortfall:
    """Every percentage point below the target costs points."""
    return Shortfall(
        hit=pl.col("replied_on") <= pl.col("due_on"), target=p.target, per_point=p.per_point, floor=p.floor
    )


@criterion("letters", edition=2026, title="来文答复", reads=Reply, params=Weighted)
def letters_2026(p: Weighted) -> Shortfall:
    """Every percentage point below the target costs points, on replies."""
    return Shortfall(hit=pl.col("replied_on") <= pl.col("due_on"), target=p.target, per_point=p.lost)


@criterion("findings", edition=2025, title="检查发现", reads=Breach, params=Costs)
def findings(p: Costs) -> PerEvent:
    """Every finding costs points by its kind."""
    return PerEvent(points=p.costs, kind=pl.col("kind"))


@criterion("visits", edition=2025, title="走访", reads=Letter, params=OnTime)
def visits(p: OnTime) -> Shortfall:
    """Every percentage point below the target costs points."""
    return letters_2025.build(p)


@criterion("training", edition=2025, title="培训", reads=Letter, params=Steps)
def training(p: Steps) -> Bands:
    """The band of the rate gives the points."""
    bands = [(step.at_least, step.points) for step in p.bands]
    return Bands(bands=bands, hit=pl.col("replied_on") <= pl.col("due_on"))


@criterion("courses", edition=2026, title="培训", reads=Letter, params=Costs)
def courses(p: Costs) -> PerEvent:
    """Every letter costs points: another rule under the title and on the ledger of `training`."""
    return PerEvent(points=p.costs, kind=pl.col("number"))


@criterion("fraud", edition=2025, title="弄虚作假", reads=Breach, params=Times)
def fraud(p: Times) -> GradeCap:
    """Fraud keeps a unit from the best grade."""
    return GradeCap(at_least=p.at_least)


class Bundle:
    """The bundle of this example."""

    @er.hookimpl
    def provide_criteria(self) -> list[er.Criterion]:
        """Return all criteria."""
        return [letters_2025, letters_2026, findings, visits, training, courses, fraud]


TEXT = """\
schema: efficiency-rules/ruleset/1
scheme: qinghe
year: 2025
revision: 1
status: provisional
title: 青禾县计分细则
document: {name: 青禾县评价办法, number: 青政办〔2025〕1号（虚构）, issued_on: 2025-01-10}
valid_from: 2025-01-01
valid_to: 2025-12-31
full_marks: {value: 100, basis: plan}
precision: 0.01
units:
  town: {title: 镇街, counted: {value: true, basis: plan}}
  office: {title: 部门, counted: true}
  guest: {title: 驻县单位, counted: {value: false, basis: assumption, note: 待定}}
methods:
  daily: {title: 日常检查, clause: 五(一), due: [H1, year], scorer: 评价中心}
  year_end: {title: 年终评价, clause: 五(三), due: [year], scorer: 评价组}
missing:
  no-cases: {value: full, basis: assumption}
areas:
  - id: office
    title: 办文
    clause: 四(一)
    full: 50
    items:
      - use: letters@2025
        method: daily
        clause: 四(一)
        quote: 来文是否按时办理
        full: {value: 30, basis: assumption}
        applies_to: [town, office]
        missing: {no-cases: {value: rescale-area, basis: assumption}}
        params:
          target: {value: 95%, basis: common-practice, source: 某市办法}
          per_point: {value: 0.5, basis: assumption}
      - use: visits@2025
        method: daily
        clause: 四(二)
        full: 20
        params: {target: 90%, per_point: 0.4, floor: 1}
  - id: inspection
    title: 检查
    clause: 四(二)
    full: 30
    items:
      - use: findings@2025
        method: year_end
        clause: 四(三)
        quote: [有无推诿, 有无扯皮]
        full: 30
        params: {costs: {value: {轻: 1, 重: 5}, basis: county, source: 会议纪要}}
  - id: learning
    title: 学习
    clause: 四(四)
    full: 20
    items:
      - use: training@2025
        method: year_end
        clause: 四(四)
        full: 20
        params:
          bands:
            - {at_least: 0%, points: 0}
            - {at_least: 80%, points: {value: 10, basis: plan}}
            - {at_least: 100%, points: 20}
grading:
  clause: 六
  pool: all
  base: all
  min_applicable: {value: 50%, basis: assumption}
  seats: largest-remainder
  seat_tie: better
  ties: {break: [{key: "method:year_end", better: higher}, {key: "item:visits", better: higher}], then: decide}
  restrictions: fill
  grades:
    - {id: excellent, title: 优秀, share: 20%, consequences: [praise]}
    - {id: good, title: 良好, share: {value: 40%, basis: plan}}
    - {id: fair, title: 一般, share: 30%}
    - {id: poor, title: 较差, share: 10%}
  thresholds: [{grade: excellent, at_least: 90}]
  caps:
    - {when: fraud@2025, at_best: good, params: {at_least: 2}, clause: 六(二), quote: 弄虚作假的不得评优}
consequences:
  praise: {clause: 八(三), quote: 予以表彰}
"""
"""The first year."""

_VISITS = TEXT[TEXT.index("      - use: visits") : TEXT.index("  - id: inspection")]
_LETTERS = TEXT[TEXT.index("      - use: letters") : TEXT.index("      - use: visits")]
_FINDINGS = TEXT[TEXT.index("  - id: inspection") : TEXT.index("  - id: learning")]
_LEARNING = TEXT[TEXT.index("  - id: learning") : TEXT.index("grading:")]
_CAPS = TEXT[TEXT.index("  caps:") : TEXT.index("consequences:\n")]
_TRAINING = TEXT[TEXT.index("      - use: training") : TEXT.index("grading:")]


@dataclass(frozen=True)
class Edit:
    """One edit of the text, and where the difference must say that something changed: path and kind of each."""

    name: str
    replacements: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str], ...]

    def made(self, text: str) -> str | None:
        """Return the text with this edit, None where another edit has taken its place away."""
        for before, after in self.replacements:
            if text.count(before) != 1:
                return None
            text = text.replace(before, after)
        return text


def _edit(name: str, *changes: tuple[str, str]) -> "_Making":
    return _Making(name, changes)


@dataclass(frozen=True)
class _Making:
    name: str
    changes: tuple[tuple[str, str], ...]

    def by(self, *pairs: tuple[str, str]) -> Edit:
        return Edit(self.name, pairs, self.changes)


_LETTERS_AT = "areas.office.items.letters"
_GRADES = "grading.grades"

EDITS = (
    _edit("parameter", (f"{_LETTERS_AT}.params.target", "parameter")).by(("value: 95%", "value: 98%")),
    _edit("county basis", (f"{_LETTERS_AT}.params.per_point", "basis")).by(
        ("{value: 0.5, basis: assumption}", "{value: 0.5, basis: county}")
    ),
    _edit("source of a basis", (f"{_LETTERS_AT}.params.target", "basis")).by(("source: 某市办法", "source: 某省办法")),
    _edit(
        "weights",
        (f"{_LETTERS_AT}.full", "reweighted"),
        ("areas.office.items.visits.full", "reweighted"),
    ).by(
        ("full: {value: 30, basis: assumption}", "full: {value: 32, basis: assumption}"),
        ("full: 20\n        params: {t", "full: 18\n        params: {t"),
    ),
    _edit("method", (f"{_LETTERS_AT}.method", "method-changed")).by(
        ("use: letters@2025\n        method: daily", "use: letters@2025\n        method: year_end")
    ),
    _edit("clause", ("areas.office.items.visits.clause", "renumbered")).by(
        ("clause: 四(二)\n        full: 20", "clause: 四(五)\n        full: 20")
    ),
    _edit("quote", ("areas.inspection.items.findings.quote", "quote")).by(("有无扯皮", "有无拖延")),
    _edit("policy of one item", (f"{_LETTERS_AT}.missing.no-cases", "missing-policy")).by(
        ("missing: {no-cases: {value: rescale-area", "missing: {no-cases: {value: zero")
    ),
    _edit("applies to", (f"{_LETTERS_AT}.applies_to", "applies-to")).by(("[town, office]", "[town]")),
    _edit("costs", ("areas.inspection.items.findings.params.costs.重", "parameter")).by(("重: 5", "重: 4.5")),
    _edit("a date", ("areas.inspection.items.findings.params.since", "parameter")).by(
        ("source: 会议纪要}}", "source: 会议纪要}, since: 2025-03-01}")
    ),
    _edit("a band", ("areas.learning.items.training.params.bands.1.points", "parameter")).by(
        ("points: {value: 10", "points: {value: 12")
    ),
    _edit("order of items", ("areas.office.items", "reordered")).by((_LETTERS + _VISITS, _VISITS + _LETTERS)),
    _edit("order of areas", ("areas", "reordered")).by((_FINDINGS + _LEARNING, _LEARNING + _FINDINGS)),
    _edit("area renamed", ("areas.study.id", "renamed"), ("areas.study.title", "retitled")).by(
        ("  - id: learning\n    title: 学习", "  - id: study\n    title: 学习培训")
    ),
    _edit(
        "moved",
        ("areas.office.full", "reweighted"),
        ("areas.inspection.full", "reweighted"),
        ("areas.inspection.items.visits", "moved"),
    ).by(
        (_VISITS, ""),
        ("    full: 50", "    full: 30"),
        (
            "    full: 30\n    items:\n      - use: findings",
            f"    full: 50\n    items:\n{_VISITS}      - use: findings",
        ),
    ),
    _edit(
        "replaced",
        ("areas.learning.items.training", "removed"),
        ("areas.learning.items.courses", "added"),
    ).by(
        (
            _TRAINING,
            "      - {use: courses@2026, method: daily, clause: 四(四), full: 20, params: {costs: {轻: 1, 重: 2}}}\n",
        )
    ),
    _edit(
        "edition",
        (f"{_LETTERS_AT}.use", "edition"),
        (f"{_LETTERS_AT}.title", "retitled"),
        (f"{_LETTERS_AT}.reads", "ledger"),
        (f"{_LETTERS_AT}.params.floor", "parameter"),
        (f"{_LETTERS_AT}.params.per_point", "parameter"),
        (f"{_LETTERS_AT}.params.lost", "parameter"),
    ).by(("letters@2025", "letters@2026"), ("per_point: {value: 0.5, basis: assumption}", "lost: 0.7")),
    _edit("due", ("methods.year_end.due", "due")).by(("due: [year]", "due: [H1, year]")),
    _edit("scorer", ("methods.daily.scorer", "scorer")).by(("scorer: 评价中心", "scorer: 评价办")),
    _edit("counted", ("units.guest.counted", "counted")).by(("counted: {value: false", "counted: {value: true")),
    _edit("new group", ("units.firm", "added")).by(("methods:\n", "  firm: {title: 国企, counted: true}\nmethods:\n")),
    _edit("pool", ("grading.pool", "policy")).by(("pool: all", "pool: by-group")),
    _edit("applicable", ("grading.min_applicable", "policy")).by(("value: 50%", "value: 60%")),
    _edit("seats", ("grading.seats", "policy")).by(("seats: largest-remainder", "seats: cumulative")),
    _edit("then", ("grading.ties.then", "policy")).by(("then: decide", "then: promote")),
    _edit("tie-break", ("grading.ties.break", "policy")).by((', {key: "item:visits", better: higher}', "")),
    _edit("shares", (f"{_GRADES}.excellent.share", "share"), (f"{_GRADES}.poor.share", "share")).by(
        ("share: 20%", "share: 10%"), ("share: 10%}", "share: 20%}")
    ),
    _edit("grade retitled", (f"{_GRADES}.poor.title", "retitled")).by(("title: 较差", "title: 不合格")),
    _edit("threshold", ("grading.thresholds.excellent.at_least", "least-total")).by(("at_least: 90", "at_least: 92.5")),
    _edit("cap", ("grading.caps.fraud.at_best", "policy")).by(("at_best: good", "at_best: fair")),
    _edit("times", ("grading.caps.fraud.params.at_least", "parameter")).by(
        ("params: {at_least: 2}", "params: {at_least: 3}")
    ),
    _edit("cap gone", ("grading.caps.fraud", "removed")).by((_CAPS, "")),
    _edit("consequence", ("consequences.praise.quote", "quote")).by(("quote: 予以表彰", "quote: 予以通报表扬")),
    _edit("status", ("status", "status")).by(("status: provisional", "status: draft")),
    _edit("revision", ("revision", "revision")).by(("revision: 1", "revision: 3")),
    _edit("number", ("document.number", "document")).by(("1号（虚构）", "2号（虚构）")),
    _edit("year", ("year", "document"), ("valid_from", "validity"), ("valid_to", "validity")).by(
        ("year: 2025", "year: 2026"), ("valid_from: 2025", "valid_from: 2026"), ("valid_to: 2025", "valid_to: 2026")
    ),
    _edit("precision", ("precision", "precision")).by(("precision: 0.01", "precision: 0.1")),
    _edit("basis of the default", ("missing.no-cases", "basis")).by(
        ("  no-cases: {value: full, basis: assumption}", "  no-cases: {value: full, basis: county}")
    ),
)
"""Edits that each leave a valid ruleset; most can be made together."""


CATALOG = er.load_plugins([Bundle()], discover=False)
"""The example's bundle alone."""


def load(text: str, folder: Path, name: str = "ruleset.yaml") -> er.Ruleset:
    """Return the ruleset of a text, through a file in `folder`."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return er.load_ruleset(path, CATALOG)
