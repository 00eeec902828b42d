"""Makes Chinese government articles by the thousand: seeded, so always the same ones.

The shape is that of real portals: one city, its departments and counties, eight columns a
site, about 1,800 characters an article with headings, a list, links, and a table in three of
ten. Every site offers some articles to the city's own column ``bmdt``.
"""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

SEED = 2026
MAIN = "shi"
SHARED_COLUMN = "bmdt"

COLUMNS = (
    ("zwyw", "政务要闻"), ("zwgk", "政务公开"), ("zcjd", "政策解读"), ("zwfw", "政务服务"),
    ("hdjl", "互动交流"), ("tzgg", "通知公告"), ("bmdt", "部门动态"), ("sjkf", "数据开放"),
)  # fmt: skip


def words(text: str) -> list[str]:
    """Give the words of a text."""
    return text.split()


BODIES = words(
    "教育 公安 民政 司法 财政 水利 商务 审计 统计 林业 信访 气象 交通运输 农业农村 生态环境 "
    "卫生健康 应急管理 市场监管 医疗保障 文化旅游 自然资源 城市管理 人力资源 乡村振兴"
)
PLACES = words("东川 南屏 西渡 北岭 青石 白马 清溪 云台 龙泉 凤山 平湖 安丰 永和 长宁 石门 金水")
WHO = words(
    "各县区 各部门 市直单位 办事大厅 镇办社区 基层窗口 牵头科室 运维团队 主管部门 责任单位 "
    "联络员队伍 政务新媒体 审核专班 便民热线 承办单位"
)
HOW = words("持续 全面 及时 统一 规范 主动 有效 稳步 同步 逐项 深入 常态化 依法依规 按季度")
DO = words("推进 优化 完善 公开 回应 编制 建设 整合 提升 拓展 改造 督查 清理 升级 发布 精简")
WHAT = words(
    "办事指南 政策解读 惠企政策库 适老化服务 身份认证体系 信息资源库 应用场景 互动问答 "
    "营商环境指标 民生服务清单 跨省通办事项 意见征集渠道 开放目录 群众诉求台账 医保社保查询 "
    "公积金服务 用水用气缴费 停车导航 安全证书 数据接口 监测预警机制 信息审核制度"
)
WHY = words(
    "方便企业群众办事 减少重复填报 缩短办理时限 回应群众关切 提高内容时效 守住安全底线 "
    "补齐短板弱项 降低运维成本 提高办结质量 便于社会监督 消除错链断链 服务科学决策"
)
WHEN = words("年内 上半年 本季度 三个月内 月底前 试点期间 整改阶段 新一轮检查前")
PAPER = words("通知 公告 意见 方案 工作要点 实施细则 解读材料 办理结果 清单 简报")
HEADINGS = words("基本情况 主要做法 存在问题 工作安排 保障措施 办理流程 适用范围 监督检查")
VOCABULARY = {"who": WHO, "how": HOW, "do": DO, "what": WHAT, "why": WHY, "when": WHEN}
SENTENCES = (
    "{who}{how}{do}{what}，{how}{do}{what}，{why}。",
    "{when}{do}{what}{number}项，涉及{who}和{who}，力求{why}、{why}。",
    "要求{who}{how}{do}{what}、{what}等{number}类内容，由{who}负责{do}，以此{why}。",
    "围绕“{what}”，{who}将{do}与{do}并重，{how}{do}{what}。",
)
NUMERALS = "一二三四五"
CITY_WEIGHT = 6
"""The city publishes six times, a county twice as much as a department."""

_BLANK = re.compile(r"\{(\w+)\}")


class Site(NamedTuple):
    """A site of the made portal."""

    id: str
    name: str
    level: str
    """``municipal``, ``department`` or ``county``."""
    weight: int


class Article(NamedTuple):
    """An article; ``{link:N}`` in its body stands for the address of article N."""

    number: int
    site: Site
    column: str
    title: str
    date: str
    source: str
    keywords: tuple[str, ...]
    shared: bool
    body: str

    @property
    def slug(self) -> str:
        return f"a{self.number:06d}"


def sites(count: int) -> tuple[Site, ...]:
    """Give the city and its departments and counties."""
    departments = round((count - 1) * 0.55)
    made = [Site(MAIN, "示例市人民政府", "municipal", CITY_WEIGHT)]
    for number in range(count - 1):
        if number < departments:
            name = f"示例市{BODIES[number % len(BODIES)]}局"
            made.append(Site(f"bm{number + 1:02d}", name, "department", 1))
        else:
            place = PLACES[(number - departments) % len(PLACES)]
            made.append(Site(f"qx{number + 1:02d}", f"{place}县人民政府", "county", 2))
    return tuple(made)


def articles(count: int, site_count: int) -> Iterator[Article]:
    """Give the articles, oldest first; equal arguments give equal articles."""
    writer = Writer(random.Random(f"{SEED}:{count}:{site_count}"), count)
    every = sites(site_count)
    homes = writer.random.choices(every, [site.weight for site in every], k=count)
    newest = {(site.id, number % 8): number for number, site in enumerate(homes)}
    for number, site in enumerate(homes):
        last = newest[site.id, number % 8] == number
        shared = site.id != MAIN and (last or number % 25 == 0)
        yield writer.article(number, site, shared=shared)


class Writer:
    """Writes articles from one stream of chance."""

    def __init__(self, chance: random.Random, count: int) -> None:
        self.random = chance
        self._count = count
        self._begin = datetime(2019, 1, 2, 8, tzinfo=UTC)
        self._step = timedelta(days=6 * 365) / max(count, 1)

    def article(self, number: int, site: Site, *, shared: bool) -> Article:
        column, column_name = COLUMNS[number % 8]
        pick = self._pick
        title = f"{site.name}关于{pick(HOW)}{pick(DO)}{pick(WHAT)}的{pick(PAPER)}（{number + 1}号）"
        keywords = tuple(dict.fromkeys([pick(WHAT), pick(WHAT), pick(WHAT), column_name]))
        date = f"{self._begin + self._step * number:%Y-%m-%d %H:%M}:00"
        source = f"{site.name}办公室"
        return Article(number, site, column, title, date, source, keywords, shared, self._body())

    def _pick(self, words: list[str]) -> str:
        return words[int(self.random.random() * len(words))]

    def _below(self, least: int, limit: int) -> int:
        return least + int(self.random.random() * (limit - least))

    def _body(self) -> str:
        pick = self._pick
        texts = [self._paragraph() for _ in range(self._below(6, 15))]
        marked = self._below(0, len(texts))
        texts[marked] = f"**{pick(WHO)}{pick(DO)}{pick(WHAT)}。**{texts[marked]}"
        for _ in range(self._below(2, 4)):
            place, target = self._below(0, len(texts)), self._below(0, self._count)
            texts[place] += f"详见[{pick(WHAT)}{pick(PAPER)}]({{link:{target}}})。"
        heads = self.random.sample(HEADINGS, self._below(2, 4))
        places = sorted(self.random.sample(range(1, len(texts)), len(heads)))
        for number in range(len(heads) - 1, -1, -1):
            texts.insert(places[number], f"## {NUMERALS[number]}、{heads[number]}")
        texts.insert(int(len(texts) * 0.6) + 1, self._list())
        if self.random.random() < 0.3:
            texts.append(self._table())
        return "\n\n".join(texts) + "\n"

    def _paragraph(self) -> str:
        return "".join(self._sentence() for _ in range(self._below(2, 7)))

    def _sentence(self) -> str:
        pattern = self.random.choices(SENTENCES, (35, 25, 25, 15))[0]
        return _BLANK.sub(self._filled, pattern)

    def _filled(self, blank: re.Match[str]) -> str:
        if blank[1] == "number":
            return str(self._below(2, 480))
        return self._pick(VOCABULARY[blank[1]])

    def _list(self) -> str:
        pick = self._pick
        return "\n".join(
            f"- {pick(HOW)}{pick(DO)}{pick(WHAT)}，{pick(WHY)}；" for _ in range(self._below(3, 7))
        )

    def _table(self) -> str:
        pick = self._pick
        rows = [
            f"| {pick(WHAT)} | {pick(WHO)} | {self._below(1, 60)}个工作日 |"
            for _ in range(self._below(3, 8))
        ]
        return "\n".join(["| 事项 | 责任单位 | 完成时限 |", "| --- | --- | --- |", *rows])
