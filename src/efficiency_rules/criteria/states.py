"""States of a mark, and what a ruleset may declare a state to mean for points."""

from typing import Literal

State = Literal["scored", "not-applicable", "no-cases", "insufficient-data", "data-missing", "not-due", "failed"]
"""scored; not-applicable (by `applies_to` or signed off); no-cases (a ledger without a record of the unit);
insufficient-data (fewer records than the minimum); data-missing (no ledger at all); not-due (interim only);
failed (the criterion broke while scoring)."""

MissingState = Literal["not-applicable", "no-cases", "insufficient-data", "data-missing"]
"""The states for which an item declares a policy."""

Policy = Literal["full", "zero", "rescale-area", "rescale-whole", "error"]
"""full or zero points; the points spread over the rest of the area, or of the whole; or no evaluation."""

DEFAULT_POLICIES: dict[MissingState, Policy] = {
    "not-applicable": "rescale-area",
    "no-cases": "error",
    "insufficient-data": "error",
    "data-missing": "error",
}
"""What holds where neither the item nor the ruleset declares a state: never a silent zero or full mark."""

STATE_TITLES: dict[State, str] = {
    "scored": "已计分",
    "not-applicable": "不适用",
    "no-cases": "无事项",
    "insufficient-data": "数据不足",
    "data-missing": "缺台账",
    "not-due": "未到期",
    "failed": "计分失败",
}
