"""Working days between two days, Monday to Friday; public holidays are not known here."""

from datetime import date, timedelta

WEEKEND = 5
"""Saturday, counted from Monday as 0."""


def working_days(start: str, end: str) -> int:
    """Give how many working days lie after ``start``, up to and with ``end``.

    Args:
        start: ``YYYY-MM-DD``, may be followed by a time.
        end: the same; an earlier one gives 0.
    """
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    weeks, rest = divmod(max((last - first).days, 0), 7)
    extra = (first + timedelta(days=n) for n in range(1, rest + 1))
    return weeks * WEEKEND + sum(day.weekday() < WEEKEND for day in extra)


def days_between(start: str, end: str) -> int:
    """Give how many days lie between two days written ``YYYY-MM-DD``."""
    return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days
