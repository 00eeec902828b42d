"""What a published page says in its main part, as a reader sees it.

Read from the page itself, so that whatever a template shows can be found, and nothing else.
``browser/page.js`` reads a page alike when it shows an excerpt.
"""

from html.parser import HTMLParser

_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
     "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)  # fmt: skip
"""Elements inside a line: no gap where they begin or end."""

_UNREAD = frozenset(
    {"aside", "button", "nav", "noscript", "script", "select", "style", "svg", "template"}
)
"""Elements that lead elsewhere or do something, but say nothing of this page."""

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})

IGNORE = "data-search-ignore"
"""Attribute by which a template keeps a part out of the index, such as related links."""


class _Main(HTMLParser):
    """Collects the text of ``<main>``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._inside = False
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._inside = True
        if tag not in _INLINE:
            self.text.append("\n")
        hides = tag in _UNREAD or any(name in {IGNORE, "hidden"} for name, _value in attrs)
        if tag not in _VOID and (self._unread or hides):
            self._unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._inside = False
        if tag not in _INLINE:
            self.text.append("\n")
        if tag in self._unread:
            while self._unread.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._inside and not self._unread:
            self.text.append(data)


def main_text(html: str) -> str:
    """Give the text of a page's main part, its blocks parted by line breaks."""
    start = html.find("<main")
    end = html.rfind("</main>")
    if start < 0 or end < 0:
        return ""
    parser = _Main()
    parser.feed(html[start : end + len("</main>")])
    parser.close()
    return "".join(parser.text)
