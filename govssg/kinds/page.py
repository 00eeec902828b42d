"""page 页面: an undated text such as duties, history or a help page."""

from govssg.catalog.context import Context
from govssg.kinds.build import content_view
from govssg.kinds.common import CommonFields
from govssg.kinds.kind import Kind
from govssg.kinds.parts import ContentView
from govssg.model.document import Document
from govssg.model.view import LinkView


class PageFields(CommonFields, frozen=True, kw_only=True, rename="camel"):
    """A page has the common fields only, and needs no date."""


class TextPageView(ContentView, frozen=True, kw_only=True):
    """An undated page, with its neighbours of the same column."""

    siblings: tuple[LinkView, ...] = ()


def _view(document: Document, fields: PageFields, body: str, context: Context) -> TextPageView:
    return content_view(
        TextPageView,
        document,
        fields,
        body,
        context,
        template="page",
        siblings=context.siblings(document.card),
    )


PAGE = Kind(
    name="page",
    label="页面",
    fields=PageFields,
    view_type=TextPageView,
    view=_view,
    shows_column=True,
    skeleton=(
        ("title", "标题"),
        ("summary", "一两句话的摘要"),
        ("keywords", "关键词"),
        ("weight", "在栏目中的次序，小的在前"),
    ),
)
