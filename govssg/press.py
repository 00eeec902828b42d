"""The press: the stale drafts of one site made, rendered, and written where they differ."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from govssg.model.finding import Finding
from govssg.model.output import Copy, DataFile, Page, Reason, Row
from govssg.model.paths import route
from govssg.model.source import Entry, Snapshot
from govssg.parse.site import BATCH, SiteInput
from govssg.plan.drafts import Draft
from govssg.plan.keys import Keyed, changed_parts
from govssg.plan.site_plan import SitePlan, made_things
from govssg.store.ledger import Ledger
from govssg.store.tree import Tree
from govssg.theme.failures import TemplateFailure, told
from govssg.theme.renderer import SiteRenderer, Theme

Files = tuple[tuple[str, bytes], ...]


class Printed(Struct, frozen=True):
    """What became of one stale draft."""

    row: Row | None
    """To be remembered; of a page that could not be rendered, what is there, to be made again."""
    before: Row | None
    """What was remembered of it."""
    reason: Reason | None = None
    """Why its bytes were made again; None if they need not be."""
    written: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What kept it from being rendered."""


class Press:
    """Prints one site into a tree."""

    def __init__(self, plan: SitePlan, theme: Theme, tree: Tree, ledger: Ledger) -> None:
        self._plan = plan
        self._site = plan.context.site
        self._theme = theme
        self._renderer = SiteRenderer(theme, plan.chrome)
        self._tree = tree
        self._ledger = ledger

    def printed(
        self, stale: list[Draft], given: SiteInput, snapshot: Snapshot, *, fresh: bool
    ) -> Iterator[Printed]:
        """Give what became of each draft.

        Args:
            stale: the drafts to print.
            given: what the site was parsed from.
            snapshot: where bodies and files are read.
            fresh: whether nothing of the site was ever printed into the tree.

        Raises:
            OSError: the tree cannot be written.
        """
        for start in range(0, len(stale), BATCH):
            some = stale[start : start + BATCH]
            rows = {} if fresh else self._ledger.rows(self._site.id, [one.path for one in some])
            for thing in made_things(self._plan, some, given, snapshot):
                yield self._print(thing, rows.get(thing.path), snapshot, fresh=fresh)

    def _print(
        self, thing: Keyed, known: Row | None, snapshot: Snapshot, *, fresh: bool
    ) -> Printed:
        site, found = self._site.id, thing.findings
        row = Row(site, thing.path, thing.key, thing.parts, (), thing.draft, found)
        if known and known.key == thing.key:
            return Printed(replace(row, files=known.files), known)
        try:
            with told(self._theme.source, thing.path):
                files = self._files(thing.thing, snapshot)
        except TemplateFailure as failure:
            again = replace(known, draft="") if known else None
            return Printed(again, known, findings=(failure.finding,))
        before = dict(known.files) if known else {}
        written, digests = [], []
        for name, data in files:
            digest, changed = self._tree.write(name, data, before.get(name, ""), fresh=fresh)
            digests.append((name, digest))
            written += [name] if changed else []
        reason = Reason(site, thing.path, changed_parts(known, thing.parts))
        return Printed(replace(row, files=tuple(digests)), known, reason, tuple(written))

    def _files(self, thing: Page | DataFile | Copy, snapshot: Snapshot) -> Files:
        """Give the routes and bytes of a thing."""
        if isinstance(thing, Page):
            pages = self._renderer.page(thing.view)
            return tuple(
                (route(self._site, thing.path, variant.prefix), pages[variant.id])
                for variant in self._theme.variants
            )
        if isinstance(thing, DataFile):
            data = self._theme.data_file(thing.template, thing.view)
            return ((route(self._site, thing.path), data),)
        return ((route(self._site, thing.path), self._copied(thing, snapshot)),)

    def _copied(self, copy: Copy, snapshot: Snapshot) -> bytes:
        if not copy.source:
            return self._plan.assets.data[copy.path]
        return snapshot.read(Entry(copy.source, copy.blob, 0))
