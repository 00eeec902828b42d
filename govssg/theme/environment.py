"""The template environment: strict, escaping, and with three filters only.

Jinja's own way takes twice the time: it merges the global names anew for each template and
wraps each value in a ``Markup``, only to join it with the others at once.
"""

import re
from collections.abc import Mapping, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, Template
from jinja2.runtime import Context, new_context
from markupsafe import Markup, escape

from govssg.model.dates import chinese_day
from govssg.model.theme import ThemeSource

_special = re.compile("[&<>\"']").search


class _Template(Template):
    """A template that is cheap to render; gives what Jinja's gives."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Any = None,  # noqa: ANN401 - Jinja's type
    ) -> Template:
        """Give the template of compiled code, printing through our ``escape``."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = _printed
        return made

    def new_context(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's name
        shared: bool = False,  # noqa: FBT001, FBT002 - Jinja's order
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Context:
        """Give the names a template sees; no template has global names of its own."""
        names = vars or {}
        if not shared:
            names = {**self.environment.globals, **names}
        return new_context(self.environment, self.name, self.blocks, names, True, None, locals)  # noqa: FBT003


def _printed(value: object) -> str:
    """Give a value as it is printed; what needs no escape is not copied."""
    if type(value) is Markup or (type(value) is str and _special(value) is None):
        return value
    return escape(value)


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
    made.template_class = _Template
    made.filters.update(FILTERS)
    return made


def _loader(theme: ThemeSource) -> FunctionLoader:
    """Give a loader that names each template as its own file, so that tracebacks do too."""
    texts = dict(theme.templates)
    return FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None)


def _day(moment: str) -> str:
    return moment[:10]


FILTERS: Mapping[str, object] = {"day": _day, "chinese_day": chinese_day, "safe": Markup}
