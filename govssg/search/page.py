"""A page as search knows it: what a result shows, what facets count, what is looked through."""

from msgspec import Struct

from govssg.model.document import Card
from govssg.search.main_text import main_text
from govssg.search.text import GAP, flat

UNDATED = "0000"
"""The year of pages without a date."""


class SearchPage(Struct, frozen=True):
    """A page to be found."""

    site: str
    path: str
    """Published path inside the site."""
    kind: str
    date: str
    """``YYYY-MM-DD``, or empty."""
    title: str
    number: str
    """文号, or empty."""
    keywords: str
    """Keywords parted by spaces."""
    text: str
    """Everything that is looked through, flat."""

    def year(self) -> str:
        """Give the period the page is kept under."""
        return self.date[:4] or UNDATED


def search_page(card: Card, html: str) -> SearchPage:
    """Give the search page of a document from its card and its published standard form."""
    number, keywords = card.fact("docNumber"), " ".join(card.keywords)
    parts = (card.title, main_text(html), number, keywords, card.summary)
    return SearchPage(
        site=card.site,
        path=card.path,
        kind=card.kind,
        date=card.date[:10],
        title=card.title,
        number=number,
        keywords=keywords,
        text=GAP.join(filter(None, map(flat, parts))),
    )
