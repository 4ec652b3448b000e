"""The checks of the test kit on every criterion of the bundle."""

from hypothesis import settings

import efficiency_rules as er
import efficiency_rules_jingbian
from efficiency_rules.rulesets.document import read_document
from efficiency_rules.testing import CriterionSuite

_CATALOG = er.load_plugins([efficiency_rules_jingbian], discover=False)
_DOCUMENTS = [read_document(path) for path in _CATALOG.ruleset_files]


def _suite(criterion: er.Criterion) -> type[CriterionSuite]:
    # A fifth of the examples of the profile: each holds the records of four units.
    examples = settings().max_examples // 5
    settled = {"criterion": criterion, "rulesets": _DOCUMENTS, "examples": examples, "__module__": __name__}
    return type(f"Test_{criterion.id.replace('-', '_')}_{criterion.edition}", (CriterionSuite,), settled)


globals().update({suite.__name__: suite for suite in map(_suite, _CATALOG.criteria.values())})
