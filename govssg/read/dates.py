"""Dates as editors write them, made into the one form the portal keeps."""

import re
from datetime import datetime, timedelta, timezone

PORTAL_TIME = timezone(timedelta(hours=8))
"""China has one time zone and no summer time (Asia/Shanghai)."""

_NUMERIC = (
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[Tt ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_USUAL = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_CHINESE = r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:\s*(\d{1,2})[:：时](\d{2})?分?(?::(\d{2}))?)?()"


def moment(text: str) -> str | None:
    """Give ``YYYY-MM-DD HH:MM`` in the portal's time, or None if this is no date.

    Accepts ISO 8601 with or without time and zone, ``2026/11/18``, ``2026.11.18`` and
    ``2026年11月18日 9时30分``; a time without zone is the portal's own.
    """
    if _USUAL.fullmatch(text):
        return text[:16] if _is_real(text) else None
    text = text.strip()
    match = re.fullmatch(_NUMERIC, text) or re.fullmatch(_CHINESE, text)
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


def _is_real(text: str) -> bool:
    """Tell whether a moment of the usual form exists; a quarter of the cost of converting it."""
    try:
        datetime(
            int(text[:4]),
            int(text[5:7]),
            int(text[8:10]),
            int(text[11:13]),
            int(text[14:16]),
            int(text[17:] or 0),
            tzinfo=PORTAL_TIME,
        )
    except ValueError:
        return False
    return True


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
