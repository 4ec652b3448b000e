"""`check` of a bundle's folder among other installed bundles, and `show` of what no ruleset uses yet."""

import importlib
import importlib.metadata
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from efficiency_rules.cli.main import main
from efficiency_rules.plugins.host import load_plugins

ROOT = Path(__file__).parents[2]
CRITERION = '''"""走访."""

from datetime import date
from typing import Literal

import polars as pl
from pydantic import Field

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class Visit(EvidenceType, id="{name}-visit", title="{name}走访台账"):
    """One visit."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    kind: Literal["缺席", "迟到"] | None = column("情形")
    minutes: int = column("分钟", ge=0, le=600)


class Visits(Params):
    per_event: Points = Field(description="每次扣分")
    floor: Points = Points("0.5")


@criterion("{name}-visits", edition=2025, title="走访", reads=Visit, params=Visits)
def visits(p: Visits) -> PerEvent:
    """Every visit that was missed costs points."""
    return PerEvent(points=p.per_event, where=pl.col("kind") == "缺席", floor=p.floor)
'''
BUNDLE = '''"""A bundle."""

from pathlib import Path

from efficiency_rules import hookimpl


@hookimpl
def provide_criteria():
    from {name}_rules.visits import visits

    return [visits]


@hookimpl
def provide_rulesets():
    return [Path(__file__).parent / "rulesets"] if (Path(__file__).parent / "rulesets").is_dir() else []
'''
PROJECT = """[project]
name = "{name}-rules"
version = "1"

[project.entry-points.efficiency_rules]
{name} = "{name}_rules"
"""
CASES = """criterion: {name}-visits@2025
params: {per_event: 1}
full: 4
cases:
  - name: 缺席一次
    ledger: [{number: a, day: 2025-03-01, kind: 缺席, minutes: 5}]
    points: 3
"""
RULESET = """schema: efficiency-rules/ruleset/1
scheme: lilac
year: 2025
revision: 1
status: provisional
title: 丁香县计分细则
document: {name: 丁香县方案}
valid_from: 2025-01-01
valid_to: 2025-12-31
full_marks: 8
units:
  town: {title: 镇街}
methods:
  daily: {title: 日常, clause: 一, due: [year], scorer: 中心}
areas:
  - id: style
    title: 作风
    clause: 二
    full: 8
    items:
      - {use: lilac-visits@2025, method: daily, clause: 二, quote: 作风, full: 4, params: {per_event: 1}}
      - {use: plum-visits@2025, method: daily, clause: 二, quote: 作风, full: 4, params: {per_event: 2}}
grading:
  clause: 三
  pool: all
  base: all
  min_applicable: 50%
  seats: largest-remainder
  seat_tie: better
  ties: {break: [], then: decide}
  restrictions: fill
  grades:
    - {id: good, title: 良好, share: 50%}
    - {id: fair, title: 一般, share: 50%}
  thresholds: []
  caps: []
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Return a function that writes the folder of a bundle; with `installed` it is an entry point from then on."""
    entries: list[Any] = []
    # pydantic asks for entry points too, once, when the first model is made: not for these.
    load_plugins([], discover=False)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: entries)

    def make(name: str, *, ruleset: str = "", installed: bool = False, at: str = "work") -> Path:
        folder = tmp_path / at / name
        package = folder / f"{name}_rules"
        package.mkdir(parents=True)
        (folder / "pyproject.toml").write_text(PROJECT.replace("{name}", name), "utf-8")
        (package / "__init__.py").write_text(BUNDLE.replace("{name}", name), "utf-8")
        (package / "visits.py").write_text(CRITERION.replace("{name}", name), "utf-8")
        (package / "visits.cases.yaml").write_text(CASES.replace("{name}", name), "utf-8")
        if ruleset:
            (package / "rulesets").mkdir()
            (package / "rulesets" / "2025.yaml").write_text(ruleset, "utf-8")
        if installed:
            monkeypatch.syspath_prepend(str(folder))
            entry = importlib.metadata.EntryPoint(name, f"{name}_rules", "efficiency_rules")
            dist = SimpleNamespace(name=f"{name}_rules", version="1")
            entries.append(SimpleNamespace(name=name, value=entry.value, dist=dist, load=entry.load))
        importlib.invalidate_caches()
        return folder

    yield make
    for name in [name for name in sys.modules if name.partition(".")[0] in ("lilac_rules", "plum_rules")]:
        del sys.modules[name]


def checked(capsys: pytest.CaptureFixture[str], path: Path) -> list[dict[str, Any]]:
    main(["check", str(path), "--format", "json"])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def codes(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(problem["severity"], problem["code"]) for problem in found]


FINE = [("info", "ruleset-numbers-wait"), ("info", "bundle-checked")]


def test_a_bundle_may_pin_the_criteria_of_another_installed_one(write: Write, capsys: Any) -> None:
    """A ruleset over its own and another bundle's criteria is checked with both; it says what was looked at."""
    write("plum", installed=True)
    found = checked(capsys, write("lilac", ruleset=RULESET))
    assert codes(found) == FINE
    assert "1 个指标、1 份计分细则、1 个算例" in found[-1]["message"]


def test_a_criterion_that_is_installed_nowhere_is_still_unknown(write: Write, capsys: Any) -> None:
    """Without the other bundle its criterion is an error at the line of the item."""
    found = checked(capsys, write("lilac", ruleset=RULESET))
    assert ("error", "ruleset-criterion-unknown") in codes(found)


def test_numbers_that_wait_are_one_line_of_a_bundle_and_each_one_of_a_file(write: Write, capsys: Any) -> None:
    """The bundle's check counts them, the check of the ruleset file lists them all, and what small counties get."""
    write("plum", installed=True)
    folder = write("lilac", ruleset=RULESET, installed=True)
    listed = checked(capsys, folder / "lilac_rules" / "rulesets" / "2025.yaml")
    found = checked(capsys, folder)
    (counted,) = [one for one in found if one["code"] == "ruleset-numbers-wait"]
    waiting = [one for one in listed if one["code"] == "ruleset-number-waits"]
    assert counted["found"] == str(len(waiting))
    assert len(waiting) > 5
    assert [one["code"] for one in listed if one not in waiting] == ["ruleset-small-county"]
    assert codes(found) == FINE


def test_the_folder_is_checked_and_not_the_installed_copy(write: Write, capsys: Any) -> None:
    """A newer bundle is checked as it stands in its folder; what only the installed copy has is not there."""
    write("plum", installed=True)
    write("lilac", ruleset=RULESET, installed=True, at="site")
    folder = write("lilac", ruleset=RULESET.replace("lilac-visits@2025", "lilac-visits@2026"))
    visits = folder / "lilac_rules" / "visits.py"
    visits.write_text(visits.read_text("utf-8").replace("edition=2025", "edition=2026"), "utf-8")
    found = checked(capsys, folder)
    assert codes(found) == [("error", "ruleset-edition-unknown"), *FINE]
    assert found[0]["file"] == str(folder / "lilac_rules" / "visits.cases.yaml")
    cases = folder / "lilac_rules" / "visits.cases.yaml"
    cases.write_text(cases.read_text("utf-8").replace("@2025", "@2026"), "utf-8")
    assert codes(checked(capsys, folder)) == FINE
    assert "site" in str(sys.modules["lilac_rules"].__file__)


def test_a_folder_that_cannot_be_imported_names_its_line(write: Write, capsys: Any) -> None:
    """The line of the bundle's own code that failed is said, without a crash."""
    folder = write("lilac")
    (folder / "lilac_rules" / "__init__.py").write_text("import json\n\nimport nowhere_at_all\n", "utf-8")
    (problem,) = checked(capsys, folder)
    assert problem["code"] == "bundle-import"
    assert "__init__.py:3" in problem["message"]


def test_show_tells_everything_of_a_criterion_that_no_ruleset_uses(write: Write, capsys: Any) -> None:
    """Parameters with type, default and meaning, choices, bounds, optional and dated columns, and what * means."""
    write("lilac", installed=True)
    assert main(["--lang", "zh", "show", "lilac-visits"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "编号  number  text *" in lines
    assert "日期  day  day，归入评价周期的日期" in lines
    assert "情形  kind  choice，可空，缺席、迟到" in lines
    assert "分钟  minutes  integer，不小于 0，不大于 600" in lines
    assert "* 合起来识别一条记录" in lines
    assert "per_event  Points  必填  每次扣分" in lines
    assert "floor  Points  默认 0.5" in lines
    assert "没有已安装的计分细则使用它" in lines
    assert main(["--lang", "en", "show", "lilac-visits"]) == 0
    assert "per_event  Points  required" in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "words"), [("zh", "显示帮助并退出"), ("en", "show this help and exit")])
def test_the_help_of_help_is_in_the_language(capsys: Any, lang: str, words: str) -> None:
    """No command says anything in click's own English about --help."""
    for arguments in ([], ["check"], ["show"]):
        assert main(["--lang", lang, *arguments, "-h"]) == 0
        out = capsys.readouterr().out
        assert words in out
        assert "Show this message" not in out


def test_a_wrong_option_says_where_the_options_are(capsys: Any) -> None:
    """A misspelt option ends with 2 and names the command's help."""
    assert main(["--lang", "zh", "list", "--kindd", "x"]) == 2
    assert "用法见 efficiency-rules list --help" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [False, True])
def test_an_edition_that_nothing_pins_is_told(write: Write, capsys: Any, wrong: bool) -> None:
    """Without a case or a ruleset nobody tries it; where all its parameters have defaults its formula is checked."""
    folder = write("lilac")
    (folder / "lilac_rules" / "visits.cases.yaml").unlink()
    code = folder / "lilac_rules" / "visits.py"
    if wrong:
        text = code.read_text("utf-8").replace('Field(description="每次扣分")', 'Points("1")')
        code.write_text(text.replace('pl.col("kind") == "缺席"', 'pl.col("knid") == "缺席"'), "utf-8")
    *formula, unpinned, _ = checked(capsys, folder)
    assert (unpinned["severity"], unpinned["code"]) == ("warning", "criterion-unpinned")
    assert "lilac-visits@2025" in json.dumps(unpinned)
    assert [problem["severity"] for problem in formula] == (["error"] if wrong else [])
    assert all("knid" in json.dumps(problem) and str(code) in json.dumps(problem) for problem in formula)
