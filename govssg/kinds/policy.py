"""policy 政策文件: an official document with its metadata (国办公开办函〔2019〕61号)."""

from govssg.catalog.context import Context
from govssg.kinds.build import content_view
from govssg.kinds.common import CommonFields
from govssg.kinds.forms import Day, Identity, Line, Validity
from govssg.kinds.kind import Kind
from govssg.kinds.parts import ContentView, Row
from govssg.kinds.policy_rules import POLICY_RULES
from govssg.model.dates import chinese_day
from govssg.model.document import Document
from govssg.model.view import ItemView


class PolicyFields(CommonFields, frozen=True, kw_only=True, rename="camel"):
    """The metadata every published document must show."""

    doc_number: Line = ""
    index_number: Line = ""
    issued_date: Day = ""
    effective_date: Day = ""
    validity: Validity = "有效"
    replaced_by: tuple[Identity, ...] = ()


class PolicyView(ContentView, frozen=True, kw_only=True):
    """A policy page: metadata table, text, and the way to understanding and acting."""

    information: tuple[Row, ...]
    validity: str
    in_force: bool
    replacements: tuple[ItemView, ...] = ()
    interpretations: tuple[ItemView, ...] = ()
    """Interpretations of this document, from any site."""
    services: tuple[ItemView, ...] = ()
    """Guides it names, and guides that name it as their basis."""
    basis: tuple[ItemView, ...] = ()
    cited_by: tuple[ItemView, ...] = ()
    """Policies that rest on this one."""


def _information(fields: PolicyFields) -> tuple[Row, ...]:
    rows = (
        Row("索引号", fields.index_number),
        Row("主题分类", "、".join(fields.topics)),
        Row("发文机关", fields.org),
        Row("发文字号", fields.doc_number),
        Row("成文日期", chinese_day(fields.issued_date)),
        Row("发布日期", chinese_day(fields.date)),
        Row("施行日期", chinese_day(fields.effective_date)),
        Row("有效性", fields.validity),
        Row("主题词", "　".join(fields.keywords)),
    )
    return tuple(row for row in rows if row.value)


def _view(document: Document, fields: PolicyFields, body: str, context: Context) -> PolicyView:
    card = document.card
    named = context.targets(card, "services")
    acting = context.backlinks(card, "basis", kind="guide")
    return content_view(
        PolicyView,
        document,
        fields,
        body,
        context,
        template="policy",
        information=_information(fields),
        validity=fields.validity,
        in_force=fields.validity in {"有效", "已修改", "尚未生效"},
        replacements=context.targets(card, "replacedBy"),
        interpretations=context.backlinks(card, "interprets"),
        services=named + tuple(item for item in acting if item not in named),
        basis=context.targets(card, "basis"),
        cited_by=context.backlinks(card, "basis", kind="policy"),
    )


def _facts(fields: PolicyFields) -> tuple[tuple[str, str], ...]:
    return (
        ("docNumber", fields.doc_number),
        ("indexNumber", fields.index_number),
        ("org", fields.org),
        ("validity", fields.validity),
    )


POLICY = Kind(
    name="policy",
    label="政策文件",
    fields=PolicyFields,
    view_type=PolicyView,
    view=_view,
    required=("title", "date", "org", "docNumber", "indexNumber", "issuedDate", "validity"),
    facts=_facts,
    rules=POLICY_RULES,
    skeleton=(
        ("title", "文件标题全称"),
        ("date", "发布时间"),
        ("org", "发文机关"),
        ("docNumber", "发文字号，用六角括号：安政办发〔2026〕901号"),
        ("indexNumber", "索引号：机构代码/年份-流水号"),
        ("issuedDate", "成文日期，不晚于发布日期"),
        ("validity", "有效性：有效、已修改、失效、废止、尚未生效"),
        ("topics", "主题分类"),
        ("keywords", "主题词"),
        ("summary", "一两句话的摘要"),
        ("services", "读者看完可以办的事项（办事指南），可留空"),
        ("basis", "制定依据的文件，可留空"),
    ),
)
