"""interpretation 政策解读: what a document means, linked with it both ways."""

from govssg.catalog.context import Context
from govssg.kinds.build import content_view
from govssg.kinds.common import CommonFields
from govssg.kinds.forms import Identity
from govssg.kinds.kind import Kind
from govssg.kinds.parts import ContentView
from govssg.model.document import Document
from govssg.model.view import ItemView


class InterpretationFields(CommonFields, frozen=True, kw_only=True, rename="camel"):
    """An interpretation names the documents it explains."""

    interprets: tuple[Identity, ...] = ()


class InterpretationView(ContentView, frozen=True, kw_only=True):
    """An interpretation page."""

    policies: tuple[ItemView, ...] = ()
    """The documents it explains."""
    services: tuple[ItemView, ...] = ()
    """What the reader can do now: its own services and those of its documents."""
    others: tuple[ItemView, ...] = ()
    """Other interpretations of the same documents."""


def _view(
    document: Document, fields: InterpretationFields, body: str, context: Context
) -> InterpretationView:
    card = document.card
    policies = context.target_cards(card, "interprets")
    services = dict.fromkeys(context.targets(card, "services"))
    others: dict[ItemView, None] = {}
    for policy in policies:
        services |= dict.fromkeys(context.targets(policy, "services"))
        services |= dict.fromkeys(context.backlinks(policy, "basis", kind="guide"))
        others |= dict.fromkeys(context.backlinks(policy, "interprets"))
    others.pop(context.item(card), None)
    return content_view(
        InterpretationView,
        document,
        fields,
        body,
        context,
        template="interpretation",
        policies=context.items(policies),
        services=tuple(services),
        others=tuple(others),
    )


INTERPRETATION = Kind(
    name="interpretation",
    label="政策解读",
    fields=InterpretationFields,
    view_type=InterpretationView,
    view=_view,
    required=("title", "date", "source", "interprets"),
    skeleton=(
        ("title", "标题"),
        ("date", "发布时间：文件公布后 3 个工作日内"),
        ("source", "起草单位"),
        ("interprets", "所解读的文件：站点:栏目/文件.md"),
        ("summary", "一两句话的摘要"),
        ("keywords", "关键词"),
    ),
)
