"""Lays 12,000 real pages out as a govssg project: 31 sites, front matter mapped, HTML marked."""

import re
import tarfile
from pathlib import Path

COUNTIES = {"baihe", "hanbin", "hanyin", "langao", "ningshan", "pingli", "shiquan", "xunyang",
            "zhenping", "ziyang"}  # fmt: skip
MAIN = "city"

PORTAL = """\
name: 真实页面试验
url: https://www.example.com
demo: true
columns:
  - {path: news, name: 动态, type: [动态要闻]}
  - {path: laws, name: 法规, type: [政策文件]}
"""

_HTML = re.compile(r"<(?:p|div|strong|img|br|table|span|a)\b|<!--", re.IGNORECASE)


def lay_out(archive: Path, root: Path) -> int:
    """Give the number of pages written below ``root``; the same archive gives the same files."""
    count = 0
    sites = set()
    with tarfile.open(archive) as files:
        for member in files:
            parts = Path(member.name).parts
            if not member.isfile() or len(parts) != 3 or not member.name.endswith(".md"):
                continue
            site, column, name = parts
            sites.add(site)
            file = files.extractfile(member)
            text = file.read().decode("utf-8") if file else ""
            path = root / "content" / level(site) / site / column / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(mapped(text), encoding="utf-8")
            count += 1
    write_sites(root, sites)
    return count


def level(site: str) -> str:
    """Give the folder of a site's class."""
    if site == MAIN:
        return "municipal"
    return "county" if site in COUNTIES else "department"


def mapped(text: str) -> str:
    """Give a page with our front matter: tags become keywords, raw HTML is declared."""
    _, head, body = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
    kept = []
    for line in head.splitlines():
        if line.startswith("column:"):
            kept.append(f"params: {{column: {line.removeprefix('column:').strip()}}}")
        else:
            kept.append(line.replace("tags:", "keywords:", 1) if line == "tags:" else line)
    if "source:" not in head:
        kept.append("source: 法规汇编")
    if _HTML.search(body):
        kept.append("html: true")
    return "---\n" + "\n".join(kept) + "\n---\n" + body


def write_sites(root: Path, sites: set[str]) -> None:
    """Write the portal's file and one for each site."""
    folder = root / "sites"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "portal.yaml").write_text(PORTAL, encoding="utf-8")
    classes = {"municipal": "portal", "county": "county", "department": "department"}
    for site in sorted(sites):
        column = "laws" if site == MAIN else "news"
        text = (
            f"name: 站点 {site}\nclass: {classes[level(site)]}\n"
            f"host: {site}.example.com\ncolumns: [{column}]\n"
        )
        (folder / f"{site}.yaml").write_text(text, encoding="utf-8")
