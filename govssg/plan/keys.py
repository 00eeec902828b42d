"""Keys: what the bytes of a planned thing depend on, part by part, as digests.

The parts are the view's own fields, the templates, the chrome and ourselves; when one of
them differs from what the ledger remembers, its name is the reason to build again.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from govssg.model.digest import digest_fields, digest_value
from govssg.model.output import Copy, DataFile, Page, Plan, Row
from govssg.theme.renderer import Theme

Parts = tuple[tuple[str, str], ...]


class Keyed(Struct, frozen=True):
    """A planned thing with its key."""

    path: str
    key: str
    parts: Parts
    thing: Page | DataFile | Copy


def keyed_plan(plan: Plan, chrome: str, theme: Theme, engine: str) -> Iterator[Keyed]:
    """Give every planned thing of a site with its key.

    Args:
        plan: the site's plan.
        chrome: digest of the site's chrome.
        theme: the theme, for the closures of its templates.
        engine: digest of our own version and the libraries'.
    """
    for page in plan.pages:
        template = theme.template_key(page.view.template)
        yield _keyed(page.path, page, page.view, (("theme", template), ("site", chrome)), engine)
    for file in plan.data:
        template = theme.file_key(file.template)
        yield _keyed(file.path, file, file.view, (("theme", template),), engine)
    for copy in plan.copies:
        parts = (("content", copy.blob),)
        yield Keyed(copy.path, digest_value(parts), parts, copy)


def _keyed(path: str, thing: Any, view: Any, parts: Parts, engine: str) -> Keyed:  # noqa: ANN401
    every = (("engine", engine), *parts, *digest_fields(view))
    return Keyed(path, digest_value(every), every, thing)


def changed_parts(known: Row | None, parts: Parts) -> tuple[str, ...]:
    """Give the names of the parts that differ from what the ledger remembers."""
    if known is None:
        return ("new",)
    before = dict(known.parts)
    names = [name for name, digest in parts if before.get(name) != digest]
    return tuple(names) or ("repaired",)
