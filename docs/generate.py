"""Writes what the pages take from the code: errors.md, reference/ and the families of criteria.md."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from efficiency_rules.cli.reference import PAGES
from efficiency_rules.criteria.formula import FactValues
from efficiency_rules.criteria.formulas.band import Declared
from efficiency_rules.criteria.params import type_text
from efficiency_rules.formulas import (
    FAMILIES,
    Bands,
    Bonus,
    Checklist,
    Count,
    Fact,
    GiveBack,
    GradeCap,
    PerEvent,
    Proportional,
    RankBased,
    RaterMean,
    RelativeToBest,
    SamplePassRate,
    Shortfall,
    Steps,
    SurveyMean,
    Veto,
)
from efficiency_rules.messages import catalogue
from efficiency_rules.points import Percent, Points

DOCS = Path(__file__).parent

HEAD = """\
# Problems (错误一览)

Written by `docs/generate.py` from the catalogue of messages; do not edit. Every problem has a code, a place (file with
line and column, or sheet and cell), what was found, and what to do. Words in braces are filled with what was found.
The codes that begin with `rubric-` are the linter's: [linting.md](linting.md) says more of each.

| code | 中文 | English |
|---|---|---|
"""

_FLAG, _TABLE, _HALF = pl.col("x"), {"甲": Points(1)}, Percent("50%")
_RATE = {"hit": _FLAG, "target": _HALF, "of": _FLAG}

SAMPLES: tuple[Any, ...] = (
    Bands(hit=_FLAG, of=_FLAG, bands={Percent("0%"): Points(1)}),
    Bands(value=Count(), bands={0: Points(1)}),
    Bonus(points=_TABLE, level=_FLAG),
    Checklist(elements=["甲"], per_missing=Points(1)),
    GiveBack(points=Points(1), status=_FLAG, give_back=_TABLE),
    GradeCap(),
    PerEvent(points=_TABLE, kind=_FLAG),
    Proportional(done=_FLAG, target=_FLAG, of=_FLAG),
    Proportional(hit=_FLAG),
    RankBased(value=Count(), per=Count(), per_rank=_HALF),
    RaterMean(score=_FLAG),
    RelativeToBest(value=Count(), per=Count()),
    SamplePassRate(passed=_FLAG, of=_FLAG),
    Shortfall(**_RATE, per_point=Points(1)),
    Steps(**_RATE, step=_HALF, per_step=Points(1)),
    SurveyMean(answer=_FLAG, scale=_TABLE),
    Veto(),
)
"""Formulas that between them have every fact and figure of every family; 甲 stands for any choice."""

_OWN = {"Custom": "own facts and own figures", "PerUnit": "none: the words stand in its `UnitMark`"}

_SHORT: Mapping[str, str] = {
    type_text(Declared): "Mapping[Bound, Points] | Sequence[Band | tuple[Bound, Points]]",
    type_text(Fact): "Fact",
    type_text(FactValues): "FactValues",
}


def errors_page() -> str:
    """Return the page: one row a code, in the order of the codes."""
    rows = []
    for code, words in sorted(catalogue().items()):
        zh = "".join(f"{part}。" for part in (words.zh, words.zh_hint) if part)
        en = " ".join(f"{part[:1].upper()}{part[1:]}." for part in (words.en, words.en_hint) if part)
        rows.append(f"| `{code}` | {_cell(zh)} | {_cell(en)} |")
    return HEAD + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    text = text.replace("{{{", "{").replace("}}}", "}")
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("\n", " ")


def families_table() -> str:
    """Return the table of all families: their fields, and the names that their reasons may use."""
    rows = ["| family | fields | names for `reason` |", "|---|---|---|"]
    for family in FAMILIES:
        declared = [_field(field) for field in fields(family) if field.name not in ("reason", "line")]
        samples = [sample for sample in SAMPLES if type(sample) is family]
        names = dict.fromkeys(name for sample in samples for name in _names(sample))
        said = ", ".join(f"`{name}`" for name in names) or _OWN[family.__name__]
        rows.append(f"| `{family.__name__}` | {'<br>'.join(declared)} | {said} |")
    return "\n".join(rows) + "\n"


def _field(field: "Field[Any]") -> str:
    kind = type_text(field.type)
    for long, short in _SHORT.items():
        kind = kind.replace(long, short)
    default = "" if field.default is MISSING else f" = {_written(field.default)}"
    if field.default_factory is not MISSING:
        default = f" = {field.default_factory()!r}"
    return f"`{field.name}: {kind}{default}`".replace("|", "\\|")


def _written(default: object) -> str:
    return f'{type(default).__name__}("{default!s}")' if isinstance(default, Points | Percent) else repr(default)


def _names(formula: Any) -> list[str]:
    facts = list(formula.facts())
    zeros = {name: np.zeros(1, dtype=np.int64) for name in (*facts, "cases", "cohort", "group")}
    return [*facts, *formula.figures(zeros, 0)]


def criteria_page(page: str) -> str:
    """Return the page with the table of families in its place."""
    place = re.compile(r"(<!-- families: .*? -->\n).*?(<!-- end of families -->)", re.DOTALL)
    return place.sub(lambda match: f"{match[1]}\n{families_table()}\n{match[2]}", page)


if __name__ == "__main__":
    (DOCS / "errors.md").write_text(errors_page(), encoding="utf-8", newline="\n")
    for name, page in PAGES.items():
        (DOCS / "reference" / name).write_text(page(), encoding="utf-8", newline="\n")
    criteria = DOCS / "criteria.md"
    criteria.write_text(criteria_page(criteria.read_text("utf-8")), encoding="utf-8", newline="\n")
