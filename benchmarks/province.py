"""A province's rulesets: what the rule site of many counties is built from, two years each, made from two real ones."""

import re
from itertools import count, islice
from pathlib import Path

import efficiency_rules_jingbian

FOLDER = Path(efficiency_rules_jingbian.__file__).parent
YEARS = (2025, 2026)
PLAN = "plan.txt"
_ITEM = re.compile(r"^ +- use: ", re.MULTILINE)
_POINTS = re.compile(r"^( {10,}(?!\w*(?:min_|limit|within|drop))\w+: \{value: )(\d+)\.?(\d{0,2})(?=,)", re.MULTILINE)
"""A number of points, where a criterion has its parameters."""


def write(folder: Path, items: int) -> list[Path]:
    """Write rulesets with at least so many items together into a folder, and their plan; return them in order.

    Every county is a copy of the 2025 and 2026 documents of jingbian under a scheme and title of its own, and every
    number of points among its parameters is its own too, greater by some ten-thousandths. What is alike from county to
    county is the words, the plan, and items without such a number; from year to year a county keeps its numbers.
    """
    (folder / PLAN).write_bytes((FOLDER / "plan/jingbian-2025.txt").read_bytes())
    texts = {year: (FOLDER / f"rulesets/jingbian/{year}.yaml").read_text("utf-8") for year in YEARS}
    files: list[Path] = []
    made = 0
    for number, year in islice(((number, year) for number in count(1) for year in YEARS), 2 * items):
        if made >= items and year == YEARS[0]:
            break
        files.append(folder / f"county-{number:03}-{year}.yaml")
        files[-1].write_text(county(texts[year], number), "utf-8")
        made += len(_ITEM.findall(texts[year]))
    return files


def county(text: str, number: int) -> str:
    """Return a document as that of another county."""
    text = text.replace("scheme: jingbian", f"scheme: county-{number:03}")
    text = text.replace("title: 靖边县", f"title: 虚构县{number:03}号").replace("../../plan/jingbian-2025.txt", PLAN)
    return _POINTS.sub(lambda found: f"{found[1]}{found[2]}.{found[3]:0<2}{number % 100:02}", text)
