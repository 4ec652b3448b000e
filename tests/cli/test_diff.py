"""`diff` on the command line: names and files, tables, JSON, CSV, exit codes, both languages."""

import csv
import json
from io import StringIO

import pytest

import efficiency_rules as er
from efficiency_rules.cli.main import main


@pytest.fixture
def second(tmp_path):
    """A copy of the bundled 2025 ruleset with a new target, two weights and another status."""
    file = next(path for path in er.load_plugins().ruleset_files if path.name == "2025.yaml")
    text = file.read_text("utf-8").replace(
        "target: {value: 100%, basis: common-practice", "target: {value: 98%, basis: county"
    )
    text = text.replace("status: provisional", "status: draft")
    policy = "missing: {no-cases: {value: rescale-area, basis: assumption, note: 没有工单"
    full = f"full: {{value: 4, basis: assumption}}\n        {policy}"
    assert full in text
    text = text.replace(full, full.replace("value: 4", "value: 5"))
    other = "full: {value: 2, basis: assumption}\n        missing: {no-cases: {value: zero"
    text = text.replace(other, other.replace("value: 2", "value: 1"))
    path = tmp_path / "second.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_table_by_area_with_a_summary(second, capsys):
    """Each area has a heading with its points, each change a sentence; the last line counts them."""
    assert main(["diff", "jingbian/2025", second, "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("jingbian/2025 ")
    assert "履行职责情况（28 分）" in out
    assert "“12345热线、县长信箱、效能投诉平台办理”由 4 分提高到 5 分" in out
    assert "的参数 target（目标按时办结率）由 100% 改为 98%" in out
    assert out.rstrip().endswith("共 5 处变动：改分值 2，改参数 1，改依据 1，改状态 1。")
    assert out.encode("gbk")


def test_english(second, capsys):
    """The same in English."""
    assert main(["diff", "jingbian/2025", second, "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "status of the document changed from “provisional” to “draft”" in out
    assert out.rstrip().endswith("5 changes: 2 reweighted, 1 parameter, 1 basis, 1 status.")


def test_json_is_the_whole_difference(second, capsys):
    """JSON holds what `to_dict` gives, in one object."""
    assert main(["diff", "jingbian/2025", second, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    catalog = er.load_plugins()
    assert data == er.diff(catalog.named("jingbian/2025"), er.load_ruleset(second, catalog)).to_dict()
    assert data["counts"] == {"reweighted": 2, "parameter": 1, "basis": 1, "status": 1}


def test_csv_has_one_row_a_change(second, capsys):
    """CSV has the columns of a change and its sentence; values with parts are JSON."""
    assert main(["diff", "jingbian/2025", second, "--format", "csv", "--lang", "en"]) == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert [row["kind"] for row in rows] == ["status", "reweighted", "reweighted", "parameter", "basis"]
    target = rows[3]
    assert (target["before"], target["after"]) == ("100%", "98%")
    assert target["path"] == "areas.duty-performance.items.hotline-mailbox-resolution.params.target"
    assert target["decisive"] == "true"
    assert json.loads(rows[4]["after"])["basis"] == "county"
    assert rows[0]["words"] == "status of the document changed from “provisional” to “draft”"


def test_exit_codes(second, capsys):
    """Differences are 1 only when asked for; none is 0; a name nobody knows is a problem."""
    assert main(["diff", "jingbian/2025", second, "--exit-code"]) == 1
    capsys.readouterr()
    assert main(["diff", "jingbian/2025", "jingbian/2025", "--exit-code", "--lang", "zh"]) == 0
    assert "两份细则没有不同。" in capsys.readouterr().out
    assert main(["diff", "jingbian/2025", "jingbian/2019"]) == 1
    assert "[ruleset-none-in-force]" in capsys.readouterr().err
    assert main(["diff", "jingbian/2025"]) == 2
