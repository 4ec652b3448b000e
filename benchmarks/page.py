"""The pages and the picture, made of the raw figures and nothing else: `python -m benchmarks.page`."""

import argparse
import re
from collections.abc import Mapping
from pathlib import Path

from benchmarks import chart, sections, targets
from benchmarks.figures import KEPT, LATEST, Part, load, put, rows_of

PROSE = Path(__file__).with_name("page.md")
DOCS = Path(__file__).parent.parent / "docs"
PAGE, PICTURE = DOCS / "benchmarks.md", DOCS / "benchmarks.svg"
SECTIONS = {
    "scoring": sections.scoring,
    "explaining": sections.explaining,
    "nation": sections.nation,
    "stages": sections.stages,
    "spark": sections.spark,
}
MEASURED = {DOCS / "nation.md": "nation", DOCS / "cluster.md": "spark"}
"""Guides whose section "Measured" tells the figures of a part."""
_MEASURED = re.compile(r"(?<=^## Measured\n\n).*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def keep(name: str, part: Part, *, publish: bool) -> None:
    """Put a part into the latest figures, and to publish it into those of the repository, its pages and picture."""
    put(LATEST, name, part)
    if publish:
        put(KEPT, name, part)
        write(load())


def write(figures: Mapping[str, Part]) -> None:
    """Write pages and picture."""
    PAGE.write_text(render(figures), encoding="utf-8")
    PICTURE.write_text(chart.draw(rows_of(figures.get("scoring", {}))), encoding="utf-8")
    for guide in MEASURED:
        guide.write_text(with_measured(guide, figures), encoding="utf-8")


def render(figures: Mapping[str, Part]) -> str:
    """Return the page; every number measured that stands on it comes from the figures."""
    text = PROSE.read_text(encoding="utf-8").replace("<!-- targets -->\n", targets.table(figures))
    for name in SECTIONS:
        text = text.replace(f"<!-- {name} -->\n", section(name, figures))
    return text


def section(name: str, figures: Mapping[str, Part]) -> str:
    """Return what is told of a part."""
    return SECTIONS[name](figures[name]) if name in figures else sections.NOT_YET


def with_measured(guide: Path, figures: Mapping[str, Part]) -> str:
    """Return a guide with the figures in its section "Measured"."""
    text = section(MEASURED[guide], figures)
    found, count = _MEASURED.subn(lambda _: f"{text}\n", guide.read_text(encoding="utf-8"))
    if count != 1:
        raise ValueError(f"{guide.name} has no section that tells what was measured")
    return found.rstrip() + "\n"


def main() -> None:
    """Write pages and picture from the figures that the repository keeps."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    write(load())


if __name__ == "__main__":
    main()
