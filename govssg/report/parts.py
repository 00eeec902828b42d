"""The parts of a page in citizens' words: why it was built again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from govssg.model.output import Reason

PARTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "new": ("新页面", "new page"),
        "removed": ("页面已撤下", "removed"),
        "repaired": ("文件与记录不符", "file differs from the record"),
        "engine": ("程序版本", "program version"),
        "theme": ("模板", "template"),
        "template": ("模板名称", "name of the template"),
        "site": ("页头页脚", "site chrome"),
        "content": ("文件内容", "file content"),
        "title": ("标题", "title"),
        "heading": ("大标题", "heading"),
        "description": ("描述", "description"),
        "href": ("网址", "address"),
        "canonical": ("规范网址", "canonical address"),
        "meta": ("页面标签", "meta tags"),
        "breadcrumbs": ("当前位置", "breadcrumbs"),
        "section": ("所在栏目", "section"),
        "search": ("是否可搜索", "searchable"),
        "body": ("正文", "body"),
        "date": ("日期", "date"),
        "source": ("来源", "source"),
        "author": ("责任编辑", "author"),
        "summary": ("摘要", "summary"),
        "contents": ("目录", "contents list"),
        "attachments": ("附件", "attachments"),
        "keywords": ("关键词", "keywords"),
        "previous": ("下一篇", "older neighbour"),
        "following": ("上一篇", "newer neighbour"),
        "related": ("相关阅读", "related documents"),
        "policies": ("相关政策", "policies"),
        "services": ("可办事项", "services"),
        "interpretations": ("政策解读", "interpretations"),
        "basis": ("制定依据", "basis"),
        "cited_by": ("被引用", "citations"),
        "others": ("其他解读", "other interpretations"),
        "replacements": ("替代文件", "replacements"),
        "information": ("文件信息", "document metadata"),
        "validity": ("有效性", "validity"),
        "items": ("列表条目", "list items"),
        "children": ("下级栏目", "child columns"),
        "siblings": ("同级栏目", "sibling columns"),
        "archive": ("分页", "archive pages"),
        "newer": ("较新一页", "newer page"),
        "older": ("较早一页", "older page"),
        "introduction": ("栏目介绍", "introduction"),
        "lead": ("头条", "lead story"),
        "news": ("要闻", "news"),
        "blocks": ("首页板块", "home blocks"),
        "groups": ("站点列表", "list of sites"),
        "columns": ("栏目列表", "columns"),
        "updated": ("更新时间", "time of change"),
        "addresses": ("网址清单", "addresses"),
        "built": ("最近更新", "last change"),
        "in_force": ("是否有效", "in force"),
        "overview": ("办事要点", "overview"),
        "details": ("登记信息", "registered details"),
        "conditions": ("受理条件", "conditions"),
        "materials": ("办理材料", "materials"),
        "steps": ("办理流程", "procedure"),
        "laws": ("设定依据", "legal basis"),
        "fees": ("收费", "fees"),
        "questions": ("常见问题", "questions"),
        "online_href": ("网办地址", "online address"),
        "address": ("地址", "address of the office"),
        "hours": ("办公时间", "hours"),
        "phone": ("电话", "telephone"),
        "supervision": ("监督电话", "supervision"),
        "result": ("办理结果", "result"),
        "slogan": ("标语", "slogan"),
        "hot_words": ("热门搜索", "hot words"),
        "bodies": ("四大家", "leading bodies"),
        "duties": ("机构职能", "duties"),
        "index_href": ("搜索索引地址", "index address"),
        "topics": ("主题", "topics"),
        "name": ("名称", "name"),
        "kind": ("内容类型", "kind"),
        "number": ("页码", "page number"),
        "feed": ("订阅地址", "feed"),
        "id": ("标识", "id"),
        "self_href": ("自身网址", "own address"),
        "maps": ("网站地图文件", "site maps"),
    }
)
"""Part of a key → (Chinese, English); a field without an entry goes by its own name."""


def part_name(part: str, language: str = "zh") -> str:
    """Give the word for a part of a page."""
    known = PARTS.get(part)
    return (known[1] if language == "en" else known[0]) if known else part


def part_names(parts: Iterable[str], language: str = "zh") -> str:
    """Give the words for several parts, joined."""
    return (", " if language == "en" else "、").join(part_name(part, language) for part in parts)


def counted_parts(reasons: Iterable[Reason], language: str = "zh", most: int = 5) -> str:
    """Give the parts that changed most often: ``正文 1、列表条目 3``."""
    counts = Counter(part for reason in reasons for part in reason.parts)
    common = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    joint = ", " if language == "en" else "、"
    return joint.join(f"{part_name(part, language)} {count}" for part, count in common)
