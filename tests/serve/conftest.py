"""A small portal of two sites being edited, and a server over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from project import Project, article, files_of
from serve.running import Running, running

PORTAL = f"""\
-- sites/portal.yaml --
name: 测试门户
url: https://www.example.com
demo: true
columns:
  - {{path: news, name: 动态, type: [动态要闻]}}
  - {{path: about, name: 概况, kind: page, type: [机构职能]}}
-- sites/city.yaml --
name: 某市人民政府
class: portal
host: www.example.com
columns: [news, about]
-- sites/health.yaml --
name: 某市医保局
class: department
host: health.example.com
url: https://health.example.com
brand: "#00508a"
columns: [news, about]
-- content/municipal/city/news/one.md --
{article("城市新闻")}
另见[医保动态](health:news/a.md)。
-- content/municipal/city/about/index.md --
---
title: 机构概况
---
职责。
-- content/department/health/news/a.md --
{article("医保动态", keyword="医保")}
![示意图](chart.svg.png)
-- content/department/health/news/b.md --
{article("医保通知", "2026-11-02 09:00", "医保")}
附件见[下载](表格.txt)。
-- content/department/health/news/draft.md --
---
title: 还在写
date: 2026-11-03 09:00
draft: true
---
草稿正文。
-- content/department/health/news/later.md --
---
title: 下周的消息
date: 2026-11-30 09:00
---
预告。
-- content/department/health/news/表格.txt --
一张表
"""

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
"""The smallest PNG."""


def made(folder: Path) -> Project:
    project = Project(folder / "project", files_of(PORTAL))
    (project.root / "content/department/health/news/chart.svg.png").write_bytes(PICTURE)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return made(tmp_path)


@pytest.fixture
def server(project: Project) -> Iterator[Running]:
    with running(project.root) as serving:
        yield serving


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Give a server for tests that edit nothing, over a tree with a secret beside its index."""
    project = made(tmp_path_factory.mktemp("reading"))
    project.write("build/secret.txt", "geheim")
    project.write("build/search/index.json", "{}")
    (project.tree / "search/link.txt").symlink_to(project.tree / "secret.txt")
    with running(project.root) as serving:
        yield serving
