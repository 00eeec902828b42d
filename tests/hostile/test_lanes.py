"""Lanes agree on what nobody wrote for us: CommonMark, payloads, the YAML suite, real pages."""

import json
import runpy
import sys
from pathlib import Path

import pytest
from lanes import is_fast, is_flat, shares

from govssg.parse.front_matter import split
from govssg.parse.text import SourceText, decode

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
DATA = SHARED / "hostile"
ARCHIVE = SHARED / "load-12000.tar.xz"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the hostile files lie outside the project"
)


def lines(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def cleaned(text: str) -> SourceText:
    source = decode("a.md", text.encode("utf-8", "ignore"))
    assert isinstance(source, SourceText)
    return source


@pytest.mark.parametrize("html", [False, True])
def test_lanes_agree_on_every_commonmark_example(html: bool) -> None:
    examples = json.loads((DATA / "commonmark_spec_0.31.2.json").read_text("utf-8"))
    sources = [SourceText(str(e["number"]), e["markdown"]) for e in examples]
    fast = sum(is_fast(source, source.text, 1, html=html) for source in sources)

    assert len(examples) == 652
    assert fast > 20


@pytest.mark.parametrize("html", [False, True])
def test_lanes_agree_on_payloads(html: bool) -> None:
    payloads = [case["payload"] for case in lines("xss_payloads.jsonl")]
    payloads += [case["payload"] for case in lines("xss_bleach.jsonl")]
    payloads += json.loads((DATA / "blns.json").read_text("utf-8"))
    for payload in payloads:
        for text in (payload, f"[x]({payload})", f"![x]({payload})", f"## {payload}",
                     f"::: notice {payload}\nx\n:::", f"|a|\n|-|\n|{payload}|",
                     f"<p>{payload}</p>"):  # fmt: skip
            source = cleaned(text)
            is_fast(source, source.text, 1, html=html)

    assert len(payloads) > 2000


def test_lanes_agree_on_the_yaml_suite() -> None:
    for case in lines("yaml_test_suite.jsonl"):
        is_flat(cleaned(case["yaml"]).text)
        is_flat(cleaned(f"title: {case['yaml']}").text)


def test_lanes_agree_on_generated_articles_and_most_of_them_go_fast() -> None:
    generator = runpy.run_path(str(ROOT.parent / "shared" / "bench" / "gen.py"))["Gen"]
    texts = [text for *_place, text in generator(300, 5, 1).articles()]
    parts = [split(cleaned(text)) for text in texts]
    bodies = sum(is_fast(cleaned(p.body), p.body, 1, html=False) for p in parts)
    fronts = sum(is_flat(text[4:].partition("\n---\n")[0]) for text in texts)

    assert (len(texts), fronts) == (300, 300)
    assert bodies / 300 > 0.9


@pytest.mark.skipif(not ARCHIVE.is_file(), reason="the real pages lie outside the project")
def test_lanes_agree_on_the_real_pages_and_most_of_them_go_fast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "bench")
    sys.modules.pop("layout", None)
    from layout import lay_out  # noqa: PLC0415 - a script beside the package

    assert lay_out(ARCHIVE, tmp_path) == 12_000
    count, bodies, fronts = shares((tmp_path / "content").rglob("*.md"))

    assert count == 12_000
    assert bodies / count > 0.97
    assert fronts / count > 0.99
