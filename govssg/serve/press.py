"""One site ready to be read: its plan by route, each page rendered when it is first asked for."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from msgspec import Struct

from govssg.catalog.context import Context
from govssg.catalog.site_catalog import SiteCatalog
from govssg.engine import engine_digest
from govssg.model.digest import digest_bytes, digest_value
from govssg.model.finding import Finding
from govssg.model.output import Copy, DataFile, Page
from govssg.model.paths import route
from govssg.model.portal import Site, Variant
from govssg.model.source import Entry
from govssg.plan.drafts import Draft
from govssg.plan.link_states import LinkStates, fresh_states
from govssg.plan.site_plan import made_things, plan_site
from govssg.serve.state import Look, State
from govssg.serve.still import Still
from govssg.theme.failures import told
from govssg.theme.renderer import SiteRenderer

_REFERENCE = re.compile(rb'(?:src|href|poster)="(/[^"#?]*)')


class Found(Struct, frozen=True):
    """The bytes at a route."""

    body: bytes
    digest: str
    """Of the bytes and of the pictures and files the page names."""
    page: str
    """Path of the page inside the site; empty for a file that is no page."""
    draft: str = ""
    """Digest of the draft it was made from; empty for one that is always made."""


Seen = dict[str, tuple[str, tuple[Finding, ...]]]
"""Path inside the site → digest of its draft, and what making it found."""


class LiveScene:
    """A usable state as planning wants it."""

    def __init__(self, state: State, look: Look) -> None:
        assert state.portal is not None  # noqa: S101 - asked of usable states only
        assert state.catalog is not None  # noqa: S101
        self.portal = state.portal
        self.catalog = state.catalog
        self.engine = engine_digest()
        self.theme = look.theme
        self.assets = look.assets

    def context(self, site_id: str, states: Mapping[str, str]) -> Context:
        """Give the context of a site, with what its links to other sites depend on."""
        return Context(self.portal, self.catalog.sites[site_id].site, self.catalog, states)


class Press:
    """What one site publishes, rendered on demand and kept until its inputs change."""

    def __init__(self, state: State, site: Site, look: Look, before: "Press | None" = None) -> None:
        """Plan a site; pages whose drafts are those of the press before are not made again."""
        scene = LiveScene(state, look)
        self.site = site
        self.links: LinkStates = fresh_states(
            scene.catalog, site.id, before.links if before else None
        )
        self._look = look
        self._given = state.inputs[site.id]
        self._still = state.still
        self._plan = plan_site(scene, site.id, self.links)
        self._renderer = SiteRenderer(look.theme, self._plan.chrome)
        self._pages = _page_routes(site, self._plan.drafts, look.theme.variants)
        self._files = _file_routes(site, self._plan.drafts)
        self._sources = _sources(state.site(site.id))
        self._rendered: dict[str, Found] = self._still_right(before) if before else {}
        self._seen: Seen = before.seen if before else {}
        self._complete = False

    def _still_right(self, before: "Press") -> dict[str, Found]:
        """Give the pages of the press before that are made from the same drafts."""
        kept = before._rendered.items()  # noqa: SLF001 - its own kind
        pages = self._pages
        digest = self._plan.keys.draft
        return {n: f for n, f in kept if n in pages and f.draft and digest(pages[n]) == f.draft}

    @property
    def seen(self) -> Seen:
        """What is known of drafts and their findings, by path; from the press before at first."""
        return self._seen

    def _look_at_all(self) -> Seen:
        """Make every page whose draft is new or had findings; the others have none still."""
        known = self._seen
        digests = {draft.path: self._plan.keys.draft(draft) for draft in self._plan.drafts}
        clean = {
            path for path, digest in digests.items() if digest and known.get(path) == (digest, ())
        }
        stale = [draft for draft in self._plan.drafts if draft.path not in clean]
        made = made_things(self._plan, stale, self._given, self._still)
        found = {thing.path: thing.findings for thing in made}
        return {path: (digest, found.get(path, ())) for path, digest in digests.items()}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the site and all its pages."""
        if not self._complete:
            self._seen = self._look_at_all()
            self._complete = True
        pages = (found for _draft, some in self._seen.values() for found in some)
        return (*self._plan.findings, *pages)

    def has(self, asked: str) -> bool:
        """Tell whether the site publishes something at a route."""
        return asked in self._pages or asked in self._files

    def routes(self) -> tuple[str, ...]:
        """Give every route the site publishes, sorted."""
        return tuple(sorted([*self._pages, *self._files]))

    def sources(self, page: str) -> frozenset[str]:
        """Give the files an editor would open to change a page, by its path inside the site."""
        if page in self._sources:
            return frozenset({self._sources[page]})
        folder = page.rpartition("/")[0]
        root = f"content/{self.site.content_root()}"
        return frozenset({self.site.source, f"{root}/{folder}/_index.md"})

    def find(self, asked: str, still: Still) -> Found | None:
        """Give the bytes at a route, or None.

        Raises:
            TemplateFailure: the page's template cannot be rendered.
            OSError: a file to copy is gone or being written.
        """
        if asked in self._pages:
            if asked not in self._rendered:
                self._render(self._pages[asked])
            return self._rendered[asked]
        if asked in self._files:
            data = self._data(self._files[asked], still)
            return Found(data, digest_bytes(data), "")
        return None

    def _made(self, draft: Draft) -> Page | DataFile | Copy:
        return next(made_things(self._plan, [draft], self._given, self._still)).thing

    def _render(self, draft: Draft) -> None:
        page = self._made(draft)
        assert isinstance(page, Page)  # noqa: S101 - only pages are rendered
        with told(self._look.theme.source, page.path):
            pages = self._renderer.page(page.view)
        for variant in self._look.theme.variants:
            body = pages[variant.id]
            name = route(self.site, page.path, variant.prefix)
            self._rendered[name] = Found(
                body, self._digest(body), page.path, self._plan.keys.draft(draft)
            )

    def _digest(self, body: bytes) -> str:
        """Give the digest of a page together with the files of this site it shows."""
        named = {unquote(found.decode()).lstrip("/") for found in _REFERENCE.findall(body)}
        drafts = [self._files[name] for name in sorted(named & self._files.keys())]
        blobs = [draft.tell() for draft in drafts if not draft.template]
        return digest_value((digest_bytes(body), blobs))

    def _data(self, draft: Draft, still: Still) -> bytes:
        thing = self._made(draft)
        assert not isinstance(thing, Page)  # noqa: S101 - pages are rendered
        if isinstance(thing, DataFile):
            with told(self._look.theme.source, thing.path):
                return self._look.theme.data_file(thing.template, thing.view)
        if not thing.source:
            return self._plan.assets.data[thing.path]
        return still.read(Entry(thing.source, thing.blob, 0))


def _page_routes(
    site: Site, drafts: tuple[Draft, ...], variants: tuple[Variant, ...]
) -> dict[str, Draft]:
    return {
        route(site, draft.path, variant.prefix): draft
        for draft in drafts
        if draft.is_page
        for variant in variants
    }


def _file_routes(site: Site, drafts: tuple[Draft, ...]) -> dict[str, Draft]:
    return {route(site, draft.path): draft for draft in drafts if not draft.is_page}


def _sources(catalog: SiteCatalog) -> dict[str, str]:
    outlines = catalog.outlines.values()
    return {outline.card.path: outline.source for outline in outlines if outline.card}
