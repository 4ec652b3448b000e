"""Rows that nobody in the roster owns, and rows that two could own, as workers came across them."""

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from efficiency_rules.cluster.working import ELSEWHERE, STRAY
from efficiency_rules.errors import InputError
from efficiency_rules.jurisdictions.census import strays_in

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def refuse_strays(results: "DataFrame", jurisdictions: Collection[str]) -> set[str]:
    """Return the ledgers in which rows of one jurisdiction name a unit of another.

    Raises InputError for rows that none of the roster's `jurisdictions` owns.
    """
    strays: dict[str, Counter[str | None]] = {}
    elsewhere: set[str] = set()
    told = results.filter(results.status.isin(STRAY, ELSEWHERE))
    for row in told.select("status", "jurisdiction", "key", "records").collect():
        if row.status == ELSEWHERE:
            elsewhere.add(row.key)
        else:
            strays.setdefault(row.key, Counter())[row.jurisdiction] += row.records
    problems = [problem for id, found in sorted(strays.items()) for problem in strays_in(id, found, jurisdictions)]
    if problems:
        raise InputError(problems)
    return elsewhere
