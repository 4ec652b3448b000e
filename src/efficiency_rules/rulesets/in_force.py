"""Which document is in force for a period: one answer, with its reason, or an error that says what exists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

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
    of these the highest revision; a draft never is. Raises RulesetError when it ends before the period does (an
    older one never takes its place) with nothing behind it, a gap, or another that takes over within the period;
    when none has begun, when two are equally good, or the scheme is unknown.
    """
    own = [document for document in documents if document.scheme == scheme]
    if not own:
        schemes = list(dict.fromkeys(document.scheme for document in documents))
        facts = {"found": scheme, "expected": "、".join(schemes) or "—", "near": near(scheme, schemes)}
        raise RulesetError(Problem("ruleset-scheme-unknown", facts=facts))
    able = [one for one in own if one.status in IN_FORCE]
    begun = [one for one in able if one.valid.first <= period.first]
    context: dict[str, object] = {
        "scheme": scheme,
        "period": period.id,
        "expected": "；".join(_described(one) for one in sorted(own, key=lambda one: (one.valid.first, one.id))),
    }
    if not begun:
        raise RulesetError(Problem("ruleset-none-in-force", facts=context | {"first": period.first}))
    newest = max(one.valid.first for one in begun)
    candidates = [one for one in begun if one.valid.first == newest]
    document = _highest_revision(candidates, context)
    if document.valid.last < period.last:
        later = [one for one in able if one.valid.first > period.first]
        raise RulesetError(_too_short(document, later, context))
    return Choice(document, *_reasons(document, period, len(candidates)))


def _too_short(one: RulesetDocument, later: list[RulesetDocument], context: dict[str, object]) -> Problem:
    """Return why a document that ends before its period does is no answer: nothing, a gap or another follows."""
    facts = context | {"found": one.id, "last": one.valid.last}
    if not later:
        return Problem("ruleset-ended", facts=facts)
    following = min(later, key=lambda one: (one.valid.first, -one.revision))
    facts |= {"next": following.id, "begins": following.valid.first}
    day = timedelta(days=1)
    if following.valid.first <= one.valid.last + day:
        return Problem("ruleset-period-split", facts=facts)
    gap = {"gap_first": one.valid.last + day, "gap_last": following.valid.first - day}
    return Problem("ruleset-gap", facts=facts | gap)


def _highest_revision(candidates: list[RulesetDocument], context: dict[str, object]) -> RulesetDocument:
    """Return the one revision that counts; a revision replaces an older one of the same year only."""
    years = {one.year for one in candidates}
    highest = max(one.revision for one in candidates)
    best = candidates if len(years) > 1 else [one for one in candidates if one.revision == highest]
    if len(best) > 1:
        found = "、".join(f"{one.id} ({one.file})" for one in sorted(best, key=lambda one: (one.id, one.file)))
        raise RulesetError(Problem("ruleset-two-in-force", facts={**context, "found": found}))
    return best[0]


def _described(one: RulesetDocument) -> str:
    # A document that no date chooses is listed by the name that names it outright.
    name = one.id if one.status in IN_FORCE else one.outright
    return f"{name} {_STATUS_ZH[one.status]} ({one.status}) {one.valid.first}..{one.valid.last}"


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
