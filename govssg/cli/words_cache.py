"""What ``govssg cache`` says, in Chinese and English."""

from collections.abc import Mapping
from types import MappingProxyType

PURPOSES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "stat": (
            "源文件的大小、时间和内容编号，没改过的不用再读",
            "sizes, times and content ids of sources: unchanged files are not read",
        ),
        "configuration": ("读好的门户和网站配置", "the portal and its sites as read"),
        "themes": ("读好的主题，模板之间谁用到谁", "the theme as read, and what uses what in it"),
        "templates": ("编译好的模板", "compiled templates"),
        "parse": ("每篇文档解析的结果", "what parsing gave for each document"),
        "sites": (
            "每个网站有什么、给别的网站看什么，没变的不用装入",
            "what each site holds and lends: unchanged sites are not loaded",
        ),
        "links": ("每个网站链到别的网站时的依据", "what links to other sites depend on"),
        "scenes": ("多进程生成时交给各进程的资料", "what a build hands to its processes"),
        "serve": ("本机预览用的缓存", "the caches of govssg serve"),
        "logs": ("出错记录，gc 不动", "crash logs; gc leaves them"),
        "other": ("不是 govssg 的文件，gc 不动", "not made by govssg; gc leaves them"),
    }
)
"""Room → what it is for (Chinese, English)."""

REASONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "site": ("已经不在配置里的网站", "sites that are configured no more"),
        "temporary": ("中断的进程留下的临时文件", "temporary files of killed processes"),
        "scene": ("多进程生成时用过的资料", "what builds handed to their processes"),
        "template": ("主题里已经没有的模板", "templates the theme has no more"),
        "version": ("别的版本留下的、或者坏了的文件", "files of another version, or broken"),
        "outcomes": ("没有文档再用的解析结果", "parsed documents nobody asks for"),
    }
)
"""Reason to remove something → (Chinese, English)."""

SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "none": (
            "还没有缓存：{path} 不存在，第一次生成时会建立。",
            "There is no cache yet: {path} does not exist; the first build makes it.",
        ),
        "link": (
            "{path} 是一个链接，不会跟着它走。请改成真正的目录",
            "{path} is a link and is not followed; make it a folder",
        ),
        "total": ("合计", "total"),
        "files": ("{count:,} 个文件", "files: {count:,}"),
        "documents": ("{count:,} 篇", "documents: {count:,}"),
        "asked": (
            "解析结果 {documents:,} 篇，还在用的 {asked:,} 篇，占 {share:.0%}（{size}）。",
            "Parsed documents: {documents:,}; still asked for: {asked:,}, {share:.0%} ({size}).",
        ),
        "unknown": (
            "另有 {count:,} 篇说不准，下一次生成后就知道。",
            "Of {count:,} more that cannot be told before the next build.",
        ),
        "row-asked": ("在用 {count:,} 篇", "asked for: {count:,}"),
        "row-unknown": ("说不准", "not known"),
        "row-gone": ("已不在配置里", "configured no more"),
        "clean": ("没有可以清理的。", "Nothing to remove."),
        "freed": ("释放了 {size}。", "{size} freed."),
        "would-free": (
            "可以释放大约 {size}（没有删除）。",
            "About {size} to free; nothing removed.",
        ),
        "busy": (
            "{sites} 正在生成，或者一小时内生成时被中断，解析结果没有清理",
            "{sites}: being built, or killed while building within the hour; left alone",
        ),
        "only": ("{option} 只用于 govssg cache {verb}", "{option} goes with govssg cache {verb}"),
    }
)
"""Sentence → (Chinese, English)."""


def tell(sentence: str, language: str, /, **arguments: object) -> str:
    """Give a sentence in a language."""
    return chosen(SENTENCES[sentence], language).format(**arguments)


def chosen(words: tuple[str, str], language: str) -> str:
    """Give the words of a language."""
    return words[language == "en"]


def size_text(size: int) -> str:
    """Give bytes as a person reads them: ``999 B``, ``1.2 KB``, ``84 MB``."""
    value, units = float(size), iter(("B", "KB", "MB", "GB"))
    unit = next(units)
    while value >= 999.5 and unit != "GB":
        value, unit = value / 1000, next(units)
    return f"{value:.1f} {unit}" if unit != "B" and value < 9.95 else f"{value:,.0f} {unit}"
