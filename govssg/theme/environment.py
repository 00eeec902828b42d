"""The template environment: strict, escaping, and with three filters only."""

from collections.abc import Mapping

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from govssg.model.dates import chinese_day
from govssg.model.theme import ThemeSource


def environment(theme: ThemeSource, compiled: BytecodeCache | None = None) -> Environment:
    """Give the environment of a theme's templates, with what an earlier one compiled."""
    made = Environment(
        loader=_loader(theme),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )
    made.filters.update(FILTERS)
    return made


def _loader(theme: ThemeSource) -> FunctionLoader:
    """Give a loader that names each template as its own file, so that tracebacks do too."""
    texts = dict(theme.templates)
    return FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None)


def _day(moment: str) -> str:
    return moment[:10]


FILTERS: Mapping[str, object] = {"day": _day, "chinese_day": chinese_day, "safe": Markup}
