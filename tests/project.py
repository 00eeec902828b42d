"""A whole portal in one string: the way tests set up what they talk about.

Files are written one after another, each under a line ``-- path --``. What a test does not
write comes from ``BASE``: a portal with a city site, a department and a county.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from govssg.build import Report, Settings, build
from govssg.catalog.site_catalog import Visibility
from govssg.read.snapshot import Worktree

CLOCK = "2026-11-22 12:00"

BASE = """\
-- sites/portal.yaml --
name: 测试门户
url: https://www.example.com
demo: true
columns:
  - {path: news, name: 动态, type: [动态要闻]}
  - {path: policy, name: 文件, kind: policy}
  - {path: reading, name: 解读, kind: interpretation}
  - {path: guide, name: 指南, kind: guide}
  - {path: about, name: 概况, kind: page, type: [机构职能]}
-- sites/city.yaml --
name: 某市人民政府
class: portal
host: www.example.com
columns: [news, policy, reading, about]
-- sites/health.yaml --
name: 某市医保局
class: department
host: health.example.com
columns: [news, policy, guide, about]
-- sites/east.yaml --
name: 东县人民政府
class: county
host: east.example.com
columns: [news, policy, reading]
"""

ARTICLE = """\
---
title: {title}
date: {date}
source: 办公室
summary: 摘要
keywords: [{keyword}]
---
正文第一段。
"""


def files_of(text: str) -> dict[str, str]:
    """Give the files of a txtar-like string."""
    files: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith("-- ") and line.rstrip().endswith(" --"):
            current = files.setdefault(line.strip()[3:-3].strip(), [])
        else:
            current.append(line)
    return {path: "".join(lines) for path, lines in files.items()}


def article(title: str = "标题", date: str = "2026-11-01 09:00", keyword: str = "政务") -> str:
    """Give the text of a plain article."""
    return ARTICLE.format(title=title, date=date, keyword=keyword)


class Project:
    """A project on disk that can be edited and built."""

    def __init__(self, root: Path, files: dict[str, str]) -> None:
        self.root = root
        self.tree = root / "build"
        for path, text in files.items():
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        before = file.read_text(encoding="utf-8")
        assert old in before, f"{old!r} is not in {path}"
        file.write_text(before.replace(old, new), encoding="utf-8")

    def remove(self, path: str) -> None:
        (self.root / path).unlink()

    def move(self, path: str, to: str) -> None:
        (self.root / to).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).rename(self.root / to)

    def snapshot(self) -> Worktree:
        return Worktree(self.root, self.root / ".govssg" / "stat")

    def settings(self, tree: Path | None = None, **more: object) -> Settings:
        values: dict[str, object] = {
            "tree": str(tree or self.tree),
            "visibility": Visibility(CLOCK),
            "cache": str(self.root / ".govssg"),
            "search": False,
            "jobs": 1,  # what is patched here would not be patched in another process
        }
        return Settings(**(values | more))  # type: ignore[arg-type]

    def build(self, **more: object) -> Report:
        return build(self.snapshot(), self.settings(**more))

    def clean_build(self, **more: object) -> dict[str, bytes]:
        """Give the tree a build from nothing makes, without touching this one's."""
        tree = self.root / "clean"
        shutil.rmtree(tree, ignore_errors=True)
        build(Worktree(self.root), self.settings(tree, cache="", **more))
        return tree_bytes(tree)

    def page(self, route: str) -> str:
        return (self.tree / route).read_text(encoding="utf-8")


def tree_bytes(tree: Path) -> dict[str, bytes]:
    """Give all published files of a tree by route."""
    return {
        path.relative_to(tree).as_posix(): path.read_bytes()
        for path in sorted(tree.rglob("*"))
        if path.is_file() and ".govssg" not in path.relative_to(tree).parts
    }


PortalMaker = Callable[[str], Project]
"""What the ``portal`` fixture gives: files in a string → a project on disk."""
