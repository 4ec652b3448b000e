"""Words of the problems found in rulesets."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {}
