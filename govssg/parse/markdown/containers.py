"""Containers of the dialect: notice, steps, attachment, video; anything else is a finding.

One block rule reads them all; a core rule then gives each its name, so a paragraph costs one
look for ``:::`` and not one for each kind of container.
"""

from collections.abc import Callable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from govssg.model.finding import Severity
from govssg.parse.markdown.blocks import collector
from govssg.parse.markdown.collector import Collector
from govssg.parse.markdown.dialect import box_closing, box_opening, escape_html

_OPEN, _CLOSE = "container_any_open", "container_any_close"


def use_containers(engine: MarkdownIt) -> None:
    """Teach an engine the containers."""
    container_plugin(engine, "any", validate=_has_name)
    engine.core.ruler.after("block", "name_containers", _name_containers)
    for name, (opening, closing) in _RENDERERS.items():
        engine.add_render_rule(f"container_{name}_open", opening)
        engine.add_render_rule(f"container_{name}_close", closing)


def _has_name(parameters: str, _marker: str) -> bool:
    return bool(parameters.split())


def _name_containers(state: StateCore) -> None:
    """Give every container token its kind; drop the marks of unknown ones."""
    gathered = collector(state)
    tokens: list[Token] = []
    names: list[str] = []
    for position, token in enumerate(state.tokens):
        if token.type == _OPEN:
            names.append(_opened(gathered, token, empty=_is_close(state.tokens, position + 1)))
        if token.type in {_OPEN, _CLOSE}:
            name = names[-1] if token.type == _OPEN else names.pop()
            token.type = f"container_{name}_{'open' if token.nesting > 0 else 'close'}"
            if not name:
                continue
        tokens.append(token)
    state.tokens = tokens


def _is_close(tokens: list[Token], position: int) -> bool:
    return position < len(tokens) and tokens[position].type == _CLOSE


def _opened(gathered: Collector, token: Token, *, empty: bool) -> str:
    """Give the name of a container, reporting what is wrong with it; empty when unknown."""
    first, last = token.map or [0, 0]
    line = gathered.line(first)
    name, _, rest = token.info.strip().partition(" ")
    if name not in _RENDERERS:
        gathered.report("F401", line, name=name, known="、".join(_RENDERERS))
        return ""
    if not gathered.text_at(last).lstrip().startswith(":::"):
        gathered.report("F403", line, Severity.WARNING, name=name)
    if name == "video" and empty:
        gathered.report("A105", line)
    token.meta["title"] = rest.strip()
    if name == "video":
        file, _, title = rest.strip().partition(" ")
        token.meta["mark"] = gathered.link(file, line, text=title)
        token.meta["title"] = title.strip() or file
    return name


def _box(name: str) -> tuple[Callable[..., str], Callable[..., str]]:
    def opening(_self: Any, tokens: Sequence[Token], index: int, _o: Any, _env: Any) -> str:  # noqa: ANN401
        return box_opening(name, tokens[index].meta["title"])

    def closing(_self: Any, _tokens: Any, _index: int, _o: Any, _env: Any) -> str:  # noqa: ANN401
        return box_closing(name)

    return opening, closing


def _video(_self: Any, tokens: Sequence[Token], index: int, _o: Any, _env: Any) -> str:  # noqa: ANN401
    meta = tokens[index].meta
    name = escape_html(meta["title"])
    return (
        f'<figure class="video"><video controls preload="none" src="{meta["mark"]}" '
        f'aria-label="{name}"></video>\n<figcaption>{name}</figcaption>\n'
        "<details><summary>文字稿</summary>\n"
    )


def _video_close(_self: Any, _tokens: Any, _index: int, _o: Any, _env: Any) -> str:  # noqa: ANN401
    return "</details>\n</figure>\n"


_RENDERERS = {
    "notice": _box("notice"),
    "steps": _box("steps"),
    "attachment": _box("attachment"),
    "video": (_video, _video_close),
}
"""Opening and closing markup by name."""
