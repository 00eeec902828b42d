"""From view to bytes: one main part for all variants, each in its own layout.

The layout of a variant is rendered once for a site and section, with marks where a page's
own parts go, and cut there; a page is then its parts joined. Because the main part is the
same text in every variant, the elder page says what the standard page says.
"""

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import BytecodeCache, Environment, Template
from markupsafe import Markup, escape
from msgspec import Struct

from govssg.model.digest import digest_value
from govssg.model.portal import Variant
from govssg.model.theme import ThemeSource
from govssg.model.view import SLOT, PageView, SiteView
from govssg.theme.closure import Closures, closures
from govssg.theme.compiled import kept_templates
from govssg.theme.environment import environment

_HOLES = ("head", "breadcrumbs", "main")

_SLOT = SLOT.encode()


class VariantLink(Struct, frozen=True):
    """A link from a page to its own form in a variant."""

    id: str
    name: str
    href: str
    current: bool


class Theme:
    """A theme ready to render; holds compiled templates and closure digests."""

    def __init__(
        self,
        source: ThemeSource,
        variants: tuple[Variant, ...],
        compiled: BytecodeCache | None = None,
        known: Closures | None = None,
    ) -> None:
        self.source = source
        self.variants = variants
        self.environment: Environment = environment(source, compiled)
        self.closures: Closures = known or closures(source, self.environment)
        self._digests = dict(self.closures.digests)
        self._keys: dict[str, str] = {}
        self._templates: dict[str, Template] = {}

    def template(self, name: str) -> Template:
        """Give a template, ready to render.

        Raises:
            jinja2.TemplateError: there is none, or it cannot be compiled.
        """
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self.environment.get_template(name)
        return found

    def template_key(self, template: str) -> str:
        """Give the digest of all templates a page of this template is made with."""
        if template not in self._keys:
            names = self.page_templates(template)
            self._keys[template] = digest_value([self._digests.get(name, "") for name in names])
        return self._keys[template]

    def page_templates(self, template: str) -> tuple[str, ...]:
        """Give the templates that are rendered for a page of this template."""
        layouts = (f"layouts/{variant.id}.html" for variant in self.variants)
        return (f"main/{template}.html", "parts/head.html", "parts/breadcrumbs.html", *layouts)

    def file_key(self, template: str) -> str:
        """Give the digest of the templates a machine file is made with."""
        return self._digests.get(template, "")

    def data_file(self, template: str, view: Struct) -> bytes:
        """Give the bytes of a feed or another machine file."""
        text = self.template(template).render(feed=view, sitemap=view, robots=view)
        return text.replace(SLOT, "").encode()


@lru_cache(maxsize=4)
def compiled(
    source: ThemeSource,
    variants: tuple[Variant, ...],
    known: Closures | None = None,
    folder: str = "",
) -> Theme:
    """Give a theme ready to render; equal sources share one, as compiling is the slow part.

    Args:
        source: the theme.
        variants: the forms to render.
        known: its closures, if they were taken before.
        folder: where compiled templates are kept from one process to the next, if anywhere.
    """
    return Theme(source, variants, kept_templates(folder) if folder else None, known)


class _Layout(Struct, frozen=True):
    """A layout cut at its holes: text and hole in turn."""

    texts: tuple[bytes, ...]
    holes: tuple[str, ...]


class SiteRenderer:
    """Renders the pages of one site; keeps the cut layouts of its sections."""

    def __init__(self, theme: Theme, site: SiteView) -> None:
        self._theme = theme
        self._site = site
        self._layouts: dict[tuple[str, str], _Layout] = {}

    def page(self, view: PageView) -> Mapping[str, bytes]:
        """Give the bytes of a page in each variant, by variant id.

        Raises:
            jinja2.TemplateError: a template asks for what its view does not have.
        """
        names = (f"main/{view.template}.html", "parts/head.html", "parts/breadcrumbs.html")
        main, head, breadcrumbs = (self._part(name, view) for name in names)
        parts = {"main": main, "head": head, "breadcrumbs": breadcrumbs}
        links = self._links(view)
        return {
            variant.id: self._page(variant, view.section, parts, links)
            for variant in self._theme.variants
        }

    def _part(self, name: str, view: PageView) -> bytes:
        return self._theme.template(name).render(page=view, site=self._site).encode()

    def _links(self, view: PageView) -> dict[str, bytes]:
        """Give the page's own address in each variant, as layouts print it."""
        address = str(escape(view.href)).encode()
        return {
            f"href-{variant.id}": address.replace(_SLOT, variant.prefix.encode())
            for variant in self._theme.variants
        }

    def _page(
        self, variant: Variant, section: str, parts: Mapping[str, bytes], links: dict[str, bytes]
    ) -> bytes:
        prefix = variant.prefix.encode()
        values = {name: data.replace(_SLOT, prefix) for name, data in parts.items()} | links
        layout = self._layout(variant, section)
        pieces = list(layout.texts)
        pieces[1::2] = [values[name] for name in layout.holes]
        return b"".join(pieces)

    def _layout(self, variant: Variant, section: str) -> _Layout:
        key = (variant.id, section)
        if key not in self._layouts:
            self._layouts[key] = self._cut_layout(variant, section)
        return self._layouts[key]

    def _cut_layout(self, variant: Variant, section: str) -> _Layout:
        links = tuple(
            VariantLink(other.id, other.name, _hole(f"href-{other.id}"), other == variant)
            for other in self._theme.variants
        )
        text = self._theme.template(f"layouts/{variant.id}.html").render(
            site=self._site,
            variant=variant,
            section=section,
            variants=links,
            **{name: _hole(name) for name in _HOLES},
        )
        pieces = text.replace(SLOT, variant.prefix).split("\x04")
        return _Layout(tuple(piece.encode() for piece in pieces), tuple(pieces[1::2]))


def _hole(name: str) -> Markup:
    return Markup(f"\x04{name}\x04")  # noqa: S704 - our own constant
