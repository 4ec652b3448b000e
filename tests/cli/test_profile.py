"""`evaluate --profile` says where the time goes; nothing below the command line looks at a clock."""

import ast
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import pytest

import efficiency_rules
from efficiency_rules.cli.main import main
from efficiency_rules.cli.stopwatch import Stopwatch
from efficiency_rules.evaluation.evaluation import evaluate
from efficiency_rules.evaluation.folder import write_result
from efficiency_rules.evaluation.stages import Stage
from efficiency_rules.evidence.reading import read_evidence
from efficiency_rules.evidence.roster import read_roster
from efficiency_rules.plugins.host import load_plugins

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "examples" / "county"
WORDS = {
    "zh": ["读入", "归集事实", "计分", "汇总", "评定等次", "生成明细", "写出"],
    "en": list(get_args(Stage)),
}


def stages_of(said):
    """Return the stages that were listed with a share."""
    rows = [line for line in said.splitlines() if line.startswith("  ") and "%" in line]
    return [row.strip().replace("：", ":").split(":")[0] for row in rows]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_profile_lists_every_stage_in_order_on_stderr(lang, tmp_path, capsys):
    """Each stage has its seconds and its share, in the language asked for; unasked, nothing is said of it."""
    paths = ["--roster", COUNTY / "roster.xlsx", "--evidence", COUNTY / "ledgers", "--out", tmp_path / "result"]
    arguments = ["--lang", lang, "evaluate", "jingbian/2025", *map(str, paths)]
    assert main([*arguments, "--profile"]) == 0
    assert stages_of(capsys.readouterr().err) == WORDS[lang]
    assert main(arguments) == 0
    assert stages_of(capsys.readouterr().err) == []


def test_who_embeds_the_engine_can_watch_it(tmp_path):
    """Stages come one after the other, never one within another, and each is left."""
    seen, inside = [], []

    @contextmanager
    def watch(stage):
        assert not inside
        inside.append(stage)
        yield
        seen.append(inside.pop())

    ruleset = load_plugins().named("jingbian/2025")
    roster = read_roster(COUNTY / "roster.xlsx", ruleset)
    evaluation = evaluate(ruleset, roster, read_evidence(COUNTY / "ledgers", ruleset, roster), watch=watch)
    assert list(dict.fromkeys(seen)) == ["gather", "mark", "total", "grade"]
    seen.clear()
    write_result(evaluation, tmp_path / "result", watch=watch)
    assert seen == ["lines", "write"] * 4 + ["write"]


def test_a_stage_that_fails_is_timed_and_its_error_goes_through():
    """The stopwatch hides nothing; a stage that comes twice adds up."""
    watch = Stopwatch()
    with pytest.raises(ZeroDivisionError), watch("mark"):
        raise ZeroDivisionError
    once = watch.seconds["mark"]
    assert once > 0
    with watch("mark"):
        pass
    assert watch.seconds["mark"] > once
    assert watch.seconds["read"] == 0


def test_no_module_below_the_command_line_imports_a_clock():
    """`time` is imported by `cli`, and by the test kit, which runs other people's tests in time."""
    home = Path(efficiency_rules.__file__).parent
    found = set()
    for path in home.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if "time" in names or (isinstance(node, ast.ImportFrom) and node.module == "time"):
                found.add(path.relative_to(home).parts[0])
    assert found <= {"cli", "testing"}
    assert "cli" in found
