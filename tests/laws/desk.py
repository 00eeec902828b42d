"""The desk: a project on disk, and the luck with which an editor picks from it."""

import json
import random
import shutil
from typing import Any

from project import Project
from texts import document, with_line

LEVELS = {"portal": "municipal", "department": "department", "county": "county"}
CITY, HEALTH, EAST = "content/municipal/city", "content/department/health", "content/county/east"
NAMES = tuple(f"d{number}" for number in range(1, 8))
"""Names of documents: few, so that what a link misses today may exist tomorrow."""

HANDLES = ("one", "two", "three")
FILES = ("map.png", "logo.png", "table.csv", "form.pdf")
DATES = (
    "2026-01-05 09:00", "2026-02-10 10:30", "2026-04-01 08:00", "2026-04-01 08:01",
    "2026-07-15 16:00", "2026-10-30 09:00", "2026-11-21 09:00", "2026-11-22 12:00",
    "2026-11-25 09:00", "2026-12-02 10:00",
)  # fmt: skip
"""Moments of documents; some lie ahead, some are equal."""

Config = dict[str, Any]


class Desk:
    """Finds, reads and writes the sources of a project; its luck is decided by a seed."""

    def __init__(self, project: Project, luck: random.Random, number: int) -> None:
        self.project = project
        self.luck = luck
        self._number = number

    def number(self) -> int:
        """Give a number not used before."""
        self._number += 1
        return self._number

    # Sources

    def text(self, path: str) -> str:
        return (self.project.root / path).read_text("utf-8", "replace")

    def below(self, folder: str, ending: str) -> list[str]:
        """Give the files below a folder, sorted."""
        root = self.project.root
        found = (path for path in (root / folder).rglob(f"*{ending}") if path.is_file())
        return sorted(path.relative_to(root).as_posix() for path in found)

    def exists(self, path: str) -> bool:
        return (self.project.root / path).is_file()

    def write_bytes(self, path: str, data: bytes) -> None:
        self.project.write(path, "")
        (self.project.root / path).write_bytes(data)

    # Sites

    def sites(self) -> dict[str, Config]:
        """Give the files of the sites that can be read, by id."""
        found = {}
        for path in self.below("sites", ".yaml"):
            name = path.removeprefix("sites/").removesuffix(".yaml")
            text = self.text(path)
            if name != "portal" and not text.startswith("["):
                found[name] = json.loads(text)
        return found

    def site(self) -> str:
        return self.luck.choice(list(self.sites()))

    def main(self) -> str:
        """Give the portal's own site, which stands at the root of the tree."""
        return next(name for name, one in self.sites().items() if one["class"] == "portal")

    def put_site(self, name: str, config: Config) -> None:
        self.project.write(f"sites/{name}.yaml", json.dumps(config, ensure_ascii=False, indent=1))

    def portal(self) -> Config:
        found: Config = json.loads(self.text("sites/portal.yaml"))
        return found

    def put_portal(self, config: Config) -> None:
        self.put_site("portal", config)

    def root_of(self, site: str) -> str:
        return f"content/{LEVELS[self.sites()[site]['class']]}/{site}"

    def columns(self, site: str) -> list[str]:
        """Give the paths of a site's columns."""
        return [c if isinstance(c, str) else c["path"] for c in self.sites()[site]["columns"]]

    # Documents

    def pages(self, kind: str = "") -> list[str]:
        """Give the documents, or those of a column, sorted."""
        found = [p for p in self.below("content", ".md") if not p.endswith("/_index.md")]
        return [path for path in found if not kind or f"/{kind}/" in path]

    def page(self, kind: str = "") -> str:
        """Give one of the documents; one is written if there is none."""
        pages = self.pages(kind)
        if pages:
            return self.luck.choice(pages)
        path = f"{self.root_of(self.main())}/{kind or 'news'}/d1.md"
        self.project.write(path, self.document(path))
        return path

    def place(self) -> str:
        """Give a path at which a document may stand, whether one does or not."""
        site = self.site()
        column = self.luck.choice(self.columns(site))
        return f"{self.root_of(site)}/{column}/{self.luck.choice(NAMES)}.md"

    def document(self, path: str) -> str:
        """Give the text of a new document for a path."""
        column = path.rpartition("/")[0].split("/", 3)[3]
        date, keyword = self.luck.choice(DATES), self.luck.randint(1, 4)
        text = document(column, self.number(), date, keyword, self.target("policy"))
        for key, value, chance in self._extras():
            if self.luck.random() < chance:
                text = with_line(text, key, value)
        for chance, target in ((0.6, self._somewhere()), (0.3, self._somewhere())):
            if self.luck.random() < chance:
                text += f"\n参见[文档]({target})。\n"
        if self.luck.random() < 0.3:
            text += f"\n![图]({self.luck.choice(FILES[:2])})\n"
        return text

    def _extras(self) -> list[tuple[str, str, float]]:
        """Give what a new document may say besides: (key, value, chance)."""
        return [
            ("share", '["*"]', 0.25), ("id", self.luck.choice(HANDLES), 0.1),
            ("basis", f"['{self.target('policy')}']", 0.2), ("topics", "[医疗]", 0.2),
            ("services", f"['{self.target('guide')}']", 0.2), ("summary", "一句话", 0.2),
            ("attachments", f"[{{file: '{self.luck.choice(FILES)}'}}]", 0.1),
        ]  # fmt: skip

    def _somewhere(self) -> str:
        """Give the address of a document that may exist."""
        site = self.site()
        column = self.luck.choice(self.columns(site))
        return f"{site}:{column}/{self.luck.choice(NAMES[:4])}.md"

    # Targets

    def target(self, kind: str = "") -> str:
        """Give a document as a relation names it: by path or by handle, existing or not."""
        if self.luck.random() < 0.2:
            return self.luck.choice(HANDLES)
        site = self.site()
        column = kind or self.luck.choice(self.columns(site))
        name = self.luck.choice(NAMES)
        forms = [f"{site}:{column}/{name}.md"] * 4
        forms += [f"/{column}/{name}.md", f"../{column}/{name}.md", f"{name}.md"]
        return self.luck.choice(forms)

    def existing(self, kind: str = "") -> str:
        """Give the id of a document that exists."""
        site, path = self.page(kind).split("/", 3)[2:]
        return f"{site}:{path}".encode(errors="replace").decode()  # a name may be no text

    def link(self) -> str:
        """Give what a link of a body may lead to: anything at all."""
        site, name = self.site(), self.luck.choice(NAMES)
        column = self.luck.choice(self.columns(site))
        file = self.luck.choice(FILES)
        likely = [self.existing(), f"{site}:{column}/{name}.md", f"{site}:{column}/{file}"]
        rare = [
            f"../{column}/{name}.md", f"/{column}/", f"{site}:{column}/", f"{site}:", file,
            f"{site}:{column}/_index.md", f"{site}:nowhere/", f"{site}:{column}/{name}x.md",
            f"{site}:{column}/{name}.html", f"{self.existing()}#part", "#part", "../../../../x.md",
            "https://www.example.org/", "javascript:x", f"west:news/{name}.md", "/index.md",
        ]  # fmt: skip
        return self.luck.choice(likely * 4 + rare)

    def remove_folder(self, path: str) -> None:
        shutil.rmtree(self.project.root / path, ignore_errors=True)
