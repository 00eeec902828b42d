"""What random edits, or a look at the code, once found wrong: the smallest portal of each."""

import os
import shutil
import sqlite3

import pytest
from desk import CITY, EAST, HEALTH
from project import PortalMaker, Project, article, tree_bytes
from texts import document, picture, with_line

from govssg.build import build
from govssg.read.snapshot import Worktree
from govssg.store.ledger import Ledger
from govssg.theme.renderer import compiled


def hold(project: Project) -> None:
    """Build, and hold the outcome against a build from nothing."""
    report = project.build()
    tree = project.root / "clean"
    shutil.rmtree(tree, ignore_errors=True)
    clean = build(Worktree(project.root), project.settings(tree, cache=""))
    published, wanted = tree_bytes(project.tree), tree_bytes(tree)
    assert sorted(published) == sorted(wanted)
    assert [name for name in wanted if published[name] != wanted[name]] == []
    assert report.findings == clean.findings
    assert report.files == len(published)


def text(column: str, number: int, target: str = "x.md", **lines: str) -> str:
    """Give a document of a column saying something more in its front matter."""
    found = document(column, number, "2026-11-01 09:00", 1, target)
    for key, value in lines.items():
        found = with_line(found, key, value)
    return found


def mark_unfinished(project: Project) -> None:
    """Leave the tree as a killed build does that had replaced a page."""
    (project.tree / "news/a.html").write_bytes(b"other bytes")
    ledger = Ledger(project.tree)
    ledger.set_meta("building", "yes")
    ledger.close()


def change_places(project: Project) -> None:
    """Let the department become the main site, and the city a department; documents move along."""
    project.edit("sites/city.yaml", "class: portal", "class: department")
    project.edit("sites/health.yaml", "class: department", "class: portal")
    project.move(CITY, "content/department/city")
    project.move(HEALTH, "content/municipal/health")


@pytest.mark.parametrize("named", ["health:guide/g.md", "one"])
def test_a_guide_that_comes_to_exist_is_shown_two_relations_away(
    portal: PortalMaker, named: str
) -> None:
    project = portal("")
    project.write(f"{EAST}/reading/a.md", text("reading", 1, "city:policy/p.md"))
    project.write(f"{CITY}/policy/p.md", text("policy", 901, services=f"['{named}']"))
    hold(project)
    project.write(f"{HEALTH}/guide/g.md", text("guide", 3, id="one"))
    hold(project)


@pytest.mark.parametrize("owner", [CITY, HEALTH])
def test_a_picture_of_an_accepted_story_is_shown_in_its_new_size(
    portal: PortalMaker, owner: str
) -> None:
    project = portal("")
    accepting = "columns: [{path: news, accept: [{sites: [city]}]},"
    project.edit("sites/east.yaml", "columns: [news,", accepting)
    target = f"{owner.rpartition('/')[2]}:news/p.png"
    story = text("news", 1, share="['*']")
    project.write(f"{CITY}/news/a.md", f"{story}\n![图]({target})\n")
    project.write(f"{owner}/news/b.md", article())
    for size in (4, 40):
        (project.root / owner / "news/p.png").write_bytes(picture(size, size))
        hold(project)


def test_a_cut_head_of_a_site_in_the_cache_is_made_again(portal: PortalMaker) -> None:
    project = portal("")
    project.write(f"{CITY}/news/a.md", article())
    hold(project)
    path = project.root / ".govssg/sites/city.head"
    path.write_bytes(path.read_bytes()[:-1])
    project.edit("sites/city.yaml", "host: www", "host: ww")
    hold(project)


# Wrong bytes.


def test_a_lead_of_another_site_shows_its_new_title(portal: PortalMaker) -> None:
    project = portal("")
    project.write(f"{CITY}/news/a.md", article("甲"))
    department = "class: department"
    lead = f"{department}\nhome: {{lead: 'city:news/a.md'}}"
    project.edit("sites/health.yaml", department, lead)
    hold(project)
    project.edit(f"{CITY}/news/a.md", "title: 甲", "title: 乙")
    hold(project)


def test_a_stable_name_given_twice_leads_to_one_document(portal: PortalMaker) -> None:
    project = portal("")
    project.write(f"{CITY}/policy/p.md", text("policy", 901, id="one"))
    project.write(f"{EAST}/reading/a.md", text("reading", 1, "one"))
    hold(project)
    project.write(f"{HEALTH}/policy/p.md", text("policy", 902, id="one"))
    hold(project)
    project.remove(f"{HEALTH}/policy/p.md")
    hold(project)


def test_a_download_named_like_a_machine_file_is_published_the_same_way(
    portal: PortalMaker,
) -> None:
    project = portal("")
    project.write(f"{CITY}/robots.txt", "User-agent: x\n")
    hold(project)
    project.write(f"{CITY}/news/a.md", article())
    hold(project)


def test_a_folder_named_like_a_variant_is_published_the_same_way(portal: PortalMaker) -> None:
    project = portal("")
    project.write(f"{CITY}/elder/news/a.md", article("长者"))
    project.write(f"{CITY}/news/a.md", article())
    hold(project)
    project.edit(f"{CITY}/elder/news/a.md", "正文", "又正文")
    hold(project)


def test_another_site_may_become_the_portal(portal: PortalMaker) -> None:
    project = portal("")
    for root in (CITY, HEALTH):
        project.write(f"{root}/news/a.md", text("news", 1))
        project.write(f"{root}/news/t.csv", "1\n")
    hold(project)
    change_places(project)
    hold(project)


def test_a_build_of_some_sites_heals_without_taking_pages_of_others(portal: PortalMaker) -> None:
    project = portal("")
    project.write(f"{CITY}/news/a.md", article())
    hold(project)
    before = sorted(tree_bytes(project.tree))
    mark_unfinished(project)
    project.build(sites="east")
    assert sorted(tree_bytes(project.tree)) == before


def test_a_larger_site_may_become_the_portal(portal: PortalMaker) -> None:
    project = portal("")
    for root, count in ((CITY, 1), (HEALTH, 5)):
        for number in range(count):
            project.write(f"{root}/news/n{number}.md", text("news", number))
    hold(project)
    change_places(project)
    hold(project)


def test_a_column_named_like_a_variant_is_refused(portal: PortalMaker) -> None:
    project = portal("")
    project.edit("sites/city.yaml", "columns: [news,", "columns: [{path: elder, name: 老人}, news,")
    hold(project)
    project.write(f"{CITY}/news/a.md", article())
    hold(project)


@pytest.mark.parametrize("alias", ["/elder/news/a.html", "/accessible/"])
def test_a_former_address_that_is_reserved_is_a_finding(portal: PortalMaker, alias: str) -> None:
    project = portal("")
    project.write(f"{CITY}/news/a.md", text("news", 1))
    project.write(f"{CITY}/news/b.md", text("news", 2, aliases=f"[{alias}]"))
    hold(project)
    project.edit(f"{CITY}/news/b.md", "title: article2", "title: 又一个")
    hold(project)
    assert project.build().findings != ()


@pytest.mark.parametrize("alias", ["t.csv", "robots.txt", "news/a.html/b"])
def test_a_former_address_below_a_file_is_published_the_same_way(
    portal: PortalMaker, alias: str
) -> None:
    project = portal("")
    project.write(f"{CITY}/t.csv", "1\n")
    project.write(f"{CITY}/news/a.md", text("news", 1))
    project.write(f"{CITY}/news/b.md", text("news", 2, aliases=f"[{alias}]"))
    hold(project)
    project.write(f"{CITY}/t.csv", "2\n")
    project.edit(f"{CITY}/news/b.md", "正文", "又正文")
    hold(project)


# Wrong findings.


def test_findings_of_a_forgotten_page_go_with_its_document(portal: PortalMaker) -> None:
    project = portal("")
    project.write(f"{CITY}/news/a.md", f"{article()}\n[坏](nowhere.md)\n")
    hold(project)
    mark_unfinished(project)
    project.remove(f"{CITY}/news/a.md")
    hold(project)


@pytest.mark.parametrize("where", [CITY, HEALTH])
def test_the_text_of_a_column_names_a_document_that_goes(portal: PortalMaker, where: str) -> None:
    project = portal("")
    project.write(f"{CITY}/policy/p.md", text("policy", 901))
    head = "title: 动态\nbasis: ['city:policy/p.md']"
    project.write(f"{where}/news/_index.md", f"---\n{head}\n---\n正文。\n")
    hold(project)
    project.remove(f"{CITY}/policy/p.md")
    hold(project)


def test_the_hint_of_a_dead_link_names_what_is_nearest_now(portal: PortalMaker) -> None:
    project = portal("")
    project.write(f"{CITY}/news/a.md", f"{article()}\n[坏](health:news/abcd.md)\n")
    hold(project)
    project.write(f"{HEALTH}/news/abce.md", article())
    hold(project)


def test_the_hint_of_a_dead_relation_names_what_is_nearest_now(portal: PortalMaker) -> None:
    project = portal("")
    project.write(f"{CITY}/reading/a.md", text("reading", 1, "health:policy/abcd.md"))
    hold(project)
    project.write(f"{HEALTH}/policy/abce.md", text("policy", 901))
    hold(project)


# Builds that fail altogether.


@pytest.mark.parametrize("part", ["parsed", "offers", "surface"])
def test_a_cut_part_of_a_site_in_the_cache_is_made_again(portal: PortalMaker, part: str) -> None:
    project = portal("")
    project.write(f"{CITY}/news/a.md", article())
    hold(project)
    path = project.root / f".govssg/sites/city.{part}"
    path.write_bytes(path.read_bytes()[:-1])
    project.edit("sites/city.yaml", "host: www", "host: ww")
    hold(project)


def test_a_cache_removed_under_a_running_process_is_made_again(portal: PortalMaker) -> None:
    compiled.cache_clear()
    project = portal("")
    hold(project)
    shutil.rmtree(project.root / ".govssg")
    project.write(f"{CITY}/policy/p.md", text("policy", 901))
    hold(project)


@pytest.mark.parametrize("line", ["aliases: ['../../x']", "aliases: [/]", "slug: ../../x"])
def test_an_address_that_leaves_the_site_is_a_finding(portal: PortalMaker, line: str) -> None:
    project = portal("")
    key, _, value = line.partition(": ")
    project.write(f"{CITY}/news/a.md", with_line(article(), key, value))
    hold(project)


def test_a_column_gives_its_documents_a_list_of_values(portal: PortalMaker) -> None:
    project = portal("")
    column = "columns: [{path: news, cascade: {topics: [医疗], share: ['*']}},"
    project.edit("sites/city.yaml", "columns: [news,", column)
    project.write(f"{CITY}/news/a.md", with_line(article(), "author", "'某人'"))
    hold(project)
    assert project.build().findings == ()


def test_a_file_whose_name_is_no_text_is_a_finding(portal: PortalMaker) -> None:
    project = portal("")
    project.write(f"{CITY}/news/a.md", article())
    path = os.fsencode(project.root / CITY / "news") + b"/\xff.md"
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    hold(project)


def test_a_site_file_in_a_folder_is_no_site(portal: PortalMaker) -> None:
    project = portal("")
    project.write("sites/old/east.yaml", "name: 某县\nclass: county\ncolumns: [news]\n")
    hold(project)


def test_a_new_main_site_keeps_its_pages_when_the_old_one_is_built_later(
    portal: PortalMaker,
) -> None:
    project = portal("")
    project.write(f"{CITY}/news/a.md", article())
    project.write(f"{HEALTH}/news/a.md", article("另一篇"))
    hold(project)
    change_places(project)
    project.build(sites="health")
    hold(project)


@pytest.mark.parametrize(
    ("old", "new"), [("class: county", "class: portal"), ("about]", "about, health]")]
)
def test_nothing_is_built_while_two_things_have_one_address(
    portal: PortalMaker, old: str, new: str
) -> None:
    project = portal("")
    hold(project)
    before = tree_bytes(project.tree)
    name = "east" if old == "class: county" else "city"
    project.edit(f"sites/{name}.yaml", old, new)
    assert project.build().portal is None
    assert tree_bytes(project.tree) == before

    project.edit(f"sites/{name}.yaml", new, old)
    hold(project)


@pytest.mark.parametrize("broken", ["", "sites/east.yaml"])
def test_pages_withdrawn_while_the_program_was_upgraded_are_removed(
    portal: PortalMaker, broken: str
) -> None:
    project = portal("")
    for site in (CITY, EAST):
        project.write(f"{site}/news/a.md", article())
    project.build()
    with sqlite3.connect(project.tree / ".govssg" / "ledger.sqlite") as base:
        base.execute("pragma user_version=1")
    project.remove(f"{CITY}/news/a.md")
    if broken:
        project.edit(broken, "name:", "[name:")
    project.build()
    assert (project.tree / "news/a.html").exists() == bool(broken)
    assert (project.tree / "east/news/a.html").exists()

    if broken:
        project.edit(broken, "[name:", "name:")
    hold(project)
