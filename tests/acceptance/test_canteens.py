"""A bundle for quite another scheme, driven end to end by the command line, as if it had been installed."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "canteens"
RULESET = "src/canteen_rules/rulesets/canteens/2025.yaml"

EXPECTED = {
    "P1": ("193.0", "1", "示范食堂"),
    "P2": ("159.0", "2", "合格食堂"),
    "P3": ("115.0", "3", "限期整改"),
    "M1": ("176.0", "1", "合格食堂"),
    "M3": ("165.0", "2", "合格食堂"),
    "M2": ("163.0", "3", "合格食堂"),
}
"""Worked out by hand: 120 less 5 an element missing, 0.7 of the mean score, 10 or 5 for an award."""


class Shell:
    """A shell in a copy of the bundle, which is on the path with its metadata, as an installed one is."""

    def __init__(self, folder: Path) -> None:
        self.bundle = shutil.copytree(HERE, folder / "canteens", ignore=shutil.ignore_patterns(".*", "__pycache__"))
        info = folder / "site" / "canteen_rules-0.1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: canteen-rules\nVersion: 0.1.0\n", "utf-8")
        (info / "entry_points.txt").write_text("[efficiency_rules]\ncanteens = canteen_rules\n", "utf-8")
        self.path = os.pathsep.join([str(info.parent), str(self.bundle / "src")])

    def run(self, *words: str, exit: int = 0) -> str:
        """Return what a command prints on stdout; its exit code must be `exit`."""
        command = [str(Path(sys.executable).with_name("efficiency-rules")), "--lang", "zh", *words]
        environment = os.environ | {"PYTHONPATH": self.path, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, cwd=self.bundle, env=environment, capture_output=True, encoding="utf-8")
        assert done.returncode == exit, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The shell, with the district evaluated into `result`."""
    found = Shell(tmp_path_factory.mktemp("acceptance"))
    found.run(
        *("evaluate", "canteens/2025", "--roster", "district/roster.csv"),
        *("--evidence", "district/ledgers", "--out", "result"),
    )
    return found


def test_only_public_names_are_used() -> None:
    """The bundle and its tests import the package, its formulas and its test kit, nothing below."""
    text = "\n".join(path.read_text("utf-8") for path in HERE.rglob("*.py"))
    used = set(re.findall(r"(?:from|import) (efficiency_rules[\w.]*)", text))
    assert used == {"efficiency_rules", "efficiency_rules.formulas", "efficiency_rules.testing"}


def test_check_and_test(shell: Shell) -> None:
    """Nothing is wrong with the bundle, and its cases hold."""
    shell.run("check", ".")
    assert shell.run("test", ".") == "13 passed, 0 failed\n"


def test_the_cases_notice_every_change_of_the_ruleset(shell: Shell) -> None:
    """Mutation testing leaves nothing unnoticed."""
    rows = json.loads(shell.run("test", "--mutate", ".", "--format", "json"))
    changes = {row["change"] for row in rows}
    assert {
        "grading.pool: by-group -> all",
        "areas.safety.items.kitchen-checklist.params.per_missing: 5 -> 6",
    } <= changes
    assert [row["change"] for row in rows if row["fate"] == "survived"] == []


def test_every_school_gets_what_was_worked_out(shell: Shell) -> None:
    """Totals, ranks among schools of its kind, and grades by score."""
    with (shell.bundle / "result/standings.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["unit"]: (row["total"], row["rank"], row["grade"]) for row in csv.DictReader(file)}
    grades = {"model": "示范食堂", "sound": "合格食堂", "mend": "限期整改"}
    assert {unit: (total, rank, grades.get(grade, grade)) for unit, (total, rank, grade) in found.items()} == EXPECTED


def test_explain_and_verify(shell: Shell) -> None:
    """A school sees its lines with their records; the result is whole and can be replayed."""
    assert "JC-M3-1" in shell.run("explain", "result", "南坡中学")
    shell.run("verify", "result", "--roster", "district/roster.csv", "--evidence", "district/ledgers")


def test_diff_tells_what_changed(shell: Shell) -> None:
    """A threshold and a parameter that next year changes are told in words."""
    text = (shell.bundle / RULESET).read_text("utf-8")
    text = text.replace("at_least: 180", "at_least: 185").replace("per_missing: 5", "per_missing: 6")
    (shell.bundle / "next.yaml").write_text(text, "utf-8")
    words = shell.run("diff", "canteens/2025", "next.yaml")
    assert "由 5 分改为 6 分" in words
    assert "由 180 分提高到 185 分" in words


def test_list_show_and_schema(shell: Shell) -> None:
    """What is installed is listed and shown, and every ledger has a schema."""
    assert {"canteens/2025", "kitchen-checklist@2025"} <= set(shell.run("list").split())
    assert "每少一项要素扣分" in shell.run("show", "kitchen-checklist")
    assert set(json.loads(shell.run("schema", "tasting-score"))["properties"]) == {"评委", "学校", "品评日期", "评分"}


def test_the_suite_of_the_bundle_passes(shell: Shell) -> None:
    """The three lines a criterion and the cases are tests that pass."""
    environment = os.environ | {"PYTHONPATH": shell.path}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(command, cwd=shell.bundle, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout
