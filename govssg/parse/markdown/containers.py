"""Containers of the dialect: notice, steps, attachment, video; anything else is a finding."""

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from govssg.parse.markdown.collector import Collector

NAMES = ("notice", "steps", "attachment", "video")


def use_containers(engine: MarkdownIt) -> None:
    """Teach an engine the containers."""
    for name, render in (
        ("notice", _notice),
        ("steps", _steps),
        ("attachment", _attachment),
        ("video", _video),
    ):
        container_plugin(engine, name, render=render)
    container_plugin(engine, "unknown", validate=_is_unknown, render=_unknown)


def _is_unknown(parameters: str, _marker: str) -> bool:
    words = parameters.split()
    return bool(words) and words[0] not in NAMES


def _rest(token: Token, name: str) -> str:
    return token.info.strip().removeprefix(name).strip()


def _notice(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:  # noqa: ANN401
    token = tokens[index]
    if token.nesting < 0:
        return "</div>\n"
    title = escapeHtml(_rest(token, "notice")) or "提示"
    return f'<div class="notice" role="note">\n<p class="notice-title">{title}</p>\n'


def _steps(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:  # noqa: ANN401
    return '<div class="steps">\n' if tokens[index].nesting > 0 else "</div>\n"


def _attachment(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:  # noqa: ANN401
    token = tokens[index]
    if token.nesting < 0:
        return "</div>\n"
    title = escapeHtml(_rest(token, "attachment")) or "附件"
    return f'<div class="attachment">\n<p class="attachment-title">{title}</p>\n'


def _video(_self: Any, tokens: Sequence[Token], index: int, _options: Any, env: Any) -> str:  # noqa: ANN401
    token = tokens[index]
    if token.nesting < 0:
        return "</details>\n</figure>\n"
    gathered: Collector = env["collector"]
    line = gathered.line(token.map[0] if token.map else 0)
    file, _, title = _rest(token, "video").partition(" ")
    if tokens[index + 1].type == "container_video_close":
        gathered.report("A105", line)
    mark = gathered.link(file, line, text=title)
    name = escapeHtml(title or file)
    return (
        f'<figure class="video"><video controls preload="none" src="{mark}" '
        f'aria-label="{name}"></video>\n<figcaption>{name}</figcaption>\n'
        "<details><summary>文字稿</summary>\n"
    )


def _unknown(_self: Any, tokens: Sequence[Token], index: int, _options: Any, env: Any) -> str:  # noqa: ANN401
    token = tokens[index]
    if token.nesting > 0:
        gathered: Collector = env["collector"]
        line = gathered.line(token.map[0] if token.map else 0)
        gathered.report("F401", line, name=token.info.split()[0], known="、".join(NAMES))
    return ""
