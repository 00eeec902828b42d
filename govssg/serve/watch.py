"""Watching the sources: says where something may have changed; what it is, the still finds out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from govssg.read.snapshot import FOLDERS

Touched = Callable[[frozenset[str]], None]
"""Takes the paths of files from the root; none means that anything may have changed."""

CHANGES = frozenset({"created", "modified", "moved", "deleted", "closed"})
"""Kinds of events that mean new bytes; opening and reading are our own doing too."""

NAP = 0.2
"""Seconds the observer may sleep between looks at whether to stop; events wake it at once."""


class _Handler(FileSystemEventHandler):
    def __init__(self, root: Path, touched: Touched, appeared: Callable[[], None]) -> None:
        self._root = root
        self._touched = touched
        self._appeared = appeared

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what concerns the sources."""
        if event.event_type not in CHANGES:
            return
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        inside = [p.relative_to(self._root).parts for p in paths if p.is_relative_to(self._root)]
        if event.is_directory and any(len(parts) == 1 for parts in inside):
            self._appeared()
        if event.is_directory and event.event_type == "modified":
            return
        sources = {"/".join(parts) for parts in inside if _is_source(parts)}
        if sources:
            self._touched(frozenset(() if event.is_directory else sources))


def _is_source(parts: tuple[str, ...]) -> bool:
    """Tell whether a snapshot would see a path: no folder or file of it is hidden."""
    return bool(parts) and parts[0] in FOLDERS and not any(p.startswith(".") for p in parts)


@contextmanager
def watching(root: Path, touched: Touched, told: Callable[[], None]) -> Iterator[None]:
    """Watch the sources below ``root`` while the context lasts.

    Args:
        root: folder of the project, resolved.
        touched: called from another thread whenever something may have changed.
        told: called if the system cannot watch so many folders and polling takes over.
    """
    observer = _started(root, touched, told)
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _started(root: Path, touched: Touched, told: Callable[[], None]) -> BaseObserver:
    try:
        return _begin(Observer(timeout=NAP), root, touched)
    except OSError:
        told()
        return _begin(PollingObserver(timeout=1), root, touched)


def _begin(observer: BaseObserver, root: Path, touched: Touched) -> BaseObserver:
    """Start watching the source folders, and the root for source folders still to come."""
    watched: set[str] = set()

    def follow() -> None:
        for name in FOLDERS:
            if name not in watched and (root / name).is_dir():
                watched.add(name)
                observer.schedule(handler, str(root / name), recursive=True)
                touched(frozenset())

    handler = _Handler(root, touched, follow)
    observer.schedule(handler, str(root), recursive=False)
    follow()
    observer.start()
    return observer
