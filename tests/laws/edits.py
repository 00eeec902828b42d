"""Random edits of a portal, from a seed: the input of the laws."""

import random
from collections.abc import Callable

from project import Project, article

COLUMNS = {
    "city": ("content/municipal/city", ("news", "policy", "reading", "about")),
    "health": ("content/department/health", ("news", "policy", "guide", "about")),
    "east": ("content/county/east", ("news", "policy", "reading")),
}

POLICY = """\
---
title: 关于办法{number}的通知
date: 2026-03-{day:02} 10:00
org: 某市办公室
docNumber: 某政发〔2026〕{number}号
indexNumber: 000000101/2026-{number:05}
issuedDate: 2026-03-01
validity: 有效
keywords: [办法, 词{keyword}]
share: [county]
---
各单位：

## 一、要求

见[新闻](../news/n1.md)。
"""

READING = """\
---
title: 解读{number}
date: 2026-03-{day:02} 15:00
source: 办公室
interprets: [{target}]
---
说明{number}。
"""


class Editor:
    """Makes one random edit at a time and says what it did."""

    def __init__(self, project: Project, seed: int) -> None:
        self.project = project
        self.random = random.Random(seed)
        self.count = 0
        self.pages: list[str] = []

    def plant(self) -> None:
        """Write the documents a sequence starts with."""
        for site, (root, _columns) in COLUMNS.items():
            for number in range(1, 6):
                self._news(site, f"{root}/news/n{number}.md")
        for _ in range(1, 4):
            self._policy("content/municipal/city")
            self._reading("content/municipal/city")

    def edit(self) -> str:
        """Make one edit; give its name."""
        moves: list[tuple[Callable[[], None], int]] = [
            (self.add, 5), (self.body, 4), (self.title, 4), (self.date, 2), (self.draft, 1),
            (self.remove, 3), (self.move, 3), (self.link, 3), (self.keyword, 2),
            (self.column_text, 1), (self.site_name, 1), (self.template, 1), (self.breakage, 1),
            (self.accept, 1), (self.download, 1),
        ]  # fmt: skip
        made = self.random.choices([m for m, _ in moves], [weight for _, weight in moves])[0]
        made()
        return made.__name__

    def _number(self) -> int:
        self.count += 1
        return self.count + 100

    def _moment(self) -> str:
        r = self.random
        return f"2026-{r.randint(1, 11):02}-{r.randint(1, 21):02} {r.randint(8, 18):02}:00"

    def _news(self, site: str, path: str) -> None:
        text = article(
            f"{site}新闻{self._number()}", self._moment(), f"词{self.random.randint(1, 4)}"
        )
        self._write(path, text)

    def _policy(self, root: str) -> None:
        number = self._number()
        text = POLICY.format(
            number=number, day=self.random.randint(2, 28), keyword=self.random.randint(1, 4)
        )
        self._write(f"{root}/policy/p{number}.md", text)

    def _reading(self, root: str) -> None:
        number = self._number()
        policies = [p for p in self.pages if "/policy/" in p] or ["x/x/x/policy/none.md"]
        site, path = self.random.choice(policies).split("/", 3)[2:]
        text = READING.format(
            number=number, day=self.random.randint(2, 28), target=f"{site}:{path}"
        )
        self._write(f"{root}/reading/r{number}.md", text)

    def _write(self, path: str, text: str) -> None:
        self.project.write(path, text)
        if path not in self.pages:
            self.pages.append(path)

    def _page(self) -> str:
        return self.random.choice(self.pages)

    def add(self) -> None:
        site, (root, columns) = self.random.choice(list(COLUMNS.items()))
        column = self.random.choice(columns)
        if column == "policy":
            self._policy(root)
        elif column == "reading":
            self._reading(root)
        else:
            self._news(site, f"{root}/news/n{self._number()}.md")

    def body(self) -> None:
        path = self._page()
        text = (self.project.root / path).read_text("utf-8")
        self.project.write(path, f"{text}\n补充第{self._number()}段。\n")

    def _replace_line(self, key: str, value: str) -> None:
        path = self._page()
        lines = (self.project.root / path).read_text("utf-8").split("\n")
        for number, line in enumerate(lines):
            if line.startswith(f"{key}:"):
                lines[number] = f"{key}: {value}"
                break
        self.project.write(path, "\n".join(lines))

    def title(self) -> None:
        self._replace_line("title", f"新标题{self._number()}")

    def date(self) -> None:
        self._replace_line("date", self._moment())

    def keyword(self) -> None:
        self._replace_line("keywords", f"[词{self.random.randint(1, 4)}]")

    def draft(self) -> None:
        path = self._page()
        text = (self.project.root / path).read_text("utf-8")
        flipped = text.replace("draft: true\n", "", 1)
        self.project.write(
            path, flipped if flipped != text else text.replace("---\n", "---\ndraft: true\n", 1)
        )

    def remove(self) -> None:
        if len(self.pages) > 8:
            path = self._page()
            self.pages.remove(path)
            self.project.remove(path)

    def move(self) -> None:
        path = self._page()
        folder = path.rpartition("/")[0]
        to = f"{folder}/m{self._number()}.md"
        self.pages[self.pages.index(path)] = to
        self.project.move(path, to)

    def link(self) -> None:
        source, target = self._page(), self._page()
        site, path = target.split("/", 3)[2:]
        text = (self.project.root / source).read_text("utf-8")
        self.project.write(source, f"{text}\n参见[文档{self._number()}]({site}:{path})。\n")

    def column_text(self) -> None:
        root, columns = self.random.choice(list(COLUMNS.values()))
        path = f"{root}/{columns[0]}/_index.md"
        self.project.write(path, f"---\ntitle: 栏目{self._number()}\n---\n说明。\n")

    def site_name(self) -> None:
        site = self.random.choice(list(COLUMNS))
        path = f"sites/{site}.yaml"
        lines = (self.project.root / path).read_text("utf-8").split("\n")
        lines = [line for line in lines if not line.startswith("shortName:")]
        self.project.write(path, "\n".join([f"shortName: 简称{self._number()}", *lines]))

    def template(self) -> None:
        path = "themes/intensive/templates/main/article.html"
        text = (self.project.root / path).read_text("utf-8").rpartition("<!--")[0] or None
        text = text or (self.project.root / path).read_text("utf-8")
        self.project.write(path, f"{text}<!-- {self._number()} -->")

    def breakage(self) -> None:
        path = self._page()
        text = (self.project.root / path).read_text("utf-8")
        mended = text.replace("\nbad key\n", "\n", 1)
        broken = text.replace("---\n", "---\nbad key\n", 1)
        self.project.write(path, mended if mended != text else broken)

    def accept(self) -> None:
        path = "sites/east.yaml"
        text = (self.project.root / path).read_text("utf-8")
        plain, rule = (
            "columns: [news, policy, reading]",
            "{path: policy, accept: [{sites: [city]}]}",
        )
        ruled = f"columns: [news, {rule}, reading]"
        self.project.write(
            path, text.replace(plain, ruled) if plain in text else text.replace(ruled, plain)
        )

    def download(self) -> None:
        self.project.write(f"content/municipal/city/news/table{self.random.randint(1, 3)}.csv",
                           f"a,b\n{self._number()},2\n")  # fmt: skip
