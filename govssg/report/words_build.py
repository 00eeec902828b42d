"""The sentences about a build and a plan, in Chinese and English."""

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "joint": ("、", ", "),
        "gone": ("撤下 {what}", "{what} removed"),
        "where": ("{what}，涉及 {sites}", "{what} on {sites}"),
        "rest": ("{what}；其余 {files}一个字节未变", "{what}; 0 bytes changed in {files}"),
        "no-more": ("{what}；其余文件一个字节未变", "{what}; 0 other bytes changed"),
        "nothing": ("没有变化：{files}一个字节未变", "nothing changed: 0 bytes in {files}"),
        "nothing-at-all": ("没有变化：一个字节也没有改动", "nothing changed: 0 bytes"),
        "why": ("原因：{why}", "because of: {why}"),
        "alike": ("{what}；其中 {count} 个重新生成后相同", "{what}; {count} came out alike"),
        "size": (
            "{sites}，{documents}，用时 {seconds:.1f} 秒",
            "{sites}, {documents}, {seconds:.1f} s",
        ),
        "work": (
            "解析 {parsed}，排版 {sites}的 {planned}",
            "parsed {parsed}, planned {planned} of {sites}",
        ),
        "tree": (
            "写入 {written}，删除 {removed} 个：{tree}",
            "{written} written, {removed} removed: {tree}",
        ),
        "to-build": ("将更新 {what}", "to build: {what}"),
        "nothing-to-build": ("没有需要重新生成的页面", "nothing to build"),
    }
)
"""Sentence → (Chinese, English), without the final stop."""

UNITS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "site": ("个网站", "site", "sites"),
        "document": ("篇文档", "document", "documents"),
        "file": ("个文件", "file", "files"),
        "other-file": ("个文件", "other file", "other files"),
        "planned": ("个页面和文件", "page or file", "pages and files"),
        "shard": ("个搜索分片", "search shard", "search shards"),
    }
)
"""What is counted beside pages → (Chinese, English for one, English for several)."""


def tell(sentence: str, language: str, /, **arguments: object) -> str:
    """Give a sentence in a language, without the final stop."""
    chinese, english = SENTENCES[sentence]
    return (english if language == "en" else chinese).format(**arguments)


def whole(text: str, language: str) -> str:
    """Give a sentence with its capital and its stop."""
    return f"{text[:1].upper()}{text[1:]}." if language == "en" else f"{text}。"


def counted(unit: str, count: int, language: str = "zh") -> str:
    """Give a count with its noun: ``2 个网站``, ``1 site``, ``1,200 sites``."""
    return number_of(UNITS[unit], count, language)


def number_of(words: tuple[str, str, str], count: int, language: str) -> str:
    """Give a count with the form of a noun that belongs to it."""
    chinese, one, several = words
    if language == "en":
        return f"{count:,} {one if count == 1 else several}"
    return f"{count:,} {chinese}"
