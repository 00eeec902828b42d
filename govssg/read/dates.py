"""Dates as editors write them, made into the one form the portal keeps."""

import re
from datetime import datetime, timedelta, timezone

PORTAL_TIME = timezone(timedelta(hours=8))
"""China has one time zone and no summer time (Asia/Shanghai)."""

_NUMERIC = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[Tt ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_CHINESE = re.compile(
    r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:\s*(\d{1,2})[:：时](\d{2})?分?(?::(\d{2}))?)?()"
)


def moment(text: str) -> str | None:
    """Give ``YYYY-MM-DD HH:MM`` in the portal's time, or None if this is no date.

    Accepts ISO 8601 with or without time and zone, ``2026/11/18``, ``2026.11.18`` and
    ``2026年11月18日 9时30分``; a time without zone is the portal's own.
    """
    match = _NUMERIC.fullmatch(text.strip()) or _CHINESE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day_of_month, hour, minute, second = (
        int(part or 0) for part in match.groups()[:6]
    )
    try:
        value = datetime(year, month, day_of_month, hour, minute, second, tzinfo=_zone(match[7]))
        return value.astimezone(PORTAL_TIME).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return None


def day(text: str) -> str | None:
    """Give ``YYYY-MM-DD``, or None if this is no date."""
    value = moment(text)
    return value[:10] if value else None


def _zone(text: str | None) -> timezone:
    if not text:
        return PORTAL_TIME
    if text == "Z":
        return timezone.utc  # noqa: UP017 - reads beside timezone(…)
    hours, minutes = int(text[1:3]), int(text[-2:])
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
