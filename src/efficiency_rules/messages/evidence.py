"""Words of the problems found in evidence."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {}
