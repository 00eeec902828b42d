"""What is said about each code: one table, two languages, in the voice of a helpful colleague."""

from collections.abc import Mapping
from types import MappingProxyType

from govssg.model.finding import Finding
from govssg.report.messages_body import ACCESSIBILITY, FILES, LINKS
from govssg.report.messages_config import CONFIG
from govssg.report.messages_front_matter import FRONT_MATTER
from govssg.report.messages_government import GOVERNMENT
from govssg.report.messages_search import SEARCH
from govssg.report.messages_theme import THEME
from govssg.report.words import Words

MESSAGES: Mapping[str, Words] = MappingProxyType(
    CONFIG | FRONT_MATTER | FILES | ACCESSIBILITY | LINKS | GOVERNMENT | SEARCH | THEME
)
"""The words of every code."""

_UNKNOWN = Words("{code}", "", "{code}", "", "")


class _Arguments(dict[str, str]):
    """The arguments of a finding; one that is missing reads as nothing, never as a crash."""

    def __missing__(self, key: str) -> str:
        return ""


def message(finding: Finding, language: str = "zh") -> str:
    """Give the sentence that says what is wrong.

    Args:
        finding: what was found.
        language: ``zh`` or ``en``; anything else reads as Chinese.
    """
    words = MESSAGES.get(finding.code, _UNKNOWN)
    return (words.en if language == "en" else words.zh).format_map(_arguments(finding))


def hint(finding: Finding, language: str = "zh") -> str:
    """Give what to type, beginning with the nearest right word if one is known; may be empty."""
    words = MESSAGES.get(finding.code, _UNKNOWN)
    arguments = _arguments(finding)
    text = (words.en_hint if language == "en" else words.zh_hint).format_map(arguments)
    near = arguments["near"]
    if not near:
        return text
    return f"did you mean “{near}”? {text}" if language == "en" else f"是不是“{near}”？{text}"


def title(code: str) -> str:
    """Give the short name of a rule."""
    return MESSAGES.get(code, _UNKNOWN).title


def _arguments(finding: Finding) -> _Arguments:
    return _Arguments({**dict(finding.arguments), "code": finding.code})
