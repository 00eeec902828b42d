"""From view to bytes: one main part for all variants, each in its own layout.

The layout of a variant is rendered once for a site and section, with marks where a page's
own parts go, and cut there; a page is then its parts joined. Because the main part is the
same text in every variant, the elder page says what the standard page says.
"""

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import BytecodeCache, Environment
from markupsafe import Markup
from msgspec import Struct

from govssg.model.digest import digest_value
from govssg.model.portal import Variant
from govssg.model.theme import ThemeSource
from govssg.model.view import SLOT, PageView, SiteView
from govssg.theme.closure import Closures, closures
from govssg.theme.compiled import kept_templates
from govssg.theme.environment import environment

_HOLES = ("head", "breadcrumbs", "main")


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
        text = self.environment.get_template(template).render(feed=view, sitemap=view, robots=view)
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


class SiteRenderer:
    """Renders the pages of one site; keeps the cut layouts of its sections."""

    def __init__(self, theme: Theme, site: SiteView) -> None:
        self._theme = theme
        self._site = site
        self._layouts: dict[tuple[str, str], tuple[str, ...]] = {}

    def page(self, view: PageView) -> Mapping[str, bytes]:
        """Give the bytes of a page in each variant, by variant id.

        Raises:
            jinja2.TemplateError: a template asks for what its view does not have.
        """
        theme, site = self._theme, self._site
        main = theme.environment.get_template(f"main/{view.template}.html")
        values = {
            "main": main.render(page=view, site=site),
            "head": theme.environment.get_template("parts/head.html").render(page=view, site=site),
            "breadcrumbs": theme.environment.get_template("parts/breadcrumbs.html").render(
                page=view, site=site
            ),
        }
        for variant in theme.variants:
            values[f"href-{variant.id}"] = str(
                Markup.escape(view.href.replace(SLOT, variant.prefix))
            )
        return {variant.id: self._page(variant, view.section, values) for variant in theme.variants}

    def _page(self, variant: Variant, section: str, values: Mapping[str, str]) -> bytes:
        pieces = self._layout(variant, section)
        text = "".join(
            values[piece] if number % 2 else piece for number, piece in enumerate(pieces)
        )
        return text.replace(SLOT, variant.prefix).encode()

    def _layout(self, variant: Variant, section: str) -> tuple[str, ...]:
        key = (variant.id, section)
        if key not in self._layouts:
            self._layouts[key] = self._cut_layout(variant, section)
        return self._layouts[key]

    def _cut_layout(self, variant: Variant, section: str) -> tuple[str, ...]:
        """Give text and names of holes in turn."""
        links = tuple(
            VariantLink(other.id, other.name, _hole(f"href-{other.id}"), other == variant)
            for other in self._theme.variants
        )
        template = self._theme.environment.get_template(f"layouts/{variant.id}.html")
        text = template.render(
            site=self._site,
            variant=variant,
            section=section,
            variants=links,
            **{name: _hole(name) for name in _HOLES},
        )
        return tuple(text.split("\x04"))


def _hole(name: str) -> Markup:
    return Markup(f"\x04{name}\x04")  # noqa: S704 - our own constant
