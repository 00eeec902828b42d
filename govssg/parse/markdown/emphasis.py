"""Emphasis that understands Chinese: ``**重点。**同时`` is bold.

CommonMark lets a closing run of stars after punctuation close only before a space or more
punctuation. Chinese has no spaces between words, so the rule is widened by one condition:
a Chinese character on the other side counts like a space would.
"""

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from govssg.parse.markdown.characters import flanking


def tokenize(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Put each star or underscore on the delimiter list, as markdown-it's own rule does."""
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    length = _run_length(state, marker)
    can_open, can_close = _run_flanking(state, length, marker)
    for _ in range(length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos += length
    return True


def _run_length(state: StateInline, marker: str) -> int:
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    return end - state.pos


def _run_flanking(state: StateInline, length: int, marker: str) -> tuple[bool, bool]:
    before = state.src[state.pos - 1] if state.pos else " "
    end = state.pos + length
    after = state.src[end] if end < state.posMax else " "
    return flanking(before, after, marker)
