"""What can be found, read from the built pages by other means than the index is made with."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

BLOCKS = re.findall(
    r"\w+",
    "p div section article header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tr "
    "th td blockquote pre figure figcaption details summary br hr main",
)
SKIPPED = "nav, aside, button, script, style, template, noscript, [hidden], [data-search-ignore]"


@dataclass(frozen=True)
class Truth:
    """A published page and everything it says."""

    href: str
    title: str
    text: str
    """In half width and small letters; whatever is no letter or digit is a space."""


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()


def truths(tree: Path) -> list[Truth]:
    """Give every document page of a tree in its standard form."""
    found = []
    for path in sorted(tree.rglob("*.html")):
        parts = path.relative_to(tree).parts
        if not {"elder", "accessible", "search"} & set(parts):
            page = BeautifulSoup(path.read_bytes(), "lxml")
            title = page.find("meta", attrs={"name": "ArticleTitle"})
            if title:
                href = "/" + path.relative_to(tree).as_posix().removesuffix("index.html")
                found.append(Truth(href, str(title["content"]), _text(page)))
    return found


def _text(page: BeautifulSoup) -> str:
    said = [
        str(meta["content"])
        for name in ("ArticleTitle", "Keywords", "Description")
        for meta in page.find_all("meta", attrs={"name": name})
    ]
    main = page.find("main")
    assert main is not None
    for element in main.select(SKIPPED):
        element.replace_with("\n" if element.name in {*BLOCKS, "nav", "aside", "button"} else "")
    for element in main.find_all(BLOCKS):
        element.insert_before("\n")
        element.insert_after("\n")
    return " ".join(map(plain, [*said, main.get_text()]))


def expected(every: list[Truth], query: str) -> set[str]:
    """Give the pages that say all words of a query."""
    words = [plain(word) for word in query.split()]
    return {truth.href for truth in every if all(word in truth.text for word in words)}
