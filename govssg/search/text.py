"""Text as search sees it: folded, cut at gaps, written as overlapping pairs of characters.

``browser/text.js`` does the same by the same table; a test holds the two together.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec
from msgspec import Struct

GAP = "_"
"""Stands for whatever lies between two stretches of letters and digits.

Pagefind keeps this one sign inside words, so a pair may hold it.
"""

_GAPS = re.compile(r"[_\s]+")


class Characters(Struct, frozen=True, rename={"source": "from", "target": "to"}):
    """The table both sides fold by: radicals and traditional forms, and what is left out."""

    source: str
    target: str
    drop: str


@cache
def characters() -> Characters:
    """Give the table of characters that fold into others."""
    data = files("govssg.search").joinpath("browser/characters.json").read_bytes()
    return msgspec.json.decode(data, type=Characters)


class _Folding(dict[int, str]):
    """Folds single characters, remembering each."""

    def __init__(self, table: Characters) -> None:
        self._forms = dict(zip(table.source, table.target, strict=True))
        super().__init__({ord(character): "" for character in table.drop})

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = unicodedata.normalize("NFKC", self._forms.get(character, character))
        folded = "".join(_letter(self._forms.get(c, c)) for c in plain)
        self[code] = folded
        return folded


def _letter(character: str) -> str:
    """Give a letter or digit in lower case, a gap for any other sign, nothing for a mark."""
    category = unicodedata.category(character)[0]
    if category in "LN":
        return character.lower()
    return "" if category == "M" else GAP


@cache
def _folding() -> _Folding:
    return _Folding(characters())


def flat(text: str) -> str:
    """Give a text as it is compared: ``《公積金》 第 2 条`` → ``公积金_第_2_条``.

    Width, radicals, traditional forms and case are folded; punctuation and white space
    become one gap; there is none at the ends.
    """
    folded = unicodedata.normalize("NFC", text).translate(_folding())
    return _GAPS.sub(GAP, folded).strip(GAP)


def pairs(text: str) -> str:
    """Give the overlapping pairs of a flat text as words: ``公积金`` → ``公积 积金``.

    Any stretch of two characters or more is then found as a phrase, and only where it stands.
    """
    return " ".join(map("".join, pairwise(text)))
