"""The words of one rule: message and hint in Chinese and English, and a short name."""

from msgspec import Struct


class Words(Struct, frozen=True):
    """What is said about a code; ``{name}`` is put in from the finding's arguments."""

    zh: str
    zh_hint: str
    en: str
    en_hint: str
    title: str
    """The rule's short name, for tables and for the heading of its page."""


def words(title: str, zh: str, zh_hint: str, en: str, en_hint: str) -> Words:
    """Give the words of a rule, its name first as the tables read best."""
    return Words(zh, zh_hint, en, en_hint, title)
