"""Contents: digests of the files of a result folder, whatever the order of their rows, as CSV or as Parquet."""

import io
import json
import math
from collections.abc import Mapping
from typing import Any

import polars as pl

from efficiency_rules.evaluation import digests


def texts_of(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table with every cell as the text that CSV holds; an empty cell is an empty text."""
    return harmless(table).with_columns(pl.all().cast(pl.String).fill_null(""))


def harmless(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table with an apostrophe before every text that a spreadsheet would take for a formula."""
    return table.with_columns(_harmless(column) for column in table.select(pl.col(pl.String)).columns)


def _harmless(column: str) -> pl.Expr:
    text = pl.col(column)
    risky = text.str.contains(r"^[=+\-@\t\r＝]")
    return pl.when(risky).then(pl.lit("'") + text).otherwise(text).alias(column)


def read_texts(content: bytes, *, parquet: bool = False) -> pl.DataFrame:
    """Return a table of a result folder with every cell as text; raises polars' errors when it cannot be read."""
    if parquet:
        return texts_of(pl.read_parquet(io.BytesIO(content)))
    return pl.read_csv(io.BytesIO(content), infer_schema=False).with_columns(pl.all().fill_null(""))


def of_texts(texts: pl.DataFrame) -> str:
    """Return the digest of a table of texts: its headings, and its rows sorted."""
    rows = texts.sort(texts.columns) if texts.columns else texts
    return digests.of_bytes(rows.write_csv(quote_style="always").encode())


def read_json(content: bytes) -> Any:
    """Return what a JSON file holds; raises ValueError when it is none, or names a key twice, or NaN."""
    return json.loads(content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_finite, parse_float=_finite)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no number")
    return number


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def sealed(receipt: Mapping[str, Any], circumstances: Mapping[str, Any]) -> dict[str, Any]:
    """Return a whole receipt: its content with the digest of it, then the circumstances with the digest of all.

    The first digest is the same wherever and whenever the same inputs are evaluated; it is the one to publish.
    """
    content = dict(receipt)
    content["digest"] = digests.of_data(content)
    whole = content | {"circumstances": dict(circumstances)}
    return content | {"circumstances": {**circumstances, "digest": digests.of_data(whole)}}


def seals_broken(receipt: Mapping[str, Any]) -> list[str]:
    """Return the keys of a whole receipt whose digest is not that of what they cover."""
    content = {key: value for key, value in receipt.items() if key != "circumstances"}
    circumstances = receipt.get("circumstances")
    if not isinstance(circumstances, Mapping):
        return ["circumstances"]
    inside = {key: value for key, value in circumstances.items() if key != "digest"}
    again = sealed({key: value for key, value in content.items() if key != "digest"}, inside)
    broken = [] if again["digest"] == content.get("digest") else ["digest"]
    whole = content | {"circumstances": inside}
    if digests.of_data(whole) != circumstances.get("digest"):
        broken.append("circumstances.digest")
    return broken
