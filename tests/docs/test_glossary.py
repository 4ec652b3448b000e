"""The glossary: its words exist in the code, and nothing with a fixed list of values is forgotten."""

from typing import get_args

import pytest

from efficiency_rules.criteria.states import STATE_TITLES, Policy
from efficiency_rules.evaluation.evaluation import Status as ResultStatus
from efficiency_rules.grading.scheme_check import CHOICES, THEN
from efficiency_rules.rulesets.model import Status
from efficiency_rules.rulesets.origin import BASES

TOPICS = ["Who and when", "Evidence", "Criteria", "Rulesets", "Marks and totals", "Grading", "Results"]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_word_stands_where_the_table_says(page, resolve, topic):
    """The name in the last column exists below `efficiency_rules`."""
    for row in page("glossary.md").table(topic):
        resolve(row["in code"].strip("`"))


def test_words_are_explained_once(page):
    """No word has two rows."""
    words = [row["word"] for topic in TOPICS for row in page("glossary.md").table(topic)]
    assert len(words) == len(set(words))


def test_states_have_the_titles_of_the_code(page):
    """The table of states is the code's list with the same Chinese titles."""
    rows = page("glossary.md").tables("Marks and totals")[1][1:]
    assert {row[0].strip("`"): row[1] for row in rows} == STATE_TITLES


def test_policies_are_complete(page):
    """The table of policies lists every policy, in the order of the code."""
    rows = page("glossary.md").tables("Marks and totals")[2][1:]
    assert tuple(row[0].strip("`") for row in rows) == get_args(Policy)


@pytest.mark.parametrize(("number", "values"), [(1, CHOICES["seats"]), (2, THEN)])
def test_seat_methods_and_tie_policies_are_complete(page, number, values):
    """The tables of seat methods and of tie policies list them all, in the order of the code."""
    rows = page("glossary.md").tables("Grading")[number][1:]
    assert tuple(row[0].strip("`") for row in rows) == values


def test_the_words_of_grading_are_there(page):
    """The words that the definition of grades uses have their Chinese here."""
    told = {row["word"]: row["中文"] for row in page("glossary.md").table("Grading")}
    expected = {
        "Base": "计入总数的单位",
        "Cap": "不得评优",
        "Veto": "直接定等次",
        "Guarantee": "保底",
        "Pool": "评等范围",
        "Paradox": "名额悖论",
        "Certificate": "评等凭据",
    }
    assert {word: told[word] for word in expected} == expected
    acts = {row["word"]: row["中文"] for row in page("glossary.md").table("Results")}
    assert (acts["Appeal"], acts["Correction"]) == ("申诉", "更正")


@pytest.mark.parametrize("values", [get_args(Status), BASES, get_args(ResultStatus)])
def test_statuses_and_bases_are_named(page, values):
    """Every status of a ruleset, basis of a number and status of a result is named."""
    text = page("glossary.md").text
    assert [value for value in values if f"`{value}`" not in text] == []
