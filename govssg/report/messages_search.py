"""Words of the S rules: the search index."""

from govssg.report.words import words

SEARCH = {
    "S101": words(
        "搜索索引没有做成",
        "搜索索引没有做成：{reason}",
        "页面已经生成，搜索还是上一次的；请重新安装 pagefind-bin，或者先用 --no-search",
        "the search index could not be made: {reason}",
        "pages are built, search is as before; reinstall pagefind-bin, or build with --no-search",
    ),
}
