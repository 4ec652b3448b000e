"""The glossary: its words exist in the code, and nothing with a fixed list of values is forgotten."""

from typing import get_args

import pytest

from efficiency_rules.criteria.states import STATE_TITLES, Policy
from efficiency_rules.evaluation.evaluation import Status as ResultStatus
from efficiency_rules.grading.scheme_check import LATER, OFFERED
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


def test_seat_methods_say_what_this_version_offers(page):
    """The table of seat methods tells the offered ones from those of later versions."""
    rows = page("glossary.md").tables("Grading")[1][1:]
    told = {row[0].strip("`"): row[3] for row in rows}
    assert told == dict.fromkeys(OFFERED["seats"], "this version") | dict.fromkeys(LATER["seats"], "later")


@pytest.mark.parametrize("values", [get_args(Status), BASES, get_args(ResultStatus)])
def test_statuses_and_bases_are_named(page, values):
    """Every status of a ruleset, basis of a number and status of a result is named."""
    text = page("glossary.md").text
    assert [value for value in values if f"`{value}`" not in text] == []
