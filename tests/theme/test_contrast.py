"""The colour tokens have the contrast the standards ask for, and a bad token is noticed."""

import pytest
from theme import site_builder

from govssg.theme.assets import minified
from govssg.theme.contrast import (
    PAIRS,
    darker_until,
    failures,
    palettes,
    parse_tokens,
    ratio,
)

SCHEMES = ("bw", "wb", "yb", "ybl", "cream")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("#000", "#fff", 21.0),
        ("#8f0d10", "#ffffff", 9.40),
        ("#ffde59", "#9c0f12", 6.36),
        ("#abc", "#aabbcc", 1.0),
    ],
)
def test_ratio_is_that_of_wcag(a: str, b: str, expected: float) -> None:
    assert ratio(a, b) == pytest.approx(expected, abs=0.01)
    assert ratio(b, a) == ratio(a, b)


def test_only_hex_colours_are_measured() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        ratio("red", "#fff")


def test_every_pair_of_every_palette_holds() -> None:
    assert failures(site_builder.stylesheet()) == ()


def test_every_pair_holds_in_the_published_form() -> None:
    css = minified(site_builder.stylesheet())
    assert parse_tokens(css) == {
        name: {key: " ".join(value.split()).replace(", ", ",") for key, value in block.items()}
        for name, block in parse_tokens(site_builder.stylesheet()).items()
    }
    assert failures(css) == ()


def test_the_palettes_are_all_there() -> None:
    found = set(palettes(parse_tokens(site_builder.stylesheet())))
    assert {"root", "skin=blue", "skin=green"} <= found
    assert {f"skin=blue scheme={name}" for name in SCHEMES} <= found
    assert "skin=green variant=accessible" in found


def test_schemes_leave_no_colour_of_the_skin() -> None:
    blocks = parse_tokens(site_builder.stylesheet())
    needed = {name for pair in PAIRS for name in pair[:2]} | {"rule"}
    for name in (*(f"scheme={scheme}" for scheme in SCHEMES), "variant=accessible"):
        assert needed <= set(blocks[name]), name


@pytest.mark.parametrize(
    ("rule", "pair"),
    [
        (":root{--muted:#767676}", ("root", "muted", "bg")),
        (":root[data-skin=blue]{--brand:#5b8def}", ("skin=blue", "on", "brand")),
        (":root:is([data-scheme=wb],:has(x)){--link:#333}", ("root scheme=wb", "link", "bg")),
        (":root{--line:#ddd}", ("root", "line", "panel")),
        (":root{--focus:#ffe;--fink:#fff}", ("root", "focus/fink", "bg")),
        (":root{--ink:inherit}", ("root", "ink", "bg")),
    ],
)
def test_a_bad_token_fails(rule: str, pair: tuple[str, str, str]) -> None:
    found = failures(site_builder.stylesheet() + rule)
    assert pair in {(f.palette, f.foreground, f.background) for f in found}


def test_rules_below_the_root_are_not_tokens() -> None:
    assert parse_tokens(
        "@layer a,b;:root{--a:#fff}.x{--a:#000}:root[data-mode=text] .x{--a:#000}"
    ) == {"root": {"a": "#fff"}}


def test_a_pale_brand_is_darkened_no_more_than_needed() -> None:
    shade = darker_until("#2f9e7a", "#ffffff", 7)
    assert ratio(shade, "#ffffff") == pytest.approx(7, abs=0.1)
    assert darker_until("#0b4f3c", "#fff", 7) == "#0b4f3c"
    with pytest.raises(ValueError, match="no shade"):
        darker_until("#2f9e7a", "#000000", 7)
