"""Lays the same articles out as a govssg project and as a Hugo project of equal work."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from generate import COLUMNS, MAIN, SHARED_COLUMN, Article, Site, articles, sites
from trash import Trash

HERE = Path(__file__).resolve().parent
PORTAL_URL = "https://www.example.gov.cn"
EDITION = "6"
"""Changes with the shape of what is laid out, so that older folders are made anew."""

TARGET = "target.json"

Link = Callable[[Article], str]


def lay_out(count: int, site_count: int, folder: Path, trash: Trash) -> tuple[Path, Path]:
    """Give the folders of the two projects, making them if they are not there yet."""
    done = folder / "edition"
    ours, hugo = folder / "govssg", folder / "hugo"
    if done.is_file() and done.read_text("utf-8") == EDITION:
        return ours, hugo
    trash.take(folder)
    made = list(articles(count, site_count))
    for article in made:
        name = f"{article.column}/{article.slug}.md"
        site = article.site
        write(ours / "content" / site.level / site.id / name, page(article, made, our_link))
        write(hugo / "content" / site.id / name, page(article, made, hugo_link))
    lay_out_ours(ours, sites(site_count))
    lay_out_hugo(hugo, sites(site_count))
    write(folder / TARGET, json.dumps(target(made)))
    write(done, EDITION)
    return ours, hugo


def target(made: list[Article]) -> dict[str, str]:
    """Give the article that the edits change: the newest one that another site shows too."""
    article = max(article for article in made if article.shared)
    site, name = article.site, f"{article.column}/{article.slug}.md"
    return {
        "site": site.id,
        "govssg": f"content/{site.level}/{site.id}/{name}",
        "hugo": f"content/{site.id}/{name}",
    }


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def page(article: Article, made: list[Article], link: Link) -> str:
    """Give the Markdown file of an article; only the form of inner links differs by tool."""
    body = article.body
    while "{link:" in body:
        before, _, rest = body.partition("{link:")
        number, _, after = rest.partition("}")
        body = before + link(made[int(number)]) + after
    keywords = ", ".join(article.keywords)
    share = "share: [portal]\n" if article.shared else ""
    return (
        f"---\ntitle: {article.title}\ndate: {article.date}\nslug: {article.slug}\n"
        f"source: {article.source}\nauthor: {article.site.id}\nkeywords: [{keywords}]\n{share}"
        f"---\n\n"
        f"{body}"
    )


def our_link(article: Article) -> str:
    return f"{article.site.id}:{article.column}/{article.slug}.md"


def hugo_link(article: Article) -> str:
    return f"/{article.site.id}/{article.column}/{article.slug}.html"


def lay_out_ours(folder: Path, every: tuple[Site, ...]) -> None:
    write(folder / "sites" / "portal.yaml", portal_yaml("standard"))
    for site in every:
        write(folder / "sites" / f"{site.id}.yaml", site_yaml(site))
    shutil.copytree(HERE / "theme", folder / "themes" / "bench")


def portal_yaml(variants: str) -> str:
    """Give the portal's file with the variants it is built in."""
    columns = "".join(f"  - {{path: {path}, name: {name}}}\n" for path, name in COLUMNS)
    return (
        f"name: 示例市政府网站集群\nurl: {PORTAL_URL}\ntheme: bench\nvariants: [{variants}]\n"
        f"demo: true\ncolumns:\n{columns}"
    )


def site_yaml(site: Site) -> str:
    kinds = {"municipal": "portal", "department": "department", "county": "county"}
    accept = "    accept: [{classes: [department, county]}]\n" if site.id == MAIN else ""
    columns = "".join(
        f"  - path: {path}\n{accept if path == SHARED_COLUMN else ''}" for path, _name in COLUMNS
    )
    blocks = ", ".join(path for path, _name in COLUMNS)
    return (
        f"name: {site.name}\nclass: {kinds[site.level]}\ncolumns:\n{columns}"
        f"home:\n  blocks: [{blocks}]\n"
    )


def lay_out_hugo(folder: Path, every: tuple[Site, ...]) -> None:
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    write(folder / "content" / "_index.md", "---\ntitle: 示例市政府网站集群\n---\n")
    for site in every:
        content = folder / "content" / site.id
        write(content / "_index.md", f"---\ntitle: {site.name}\noutputs: [html, rss]\n---\n")
        for path, name in COLUMNS:
            accepts = site.id == MAIN and path == SHARED_COLUMN
            more = "accept: true\n" if accepts else ""
            write(content / path / "_index.md", f"---\ntitle: {name}\n{more}---\n")
        write(folder / "one" / f"{site.id}.toml", one_site(site))
    write(folder / "each.sh", each_site(every))


def one_site(site: Site) -> str:
    """Give Hugo's settings that build one site alone, at its place in the tree."""
    path = f"content/{site.id}"
    return (
        f'[sitemap]\n  filename = "{site.id}/sitemap.xml"\n'
        '[[module.mounts]]\n  source = "content/_index.md"\n  target = "content/_index.md"\n'
        f'[[module.mounts]]\n  source = "{path}"\n  target = "{path}"\n'
    )


def each_site(every: tuple[Site, ...]) -> str:
    """Give the script that builds Hugo's sites in a row; its argument is the program."""
    names = " ".join(site.id for site in every)
    command = '"$1" --quiet --config "hugo.toml,one/$site.toml"'
    return f"set -e\nfor site in {names}; do\n  {command}\ndone\n"
