"""The same work as an expert would write it in Polars: one fused group-by a ledger, then the marks as expressions."""

from collections.abc import Mapping
from typing import Literal

import polars as pl

from benchmarks.answers import Answers

Engine = Literal["in-memory", "streaming"]
ENGINES: tuple[Engine, ...] = ("in-memory", "streaming")

col = pl.col
WHOLE = 1_000_000
TICKS = 10_000
QUANTUM = 100
ANSWERS = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
QUESTIONS = ("attitude", "efficiency", "openness", "overall")
SEVERITIES = ("轻微", "一般", "较重", "严重")
KINDS = ("推诿", "拖延", "作风")
AWARDS = ("国家级", "省级", "市级")


def score(ledgers: Mapping[str, pl.DataFrame], units: pl.Series, engine: Engine) -> Answers:
    """Return the points (in hundredths) of all 24 items and whether they count, one entry a unit.

    `ledgers` are frames by type id; their column `unit` holds what `units` lists, in the order of the answers.
    """
    everyone = units.alias("unit").to_frame()
    marked: dict[str, pl.Series] = {}
    counted: dict[str, pl.Series] = {}
    for id, frame in ledgers.items():
        sums, marks = _RULES[id]
        facts = frame.lazy().group_by("unit").agg(pl.len().cast(pl.Int64).alias("n"), *sums).collect(engine=engine)
        facts = everyone.join(facts, on="unit", how="left", maintain_order="left").fill_null(0)
        columns = {}
        for name, (points, counts) in marks.items():
            columns[name] = pl.when(counts).then(points).otherwise(0).cast(pl.Int64)
            columns[f"{name}?"] = counts
        result = facts.select(**columns)
        for name in marks:
            marked[name], counted[name] = result.get_column(name), result.get_column(f"{name}?")
    return Answers(
        {name: values.to_numpy() for name, values in marked.items()},
        {name: values.to_numpy() for name, values in counted.items()},
    )


Mark = tuple[pl.Expr, pl.Expr]


def _count(condition: pl.Expr) -> pl.Expr:
    return condition.sum().cast(pl.Int64)


def _rounded(numerator: pl.Expr, denominator: pl.Expr | int) -> pl.Expr:
    """Ticks as a fraction, to hundredths of a point, half up."""
    below = denominator * QUANTUM
    return (2 * numerator + below) // (2 * below)


def _clamped(points: pl.Expr, most: int) -> pl.Expr:
    return pl.max_horizontal(pl.min_horizontal(points, pl.lit(most)), pl.lit(0))


def _shortfall(hits: str, of: str, target: int, per_point: int, least: int) -> Mark:
    among = pl.max_horizontal(col(of), pl.lit(1))
    below = pl.max_horizontal(target * col(of) - WHOLE * col(hits), pl.lit(0))
    left = pl.max_horizontal(40_000 * TICKS * among - per_point * below, pl.lit(0))
    return _rounded(left, TICKS * among), col(of) >= least


def _bands(hits: str, bands: Mapping[int, int], otherwise: int) -> Mark:
    points = pl.lit(otherwise)
    for bound, worth in bands.items():
        points = pl.when(WHOLE * col(hits) >= bound * col("n")).then(pl.lit(worth)).otherwise(points)
    return points, col("n") >= 1


def _value_bands(value: str, bands: Mapping[int, int]) -> Mark:
    points = pl.lit(bands[0])
    for bound, worth in bands.items():
        points = pl.when(col(value) >= bound).then(pl.lit(worth)).otherwise(points)
    return points, col("n") >= 1


def _events(prefix: str, ticks: tuple[int, ...]) -> Mark:
    cost = pl.sum_horizontal(*(worth * col(f"{prefix}{at}") for at, worth in enumerate(ticks)))
    return pl.max_horizontal(50_000 - cost, pl.lit(0)) // QUANTUM, pl.lit(True)


def _survey(question: str, scale: tuple[int, ...]) -> Mark:
    worth = pl.sum_horizontal(*(points * TICKS * col(f"{question}{at}") for at, points in enumerate(scale)))
    valid = pl.max_horizontal(col("valid"), pl.lit(1))
    return _rounded(40_000 * worth, WHOLE * valid), col("valid") >= 3


def _raters(prefix: str, drop: int) -> Mark:
    many = col(f"{prefix}_n") > drop
    total = col(f"{prefix}_sum") - pl.when(many).then(col(f"{prefix}_max") + col(f"{prefix}_min")).otherwise(0)
    taken = pl.max_horizontal(col(f"{prefix}_n") - pl.when(many).then(2).otherwise(0), pl.lit(1))
    return _rounded(40_000 * total, WHOLE * taken), col(f"{prefix}_n") >= 2


def _spread(prefix: str, score: pl.Expr) -> list[pl.Expr]:
    return [
        score.count().cast(pl.Int64).alias(f"{prefix}_n"),
        score.sum().alias(f"{prefix}_sum"),
        score.max().alias(f"{prefix}_max"),
        score.min().alias(f"{prefix}_min"),
    ]


_LEVEL = col("level").replace_strict({"好": 100, "较好": 80, "一般": 60, "较差": 40}, return_dtype=pl.Int64) * TICKS

_RULES: Mapping[str, tuple[list[pl.Expr], Mapping[str, Mark]]] = {
    "bench-ticket": (
        [
            _count(col("closed_on") <= col("due_on")).alias("on_time"),
            _count(col("satisfied").is_not_null()).alias("asked"),
            _count(col("satisfied")).alias("happy"),
            _count(col("contacted_on") <= col("contact_by")).alias("contacted"),
        ],
        {
            "ticket-on-time": _shortfall("on_time", "n", 980_000, 1_600, 3),
            "ticket-satisfied": _shortfall("happy", "asked", 950_000, 1_000, 2),
            "ticket-first-contact": _bands("contacted", {750_000: 150, 850_000: 300, 950_000: 400}, 50),
        },
    ),
    "bench-task": (
        [_count(col("finished_on") <= col("due_on")).alias("on_time"), col("delay").sum()],
        {
            "task-on-time": _shortfall("on_time", "n", 900_000, 700, 2),
            "task-delay": _value_bands("delay", {0: 400, 10: 300, 25: 150, 50: 0}),
        },
    ),
    "bench-approval": (
        [
            _count(col("used") <= col("promised")).alias("on_time"),
            _count(col("used") * 2 <= col("promised")).alias("compressed"),
            pl.when(col("visits") > 1).then(col("visits")).max().alias("visits"),
        ],
        {
            "approval-on-time": _shortfall("on_time", "n", 1_000_000, 2_000, 3),
            "approval-compression": _bands("compressed", {300_000: 100, 450_000: 250, 600_000: 400}, 0),
            "approval-visits": _value_bands("visits", {0: 400, 2: 300, 3: 200, 5: 50}),
        },
    ),
    "bench-inspection": (
        [
            *(_count(col("severity") == name).alias(f"found{at}") for at, name in enumerate(SEVERITIES)),
            *(
                _count((col("severity") == name) & ~col("rectified")).alias(f"left{at}")
                for at, name in enumerate(SEVERITIES)
            ),
        ],
        {
            "inspection-findings": _events("found", (2_000, 5_000, 10_000, 20_000)),
            "inspection-unrectified": _events("left", (5_000, 10_000, 20_000, 40_000)),
            "grave-finding": (pl.when(col("found3") >= 1).then(0).otherwise(400), pl.lit(True)),
        },
    ),
    "bench-complaint": (
        [
            *(_count((col("kind") == name) & col("verified")).alias(f"verified{at}") for at, name in enumerate(KINDS)),
            *(_count((col("kind") == name) & ~col("answered")).alias(f"silent{at}") for at, name in enumerate(KINDS)),
        ],
        {
            "complaint-verified": _events("verified", (15_000, 10_000, 25_000)),
            "complaint-unanswered": _events("silent", (3_500, 2_500, 5_000)),
        },
    ),
    "bench-questionnaire": (
        [
            _count(col("valid")).alias("valid"),
            *(
                _count((col(question) == name) & col("valid")).alias(f"{question}{at}")
                for question in QUESTIONS
                for at, name in enumerate(ANSWERS)
            ),
        ],
        {
            "survey-attitude": _survey("attitude", (100, 80, 60, 30, 0)),
            "survey-efficiency": _survey("efficiency", (100, 80, 60, 30, 0)),
            "survey-openness": _survey("openness", (100, 85, 65, 40, 0)),
            "survey-overall": _survey("overall", (100, 90, 70, 30, 0)),
        },
    ),
    "bench-rating": (
        [
            *_spread("duty", col("duty")),
            *_spread("service", col("service")),
            *_spread("level", _LEVEL),
            *_spread("expert", pl.when(col("panel") == "专家").then(col("duty"))),
        ],
        {
            "rating-duty": _raters("duty", 5),
            "rating-service": _raters("service", 5),
            "rating-level": _raters("level", 5),
            "rating-expert": _raters("expert", 3),
        },
    ),
    "bench-recognition": (
        [
            *(_count(col("level") == name).alias(f"all{at}") for at, name in enumerate(AWARDS)),
            *(_count((col("level") == name) & ~col("revoked")).alias(f"kept{at}") for at, name in enumerate(AWARDS)),
            _count(col("revoked")).alias("revoked"),
            _count(col("reported")).alias("reported"),
        ],
        {
            "recognition-highest": (
                pl.when(col("kept0") > 0)
                .then(400)
                .when(col("kept1") > 0)
                .then(250)
                .when(col("kept2") > 0)
                .then(100)
                .otherwise(0),
                pl.lit(True),
            ),
            "recognition-reported": (pl.min_horizontal(150 * col("reported"), pl.lit(400)), pl.lit(True)),
            "recognition-with-veto": (
                pl.when(col("revoked") > 0)
                .then(0)
                .otherwise(_clamped(300 * col("all0") + 200 * col("all1") + 100 * col("all2"), 400)),
                pl.lit(True),
            ),
        },
    ),
}
"""By ledger: the conditional sums of one group-by, and each item's points with the condition under which it counts."""
