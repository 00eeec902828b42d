"""Dates as citizens read them."""


def chinese_day(moment: str) -> str:
    """Give ``2026-11-18 09:30`` as ``2026年11月18日``; nothing stays nothing."""
    if not moment:
        return ""
    year, month, day = moment[:10].split("-")
    return f"{year}年{int(month)}月{int(day)}日"
