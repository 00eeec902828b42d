"""guide 办事指南: a service with the elements the national catalogue requires.

Fields follow the national platform's service tables (GB/T 36114-2018); the eight
elements of 检查指标 V6 are 事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、
联系电话、办理流程.
"""

from typing import Literal

from msgspec import Struct

from govssg.catalog.context import Context
from govssg.kinds.build import content_view
from govssg.kinds.common import CommonFields
from govssg.kinds.forms import Address, Identity, Line, Phone, Text
from govssg.kinds.guide_rules import GUIDE_RULES
from govssg.kinds.kind import Kind
from govssg.kinds.parts import ContentView, Row
from govssg.model.document import Document
from govssg.model.view import ItemView


class Law(Struct, frozen=True, rename="camel"):
    """A legal basis (设定依据)."""

    name: Line
    number: str = ""
    clause: str = ""
    content: str = ""


class Material(Struct, frozen=True, rename="camel"):
    """A material to hand in (办理材料)."""

    name: Line
    need: bool = True
    form: Line = ""
    copies: int = 1
    source: Line = ""
    blank: str = ""
    """File name of the blank form."""
    sample: str = ""
    """File name of a filled sample."""
    note: str = ""
    by_law: str = ""


class Step(Struct, frozen=True, rename="camel"):
    """A step of the procedure (办理流程)."""

    step: Line
    detail: Text = ""
    days: int = 0
    by: str = ""


class Fee(Struct, frozen=True, rename="camel"):
    """A fee with its standard and basis."""

    name: Line
    standard: Line = ""
    by_law: Line = ""


class Question(Struct, frozen=True, rename="camel"):
    """A frequent question with its answer."""

    question: Line
    answer: Text


TaskType = Literal[
    "行政许可",
    "行政给付",
    "行政确认",
    "行政奖励",
    "行政征收",
    "行政裁决",
    "其他行政权力",
    "公共服务",
]


class GuideFields(CommonFields, frozen=True, kw_only=True, rename="camel"):
    """A service guide, in the words of the national service tables."""

    task_code: Line = ""
    catalog_code: Line = ""
    task_type: TaskType = "公共服务"
    project_type: Literal["即办件", "承诺件"] = "承诺件"
    use_level: Literal["国家级", "省级", "市级", "县级", "镇级", "村级"] = "市级"
    by_law: tuple[Law, ...] = ()
    accept_condition: tuple[Text, ...] = ()
    materials: tuple[Material, ...] = ()
    handle_flow: tuple[Step, ...] = ()
    anticipate_day: int = 0
    promise_day: int = 0
    fees: tuple[Fee, ...] = ()
    visits: int = 1
    is_online: bool = False
    online_url: Address = ""
    transact_addr: Line = ""
    transact_time: Line = ""
    link_way: Phone = ""
    supervise_way: Phone = ""
    result_name: Line = ""
    faq: tuple[Question, ...] = ()
    interprets: tuple[Identity, ...] = ()


class MaterialView(Struct, frozen=True):
    """A material as shown in the table."""

    name: str
    need: bool
    form: str
    copies: int
    source: str
    note: str
    blank_href: str = ""
    sample_href: str = ""


class GuideView(ContentView, frozen=True, kw_only=True):
    """A service guide page."""

    overview: tuple[Row, ...]
    """The short facts at the top: who, how long, how often, how much."""
    details: tuple[Row, ...]
    """The registered facts: codes, types, level."""
    conditions: tuple[str, ...]
    materials: tuple[MaterialView, ...]
    steps: tuple[Step, ...]
    laws: tuple[Law, ...]
    fees: tuple[Fee, ...]
    questions: tuple[Question, ...]
    online_href: str
    address: str
    hours: str
    phone: str
    supervision: str
    result: str
    policies: tuple[ItemView, ...] = ()
    """Policies it names, and policies that name it."""
    related: tuple[ItemView, ...] = ()


def _days(days: int) -> str:
    return f"{days} 个工作日" if days else "即时办结"


def _overview(fields: GuideFields) -> tuple[Row, ...]:
    visits = "不用跑（全程网办）" if fields.visits == 0 else f"最多跑 {fields.visits} 次"
    rows = (
        Row("办理对象", "、".join(fields.audience)),
        Row("办理时限", f"承诺 {_days(fields.promise_day)}" if fields.promise_day else "即时办结"),
        Row("到现场次数", visits),
        Row("收费", "收费，标准见下文" if fields.fees else "不收费"),
        Row("办理结果", fields.result_name),
    )
    return tuple(row for row in rows if row.value)


def _details(fields: GuideFields) -> tuple[Row, ...]:
    rows = (
        Row("实施主体", fields.org),
        Row("事项类型", fields.task_type),
        Row("办件类型", fields.project_type),
        Row("行使层级", fields.use_level),
        Row("实施编码", fields.task_code),
        Row("基本编码", fields.catalog_code),
        Row("法定办结时限", _days(fields.anticipate_day)),
        Row("承诺办结时限", _days(fields.promise_day)),
    )
    return tuple(row for row in rows if row.value)


def _materials(
    document: Document, fields: GuideFields, context: Context
) -> tuple[MaterialView, ...]:
    return tuple(
        MaterialView(
            name=material.name,
            need=material.need,
            form=material.form,
            copies=material.copies,
            source=material.source,
            note=material.note,
            blank_href=context.file_href(document.card, material.blank),
            sample_href=context.file_href(document.card, material.sample),
        )
        for material in fields.materials
    )


def _view(document: Document, fields: GuideFields, body: str, context: Context) -> GuideView:
    card = document.card
    named = context.targets(card, "basis")
    naming = context.backlinks(card, "services", kind="policy")
    return content_view(
        GuideView,
        document,
        fields,
        body,
        context,
        template="guide",
        overview=_overview(fields),
        details=_details(fields),
        conditions=fields.accept_condition,
        materials=_materials(document, fields, context),
        steps=fields.handle_flow,
        laws=fields.by_law,
        fees=fields.fees,
        questions=fields.faq,
        online_href=fields.online_url if fields.is_online else "",
        address=fields.transact_addr,
        hours=fields.transact_time,
        phone=fields.link_way,
        supervision=fields.supervise_way,
        result=fields.result_name,
        policies=named + tuple(item for item in naming if item not in named),
        related=context.related(card),
    )


def _facts(fields: GuideFields) -> tuple[tuple[str, str], ...]:
    return (
        ("org", fields.org),
        ("taskType", fields.task_type),
        ("promiseDay", _days(fields.promise_day)),
        ("online", "可网办" if fields.is_online else ""),
    )


GUIDE = Kind(
    name="guide",
    label="办事指南",
    fields=GuideFields,
    view_type=GuideView,
    view=_view,
    required=(
        "title",
        "date",
        "org",
        "byLaw",
        "acceptCondition",
        "materials",
        "handleFlow",
        "transactAddr",
        "transactTime",
        "linkWay",
    ),
    facts=_facts,
    rules=GUIDE_RULES,
    skeleton=(
        ("title", "事项名称"),
        ("date", "发布时间"),
        ("org", "实施主体"),
        ("taskCode", "实施编码"),
        ("taskType", "事项类型：行政许可、行政给付、行政确认、公共服务等"),
        ("audience", "服务对象：个人、企业等"),
        ("projectType", "办件类型：即办件或承诺件"),
        ("byLaw", "设定依据：name 名称、clause 条款、content 内容"),
        ("acceptCondition", "受理条件，一条一行"),
        ("materials", "办理材料：name、need、form、copies、source、note"),
        ("handleFlow", "办理流程：step 环节、detail 说明、days 工作日"),
        ("anticipateDay", "法定办结时限（工作日）"),
        ("promiseDay", "承诺办结时限（工作日），不超过法定时限"),
        ("fees", "收费项目；不收费写 []"),
        ("visits", "到办事现场次数"),
        ("isOnline", "是否可网上办理"),
        ("onlineUrl", "网上办理地址"),
        ("transactAddr", "办理地点"),
        ("transactTime", "办理时间"),
        ("linkWay", "咨询电话"),
        ("superviseWay", "监督投诉电话"),
        ("resultName", "办理结果"),
        ("faq", "常见问题：question、answer"),
        ("basis", "相关政策文件"),
        ("summary", "一两句话的摘要"),
        ("topics", "主题"),
    ),
)
