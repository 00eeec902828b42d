"""Values kept under a name with the key of what they were made from; one file a name."""

import os
import tempfile
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

Value = TypeVar("Value")

_KEY = 32
"""Characters of a key, a digest; they stand before the value."""

_SIZE = 8
"""Bytes at the end that tell the size of the file, so that a cut one is known without reading."""


class ValueCache(Generic[Value]):
    """Keeps the newest value of each name."""

    def __init__(self, folder: Path | None, kind: type[Value]) -> None:
        self._folder = folder
        self._decoder = msgspec.msgpack.Decoder(kind)

    def get(self, name: str, key: str) -> Value | None:
        """Give the value kept under a name if it was made from this key; a broken file is none."""
        data = self._read(name)
        return self._decoded(data) if data[:_KEY] == key.encode() else None

    def newest(self, name: str) -> Value | None:
        """Give the value kept under a name, whatever it was made from."""
        data = self._read(name)
        return self._decoded(data) if data else None

    def has(self, name: str, key: str) -> bool:
        """Tell whether the value kept under a name was made from this key; it is not loaded."""
        if self._folder is None:
            return False
        try:
            handle = os.open(f"{self._folder}/{name}", os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            size = os.fstat(handle).st_size
            begins = os.pread(handle, _KEY, 0) == key.encode()
            return begins and os.pread(handle, _SIZE, max(size - _SIZE, 0)) == _told(size)
        finally:
            os.close(handle)

    def _read(self, name: str) -> bytes:
        if self._folder is None:
            return b""
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return b""

    def _decoded(self, data: bytes) -> Value | None:
        try:
            return self._decoder.decode(memoryview(data)[_KEY:-_SIZE])
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None

    def put(self, name: str, key: str, value: Value) -> None:
        """Keep a value in place of the name's older one."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".")
        with os.fdopen(handle, "wb") as file:
            data = msgspec.msgpack.encode(value)
            size = _KEY + len(data) + _SIZE
            file.write(b"".join((key.encode(), data, _told(size))))
        Path(temporary).replace(self._folder / name)


def _told(size: int) -> bytes:
    return size.to_bytes(_SIZE, "big")
