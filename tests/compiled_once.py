"""Templates compiled and checked once a session: tests that build their own portals need not wait.

Equal templates give equal code, closures and findings, so what is remembered is what would be
made; caches on the disk are read and written as ever. Processes that tests start do it all anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from jinja2 import Environment

from govssg import prepare
from govssg.check import theme as theme_check
from govssg.model.theme import ThemeSource
from govssg.theme import environment as theme_environment
from govssg.theme import renderer
from govssg.theme.closure import closures
from govssg.theme.types import type_findings

Made = TypeVar("Made")


@contextmanager
def compiled_once() -> Iterator[None]:
    """Have this process parse, compile and check no template twice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theme_environment, "Environment", remembering())
        for module in (prepare, renderer):
            patch.setattr(module, "closures", once_a_theme(closures))
        patch.setattr(theme_check, "type_findings", once_a_theme(type_findings))
        yield


def remembering() -> type[Environment]:
    """Give Jinja's environment with a memory all environments share; ours are all set up alike."""
    known: dict[tuple[object, ...], Any] = {}

    class Remembering(Environment):
        def parse(self, *given: Any, **named: Any) -> Any:
            return self._once("parse", given, named)

        def compile(self, *given: Any, **named: Any) -> Any:
            return self._once("compile", given, named)

        def _once(self, verb: str, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
            key = (verb, *given, *named.items())
            if key not in known:
                known[key] = getattr(super(), verb)(*given, **named)
            return known[key]

    return Remembering


def once_a_theme(make: Callable[..., Made]) -> Callable[..., Made]:
    """Give a function of a theme that remembers; what else it is given never differs."""
    known: dict[ThemeSource, Made] = {}

    def remembered(theme: ThemeSource, *more: object) -> Made:
        if theme not in known:
            known[theme] = make(theme, *more)
        return known[theme]

    return remembered
