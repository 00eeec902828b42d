"""Random edits of a portal, from a seed: the input of the laws."""

import json
import random
from collections.abc import Callable, Collection

import edits_documents
import edits_files
import edits_sites
import edits_theme
import small_theme
from desk import Desk
from project import Project
from texts import picture

Edit = Callable[[Desk], str]

CALM: dict[Edit, int] = {
    **edits_documents.EDITS,
    **edits_files.EDITS,
    **edits_sites.EDITS,
    **edits_theme.EDITS,
}
"""Edits after which every page can be published, by their weight."""

ROUGH: dict[Edit, int] = {**CALM, **edits_sites.ROUGH, **edits_theme.ROUGH}
"""All edits, those included after which pages stay as they were for want of new ones."""

PORTAL = {
    "name": "测试门户", "url": "https://www.example.com", "theme": "small", "demo": True,
    "variants": ["standard", "elder"], "topics": ["医疗", "养老"],
    "columns": [
        {"path": "news", "name": "动态", "type": ["动态要闻"], "pageSize": 3},
        {"path": "notice", "name": "通知", "pageSize": 2},
        {"path": "policy", "name": "文件", "kind": "policy", "pageSize": 2},
        {"path": "reading", "name": "解读", "kind": "interpretation"},
        {"path": "guide", "name": "指南", "kind": "guide"},
        {"path": "about", "name": "概况", "kind": "page", "type": ["机构职能"]},
    ],
}  # fmt: skip
SITES = {
    "city": {
        "name": "某市人民政府", "class": "portal", "host": "www.example.com",
        "columns": ["news", "policy", "reading", "about", "open/notice"],
        "home": {
            "lead": "health:news/d1.md",
            "services": [{"name": "备案", "target": "health:guide/d1.md"}],
        },
    },
    "health": {
        "name": "某市医保局", "class": "department", "host": "health.example.com",
        "brand": "#123456", "columns": ["news", "policy", "guide", "about"],
    },
    "east": {
        "name": "东县人民政府", "class": "county", "host": "east.example.com",
        "columns": ["news", {"path": "policy", "accept": [{"sites": ["city"]}]}, "reading"],
    },
    "north": {
        "name": "北县人民政府", "class": "county", "url": "https://own.example.com",
        "columns": [{"path": "news", "accept": [{"kinds": ["article"]}]}, "guide", "reading"],
    },
}  # fmt: skip
PLANTED = (
    *(f"municipal/city/news/d{n}.md" for n in range(1, 8)),
    *(f"municipal/city/policy/d{n}.md" for n in range(1, 6)),
    *(f"municipal/city/{name}/d1.md" for name in ("reading", "about", "open/notice")),
    *(f"department/health/{name}/d{n}.md" for name in ("news", "guide", "about") for n in (1, 2)),
    *(f"county/{site}/news/d{n}.md" for site in ("east", "north") for n in range(1, 5)),
    "county/east/reading/d1.md", "county/east/reading/d2.md", "county/north/reading/d1.md",
    "county/north/guide/d1.md", "department/health/policy/d1.md",
)  # fmt: skip


class Editor:
    """Makes one random edit at a time and says what it did.

    The luck of every edit is its own, so a failing sequence can be replayed with some left out.
    """

    def __init__(
        self,
        project: Project,
        seed: int,
        edits: dict[Edit, int] = CALM,
        left_out: Collection[int] = (),
    ) -> None:
        self.project = project
        self.seed = seed
        self.count = 0
        self._edits = edits
        self._left_out = left_out

    def desk(self) -> Desk:
        """Give the desk of the edit that is due."""
        luck = random.Random(f"{self.seed}/{self.count}")
        return Desk(self.project, luck, 100 + 20 * self.count)

    def plant(self) -> None:
        """Write the portal a sequence starts with, in place of what there is."""
        desk = self.desk()
        desk.put_portal(PORTAL)
        for name, config in SITES.items():
            desk.put_site(name, config)
        theme = small_theme.FILES | {"theme.yaml": json.dumps(small_theme.MANIFEST)}
        for name, text in theme.items():
            self.project.write(f"themes/small/{name}", text)
        for name in PLANTED:
            self.project.write(f"content/{name}", desk.document(f"content/{name}"))
        desk.write_bytes("content/department/health/news/map.png", picture(40, 30))
        desk.write_bytes("content/municipal/city/news/table.csv", b"a,b\n")

    def edit(self) -> str:
        """Make one edit; give its name and what it touched."""
        self.count += 1
        if self.count in self._left_out:
            return ""
        desk = self.desk()
        chosen = desk.luck.choices(list(self._edits), list(self._edits.values()))[0]
        return f"{self.count} {chosen.__name__} {chosen(desk)}"
