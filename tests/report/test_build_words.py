"""What a build did and why, in words."""

import msgspec
import pytest

from govssg.check.theme import contracts
from govssg.kinds import KINDS
from govssg.model.finding import Span, finding
from govssg.model.output import Reason
from govssg.report.build_summary import Outcome, change_line, plan_line, summary
from govssg.report.changes import Changes
from govssg.report.page_kinds import page_kind
from govssg.report.parts import counted_parts, part_name, part_names
from govssg.report.words_build import SENTENCES, counted
from govssg.report.words_pages import PAGES

REASONS = (
    Reason("east", "index.html", ("news",)),
    Reason("east", "news/a.html", ("body",)),
    Reason("east", "news/index.html", ("items",)),
    Reason("east", "news/list-2.html", ("items",)),
    Reason("east", "news/gone.html", ("removed",)),
)
COLUMNS = {"east": {"zwgk": "page", "zwgk/gfxwj": "policy", "news": "article", "odd": "zebra"}}
CHANGES = Changes(
    pages=(("article", 1), ("list", 3), ("feed", 2)), sites=("city", "east"), shards=0
)


def outcome(changes: Changes = CHANGES, **more: object) -> Outcome:
    values: dict[str, object] = {
        "sites": 3, "documents": 12, "parsed": 1, "planned": 40, "sites_planned": 1, "written": 6,
        "removed": 0, "reasons": (), "findings": (), "seconds": 0.64, "changes": changes,
    }  # fmt: skip
    return Outcome(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "home"),
        ("news/index.html", "list"),
        ("news/list-12.html", "list"),
        ("news/list-of-offices.html", "article"),
        ("news/listing.html", "article"),
        ("nowhere/a.html", "article"),
        ("zwgk/a.html", "page"),
        ("zwgk/gfxwj/a.html", "policy"),
        ("zwgk/gfxwj/2026/a.html", "policy"),
        ("odd/a.html", "document"),
        ("search/index.html", "search"),
        ("map/index.html", "site-map"),
        ("sitemap.xml", "site-map"),
        ("help/index.html", "help"),
        ("404.html", "not-found"),
        ("feed.xml", "feed"),
        ("robots.txt", "robots"),
        ("assets/site.abc.css", "asset"),
        ("news/chart.PNG", "picture"),
        ("news/form.pdf", "attachment"),
    ],
)
def test_a_path_says_what_kind_of_page_it_is(path: str, kind: str) -> None:
    assert page_kind("east", path, COLUMNS) == kind
    assert kind in PAGES


def test_a_site_that_is_no_more_has_articles() -> None:
    assert page_kind("west", "zwgk/a.html", COLUMNS) == "article"


def test_every_kind_of_document_has_words_of_its_own() -> None:
    assert {kind.name for kind in KINDS} - {"column"} <= set(PAGES)


@pytest.mark.parametrize(
    ("files", "language", "line"),
    [
        (
            12351,
            "zh",
            "1 篇文章、3 个列表页、2 个订阅源，涉及 2 个网站；其余 12,345 个文件一个字节未变",
        ),
        (0, "zh", "1 篇文章、3 个列表页、2 个订阅源，涉及 2 个网站；其余文件一个字节未变"),
        (6, "zh", "1 篇文章、3 个列表页、2 个订阅源，涉及 2 个网站"),
        (
            12351,
            "en",
            "1 article, 3 lists, 2 feeds on 2 sites; 0 bytes changed in 12,345 other files",
        ),
        (7, "en", "1 article, 3 lists, 2 feeds on 2 sites; 0 bytes changed in 1 other file"),
        (0, "en", "1 article, 3 lists, 2 feeds on 2 sites; 0 other bytes changed"),
    ],
)
def test_what_changed_is_one_line_by_kind_of_page_and_site(
    files: int, language: str, line: str
) -> None:
    assert change_line(outcome(files=files), language) == line


def test_removed_pages_and_files_and_search_shards_are_told_apart() -> None:
    changes = Changes(
        pages=(("list", 1),), removed=(("article", 1),), sites=("east",), files=30, shards=1
    )

    assert change_line(outcome(changes)) == (
        "1 个列表页、1 个搜索分片、撤下 1 篇文章、撤下 30 个文件，涉及 1 个网站；"
        "其余文件一个字节未变"
    )
    assert change_line(outcome(changes), "en") == (
        "1 list, 1 search shard, 1 article removed, 30 other files removed on 1 site; "
        "0 other bytes changed"
    )


def test_a_build_that_changed_nothing_says_so_in_both_languages() -> None:
    idle = outcome(Changes(), written=0)
    counted_idle = msgspec.structs.replace(idle, files=12345)

    assert change_line(idle) == "没有变化：一个字节也没有改动"
    assert change_line(idle, "en") == "nothing changed: 0 bytes"
    assert change_line(counted_idle) == "没有变化：12,345 个文件一个字节未变"
    assert change_line(counted_idle, "en") == "nothing changed: 0 bytes in 12,345 files"


def test_a_plan_says_what_a_build_would_make() -> None:
    assert plan_line(CHANGES) == "将更新 1 篇文章、3 个列表页、2 个订阅源，涉及 2 个网站"
    assert plan_line(CHANGES, "en") == "to build: 1 article, 3 lists, 2 feeds on 2 sites"
    assert plan_line(Changes()) == "没有需要重新生成的页面"
    assert plan_line(Changes(), "en") == "nothing to build"


def test_one_is_singular_and_all_else_is_plural() -> None:
    told = [counted("site", count, "en") for count in (0, 1, 2, 1200)]

    assert told == ["0 sites", "1 site", "2 sites", "1,200 sites"]


def test_both_languages_of_a_sentence_take_the_same_words() -> None:
    def fields(text: str) -> set[str]:
        return {part.partition("}")[0].partition(":")[0] for part in text.split("{")[1:]}

    uneven = {name for name, (zh, en) in SENTENCES.items() if fields(zh) != fields(en)}

    assert uneven == set()


def test_the_parts_that_changed_most_come_first() -> None:
    assert counted_parts(REASONS, most=2) == "列表条目 2、正文 1"


def test_a_part_nobody_named_goes_by_its_own_name() -> None:
    assert part_name("title") == "标题"
    assert part_name("zebra") == "zebra"
    assert part_names(("title", "zebra"), "en") == "title, zebra"


def test_every_field_of_every_view_has_a_chinese_name() -> None:
    pages = [kinds for name, kinds in contracts().items() if name.startswith(("main/", "files/"))]
    views = {view for kinds in pages for name, view in kinds.items() if name != "site"}
    fields = {field for view in views for field in getattr(view, "__struct_fields__", ())}

    assert sorted(field for field in fields if part_name(field) == field) == []


def test_the_templates_and_the_chrome_are_named_too() -> None:
    assert (
        part_names(("engine", "theme", "site", "content")) == "程序版本、模板、页头页脚、文件内容"
    )


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "1 篇文章、3 个列表页、2 个订阅源，涉及 2 个网站；其余文件一个字节未变。",
                "原因：列表条目 2、正文 1、要闻 1、页面已撤下 1；其中 4 个重新生成后相同。",
                "3 个网站，12 篇文档，用时 0.6 秒。",
                "解析 1 篇文档，排版 1 个网站的 40 个页面和文件。",
                "写入 6 个文件，删除 0 个：build",
            ],
        ),
        (
            "en",
            [
                "1 article, 3 lists, 2 feeds on 2 sites; 0 other bytes changed.",
                "Because of: list items 2, body 1, news 1, removed 1; 4 came out alike.",
                "3 sites, 12 documents, 0.6 s.",
                "Parsed 1 document, planned 40 pages and files of 1 site.",
                "6 files written, 0 removed: build",
            ],
        ),
    ],
)
def test_the_summary_says_what_changed_why_and_at_what_cost(
    language: str, lines: list[str]
) -> None:
    changes = msgspec.structs.replace(CHANGES, alike=4)
    text = summary(outcome(changes, reasons=REASONS), "build", language)

    assert text.splitlines() == lines


def test_the_summary_counts_findings_by_code() -> None:
    twice = tuple(finding("L101", Span(f"{n}.md"), target="x") for n in range(2))

    last = summary(outcome(findings=twice), "build").splitlines()[-1]

    assert last == "  L101 error       2  链接失效"
