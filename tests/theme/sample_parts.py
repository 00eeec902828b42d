"""What the sample views are made of: the chrome of three sites, items, a body."""

from collections.abc import Sequence
from pathlib import Path

from govssg.kinds.home import ServiceView, SiteGroupView
from govssg.model.view import (
    SLOT,
    AttachmentView,
    FooterView,
    ItemView,
    LinkView,
    MetaView,
    SiteView,
)
from govssg.plan.system_views import ColumnTreeView

ORIGIN = "https://www.ankang.example"
LONG = (
    "安康市人民政府办公室关于印发《安康市推进基本养老服务体系建设实施方案"
    "（2026—2028年）》和《安康市基本养老服务清单》的通知"
)


def href(path: str, base: str = "") -> str:
    """Give an inner address with the variant's slot, as the engine does."""
    return f"{base}{SLOT}/{path}"


def footer(base: str = "", name: str = "安康市人民政府") -> FooterView:
    return FooterView(
        sponsor=f"{name}办公室",
        undertaker="安康市大数据中心",
        address="安康市汉滨区示例路1号",
        phone="0915-0000101",
        hours="工作日 9:00—17:00",
        email="wz@ankang.example",
        site_code="0000000000",
        icp="陕ICP备00000000号-1",
        police="陕公网安备 00000000000000号",
        badge_url="",
        report_url="",
        links=(
            LinkView("网站地图", href("map/", base)),
            LinkView("无障碍说明", href("help/", base)),
            LinkView("站内搜索", href("search/", base)),
            LinkView("内容订阅", f"{base}/feed.xml"),
        ),
    )


BODIES = tuple(
    LinkView(text, href(path))
    for text, path in (("市委", "sw/"), ("市人大", "rd/"), ("市政府", ""), ("市政协", "zx/"))
)
NAVIGATION = (
    ("政务动态", "gzdt"),
    ("政务公开", "zwgk"),
    ("政务服务", "zwfw"),
    ("政策文件", "zfwj"),
    ("互动交流", "hdjl"),
    ("走进安康", "zjak"),
)
QUICK = (
    "养老服务",
    "医保报销",
    "社保查询",
    "入学报名",
    "看病挂号",
    "公交出行",
    "临时救助",
    "水电气费",
)


def site(
    site_class: str = "portal",
    *,
    assets: Sequence[tuple[str, str]] = (),
    brand_style: str = "",
) -> SiteView:
    """Build the chrome of a site of that class."""
    names = {
        "portal": ("ankang", "安康市人民政府", "市政府", "red", ""),
        "department": ("ybj", "安康市医疗保障局", "市医保局", "blue", "/ybj"),
        "county": ("hanbin", "安康市汉滨区人民政府", "汉滨区", "green", "/hanbin"),
    }
    site_id, name, short_name, skin, base = names[site_class]
    return SiteView(
        id=site_id,
        name=name,
        short_name=short_name,
        site_class=site_class,
        skin=skin,
        language="zh-CN",
        base=base,
        home=href("", base),
        portal_name="安康市人民政府",
        portal_home=href(""),
        demo=True,
        navigation=(
            LinkView("首页", href("", base)),
            *(LinkView(text, href(f"{path}/", base)) for text, path in NAVIGATION),
        ),
        bodies=BODIES if site_class == "portal" else (),
        quick=tuple(LinkView(text, href(f"bszn/{n}.html", base)) for n, text in enumerate(QUICK)),
        search_href=href("search/", base),
        feed_href=f"{base}/feed.xml",
        footer=footer(base, name),
        assets=tuple(assets),
        brand_style=brand_style,
    )


def item(title: str, date: str = "2026-11-18", **more: object) -> ItemView:
    fields: dict[str, object] = {"href": href(f"d/{abs(hash(title)) % 999}.html"), **more}
    return ItemView(title=title, date=date, **fields)  # type: ignore[arg-type]


NEWS = (
    item("市政府召开常务会议，研究部署今冬明春民生保障和安全生产工作", "2026-11-20"),
    item("汉江流域水质连续六年保持优良，十月份国控断面达标率为百分之百", "2026-11-19"),
    item("我市新增三条社区公交微循环线路", "2026-11-18"),
    item("全市秋播油菜面积落实到位，农技人员分片进村指导田间管理", "2026-11-18"),
    item("市医保局上线参保登记“免申即办”", "2026-11-17", site="市医保局"),
    item("瀛湖码头冬季航运调整班次，往返票价不变", "2026-11-16", site="汉滨区"),
    item("今冬第一批救灾物资已下拨到各县（市、区）", "2026-11-15"),
    item("全市公共图书馆延长周末开放时间", "2026-11-14"),
)
POLICIES = (
    item(
        LONG,
        "2026-03-12",
        kind="policy",
        facts=(
            ("docNumber", "安政办发〔2026〕911号"),
            ("org", "安康市人民政府办公室"),
            ("validity", "有效"),
        ),
    ),
    item(
        "安康市人民政府关于进一步优化营商环境若干措施的通知",
        "2026-02-03",
        kind="policy",
        facts=(
            ("docNumber", "安政发〔2026〕903号"),
            ("org", "安康市人民政府"),
            ("validity", "有效"),
        ),
    ),
    item(
        "安康市人民政府办公室关于印发《安康市城镇燃气安全管理办法》的通知",
        "2025-06-20",
        kind="policy",
        facts=(
            ("docNumber", "安政办发〔2025〕931号"),
            ("org", "安康市人民政府办公室"),
            ("validity", "废止"),
        ),
    ),
    item(
        "安康市人民政府关于公布政府规章和规范性文件清理结果的决定",
        "2025-12-28",
        kind="policy",
        facts=(("docNumber", "安政发〔2025〕977号"), ("validity", "已修改")),
    ),
)
READINGS = (
    item(
        "一问一答读懂基本养老服务清单",
        "2026-03-14",
        kind="interpretation",
        summary="八十岁以上老人能领什么、怎么领、多久发到账户，这里逐条说清楚。",
    ),
    item(
        "燃气安全新规对餐饮店主意味着什么",
        "2026-05-08",
        kind="interpretation",
        summary="三个月过渡期内要换装报警装置，符合条件的门店可以申请补助。",
        site="市住建局",
    ),
)
GUIDES = (
    item(
        "基本医疗保险跨省异地就医备案",
        "2026-06-03",
        kind="guide",
        facts=(("org", "安康市医疗保障局"), ("promiseDay", "即时办结"), ("online", "可网办")),
    ),
    item(
        "高龄老人生活保健补贴申领",
        "2026-04-03",
        kind="guide",
        facts=(("org", "安康市民政局"), ("promiseDay", "5 个工作日"), ("online", "")),
        site="市民政局",
    ),
    item(
        "生育津贴支付",
        "2026-04-11",
        kind="guide",
        facts=(("org", "安康市医疗保障局"), ("promiseDay", "10 个工作日"), ("online", "可网办")),
    ),
)
CONTENTS = (
    LinkView("一、总体要求", "#s1"),
    LinkView("二、主要任务", "#s2"),
    LinkView("三、保障措施", "#s3"),
)
BODY = (Path(__file__).parent / "body.html").read_text()
ATTACHMENTS = (
    AttachmentView("安康市基本养老服务清单", "/files/a.pdf", "PDF", "320 KB"),
    AttachmentView("高龄老人生活保健补贴申请表", "/files/b.docx", "DOCX", "28 KB"),
)
TREE = tuple(
    ColumnTreeView(
        link=LinkView(text, href(f"{path}/")),
        description=f"{text}的最新信息和历史存档",
        children=(
            LinkView(f"{text}之一", href(f"{path}/a/")),
            LinkView(f"{text}之二", href(f"{path}/b/")),
        ),
    )
    for text, path in NAVIGATION
)
GROUPS = (
    SiteGroupView(
        "县（市、区）",
        tuple(
            LinkView(name, f"/{n}{SLOT}/")
            for n, name in enumerate(
                [
                    "汉滨区",
                    "汉阴县",
                    "石泉县",
                    "宁陕县",
                    "紫阳县",
                    "岚皋县",
                    "平利县",
                    "镇坪县",
                    "旬阳市",
                    "白河县",
                ]
            )
        ),
    ),
    SiteGroupView(
        "市政府工作部门",
        tuple(
            LinkView(name, f"/b{n}{SLOT}/")
            for n, name in enumerate(
                [
                    "市发展改革委",
                    "市教育局",
                    "市科技局",
                    "市公安局",
                    "市民政局",
                    "市财政局",
                    "市人力资源社会保障局",
                    "市自然资源局",
                    "市生态环境局",
                    "市住房城乡建设局",
                    "市交通运输局",
                    "市医保局",
                ]
            )
        ),
    ),
)


def frame(template: str, title: str, *trail: str, **more: object) -> dict[str, object]:
    """Give the fields every page has."""
    links = [LinkView("首页", href(""))]
    links += [LinkView(name, href(f"{n}/")) for n, name in enumerate(trail)]
    return {
        "template": template,
        "title": title,
        "heading": title,
        "description": f"{title}，安康市人民政府网站。",
        "href": href(f"{template}.html"),
        "canonical": f"{ORIGIN}/{template}.html",
        "meta": (MetaView("SiteName", "安康市人民政府"), MetaView("ColumnName", "政策文件")),
        "breadcrumbs": (*links, LinkView(title, "", current=True)) if trail else (),
        "section": "zfwj" if trail else "",
        **more,
    }


def services() -> tuple[ServiceView, ...]:
    tiles = (
        ("社会保险", "shield"),
        ("医疗保障", "medical"),
        ("教育入学", "school"),
        ("就业创业", "work"),
        ("养老服务", "elder"),
        ("住房公积金", "housing"),
        ("户籍证件", "id"),
        ("婚姻生育", "baby"),
        ("交通出行", "transport"),
        ("企业开办", "business"),
        ("不动产登记", "property"),
        ("社会救助", "help"),
    )
    return tuple(
        ServiceView(name, href(f"zwfw/{n}.html"), icon, "查询、申领、缴费" if n % 2 else "", n == 2)
        for n, (name, icon) in enumerate(tiles)
    )
