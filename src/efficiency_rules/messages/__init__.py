"""The words of every problem, by code, in Chinese and English."""

from typing import NamedTuple


class Words(NamedTuple):
    """What a problem says: what was found and expected, then what to do, with facts in braces."""

    zh: str
    zh_hint: str
    en: str
    en_hint: str


def words_of(code: str) -> Words:
    """Return the words of `code`; an unknown code is a mistake of ours and raises KeyError."""
    return catalogue()[code]


def catalogue() -> dict[str, Words]:
    """Return all words by code, one entry a problem code."""
    from efficiency_rules.messages import (
        changes,
        cluster,
        criteria,
        evaluation,
        evidence,
        grading,
        in_force,
        jurisdictions,
        linting,
        plugins,
        publishing,
        rulesets,
        strict_yaml,
        testing,
        values,
        verifying,
    )

    rooms = (
        values,
        strict_yaml,
        evidence,
        criteria,
        rulesets,
        in_force,
        linting,
        plugins,
        grading,
        evaluation,
        jurisdictions,
        cluster,
        changes,
        verifying,
        testing,
        publishing,
    )
    return {code: words for room in rooms for code, words in room.WORDS.items()}
