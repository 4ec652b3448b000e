"""The rows of one jurisdiction: its units and its ledgers, in an order that does not depend on how they came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from efficiency_rules.evaluation import digests
from efficiency_rules.evidence.headings import find_headings
from efficiency_rules.evidence.ledgers import types_read
from efficiency_rules.evidence.roster import COLUMNS
from efficiency_rules.evidence.tables import Table
from efficiency_rules.evidence.types import Column
from efficiency_rules.rulesets.model import Ruleset

ROSTER = "roster"
"""What the roster is called in problems and digests."""

_OF_UNITS = tuple(column for column in COLUMNS if column.name != "jurisdiction")


@dataclass(frozen=True, slots=True)
class JurisdictionRows:
    """What one jurisdiction handed in, as it stands in the files: one row a unit, and one a record of each ledger.

    Columns bear the headings of the files or the models' names. A ledger without rows was reported nil; one that is
    not there at all is missing. Frames, names and nothing else: it can be pickled.
    """

    jurisdiction: str
    units: pl.DataFrame
    ledgers: Mapping[str, pl.DataFrame]
    """By evidence type id."""

    def in_order(self, ruleset: Ruleset) -> "JurisdictionRows":
        """Return the same rows sorted by their keys, with the columns of the ledger in its own order and no others.

        Ledgers that the ruleset does not read stay as they are: they will be refused.
        """
        types = types_read(ruleset)
        ledgers = {
            id: _in_order(id, frame, types[id].columns) if id in types else frame
            for id, frame in sorted(self.ledgers.items())
        }
        return JurisdictionRows(self.jurisdiction, _in_order(ROSTER, self.units, _OF_UNITS), ledgers)

    def digests(self) -> dict[str, str]:
        """Return the digest of the roster's rows and of each ledger's, in their present order, by name."""
        return {ROSTER: digest_of(self.units)} | {id: digest_of(frame) for id, frame in self.ledgers.items()}


_NARROW = (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32)


def _in_order(file: str, frame: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    headings = find_headings(Table(file, frame=frame), columns, may_lack=frozenset(column.name for column in columns))
    if headings is None:
        return frame
    known = [frame.columns[headings.at[column.name]] for column in columns if column.name in headings.at]
    # Dictionaries of texts and the width of numbers differ from file to file and from reader to reader; what they say
    # does not.
    frame = frame.select(known).with_columns(
        pl.col(pl.Categorical, pl.Enum).cast(pl.String), pl.col(_NARROW).cast(pl.Int64)
    )
    keys = [headings.texts[headings.at[column.name]] for column in columns if column.key and column.name in headings.at]
    rows = frame.sort(keys) if keys else frame
    # Rows of the same key would stand as they came.
    unique = bool(keys) and frame.select(keys).n_unique() == frame.height
    return rows if unique else frame.sort(known)


def digest_of(rows: pl.DataFrame) -> str:
    """Return the digest of rows in their order: headings, types and values."""
    head = digests.canonical([[name, str(type)] for name, type in rows.schema.items()])
    return digests.of_bytes(head + b"\n" + rows.write_csv(include_header=False, quote_style="necessary").encode())
