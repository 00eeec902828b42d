"""What a content kind is: a schema, a view, and rules; one value per file of this folder."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from govssg.catalog.context import Context
from govssg.kinds.common import CommonFields
from govssg.model.document import Document
from govssg.model.finding import Finding, Span
from govssg.model.view import PageView

Rule = Callable[[Document, Any, Callable[[str], Span]], tuple[Finding, ...]]
"""A rule over one document: (document, its fields, where a key stands) → findings."""

BuildView = Callable[[Document, Any, str, Context], PageView]
"""(document, its fields, body with links put in, what the portal knows) → view."""


def _no_facts(_fields: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401
    return ()


class Kind(Struct, frozen=True):
    """A content kind, complete: the engine asks nothing else of it."""

    name: str
    label: str
    """What citizens call it, such as 办事指南."""
    fields: type[CommonFields]
    view_type: type[PageView]
    view: BuildView
    required: tuple[str, ...] = ("title",)
    """Front-matter keys a document must have."""
    facts: Callable[[Any], tuple[tuple[str, str], ...]] = _no_facts
    """The facts of the fields that lists may show."""
    rules: tuple[Rule, ...] = ()
    shows_column: bool = False
    """Whether its pages show every document of their column."""
    skeleton: tuple[tuple[str, str], ...] = ()
    """(key, comment) pairs ``govssg new`` explains, in order."""
