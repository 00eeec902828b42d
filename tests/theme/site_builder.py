"""Builds the sample pages with the engine's own renderer: every page in every variant."""

import struct
import zlib
from functools import cache
from pathlib import Path

import yaml
from theme import samples

from govssg.model.portal import VARIANTS
from govssg.model.theme import ThemeSource
from govssg.theme.assets import Asset, theme_assets
from govssg.theme.renderer import SiteRenderer, Theme

THEME = Path(__file__).resolve().parents[2] / "themes" / "intensive"


@cache
def source() -> ThemeSource:
    """Read the theme from its folder."""
    config = yaml.safe_load((THEME / "theme.yaml").read_text())
    templates = THEME / "templates"
    return ThemeSource(
        name="intensive",
        root="themes/intensive",
        templates=tuple(
            (path.relative_to(templates).as_posix(), path.read_text())
            for path in sorted(templates.rglob("*.*"))
        ),
        styles=tuple((name, (THEME / "styles" / name).read_text()) for name in config["styles"]),
        files=tuple(
            (name, (THEME / "assets" / name).read_bytes())
            for name in sorted(config["scripts"] + config["files"])
        ),
    )


@cache
def theme() -> Theme:
    return Theme(source(), VARIANTS)


def stylesheet() -> str:
    """Give site.css before it is minified."""
    return "".join(text for _name, text in source().styles)


def assets() -> tuple[Asset, ...]:
    return theme_assets(source())


@cache
def pages() -> dict[str, str]:
    """Give every sample page in every variant: text by path."""
    addresses = tuple((asset.name, f"/{asset.path}") for asset in assets())
    found = {}
    for name, (site_class, view) in samples.pages().items():
        renderer = SiteRenderer(theme(), samples.site(site_class, assets=addresses))
        forms = renderer.page(view)
        for variant in VARIANTS:
            found[f"{variant.prefix}/{name}.html"] = forms[variant.id].decode()
    return found


def main_part(name: str) -> str:
    """Give the main part of a sample page, with the slots in its links."""
    site_class, view = samples.pages()[name]
    addresses = tuple((asset.name, f"/{asset.path}") for asset in assets())
    template = theme().environment.get_template(f"main/{view.template}.html")
    return template.render(page=view, site=samples.site(site_class, assets=addresses))


def build(folder: Path) -> None:
    """Write every sample page and asset below a folder."""
    files = {path.lstrip("/"): text.encode() for path, text in pages().items()}
    files |= {asset.path: asset.data for asset in assets()}
    files |= {"files/p.png": png(800, 450), "canary.html": CANARY.encode()}
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def png(width: int, height: int) -> bytes:
    """Give a small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    rows = b"".join(b"\0" + bytes([90 + y * 120 // height]) * width for y in range(height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


CANARY = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>坏页</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<style>p{color:#999}a{color:#bbb}div{width:900px}</style></head>
<body onload="alert(1)"><a href="/x" style="outline:none">去</a><h1></h1><h4>标题</h4>
<img src="/files/p.png"><p>灰色的文字</p><input placeholder="姓名"><div>很宽</div></body></html>
"""
"""A page with known faults; a check that lets it pass is broken."""
