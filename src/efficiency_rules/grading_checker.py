"""Stand-alone checker of a grading certificate (`grading.json`): confirms or refutes it from the policy's words alone.

    python grading_checker.py grading.json [--lang en]

Needs Python 3.11 and nothing else. It was written from docs/grading.md without looking at the library, imports nothing
of it, and works the grading out again from the policy and each unit's keys, restrictions and group; then it compares
every statement of the certificate. Section numbers below are those of docs/grading.md. Exit status: 0 confirmed, 1
findings, 2 unreadable or not a certificate.

What it does not know: it sees totals and not the evidence behind them, restrictions and not what led to them, decisions
and not whether the person was entitled to take them. Numbers are whole, exact fractions, or decimals read from text.
"""

import argparse
import heapq
import io
import json
import re
import reprlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, groupby, islice, pairwise
from math import lcm
from pathlib import Path
from typing import Any

SCHEMA = "efficiency-rules/grading/2"
STATUSES = ("final", "undecided", "provisional", "interim", "incomplete")
PROVED_TO = 1000
MOST_RUNS = 20_000
MOST_COLUMNS = 20_000

# --- Findings ---------------------------------------------------------------------------------------------------------

WORDS = {
    "not-certificate": ("不是等次评定证书", "not a certificate of grading"),
    "nothing": ("没有辖区，什么也没有核实", "no jurisdiction: nothing was confirmed"),
    "missing": ("缺少这个键", "the key is missing"),
    "unknown-key": ("不认识的键", "unknown key"),
    "malformed": ("写法不对", "malformed value"),
    "repeated": ("重复", "repeated"),
    "shares-sum": ("各等次比例之和不是 1", "the shares do not sum to 1"),
    "shares-seats": ("每个等次的比例与取整方法缺一不可", "a share of every grade and a seat method belong together"),
    "threshold-worst": ("最差等次不能有分数线", "the worst grade cannot have a threshold"),
    "quota-rule": ("名额不是应得数的下整或上整", "seats are neither floor nor ceiling of the exact share"),
    "paradox": ("多一个单位，C(k) 减少或增加不止一个", "with one unit more C(k) falls, or grows by over one"),
    "seats-impossible": ("名额无从分配", "the seats cannot be given"),
    "counts": ("名额应每个等次一个整数，写明文件", "counts must give a whole number a grade, and a document"),
    "counts-sum": ("写明的名额之和不等于单位数", "the written counts do not sum to N"),
    "table-none": ("没有符合要求的分组名额表", "no table of groups exists"),
    "table-choice": (
        "几张名额表代价相同，group_order 未作取舍",
        "tables cost the same and group_order does not choose",
    ),
    "table-large": ("分组名额表过多，无法核对", "too many tables of groups to check"),
    "keys-count": ("排序值的个数不对", "wrong number of keys"),
    "interval-empty": ("限制之下没有等次可评", "the restrictions leave no grade"),
    "units-order": ("单位的排列次序不对", "the units are not in the promised order"),
    "both-lists": ("既评等次又列为不评等次", "both graded and ungraded"),
    "differs": ("{label}与办法不符", "{label} is not what the policy gives"),
    "why": (
        "理由中的总分、名次、名额、等次或裁定不对",
        "total, rank, seats, grade or decision in the reason are not right",
    ),
    "unequal": ("排序值和限制都相同，等次却不同", "equal keys and restrictions, but unequal grades"),
    "runs-many": ("说明：同分排法过多，只核对了一部分", "note: too many orders of ties, only some were checked"),
    "bent": ("人数与名额不符的原因不对", "wrong reasons why the units placed differ from the seats"),
    "tie-missing": ("没有列出有线落入的同分", "a tie that a line falls into is not listed"),
    "tie-unknown": ("不是有线落入的完整同分", "not a whole tie that a line falls into"),
    "pool-missing": ("没有列出这一组", "the pool is not listed"),
    "pool-unknown": ("没有这一组，或重复", "no such pool, or repeated"),
    "decision-unknown": ("裁定中有不认识的单位", "the decision names unknown units"),
    "decision-stale": ("裁定的单位并不同分", "stale: the units of the decision are not tied"),
    "decision-part": ("裁定没有包括同分的全部单位", "the decision leaves out units of the tie"),
    "decision-unused": ("裁定没有用处：没有线落入这组同分", "the decision is unused: no line falls into the tie"),
    "decision-twice": ("这组同分已有另一条裁定", "contradictory: another decision orders the same tie"),
    "status": ("状态与待定的单位不符", "the status does not fit the units that wait"),
}
LABELS = dict(
    re.findall(
        r"(\w+)=(\S+)",
        "rank=名次 grade=等次 title=等次名称 on_line=on_line possible=可能的等次 units=单位 base=比例的基数 share=比例 "
        "exact=应得数 floor=整数部分 remainder=余数 given=名额 placed=评入的单位数 between=线 above=线上的单位 "
        "group=组 below=线下的单位 waiting=待定的单位 state=同分的状态 keys=排序值 cutoffs=落入的线和剩余名额 "
        "decision=所附裁定 seats=各等次 lines=各线 county=全辖区合计",
    )
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: where, what the certificate says, what the policy gives, and the arithmetic."""

    code: str
    path: str
    about: str = ""
    said: str = ""
    gives: str = ""
    how: str = ""
    jurisdiction: str = ""

    @property
    def is_note(self) -> bool:
        """True where nothing is wrong, but not everything could be checked."""
        return self.code == "runs-many"

    def to_dict(self) -> dict[str, str]:
        """Return the fields as text."""
        return asdict(self)

    def text(self, lang: str = "zh") -> str:
        """Return one line in Chinese or, with `en`, in English."""
        i = 1 if lang == "en" else 0
        key = self.path.rpartition(".")[2]
        words = WORDS[self.code][i].format(label=key if i else LABELS.get(key, key))
        names = (("证书：", "按办法：", "依据："), ("certificate: ", "policy: ", "because: "))[i]
        values = zip(names, (self.said, self.gives, self.how), strict=True)
        head = (", " if i else "，").join(part for part in (self.jurisdiction, self.about, self.path) if part)
        tail = ("; " if i else "；").join([words, *(name + value for name, value in values if value)])
        return " ".join((head + (": " if i else "：") + tail).split())


Found = list[Finding]
_ABSENT: Any = object()
_REPR = reprlib.Repr()
_REPR.maxstring = _REPR.maxother = _REPR.maxlong = 200
_REPR.maxlist = _REPR.maxtuple = _REPR.maxdict = 12


def _shown(value: Any) -> str:
    """Return a value as short text."""
    try:
        return "" if value is _ABSENT else "null" if value is None else _REPR.repr(value)
    except ValueError:  # a whole number of thousands of digits
        return type(value).__name__


def _add(
    found: Found, code: str, path: str, said: Any = _ABSENT, gives: Any = _ABSENT, how: str = "", about: str = ""
) -> None:
    found.append(Finding(code, path, about, _shown(said), _shown(gives), how))


# --- Shapes: a wrong value is a finding that names its path, never an exception ---------------------------------------

METHODS = ("largest-remainder", "webster", "cumulative", "cumulative-floor", "cumulative-ceil", "at-most", "explicit")
_PATTERNS = {
    "text": re.compile(r".*\S.*", re.DOTALL),
    "decimal": re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?"),
    "share": re.compile(r"[0-9]{1,40}(\.[0-9]{1,40})?%?|[0-9]{1,40}/0*[1-9][0-9]{0,39}"),
}
# key? may be left out or null, key~ may be null; a tuple lists all values there are, a list holds its parts' shape.
# Other keys there are none; values that are worked out again (`any`) are compared later.


def _stated(keys: str) -> dict[str, Any]:
    """Return the shape of statements that are compared with what the policy gives."""
    return {f"{key}?": "any" for key in keys.split()}


_POLICY: dict[str, Any] = {
    "clause?": "any",
    "min_applicable?": "any",
    "pool": ("all", "by-group", "by-group-reconciled"),
    "base": ("all", "exclude-forced"),
    "corrections?": ("everyone", "appellant"),
    "seats?": METHODS,
    "seat_tie?": ("better", "worse"),
    "at_most?": ["text"],
    "counts?": "mapping",
    "ties": {
        "break": [{"key": "text", "better": ("higher", "lower")}],
        "then": ("decide", "promote", "demote", "majority"),
    },
    "restrictions": ("fill", "after"),
    "grades": [{"id": "text", "title": "text", "share?": "share", "consequences?": "any"}],
    "thresholds": [{"grade": "text", "at_least": "points", "clause?": "any", "quote?": "any"}],
    "caps?": "any",
    "group_order?": ["text"],
    "accept_paradox?": "text",
}
_DECISION = {"kind": ("tie",), "units": ["text"]} | dict.fromkeys(("by", "role", "on", "reason", "document"), "text")
_UNIT = {"unit": "text", "group~": "text", "keys": ["decimal"], "best~": "text", "worst~": "text", "why": "text"}
_SEAT = _stated("grade title share exact floor remainder given placed bent")
_LINE = _stated("between above below waiting")
_JURISDICTION: dict[str, Any] = {
    "policy": _POLICY,
    "pools": [{"group~": "text", "seats": [_SEAT], "lines": [_LINE]} | _stated("units base")],
    "county": [_stated("grade exact given placed")],
    "ties": [
        {"cutoffs": ["mapping"], "units": [{"unit": "text", "possible?": "any"}]}
        | _stated("group state rank keys decision")
    ],
    "decisions": [_DECISION],
    "units": [_UNIT | _stated("rank grade on_line possible")],
    "ungraded": [{"unit": "text", "why": "text"}],
}
_CERTIFICATE = _stated("schema status jurisdictions")


def _fits(value: Any, shape: str | tuple[str, ...]) -> bool:
    if isinstance(shape, tuple):
        return isinstance(value, str) and value in shape
    if shape == "points" and isinstance(value, int) and not isinstance(value, bool):
        return abs(value) < 10**40
    if shape in ("mapping", "any"):
        return shape == "any" or isinstance(value, dict)
    return isinstance(value, str) and bool(_PATTERNS["decimal" if shape == "points" else shape].fullmatch(value))


def _check_shape(found: Found, value: Any, shape: Any, path: str) -> None:
    if isinstance(shape, dict) and isinstance(value, dict):
        for name, part in shape.items():
            key = name.rstrip("?~")
            place = f"{path}.{key}" if path else key
            if key not in value:
                if not name.endswith("?"):
                    _add(found, "missing", place)
            elif value[key] is not None or name == key:
                _check_shape(found, value[key], part, place)
        known = [name.rstrip("?~") for name in shape]
        for key in value:
            if key not in known:
                _add(found, "unknown-key", f"{path}.{key}" if path else str(key), gives=known)
    elif isinstance(shape, list) and isinstance(value, list | tuple):
        for i, part in enumerate(value):
            _check_shape(found, part, shape[0], f"{path}[{i}]")
    elif isinstance(shape, dict | list) or not _fits(value, shape):
        name = "mapping" if isinstance(shape, dict) else "list" if isinstance(shape, list) else shape
        _add(found, "malformed", path, value, name)


def _same(said: Any, gives: Any) -> bool:
    """Equal as JSON: 1, true and "1" are three things."""
    if isinstance(gives, dict):
        return isinstance(said, dict) and said.keys() == gives.keys() and all(_same(said[k], gives[k]) for k in gives)
    if isinstance(gives, list | tuple):
        return isinstance(said, list | tuple) and len(said) == len(gives) and all(map(_same, said, gives))
    if isinstance(said, bool) or isinstance(gives, bool):
        return said is gives
    return gives is said is None or (isinstance(said, type(gives)) and bool(said == gives))


def _any_order(said: Any, gives: Sequence[Any]) -> Any:
    """Return what is said if it holds the same things in whatever order, else what is given."""
    if not isinstance(said, list | tuple) or len(said) != len(gives):
        return list(gives)
    rest = list(gives)
    for part in said:
        rest = next((rest[:i] + rest[i + 1 :] for i, other in enumerate(rest) if _same(part, other)), rest)
    return list(gives) if rest else said


def _compare(found: Found, said: dict[str, Any], gives: dict[str, Any], path: str, about: str, how: str = "") -> None:
    for key, value in gives.items():
        if not _same(said.get(key, _ABSENT), value):
            _add(found, "differs", f"{path}.{key}", said.get(key, _ABSENT), value, how, about)


# --- 1. What is given -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Policy:
    """The `grading:` section; grades are their positions, 0 is the best."""

    grades: list[str]
    titles: list[str]
    parts: list[int]  # the share of grade k is parts[k] / whole; empty without shares
    whole: int
    method: str | None
    better: bool  # who gets a tied seat
    at_most: list[int]
    counts: dict[str, Any]
    pool: str
    exclude_forced: bool
    after: bool
    higher: list[bool]  # better direction of each key
    then: str
    thresholds: list[tuple[int, Decimal]]
    group_order: list[str]
    accepted: bool

    def names(self, grades: set[int]) -> list[str]:
        """Return ids, best first."""
        return [self.grades[k] for k in sorted(grades)]


def _share(text: str) -> Fraction:
    """Return a share written as 20%, 1/3, 0.2 or 1."""
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def _read_policy(found: Found, raw: dict[str, Any]) -> Policy | None:
    """Return the policy of the right shape, or None where it contradicts itself."""
    start = len(found)
    names, titles = ([grade[key] for grade in raw["grades"]] for key in ("id", "title"))
    shares = [_share(grade["share"]) for grade in raw["grades"] if grade.get("share") is not None]
    method, at_most, thresholds = raw.get("seats"), raw.get("at_most") or [], raw["thresholds"]
    order, counts = raw.get("group_order") or [], raw.get("counts") or {}
    for key, texts in (("grades", names), ("grades", titles), ("group_order", order), ("at_most", at_most)):
        if len(set(texts)) < len(texts):
            _add(found, "repeated", f"policy.{key}", texts)
    if not names:
        _add(found, "malformed", "policy.grades", names)
    if len(shares) not in (0, len(names)) or (method != "explicit" and (method is None) == bool(shares)):
        _add(found, "shares-seats", "policy.seats", method, how=f"{len(shares)} / {len(names)}")
    elif shares and sum(shares) != 1:
        _add(found, "shares-sum", "policy.grades", str(sum(shares)), 1, " + ".join(map(str, shares)))
    bounds = [threshold["grade"] for threshold in thresholds]
    for key, listed in (("at_most", at_most), ("thresholds", bounds)):
        for name in listed:
            if name not in names:
                _add(found, "malformed", f"policy.{key}", name, names)
    if names and names[-1] in bounds:
        _add(found, "threshold-worst", "policy.thresholds", names[-1])
    for key, needed in (("seat_tie", method), ("at_most", method == "at-most"), ("counts", method == "explicit")):
        if needed and not raw.get(key):
            _add(found, "missing", f"policy.{key}")
    if method == "explicit" and not _fits(counts.get("document"), "text"):
        _add(found, "counts", "policy.counts", counts)
    if len(found) > start:
        return None
    whole = lcm(*(share.denominator for share in shares))
    return Policy(
        grades=names,
        titles=titles,
        parts=[int(share * whole) for share in shares],
        whole=whole,
        method=method,
        better=raw.get("seat_tie") != "worse",
        at_most=[names.index(name) for name in at_most],
        counts=counts,
        pool=raw["pool"],
        exclude_forced=raw["base"] == "exclude-forced",
        after=raw["restrictions"] == "after",
        higher=[True, *(entry["better"] == "higher" for entry in raw["ties"]["break"])],
        then=raw["ties"]["then"],
        thresholds=[(names.index(entry["grade"]), Decimal(entry["at_least"])) for entry in thresholds],
        group_order=list(order),
        accepted=bool(raw.get("accept_paradox")),
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it enters the grading: the smaller its `order`, the better its keys."""

    name: str
    group: str | None
    keys: list[str]
    order: tuple[Decimal, ...]
    best: int
    worst: int
    said: dict[str, Any]


def _read_unit(found: Found, policy: Policy, said: dict[str, Any], path: str) -> Unit | None:
    start, name, keys = len(found), said["unit"], list(said["keys"])
    if policy.pool != "all" and said["group"] is None:
        _add(found, "malformed", path + ".group", None, "text", about=name)
    if len(keys) != len(policy.higher):
        _add(found, "keys-count", path + ".keys", keys, len(policy.higher), about=name)
    for key in ("best", "worst"):
        if said[key] is not None and said[key] not in policy.grades:
            _add(found, "malformed", f"{path}.{key}", said[key], policy.grades, about=name)
    if len(found) > start:
        return None
    best = 0 if said["best"] is None else policy.grades.index(said["best"])
    worst = len(policy.grades) - 1 if said["worst"] is None else policy.grades.index(said["worst"])
    total = Decimal(keys[0])
    best = max([best, *(k + 1 for k, at_least in policy.thresholds if total < at_least)])
    if best > worst:
        _add(found, "interval-empty", path, how=f"{said['best']}, {said['worst']}, {keys[0]}", about=name)
        return None
    # copy_negate and not a minus sign: arithmetic on Decimal rounds to 28 digits
    numbers = zip(map(Decimal, keys), policy.higher, strict=True)
    order = tuple(number.copy_negate() if higher else number for number, higher in numbers)
    return Unit(name, said["group"], keys, order, best, worst, said)


# --- 2. Pools and the base of the shares ------------------------------------------------------------------------------


@dataclass(slots=True)
class Pool:
    """The units of a pool in order of rank, and what is worked out for them."""

    group: str | None
    units: list[Unit]
    ranks: dict[str, int]
    forced: list[Unit]  # outside the base: only under exclude-forced
    blocks: list[list[Unit]]  # units of the base in order of rank, tied ones together
    seats: list[int] | None = None
    upto: list[int] = field(default_factory=list)  # C(1)..C(K)
    orders: dict[int, list[str]] = field(default_factory=dict)  # block -> the order of its decision
    possible: dict[str, set[int]] = field(default_factory=dict)
    cuts: dict[int, dict[int, int]] = field(default_factory=dict)  # block -> grade -> most seats left
    unfit: bool = False  # a block did not fit under an automatic policy
    complete: bool = True  # every order was looked at

    @property
    def base(self) -> int:
        """N of the shares."""
        return len(self.units) - len(self.forced)

    def grade(self, unit: Unit) -> int | None:
        """Return the grade of a unit, None while it waits."""
        grades = self.possible[unit.name]
        return next(iter(grades)) if len(grades) == 1 else None


def _pool(policy: Policy, group: str | None, members: list[Unit]) -> Pool:
    units = sorted(members, key=lambda unit: unit.order)
    ranks: dict[str, int] = {}
    blocks: list[list[Unit]] = []
    for _, tied in groupby(units, key=lambda unit: unit.order):
        block = list(tied)
        ranks |= dict.fromkeys((unit.name for unit in block), len(ranks) + 1)
        blocks.append([unit for unit in block if not (policy.exclude_forced and unit.best == unit.worst)])
    forced = [unit for unit in units if policy.exclude_forced and unit.best == unit.worst]
    return Pool(group, units, ranks, forced, [block for block in blocks if block])


# --- 3. Seats ---------------------------------------------------------------------------------------------------------


def _largest_remainder(parts: Sequence[int], whole: int, n: int, better: bool) -> list[int]:
    seats = [part * n // whole for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda k: (-(parts[k] * n % whole), k if better else -k))
    for k in by_remainder[: n - sum(seats)]:
        seats[k] += 1
    return seats


def _webster(policy: Policy) -> Iterator[list[int]]:
    """Yield the seats of N = 0, 1, 2, ...: one seat after the other to the largest s(k) / (2 c(k) + 1)."""
    seats = [0] * len(policy.parts)
    heap = [(Fraction(-part), k if policy.better else -k, k) for k, part in enumerate(policy.parts)]
    heapq.heapify(heap)
    while True:
        yield list(seats)
        _, side, k = heap[0]
        seats[k] += 1
        heapq.heapreplace(heap, (Fraction(-policy.parts[k], 2 * seats[k] + 1), side, k))


def _seats(policy: Policy, n: int) -> list[int] | None:
    """Return c(1)..c(K) by the methods that go by shares; None where nobody may take the seats that are left."""
    parts, whole = policy.parts, policy.whole
    if policy.method == "largest-remainder":
        return _largest_remainder(parts, whole, n, policy.better)
    if policy.method == "webster":
        return next(islice(_webster(policy), n, None))
    if policy.method == "at-most":
        seats = [part * n // whole if k in policy.at_most else 0 for k, part in enumerate(parts)]
        others = [0 if k in policy.at_most else part for k, part in enumerate(parts)]
        left = n - sum(seats)
        if not sum(others):
            return None if left else seats
        rest = _largest_remainder(others, sum(others), left, policy.better)
        return [named + other for named, other in zip(seats, rest, strict=True)]
    upto = []
    for k in range(len(parts)):
        down, over = divmod(sum(parts[: k + 1]) * n, whole)
        if policy.method == "cumulative":
            upto.append(down + (2 * over > whole or (2 * over == whole and policy.better)))
        else:
            upto.append(down + (policy.method == "cumulative-ceil" and over > 0))
    return [high - low for low, high in pairwise([0, *upto])]


def _upto(seats: Sequence[int]) -> list[int]:
    """Return C(1)..C(K)."""
    return [sum(seats[: k + 1]) for k in range(len(seats))]


def _prove(policy: Policy) -> Found:
    """Return the first N of 0..1000 at which the quota rule or one of the two monotonicities fails."""
    if policy.method in (None, "explicit") or policy.accepted:
        return []
    webster = _webster(policy) if policy.method == "webster" else None
    before: list[int] | None = None
    for n in range(PROVED_TO + 1):
        seats = next(webster) if webster else _seats(policy, n)
        if seats is None:
            return [Finding("seats-impossible", "policy.at_most", how=f"N={n}")]
        for k, part in enumerate(policy.parts):
            if seats[k] - part * n // policy.whole not in (0, 1 if part * n % policy.whole else 0):
                how = f"N={n} c={seats} {Fraction(part, policy.whole)} x {n} = {Fraction(part * n, policy.whole)}"
                return [Finding("quota-rule", "policy.seats", policy.grades[k], how=how)]
        upto = _upto(seats)
        if before is not None and any(new - old not in (0, 1) for old, new in zip(before, upto, strict=True)):
            return [Finding("paradox", "policy.seats", how=f"N={n - 1} C={before}; N={n} C={upto}")]
        before = upto
    return []


def prove(policy: dict[str, Any]) -> list[Finding]:
    """Return what is wrong with the `policy` of a certificate, with the first failure of its seats for N = 0..1000."""
    found: Found = []
    _check_shape(found, policy, _POLICY, "policy")
    read = None if found else _read_policy(found, policy)
    return found if read is None else _prove(read)


def _written_or_computed(found: Found, policy: Policy, n: int, group: str | None) -> list[int] | None:
    """Return the seats of N units; `counts` holds a number for every grade, or such a mapping for every group."""
    if policy.method != "explicit":
        seats = _seats(policy, n)
        if seats is None:
            _add(found, "seats-impossible", "policy.at_most", how=f"N={n}", about=group or "")
        return seats
    counts = {key: count for key, count in policy.counts.items() if key != "document"}
    if group is not None and isinstance(counts.get(group), dict):
        counts = counts[group]
    whole = all(isinstance(count, int) and not isinstance(count, bool) and count >= 0 for count in counts.values())
    if counts.keys() != set(policy.grades) or not whole:
        _add(found, "counts", "policy.counts", counts, policy.grades, about=group or "")
        return None
    seats = [counts[grade] for grade in policy.grades]
    if sum(seats) != n:
        _add(found, "counts-sum", "policy.counts", sum(seats), n, f"c={seats}", group or "")
        return None
    return seats


def _rows(policy: Policy, n: int) -> dict[tuple[int, ...], int]:
    """Return all rows of floors and ceilings that sum to n with their costs, the seat in the better grade first."""
    floors = [part * n // policy.whole for part in policy.parts]
    uneven = [k for k, part in enumerate(policy.parts) if part * n % policy.whole]
    rows = {}
    for up in combinations(uneven, n - sum(floors)):
        row = tuple(floor + (k in up) for k, floor in enumerate(floors))
        rows[row] = sum((t * policy.whole - part * n) ** 2 for t, part in zip(row, policy.parts, strict=True))
    return rows


def _table(found: Found, policy: Policy, sizes: dict[str, int], county: list[int]) -> dict[str, list[int]]:
    """Return t(g, k) of the least cost, by group_order where several cost the same; empty and a finding without one."""
    named = [group for group in policy.group_order if group in sizes]
    groups = [*named, *sorted(sizes.keys() - set(named))]
    rows = [_rows(policy, sizes[group]) for group in groups]

    def less(columns: tuple[int, ...], row: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(column - seats for column, seats in zip(columns, row, strict=True))

    reached = [{tuple(county)}]  # the columns there can be left to fill before each group
    for options in rows:
        reached.append({left for columns in reached[-1] for row in options if min(left := less(columns, row)) >= 0})
        if len(reached[-1]) > MOST_COLUMNS:
            _add(found, "table-large", "policy.pool", how=f"> {MOST_COLUMNS}")
            return {}
    least = [
        {columns: 0 for columns in reached[-1] if not any(columns)}
    ]  # least cost of filling them, last group first
    for options, lefts in zip(reversed(rows), reversed(reached[:-1]), strict=True):
        rest, costs = least[-1], {}
        for columns in lefts:
            if fits := [cost + rest[to] for row, cost in options.items() if (to := less(columns, row)) in rest]:
                costs[columns] = min(fits)
        least.append(costs)
    least.reverse()
    columns, table = tuple(county), {}
    if columns not in least[0]:
        _add(found, "table-none", "policy.pool", how=f"N(g)={sizes} c={county}")
        return {}
    for i, group in enumerate(groups):
        best = least[i][columns]
        equal = [row for row, cost in rows[i].items() if cost + least[i + 1].get(less(columns, row), best + 1) == best]
        if len(equal) > 1 and group not in named:
            _add(found, "table-choice", "policy.group_order", how=" / ".join(map(str, equal)), about=group)
            return {}
        table[group] = list(equal[0])
        columns = less(columns, equal[0])
    return table


def _give_seats(found: Found, policy: Policy, pools: list[Pool]) -> None:
    """Set the seats of every pool; after a finding nothing more can be worked out."""
    if policy.method is None:
        for pool in pools:
            pool.upto = [pool.base] * len(policy.grades)
        return
    sizes = {str(pool.group): pool.base for pool in pools}
    table: dict[str, list[int]] = {}
    if policy.pool != "by-group-reconciled":
        given = {str(pool.group): _written_or_computed(found, policy, pool.base, pool.group) for pool in pools}
        table = {group: seats for group, seats in given.items() if seats is not None}
    elif not policy.parts:
        _add(found, "shares-seats", "policy.pool", policy.pool)
    elif (county := _written_or_computed(found, policy, sum(sizes.values()), None)) is not None:
        table = _table(found, policy, sizes, county)
    for pool in pools:
        pool.seats = table.get(str(pool.group))
        pool.upto = _upto(pool.seats or [])


# --- 4. Who gets the seats --------------------------------------------------------------------------------------------

Interval = Callable[[Unit], tuple[int, int]]
Run = tuple[dict[str, int], tuple[tuple[int, int, int], ...]]  # grades; cuts as block, grade, seats left


def _runs(
    pool: Pool, may: Interval, k: int, placed: dict[str, int], cuts: tuple[tuple[int, int, int], ...]
) -> Iterator[Run]:
    """Yield what comes out from grade k on, over all orders of the units inside every block.

    The order of a block acts only where the units that come up exceed the seats left, and the first of them take these.
    Any of them may be first at every cut: an order that lists the block by the grades that came out gives just these
    grades. So choosing who is first at every cut goes through all orders; strict keys leave one choice.
    """
    if k == len(pool.upto):
        yield placed, cuts
        return
    placed = placed | {u.name: k for block in pool.blocks for u in block if may(u)[1] == k and u.name not in placed}
    for b, block in enumerate(pool.blocks):
        left = pool.upto[k] - len(placed)
        if left <= 0:
            break
        come = [unit for unit in block if unit.name not in placed and may(unit)[0] <= k]
        if len(come) > left:
            for first in _firsts(come, left, may, pool.orders.get(b)):
                yield from _runs(pool, may, k + 1, placed | dict.fromkeys(first, k), (*cuts, (b, k, left)))
            return
        placed |= {unit.name: k for unit in come}
    yield from _runs(pool, may, k + 1, placed, cuts)


def _firsts(come: list[Unit], left: int, may: Interval, order: list[str] | None) -> Iterator[list[str]]:
    """Yield who may be the first `left`: a decision says who; of units with equal intervals only the number counts."""
    if order is not None:
        yield [name for name in order if any(unit.name == name for unit in come)][:left]
        return
    kinds: dict[tuple[int, int], list[str]] = {}
    for unit in come:
        kinds.setdefault(may(unit), []).append(unit.name)

    def choose(kinds: list[list[str]], left: int) -> Iterator[list[str]]:
        if not kinds and left == 0:
            yield []
        for count in range(min(left, len(kinds[0])) + 1) if kinds else ():
            for others in choose(kinds[1:], left - count):
                yield kinds[0][:count] + others

    yield from choose(list(kinds.values()), left)


def _automatic(pool: Pool, policy: Policy, may: Interval) -> dict[str, int]:
    """Return the grades under promote, demote or majority: a whole block comes up at once."""
    placed: dict[str, int] = {}
    own: dict[int, int] = {}  # the block's grade under majority
    for k in range(len(pool.upto)):
        placed |= {u.name: k for block in pool.blocks for u in block if may(u)[1] == k and u.name not in placed}
        for b, block in enumerate(pool.blocks):
            left = pool.upto[k] - len(placed)
            if left <= 0:
                break
            come = [unit.name for unit in block if unit.name not in placed and may(unit)[0] <= k]
            if len(come) > left:
                pool.unfit = True
                if policy.then == "majority" and b not in own:
                    own[b] = _most_places(pool.seats or [], k, left, len(come))
                if policy.then == "demote" or (policy.then == "majority" and k < own[b]):
                    break
            placed |= dict.fromkeys(come, k)
    return placed


def _most_places(seats: list[int], k: int, left: int, m: int) -> int:
    """Return the grade that has most of the places of m units: `left` in grade k, c(k+1), ... in the next."""
    places = {k: left}
    for worse in range(k + 1, len(seats)):
        places[worse] = min(seats[worse], m - sum(places.values()))
    return max(places, key=lambda grade: (places[grade], -grade))


def _place(pool: Pool, policy: Policy) -> None:
    """Set the possible grades of every unit of the pool, and the cuts that fell into blocks."""
    every = (0, len(policy.grades) - 1)
    may: Interval = (lambda unit: every) if policy.after else (lambda unit: (unit.best, unit.worst))
    pool.possible = {unit.name: set() for unit in pool.units} | {unit.name: {unit.best} for unit in pool.forced}
    pool.cuts = {}
    runs = _runs(pool, may, 0, {}, ()) if policy.then == "decide" else iter([(_automatic(pool, policy, may), ())])
    for grades, cuts in islice(runs, MOST_RUNS):
        for name, k in grades.items():
            pool.possible[name].add(k)
        for b, k, left in cuts:
            if not policy.after or _differs(pool, b, k):
                pool.cuts.setdefault(b, {})[k] = max(left, pool.cuts.get(b, {}).get(k, 0))
    pool.complete = next(runs, None) is None
    for block in [block for b, block in enumerate(pool.blocks) if b not in pool.orders and len(block) > 1]:
        together: dict[tuple[int, int], set[int]] = {}
        for unit in block:
            together.setdefault(may(unit), set()).update(pool.possible[unit.name])
        for unit in block:
            pool.possible[unit.name] = together[may(unit)]
    if policy.after:
        for unit in pool.units:
            pool.possible[unit.name] = {_moved(unit, k) for k in pool.possible[unit.name]}


def _moved(unit: Unit, k: int) -> int:
    """Return the grade to which the unit's restrictions move grade k under `after`."""
    return min(max(k, unit.best), unit.worst)


def _differs(pool: Pool, b: int, k: int) -> bool:
    """Return whether, under `after`, restrictions leave a difference between the two sides of a cut in grade k."""
    below = next(worse for worse, upto in enumerate(pool.upto) if upto > pool.upto[k])
    return any(_moved(unit, k) != _moved(unit, below) for unit in pool.blocks[b])


# --- 5. Decisions -----------------------------------------------------------------------------------------------------


def _read_decisions(found: Found, policy: Policy, pools: list[Pool], raw: Any) -> list[tuple[str, Pool, int]]:
    """Set the orders of decided blocks; return path, pool and block of every decision that fits one."""
    fits: list[tuple[str, Pool, int]] = []
    home = {unit.name: (p, b) for p, pool in enumerate(pools) for b, block in enumerate(pool.blocks) for unit in block}
    known = {unit.name for pool in pools for unit in pool.units}
    for i, decision in enumerate(raw):
        names, path = list(decision["units"]), f"decisions[{i}].units"
        homes = {home.get(name) for name in names}
        place = next(iter(homes), None)
        if len(set(names)) < len(names):
            _add(found, "repeated", path, names)
        elif not known.issuperset(names):
            _add(found, "decision-unknown", path, sorted(set(names) - known))
        elif place is None or len(homes) > 1 or len(names) < 2:
            _add(found, "decision-stale", path, names)
        elif len(names) < len(block := pools[place[0]].blocks[place[1]]):
            _add(found, "decision-part", path, names, [unit.name for unit in block])
        elif place[1] in pools[place[0]].orders:
            _add(found, "decision-twice", path, names, pools[place[0]].orders[place[1]])
        elif policy.then != "decide":
            _add(found, "decision-unused", path, names, how=policy.then)
        else:
            pools[place[0]].orders[place[1]] = names
            fits.append((path, pools[place[0]], place[1]))
    return fits


# --- 6. Bends that are named ------------------------------------------------------------------------------------------


def _check_bent(found: Found, policy: Policy, pool: Pool, k: int, placed: int, said: Any, path: str) -> None:
    """Reasons stand exactly where placed differs from the seats: all that can have done it."""
    inside = [unit for block in pool.blocks for unit in block]
    there = {
        "forced": any(unit.best == k for unit in pool.forced),
        "restriction": any((unit.best, unit.worst) != (0, len(policy.grades) - 1) for unit in inside),
        "tie": pool.unfit,
        "waiting": any(len(grades) > 1 and k in grades for grades in pool.possible.values()),
    }
    differs = pool.seats is not None and pool.seats[k] != placed
    reasons = [reason for reason, holds in there.items() if holds and differs]
    if not _same(said, reasons):
        how = f"given={pool.seats and pool.seats[k]} placed={placed}"
        _add(found, "bent", path, said, reasons, how, policy.grades[k])


# --- 7. The statements of grading.json --------------------------------------------------------------------------------


_RANKED = re.compile(r"总分 (\S+)，(在“.*?”组内)?第 ([0-9]+) 名（共 ([0-9]+) 个单位）；", re.DOTALL)
_GRADED = re.compile(r"(?:评为|定为)[^“；，。]*“([^”]*)”")
_SEATED = re.compile(r"“([^”]*)”(?:及以上)?名额（([0-9]+) 个）")


def _reason_lacks(policy: Policy, pool: Pool, unit: Unit, decisions: Any) -> list[str]:
    """Return what the policy gives and the reason does not say in these words, or says otherwise."""
    why, lacks = unit.said["why"], []
    ranked = _RANKED.match(why)
    total, rank, size = unit.keys[0], str(pool.ranks[unit.name]), str(len(pool.units))
    if ranked is None or ranked.group(1, 3, 4) != (total, rank, size) or bool(ranked[2]) != (pool.group is not None):
        lacks.append(f"总分 {total}，{'' if pool.group is None else '在…组内'}第 {rank} 名（共 {size} 个单位）；")
    rest = why[ranked.end() :] if ranked else why
    for decision in decisions:
        if unit.name in decision["units"]:
            words = f"按 {decision['on']} 的裁定（{decision['document']}）"
            lacks += [] if words in rest else [words]
            rest = rest.replace(words, "")
    if "的裁定（" in rest:
        lacks.append("没有别的裁定")
    for title, count in _SEATED.findall(rest):
        if title not in policy.titles or str(pool.upto[policy.titles.index(title)]) != count:
            lacks.append(f"{policy.titles} {pool.upto}")
    return lacks + (_grade_lacks(policy, pool, unit, rest) if pool.complete else [])


def _grade_lacks(policy: Policy, pool: Pool, unit: Unit, rest: str) -> list[str]:
    """Return the grade of a unit, or those it waits for, where the rest of its reason does not say it."""
    titles = [policy.titles[k] for k in sorted(pool.possible[unit.name])]
    named, waits = _GRADED.findall(rest), "可能为"
    if len(titles) > 1:
        words = f"{waits}{'、'.join(titles)}，"
        return [words] if named or words not in rest else []
    return [f"评为“{titles[0]}”"] if set(named) != set(titles) or waits in rest else []


def _check_units(found: Found, policy: Policy, pools: list[Pool], units: list[Unit], decisions: Any) -> None:
    home = {unit.name: pool for pool in pools for unit in pool.units}
    promised = sorted(units, key=lambda u: (home[u.name].group or "", home[u.name].ranks[u.name], u.name))
    if promised != units:
        _add(found, "units-order", "units", [u.name for u in units], [u.name for u in promised])
    for i, unit in enumerate(units):
        pool, said, path = home[unit.name], unit.said, f"units[{i}]"
        rank, grades, k = pool.ranks[unit.name], policy.names(pool.possible[unit.name]), pool.grade(unit)
        if lacks := _reason_lacks(policy, pool, unit, decisions):
            _add(found, "why", path + ".why", said["why"], lacks, about=unit.name)
        how = f"total={unit.keys[0]} rank={rank} [{policy.grades[unit.best]}, {policy.grades[unit.worst]}]"
        how += f" N={pool.base} C={pool.upto} -> {' / '.join(grades)}"
        gives: dict[str, Any] = {"rank": rank}
        if pool.complete:
            # of a unit that does not wait, the set may be left empty
            possible = [] if k is not None and _same(said.get("possible"), []) else grades
            gives |= {"grade": None if k is None else grades[0], "on_line": k is None}
            gives |= {"possible": _any_order(said.get("possible"), possible)}
        else:
            grade, stated = said.get("grade"), said.get("possible")
            some = [grade] if grade is not None else list(stated) if isinstance(stated, list | tuple) else []
            if not all(any(_same(one, name) for one in some) for name in grades):
                _add(found, "differs", path + ".possible", some, grades, how, unit.name)
        _compare(found, said, gives, path, unit.name, how)


def _check_equals(found: Found, pool: Pool) -> None:
    """Equal keys and restrictions get equal grades, or a decision, or wait: checked where not every order was."""
    for block in [block for b, block in enumerate(pool.blocks) if b not in pool.orders]:
        first: dict[tuple[int, int], Unit] = {}
        for unit in block:
            other = first.setdefault((unit.best, unit.worst), unit)
            grades = other.said.get("grade"), unit.said.get("grade")
            if not _same(*grades):
                _add(found, "unequal", "units", grades, about=f"{other.name}, {unit.name}")


def _check_pools(found: Found, policy: Policy, pools: list[Pool], raw: Any) -> None:
    waiting = {pool.group: pool for pool in pools}
    for i, said in enumerate(raw):
        pool, path = waiting.pop(said["group"], None), f"pools[{i}]"
        if pool is None:
            _add(found, "pool-unknown", path + ".group", said["group"])
            continue
        about, width = pool.group or "", len(policy.grades)
        how = f"{len(pool.units)} - {len(pool.forced)}"
        _compare(found, said, {"units": len(pool.units), "base": pool.base}, path, about, how)
        for key, length in (("seats", width), ("lines", width - 1)):
            if len(said[key]) != length:
                _add(found, "differs", f"{path}.{key}", len(said[key]), length, about=about)
        for k, seat in enumerate(said["seats"][:width]):
            _check_seat(found, policy, pool, k, seat, f"{path}.seats[{k}]")
        for k, line in enumerate(said["lines"][: width - 1] if pool.complete else ()):
            _check_line(found, policy, pool, k, line, f"{path}.lines[{k}]")
    for group in waiting:
        _add(found, "pool-missing", "pools", gives=group)


def _check_seat(found: Found, policy: Policy, pool: Pool, k: int, said: dict[str, Any], path: str) -> None:
    gives: dict[str, Any] = {"grade": policy.grades[k], "title": policy.titles[k]}
    gives |= dict.fromkeys(("share", "exact", "floor", "remainder"))
    how = f"{policy.method} N={pool.base} c={pool.seats}"
    if policy.parts:
        share, (floor, rest) = (
            Fraction(policy.parts[k], policy.whole),
            divmod(policy.parts[k] * pool.base, policy.whole),
        )
        gives |= {"exact": str(share * pool.base), "floor": floor, "remainder": str(Fraction(rest, policy.whole))}
        written = said.get("share")
        gives["share"] = written if _fits(written, "share") and _share(str(written)) == share else str(share)
        how += f" {share} x {pool.base} = {share * pool.base}"
    gives["given"] = pool.seats[k] if pool.seats is not None else None
    if pool.complete:
        gives["placed"] = sum(pool.grade(unit) == k for unit in pool.units)
        _check_bent(found, policy, pool, k, gives["placed"], said.get("bent", _ABSENT), path + ".bent")
    _compare(found, said, gives, path, policy.grades[k], how)


def _check_line(found: Found, policy: Policy, pool: Pool, k: int, said: dict[str, Any], path: str) -> None:
    """The line between grade k and the next: who stands next to it and might have been on the other side."""
    crossing = [unit for unit in pool.units if unit.best <= k < unit.worst]
    graded = [(unit, grade) for unit in crossing if (grade := pool.grade(unit)) is not None]
    gives: dict[str, Any] = {"between": policy.grades[k : k + 2], "above": None, "below": None}
    sides = {"above": [unit for unit, grade in graded if grade <= k][::-1]}
    sides["below"] = [unit for unit, grade in graded if grade > k]
    for key, side in sides.items():
        if side:
            next_to = [unit for unit in side if unit.order == side[0].order]
            stated = said.get(key) if isinstance(said.get(key), dict) else {}
            gives[key] = _tied(pool, next_to, stated) | {
                "units": _any_order((stated or {}).get("units"), sorted(unit.name for unit in next_to))
            }
    both = [unit.name for unit in pool.units if len({grade > k for grade in pool.possible[unit.name]}) == 2]
    gives["waiting"] = _any_order(said.get("waiting"), sorted(both))
    _compare(found, said, gives, path, "/".join(gives["between"]))


def _tied(pool: Pool, units: list[Unit], said: Any) -> dict[str, Any]:
    """Return rank and keys of tied units; the keys as written at any of them (90.0 and 90.00 are equal)."""
    keys = next((unit.keys for unit in units if _same(said.get("keys"), unit.keys)), units[0].keys)
    return {"rank": pool.ranks[units[0].name], "keys": keys}


def _check_county(found: Found, policy: Policy, pools: list[Pool], raw: Any) -> None:
    if len(raw) != len(policy.grades):
        _add(found, "differs", "county", len(raw), len(policy.grades))
    base = sum(pool.base for pool in pools)
    for k, (said, grade) in enumerate(zip(raw, policy.grades, strict=False)):
        given = [pool.seats[k] for pool in pools if pool.seats is not None]
        placed = [sum(pool.grade(unit) == k for unit in pool.units) for pool in pools]
        gives = {"grade": grade, "given": sum(given) if policy.method is not None else None}
        gives["exact"] = str(Fraction(policy.parts[k] * base, policy.whole)) if policy.parts else None
        if all(pool.complete for pool in pools):
            gives["placed"] = sum(placed)
        _compare(found, said, gives, f"county[{k}]", grade, f"N={base} given={given} placed={placed}")


def _check_ties(
    found: Found, policy: Policy, pools: list[Pool], before: dict[int, Pool], raw: Any, decisions: Any
) -> None:
    """Compare the ties: a decided one is told as it stood before any decision, an open one after those taken."""
    ties = {
        frozenset(unit.name for unit in pool.blocks[b]): (pool, before[id(pool)] if b in pool.orders else pool, b)
        for pool in pools
        for b in {b for b in before[id(pool)].cuts if b in pool.orders} | set(pool.cuts)
    }
    for i, said in enumerate(raw):
        names = [entry["unit"] for entry in said["units"]]
        pool, told, b = ties.pop(frozenset(names), (None, None, 0))
        if pool is not None and told is not None and len(set(names)) == len(names):
            _check_tie(found, policy, pool, b, said, f"ties[{i}]", decisions)
            about = ", ".join(sorted(names))
            found += _check_stake(policy, told, b, said, f"ties[{i}]", about) if told.complete else []
        elif all(pool.complete for pool in pools):
            _add(found, "tie-unknown", f"ties[{i}].units", names)
    for tied, (_, home, b) in ties.items():
        how = ", ".join(f"{policy.grades[k]} r={left}" for k, left in sorted(home.cuts.get(b, {}).items()))
        _add(found, "tie-missing", "ties", gives=sorted(tied), how=how)


def _check_tie(
    found: Found, policy: Policy, pool: Pool, b: int, said: dict[str, Any], path: str, decisions: Any
) -> None:
    order, about = pool.orders.get(b), ", ".join(sorted(unit.name for unit in pool.blocks[b]))
    gives = {"group": pool.group, "state": "open", "decision": None} | _tied(pool, pool.blocks[b], said)
    if order is not None:
        made = next(decision for decision in decisions if list(decision["units"]) == order)
        named = _same(said.get("decision"), made["document"])
        gives |= {"state": "decided", "decision": made["document"] if named else made}
    _compare(found, said, gives, path, about)


def _check_stake(policy: Policy, pool: Pool, b: int, said: dict[str, Any], path: str, about: str) -> Found:
    """Compare the lines that fall into a tie, and what its units can get."""
    found: Found = []
    cuts = sorted(pool.cuts.get(b, {}).items())
    cutoffs = [{"between": policy.grades[k : k + 2], "seats_left": left} for k, left in cuts]
    _compare(found, said, {"cutoffs": _any_order(said["cutoffs"], cutoffs)}, path, about, f"C={pool.upto}")
    for i, entry in enumerate(said["units"]):
        possible = _any_order(entry.get("possible"), policy.names(pool.possible[entry["unit"]]))
        _compare(found, entry, {"possible": possible}, f"{path}.units[{i}]", entry["unit"])
    return found


# --- The whole --------------------------------------------------------------------------------------------------------


def _check(found: Found, data: dict[str, Any]) -> Policy | None:
    """Add what is wrong with one jurisdiction, but for the proof; return its policy if it can be read."""
    _check_shape(found, data, _JURISDICTION, "")
    policy = None if found else _read_policy(found, data["policy"])
    if policy is None:
        return None
    read = [_read_unit(found, policy, said, f"units[{i}]") for i, said in enumerate(data["units"])]
    units = [unit for unit in read if unit is not None]
    names, ungraded = ([entry["unit"] for entry in data[key]] for key in ("units", "ungraded"))
    for key, listed in (("units", names), ("ungraded", ungraded)):
        if len(set(listed)) < len(listed):
            _add(found, "repeated", key, sorted(name for name in set(listed) if listed.count(name) > 1))
    if both := sorted(set(names) & set(ungraded)):
        _add(found, "both-lists", "ungraded", both)
    members: dict[str | None, list[Unit]] = {None: []} if policy.pool == "all" else {}
    for unit in units:
        members.setdefault(None if policy.pool == "all" else unit.group, []).append(unit)
    pools = [_pool(policy, group, part) for group, part in members.items()]
    if not found:
        _give_seats(found, policy, pools)
    if found:
        return policy
    fits = _read_decisions(found, policy, pools, data["decisions"])
    for pool in pools:
        _place(pool, policy)
        if not pool.complete:
            _add(found, "runs-many", "ties", how=f"> {MOST_RUNS}", about=pool.group or "")
            _check_equals(found, pool)
    before = {id(pool): _undecided(pool, policy) for pool in pools}
    for path, pool, b in fits:
        if before[id(pool)].complete and b not in before[id(pool)].cuts:
            _add(found, "decision-unused", path, pool.orders[b])
    _check_units(found, policy, pools, units, data["decisions"])
    _check_pools(found, policy, pools, data["pools"])
    _check_county(found, policy, pools, data["county"])
    _check_ties(found, policy, pools, before, data["ties"], data["decisions"])
    return policy


def _undecided(pool: Pool, policy: Policy) -> Pool:
    """Return the pool as it stands before any decision: here it shows what there is to decide."""
    if not pool.orders:
        return pool
    before = replace(pool, orders={})
    _place(before, policy)
    return before


def check_jurisdiction(data: dict[str, Any], *, proof: bool = True) -> list[Finding]:
    """Return what is wrong with one jurisdiction of a certificate; `proof=False` leaves out the proof for N = 0..1000.

    A finding with `is_note` says that not everything could be checked, and nothing is wrong.
    """
    found: Found = []
    policy = _check(found, data)
    return found + (_prove(policy) if proof and policy is not None else [])


def check(certificate: dict[str, Any]) -> list[Finding]:
    """Return what is wrong with a whole certificate; the proof for N = 0..1000 is made once for equal policies."""
    if not isinstance(certificate, dict):
        return [Finding("not-certificate", "", said=_shown(certificate))]
    schema, counties = certificate.get("schema"), certificate.get("jurisdictions")
    if schema != SCHEMA or not isinstance(counties, dict):
        path, said, gives = ("schema", schema, SCHEMA) if schema != SCHEMA else ("jurisdictions", counties, "mapping")
        return [Finding("not-certificate", path, said=_shown(said), gives=gives)]
    found: Found = []
    _check_shape(found, certificate, _CERTIFICATE, "")
    if not counties:
        _add(found, "nothing", "jurisdictions")
        return found
    proofs: list[tuple[Policy, Found]] = []
    waiting = False
    for name, data in counties.items():
        mine: Found = []
        policy = _check(mine, data)
        if policy is not None:
            if all(policy != other for other, _ in proofs):
                proofs.append((policy, _prove(policy)))
            mine += next(proof for other, proof in proofs if policy == other)
            waiting = waiting or any(unit.get("grade", _ABSENT) is None for unit in data["units"])
        found += [replace(finding, jurisdiction=str(name)) for finding in mine]
    status = certificate.get("status")
    if status not in STATUSES:
        _add(found, "malformed", "status", status, STATUSES)
    elif (status == "final" and waiting) or (status == "undecided" and not waiting):
        _add(found, "status", "status", status, how="grade: null" if waiting else "")
    return found


def _summary(name: str, data: dict[str, Any], english: bool) -> str:
    """Return what was checked in a jurisdiction that has no findings."""
    policy = data["policy"]
    how = [policy["pool"], policy["base"], policy.get("seats") or "-", policy["restrictions"], policy["ties"]["then"]]
    counts = [len(data[key]) for key in ("units", "pools", "ties", "decisions", "ungraded")]
    words = "{}: {} units, {} pools, {} ties, {} decisions, {} not graded ({})"
    if not english:
        words = "{}：单位 {} 个，组 {} 个，同分 {} 组，裁定 {} 条，不评等次 {} 个（{}）"
    return words.format(name or ("certificate" if english else "证书"), *counts, ", ".join(how))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError(f"repeated key / 键重复: {_shown([key for key, _ in pairs])}")
    return dict(pairs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the file named on the command line; return the exit status."""
    parser = argparse.ArgumentParser(description="核对 grading.json / check a grading.json")
    parser.add_argument("file")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    options = parser.parse_args(arguments)
    english = options.lang == "en"
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        certificate = json.loads(Path(options.file).read_text("utf-8-sig"), object_pairs_hook=_once)
    except (OSError, ValueError, RecursionError) as problem:
        print(f"cannot read {options.file}: {problem}" if english else f"读不了 {options.file}：{problem}")
        return 2
    found = check(certificate)
    if found and found[0].code == "not-certificate":
        print(found[0].text(options.lang))
        return 2
    of_all = [one for one in found if not one.jurisdiction and one.path in {*certificate, "status"}]
    for name, data in certificate["jurisdictions"].items():
        mine = [finding for finding in found if finding.jurisdiction == name and finding not in of_all]
        for finding in mine:
            print(finding.text(options.lang))
        if not mine:
            print(_summary(name, data, english) + (": OK" if english else "：OK"))
    for finding in of_all:
        print(finding.text(options.lang))
    return 1 if any(not finding.is_note for finding in found) else 0


if __name__ == "__main__":
    sys.exit(main())
