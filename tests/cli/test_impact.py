"""`impact` and `robustness` on the command line, on the two shipped years and the fictional county."""

import csv
import json
from io import StringIO

import pytest
from jingbian_example import COUNTY

from efficiency_rules.cli.main import main

INPUT = ["--roster", str(COUNTY / "roster.xlsx"), "--evidence", str(COUNTY / "ledgers")]
YEARS = ["impact", "jingbian/2025", "jingbian/2026", *INPUT, "--orders", "5"]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A file for the page."""
    return tmp_path_factory.mktemp("page") / "impact.html"


def test_a_committee_reads_who_moves_and_why(page, capsys):
    """The table counts who moves, names the units and what is drawn; the page needs no network and no script."""
    assert main([*YEARS, "--html", str(page), "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "参评 96 个单位：总分变动 94 个（提高 19 个），名次变动 80 个，等次变动 12 个（升 6，降 6）" in out
    assert "84.98 -> 79.88 (-5.1)" in out
    assert "新分出高低的指标：承诺时限压缩、一站式办理" in out
    assert "变动 18 步，超过 12 步：夏普利值由 5 个随机次序（种子 1）求得" in out
    html = page.read_text("utf-8")
    assert html.count("<svg") == html.count("<desc") == 5
    assert not any(word in html for word in ("<script", "http:", "https:", "@import", "url("))
    assert "云泽县文化和旅游局" in html
    assert "云泽县2025年度被评价单位名册（虚构数据，如有雷同纯属巧合）" in html


def test_json_and_csv(capsys):
    """JSON is the whole impact; the parts in CSV add up to the change of the total."""
    assert main([*YEARS, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["orders"], data["seed"]) == ("efficiency-rules/impact/1", 5, 1)
    assert main([*YEARS, "--format", "csv"]) == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    own = [row for row in rows if row["unit"] == "D18"]
    for part in ("sequential_points", "shapley_points"):
        assert round(sum(10_000 * float(row[part] or 0) for row in own)) == -51_000


def test_robustness(capsys):
    """Each unit has its distances and how often it keeps its grade; one that waits has none."""
    assert main(["robustness", "jingbian/2025", *INPUT, "--draws", "3", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "每种扰动抽取 3 次（种子 1），分值上下浮动至多 10%（我们的假设）" in out
    assert "待裁定（优秀/良好）" in out
    assert main(["robustness", "jingbian/2025", *INPUT, "--draws", "3", "--format", "csv"]) == 0
    rows = {row["unit"]: row for row in csv.DictReader(StringIO(capsys.readouterr().out))}
    assert (rows["D02"]["to_better"], rows["D02"]["margin"], rows["D02"]["weights"]) == ("1.43", "5.71", "100%")
