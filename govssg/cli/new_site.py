"""A new site is one file: ``sites/<id>.yaml``, and the folder its documents go to."""

import re
from collections import Counter
from pathlib import Path

from govssg.cli.new_file import write_new
from govssg.cli.problems import WrongUsageError
from govssg.cli.skeleton import scalar
from govssg.model.paths import RESERVED
from govssg.model.portal import LEVELS, Column, Portal, SiteClass

_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")

TEMPLATE = """\
# 新站点。还可以写的键：govssg schema site，或者看别的站点文件。
name: {name}
shortName: {name}
class: {site_class}
# 页脚的联系方式：
#contacts:
#  sponsor: {name}
#  address: 请填写办公地址
#  phone: 0915-0000000
#  hours: 周一至周五 9:00—12:00、13:30—17:00（法定节假日除外）
columns:
{columns}
"""

FALLBACK = (Column("news", "工作动态"), Column("about", "机构概况", kind="page"))
"""Columns where no site of that class shows the way."""


def new_site(
    root: Path, portal: Portal, name: str, site_class: str, called: str, language: str
) -> str:
    """Write the file of a new site and make its content folder; give the file's path.

    Raises:
        WrongUsageError: the id cannot be used, or no class is named.
    """
    known = next((level for level in LEVELS if level == site_class), None)
    if not name:
        raise WrongUsageError("need-id", language)
    if known is None:
        raise WrongUsageError("need-class", language)
    if not _ID.fullmatch(name) or _taken(portal, name):
        raise WrongUsageError("bad-id", language, name=name)
    if known == "portal" and portal.main_site():
        raise WrongUsageError("two-mains", language)
    text = TEMPLATE.format(
        name=scalar(called or "请填写站点名称"), site_class=known, columns=_columns(portal, known)
    )
    path = write_new(root, f"sites/{name}.yaml", text, language)
    (root / "content" / LEVELS[known] / name).mkdir(parents=True, exist_ok=True)
    return path


def _taken(portal: Portal, name: str) -> bool:
    """Tell whether the main site uses the name for a column, or the generator for itself."""
    main = portal.main_site()
    columns = {column.path.partition("/")[0] for column in main.columns} if main else set()
    return name in columns | RESERVED | {"portal"}


def _columns(portal: Portal, site_class: SiteClass) -> str:
    """Give the columns most sites of the class have, as YAML."""
    lists = Counter(
        tuple((column.path, column.name, column.kind) for column in site.columns)
        for site in portal.sites
        if site.site_class == site_class and site.columns
    )
    fallback = tuple((column.path, column.name, column.kind) for column in FALLBACK)
    common = min(lists, key=lambda columns: (-lists[columns], columns), default=fallback)
    return "\n".join(_column(*column) for column in common)


def _column(path: str, name: str, kind: str) -> str:
    more = f", kind: {kind}" if kind != "article" else ""
    return f"  - {{path: {path}, name: {scalar(name or path)}{more}}}"
