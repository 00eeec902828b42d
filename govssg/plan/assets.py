"""The theme files a site publishes: the main site for all under its origin, or its own."""

from msgspec import Struct

from govssg.catalog.context import Context
from govssg.model.digest import digest_bytes
from govssg.model.output import Copy
from govssg.theme.assets import Asset, brand_sheet
from govssg.theme.contrast import darker_until


class SiteAssets(Struct, frozen=True):
    """What a site publishes of the theme, and where its pages find it."""

    copies: tuple[Copy, ...]
    data: dict[str, bytes]
    """Bytes by path, for the copies."""
    addresses: tuple[tuple[str, str], ...]
    """(name, path) of every theme file, for the chrome."""
    brand: str
    """Path of the site's own brand stylesheet, or nothing."""


def site_assets(context: Context, assets: tuple[Asset, ...]) -> SiteAssets:
    """Give the theme files of the context's site."""
    site = context.site
    publishes_all = bool(site.url) or site.site_class == "portal"
    data = {asset.path: asset.data for asset in assets} if publishes_all else {}
    brands = [s.brand for s in context.portal.sites if s.brand and not s.url]
    wanted = brands if site.site_class == "portal" else []
    wanted += [site.brand] if site.url and site.brand else []
    data |= {brand_path(brand): _brand_data(brand) for brand in wanted}
    return SiteAssets(
        copies=tuple(Copy(path, digest_bytes(content)) for path, content in sorted(data.items())),
        data=data,
        addresses=tuple((asset.name, asset.path) for asset in assets),
        brand=brand_path(site.brand) if site.brand else "",
    )


def brand_path(brand: str) -> str:
    """Give the path of a brand stylesheet; equal colours share one file."""
    return f"assets/brand-{brand.removeprefix('#').lower()}.css"


def _brand_data(brand: str) -> bytes:
    colour = darker_until(brand, "#ffffff", 7.0)
    return brand_sheet(colour, darker_until(colour, "#ffffff", 10.0))
