"""The desk: the portal as it is now, and the sites that somebody has looked at.

Only one thread works here; what it hands out is frozen.
"""

import gc
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from govssg.execute import uncollected
from govssg.inputs import common_digest, kept_inputs, site_inputs
from govssg.model.finding import Finding
from govssg.model.output import SiteInputs
from govssg.model.paths import published_path
from govssg.model.portal import Site
from govssg.plan.link_states import LinkStates
from govssg.serve.press import Press
from govssg.serve.settings import Settings
from govssg.serve.state import State, Wanted, next_state
from govssg.serve.still import Still, changed_files, take_still, touched_still

ATTEMPTS = 5
"""How often files that move under our eyes are looked at again before that is told."""
PAUSE = 0.02
"""Seconds before the second look; each further one waits longer."""
PRESSES = 16
"""Sites kept ready; beyond that the one looked at longest ago is planned again."""


class Desk:
    """Follows the files and gives the sites made of them."""

    def __init__(self, settings: Settings, base_url: str) -> None:
        self.settings = settings
        self.root = Path(settings.root).resolve()
        self.tree = self.root / settings.tree
        self.base_url = base_url
        self.generation = 0
        self.state: State | None = None
        self.trouble = ""
        """Why there is no state: what the system said, or a traceback; empty when all is well."""
        self.crashed = False
        """Whether the trouble is a mistake of this program."""
        self._usable: State | None = None
        self._presses: dict[str, tuple[SiteInputs, Press]] = {}
        self._checked: set[str] = set()
        self._planned: dict[str, tuple[SiteInputs, LinkStates, tuple[Finding, ...]]] = {}
        self._paths: dict[str, dict[str, str]] = {}

    @property
    def language(self) -> str:
        """The language the server speaks."""
        known = self.settings.language
        if not known and self._usable and self._usable.portal:
            known = self._usable.portal.language
        return "en" if known.startswith("en") else "zh"

    def refresh(self, touched: frozenset[str] = frozenset(), jobs: int = 1) -> int:
        """Look at the files again; give how many changed, 0 for none.

        Args:
            touched: the only files that can have changed; empty looks at all.
            jobs: processes for parsing; 0 lets the amount of work decide.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._refresh(self._still(touched), jobs)
            except OSError as error:
                trouble = f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
                time.sleep(PAUSE * attempt)
        return self._stop(trouble, crashed=False)

    def _still(self, touched: frozenset[str]) -> Still:
        quick = None
        if touched and self.state and not self.trouble:
            quick = touched_still(self.state.still, touched)
        return quick or take_still(self.root, self.settings.cache)

    def look(self) -> Mapping[str, str]:
        """Give a digest of every root as it is now, nothing if files are moving.

        Changes nothing of the desk, so it may run beside its thread.
        """
        try:
            return take_still(self.root, self.settings.cache).roots()
        except OSError:
            return {}

    def knows(self, roots: Mapping[str, str]) -> bool:
        """Tell whether the state is made of roots with these digests."""
        return self.state is not None and self.state.still.roots() == roots

    def fail(self, traceback: str) -> int:
        """Take note of a mistake of ours; give 1 if it is another than the last one."""
        return self._stop(traceback, crashed=True)

    def _stop(self, trouble: str, *, crashed: bool) -> int:
        changed = trouble != self.trouble
        self.trouble, self.crashed = trouble, crashed
        self.generation += changed
        return int(changed)

    def _refresh(self, still: Still, jobs: int) -> int:
        changed = changed_files(self.state.still if self.state else None, still)
        if self.state and not changed and not self.trouble:
            return 0
        cache = str(self.settings.cache)
        wanted = Wanted(self.base_url, self.settings.visibility, cache)
        state = uncollected(partial(next_state, still, wanted, self._usable), jobs)
        gc.freeze()  # what lives long need not be searched for garbage at every save
        self._remember_paths(state)
        self.state, self.trouble, self.crashed = state, "", False
        self._usable = state if state.look else self._usable
        self._checked.clear()
        self.generation += 1
        return max(changed, 1)

    def _remember_paths(self, state: State) -> None:
        """Remember where documents were published, for the day their front matter breaks."""
        before = self._usable.catalog.sites if self._usable and self._usable.catalog else {}
        for site, catalog in (state.catalog.sites if state.catalog else {}).items():
            if before.get(site) is not catalog:
                fresh = {card.id: card.path for card in catalog.every}
                self._paths[site] = {**self._paths.get(site, {}), **fresh}

    def press(self, site: Site) -> Press:
        """Give a site of a usable state, planned anew only if its inputs changed.

        Raises:
            OSError: a file is being written.
        """
        inputs, press = self._presses.pop(site.id, (None, None))
        if press is None or site.id not in self._checked:
            now = self._still_good(site, inputs, press.links if press else None)
            inputs, press = (now, press) if now and press else self._planned_anew(site, press)
        assert inputs is not None  # noqa: S101 - a press comes with its inputs
        self._presses[site.id] = (inputs, press)
        self._checked.add(site.id)
        while len(self._presses) > PRESSES:
            self._presses.pop(next(iter(self._presses)))
        return press

    def _still_good(
        self, site: Site, inputs: SiteInputs | None, links: LinkStates | None
    ) -> SiteInputs | None:
        """Give the inputs of a site if its last plan still holds."""
        state = self.state
        assert state is not None  # noqa: S101 - asked of usable states only
        assert state.catalog is not None  # noqa: S101
        return kept_inputs(state.catalog, site.id, _common(state), inputs, lambda: links)

    def _planned_anew(self, site: Site, before: Press | None) -> tuple[SiteInputs, Press]:
        state = self.state
        assert state is not None  # noqa: S101 - asked of usable states only
        assert state.catalog is not None  # noqa: S101
        assert state.look is not None  # noqa: S101
        press = uncollected(partial(Press, state, site, state.look), before)
        inputs = site_inputs(state.catalog, site.id, _common(state), press.links)
        gc.freeze()
        return inputs, press

    def site_findings(self, site: Site) -> tuple[Finding, ...]:
        """Give the findings of a site's files and of its plan."""
        state = self.state
        assert state is not None  # noqa: S101 - asked of usable states only
        return (*state.site(site.id).head.findings, *self._plan_findings(site))

    def _plan_findings(self, site: Site) -> tuple[Finding, ...]:
        """Give what planning a site found, without keeping the pages of a site nobody reads."""
        if site.id in self._presses:
            return self.press(site).findings
        inputs, links, found = self._planned.get(site.id, (None, None, ()))
        now = self._still_good(site, inputs, links)
        if now is None or links is None:
            now, press = self._planned_anew(site, None)
            links, found = press.links, press.findings
        self._planned[site.id] = (now, links, found)
        return found

    def all_findings(self) -> tuple[Finding, ...]:
        """Give every finding: of the portal, the theme, and the sites that are served."""
        state = self.state
        if state is None or state.portal is None or state.look is None:
            return state.shared if state else ()
        wanted = [site for site in state.portal.sites if self.settings.wants(site)]
        found = [found for site in wanted for found in self.site_findings(site)]
        return tuple(sorted({*state.shared, *found}))

    def broken_source(self, site: Site, path: str) -> str:
        """Give the file that would be the page at a path of a site if it could be parsed."""
        state = self.state
        assert state is not None  # noqa: S101 - asked of usable states only
        root = f"content/{site.content_root()}/"
        good = {card.id for card in state.site(site.id).every}
        known = self._paths.get(site.id, {})
        for entry in state.still.entries(state.inputs[site.id].root()):
            inside = entry.path.removeprefix(root)
            name = f"{site.id}:{inside}"
            broken = inside.endswith(".md") and name not in good
            if broken and path in {known.get(name), published_path(inside)}:
                return entry.path
        return ""


def _common(state: State) -> str:
    assert state.portal is not None  # noqa: S101 - asked of usable states only
    assert state.look is not None  # noqa: S101
    return common_digest(state.portal, state.look.digest)
