"""What the command line itself says, in Chinese and English."""

WORDS = {
    "no-project": (
        "{folder} 不在门户项目里：没有 sites/portal.yaml。{way}",
        "{folder} is not inside a portal: there is no sites/portal.yaml. {way}",
    ),
    "way-in": (
        "请进入项目目录，或者加 --root 目录；新建项目用 govssg init 目录",
        "Change into the project, add --root DIR, or start one with `govssg init DIR`",
    ),
    "clock": (
        '--clock 的时间“{value}”看不懂，请写成 2026-11-18 或 "2026-11-18 09:30"',
        '--clock: “{value}” is not a time; write 2026-11-18 or "2026-11-18 09:30"',
    ),
    "base-url": (
        "--base-url 要以 https:// 或 http:// 开头，现在是“{value}”",
        "--base-url must begin with https:// or http://, not “{value}”",
    ),
    "no-site": (
        "没有站点符合“{pattern}”。{near}全部站点见 govssg list sites",
        "no site matches “{pattern}”. {near}`govssg list sites` lists them all",
    ),
    "locked": (
        "另一个生成任务（进程 {holder}）正在写这个输出目录，请等它结束再试",
        "another build (process {holder}) is writing this output folder; try again when it is done",
    ),
    "scheduler": (
        "--executor dask 要和 --scheduler 地址一起用，例如 --scheduler tcp://127.0.0.1:8786",
        "--executor dask goes with --scheduler ADDR, such as tcp://127.0.0.1:8786",
    ),
    "verified": (
        "核对通过：与全新生成逐字节一致（核对 {compared} 个文件）",
        "verified: byte for byte what a clean build gives ({compared} files compared)",
    ),
    "not-verified": (
        "核对不通过：缺 {missing} 个、多 {extra} 个、不同 {different} 个文件，清单见上",
        "not verified: {missing} files missing, {extra} too many, {different} different; see above",
    ),
    "changing": (
        "{path} 一直在被修改，没有读完整。请保存后再运行一次",
        "{path} kept changing while it was read; run again once it is saved",
    ),
    "git": ("git 没有答上来：{reason}", "git could not answer: {reason}"),
    "full": (
        "磁盘满了，写不下 {path}。请清理空间后重新运行，已经生成的不会白做",
        "the disk is full at {path}; make room and run again, what is done stays done",
    ),
    "read-only": (
        "没有权限写 {path}，或者它是只读的。请换一个输出目录（-d），或者修改权限",
        "{path} cannot be written: no permission or read-only. Choose another folder with -d",
    ),
    "disk": ("读写 {path} 时出错：{reason}", "reading or writing {path} failed: {reason}"),
    "output-inside": (
        "输出目录 {path} 会和源文件混在一起，请换一个（例如 build）",
        "the output folder {path} would mix with the sources; choose another, such as build",
    ),
    "foreign": (
        "{path} 里有不是 govssg 生成的文件（{example}），不会写进去。请清空，或者用 -d 换目录",
        "{path} holds files govssg did not make ({example}); empty it, or choose another with -d",
    ),
    "not-tree": (
        "{path} 不是 govssg 生成的目录，不会删除里面的任何文件",
        "{path} was not made by govssg; nothing in it is removed",
    ),
    "broken-config": (
        "配置有错，没有办法继续，请先改好上面的问题",
        "the configuration cannot be used; mend the findings above first",
    ),
    "exists": ("{path} 已经存在，不会覆盖", "{path} exists and is not overwritten"),
    "no-kind": (
        "没有“{kind}”这种内容。{near}可用的有：{kinds}",
        "there is no kind “{kind}”. {near}Choose one of: {kinds}",
    ),
    "no-column": (
        "站点 {site} 没有适合“{kind}”的栏目，请用 --column 指定栏目目录",
        "the site {site} has no column for “{kind}”; name a folder with --column",
    ),
    "bad-name": (
        "“{name}”不能作文件名或者目录名，请用小写字母、数字、连字符或者汉字",
        "“{name}” cannot be a file or folder name; use lower-case letters, digits, hyphens",
    ),
    "bad-id": (
        "“{name}”不能作站点标识：小写字母开头，只用小写字母、数字、连字符，不和主站栏目同名",
        "“{name}” cannot be a site's id: a-z, 0-9 and hyphens, no column of the main site",
    ),
    "two-mains": (
        "已经有主站了，一个门户只能有一个",
        "there is a main site already, a portal has only one",
    ),
    "need-site": ("请用 --site 指定站点，例如 --site {example}", "name the site: --site {example}"),
    "need-class": (
        "请用 --class 指定站点类别：department（部门）、county（县区）或 portal（主站）",
        "name the class of the site: --class department, county or portal",
    ),
    "need-id": ("请写站点标识，例如 govssg new site abc --class county", "give the site's id"),
    "no-page": (
        "没有“{name}”这个页面或者文件。{near}全部网址见 govssg list routes",
        "there is no page or source “{name}”. {near}`govssg list routes` lists all addresses",
    ),
    "near": ("是不是“{word}”？", "Did you mean “{word}”? "),
    "no-tree": (
        "{path} 里还没有生成过，所有页面都是新的",
        "nothing was built in {path} yet; every page is new",
    ),
    "unfinished": (
        "上一次生成没有完成，下一次会先核对每个文件，缺失和损坏的按新页面重新生成",
        "the last build did not finish; the next compares every file and mends what is damaged",
    ),
    "broken-theme": (
        "模板有错：{places}。用到它们的页面可能生成不了，会保持原样；详见 govssg check",
        "broken templates: {places}. Pages made of them may stay as they are; see `govssg check`",
    ),
    "left-off": (
        "还有 {count} 个没有列出，加 --limit 0 全部列出",
        "{count} more are not listed; --limit 0 lists all",
    ),
    "plain": ("{text}", "{text}"),
}
"""Word → (Chinese, English)."""


def say(sentence: str, language: str, /, **arguments: object) -> str:
    """Give a sentence in a language; arguments are put in as they are."""
    chinese, english = WORDS[sentence]
    return (english if language == "en" else chinese).format(**arguments)


def did_you_mean(near: str, language: str) -> str:
    """Give “did you mean …?” with a final space where the language wants one, or nothing."""
    return say("near", language, word=near) if near else ""
