"""`evaluate --engine`: the command line in front of the cluster."""

import importlib.util

import pytest

from efficiency_rules.cli.main import main
from efficiency_rules.cluster import sessions
from efficiency_rules.cluster.evaluating import tasks_of
from efficiency_rules.errors import EvaluationError


def test_an_address_needs_an_engine(tmp_path, capsys):
    """Only a cluster can look at its storage."""
    arguments = ["evaluate", "jingbian/2025", "--roster", "hdfs://host/roster.parquet", "--evidence", str(tmp_path)]
    assert main([*arguments, "--out", str(tmp_path / "out"), "--lang", "en"]) == 2
    assert "it needs --engine" in capsys.readouterr().err


def test_without_the_extra_the_error_says_how_to_install_it(monkeypatch):
    """Nothing is imported, and nothing fails later."""
    monkeypatch.setattr(sessions, "find_spec", lambda name: None)
    with pytest.raises(EvaluationError, match="spark-missing") as caught:
        sessions.spark_session("local[2]")
    assert "efficiency-rules[spark]" in caught.value.text("en")


@pytest.mark.spark
def test_the_command_evaluates_the_fictional_county_on_spark(worker_environment, tmp_path, capsys):
    """A county as Parquet, by the installed bundle: the same folder as --by-jurisdiction gives."""
    from spark_runs import county_as_parquet, same

    county_as_parquet(tmp_path)
    arguments = ["evaluate", "jingbian/2025", "--roster", str(tmp_path / "roster.parquet")]
    arguments += ["--evidence", str(tmp_path / "ledgers"), "--tables", "parquet", "--out"]
    here = main([*arguments, str(tmp_path / "here"), "--by-jurisdiction"])
    there = main([*arguments, str(tmp_path / "there"), "--engine", "local[2]"])
    assert (here, there) == (0, 0)
    assert same(tmp_path / "here", tmp_path / "there", but=("nation.json",))
    assert main(["verify", str(tmp_path / "there")]) == 0


def test_the_extra_is_not_needed_for_anything_else():
    """The room can be imported where PySpark is not installed."""
    assert importlib.util.find_spec("efficiency_rules.cluster.evaluating") is not None


def test_a_task_has_few_units_however_many_there_are():
    """The driver takes in the files of a whole task at once: a million units must not come in eight parts."""
    assert tasks_of(2, 300) == 8
    assert tasks_of(2, 1_000_000) == 200
    assert all(units / tasks_of(2, units) <= 5_000 for units in (4_999, 40_001, 10**6 + 1))
