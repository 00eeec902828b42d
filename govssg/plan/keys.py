"""Keys: what the bytes of a planned thing depend on, part by part, as digests.

The parts are the view's own fields, the templates, the chrome and ourselves; when one of
them differs from what the ledger remembers, its name is the reason to build again.
"""

from hashlib import blake2b
from typing import Protocol

from msgspec import Struct

from govssg.model.digest import digest_bytes, digest_fields, digest_value
from govssg.model.finding import Finding
from govssg.model.output import Copy, DataFile, Page, Row
from govssg.plan.drafts import Draft, Made
from govssg.theme.renderer import Theme

Parts = tuple[tuple[str, str], ...]


class Keyed(Struct, frozen=True):
    """A planned thing with its key."""

    path: str
    key: str
    parts: Parts
    thing: Page | DataFile | Copy
    draft: str = ""
    """Digest of the draft it was made from; empty for one that is always made."""
    findings: tuple[Finding, ...] = ()


class Dressing(Protocol):
    """What turns views into bytes."""

    engine: str
    """Digest of our own version and the libraries'."""

    @property
    def theme(self) -> Theme:
        """The theme, for the closures of its templates."""
        ...


class Keys:
    """Gives the digests of one site's drafts, and the keys of what they become."""

    def __init__(self, site: str, chrome: str, folder: str, press: Dressing) -> None:
        """Take what all drafts of a site depend on.

        Args:
            site: digest of the site's file and of the faces of all sites.
            chrome: digest of the site's chrome and folder.
            folder: folder of the site in the tree.
            press: theme and engine.
        """
        self._site = site
        self._chrome = chrome
        self._folder = digest_value(folder)
        self._theme = press.theme
        self._engine = press.engine
        self._prefixes: dict[tuple[str, bool], bytes] = {}
        self._told: dict[str, str] = {}

    def draft(self, draft: Draft) -> str:
        """Give the digest of a draft; nothing for one that is always made."""
        if draft.path not in self._told:
            self._told[draft.path] = self._digest(draft)
        return self._told[draft.path]

    def _digest(self, draft: Draft) -> str:
        inputs = draft.tell()
        if not inputs:
            return ""
        prefix = self._prefixes.get((draft.template, draft.is_page))
        if prefix is None:
            prefix = self._prefixes[draft.template, draft.is_page] = self._prefix(draft)
        return blake2b(prefix + inputs, digest_size=16).hexdigest()

    def _prefix(self, draft: Draft) -> bytes:
        if not draft.template:
            return f"copy {self._folder}".encode()
        theme = self._theme
        key = theme.template_key if draft.is_page else theme.file_key
        chrome = self._chrome if draft.is_page else self._folder
        return digest_value((self._site, chrome, self._engine, key(draft.template))).encode()

    def made(self, draft: Draft, made: Made) -> Keyed:
        """Give a made thing with its key."""
        thing, digest = made.thing, self.draft(draft)
        if isinstance(thing, Copy):
            parts: Parts = (("content", thing.blob), ("site", self._folder))
            return Keyed(thing.path, digest_value(parts), parts, thing, digest, made.findings)
        if isinstance(thing, Page):
            template = self._theme.template_key(thing.view.template)
            shared: Parts = (("theme", template), ("site", self._chrome))
        else:
            shared = (("theme", self._theme.file_key(thing.template)), ("site", self._folder))
        shared = (("engine", self._engine), *shared)
        view, fields = digest_fields(thing.view)
        key = digest_bytes(f"{shared}{view}".encode())
        return Keyed(thing.path, key, (*shared, *fields), thing, digest, made.findings)


def changed_parts(known: Row | None, parts: Parts) -> tuple[str, ...]:
    """Give the names of the parts that differ from what the ledger remembers."""
    if known is None:
        return ("new",)
    before = dict(known.parts)
    names = [name for name, digest in parts if before.get(name) != digest]
    return tuple(names) or ("repaired",)
