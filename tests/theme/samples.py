"""Rich sample views of every template: long titles, empty states, all three skins."""

from theme.sample_parts import (
    ATTACHMENTS,
    BODIES,
    BODY,
    CONTENTS,
    GROUPS,
    GUIDES,
    LONG,
    NEWS,
    ORIGIN,
    POLICIES,
    READINGS,
    TREE,
    frame,
    href,
    item,
    services,
    site,
)

from govssg.kinds.article import ArticleView
from govssg.kinds.column import ColumnView, PageLink
from govssg.kinds.guide import Fee, GuideView, Law, MaterialView, Question, Step
from govssg.kinds.home import BlockView, HomeView, LeadView
from govssg.kinds.interpretation import InterpretationView
from govssg.kinds.page import TextPageView
from govssg.kinds.parts import Row
from govssg.kinds.policy import PolicyView
from govssg.model.view import (
    ItemView,
    LinkView,
    PageView,
)
from govssg.plan.system_views import (
    FeedView,
    HelpView,
    NotFoundView,
    RobotsView,
    SearchView,
    SiteMapFileView,
    SiteMapView,
)


def article() -> ArticleView:
    return ArticleView(
        **frame("article", NEWS[0].title, "政务动态"),  # type: ignore[arg-type]
        body=BODY,
        date="2026-11-18 09:30",
        source="安康市人民政府办公室",
        author="值班编辑",
        contents=CONTENTS,
        attachments=ATTACHMENTS,
        previous=NEWS[2],
        following=NEWS[1],
        related=NEWS[2:6],
        policies=POLICIES[:2],
        services=GUIDES[:2],
    )


def article_bare() -> ArticleView:
    return ArticleView(
        **frame("article", "停水通知", "通知公告"),  # type: ignore[arg-type]
        body="<p>因管网检修，江北片区今晚停水。</p>",
    )


def policy(validity: str = "有效") -> PolicyView:
    values = (
        ("索引号", "000000101/2026-00011"),
        ("主题分类", "养老、救助"),
        ("发文机关", "安康市人民政府办公室"),
        ("发文字号", "安政办发〔2026〕911号"),
        ("成文日期", "2026年3月10日"),
        ("发布日期", "2026年3月12日"),
        ("施行日期", "2026年4月1日"),
        ("有效性", validity),
        ("主题词", "养老服务　清单"),
    )
    return PolicyView(
        **frame("policy", LONG, "政务公开", "政策文件"),  # type: ignore[arg-type]
        body=BODY,
        date="2026-03-12 10:00",
        contents=CONTENTS,
        attachments=ATTACHMENTS,
        previous=POLICIES[1],
        information=tuple(Row(label, value) for label, value in values),
        validity=validity,
        in_force=validity in {"有效", "已修改", "尚未生效"},
        replacements=() if validity == "有效" else (POLICIES[1],),
        interpretations=READINGS,
        services=GUIDES[:2],
        basis=POLICIES[1:2],
        cited_by=POLICIES[3:],
    )


def interpretation() -> InterpretationView:
    return InterpretationView(
        **frame("interpretation", READINGS[0].title, "政策解读"),  # type: ignore[arg-type]
        body=BODY,
        date="2026-03-14 09:00",
        source="安康市民政局",
        contents=CONTENTS,
        policies=POLICIES[:1],
        services=GUIDES,
        others=READINGS[1:],
    )


GUIDE_OVERVIEW = (
    Row("办理对象", "个人"),
    Row("办理时限", "承诺 即时办结"),
    Row("到现场次数", "不用跑（全程网办）"),
    Row("收费", "收费，标准见下文"),
    Row("办理结果", "备案结果（短信告知）"),
)
GUIDE_MATERIALS = (
    MaterialView("居民身份证", True, "原件", 1, "申请人自备", "现场核验后退还"),
    MaterialView(
        name="跨省异地就医备案申请表",
        need=True,
        form="纸质或电子",
        copies=1,
        source="窗口领取或网上填报",
        note="",
        blank_href="/files/b.docx",
        sample_href="/files/c.pdf",
    ),
    MaterialView("长期居住证明", False, "", 1, "", ""),
)
GUIDE_STEPS = (
    Step(step="申请", detail="登录网上办事大厅或者到窗口提交材料。"),
    Step(step="受理审核", detail="工作人员核对参保状态。", days=1, by="市医保经办中心"),
    Step(step="办结", detail="短信告知备案结果。"),
)
GUIDE_LAWS = (
    Law(
        name="陕西省基本医疗保险异地就医经办规程",
        clause="第×条",
        content="规定备案的对象和方式。",
    ),
)
GUIDE_QUESTIONS = (
    Question(question="备案以后多久生效？", answer="提交成功后立即生效。"),
    Question(question="临时外出看病也要备案吗？", answer="需要，可以在入院前或者出院结算前办理。"),
)


def guide() -> GuideView:
    return GuideView(
        **frame("guide", GUIDES[0].title, "政务服务"),  # type: ignore[arg-type]
        body="<p>备案后在就医地直接结算，不需要先垫付再回参保地报销。</p>",
        date="2026-06-03 09:00",
        summary="长期在外地居住、工作或者临时外出看病的参保人，备案后可以在外省直接结算医疗费用。",
        attachments=ATTACHMENTS[1:],
        overview=GUIDE_OVERVIEW,
        details=(Row("实施主体", "安康市医疗保障局"), Row("实施编码", "DEMO-YBJ-0002")),
        conditions=("已参加安康市基本医疗保险并正常缴费", "在外省连续居住、工作或者临时外出就医"),
        materials=GUIDE_MATERIALS,
        steps=GUIDE_STEPS,
        laws=GUIDE_LAWS,
        fees=(Fee(name="证书工本费", standard="10 元/本", by_law="收费目录清单"),),
        questions=GUIDE_QUESTIONS,
        online_href="https://zwfw.example.com/yidi",
        address="安康市政务服务大厅二楼医保专区",
        hours="周一至周五 9:00—12:00，13:00—17:00（法定节假日除外）",
        phone="0915-0000127",
        supervision="12345",
        result="备案结果（短信告知）",
        policies=POLICIES[:2],
        related=GUIDES[1:],
    )


def text_page() -> TextPageView:
    return TextPageView(
        **frame("page", "机构职能", "政务公开"),  # type: ignore[arg-type]
        body=BODY,
        contents=CONTENTS,
        siblings=(
            LinkView("机构职能", href("jggk/a.html"), current=True),
            LinkView("领导分工", href("jggk/b.html")),
        ),
    )


def column(
    kind: str = "article", items: tuple[ItemView, ...] = NEWS, number: int = 0
) -> ColumnView:
    return ColumnView(
        **frame(
            "column", "政策文件", "政务公开", description="市政府和市政府办公室公开发布的文件。"
        ),  # type: ignore[arg-type]
        name="政策文件",
        introduction="" if number else "<p>文件按发布时间排列，失效和废止的文件仍可查阅。</p>",
        kind=kind,
        items=items,
        children=(LinkView("市政府文件", href("zfwj/a/")),) if kind == "policy" else (),
        siblings=(
            LinkView("政策文件", href("zfwj/"), current=True),
            LinkView("政策解读", href("zcjd/")),
        ),
        archive=tuple(PageLink(n, href(f"zfwj/{n}/"), current=n == number) for n in (5, 4, 3)),
        newer=href("zfwj/") if number else "",
        older=href("zfwj/3/"),
        number=number,
        feed="/zfwj/feed.xml",
    )


def column_empty() -> ColumnView:
    return ColumnView(
        **frame("column", "意见征集", "互动交流"),  # type: ignore[arg-type]
        name="意见征集",
    )


def home(site_class: str = "portal") -> HomeView:
    blocks = (
        BlockView("zfwj", "政策文件", href("zfwj/"), "policy", POLICIES),
        BlockView("zcjd", "政策解读", href("zcjd/"), "interpretation", READINGS),
        BlockView("bszn", "办事指南", href("bszn/"), "guide", GUIDES),
        BlockView("tzgg", "通知公告", href("tzgg/"), "article", NEWS[2:7]),
    )
    name = site(site_class).name
    return HomeView(
        **frame(f"home_{site_class}", "首页", heading=name),  # type: ignore[arg-type]
        slogan="汉水安澜，秦巴安康",
        lead=LeadView(
            item(
                NEWS[0].title,
                "2026-11-20",
                summary="会议强调，要把困难群众冷暖放在心上，做好供暖、供电、供气和道路保畅。",
            ),
            "/files/p.png",
            "汉江两岸的安康城区，群山环抱",
            800,
            450,
        ),
        news=BlockView("gzdt", "政务要闻", href("gzdt/"), "article", NEWS[1:8]),
        blocks=blocks,
        services=services() if site_class != "department" else services()[:6],
        hot_words=tuple(
            LinkView(word, href(f"search/?q={word}"))
            for word in ("医保报销", "生育津贴", "公积金提取", "入学报名", "养老服务")
        ),
        bodies=BODIES if site_class == "portal" else (),
        groups=GROUPS if site_class == "portal" else (),
        address="安康市汉滨区示例路1号",
        phone="0915-0000101",
        hours="工作日 9:00—17:00",
        duties=LinkView("机构职能", href("jggk/jigou-zhineng.html")),
    )


def home_bare() -> HomeView:
    return HomeView(**frame("home_county", "首页", heading="安康市汉滨区人民政府"))  # type: ignore[arg-type]


def search() -> SearchView:
    return SearchView(
        **frame("search", "搜索", "搜索"),  # type: ignore[arg-type]
        index_href="/search/index.json",
        site="ybj",
        columns=TREE,
        topics=tuple(
            LinkView(t, href(f"search/?topic={t}")) for t in ("教育", "医疗", "养老", "住房")
        ),
        groups=GROUPS,
    )


def pages() -> dict[str, tuple[str, PageView]]:
    """Give every sample page by name, with the class of the site it stands in."""
    return {
        "home_portal": ("portal", home("portal")),
        "home_department": ("department", home("department")),
        "home_county": ("county", home("county")),
        "home_bare": ("county", home_bare()),
        "article": ("portal", article()),
        "article_bare": ("county", article_bare()),
        "policy": ("portal", policy()),
        "policy_void": ("department", policy("废止")),
        "policy_changed": ("county", policy("已修改")),
        "interpretation": ("department", interpretation()),
        "guide": ("department", guide()),
        "page": ("county", text_page()),
        "column": ("portal", column()),
        "column_policy": ("portal", column("policy", POLICIES)),
        "column_guide": ("department", column("guide", GUIDES)),
        "column_archive": ("county", column("interpretation", READINGS, 4)),
        "column_empty": ("county", column_empty()),
        "search": ("portal", search()),
        "map": (
            "portal",
            SiteMapView(**frame("map", "网站地图", "网站地图"), columns=TREE, groups=GROUPS),
        ),  # type: ignore[arg-type]
        "help": (
            "portal",
            HelpView(
                **frame("help", "无障碍说明", "无障碍说明"),
                phone="0915-0000101",
                built="2026-11-20",
            ),  # type: ignore[arg-type]
        ),
        "not_found": (
            "portal",
            NotFoundView(**frame("not_found", "没有找到页面"), columns=site().navigation),  # type: ignore[arg-type]
        ),
    }


def feed() -> FeedView:
    return FeedView(
        template="feed",
        id=f"{ORIGIN}/feed.xml",
        title="安康市人民政府 最新信息",
        href=f"{ORIGIN}/",
        self_href=f"{ORIGIN}/feed.xml",
        updated="2026-11-20T09:30:00+08:00",
        author="安康市人民政府",
        items=tuple(
            item(f"{n.title} & 更多<信息>", f"{n.date}T09:30:00+08:00", href=f"{ORIGIN}/a.html")
            for n in NEWS[:2]
        ),
    )


def site_map_file() -> SiteMapFileView:
    return SiteMapFileView(
        "sitemap", ((f"{ORIGIN}/", "2026-11-20"), (f"{ORIGIN}/a.html?a=1&b=2", ""))
    )


def robots() -> RobotsView:
    return RobotsView("robots", (f"{ORIGIN}/sitemap.xml", f"{ORIGIN}/ybj/sitemap.xml"))
