"""Edits of documents: text and front matter, coming, going and moving, breaking and mending."""

from desk import DATES, HANDLES, LEVELS, Desk
from texts import KIND_OF_COLUMN, line_of, with_line

BREAKAGES = ("bad key\n", "unknown: 1\n", "date: 2026-02-30\n", "title: [\n", "weight: viel\n")
EXTRA_DATES = ("2026-11-22 12:00", "2026-11-22 12:01", "2026-11-09", "2026-12-04 23:00")


def add(desk: Desk) -> str:
    path = desk.place()
    desk.project.write(path, desk.document(path))
    return path


def add_many(desk: Desk) -> str:
    return " ".join(add(desk) for _ in range(desk.luck.randint(2, 4)))


def remove(desk: Desk) -> str:
    path = desk.page()
    desk.project.remove(path)
    return path


def move(desk: Desk) -> str:
    path, to = desk.page(), desk.place()
    desk.project.move(path, to)
    return f"{path} {to}"


def copy(desk: Desk) -> str:
    path, to = desk.page(), desk.place()
    desk.project.write(to, desk.text(path))
    return f"{path} {to}"


def swap(desk: Desk) -> str:
    """Two documents change places."""
    path, other = desk.page(), desk.page()
    texts = desk.text(path), desk.text(other)
    desk.project.write(path, texts[1])
    desk.project.write(other, texts[0])
    return f"{path} {other}"


def touch(desk: Desk) -> str:
    """Save without a change."""
    path = desk.page()
    desk.project.write(path, desk.text(path))
    return path


def body(desk: Desk) -> str:
    path = desk.page()
    more = desk.luck.choice(("补充{}。", "## 第{}节", "**要点{}。**", "- 一\n- 二 {}"))
    desk.project.write(path, f"{desk.text(path)}\n{more.format(desk.number())}\n")
    return path


def cut(desk: Desk) -> str:
    """Take the last line of a body away, a link perhaps."""
    path = desk.page()
    head, _, last = desk.text(path).rstrip("\n").rpartition("\n")
    if last != "---":
        desk.project.write(path, f"{head}\n")
    return path


def link(desk: Desk) -> str:
    path, target = desk.page(), desk.link()
    desk.project.write(path, f"{desk.text(path)}\n参见[文档{desk.number()}]({target})。\n")
    return f"{path} {target}"


def image(desk: Desk) -> str:
    path, site = desk.page(), desk.site()
    column = desk.luck.choice(desk.columns(site))
    target = f"{site}:{column}/{desk.luck.choice(('map.png', 'logo.png'))}"
    desk.project.write(path, f"{desk.text(path)}\n![图{desk.number()}]({target})\n")
    return f"{path} {target}"


def _say(desk: Desk, key: str, *values: str, kind: str = "") -> str:
    """Let a document say something, or nothing, under a key."""
    path, value = desk.page(kind), desk.luck.choice(values)
    desk.project.write(path, with_line(desk.text(path), key, value))
    return f"{path} {key}: {value}"


def title(desk: Desk) -> str:
    return _say(desk, "title", f"新标题{desk.number()}")


def date(desk: Desk) -> str:
    return _say(desk, "date", *DATES)


def summary(desk: Desk) -> str:
    key = desk.luck.choice(("summary", "summary", "description"))
    return _say(desk, key, f"新摘要{desk.number()}", f"新摘要{desk.number()}", "")


def keywords(desk: Desk) -> str:
    return _say(desk, "keywords", *(f"[词{n}, 词{n + 1}]" for n in range(1, 4)), "")


def weight(desk: Desk) -> str:
    return _say(desk, "weight", "1", "5", "-3", kind="about")


def slug(desk: Desk) -> str:
    return _say(desk, "slug", "short", "s2", "d3", "../../x", "", "")


def alias(desk: Desk) -> str:
    odd = "[/, ../../x, /map/]"
    return _say(desk, "aliases", "[/old/place]", "[news/d9.html, /old/]", "[policy]", odd, "")


def taken_alias(desk: Desk) -> str:
    return _say(desk, "aliases", "[/elder/news/d1.html]", "[robots.txt]", "[news/table.csv]")


def visible(desk: Desk) -> str:
    key = desk.luck.choice(("publishDate", "expiryDate"))
    return _say(desk, key, *EXTRA_DATES, "")


def draft(desk: Desk) -> str:
    return _say(desk, "draft", "true", "false")


def share(desk: Desk) -> str:
    return _say(desk, "share", '["*"]', "[county]", "[east, north]", "[department]", "")


def topics(desk: Desk) -> str:
    return _say(desk, "topics", "[医疗]", "[养老, 医疗]", "")


def fields(desk: Desk) -> str:
    kind, key, value = desk.luck.choice((
        ("", "author", "值班编辑"), ("news", "source", "宣传科"), ("guide", "org", "某局"),
        ("policy", "validity", "废止"), ("policy", "org", "另一办"), ("guide", "promiseDay", "3"),
    ))  # fmt: skip
    return _say(desk, key, value, kind=kind)


def handle(desk: Desk) -> str:
    return _say(desk, "id", *HANDLES, "")


def relation(desk: Desk) -> str:
    """Let a document name others: existing ones, missing ones, by path or by handle."""
    kind, key, meant = desk.luck.choice((
        ("", "basis", "policy"), ("", "services", "guide"), ("guide", "basis", "policy"),
        ("policy", "services", "guide"), ("policy", "replacedBy", "policy"),
        ("policy", "basis", "policy"), ("reading", "interprets", "policy"),
    ))  # fmt: skip
    targets = [desk.existing(meant), desk.target(meant), desk.existing()]
    named = ", ".join(f"{t!r}" for t in desk.luck.sample(targets, desk.luck.randint(1, 2)))
    return _say(desk, key, f"[{named}]", f"[{named}]", f"[{named}]", "", kind=kind)


def attachment(desk: Desk) -> str:
    site = desk.site()
    name = desk.luck.choice(("table.csv", "form.pdf", f"{site}:news/form.pdf", "/guide/form.pdf"))
    other = f"[{{file: '{name}', name: 附件{desk.number()}}}]"
    return _say(desk, "attachments", other, other, "")


def material(desk: Desk) -> str:
    names = "blank: form.pdf", "sample: '/news/table.csv'", "blank: 'city:news/form.pdf'"
    return _say(desk, "materials", *(f"[{{name: 表, {name}}}]" for name in names), kind="guide")


def breakage(desk: Desk) -> str:
    """Break the front matter of a document, or mend one that is broken."""
    broken = [path for path in desk.pages() if _breakage(desk.text(path))]
    if broken and desk.luck.random() < 0.6:
        path = desk.luck.choice(broken)
        desk.project.write(path, desk.text(path).replace(_breakage(desk.text(path)), "", 1))
        return f"mend {path}"
    path, bad = desk.page(), desk.luck.choice(BREAKAGES)
    desk.project.write(path, desk.text(path).replace("---\n", f"---\n{bad}", 1))
    return f"{path} {bad!r}"


def _breakage(text: str) -> str:
    return next((bad for bad in BREAKAGES if f"---\n{bad}" in text), "")


def no_text(desk: Desk) -> str:
    """A file that is no document: empty, no front matter, no UTF-8."""
    path = desk.place()
    desk.write_bytes(path, desk.luck.choice((b"", b"no head\n", b"---\n\xff\n---\n")))
    return path


def no_name(desk: Desk) -> str:
    """A file whose name is no text."""
    path = desk.place().rpartition("/")[0] + "/\udcff.md"
    desk.write_bytes(path, b"---\ntitle: x\n---\n")
    return ascii(path)


def another_kind(desk: Desk) -> str:
    return _say(desk, "kind", *sorted(set(KIND_OF_COLUMN.values())), "novel", "", "")


def introduction(desk: Desk) -> str:
    """Write or remove the text of a column."""
    site = desk.site()
    column = desk.luck.choice(["", *desk.columns(site), "free"])
    path = f"{desk.root_of(site)}/{column}/_index.md".replace("//", "/")
    if desk.exists(path) and desk.luck.random() < 0.3:
        desk.project.remove(path)
        return f"{path} -"
    lines = [
        f"title: 栏目{desk.number()}", "name: 新名", "keywords: [词1]", "description: 说明",
        f"pageSize: {desk.luck.randint(1, 5)}", "weight: 3", "type: [通知公告]", "draft: true",
        f"date: {desk.luck.choice(DATES)}", "publishDate: 2026-11-22 12:00",
        f"basis: ['{desk.target('policy')}']", f"services: ['{desk.existing()}']",
    ]  # fmt: skip
    told = "\n".join(desk.luck.sample(lines, desk.luck.randint(1, 4)))
    desk.project.write(path, f"---\n{told}\n---\n见[这里]({desk.link()})。\n")
    return f"{path} {told!r}"


def nested(desk: Desk) -> str:
    """A document in a folder that no file of a site declares."""
    site = desk.site()
    name = desk.luck.choice((
        "news/2026/d1.md", "free/d1.md", "about/index.md", "index.md", "elder/news/d1.md",
    ))  # fmt: skip
    path = f"{desk.root_of(site)}/{name}"
    desk.project.write(path, desk.document(f"{desk.root_of(site)}/news/x.md"))
    return path


def outside(desk: Desk) -> str:
    """A document in the folder of no site."""
    level = desk.luck.choice(sorted(LEVELS.values()))
    path = f"content/{level}/nobody/news/d1.md"
    desk.project.write(path, desk.document(path))
    return path


def same_again(desk: Desk) -> str:
    """Undo and redo: the text of a document comes back as it was two edits ago."""
    path = desk.page()
    text = desk.text(path)
    now = line_of(text, "title")
    desk.project.write(path, with_line(text, "title", "来回" if now != "来回" else "标题"))
    return path


EDITS = {
    add: 6, add_many: 2, remove: 6, move: 5, copy: 1, swap: 1, touch: 1, body: 4, cut: 2, link: 6,
    image: 3, title: 5, date: 4, summary: 4, keywords: 2, weight: 1, slug: 2, alias: 2,
    taken_alias: 1,
    visible: 3, draft: 2, share: 3, topics: 1, fields: 3, handle: 3, relation: 8, attachment: 2,
    material: 1, breakage: 3, no_text: 1, no_name: 1, another_kind: 1, introduction: 4, nested: 2,
    outside: 1, same_again: 1,
}  # fmt: skip
