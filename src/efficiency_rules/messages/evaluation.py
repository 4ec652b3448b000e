"""Words of the problems found in evaluation."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {}
