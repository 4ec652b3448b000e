"""Words of the problems found in plugins."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {}
