"""What is dated after today is warned of, by the command line alone."""

from datetime import date
from pathlib import Path

import pytest

from efficiency_rules.cli import evaluating
from efficiency_rules.cli.main import main
from efficiency_rules.cli.today import not_over
from efficiency_rules.period import Period

COUNTY = Path(__file__).parents[2] / "examples" / "county"
ABOUT = "by: 专班, role: 专班会议, on: {on}, reason: 研究决定, document: 专班〔2026〕2号（虚构）"
DECISIONS = "decisions:\n  - {{kind: tie, units: [D15, D14], " + ABOUT + "}}\n"
CORRECTIONS = "corrections:\n  - {{kind: withdrawal, type: hotline-ticket, key: '1', " + ABOUT + "}}\n"


@pytest.mark.parametrize("text", [DECISIONS, CORRECTIONS])
def test_check_warns_of_an_act_that_lies_ahead(tmp_path, capsys, text):
    """2099 is most likely a slip; it is a warning at the file, because no rule forbids it."""
    for on, told in (("2099-01-16", True), ("2026-01-16", False)):
        (tmp_path / "acts.yaml").write_text(text.format(on=on), "utf-8")
        assert main(["check", str(tmp_path / "acts.yaml")]) == 0
        err = capsys.readouterr().err
        assert ("[act-not-yet]" in err, "acts.yaml: “专班〔2026〕2号（虚构）”的日期 2099-01-16" in err) == (told, told)


def test_an_evaluation_warns_and_its_result_does_not_know(tmp_path, capsys, monkeypatch):
    """Of a period that is not over and of decisions that lie ahead; the files are those of any other day."""
    monkeypatch.setattr(evaluating, "today", lambda: date(2025, 12, 31))
    arguments = ["evaluate", "jingbian/2025", "--roster", COUNTY / "roster.xlsx", "--evidence", COUNTY / "ledgers"]
    arguments += ["--decisions", COUNTY / "decisions.yaml", "--out", tmp_path / "out", "--lang", "en"]
    assert main([str(argument) for argument in arguments]) == 0
    err = capsys.readouterr().err
    assert ("[act-not-yet]" in err, "[period-not-over]" in err) == (True, True)
    problems = (tmp_path / "out" / "problems.csv").read_text("utf-8-sig")
    assert "not-" not in problems


def test_a_period_is_over_on_the_day_after_its_last():
    """Not on its last day."""
    year = Period.year(2025)
    assert [one.code for one in not_over(year, date(2025, 12, 31))] == ["period-not-over"]
    assert not_over(year, date(2026, 1, 1)) == []
