"""A site may live under the portal or on a host of its own; serving under one origin undoes it."""

import re
from collections.abc import Callable

from project import Project, article

FILES = (
    "-- content/municipal/city/news/a.md --\n"
    + article("甲").replace("正文第一段。", "见[乙](health:news/b.md)。")
    + "-- content/department/health/news/b.md --\n"
    + article("乙").replace("正文第一段。", "见[甲](city:news/a.md)和[丙](c.md)。")
    + "-- content/department/health/news/c.md --\n"
    + article("丙")
)


def hosted(portal: Callable[[str], Project]) -> Project:
    project = portal(FILES)
    project.edit("sites/health.yaml", "class:", "url: https://health.example.com\nclass:")
    return project


def links(page: str) -> set[str]:
    return set(re.findall(r'<a[^>]* href="([^"]*/(?:news/[abc]\.html))"', page))


def test_a_site_under_the_portal_is_linked_by_path(portal: Callable[[str], Project]) -> None:
    project = portal(FILES)
    project.build()

    assert "/health/news/b.html" in links(project.page("news/a.html"))
    assert "/health/elder/news/b.html" in links(project.page("elder/news/a.html"))
    assert {"/news/a.html", "/health/news/c.html"} <= links(project.page("health/news/b.html"))


def test_a_site_on_its_own_host_is_linked_absolutely(portal: Callable[[str], Project]) -> None:
    project = hosted(portal)
    project.build()
    page = project.page("health/elder/news/b.html")

    assert "https://health.example.com/news/b.html" in links(project.page("news/a.html"))
    assert {"https://www.example.com/elder/news/a.html", "/elder/news/c.html"} <= links(page)
    assert 'rel="canonical" href="https://health.example.com/news/b.html"' in page


def test_a_site_on_its_own_host_carries_its_own_assets(portal: Callable[[str], Project]) -> None:
    project = hosted(portal)
    project.build()
    page = project.page("health/index.html")
    [sheet] = re.findall(r'<link rel="stylesheet" href="/([^"]+)"', page)

    assert (project.tree / "health" / sheet).is_file()
    assert (project.tree / sheet).is_file()


def test_one_origin_for_all_brings_every_site_under_it(portal: Callable[[str], Project]) -> None:
    project = hosted(portal)
    project.build(base_url="http://localhost:1313")

    assert "/health/news/b.html" in links(project.page("news/a.html"))
    assert "http://localhost:1313/health/news/b.html" in project.page("health/news/b.html")


def test_the_sitemap_of_an_origin_names_its_own_sites(portal: Callable[[str], Project]) -> None:
    project = hosted(portal)
    project.build()

    assert "https://www.example.com/east/sitemap.xml" in project.page("robots.txt")
    assert "health" not in project.page("robots.txt")
    assert "https://health.example.com/sitemap.xml" in project.page("health/robots.txt")
