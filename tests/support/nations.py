"""A small fictional nation for tests: counties of invented units, its roster and its ledgers as files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import worlds

import efficiency_rules as er
from efficiency_rules.jurisdictions.rows import JurisdictionRows

RULES = worlds.standard()
Rows = dict[str, list[dict[str, Any]]]
LEDGERS = ("event", "ticket", "rating", "award")


def county(number: int) -> str:
    """The name of an invented county."""
    return f"虚构县{number:03}"


@dataclass
class Nation:
    """Roster rows and ledger rows, each with its jurisdiction, and how its ledgers are handed in."""

    units: list[dict[str, Any]] = field(default_factory=list)
    rows: Rows = field(default_factory=lambda: {id: [] for id in LEDGERS})

    def write(self, folder: Path, seed: int | None = None, pieces: int = 1, homes: bool = False) -> None:
        """Write `roster.csv` and `ledgers/`, rows in the order of a seed, with a column for the jurisdiction or not."""
        random = Random(seed)
        ledgers = folder / "ledgers"
        ledgers.mkdir(parents=True, exist_ok=True)
        pl.DataFrame(_shuffled(self.units, random, seed)).write_csv(folder / "roster.csv")
        for id, rows in self.rows.items():
            frame = _frame(id, _shuffled(rows, random, seed))
            frame = frame if homes else frame.drop("辖区")
            for old in [*ledgers.glob(f"{id}*")]:
                old.unlink()
            if pieces == 1:
                frame.write_parquet(ledgers / f"{id}.parquet")
            for piece in range(pieces if pieces > 1 else 0):
                frame[piece::pieces].write_parquet(ledgers / f"{id}-{piece}.parquet", row_group_size=7)

    def rows_of(self, place: str) -> JurisdictionRows:
        """The rows of one county, as it would hand them in by itself."""
        units = pl.DataFrame([unit for unit in self.units if unit["辖区"] == place])
        ledgers = {
            id: _frame(id, [r for r in rows if r["辖区"] == place]).drop("辖区") for id, rows in self.rows.items()
        }
        return JurisdictionRows(place, units, ledgers)

    def alone(self, place: str, rules: er.Ruleset = RULES) -> er.Evaluation:
        """One county evaluated by `evaluate`, as an embedder does it."""
        groups = {"镇街": "town", "部门": "office"}
        units = [u for u in self.units if u["辖区"] == place]
        roster = er.Roster(er.Unit(u["单位编号"], u["单位名称"], groups[u["类别"]], place) for u in units)
        return er.evaluate(rules, roster, er.Evidence.from_frames(self.rows_of(place).ledgers, rules, roster))

    @property
    def places(self) -> list[str]:
        """The counties, in order."""
        return sorted({unit["辖区"] for unit in self.units})


def _shuffled(rows: list[dict[str, Any]], random: Random, seed: int | None) -> list[dict[str, Any]]:
    return rows if seed is None else random.sample(rows, len(rows))


def _frame(id: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    types: Mapping[str, Any] = {"event": worlds.Event, "ticket": worlds.Ticket, "rating": worlds.Rating}
    type = types.get(id, worlds.Award)
    schema = dict.fromkeys([*(column.name for column in type.columns), "辖区"], pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


def nation(
    counties: int = 4, seed: int = 1, unit: Callable[[int, int], str] = lambda c, u: f"C{c:03}U{u:02}"
) -> Nation:
    """A nation of so many counties with five to nine units; record numbers repeat from county to county."""
    random = Random(seed)
    made = Nation()
    for c in range(counties):
        for u in range(5 + (c * 3) % 5):
            about = {"unit": unit(c, u), "辖区": county(c)}
            group = ("镇街", "部门")[u % 2]
            made.units.append({"单位编号": about["unit"], "单位名称": f"单位{u}", "类别": group, "辖区": county(c)})
            for k in range(random.randrange(4)):
                kind = random.choice("轻重")
                made.rows["event"].append({"number": f"e{u}-{k}", "kind": kind, "on": f"2025-03-0{k + 1}"} | about)
            for k in range(random.randrange(7)):
                closed = random.choice(["2025-02-01", "2025-04-01", None])
                made.rows["ticket"].append({"number": f"t{u}-{k}", "due_on": "2025-03-01", "closed_on": closed} | about)
            score = str(random.randrange(50, 100))
            made.rows["rating"].append({"number": f"r{u}", "score": score, "on": "2025-11-01"} | about)
            if random.random() < 0.3:
                made.rows["award"].append({"number": f"a{u}", "level": "省级", "on": "2025-05-01"} | about)
    return made


def bytes_of(out: Path) -> dict[str, bytes]:
    """Every file of a partitioned folder by its path, what names the run left out."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
