"""The words for kinds of pages and files, counted: Chinese with its measure word, English."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from govssg.report.words_build import number_of

PAGES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "article": ("篇文章", "article", "articles"),
        "policy": ("份政策文件", "policy document", "policy documents"),
        "interpretation": ("篇政策解读", "interpretation", "interpretations"),
        "guide": ("份办事指南", "service guide", "service guides"),
        "page": ("个单页", "single page", "single pages"),
        "document": ("篇文档", "document", "documents"),
        "list": ("个列表页", "list", "lists"),
        "home": ("个首页", "home page", "home pages"),
        "feed": ("个订阅源", "feed", "feeds"),
        "site-map": ("个网站地图", "site map", "site maps"),
        "search": ("个搜索页", "search page", "search pages"),
        "help": ("个帮助页", "help page", "help pages"),
        "not-found": ("个 404 页", "404 page", "404 pages"),
        "robots": ("个 robots.txt", "robots.txt", "robots.txt files"),
        "picture": ("张图片", "picture", "pictures"),
        "attachment": ("个附件", "attachment", "attachments"),
        "asset": ("个主题文件", "theme file", "theme files"),
    }
)
"""Kind of page → (Chinese, English for one, English for several), in the order of telling."""


def counted_pages(counts: Iterable[tuple[str, int]], language: str = "zh") -> list[str]:
    """Give each count in words: ``1 篇文章``, ``3 lists``."""
    return [number_of(PAGES[kind], count, language) for kind, count in counts]
