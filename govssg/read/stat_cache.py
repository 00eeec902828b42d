"""Blob ids of files that have not changed since they were last hashed.

As in git's index, a file whose time stamp is not older than the cache itself is hashed
again: it may have been written twice within one tick ("racy git").
"""

import os
import tempfile
from pathlib import Path

import msgspec

from govssg.model.source import blob_id

_Record = tuple[int, int, int, int, str]
"""mtime in ns, ctime in ns, size, inode, blob id."""

VERSION = 1


class _File(msgspec.Struct):
    version: int
    saved: int
    records: dict[str, _Record]


class StatCache:
    """Remembers (times, size, inode) → blob id by path."""

    def __init__(self, saved: int, records: dict[str, _Record]) -> None:
        self._saved = saved
        self._old = records
        self._new: dict[str, _Record] = {}

    @classmethod
    def load(cls, path: Path | None) -> "StatCache":
        """Give the cache kept in a file, or an empty one if there is none that fits."""
        if path is None or not path.is_file():
            return cls(0, {})
        try:
            kept = msgspec.msgpack.decode(path.read_bytes(), type=_File)
        except msgspec.DecodeError:
            return cls(0, {})
        return cls(kept.saved, kept.records) if kept.version == VERSION else cls(0, {})

    def blob(self, root: str, path: str, status: os.stat_result) -> str:
        """Give the blob id of a file, hashing it only if its status is new or racy."""
        seen = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        kept = self._old.get(path)
        fresh = kept is not None and kept[:4] == seen and status.st_mtime_ns < self._saved
        blob = kept[4] if kept is not None and fresh else blob_id(Path(root, path).read_bytes())
        self._new[path] = (*seen, blob)
        return blob

    def save(self, path: Path | None, live: set[str]) -> None:
        """Keep the records of the files that still exist, if anything changed."""
        records = {name: self._new[name] for name in live}
        if path is None or records == self._old:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".stat-")
        with os.fdopen(handle, "wb") as file:
            written = os.fstat(file.fileno()).st_mtime_ns
            file.write(msgspec.msgpack.encode(_File(VERSION, written, records)))
        Path(name).replace(path)
