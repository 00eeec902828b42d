"""How wide text is on a terminal: a Chinese character takes two cells."""

import re
import unicodedata

TAB = "    "
MAXIMUM = 100
"""Cells of a source line that are shown; a longer one is shown around the marked place."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def cells(text: str) -> int:
    """Give the cells a text takes."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def printable(text: str) -> str:
    """Give text that cannot move the cursor, recolour the screen or turn its direction."""
    return _CONTROL.sub("\ufffd", text.replace("\t", TAB))


def marked(line: str, column: int, length: int) -> tuple[str, str]:
    """Give a source line as shown, and the line of carets below it.

    Args:
        line: the source line.
        column: first marked character, from 1.
        length: marked characters.
    """
    start = min(max(column - 1, 0), len(line))
    before, under = printable(line[:start]), printable(line[start : start + length])
    after = printable(line[start + length :])
    cut = before
    while cells(cut) > MAXIMUM // 2 and cells(before + under + after) > MAXIMUM:
        cut = cut[1:]
    lead = "…" if cut != before else ""
    shown = _shortened(f"{lead}{cut}{under}{after}")
    room = max(cells(shown) - cells(lead + cut), 1)
    return shown, " " * cells(lead + cut) + "^" * min(max(cells(under), 1), room)


def _shortened(text: str) -> str:
    if cells(text) <= MAXIMUM:
        return text
    while cells(text) > MAXIMUM - 1:
        text = text[:-1]
    return f"{text}…"
