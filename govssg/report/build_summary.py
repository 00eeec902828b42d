"""What a build did, in a few lines: first what is different now, last what was found."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from govssg.model.finding import Finding
from govssg.model.output import Reason
from govssg.report.changes import Changes
from govssg.report.messages import title
from govssg.report.parts import counted_parts
from govssg.report.words_build import counted, tell, whole
from govssg.report.words_pages import counted_pages


class Outcome(Struct, frozen=True):
    """The facts of a build that the summary tells."""

    sites: int
    documents: int
    parsed: int
    planned: int
    sites_planned: int
    written: int
    removed: int
    reasons: tuple[Reason, ...]
    changes: Changes
    findings: tuple[Finding, ...]
    seconds: float
    files: int = 0
    """Files of all pages in the tree after the build; 0 if nobody counted them."""


def summary(outcome: Outcome, tree: str, language: str = "zh") -> str:
    """Give the summary of a build into the folder of that name, a fact a line."""
    lines = [change_line(outcome, language), *_why(outcome, language), *_work(outcome, language)]
    told = [whole(line, language) for line in lines]
    told.append(_written(outcome, tree, language))
    return "".join(f"{line}\n" for line in (*told, *_codes(outcome.findings)))


def change_line(outcome: Outcome, language: str = "zh") -> str:
    """Give what is different in the tree: ``1 篇文章、3 个列表页，涉及 2 个网站；其余…``."""
    same = outcome.files - outcome.written
    if outcome.changes.empty():
        files = counted("file", same, language)
        return tell("nothing" if outcome.files else "nothing-at-all", language, files=files)
    what = told_changes(outcome.changes, language)
    if outcome.files and not same:
        return what
    files = counted("other-file", same, language)
    return tell("rest" if outcome.files else "no-more", language, what=what, files=files)


def told_changes(changes: Changes, language: str = "zh") -> str:
    """Give what is or will be different, by kind of page, and how many sites it concerns."""
    named = counted_pages(changes.pages, language)
    named += [counted("shard", changes.shards, language)] if changes.shards else []
    gone = counted_pages(changes.removed, language)
    gone += [counted("other-file", changes.files, language)] if changes.files else []
    named += [tell("gone", language, what=words) for words in gone]
    what = tell("joint", language).join(named)
    sites = counted("site", len(changes.sites), language)
    return tell("where", language, what=what, sites=sites) if changes.sites else what


def plan_line(changes: Changes, language: str = "zh") -> str:
    """Give what a build would make and remove."""
    if changes.empty():
        return tell("nothing-to-build", language)
    return tell("to-build", language, what=told_changes(changes, language))


def _why(outcome: Outcome, language: str) -> list[str]:
    """Give the parts that changed most, and how much was made again in vain."""
    if not outcome.reasons:
        return []
    why = tell("why", language, why=counted_parts(outcome.reasons, language))
    alike = outcome.changes.alike
    return [tell("alike", language, what=why, count=f"{alike:,}") if alike else why]


def _work(outcome: Outcome, language: str) -> list[str]:
    o = outcome
    sites, documents = (
        counted("site", o.sites, language),
        counted("document", o.documents, language),
    )
    parsed, planned = (
        counted("document", o.parsed, language),
        counted("planned", o.planned, language),
    )
    laid_out = counted("site", o.sites_planned, language)
    return [
        tell("size", language, sites=sites, documents=documents, seconds=o.seconds),
        tell("work", language, parsed=parsed, planned=planned, sites=laid_out),
    ]


def _written(outcome: Outcome, tree: str, language: str) -> str:
    """Give how many files were touched and where; ends with the folder, to be copied."""
    written = counted("file", outcome.written, language)
    return tell("tree", language, written=written, removed=f"{outcome.removed:,}", tree=tree)


def _codes(findings: Iterable[Finding]) -> list[str]:
    counts = Counter((found.code, str(found.severity)) for found in findings)
    return [
        f"  {code} {severity:<7} {count:>5}  {title(code)}".rstrip()
        for (code, severity), count in sorted(counts.items())
    ]
