"""Problems in two languages: no English in the Chinese words, no Chinese lists in the English ones."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from efficiency_rules.errors import InputError, Problem
from efficiency_rules.evidence.reading import read_evidence
from efficiency_rules.units import Roster, Unit

HEAD = "工单编号,承办单位,办理时限,办结时间,级别,是否重复\n"


def one(evidence: Any, code: str) -> Problem:
    return next(problem for problem in evidence.problems if problem.code == code)


def test_lists_are_written_as_each_language_does(tickets: Any, ticket: Any) -> None:
    """Choices, rows and names are lists of facts, joined by the language."""
    problem = one(tickets(ticket(级别="特急")), "choice-unknown")
    assert "一般、紧急" in problem.what()
    assert "一般, 紧急" in problem.what("en")
    assert problem.to_dict("en")["expected"] == "一般, 紧急"


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        ({"承办单位": ""}, "单位名称或编号", "the name or id of a unit"),
        ({"是否重复": ""}, "是、否", "是, 否"),
        ({"工单编号": ""}, "文字", "text"),
        ({"办理时限": "2024-01-01"}, "2025-01-01 至 2025-12-31", "2025-01-01 to 2025-12-31"),
        ({"承办单位": "石桥镇", "办理时限": "2025-07-01"}, "截至 2025-06-30", "until 2025-06-30"),
    ],
)
def test_what_is_expected_is_said_in_words(
    tickets: Any, ticket: Any, changes: dict[str, str], zh: str, en: str
) -> None:
    """Examples and spans of days are worded in both languages."""
    (problem,) = tickets(ticket(**changes), ticket("T2")).problems
    assert zh in problem.what()
    assert en in problem.what("en")


def test_a_unit_without_a_last_day_exists_from_its_first(
    tmp_path: Path, write_csv: Any, ruleset: Any, headings: Any, ticket: Any
) -> None:
    """An open span is worded, not dotted."""
    write_csv(tmp_path / "hotline-ticket.csv", [headings, ticket()])
    roster = Roster([Unit("001", "青禾镇", "town", active_from=date(2025, 4, 1))])
    problem = one(read_evidence(tmp_path, ruleset, roster), "unit-not-active")
    assert "2025-04-01 起" in problem.what()
    assert "from 2025-04-01" in problem.what("en")


def test_bounds_are_said_in_words(tmp_path: Path, write_csv: Any, read: Any) -> None:
    """From, to and at least."""
    write_csv(
        tmp_path / "满意度测评.csv",
        [["单位", "日期", "得分", "满意率", "份数"], ["青禾镇", "2025-01-01", "101", "101%", "-1"]],
    )
    said = [(problem.what(), problem.what("en")) for problem in read().problems]
    for (zh, en), (zh_part, en_part) in zip(
        said, [("0 至 100", "0 to 100"), ("0% 至 100%", "0% to 100%"), ("不小于 0", "at least 0")], strict=True
    ):
        assert zh_part in zh
        assert en_part in en


@pytest.mark.parametrize(
    ("name", "content", "zh", "en"),
    [
        ("a.csv", b"\x80\x80\xff", "UTF-8 或 GB18030", "UTF-8 or GB18030"),
        ("a.csv", (HEAD + '"T1,x').encode(), "双引号没有结束", "never closed"),
        ("a.csv", (HEAD + '"T1"x,').encode(), "双引号后面", "behind a closing quote"),
        ("a.csv", HEAD.replace(",", "\t").encode(), "用制表符分隔", "separated by tabs"),
        ("a.csv", HEAD.replace(",", ";").encode(), "用分号（;）分隔", "separated by semicolons"),
        ("a.csv", HEAD.replace(",", "，").encode(), "用全角逗号（，）分隔", "separated by full-width commas"),
        ("a.xlsx", b"", "是空文件", "it is empty"),
        ("a.xlsx", b"<html>", "是网页", "it is HTML or XML"),
        ("a.xlsx", b"PK\x03\x04xxx", "已损坏", "zip"),
        ("a.parquet", b"PAR1", "已损坏", "“hotline-ticket"),
    ],
)
def test_reasons_are_told_in_the_language_of_the_rest(
    tmp_path: Path, read: Any, name: str, content: bytes, zh: str, en: str
) -> None:
    """Words of libraries stand in the English text only."""
    (tmp_path / f"hotline-ticket-{name}").write_bytes(content)
    (problem,) = read().problems
    assert zh in problem.what()
    assert en in problem.what("en")
    rest = re.sub(r"“[^”]*”|Excel|\(?\.xlsx?\)?|CSV|UTF-8|GB18030|Parquet|HTML|XML", "", problem.what())
    assert not re.search("[a-z]{3}", rest), rest


def test_a_missing_folder_is_told_in_chinese(tmp_path: Path, ruleset: Any, roster: Any) -> None:
    """The operating system's words stand in the English text only."""
    with pytest.raises(InputError) as caught:
        read_evidence(tmp_path / "无", ruleset, roster)
    assert "不存在" in caught.value.problems[0].what()
    assert "no such file or folder" in caught.value.problems[0].what("en")


def test_the_words_of_a_rule_come_without_a_prefix(tmp_path: Path, write_csv: Any, read: Any) -> None:
    """A validator's own sentence is the reason."""
    rows = [["编号", "单位", "检查日期", "整改日期"], ["1", "水务局", "2025-03-05", "2025-03-01"]]
    write_csv(tmp_path / "明查暗访记录.csv", rows)
    assert "：整改日期早于检查日期（" in read().problems[0].what()


def test_a_layout_of_another_shape_is_told_in_words(tmp_path: Path, read: Any) -> None:
    """A list where a mapping belongs."""
    (tmp_path / "ledgers.yaml").write_text("ledgers: [a]\n", "utf-8")
    (problem,) = read().problems
    assert "列表" in problem.what()
    assert "a list" in problem.what("en")
    assert "key" not in problem.what()
