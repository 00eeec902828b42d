"""A template that fails, told as a finding with file and line."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import TemplateError, TemplateRuntimeError, TemplateSyntaxError

from govssg.model.finding import Finding, Span, excerpt_span, finding
from govssg.model.theme import ThemeSource

MISTAKES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What an expression of a template can raise besides Jinja's own errors."""


class TemplateFailure(Exception):  # noqa: N818 - it carries a finding, it is none
    """A page could not be rendered; its finding says where and why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.finding = found


@contextmanager
def told(theme: ThemeSource, path: str) -> Iterator[None]:
    """Turn whatever rendering a page raises into a failure with file and line.

    Args:
        theme: the theme, for the lines of its templates.
        path: the page that is rendered.

    Raises:
        TemplateFailure: the page could not be rendered.
    """
    try:
        yield
    except TemplateError as error:
        raise TemplateFailure(template_finding(error, theme, path)) from error
    except MISTAKES as error:
        same = TemplateRuntimeError(f"{type(error).__name__}: {error}")
        same = same.with_traceback(error.__traceback__)
        raise TemplateFailure(template_finding(same, theme, path)) from error


def template_finding(error: TemplateError, theme: ThemeSource, path: str) -> Finding:
    """Give the finding of a failed rendering.

    Args:
        error: what Jinja raised.
        theme: the theme, for the lines of its templates.
        path: the page that could not be rendered.
    """
    texts = dict(theme.templates)
    name, line = _place(error, texts)
    file = f"{theme.root}/templates/{name}"
    span = excerpt_span(file, texts[name], line, 1) if name in texts else Span(file)
    return finding("T102", span, page=path, reason=error.message or str(error))


def _place(error: TemplateError, texts: dict[str, str]) -> tuple[str, int]:
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if _template_name(frame.filename, texts)]
    if not inside:
        return "", 0
    return _template_name(inside[-1].filename, texts), inside[-1].lineno or 0


def _template_name(filename: str, texts: dict[str, str]) -> str:
    """Give the template a frame belongs to; templates without files show as ``<template>``."""
    return filename if filename in texts else ""
