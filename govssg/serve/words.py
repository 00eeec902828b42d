"""What the server itself says, in Chinese and English."""

from types import MappingProxyType

_WORDS = MappingProxyType(
    {
        "ready": ("正在预览：{url}（按 Ctrl+C 结束）", "Serving {url} (Ctrl+C stops)"),
        "rebuilt": (
            "{count} 个文件有改动，{milliseconds} 毫秒后可见（第 {generation} 版）",
            "{count} files changed, visible after {milliseconds} ms (generation {generation})",
        ),
        "exposed": (
            (
                "注意：预览服务监听 {host}，同一网络里的人都能看到草稿。"
                "只给自己看时，请不要写 --host。"
            ),
            (
                "Warning: listening on {host}, everyone on this network can read the drafts. "
                "Leave out --host to keep them to yourself."
            ),
        ),
        "taken": (
            "端口 {port} 已被占用。请关闭占用它的程序，或换一个端口：--port {other}",
            (
                "Port {port} is taken. Stop the program that uses it, or choose another: "
                "--port {other}"
            ),
        ),
        "polling": (
            "系统不能再监视更多文件夹，改为每秒查看一次。",
            "The system cannot watch more folders; looking once a second instead.",
        ),
        "broken_title": ("这一页暂时不能显示", "This page cannot be shown yet"),
        "broken_lead": (
            "请按下面的提示修改并保存，页面会自动刷新。",
            "Mend what is listed below and save; this page reloads by itself.",
        ),
        "trouble_title": ("暂时读不到文件", "The files cannot be read at the moment"),
        "crash_title": ("程序出错了", "The program failed"),
        "crash_lead": (
            "这是程序的问题，不是您写错了。请把下面的内容发给技术人员；修改任何文件后会再试一次。",
            (
                "This is our fault, not yours. Please pass the text below on to your technicians; "
                "the next save tries again."
            ),
        ),
        "missing_title": ("没有这个页面", "No such page"),
        "missing_lead": (
            "这个地址下没有可以显示的站点。",
            "No site that is served lies at this address.",
        ),
        "all_title": ("全部问题", "All findings"),
        "none": ("没有发现问题", "Nothing to mend"),
        "here": ("本页 {count} 个问题", "{count} on this page"),
        "site": ("本站共 {count} 个", "{count} in this site"),
        "shared": ("门户和主题 {count} 个", "{count} in portal and theme"),
        "panel": ("编辑助手", "Editor's aid"),
        "hint": ("提示：", "Hint: "),
        "offline": (
            "预览服务已停止，页面不会自动刷新。",
            "The server has stopped; no more reloads.",
        ),
        "draft": (
            "这篇是草稿（draft: true），不会显示。要预览草稿，请用 govssg serve --drafts。",
            "This is a draft and not shown; preview it with govssg serve --drafts.",
        ),
        "future": (
            "这篇还没到发布时间（{moment}）。要预览，请用 govssg serve --future。",
            "This is published on {moment}; preview it with govssg serve --future.",
        ),
        "expired": (
            "这篇已过期（{moment}）。要预览，请用 govssg serve --expired。",
            "This expired on {moment}; preview it with govssg serve --expired.",
        ),
        "no_index": (
            "还没有搜索索引，搜索框暂时查不到内容。先运行一次 govssg build 就有了。",
            "There is no search index yet; run govssg build once to make it.",
        ),
        "old_index": (
            "搜索用的是上次 govssg build 的索引，刚改的内容要重新 build 才能搜到。",
            "Search uses the index of the last govssg build; later edits are not in it.",
        ),
    }
)


def say(key: str, language: str, **values: object) -> str:
    """Give a sentence of the server; any language but ``en`` reads as Chinese."""
    chinese, english = _WORDS[key]
    return (english if language == "en" else chinese).format(**values)
