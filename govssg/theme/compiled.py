"""Compiled templates kept from one theme to the next: after an edit only that one is compiled."""

from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

MOST = 500
"""Compiled templates to keep; then all are forgotten."""


class CompiledTemplates(BytecodeCache):
    """Code by template name and text, in memory; for processes that follow a theme's edits."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the kept code into a bucket, if there is some."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        if len(self._code) >= MOST:
            self._code.clear()
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


def kept_templates(folder: str) -> BytecodeCache:
    """Give what keeps compiled templates in a folder; a template's text is part of its key."""
    return _KeptTemplates(folder, "%s.template")


class _KeptTemplates(FileSystemBytecodeCache):
    """Makes its folder again if somebody cleared the cache while a process holds the theme."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        Path(self.directory).mkdir(parents=True, exist_ok=True)
        super().dump_bytecode(bucket)
