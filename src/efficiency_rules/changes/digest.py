"""The digest of a result's content: what went in and every number and grade that came out."""

import polars as pl

from efficiency_rules.evaluation import digests
from efficiency_rules.evaluation.evaluation import Evaluation

_WORDS = ("name", "reason")


def content_digest(evaluation: Evaluation) -> str:
    """Return the SHA-256, in hexadecimal, of an evaluation's inputs, standings, marks and lines.

    Wording is left out: a reason that is put better does not make another result. So is where records stood.
    """
    receipt = evaluation.receipt.to_dict()
    told = {
        "ruleset": [receipt["ruleset"]["id"], receipt["ruleset"]["digest"]],
        "period": receipt["period"],
        "status": receipt["status"],
        "inputs": receipt["digests"],
        "standings": _of(evaluation.standings),
        "marks": _of(evaluation.marks),
        "lines": _of(evaluation.lines),
    }
    return digests.of_data(told)


def _of(table: pl.DataFrame) -> str:
    numbers = table.drop(_WORDS, strict=False)
    return digests.of_bytes(numbers.write_csv(quote_style="necessary").encode())
