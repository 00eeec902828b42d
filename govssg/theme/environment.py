"""The template environment: strict, escaping, and with three filters only."""

from collections.abc import Mapping

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from govssg.model.theme import ThemeSource


def environment(theme: ThemeSource) -> Environment:
    """Give the environment of a theme's templates."""
    made = Environment(
        loader=DictLoader(dict(theme.templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters.update(FILTERS)
    return made


def _day(moment: str) -> str:
    return moment[:10]


def _chinese_day(moment: str) -> str:
    if not moment:
        return ""
    year, month, day = moment[:10].split("-")
    return f"{year}年{int(month)}月{int(day)}日"


FILTERS: Mapping[str, object] = {"day": _day, "chinese_day": _chinese_day, "safe": Markup}
