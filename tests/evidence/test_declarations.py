"""What an evidence type may be declared as: mistakes are refused where they are written."""

from datetime import date
from typing import Any

import pytest

from efficiency_rules.evidence.types import EvidenceType, UnitId, column

NUMBER = (str, column("编号", key=True))
UNIT = (UnitId, column("单位"))
DAY = (date, column("日期", dated=True))


def declare(keywords: dict[str, Any] | None = None, **columns: Any) -> type[EvidenceType]:
    """Make an evidence type of columns as `name=(type, column(...))`."""
    body = {"__annotations__": {name: kind for name, (kind, _) in columns.items()}}
    fields = {name: field for name, (_, field) in columns.items()}
    keywords = {"id": "visit", "title": "走访台账"} if keywords is None else keywords
    return type(EvidenceType)("Visit", (EvidenceType,), body | fields, **keywords)


@pytest.mark.parametrize(
    ("keywords", "words"),
    [
        ({"title": "走访"}, r'Visit: an evidence type needs id="\.\.\." .*; found none'),
        ({"id": "visit"}, r'Visit: an evidence type needs title="\.\.\." .*; found none'),
        ({"id": "", "title": "走访"}, "found ''"),
        ({"id": "visit", "title": " "}, "found ' '"),
        ({"id": 5, "title": "走访"}, "needs id=.*found 5"),
        ({"id": "visit", "title": 5}, "needs title=.*found 5"),
    ],
)
def test_id_and_title_are_texts(keywords: dict[str, Any], words: str) -> None:
    """An id or title that is missing, empty or no text is refused."""
    with pytest.raises(TypeError, match=words):
        declare(keywords, number=NUMBER, unit=UNIT, day=DAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unit": (UnitId | None, column("单位"))}, r"column 'unit': write UnitId, not UnitId \| None"),
        ({"day": (date | None, column("日期", dated=True))}, r"Visit\.day: dated=True .* may not be None"),
        ({"number": (str | None, column("编号", key=True))}, r"Visit\.number: key=True .* may not be None"),
        ({"unit": (list[UnitId], column("单位"))}, r"column 'unit': .*UnitId.* is not a column type"),
        ({"day": (date, column("日期"))}, r"needs exactly one dated=True column of type date, found none"),
        ({"number": (str, column("编号"))}, r"needs at least one key=True column, found none"),
    ],
)
def test_unit_date_and_key_are_always_there(changes: dict[str, Any], words: str) -> None:
    """A unit, date or key that may be left out is refused, with the column and what to write."""
    with pytest.raises(TypeError, match=words) as caught:
        declare(**{"number": NUMBER, "unit": UNIT, "day": DAY, **changes})
    assert "object at" not in str(caught.value)


def test_the_unit_may_be_part_of_the_key() -> None:
    """A ledger of ratings is keyed by unit and rater."""
    ratings = declare(rater=NUMBER, unit=(UnitId, column("单位", key=True)), day=DAY)
    assert [one.name for one in ratings.key_columns()] == ["rater", "unit"]
