"""What the server hands out: every page as ``build`` would publish it, and nothing else."""

import socket
from urllib.parse import quote

import pytest
from project import Project, tree_bytes
from serve.running import Running, running

from govssg.serve import PortTakenError, Settings, serve
from govssg.serve.server import bound_socket

VARIANTS = ("", "/elder", "/accessible")


def asked(route: str) -> str:
    return quote(f"/{route.removesuffix('index.html')}")


def test_every_file_is_what_build_would_publish_but_for_the_script(
    project: Project, server: Running
) -> None:
    project.build(base_url=server.origin)
    published = tree_bytes(project.tree)

    different = [
        route for route, data in published.items() if server.ask(asked(route)).plain != data
    ]

    assert len(published) > 60
    assert different == []


def test_every_page_carries_the_script_once_and_a_file_never(reading: Running) -> None:
    page, feed = reading.ask("/health/news/a.html"), reading.ask("/health/feed.xml")

    assert page.body.count(b"/_govssg/live.js") == 1
    assert page.body.index(b"/_govssg/live.js") < page.body.index(b"</head>")
    assert b"_govssg" not in feed.body


@pytest.mark.parametrize("variant", VARIANTS)
def test_all_sites_and_variants_lie_under_one_origin(reading: Running, variant: str) -> None:
    assert "城市新闻" in reading.ask(f"{variant}/news/one.html").text
    assert "医保动态" in reading.ask(f"/health{variant}/news/a.html").text
    assert f'href="/health{variant}/news/a.html"' in reading.ask(f"{variant}/news/one.html").text


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_unknown_address_shows_the_sites_own_404_page(reading: Running, variant: str) -> None:
    reply = reading.ask(f"/health{variant}/news/nothing.html")

    assert reply.status == 404
    assert "页面不存在 - 某市医保局" in reply.text
    assert reply.plain == reading.ask(f"/health{variant}/404.html").plain


def test_a_folder_without_its_slash_leads_to_the_one_with_it(reading: Running) -> None:
    reply = reading.ask("/health/news")

    assert (reply.status, reply.headers["Location"]) == (302, "/health/news/")


def test_files_come_with_their_types_and_are_never_kept(reading: Running) -> None:
    types = {
        "/": "text/html; charset=utf-8",
        "/feed.xml": "application/xml; charset=utf-8",
        "/health/news/chart.svg.png": "image/png",
        "/health/news/%E8%A1%A8%E6%A0%BC.txt": "text/plain; charset=utf-8",
        "/_govssg/live.js": "text/javascript; charset=utf-8",
    }
    replies = {path: reading.ask(path) for path in types}

    assert {path: reply.headers["Content-Type"] for path, reply in replies.items()} == types
    assert {reply.headers["Cache-Control"] for reply in replies.values()} == {"no-store"}
    assert {reply.status for reply in replies.values()} == {200}


def test_a_head_request_gives_the_headers_only(reading: Running) -> None:
    reply = reading.ask("/", "HEAD")

    assert (reply.status, reply.body) == (200, b"")
    assert int(reply.headers["Content-Length"]) > 1000


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_possible(reading: Running, method: str) -> None:
    reply = reading.ask("/", method)

    assert (reply.status, reply.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    [
        "/../sites/portal.yaml",
        "/%2e%2e/sites/portal.yaml",
        "/health/../../sites/portal.yaml",
        "/sites/portal.yaml",
        "/content/department/health/news/a.md",
        "/health/news/a.md",
        "/.govssg/cache/serve/stat",
        "/search/../secret.txt",
        "/search/%2e%2e/secret.txt",
        "/search/..%2fsecret.txt",
        "/search/..%5csecret.txt",
        "/search//etc/passwd",
        "/search/link.txt",
        "/search/%00",
        "/_govssg/server.py",
        "/_govssg/../server.py",
        "//etc/passwd",
    ],
)
def test_no_path_leaves_what_is_published(reading: Running, path: str) -> None:
    not_found = [reading.ask(page).plain for page in ("/404.html", "/health/404.html")]

    reply = reading.ask(path)

    assert reply.status == 404
    assert reply.plain in not_found


def test_folders_are_not_listed(project: Project, server: Running) -> None:
    project.write("build/search/shards/a.txt", "x")

    assert [server.ask(path).status for path in ("/search/shards/", "/search/shards")] == [404, 404]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:1313", 200),
        ("127.0.0.1", 200),
        ("[::1]:1313", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ],
)
def test_a_foreign_name_for_this_machine_is_refused(
    reading: Running, host: str, status: int
) -> None:
    assert reading.ask("/", Host=host).status == status


def test_the_server_listens_on_the_loopback_only(reading: Running) -> None:
    listening = [s.getsockname()[0] for held in reading.server.servers for s in held.sockets]

    assert listening == ["127.0.0.1"]
    assert reading.told[0].startswith("正在预览：http://127.0.0.1:")


def test_another_host_is_warned_of(project: Project) -> None:
    with running(project.root, host="0.0.0.0") as serving:  # noqa: S104 - what is warned of
        assert "同一网络里的人都能看到草稿" in serving.told[0]
        assert serving.ask("/", Host="192.168.1.20:1313").status == 200
        assert serving.ask("/", Host="evil.example").status == 421


def test_a_port_in_use_is_told_with_what_to_type(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        settings = Settings(str(project.root), "2026-11-22 12:00", port=port)

        with pytest.raises(PortTakenError, match=f"端口 {port} 已被占用.*--port {port + 1}"):
            serve(settings)


def test_a_free_port_is_given_when_none_is_named(project: Project) -> None:
    with bound_socket(Settings(str(project.root), "2026-11-22 12:00", port=0)) as made:
        assert made.getsockname()[1] > 0


def test_only_the_sites_asked_for_are_served_and_links_to_others_stay(project: Project) -> None:
    with running(project.root, site="c*") as serving:
        assert serving.ask("/health/").status == 404
        assert 'href="/health/news/a.html"' in serving.ask("/news/one.html").text


def test_the_search_index_of_the_last_build_is_handed_out(
    project: Project, server: Running
) -> None:
    assert server.ask("/search/index.json").status == 404
    project.write("build/search/index.json", '{"shards": []}')

    reply = server.ask("/search/index.json")

    assert (reply.status, reply.body) == (200, b'{"shards": []}')
    assert reply.headers["Content-Type"] == "application/json"


def test_without_search_no_index_is_handed_out(project: Project) -> None:
    project.write("build/search/index.json", "{}")

    with running(project.root, search=False) as serving:
        assert serving.ask("/search/index.json").status == 404
        assert serving.ask("/search/").status == 200
