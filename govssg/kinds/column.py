"""column 栏目: the index and archive pages of a folder; its text is ``_index.md``."""

from msgspec import Struct

from govssg.catalog.context import Context
from govssg.kinds.build import content_view
from govssg.kinds.common import CommonFields
from govssg.kinds.forms import Line
from govssg.kinds.kind import Kind
from govssg.kinds.parts import ContentView
from govssg.model.document import Document
from govssg.model.view import ItemView, LinkView, PageView


class ColumnFields(CommonFields, frozen=True, kw_only=True, rename="camel"):
    """What ``_index.md`` may say of its column; it wins over the site's YAML file."""

    name: Line = ""
    type: tuple[Line, ...] = ()
    freshness: int = 0
    page_size: int = 0


class PageLink(Struct, frozen=True):
    """A numbered archive page; numbers count from the oldest."""

    number: int
    href: str
    current: bool = False


class ColumnView(PageView, frozen=True, kw_only=True):
    """One page of a column: the newest documents, or an archive page."""

    name: str
    introduction: str = ""
    """HTML of ``_index.md``, on the index page only."""
    kind: str = "article"
    items: tuple[ItemView, ...] = ()
    children: tuple[LinkView, ...] = ()
    """Columns below this one."""
    siblings: tuple[LinkView, ...] = ()
    """Columns beside this one, this one marked current."""
    archive: tuple[PageLink, ...] = ()
    """On the index page: the newest archive pages, newest first."""
    newer: str = ""
    """Address of the next newer page; empty on the index."""
    older: str = ""
    """Address of the next older page; empty on the oldest."""
    number: int = 0
    """Number of an archive page; 0 on the index."""
    feed: str = ""


def _view(document: Document, fields: ColumnFields, body: str, context: Context) -> ContentView:
    return content_view(ContentView, document, fields, body, context, template="page")


def _facts(fields: ColumnFields) -> tuple[tuple[str, str], ...]:
    """Give the settings the catalog lays over the column of the site's file."""
    return (
        ("name", fields.name),
        ("type", ",".join(fields.type)),
        ("freshness", str(fields.freshness or "")),
        ("pageSize", str(fields.page_size or "")),
    )


COLUMN = Kind(
    name="column",
    label="栏目",
    fields=ColumnFields,
    view_type=ColumnView,
    view=_view,
    required=(),
    facts=_facts,
    skeleton=(
        ("title", "栏目名称"),
        ("description", "栏目说明：一句话说清内容和用途"),
        ("keywords", "栏目关键词"),
        ("type", "栏目类别，如 通知公告"),
        ("freshness", "更新期限（天）"),
    ),
)
