"""The formula families as `new criterion` offers them: words, and what no record of a unit usually means."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Family:
    """One family: its words, and the policy for a unit without records that its template suggests."""

    zh: str
    en: str
    no_cases: Literal["full", "zero", "rescale-area"]


FAMILIES: dict[str, Family] = {
    "shortfall": Family("低于目标按点扣分", "points per percentage point below a target", "rescale-area"),
    "per-event": Family("按件扣分", "points per event", "full"),
    "steps": Family("低于目标按档扣分", "points per full step below a target", "rescale-area"),
    "bands": Family("分档计分", "the band of a rate gives the points", "rescale-area"),
    "proportional": Family("按完成比例", "in proportion to what was done", "rescale-area"),
    "checklist": Family("要素清单", "points per missing element", "rescale-area"),
    "sample-pass-rate": Family("抽查合格率", "a sample of files is reviewed", "rescale-area"),
    "survey-mean": Family("满意度测评", "mean of a survey", "rescale-area"),
    "rater-mean": Family("评分人平均", "mean of several raters", "rescale-area"),
    "rank-based": Family("按名次计分", "by rank among all units", "rescale-area"),
    "relative-to-best": Family("与最好成绩比", "compared with the best unit", "rescale-area"),
    "give-back": Family("整改返还", "points come back when put right", "full"),
    "bonus": Family("加分", "points earned, capped", "zero"),
    "veto": Family("一票否决", "no points after enough hits", "full"),
    "grade-cap": Family("限定等次", "limits the grade, costs no points", "full"),
    "custom": Family("自定义算式", "own facts and own arithmetic", "full"),
    "per-unit": Family("逐单位函数", "a plain Python function", "full"),
}
"""Every family by the name of its template, the simplest first."""
