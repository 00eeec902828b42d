"""What a development server is asked to do, and under which origin it does it."""

from fnmatch import fnmatchcase
from pathlib import Path

from msgspec import Struct

from govssg.catalog.site_catalog import Visibility
from govssg.model.portal import Site

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
WILDCARD = frozenset({"0.0.0.0", "::"})  # noqa: S104 - named in order to warn of them


class Settings(Struct, frozen=True):
    """How to serve a project while it is being edited."""

    root: str
    """Folder of the project."""
    clock: str
    """``YYYY-MM-DD HH:MM`` in the portal's time: the moment the pages are shown at."""
    host: str = "127.0.0.1"
    port: int = 1313
    """0 takes any free port."""
    drafts: bool = False
    future: bool = False
    expired: bool = False
    open_browser: bool = False
    site: str = ""
    """Glob of the site ids to serve; empty serves all. Links to the others still resolve."""
    search: bool = True
    """Whether to hand out the search index that the last build left in the tree."""
    tree: str = "build"
    """Output tree, as seen from the root: only its search index is read, never written."""
    language: str = ""
    """``zh`` or ``en`` for what the server says; empty takes the portal's."""

    @property
    def visibility(self) -> Visibility:
        """Which documents exist."""
        return Visibility(self.clock, self.drafts, self.future, self.expired)

    @property
    def cache(self) -> Path:
        """Folder of this server's caches, apart from those of ``build``."""
        return Path(self.root) / ".govssg" / "cache" / "serve"

    def wants(self, site: Site) -> bool:
        """Tell whether a site is to be served."""
        return not self.site or fnmatchcase(site.id, self.site)


def origin(host: str, port: int) -> str:
    """Give the origin a browser on this machine reaches the server under."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - replaced
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
