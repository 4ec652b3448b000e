"""Which document is in force for a period: one answer, with its reason, or an error that says what exists."""

from collections.abc import Sequence
from dataclasses import dataclass

from efficiency_rules.errors import Problem, RulesetError, near
from efficiency_rules.period import Period
from efficiency_rules.rulesets.document import RulesetDocument

IN_FORCE = ("provisional", "published")
"""A draft or withdrawn document is used only when it is named outright."""

_STATUS_ZH = {"draft": "草稿", "provisional": "暂行", "published": "已公布", "withdrawn": "已撤回"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The document in force, and why, in Chinese and English."""

    document: RulesetDocument
    reason: str
    reason_en: str


def in_force(documents: Sequence[RulesetDocument], scheme: str, period: Period) -> Choice:
    """Return the document of a scheme that is in force for the whole period.

    It is the provisional or published one with the newest `valid_from` on or before the period's first day,
    of these the highest revision. Raises RulesetError when it ends before the period does (an older one
    never takes its place), when none has begun, when two are equally good, or the scheme is unknown.
    """
    own = [document for document in documents if document.scheme == scheme]
    if not own:
        schemes = list(dict.fromkeys(document.scheme for document in documents))
        facts = {"found": scheme, "expected": "、".join(schemes) or "—", "near": near(scheme, schemes)}
        raise RulesetError(Problem("ruleset-scheme-unknown", facts=facts))
    begun = [one for one in own if one.status in IN_FORCE and one.valid.first <= period.first]
    context = {"scheme": scheme, "period": period.id, "expected": "；".join(_described(one) for one in own)}
    if not begun:
        raise RulesetError(Problem("ruleset-none-in-force", facts=context))
    newest = max(one.valid.first for one in begun)
    candidates = [one for one in begun if one.valid.first == newest]
    document = _highest_revision(candidates, context)
    if document.valid.last < period.last:
        ended = {"found": document.id, "last": document.valid.last, **context}
        raise RulesetError(Problem("ruleset-ended", facts=ended))
    return Choice(document, *_reasons(document, period, len(candidates)))


def _highest_revision(candidates: list[RulesetDocument], context: dict[str, str]) -> RulesetDocument:
    """Return the one revision that counts; a revision replaces an older one of the same year only."""
    years = {one.year for one in candidates}
    highest = max(one.revision for one in candidates)
    best = candidates if len(years) > 1 else [one for one in candidates if one.revision == highest]
    if len(best) > 1:
        found = "、".join(f"{one.id} ({one.file})" for one in sorted(best, key=lambda one: (one.id, one.file)))
        raise RulesetError(Problem("ruleset-two-in-force", facts={**context, "found": found}))
    return best[0]


def _described(one: RulesetDocument) -> str:
    return f"{one.id} {_STATUS_ZH[one.status]} ({one.status}) {one.valid.first}..{one.valid.last}"


def _reasons(one: RulesetDocument, period: Period, revisions: int) -> tuple[str, str]:
    first, last = one.valid.first, one.valid.last
    zh = (
        f"{one.id}（{_STATUS_ZH[one.status]}）自 {first} 至 {last} 有效，覆盖 {period.id}，"
        f"是起始日不晚于 {period.first} 的细则中最新的"
    )
    en = (
        f"{one.id} ({one.status}) holds from {first} to {last} and so for all of {period.id}; "
        f"of those that began by {period.first} it is the newest"
    )
    if revisions > 1:
        zh += f"，并且是 {revisions} 个版本中修订次数最高的（第 {one.revision} 版）"
        en += f", and of its {revisions} revisions the highest (revision {one.revision})"
    return f"{zh}。", f"{en}."
