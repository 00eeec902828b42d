"""article 文章: news, notices, and every other dated text of a column."""

from govssg.catalog.context import Context
from govssg.kinds.build import content_view
from govssg.kinds.common import CommonFields
from govssg.kinds.kind import Kind
from govssg.kinds.parts import ContentView
from govssg.model.document import Document
from govssg.model.view import ItemView


class ArticleFields(CommonFields, frozen=True, kw_only=True, rename="camel"):
    """An article has the common fields only."""


class ArticleView(ContentView, frozen=True, kw_only=True):
    """An article page."""

    related: tuple[ItemView, ...] = ()
    """Documents with the same keywords, newest first, at most five."""
    policies: tuple[ItemView, ...] = ()
    """Documents it names as its basis."""
    services: tuple[ItemView, ...] = ()
    """Service guides the reader can act on."""


def _view(document: Document, fields: ArticleFields, body: str, context: Context) -> ArticleView:
    return content_view(
        ArticleView,
        document,
        fields,
        body,
        context,
        template="article",
        related=context.related(document.card),
        policies=context.targets(document.card, "basis"),
        services=context.targets(document.card, "services"),
    )


ARTICLE = Kind(
    name="article",
    label="资讯",
    fields=ArticleFields,
    view_type=ArticleView,
    view=_view,
    required=("title", "date", "source"),
    skeleton=(
        ("title", "标题，不写网站名称"),
        ("date", "发布时间"),
        ("source", "来源单位"),
        ("summary", "一两句话的摘要，列表和搜索中显示"),
        ("keywords", "关键词"),
        ("topics", "主题，如 医疗、养老"),
    ),
)
