"""The physical floor: reads the same sources, writes as many bytes into as many files.

    python bench/floor.py LIST TREE

LIST is JSON: processes, paths to read, and (route, size) to write below TREE.
"""

import json
import multiprocessing
import sys
from pathlib import Path
from typing import TypedDict


class Work(TypedDict):
    """What a build read and wrote."""

    processes: int
    read: list[str]
    write: list[tuple[str, int]]


def share(given: tuple[str, list[str], list[tuple[str, int]]]) -> None:
    """Do one process's part."""
    tree, sources, outputs = given
    for source in sources:
        with open(source, "rb") as file:  # noqa: PTH123 - the cheapest way
            file.read()
    largest = bytes(max((size for _route, size in outputs), default=0))
    for route, size in outputs:
        with open(f"{tree}/{route}", "wb") as file:  # noqa: PTH123
            file.write(largest[:size])


def main() -> None:
    work: Work = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    tree, count = sys.argv[2], work["processes"]
    for folder in sorted({route.rpartition("/")[0] for route, _size in work["write"]}):
        Path(tree, folder).mkdir(parents=True, exist_ok=True)
    parts = [(tree, work["read"][i::count], work["write"][i::count]) for i in range(count)]
    if count == 1:
        share(parts[0])
        return
    with multiprocessing.get_context("fork").Pool(count) as pool:
        pool.map(share, parts)


if __name__ == "__main__":
    main()
