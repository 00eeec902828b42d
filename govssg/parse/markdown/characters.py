"""Characters as both lanes see them: spaces, punctuation, Chinese, and what follows from them.

A module both lanes load, so it may not load the reference engine; tests hold its characters
against that engine's own, one by one.
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache

_HAN = (
    "\u2e80\u2fe0\u3005\u3008\u3021\u302a\u3031\u3036\u3040\u3130\u31a0\u3200\u3400\u4dc0"
    "\u4e00\ua000\uf900\ufb00\U00020000\U00040000"
)
"""Where Chinese characters begin and, in turn, where they have ended.

As a regular expression it would take two milliseconds to compile at every start.
"""

_SPACES = frozenset(
    "\t\n\x0b\x0c\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u202f\u205f\u3000"
)


def is_space(character: str) -> bool:
    """Tell whether CommonMark takes a character for a space."""
    return character in _SPACES


def is_punctuation(character: str) -> bool:
    """Tell whether CommonMark takes a character for punctuation: symbols are some too."""
    return unicodedata.category(character)[0] in "PS"


def is_han(character: str) -> bool:
    """Tell whether a character is Chinese (or kana): written without spaces between words."""
    return bisect_right(_HAN, character) % 2 == 1


def is_wide_punctuation(character: str) -> bool:
    """Tell whether a character is full-width punctuation such as ``。`` or ``“``."""
    if character in "“”‘’…—·":
        return True
    wide = unicodedata.east_asian_width(character) in {"W", "F"}
    return wide and unicodedata.category(character).startswith("P")


@lru_cache(maxsize=4096)
def flanking(before: str, after: str, marker: str) -> tuple[bool, bool]:
    """Tell whether a run of markers between two characters can open, and can close."""
    space_before, space_after = is_space(before), is_space(after)
    mark_before, mark_after = is_punctuation(before), is_punctuation(after)
    han = marker == "*"
    free_before = space_before or mark_before or (han and is_han(before))
    free_after = space_after or mark_after or (han and is_han(after))
    left = not space_after and (not mark_after or free_before)
    right = not space_before and (not mark_before or free_after)
    if marker == "*":
        return left, right
    return left and (not right or mark_before), right and (not left or mark_after)


def joins(before: str, after: str) -> bool:
    """Tell whether the line break between two texts is dropped: it would show as a space."""
    left, right = before[-1:], after[:1]
    return bool(left and right) and _is_wide(left) and _is_wide(right)


def _is_wide(character: str) -> bool:
    return is_han(character) or is_wide_punctuation(character)
