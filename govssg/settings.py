"""How to build, and what a build did."""

from msgspec import Struct

from govssg.catalog.site_catalog import Visibility
from govssg.model.finding import Finding
from govssg.model.output import Reason
from govssg.model.portal import Portal


class Settings(Struct, frozen=True):
    """How to build."""

    tree: str
    """Folder of the output tree."""
    visibility: Visibility
    cache: str = ""
    """Folder of the caches; empty keeps nothing."""
    base_url: str = ""
    """Public origin instead of the configured one; also brings every site under it."""
    jobs: int = 0
    """Processes; 0 lets the amount of work decide."""
    scheduler: str = ""
    """Address of a dask scheduler to run on; empty runs here."""
    search: bool = True
    sites: str = ""
    """Pattern of site ids such as ``y*``: only these are built, the others stay as they are."""


class Report(Struct, frozen=True):
    """What a build did, as facts."""

    portal: Portal | None
    findings: tuple[Finding, ...] = ()
    documents: int = 0
    parsed: int = 0
    planned: int = 0
    sites_planned: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    files: int = 0
    """Files of all pages in the tree, those of the search left out."""
    indexed: int = 0
    """Search shards made anew."""
