"""The ``<meta>`` tags of 《政府网站发展指引》附件: who, which column, which article."""

from functools import lru_cache

from govssg.kinds.common import CommonFields
from govssg.model.portal import Column, Site
from govssg.model.view import MetaView


def site_meta(site: Site) -> tuple[MetaView, ...]:
    """Give the three tags every page carries."""
    return _present(
        ("SiteName", site.name),
        ("SiteDomain", site.host),
        ("SiteIDCode", site.identifiers.site_code),
    )


@lru_cache(maxsize=1024)
def column_meta(column: Column | None, name: str = "") -> tuple[MetaView, ...]:
    """Give the tags of a column; a page outside any column has a name of its own."""
    if column is None:
        return _present(("ColumnName", name), ("ColumnType", name))
    return _present(
        ("ColumnName", column.name),
        ("ColumnDescription", column.description),
        ("ColumnKeywords", ",".join(column.keywords)),
        ("ColumnType", ",".join(column.types) or column.name),
    )


def article_meta(fields: CommonFields, site: Site, url: str) -> tuple[MetaView, ...]:
    """Give the tags of a document; ``PubDate`` is ``YYYY-MM-DD HH:MM``."""
    return _present(
        ("ArticleTitle", fields.title),
        ("PubDate", fields.date),
        ("ContentSource", fields.source or fields.org or site.name),
        ("Keywords", ",".join(fields.keywords)),
        ("Author", fields.author),
        ("Description", fields.summary or fields.description),
        ("Url", url),
    )


def _present(*pairs: tuple[str, str]) -> tuple[MetaView, ...]:
    return tuple(MetaView(name, content) for name, content in pairs if content)
