"""Words of the problems found in grading."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {}
