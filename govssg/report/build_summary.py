"""What a build did, in a few lines."""

from collections import Counter

from msgspec import Struct

from govssg.model.finding import Finding
from govssg.model.output import Reason
from govssg.report.messages import title
from govssg.report.parts import counted_parts, counted_reasons


class Outcome(Struct, frozen=True):
    """The facts of a build that the summary tells."""

    sites: int
    documents: int
    parsed: int
    planned: int
    sites_planned: int
    written: int
    removed: int
    indexed: int
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]
    seconds: float
    tree: str


def summary(outcome: Outcome, language: str = "zh") -> str:
    """Give the summary of a build, a fact a line."""
    lines = _english(outcome) if language == "en" else _chinese(outcome)
    return "".join(f"{line}\n" for line in (*lines, *_codes(outcome)))


def _chinese(outcome: Outcome) -> list[str]:
    o = outcome
    built = counted_reasons(o.reasons)
    why = counted_parts(o.reasons)
    return [
        f"{o.sites} 个站点，{o.documents} 篇文档，用时 {o.seconds:.1f} 秒。",
        f"解析 {o.parsed} 篇，排版 {o.sites_planned} 个站点的 {o.planned} 个页面和文件。",
        f"重新生成 {built}（{why}）。" if built else "没有需要重新生成的页面。",
        f"写入 {o.written} 个文件，删除 {o.removed} 个，更新 {o.indexed} 个搜索分片：{o.tree}",
    ]


def _english(outcome: Outcome) -> list[str]:
    o = outcome
    built = counted_reasons(o.reasons, "en")
    why = counted_parts(o.reasons, "en")
    return [
        f"{o.sites} sites, {o.documents} documents, {o.seconds:.1f} s.",
        f"Parsed {o.parsed}, planned {o.planned} pages and files of {o.sites_planned} sites.",
        f"Built again: {built} ({why})." if built else "Nothing had to be built again.",
        f"{o.written} files written, {o.removed} removed, {o.indexed} search shards: {o.tree}",
    ]


def _codes(outcome: Outcome) -> list[str]:
    counts = Counter((found.code, str(found.severity)) for found in outcome.findings)
    return [
        f"  {code} {severity:<7} {count:>5}  {title(code)}".rstrip()
        for (code, severity), count in sorted(counts.items())
    ]
