"""Chinese working days once more, from the notices of 国务院办公厅 and no library."""

from datetime import date, timedelta

# 国务院办公厅关于部分节假日安排的通知: 国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号. First and last day off.
HOLIDAYS = """
2024-01-01 2024-01-01, 2024-02-10 2024-02-17, 2024-04-04 2024-04-06, 2024-05-01 2024-05-05, 2024-06-10 2024-06-10,
2024-09-15 2024-09-17, 2024-10-01 2024-10-07, 2025-01-01 2025-01-01, 2025-01-28 2025-02-04, 2025-04-04 2025-04-06,
2025-05-01 2025-05-05, 2025-05-31 2025-06-02, 2025-10-01 2025-10-08, 2026-01-01 2026-01-03, 2026-02-15 2026-02-23,
2026-04-04 2026-04-06, 2026-05-01 2026-05-05, 2026-06-19 2026-06-21
"""
MADE_UP = """
2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12 2025-01-26 2025-02-08
2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09
"""


def days(first: date, last: date) -> list[date]:
    """Return every day from first to last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


OFF = {day for span in HOLIDAYS.split(",") for day in days(*[date.fromisoformat(text) for text in span.split()])}
WORKED = {
    day
    for day in days(date(2024, 1, 1), date(2026, 6, 30))
    if (day.weekday() < 5 and day not in OFF) or day.isoformat() in MADE_UP.split()
}
"""Every day on which people work, from 2024 to the middle of 2026."""


def working_days(start: date | None, end: date | None) -> int | None:
    """Return the working days after `start` up to `end`, negative when `end` comes first; None without both."""
    if start is None or end is None:
        return None
    early, late = min(start, end), max(start, end)
    if early.year < 2024 or late > date(2026, 6, 30):
        raise ValueError(f"the oracle's calendar does not reach from {early} to {late}")
    worked = sum(1 for day in days(early, late)[1:] if day in WORKED)
    return worked if start <= end else -worked
