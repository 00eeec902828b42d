"""Emphasis that understands Chinese: ``**重点。**同时`` is bold.

CommonMark lets a closing run of stars after punctuation close only before a space or more
punctuation. Chinese has no spaces between words, so the rule is widened by one condition:
a Chinese character on the other side counts like a space would.
"""

import re
import unicodedata
from functools import lru_cache

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_HAN = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u30ff\u3100-\u312f"
    "\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def is_han(character: str) -> bool:
    """Tell whether a character is Chinese (or kana): written without spaces between words."""
    return bool(_HAN.match(character))


def is_wide_punctuation(character: str) -> bool:
    """Tell whether a character is full-width punctuation such as ``。`` or ``“``."""
    if character in "“”‘’…—·":
        return True
    wide = unicodedata.east_asian_width(character) in {"W", "F"}
    return wide and unicodedata.category(character).startswith("P")


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


@lru_cache(maxsize=4096)
def flanking(before: str, after: str, marker: str) -> tuple[bool, bool]:
    """Tell whether a run of markers between two characters can open, and can close."""
    space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
    han = marker == "*"
    free_before = space_before or mark_before or (han and is_han(before))
    free_after = space_after or mark_after or (han and is_han(after))
    left = not space_after and (not mark_after or free_before)
    right = not space_before and (not mark_before or free_after)
    if marker == "*":
        return left, right
    return left and (not right or mark_before), right and (not left or mark_after)


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)
