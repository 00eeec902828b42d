"""The theme's files as published: one stylesheet, every name with the hash of its content."""

import re
from collections.abc import Callable

from msgspec import Struct

from govssg.model.digest import digest_bytes
from govssg.model.theme import ThemeSource

STYLESHEET = "site.css"

_URL = re.compile(r"url\(\s*([\"']?)(?!data:|https?:|/|#)([^)\"']+)\1\s*\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_TIGHT = re.compile(r"\s*([{};,])\s*")


class Asset(Struct, frozen=True):
    """A file to publish under ``assets/``."""

    name: str
    """What templates call it, such as ``site.css``."""
    path: str
    """Path inside the site that publishes it, with the hash of its bytes."""
    data: bytes


def theme_assets(theme: ThemeSource) -> tuple[Asset, ...]:
    """Give the files of a theme, sorted by name, the stylesheet among them."""
    files = [_asset(name, data) for name, data in theme.files]
    published = {asset.name: asset.path.rpartition("/")[2] for asset in files}
    css = "".join(text for _name, text in theme.styles)
    sheet = _asset(STYLESHEET, minified(_URL.sub(_renamed(published), css)).encode())
    return tuple(sorted([*files, sheet], key=lambda asset: asset.name))


def _renamed(published: dict[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda match: f"url({published.get(match[2], match[2])})"


def _asset(name: str, data: bytes) -> Asset:
    stem, _, suffix = name.rpartition(".")
    return Asset(name, f"assets/{stem}.{digest_bytes(data)[:10]}.{suffix}", data)


def minified(css: str) -> str:
    """Give a stylesheet without comments and needless white space."""
    tight = _TIGHT.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css)))
    return tight.replace(";}", "}").strip()


def brand_sheet(brand: str, hover: str) -> bytes:
    """Give the stylesheet that lays a site's own brand colour over its skin."""
    return f"@layer brand{{:root{{--brand:{brand};--hover:{hover}}}}}".encode()
