"""Edits of the portal's and the sites' files."""

from desk import LEVELS, Config, Desk

URLS = ("", "https://own.example.com", "https://other.example.com")
WEST: Config = {
    "name": "西县人民政府", "class": "county", "columns": ["news", "policy", "guide"],
}  # fmt: skip
PLAIN = ("east", "north", "health", "west", "city")
"""Sites that may come and go."""


def _plain(desk: Desk) -> list[str]:
    """Give the sites that may change their class, break and go: all but the portal's own."""
    return [name for name in PLAIN if name in desk.sites() and name != desk.main()]


def _change(desk: Desk, key: str, *values: object, site: str = "") -> str:
    name = site or desk.site()
    value = desk.luck.choice(values)
    desk.put_site(name, {**desk.sites()[name], key: value})
    return f"{name} {key}: {value}"


def names(desk: Desk) -> str:
    return _change(desk, desk.luck.choice(("name", "shortName", "host")), f"名{desk.number()}")


def colours(desk: Desk) -> str:
    key, values = desk.luck.choice((
        ("brand", ("#123456", "#800000", "", "red")), ("skin", ("red", "blue", "")),
    ))  # fmt: skip
    return _change(desk, key, *values)


def order(desk: Desk) -> str:
    return _change(desk, "weight", 1, 2, 3)


def contacts(desk: Desk) -> str:
    phone = f"0915-0000{desk.luck.randint(100, 999)}"
    return _change(desk, "contacts", {"phone": phone}, {"sponsor": "某办"}, {})


def url(desk: Desk) -> str:
    names = [name for name in desk.sites() if name != desk.main()]
    return _change(desk, "url", *URLS, site=desk.luck.choice(names or [desk.main()]))


def _home(desk: Desk, name: str, **more: object) -> str:
    config = desk.sites()[name]
    desk.put_site(name, {**config, "home": {**config.get("home", {}), **more}})
    return f"{name} {more}"


def lead(desk: Desk) -> str:
    return _home(desk, desk.site(), lead=desk.luck.choice((desk.existing(), desk.target(), "")))


def services(desk: Desk) -> str:
    targets = (desk.existing(), desk.target("guide"), "city:news/", "https://example.org/")
    picked = desk.luck.sample(targets, 2)
    tiles = [{"name": f"办{desk.number()}", "target": target} for target in picked]
    return _home(desk, desk.site(), services=tiles)


def blocks(desk: Desk) -> str:
    name = desk.site()
    columns = [*desk.columns(name), "nowhere"]
    picked = desk.luck.sample(columns, min(len(columns), 3))
    news = desk.luck.choice(desk.columns(name))
    return _home(desk, name, blocks=picked, news=news, hotWords=["医保"])


def bodies(desk: Desk) -> str:
    bodies = [{"name": "市政府", "column": "about"}]
    return _change(desk, "bodies", bodies, [], site=desk.main())


def _column(desk: Desk, **more: object) -> str:
    """Let one column of a site be something else."""
    name = desk.site()
    config = desk.sites()[name]
    columns = [{"path": c} if isinstance(c, str) else c for c in config["columns"]]
    number = desk.luck.randrange(len(columns))
    columns[number] = {**columns[number], **more}
    desk.put_site(name, {**config, "columns": columns})
    return f"{name} {columns[number]}"


def column_name(desk: Desk) -> str:
    return _column(desk, name=f"栏{desk.number()}", description=f"说明{desk.number()}")


def page_size(desk: Desk) -> str:
    return _column(desk, pageSize=desk.luck.choice((1, 2, 3, 20)))


def kind(desk: Desk) -> str:
    return _column(desk, kind=desk.luck.choice(("page", "article", "policy")))


def hidden(desk: Desk) -> str:
    return _column(desk, hidden=desk.luck.choice((True, False)))


def cascade(desk: Desk) -> str:
    choice = ({"source": "总值班室"}, {"share": ["*"]}, {"topics": ["医疗", "养老"]}, {})
    return _column(desk, cascade=desk.luck.choice(choice))


def accept(desk: Desk) -> str:
    rules = (
        {"sites": ["city"]}, {"sites": ["health", "north"]}, {"classes": ["portal"]},
        {"kinds": ["article"]}, {"topics": ["医疗"]}, {"classes": ["county"]},
    )  # fmt: skip
    return _column(desk, accept=desk.luck.sample(rules, desk.luck.randint(0, 2)))


def columns(desk: Desk) -> str:
    """Add a column, take one away, or change their order."""
    name = desk.site()
    config = desk.sites()[name]
    now = list(config["columns"])
    known = desk.columns(name)
    missing = [c for c in ("notice", "reading", "guide", "open/notice") if c not in known]
    if missing and desk.luck.random() < 0.4:
        now.append(desk.luck.choice(missing))
    elif len(now) > 3 and desk.luck.random() < 0.5:
        now.pop(desk.luck.randrange(len(now)))
    else:
        desk.luck.shuffle(now)
    desk.put_site(name, {**config, "columns": now})
    return f"{name} {now}"


def site_class(desk: Desk) -> str:
    """A county becomes a department or the other way round, and its documents move along."""
    name = desk.luck.choice(_plain(desk) or ["east"])
    config = desk.sites().get(name)
    if config is None:
        return ""
    other = {"county": "department", "department": "county"}[config["class"]]
    desk.remove_folder(f"content/{LEVELS[other]}/{name}")
    if (desk.project.root / desk.root_of(name)).is_dir():
        desk.project.move(desk.root_of(name), f"content/{LEVELS[other]}/{name}")
    desk.put_site(name, {**config, "class": other})
    return f"{name} {other}"


def main_site(desk: Desk) -> str:
    """Another site becomes the portal, or the city again; the documents move along."""
    now = desk.main()
    others = [name for name in ("city", "health") if name in desk.sites() and name != now]
    if not others:
        return ""
    name = others[0]
    for one, new in ((now, "department"), (name, "portal")):
        to = f"content/{LEVELS[new]}/{one}"
        desk.remove_folder(to)
        if (desk.project.root / desk.root_of(one)).is_dir():
            desk.project.move(desk.root_of(one), to)
        desk.put_site(one, {**desk.sites()[one], "class": new})
    return f"{now} {name}"


def site(desk: Desk) -> str:
    """A site comes or goes, its documents with it or not."""
    gone = [name for name in PLAIN if not desk.exists(f"sites/{name}.yaml")]
    if gone:
        name = desk.luck.choice(gone)
        desk.put_site(name, WEST)
        for _ in range(2):
            path = f"{desk.root_of(name)}/news/d{desk.luck.randint(1, 7)}.md"
            desk.project.write(path, desk.document(path))
        return f"{name} +"
    name = desk.luck.choice([name for name in ("west", *PLAIN) if name != desk.main()])
    if name in desk.sites() and desk.luck.random() < 0.5:
        desk.remove_folder(desk.root_of(name))
    desk.project.remove(f"sites/{name}.yaml")
    return f"{name} -"


def portal(desk: Desk) -> str:
    """Change what all sites share."""
    config = desk.portal()
    more: Config = desk.luck.choice((
        {"name": f"门户{desk.number()}"}, {"topics": ["医疗", "养老"]}, {"topics": []},
        {"variants": ["standard"]}, {"variants": ["standard", "elder"]},
        {"variants": ["standard", "accessible", "elder"]}, {"demo": False}, {"demo": True},
        {"url": "https://www.example.net"}, {"url": "https://www.example.com"},
        {"identifiers": {"icp": f"ICP{desk.number()}"}},
    ))  # fmt: skip
    desk.put_portal({**config, **more})
    return f"{more}"


def shared_column(desk: Desk) -> str:
    """Change a column for all sites that do not say otherwise."""
    config = desk.portal()
    shared = [dict(column) for column in config["columns"]]
    column = desk.luck.choice(shared)
    column |= desk.luck.choice((
        {"name": f"共{desk.number()}"}, {"pageSize": 2}, {"pageSize": 3}, {"type": ["机构职能"]},
        {"accept": [{"sites": []}]}, {"accept": []},
    ))  # fmt: skip
    desk.put_portal({**config, "columns": shared})
    return f"{column}"


def break_site(desk: Desk) -> str:
    """Break the file of a site, or mend those that are broken."""
    paths = [path for path in desk.below("sites", ".yaml") if desk.text(path).startswith("[")]
    for path in paths:
        desk.project.write(path, desk.text(path).removeprefix("["))
    if paths:
        return f"mend {paths}"
    path = f"sites/{desk.luck.choice(_plain(desk) or [desk.main()])}.yaml"
    desk.project.write(path, f"[{desk.text(path)}")
    return path


EDITS = {
    names: 2, colours: 1, order: 1, contacts: 1, url: 1, lead: 2, services: 2, blocks: 1,
    bodies: 1, column_name: 2, page_size: 1, kind: 1, hidden: 1, cascade: 1, accept: 4,
    columns: 2, site_class: 1, main_site: 1, site: 2, portal: 2, shared_column: 1,
}  # fmt: skip
ROUGH = {break_site: 2}
