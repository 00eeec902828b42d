"""What a build changed or would change, counted by kind of page and site."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import Struct

from govssg.model.output import Reason
from govssg.model.paths import route
from govssg.model.portal import Portal
from govssg.report.page_kinds import column_kinds, page_kind
from govssg.report.words_pages import PAGES

REMOVED = ("removed",)

Counts = tuple[tuple[str, int], ...]
"""(kind of page, how many), in the order of ``PAGES``."""


class Changes(Struct, frozen=True):
    """What is different in the output tree."""

    pages: Counts = ()
    """Pages and files with other bytes than before; a page counts once for all its variants."""
    removed: Counts = ()
    sites: tuple[str, ...] = ()
    """Ids of the sites these belong to, sorted."""
    files: int = 0
    """Files removed that belong to no removed page: of a site or a variant that is no more."""
    shards: int = 0
    """Search shards made anew."""
    alike: int = 0
    """Pages and files that were made again and came out the same, byte for byte."""

    def empty(self) -> bool:
        """Tell whether nothing at all is different."""
        return not (self.pages or self.removed or self.files or self.shards)


class Built(Protocol):
    """What counting needs of a build's report."""

    @property
    def reasons(self) -> tuple[Reason, ...]: ...  # noqa: D102
    @property
    def written(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def removed(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def indexed(self) -> int: ...  # noqa: D102


def changed(portal: Portal, built: Built) -> Changes:
    """Give what a build changed: what it made and found to be different, and what it removed."""
    starts = _starts(portal)
    written, gone = set(built.written), set(built.removed)
    made = [reason for reason in built.reasons if reason.parts != REMOVED]
    removed = [reason for reason in built.reasons if reason.parts == REMOVED]
    different = [reason for reason in made if not written.isdisjoint(_routes(starts, reason))]
    owned = {name for reason in removed for name in _routes(starts, reason)}
    return Changes(
        pages=counted_kinds(portal, different),
        removed=counted_kinds(portal, removed),
        sites=tuple(sorted({reason.site for reason in (*different, *removed)})),
        files=len(gone - owned),
        shards=built.indexed,
        alike=len(made) - len(different),
    )


def foretold(portal: Portal, reasons: Iterable[Reason]) -> Changes:
    """Give what a build would make and remove; whether the bytes differ, nobody knows yet."""
    known = tuple(reasons)
    return Changes(
        pages=counted_kinds(portal, (r for r in known if r.parts != REMOVED)),
        removed=counted_kinds(portal, (r for r in known if r.parts == REMOVED)),
        sites=tuple(sorted({reason.site for reason in known})),
    )


def changes_object(changes: Changes) -> dict[str, object]:
    """Give what is different for programs: kinds of pages by their names in ``PAGES``."""
    return {
        "pages": dict(changes.pages),
        "removed": dict(changes.removed),
        "sites": list(changes.sites),
        "otherFilesRemoved": changes.files,
        "searchShards": changes.shards,
        "alike": changes.alike,
    }


def counted_kinds(portal: Portal, reasons: Iterable[Reason]) -> Counts:
    """Give how many pages of each kind there are."""
    columns = column_kinds(portal)
    counts = Counter(page_kind(reason.site, reason.path, columns) for reason in reasons)
    return tuple((kind, counts[kind]) for kind in PAGES if counts[kind])


def _starts(portal: Portal) -> dict[str, tuple[str, ...]]:
    """Give, for each site, what stands before a page's path in the tree: once per variant."""
    prefixes = sorted({"", *(variant.prefix for variant in portal.variants)})
    return {site.id: tuple(route(site, "", prefix) for prefix in prefixes) for site in portal.sites}


def _routes(starts: Mapping[str, tuple[str, ...]], reason: Reason) -> list[str]:
    """Give every place in the tree a page's files can have; none of a site that is no more."""
    return [start + reason.path for start in starts.get(reason.site, ())]
