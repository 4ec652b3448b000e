"""What the linter says of the bundled ruleset of 2025: real findings, and no more."""

from collections.abc import Callable
from pathlib import Path

import pytest

import efficiency_rules as er
import efficiency_rules_jingbian
from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.checking import check_ruleset

FILE = Path(efficiency_rules_jingbian.__file__).parent / "rulesets" / "jingbian" / "2025.yaml"


Linted = Callable[[Path], list[Problem]]


@pytest.fixture(scope="module")
def linted() -> Linted:
    """A function that returns what the linter says of a file."""
    criteria = er.load_plugins([efficiency_rules_jingbian], discover=False).criteria
    return lambda file: [p for p in check_ruleset(file, criteria, linted=True) if p.code.startswith("rubric-")]


def test_one_record_decides_four_items_of_small_units(linted: Linted) -> None:
    """Four rates have a small denominator; everything else holds: quotes, clauses, events, bands, yardsticks."""
    found = [(one.code, one.facts["title"], one.facts["cases"], one.facts["found"]) for one in linted(FILE)]
    code = "rubric-small-denominator"
    assert found == [
        (code, "年度重点工作和专项任务完成", 1, "100%"),
        (code, "12345热线、县长信箱、效能投诉平台办理", 10, "40%"),
        (code, "审批精简与电子政务", 1, "100%"),
        (code, "评价建议整改", 1, "100%"),
    ]


def test_a_quote_that_is_taken_out_is_missed(linted: Linted, tmp_path: Path) -> None:
    """Without an item's quote both the item and the phrases of the plan are told."""
    lines = FILE.read_text("utf-8").splitlines(keepends=True)
    plan = (FILE.parent / "../../plan/jingbian-2025.txt").resolve()
    text = "".join(line for line in lines if "quote: 群众投诉的渠道是否畅通" not in line)
    (tmp_path / "2025.yaml").write_text(text.replace("../../plan/jingbian-2025.txt", str(plan)), "utf-8")
    found = {one.code for one in linted(tmp_path / "2025.yaml")} - {"rubric-small-denominator"}
    assert found == {"rubric-quote-missing", "rubric-phrase-uncovered"}
