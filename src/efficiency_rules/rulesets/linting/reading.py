"""Reading the text of the plan that a ruleset names."""

from pathlib import Path

from efficiency_rules.rulesets.linting.plan import Plan, plan_of
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.structure import Parts


def read_plan(parts: Parts, file: Path, problems: Problems) -> Plan | None:
    """Return the plan in the file that `document.text` names, relative to the ruleset's own folder, in UTF-8.

    None where none is named, and where it cannot be read or has no clauses, which is noted as a warning.
    """
    named = parts.document.get("text")
    if named is None:
        return None
    place = parts.document.place("text")
    try:
        # The folder itself, not a link to it: `..` leads out of where the file really stands.
        plan = plan_of((file.resolve().parent / named).read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        problems.remark("warning", "rubric-plan-unreadable", place, found=named, reason=type(error).__name__)
        return None
    if not plan.clauses:
        problems.remark("warning", "rubric-plan-empty", place, found=named)
        return None
    return plan
