"""An item without a quote: nobody can see from which words of the plan its points follow."""

from collections.abc import Iterator

from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.linting.rubric import Rubric


def quote_missing(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each item that has no `quote`."""
    for item in rubric.items:
        if "quote" not in item.fields.nodes:
            yield item.finding("rubric-quote-missing", clause=item.fields.get("clause", "—"))
