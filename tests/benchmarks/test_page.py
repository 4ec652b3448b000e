"""The page: what it says of figures, what was held, and that it has no number that is not among them."""

import itertools
import xml.etree.ElementTree as ElementTree

import pytest
from benchmarks import chart, figures, page, sections, targets
from benchmarks.contenders import CONTENDERS
from benchmarks.figures import Row

MIB = 2**20
TAKEN = {"machine": "2 cores, invented", "load": [0.2, 1.4], "minutes": 3.2, "versions": {"Python": "3.11"}}


def part(*rows, **more):
    return {"taken": TAKEN, "rows": [row.to_json() for row in rows], **more}


def scored(*rows):
    sizes = {str(row.units): {"records": row.units * 60, "bytes": row.units * 1000} for row in rows}
    return part(*rows, sizes=sizes, bandwidth=1e9, cold={"ours": [1.5, 1.25, 2.0], "zen": []})


def line_of(text, start):
    (line,) = (line for line in text.splitlines() if line.startswith(f"| {start} |"))
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def test_the_table_says_what_was_measured():
    """Best, median, ratio of the best and memory; `~` for what was extrapolated; an error in the place of a time."""
    text = sections.scoring(
        scored(
            Row(10_000, "ours", (0.5, 0.25, 0.75), 100 * MIB),
            Row(10_000, "zen", (20.0, 10.0), 2_000 * MIB),
            Row(10_000, "openfisca", (400.0,), None, None, "", 100, "it would take 400 s"),
            Row(10_000, "pandas", error="MemoryError"),
            Row(10_000, "polars-text", (1.0,), MIB, MIB, "streaming"),
        )
    )
    rows = text[: text.index("### Growth")]
    assert "### 10,000 units, 600,000 records" in rows
    assert line_of(rows, "efficiency-rules")[:4] == ["0.250", "0.500", "1.00", "100"]
    assert line_of(rows, "zen-engine")[:4] == ["10.0", "15.0", "40.00", "2,000"]
    ratio = ["~400", "", "~1,600.00", ""]
    assert line_of(rows, "OpenFisca") == [*ratio, "values of variables", "from 100 units: it would take 400 s"]
    assert line_of(rows, "pandas")[0] == "failed: MemoryError"
    assert line_of(rows, "Polars, fused by hand: text")[-1] == "streaming"


def test_growth_cold_starts_and_the_limit_are_told():
    """Growth is the power of the units; cold starts that failed are said; the limit is bytes by bandwidth."""
    text = sections.scoring(scored(Row(10_000, "ours", (0.1,)), Row(1_000_000, "ours", (12.0, 10.0))))
    growth = text[text.index("### Growth") : text.index("### Cold start")]
    assert line_of(growth, "efficiency-rules") == ["10,000 to 1,000,000", "1.00"]
    cold = text[text.index("### Cold start") :]
    assert line_of(cold, "efficiency-rules") == ["1.25", "1.50"]
    assert line_of(cold, "zen-engine")[0] == "failed"
    assert line_of(cold, "1,000,000") == ["1,000.0", "1.00", "10.0", "10.0"]


@pytest.mark.parametrize(("load", "said"), [(0.2, False), (3.0, True)])
def test_a_busy_machine_is_said(load, said):
    """Figures from a machine with other work are called provisional."""
    words = sections.taken({"taken": TAKEN | {"load": [load, 0.4]}})
    assert ("provisional" in words) == said


def test_targets_are_judged_by_the_fastest_scorings():
    """A bound is held or not at 10,000 and 300,000 units; growth and memory at a million; what is not known is said."""
    large = 300_000
    scoring = scored(
        Row(10_000, "ours", (0.01,)),
        Row(10_000, "numpy", (0.005,)),
        Row(10_000, "polars-index", (0.03,)),
        Row(large, "ours", (0.5, 0.3)),
        Row(large, "numpy", (0.1,)),
        Row(large, "duckdb", (0.9,)),
        Row(large, "openfisca", (3.0,)),
        Row(large, "zen", (600.0,), None, None, "", 10_000, "it would take 600 s"),
        Row(1_000_000, "ours", (1.0,), 7 * 2**30),
    )
    nation = part(
        Row(large, "duckdb", (4.0,)),
        Row(large, "at-once", (6.0,)),
        Row(large, "by-jurisdiction", (40.0,)),
        Row(1_000_000, "by-jurisdiction", (130.0,), 2**30),
    )
    spark = part(Row(large, "one-process", (10.0,)), Row(large, "local[2]", (15.0,)))
    text = targets.table({"scoring": scoring, "nation": nation, "spark": spark})
    at = f"scoring {large:,} units: "
    assert line_of(text, f"{at}time of DuckDB / ours") == ["at least 4", "3.00", "**not held**", "9.00"]
    assert line_of(text, f"{at}time of OpenFisca / ours") == ["at least 10", "10.00", "held", "30.00"]
    assert line_of(text, f"{at}time of zen-engine / ours") == ["at least 500", "~2,000.00", "held", "~6,000.00"]
    assert line_of(text, f"{at}time of Polars, fused by hand: ids / ours") == ["", "not measured", "", ""]
    assert line_of(text, f"{at}ours / NumPy by hand") == ["at most 2.5", "3.00", "**not held**", ""]
    small = "scoring 10,000 units: "
    assert line_of(text, f"{small}time of Polars, fused by hand: index / ours") == [
        "at least 4",
        "3.00",
        "**not held**",
        "6.00",
    ]
    assert line_of(text, f"{small}ours / NumPy by hand") == ["at most 2.5", "2.00", "held", ""]
    assert f"{small}time of DuckDB" not in text
    limit = f"{at}ours / one pass over the bytes at the measured bandwidth"
    assert line_of(text, limit) == ["to be stated", "1.0", "stated", ""]
    growth = "growth exponent of scoring, 10,000 to 1,000,000 units"
    assert line_of(text, growth) == ["at most 1.05", "1.00", "held", ""]
    files = f"Parquet to results with every line, {large:,} units, "
    assert line_of(text, f"{files}one result folder: ours / DuckDB's scores") == ["at most 2", "1.50", "held", ""]
    each = f"{files}a result folder for each jurisdiction: ours / DuckDB's scores"
    assert line_of(text, each) == ["at most 2", "10.00", "**not held**", ""]
    assert line_of(text, "scoring 1,000,000 units: peak memory, GiB") == ["at most 6", "7.00", "**not held**", ""]
    most = "Parquet to results with every line, 1,000,000 units by jurisdiction: peak memory, GiB"
    assert line_of(text, most) == ["at most 6", "1.00", "held", ""]
    assert line_of(text, f"{large:,} units: Spark local[2] / one process") == ["at most 2", "1.50", "held", ""]


def test_what_is_extrapolated_on_spark_is_called_so():
    """600 million records are ten times 60 million in time when time is in proportion, and named as extrapolated."""
    text = sections.spark(part(Row(100_000, "local[2]", (60.0,)), Row(1_000_000, "local[2]", (600.0,))))
    assert "**Extrapolated, not measured**, by the power 1.00: 600 million records would take about 100 minutes" in text
    assert "about 3.3 core hours" in text
    assert "A core evaluates a jurisdiction of 100 units in 0.12 s" in text


def test_the_picture_has_a_line_for_each_contender():
    """Every contender with figures has a line and a label; labels do not cover each other; ≈ marks what was not run."""
    rows = [
        Row(units, name, (units / 1e5 * (1 + at / 10),))
        for units in (100, 10_000)
        for at, name in enumerate(CONTENDERS)
    ]
    rows.append(Row(1_000_000, "zen", (900.0,), None, None, "", 10_000, "it would take 900 s"))
    drawn = ElementTree.fromstring(chart.draw(rows))
    space = "{http://www.w3.org/2000/svg}"
    assert len(drawn.findall(f"{space}polyline")) == len(chart.SHOWN)
    labels = [text for text in drawn.findall(f"{space}text") if (text.text or "")[2:] in chart.SHOWN.values()]
    heights = sorted(float(label.attrib["y"]) for label in labels)
    assert len(heights) == len(chart.SHOWN)
    assert all(b - a >= chart.LABEL for a, b in itertools.pairwise(heights))
    assert [text.text for text in drawn.findall(f"{space}text")].count("≈") == 1


def test_parts_are_kept_beside_each_other(tmp_path):
    """A benchmark that is taken again replaces its own figures only."""
    file = tmp_path / "build" / "figures.json"
    figures.put(file, "scoring", {"taken": TAKEN, "rows": []})
    figures.put(file, "spark", {"taken": TAKEN, "rows": [Row(1, "local[2]", (1.0,)).to_json()]})
    figures.put(file, "scoring", {"taken": TAKEN, "rows": [Row(2, "ours", (1.0, 2.0)).to_json()]})
    kept = figures.load(file)
    assert figures.rows_of(kept["spark"]) == [Row(1, "local[2]", (1.0,))]
    assert figures.rows_of(kept["scoring"]) == [Row(2, "ours", (1.0, 2.0))]


def test_the_page_is_what_the_figures_render_to():
    """Page, picture and guides have no measured figure that is not a raw one: `python -m benchmarks.page`."""
    kept = figures.load()
    assert page.PAGE.read_text("utf-8") == page.render(kept)
    assert page.PICTURE.read_text("utf-8") == chart.draw(figures.rows_of(kept["scoring"]))
    for guide in page.MEASURED:
        assert guide.read_text("utf-8") == page.with_measured(guide, kept)


def test_a_guide_tells_what_was_measured(tmp_path, monkeypatch):
    """The section "Measured" is replaced as a whole, what stands before and behind it is not; a guide needs one."""
    guide = tmp_path / "guide.md"
    monkeypatch.setitem(page.MEASURED, guide, "spark")
    guide.write_text("# A\n\n## Measured\n\nold\n\nolder\n\n## Next\n\nkept\n", encoding="utf-8")
    assert page.with_measured(guide, {}) == "# A\n\n## Measured\n\nNot measured yet.\n\n## Next\n\nkept\n"
    guide.write_text("# A\n\n## Measured\n\nold\n", encoding="utf-8")
    assert page.with_measured(guide, {}) == "# A\n\n## Measured\n\nNot measured yet.\n"
    guide.write_text("# A\n", encoding="utf-8")
    with pytest.raises(ValueError, match="guide"):
        page.with_measured(guide, {})
