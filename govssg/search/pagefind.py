"""The door to Pagefind: small pages in, the files of an index out.

The binary over a folder of pages takes a fraction of what the same pages take through its
service (docs/adr/0006-search-shards.md). ``--force-language unknown`` keeps the browser from
cutting the query anew, and without filters and sorts equal pages give equal bytes.
"""

import gzip
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from pagefind_bin import get_executable

_MARK = b"pagefind_dcd"
"""What Pagefind writes before everything it compresses."""

_WORD = "_"
"""Stands in a page without words, which Pagefind would leave out."""

ENGINE = ("pagefind.js", "wasm.unknown.pagefind")


class PagefindError(Exception):
    """Pagefind ended with an error; carries what it said."""


class Index(Struct, frozen=True):
    """A Pagefind index."""

    name: str
    """What Pagefind calls it: its first file is ``pagefind.NAME.pf_meta``."""
    ids: tuple[str, ...]
    """What Pagefind calls the pages, in their order."""
    files: tuple[tuple[str, bytes], ...]
    """What a browser needs to search: (path, bytes)."""
    engine: tuple[tuple[str, bytes], ...]
    """Pagefind's own script and program."""


def index(texts: Sequence[str]) -> Index:
    """Give the index of some texts of words.

    Raises:
        PagefindError: the binary failed.
        OSError: no room for the temporary files.
    """
    with TemporaryDirectory(prefix="govssg-search-") as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for number, text in enumerate(texts):
            page = f'<html lang="unknown"><body data-pagefind-body>{text or _WORD}</body></html>'
            (source / f"{number}.html").write_text(page, encoding="utf-8")
        _run(source, target)
        return _read(target, len(texts))


def _run(source: Path, target: Path) -> None:
    command = [str(get_executable()), "--site", str(source), "--output-path", str(target)]
    command += ["--force-language", "unknown", "--silent"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise PagefindError(done.stderr.strip() or done.stdout.strip() or str(done.returncode))


def _read(folder: Path, count: int) -> Index:
    entry = json.loads((folder / "pagefind-entry.json").read_bytes())
    name = str(entry["languages"]["unknown"]["hash"])
    paths = [folder / f"pagefind.{name}.pf_meta", *sorted((folder / "index").iterdir())]
    return Index(
        name=name,
        ids=_ids(folder, count),
        files=tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths),
        engine=tuple((name, (folder / name).read_bytes()) for name in ENGINE),
    )


def _ids(folder: Path, count: int) -> tuple[str, ...]:
    ids = {}
    for path in (folder / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))
        ids[int(fragment["url"].strip("/").removesuffix(".html"))] = path.stem
    if len(ids) != count:
        raise PagefindError(f"{count} pages, {len(ids)} indexed")
    return tuple(ids[number] for number in range(count))
