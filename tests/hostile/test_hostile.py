"""Hostile input ends in a document or a finding: never a crash, a hang, or a live payload."""

import json
import re
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from govssg.model.document import Parsed
from govssg.model.paths import unsafe_segment
from govssg.model.source import blob_id
from govssg.parse.document import Request, parse
from govssg.parse.markdown import render
from govssg.parse.markdown.engine import commonmark_engine
from govssg.parse.text import SourceText

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "hostile"
HEAD = "---\ntitle: 标题\ndate: 2026-01-01\nsource: 办公室\n"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the hostile files lie outside the project"
)


def parsed(text: str | bytes, path: str = "news/a.md") -> Parsed:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return parse(
        Request(f"content/municipal/city/{path}", "city", path, "article"), data, blob_id(data)
    )


def body(text: str, *, html: bool = False) -> str:
    return render(SourceText("a.md", text), text, 1, html=html).body.html


def lines(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def ends_well(outcome: Parsed) -> bool:
    return outcome.document is not None or bool(outcome.findings)


def live(html: str) -> list[str]:
    """Give what of the HTML a browser would run or load from outside."""
    soup = BeautifulSoup(html, "lxml")
    found = [tag.name for tag in soup.find_all(["script", "iframe", "object", "embed", "style",
             "base", "link", "meta", "form", "svg", "math", "template"])]  # fmt: skip
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            text = " ".join(value) if isinstance(value, list) else str(value)
            tight = re.sub(r"[\s\x00-\x20]", "", text).lower()
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                found.append(f"{tag.name}[{name}]")
            elif name in {"href", "src"} and re.match(r"(?:javascript|vbscript|data|file):", tight):
                found.append(f"{tag.name}[{name}={text[:30]}]")
    return found


def test_the_canary_is_caught() -> None:
    assert live("<p onclick=x><script>1</script><a href=' java\nscript:x'>")


def test_yaml_suite_in_front_matter_ends_in_a_document_or_a_finding() -> None:
    cases = lines("yaml_test_suite.jsonl")
    bad = [
        case["id"]
        for case in cases
        for text in (
            f"---\n{case['yaml']}\n---\n正文\n",
            f"{HEAD}params:\n  x: |\n{case['yaml']}\n---\n",
        )
        if not ends_well(parsed(text))
    ]

    assert (len(cases), bad) == (406, [])


def test_handmade_front_matter_ends_in_a_document_or_a_finding() -> None:
    cases = json.loads((DATA / "handmade_paths_and_front_matter.json").read_text("utf-8"))
    outcomes = [parsed(text) for text in cases["front_matter"]]

    assert all(ends_well(outcome) for outcome in outcomes)
    assert len(outcomes) == 34


def test_handmade_paths_stay_inside_or_are_refused() -> None:
    cases = json.loads((DATA / "handmade_paths_and_front_matter.json").read_text("utf-8"))
    for path in cases["paths"]:
        outcome = parsed(HEAD + "---\n正文\n", path)
        published = outcome.document.card.path if outcome.document else ""
        segments = published.split("/")

        assert ".." not in segments
        assert not published.startswith(("/", "~", "-"))
        assert outcome.document is None or not unsafe_segment(path)
        assert ends_well(outcome), path


def test_pathological_markdown_ends_soon() -> None:
    cases = json.loads((DATA / "handmade_paths_and_front_matter.json").read_text("utf-8"))
    for case in cases["pathological_markdown"]:
        text = eval(case["expr"], {"__builtins__": {"range": range}})  # noqa: S307 - our own data
        began = time.monotonic()
        outcome = parsed(f"{HEAD}---\n{text}")

        assert ends_well(outcome), case["name"]
        assert time.monotonic() - began < 60, case["name"]


def test_commonmark_examples_render_as_in_plain_markdown_it() -> None:
    examples = json.loads((DATA / "commonmark_spec_0.31.2.json").read_text("utf-8"))
    plain, ours = MarkdownIt("commonmark"), commonmark_engine()
    differing = [
        e["number"] for e in examples if plain.render(e["markdown"]) != ours.render(e["markdown"])
    ]

    assert (len(examples), differing) == (652, [])


def test_commonmark_examples_survive_the_dialect() -> None:
    examples = json.loads((DATA / "commonmark_spec_0.31.2.json").read_text("utf-8"))
    for example in examples:
        for html in (False, True):
            assert live(body(example["markdown"], html=html)) == [], example["number"]


@pytest.mark.parametrize("html", [False, True])
def test_no_payload_comes_out_live(html: bool) -> None:
    payloads = [case["payload"] for case in lines("xss_payloads.jsonl")]
    payloads += [case["payload"] for case in lines("xss_bleach.jsonl")]
    payloads += json.loads((DATA / "blns.json").read_text("utf-8"))
    alive = {}
    for payload in payloads:
        for text in (payload, f"[x]({payload})", f"![{payload}]({payload})", f"## {payload}",
                     f"::: notice {payload}\nx\n:::", f"|a|\n|-|\n|{payload}|"):  # fmt: skip
            found = live(body(SourceText("a.md", text).text, html=html))
            if found:
                alive[text] = found

    assert alive == {}
    assert len(payloads) > 2000


@pytest.mark.parametrize("name", ["markdown_it_fatal.md", "markdown_it_xss.md"])
@pytest.mark.parametrize("html", [False, True])
def test_markdown_it_fixtures_end_well(name: str, html: bool) -> None:
    blocks = (DATA / name).read_text("utf-8").split("\n.\n")

    assert len(blocks) > 5
    for text in blocks:
        assert live(body(text, html=html)) == []


def test_naughty_strings_as_titles_and_bodies_end_well() -> None:
    for text in json.loads((DATA / "blns.json").read_text("utf-8")):
        quoted = json.dumps(text, ensure_ascii=False)
        outcome = parsed(f"---\ntitle: {quoted}\ndate: 2026-01-01\nsource: 办\n---\n{text}\n")

        assert ends_well(outcome), text
