"""Grounds: how ties and restrictions acted on the grade of one unit, in words, beyond what its `why` says."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from efficiency_rules.evaluation.certified import Certified
from efficiency_rules.evaluation.distances import named
from efficiency_rules.grading.trials import Grades, Trials


def grounds_of(
    certified: Certified, row: Mapping[str, Any], trials: Trials | None, titles: Mapping[str, str]
) -> tuple[str, ...]:
    """Return sentences about the ties and the restrictions that bear on a graded unit.

    `row` is what the certificate says of the unit. `trials` are None where it shall not be graded again: what would
    follow without a restriction or a tie policy is then left out. `titles` of the grades, best first.
    """
    return (
        *_ties(certified, row, titles),
        *_thresholds(certified, row, titles),
        *(_policies(certified, row, trials, list(titles.values())) if trials is not None else ()),
    )


def _ties(certified: Certified, row: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    ties = [tie for tie in certified.certificate["ties"] if tie["group"] == certified.pool(row["group"])["group"]]
    own = [tie for tie in ties if any(one["unit"] == row["unit"] for one in tie["units"])]
    for tie in own:
        others = named([one["unit"] for one in tie["units"] if one["unit"] != row["unit"]])
        seats = "、".join(f"“{titles[cut['between'][0]]}”名额还剩 {cut['seats_left']} 个" for cut in tie["cutoffs"])
        if tie["state"] == "decided":
            decision = tie["decision"]
            before = next(one["possible"] for one in tie["units"] if one["unit"] == row["unit"])
            place = decision["units"].index(row["unit"]) + 1
            yield (
                f"同分的单位是 {others}（{seats}）；{decision['role']}{decision['by']}裁定，本单位列第 {place} 位，"
                f"理由：{decision['reason']}；裁定前可能为{'、'.join(titles[grade] for grade in before)}"
            )
        elif row["on_line"]:
            first, last = titles[row["possible"][0]], titles[row["possible"][-1]]
            yield f"同分的单位是 {others}（{seats}）；裁定列前可评为“{first}”，列后则评为“{last}”"
        else:
            yield f"同分的单位是 {others}（{seats}），尚待裁定；本单位的等次不受先后影响"
    if row["on_line"] and not own:
        waiting = "；".join(named([one["unit"] for one in tie["units"]]) for tie in ties if tie["state"] == "open")
        yield f"等待先后裁定的同分单位：{waiting}"


def _thresholds(certified: Certified, row: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    total = Decimal(row["keys"][0])
    for line in certified.scheme.thresholds:
        missing = Decimal(line.at_least) - total
        if missing > 0:
            yield f"距“{titles[line.grade]}”的分数线 {line.at_least} 分还差 {missing} 分"


def _policies(certified: Certified, row: Mapping[str, Any], trials: Trials, titles: Sequence[str]) -> Iterator[str]:
    now = trials.now
    if row["best"] is not None or row["worst"] is not None:
        yield _own_restriction(certified, trials, titles)
    others = trials.others_unrestricted()
    if others is not None and others != now:
        yield f"其他单位所受的限定使本单位的等次改变；如都不受限定（其他不变），{_would(others, titles)}"
    if certified.scheme.then != "decide":
        apart = trials.without_tie_policy()
        if apart != now:
            yield from _together(certified, row, apart, titles)


def _own_restriction(certified: Certified, trials: Trials, titles: Sequence[str]) -> str:
    free, now = trials.unrestricted(), trials.now
    if free is None:
        return "如无对本单位的限定，名额无从分配，不作比较"
    if free == now:
        return "如无对本单位的限定，等次也相同"
    passed = ""
    if trials.pool.seats is not None and trials.counted and free < now:
        passed = "；所空名额依次递补" if certified.scheme.restrictions == "fill" else "；所空名额不递补"
    return f"如无对本单位的限定，{_would(free, titles)}{passed}"


def _together(certified: Certified, row: Mapping[str, Any], apart: Grades, titles: Sequence[str]) -> Iterator[str]:
    pool = certified.pool(row["group"])["group"]
    tied = [
        other["unit"]
        for other in certified.certificate["units"]
        if other["rank"] == row["rank"] and pool in (None, other["group"]) and other["unit"] != row["unit"]
    ]
    if tied and len(apart) > 1:
        yield f"同分的单位是 {named(tied)}；如不一并评定而裁定先后，{_would(apart, titles)}"
    else:
        yield f"其他同分单位一并评定使本单位的等次改变；如裁定先后，{_would(apart, titles)}"


def _would(grades: Grades, titles: Sequence[str]) -> str:
    words = "、".join(titles[grade] for grade in grades)
    return f"本单位{'应评为' if len(grades) == 1 else '可能为'}{words}"
