"""Raw HTML of imported documents, reduced to what a document may contain."""

import re
from collections.abc import Callable

import nh3

_TAGS = frozenset({
    "a", "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt",
    "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
})  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "class", "rel", "data-leave", "aria-label"},
    "img": {"src", "alt", "width", "height", "loading"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "reversed", "class"},
    "time": {"datetime"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "span": {"class", "data-alt"},
    "p": {"class"},
    "section": {"class"},
    "sup": {"class"},
    "li": {"class"},
    "code": {"class"},
    "figure": {"class"},
}
_DROPPED_WITH_CONTENT = {"script", "style", "title", "iframe", "object", "noscript", "template"}


_NUMERIC = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_FIRST_PRINTABLE = 0x20


def without_controls(html: str) -> str:
    """Drop references to control characters: decoded, they could forge the marks of links."""
    return _NUMERIC.sub(_printable, html)


def _printable(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return match[0] if code >= _FIRST_PRINTABLE else ""


def sanitise(html: str, rewrite: Callable[[str, str, str], str | None]) -> str:
    """Give HTML with only harmless tags and attributes; ``rewrite`` sees every attribute.

    Args:
        html: untrusted HTML.
        rewrite: (tag, attribute, value) → new value, or None to drop the attribute.
    """
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        clean_content_tags=_DROPPED_WITH_CONTENT,
        url_schemes={"http", "https", "mailto", "tel"},
        attribute_filter=rewrite,
        link_rel=None,
        strip_comments=True,
    )
