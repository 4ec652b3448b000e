"""The same work in DuckDB: one grouped query a ledger, the rubric's shapes as macros.

Its users keep records as tables in DuckDB's own storage and write a report as a grouped query with filtered counts,
joined to the list of units so that units without records answer too. Points are BIGINT in ten-thousandths: exact.
Loading the tables is in nobody's time.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np

from benchmarks.answers import Answers
from benchmarks.peers import Given

MACROS = """
CREATE MACRO rounded(numerator, denominator) AS
  (2 * numerator::BIGINT + 100 * denominator::BIGINT) // (200 * denominator::BIGINT);
CREATE MACRO shortfall(hits, cases, target, per_point) AS rounded(
  greatest(400000000 * greatest(cases, 1) - per_point * greatest(target * cases - 1000000 * hits, 0), 0),
  10000 * greatest(cases, 1));
CREATE MACRO events(cost) AS greatest(50000 - cost, 0) // 100;
CREATE MACRO survey(worth, valid) AS rounded(40000 * 10000 * worth, 1000000 * greatest(valid, 1));
CREATE MACRO raters(n, total, highest, lowest, most) AS rounded(
  40000 * (total - CASE WHEN n > most THEN highest + lowest ELSE 0 END),
  1000000 * greatest(n - CASE WHEN n > most THEN 2 ELSE 0 END, 1));
"""

QUERIES = {
    "bench-ticket": (
        """
        count(*) AS n, count(*) FILTER (closed_on <= due_on) AS on_time, count(satisfied) AS asked,
        count(*) FILTER (satisfied) AS happy, count(*) FILTER (contacted_on <= contact_by) AS contacted
        """,
        """
        shortfall(on_time, n, 980000, 1600) AS "ticket-on-time", n >= 3 AS "ticket-on-time?",
        shortfall(happy, asked, 950000, 1000) AS "ticket-satisfied", asked >= 2 AS "ticket-satisfied?",
        CASE WHEN 100 * contacted >= 95 * n THEN 400 WHEN 100 * contacted >= 85 * n THEN 300
             WHEN 100 * contacted >= 75 * n THEN 150 ELSE 50 END AS "ticket-first-contact",
        n >= 1 AS "ticket-first-contact?"
        """,
    ),
    "bench-task": (
        "count(*) AS n, count(*) FILTER (finished_on <= due_on) AS on_time, sum(delay)::BIGINT AS days",
        """
        shortfall(on_time, n, 900000, 700) AS "task-on-time", n >= 2 AS "task-on-time?",
        CASE WHEN days >= 50 THEN 0 WHEN days >= 25 THEN 150 WHEN days >= 10 THEN 300 ELSE 400 END AS "task-delay",
        n >= 1 AS "task-delay?"
        """,
    ),
    "bench-approval": (
        """
        count(*) AS n, count(*) FILTER (used <= promised) AS on_time,
        count(*) FILTER (used * 2 <= promised) AS halved, max(visits) FILTER (visits > 1) AS most
        """,
        """
        shortfall(on_time, n, 1000000, 2000) AS "approval-on-time", n >= 3 AS "approval-on-time?",
        CASE WHEN 100 * halved >= 60 * n THEN 400 WHEN 100 * halved >= 45 * n THEN 250
             WHEN 100 * halved >= 30 * n THEN 100 ELSE 0 END AS "approval-compression",
        n >= 1 AS "approval-compression?",
        CASE WHEN most >= 5 THEN 50 WHEN most >= 3 THEN 200 WHEN most >= 2 THEN 300 ELSE 400 END AS "approval-visits",
        n >= 1 AS "approval-visits?"
        """,
    ),
    "bench-inspection": (
        """
        sum(CASE severity WHEN '轻微' THEN 2000 WHEN '一般' THEN 5000 WHEN '较重' THEN 10000 ELSE 20000 END)::BIGINT
          AS found,
        sum(CASE severity WHEN '轻微' THEN 5000 WHEN '一般' THEN 10000 WHEN '较重' THEN 20000 ELSE 40000 END)
          FILTER (NOT rectified)::BIGINT AS unrectified,
        count(*) FILTER (severity = '严重') AS grave
        """,
        """
        events(found) AS "inspection-findings", true AS "inspection-findings?",
        events(unrectified) AS "inspection-unrectified", true AS "inspection-unrectified?",
        CASE WHEN grave >= 1 THEN 0 ELSE 400 END AS "grave-finding", true AS "grave-finding?"
        """,
    ),
    "bench-complaint": (
        """
        sum(CASE kind WHEN '推诿' THEN 15000 WHEN '拖延' THEN 10000 ELSE 25000 END)
          FILTER (verified)::BIGINT AS proven,
        sum(CASE kind WHEN '推诿' THEN 3500 WHEN '拖延' THEN 2500 ELSE 5000 END)
          FILTER (NOT answered)::BIGINT AS silent
        """,
        """
        events(proven) AS "complaint-verified", true AS "complaint-verified?",
        events(silent) AS "complaint-unanswered", true AS "complaint-unanswered?"
        """,
    ),
    "bench-questionnaire": (
        """
        count(*) AS valid,
        sum(CASE attitude WHEN '非常满意' THEN 100 WHEN '满意' THEN 80 WHEN '基本满意' THEN 60
            WHEN '不满意' THEN 30 ELSE 0 END)::BIGINT AS attitude_worth,
        sum(CASE efficiency WHEN '非常满意' THEN 100 WHEN '满意' THEN 80 WHEN '基本满意' THEN 60
            WHEN '不满意' THEN 30 ELSE 0 END)::BIGINT AS efficiency_worth,
        sum(CASE openness WHEN '非常满意' THEN 100 WHEN '满意' THEN 85 WHEN '基本满意' THEN 65
            WHEN '不满意' THEN 40 ELSE 0 END)::BIGINT AS openness_worth,
        sum(CASE overall WHEN '非常满意' THEN 100 WHEN '满意' THEN 90 WHEN '基本满意' THEN 70
            WHEN '不满意' THEN 30 ELSE 0 END)::BIGINT AS overall_worth
        """,
        """
        survey(attitude_worth, valid) AS "survey-attitude", valid >= 3 AS "survey-attitude?",
        survey(efficiency_worth, valid) AS "survey-efficiency", valid >= 3 AS "survey-efficiency?",
        survey(openness_worth, valid) AS "survey-openness", valid >= 3 AS "survey-openness?",
        survey(overall_worth, valid) AS "survey-overall", valid >= 3 AS "survey-overall?"
        """,
    ),
    "bench-rating": (
        """
        count(duty) AS duty_n, sum(duty)::BIGINT AS duty_sum, max(duty) AS duty_max, min(duty) AS duty_min,
        count(service) AS service_n, sum(service)::BIGINT AS service_sum, max(service) AS service_max,
        min(service) AS service_min,
        count(worth) AS level_n, sum(worth)::BIGINT AS level_sum, max(worth) AS level_max, min(worth) AS level_min,
        count(duty) FILTER (panel = '专家') AS expert_n, sum(duty) FILTER (panel = '专家')::BIGINT AS expert_sum,
        max(duty) FILTER (panel = '专家') AS expert_max, min(duty) FILTER (panel = '专家') AS expert_min
        """,
        """
        raters(duty_n, duty_sum, duty_max, duty_min, 5) AS "rating-duty", duty_n >= 2 AS "rating-duty?",
        raters(service_n, service_sum, service_max, service_min, 5) AS "rating-service",
        service_n >= 2 AS "rating-service?",
        raters(level_n, level_sum, level_max, level_min, 5) AS "rating-level", level_n >= 2 AS "rating-level?",
        raters(expert_n, expert_sum, expert_max, expert_min, 3) AS "rating-expert", expert_n >= 2 AS "rating-expert?"
        """,
    ),
    "bench-recognition": (
        """
        max(CASE level WHEN '国家级' THEN 400 WHEN '省级' THEN 250 ELSE 100 END) FILTER (NOT revoked) AS highest,
        sum(CASE level WHEN '国家级' THEN 300 WHEN '省级' THEN 200 ELSE 100 END)::BIGINT AS earned,
        count(*) FILTER (revoked) AS taken, count(*) FILTER (reported) AS in_time
        """,
        """
        highest AS "recognition-highest", true AS "recognition-highest?",
        least(150 * in_time, 400) AS "recognition-reported", true AS "recognition-reported?",
        CASE WHEN taken > 0 THEN 0 ELSE least(earned, 400) END AS "recognition-with-veto",
        true AS "recognition-with-veto?"
        """,
    ),
}
"""By ledger: the grouped facts, and the marks made of them; a mark's condition has its name with a question mark."""

SOURCES = {
    "bench-questionnaire": '(SELECT * FROM "bench-questionnaire" WHERE valid)',
    "bench-rating": """(SELECT *, CASE level WHEN '好' THEN 1000000 WHEN '较好' THEN 800000 WHEN '一般' THEN 600000
                        ELSE 400000 END AS worth FROM "bench-rating")""",
}
"""What some queries read instead of their ledger's table."""


def prepare(lent: Given) -> Callable[[], Answers]:
    """Load ledgers and units as DuckDB's tables; return what scores them."""
    connection = duckdb.connect()
    connection.execute(MACROS)
    units = lent.units.alias("unit").to_frame().with_row_index("place")
    for name, frame in {**lent.ledgers, "units": units}.items():
        connection.register("lent", frame.to_arrow())
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM lent')
        connection.unregister("lent")
    return lambda: _score(connection)


def nation(folder: Path, scores: Path) -> None:
    """Score all units of a nation straight from its files; write the scores, a column an item."""
    connection = duckdb.connect()
    connection.execute(MACROS)
    connection.execute(
        f"""CREATE TABLE units AS SELECT file_row_number AS place, unit
            FROM read_parquet('{folder}/roster.parquet', file_row_number = true)"""
    )
    ticks = ", ".join(f"(({name})::DECIMAL(9, 4) * 10000)::BIGINT AS {name}" for name in ("duty", "service"))
    for ledger in QUERIES:
        columns = f"* REPLACE ({ticks})" if ledger == "bench-rating" else "*"
        connection.execute(f"""CREATE VIEW "{ledger}" AS SELECT {columns} FROM '{folder}/ledgers/{ledger}.parquet'""")
    points, joined = ["unit"], "units"
    for number, ledger in enumerate(QUERIES):
        connection.execute(f"CREATE TABLE scores{number} AS {query(ledger, 'place, ')}")
        columns = [row[0] for row in connection.execute(f"DESCRIBE scores{number}").fetchall()]
        points += [
            f'CASE WHEN "{name}?" THEN "{name}" ELSE 0 END AS "{name}"' for name in columns if f"{name}?" in columns
        ]
        joined += f" JOIN scores{number} USING (place)"
    connection.execute(f"COPY (SELECT {', '.join(points)} FROM {joined} ORDER BY place) TO '{scores}'")


def _score(connection: duckdb.DuckDBPyConnection) -> Answers:
    columns: dict[str, np.ndarray] = {}
    for ledger in QUERIES:
        result = connection.execute(f"{query(ledger)} ORDER BY place")
        columns |= result.fetchnumpy()
    counted = {name[:-1]: np.asarray(values) for name, values in columns.items() if name.endswith("?")}
    return Answers({name: np.where(counts, columns[name], 0) for name, counts in counted.items()}, counted)


def query(ledger: str, also: str = "") -> str:
    """Return the query that marks all units by the records of one ledger."""
    facts, marks = QUERIES[ledger]
    table = SOURCES.get(ledger, f'"{ledger}"')
    return f"""
        WITH facts AS (SELECT unit, {facts} FROM {table} GROUP BY unit),
             everyone AS (SELECT place, coalesce(COLUMNS(* EXCLUDE (place, unit)), 0)
                          FROM units LEFT JOIN facts USING (unit))
        SELECT {also}{marks} FROM everyone"""
