"""Facts of problems that are words themselves, in Chinese and, as `..._en`, in English."""

import errno
from datetime import date

from efficiency_rules.evidence.types import Column

Facts = dict[str, object]

_OS_REASONS = {
    errno.ENOENT: ("文件或文件夹不存在", "no such file or folder"),
    errno.EACCES: ("没有读取权限", "permission denied"),
    errno.EPERM: ("没有读取权限", "permission denied"),
    errno.ENOTDIR: ("不是文件夹", "not a folder"),
    errno.EISDIR: ("是文件夹，不是文件", "a folder, not a file"),
}
_EXAMPLES: dict[str, tuple[object, object]] = {
    "unit": ("单位名称或编号", "the name or id of a unit"),
    "text": ("文字", "text"),
    "integer": ("12", "12"),
    "flag": (("是", "否"), ("是", "否")),
    "day": ("2025-03-05", "2025-03-05"),
    "points": ("0.16", "0.16"),
    "percent": ("98.5%", "98.5%"),
}


def reason(zh: str, en: str) -> Facts:
    """Return the reason why something cannot be used."""
    return {"reason": zh, "reason_en": en}


def os_reason(error: OSError) -> Facts:
    """Return why the operating system refused something."""
    own = error.strerror or type(error).__name__
    return reason(*_OS_REASONS.get(error.errno or 0, ("系统拒绝读取", own)))


def damage(detail: str) -> Facts:
    """Return that a file is damaged; the words of the library that found it stand in the English text only."""
    return reason("已损坏，或不是这种文件", detail)


def example(column: Column) -> Facts:
    """Return what a cell of the column should hold."""
    if column.choices:
        return {"expected": column.choices}
    zh, en = _EXAMPLES[column.kind]
    return {"expected": zh, "expected_en": en}


def days(first: date | None, last: date | None) -> Facts:
    """Return the days that were expected, one of which may be open."""
    if first is None:
        return {"expected": f"截至 {last}", "expected_en": f"until {last}"}
    if last is None:
        return {"expected": f"{first} 起", "expected_en": f"from {first}"}
    return {"expected": f"{first} 至 {last}", "expected_en": f"{first} to {last}"}


def bounds(column: Column) -> Facts:
    """Return the bounds of a number column, one of which may be open."""
    sign = "%" if column.kind == "percent" else ""
    low, high = column.at_least, column.at_most
    if low is None:
        return {"expected": f"不大于 {high}{sign}", "expected_en": f"at most {high}{sign}"}
    if high is None:
        return {"expected": f"不小于 {low}{sign}", "expected_en": f"at least {low}{sign}"}
    return {"expected": f"{low}{sign} 至 {high}{sign}", "expected_en": f"{low}{sign} to {high}{sign}"}
