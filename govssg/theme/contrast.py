"""Contrast of the theme's colour tokens: every pair of text and surface, in every palette.

A palette is what a reader can see: a skin, or a skin under a colour scheme or a variant.
The numbers are those of WCAG 2.2: 7:1 for text (AAA), 3:1 for lines and the focus ring.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

TEXT = 7.0
"""Least contrast of text (WCAG 1.4.6, AAA)."""
LINE = 3.0
"""Least contrast of borders and of the focus ring (WCAG 1.4.11)."""

PAIRS: tuple[tuple[str, str, float], ...] = (
    *(
        (text, surface, TEXT)
        for text in ("ink", "muted", "strong", "link", "visited", "hover", "ok", "warn", "err")
        for surface in ("bg", "panel")
    ),
    ("on", "brand", TEXT),
    ("on", "deep", TEXT),
    ("accent", "brand", TEXT),
    ("accent", "deep", TEXT),
    ("fink", "focus", TEXT),
    ("line", "bg", LINE),
    ("line", "panel", LINE),
)
"""Token, the token it stands on, least contrast."""

RING_SURFACES = ("bg", "panel", "brand", "deep")
"""Where a focused element may stand; one of the ring's two colours must be seen there."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r":root(?:\[data-(\w+)=(\w+)\]|:is\(\[data-(\w+)=(\w+)\].*\))?")
_PROPERTY = re.compile(r"--([\w-]+)\s*:\s*([^;!]+)")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")


class Pair(Struct, frozen=True):
    """Two tokens of a palette that are too close to one another."""

    palette: str
    """Such as ``skin=blue`` or ``skin=blue scheme=wb``."""
    foreground: str
    background: str
    measured: float
    """Their contrast; 0 when one of them is not a colour."""
    minimum: float


def ratio(a: str, b: str) -> float:
    """Give the WCAG contrast of two colours written ``#rgb`` or ``#rrggbb``.

    Raises:
        ValueError: one of them is not such a colour.
    """
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def parse_tokens(css: str) -> dict[str, dict[str, str]]:
    """Give the custom properties of each ``:root`` block.

    Blocks are named ``root``, ``skin=blue``, ``scheme=wb``, ``variant=elder``; properties have
    no leading dashes. Rules for anything below the root are not tokens.
    """
    blocks: dict[str, dict[str, str]] = {}
    for selector, body in _RULE.findall(_COMMENT.sub("", css)):
        match = _SELECTOR.fullmatch(selector.rpartition(";")[2].strip())
        if match is None:
            continue
        kind, value = match[1] or match[3], match[2] or match[4]
        block = blocks.setdefault(f"{kind}={value}" if kind else "root", {})
        block.update({name: text.strip() for name, text in _PROPERTY.findall(body)})
    return blocks


def failures(css: str) -> tuple[Pair, ...]:
    """Give every pair of tokens that is below its least contrast, in any palette."""
    return tuple(
        pair
        for name, palette in sorted(palettes(parse_tokens(css)).items())
        for pair in _measured(name, palette)
        if pair.measured < pair.minimum
    )


def palettes(blocks: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Give every palette a reader can see: each skin alone, and under each scheme and variant."""
    root = blocks.get("root", {})
    skins: dict[str, Mapping[str, str]] = {"root": {}}
    skins |= {name: block for name, block in blocks.items() if name.startswith("skin=")}
    over = [name for name in blocks if name.startswith(("scheme=", "variant="))]
    found: dict[str, dict[str, str]] = {}
    for skin, block in skins.items():
        base = {**root, **block}
        found[skin] = base
        found.update({f"{skin} {name}": {**base, **blocks[name]} for name in over})
    return found


def darker_until(colour: str, against: str, minimum: float) -> str:
    """Give the nearest darker shade of a colour that has the contrast, or the colour itself.

    Raises:
        ValueError: not even black has that contrast.
    """
    red, green, blue = _channels(colour)
    for step in range(256, -1, -1):
        shade = "#" + "".join(f"{channel * step // 256:02x}" for channel in (red, green, blue))
        if ratio(shade, against) >= minimum:
            return shade
    raise ValueError(f"no shade of {colour} has a contrast of {minimum} on {against}")


def _measured(name: str, palette: Mapping[str, str]) -> Iterator[Pair]:
    for foreground, background, minimum in PAIRS:
        measured = _between(palette, foreground, background)
        yield Pair(name, foreground, background, measured, minimum)
    for surface in RING_SURFACES:
        measured = max(_between(palette, ring, surface) for ring in ("focus", "fink"))
        yield Pair(name, "focus/fink", surface, measured, LINE)


def _between(palette: Mapping[str, str], foreground: str, background: str) -> float:
    one, other = _colour(palette, foreground), _colour(palette, background)
    return ratio(one, other) if one and other else 0.0


def _colour(palette: Mapping[str, str], name: str) -> str:
    """Give a token's colour, following ``var()``; nothing if it has none."""
    text = palette.get(name, "")
    for _depth in palette:
        match = _VARIABLE.fullmatch(text)
        if match is None:
            break
        text = palette.get(match[1], "")
    return text if _HEX.fullmatch(text) else ""


def _channels(colour: str) -> tuple[int, int, int]:
    if not _HEX.fullmatch(colour):
        raise ValueError(f"not a colour: {colour}")
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
