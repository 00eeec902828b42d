"""The Markdown engines, built from named rules: CommonMark, and the portal's dialect on top."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from govssg.parse.markdown import blocks, emphasis, inlines
from govssg.parse.markdown.collector import Collector
from govssg.parse.markdown.containers import use_containers
from govssg.parse.markdown.dialect import picture_html, table_closing, table_opening

MAXIMUM_NESTING = 40
"""Block nesting followed before the rest is taken as text."""

_BEFORE_INLINE = (("strip_indents", blocks.strip_indents),)
_AFTER_INLINE = (
    ("gather_links", inlines.gather_links),
    ("join_lines", inlines.join_lines),
    ("number_headings", blocks.number_headings),
    ("finish_tables", blocks.finish_tables),
    ("lift_pictures", blocks.lift_pictures),
)


@cache
def commonmark_engine(*, html: bool = True) -> MarkdownIt:
    """Give CommonMark with the one mended rule: emphasis beside Chinese characters."""
    engine = MarkdownIt("commonmark", {"html": html, "maxNesting": MAXIMUM_NESTING})
    engine.inline.ruler.at("emphasis", emphasis.tokenize)
    return engine


@cache
def dialect_engine(*, html: bool) -> MarkdownIt:
    """Give the portal's dialect; ``html`` lets raw HTML through, to be sanitised after."""
    engine = MarkdownIt("commonmark", {"html": html, "maxNesting": MAXIMUM_NESTING})
    engine.enable(["table", "strikethrough"])
    engine.use(footnote_plugin).use(deflist_plugin)
    engine.use(attrs_plugin, spans=True, allowed=["id", "lang", "title"])
    use_containers(engine)
    engine.inline.ruler.at("emphasis", emphasis.tokenize)
    for name, rule in _BEFORE_INLINE:
        engine.core.ruler.before("inline", name, rule)
    for name, rule in _AFTER_INLINE:
        engine.core.ruler.push(name, rule)
    for name, render in _RENDERERS.items():
        engine.add_render_rule(name, render)
    return engine


def reference_html(gathered: Collector, text: str, *, html: bool) -> str:
    """Give the HTML of a body; links, headings and findings go to the collector."""
    out: str = dialect_engine(html=html).render(text, {"collector": gathered})
    return out


def _table_open(_self: Any, tokens: Sequence[Token], index: int, _o: Any, env: Any) -> str:  # noqa: ANN401
    env["tables"] = env.get("tables", 0) + 1
    return table_opening(tokens[index].meta.get("caption", ""), env["tables"])


def _table_close(_self: Any, _tokens: Any, _index: int, _o: Any, _env: Any) -> str:  # noqa: ANN401
    return table_closing()


def _image(_self: Any, tokens: Sequence[Token], index: int, _o: Any, _env: Any) -> str:  # noqa: ANN401
    token = tokens[index]
    source = str(token.attrGet("src") or "")
    return picture_html(source, token.content, str(token.meta.get("caption", "")))


def _footnote_block_open(_self: Any, _tokens: Any, _index: int, _o: Any, _env: Any) -> str:  # noqa: ANN401
    return '<section class="footnotes" aria-label="脚注">\n<ol class="footnotes-list">\n'


def _footnote_ref(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:  # noqa: ANN401
    name = self.rules["footnote_anchor_name"](tokens, index, options, env)
    sub = tokens[index].meta.get("subId", -1)
    anchor = f"{name}:{sub}" if sub > 0 else name
    return (
        f'<sup class="footnote-ref"><a href="#fn{name}" id="fnref{anchor}" '
        f'aria-label="脚注 {name}">〔{name}〕</a></sup>'
    )


def _footnote_anchor(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:  # noqa: ANN401
    name = self.rules["footnote_anchor_name"](tokens, index, options, env)
    sub = tokens[index].meta["subId"]
    anchor = f"{name}:{sub}" if sub > 0 else name
    return f' <a href="#fnref{anchor}" class="footnote-backref" aria-label="返回正文">↩︎</a>'


_RENDERERS = {
    "table_open": _table_open,
    "table_close": _table_close,
    "image": _image,
    "footnote_block_open": _footnote_block_open,
    "footnote_ref": _footnote_ref,
    "footnote_anchor": _footnote_anchor,
}
