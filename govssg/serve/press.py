"""One site ready to be read: its plan by route, each page rendered when it is first asked for."""

import re
from urllib.parse import unquote

from msgspec import Struct

from govssg.model.digest import digest_bytes, digest_value
from govssg.model.output import Copy, DataFile, Page, Plan
from govssg.model.paths import route
from govssg.model.portal import Site, Variant
from govssg.model.source import Entry
from govssg.parse.site import site_documents
from govssg.plan.assets import SiteAssets, site_assets
from govssg.plan.site import plan_site
from govssg.plan.site_view import site_view
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


class Press:
    """What one site publishes, rendered on demand and kept until its inputs change."""

    def __init__(self, state: State, site: Site, look: Look) -> None:
        context = state.context(site.id)
        self.site = site
        self._look = look
        self._assets: SiteAssets = site_assets(context, look.assets)
        documents = site_documents(state.inputs[site.id], state.still)
        planned = plan_site(context, documents, self._assets.copies)
        self.findings = planned.findings
        self._sources = {d.card.path: d.source for d in documents.values()}
        chrome = site_view(context, self._assets.addresses, self._assets.brand)
        self._renderer = SiteRenderer(look.theme, chrome)
        self._pages = _page_routes(site, planned.plan, look.theme.variants)
        self._files = _file_routes(site, planned.plan)
        self._rendered: dict[str, Found] = {}

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

    def _render(self, page: Page) -> None:
        with told(self._look.theme.source, page.path):
            pages = self._renderer.page(page.view)
        for variant in self._look.theme.variants:
            body = pages[variant.id]
            name = route(self.site, page.path, variant.prefix)
            self._rendered[name] = Found(body, self._digest(body), page.path)

    def _digest(self, body: bytes) -> str:
        """Give the digest of a page together with the files of this site it shows."""
        named = {unquote(found.decode()).lstrip("/") for found in _REFERENCE.findall(body)}
        copies = [self._files[name] for name in sorted(named & self._files.keys())]
        blobs = [copy.blob for copy in copies if isinstance(copy, Copy)]
        return digest_value((digest_bytes(body), blobs))

    def _data(self, thing: DataFile | Copy, still: Still) -> bytes:
        if isinstance(thing, DataFile):
            with told(self._look.theme.source, thing.path):
                return self._look.theme.data_file(thing.template, thing.view)
        if not thing.source:
            return self._assets.data[thing.path]
        return still.read(Entry(thing.source, thing.blob, 0))


def _page_routes(site: Site, plan: Plan, variants: tuple[Variant, ...]) -> dict[str, Page]:
    return {
        route(site, page.path, variant.prefix): page for page in plan.pages for variant in variants
    }


def _file_routes(site: Site, plan: Plan) -> dict[str, DataFile | Copy]:
    found: dict[str, DataFile | Copy] = {route(site, thing.path): thing for thing in plan.data}
    return found | {route(site, thing.path): thing for thing in plan.copies}
